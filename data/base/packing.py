"""Texts in letters that a link may hold, and back; what unpacks to more than it may is not unpacked to its end."""

import base64
import zlib


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


def unpacked(text: str, most: int) -> bytes | None:
    """At most one byte more than `most`; None if part of it is missing or it was never packed."""
    try:
        inflate = zlib.decompressobj()
        found = inflate.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), most + 1)
    except (ValueError, zlib.error):
        return None
    return found if len(found) > most or inflate.eof else None
