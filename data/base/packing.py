"""Bytes as text that a link can contain, and back."""

import base64
import zlib


def pack(content: bytes) -> str:
    """The bytes compressed, in the URL-safe alphabet of base64."""
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


def unpack(text: str, most: int) -> bytes | None:
    """The bytes that `pack` was given, but at most one more than `most`, so that the caller sees that they are too many.

    None if part of the text is missing or it was never packed.
    """
    try:
        inflate = zlib.decompressobj()
        content = inflate.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), most + 1)
    except (ValueError, zlib.error):
        return None
    return content if len(content) > most or inflate.eof else None
