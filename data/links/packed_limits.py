"""The limits of what is packed into a link (a story, unsaved changes): its length, and the characters allowed in it."""

from data.view.fields.codecs import UnreadableError

LONGEST_PACKED = 24_000


def fits_a_link(text: str) -> bool:
    return len(text) <= LONGEST_PACKED


def check_packed(text: str) -> None:
    """Raises UnreadableError if a text was never packed, or is longer than a link may be."""
    if not fits_a_link(text) or not (text.isascii() and text.replace("-", "").replace("_", "").isalnum()):
        raise UnreadableError("part of it is missing, or it is too long")
