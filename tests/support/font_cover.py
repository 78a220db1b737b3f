"""Which characters of a text the fonts of figures lack."""

from components.figure.text.font_files import characters_by_family


def characters_without_font(text: str) -> str:
    """The printable characters of a text that no family has: they would appear as boxes."""
    known = frozenset[int]().union(*characters_by_family().values())
    return "".join(character for character in text if character.isprintable() and ord(character) not in known)
