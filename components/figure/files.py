"""SVG -> PNG and PDF, without a browser and without any font of the machine."""

import io
from functools import lru_cache
from pathlib import Path

import vl_convert
from pypdf import PdfReader, PdfWriter

from components.figure.describe import Figure, Look
from components.figure.page import Size
from components.figure.svg import svg_of, svg_pages

# Pixels to a point at scale 1: 96 to the inch.
PIXELS = 96 / 72


@lru_cache(maxsize=64)
def _registered(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))


def png_of(figure: Figure, size: Size, look: Look, *, scale: float = 2.0) -> bytes:
    """One picture with its notes; `scale` 1 is 96 pixels to the inch, 3.125 is 300."""
    _registered(figure.fonts.folder)
    return bytes(vl_convert.svg_to_png(svg_of(figure, size, look, embed=False), scale=scale))


def pdf_of(figure: Figure, size: Size, look: Look) -> bytes:
    """Pages with text that can be selected; title and description for readers of the screen in its properties."""
    _registered(figure.fonts.folder)
    writer = PdfWriter()
    for page in svg_pages(figure, size, look, embed=False):
        writer.append(PdfReader(io.BytesIO(bytes(vl_convert.svg_to_pdf(page)))))
    writer.add_metadata({"/Title": figure.title, "/Subject": figure.alternative, "/Creator": "Allweather"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
