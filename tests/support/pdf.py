"""What a PDF has inside."""

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def fonts_of(pdf: PdfReader) -> set[str]:
    """The names of all fonts, also of those of pictures inside its pages."""
    return {name for page in pdf.pages for name in _fonts_in(page["/Resources"])}


def _fonts_in(resources: Any) -> Iterator[str]:
    for font in resources.get("/Font", {}).values():
        yield str(font.get_object()["/BaseFont"])
    for picture in resources.get("/XObject", {}).values():
        yield from _fonts_in(picture.get_object().get("/Resources", {}))
