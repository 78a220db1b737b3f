"""A figure -> files: SVG, PNG and PDF without a browser and without any font of the machine, and slides."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import resvg_py
import vl_convert
from pypdf import PdfReader, PdfWriter

from components.figure.layout.page import Size
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.html import html_bytes
from components.figure.render.slides import pptx_of
from components.figure.render.svg import svg_of, svg_pages

# 1 is 96 pixels to the inch: so a slide is 1,920 pixels wide.
PNG_SCALE = 1.5


@dataclass(frozen=True)
class FileFormat:
    """A kind of file: its name for the reader, its type, and how a figure becomes one."""

    name: str
    mime: str
    bytes_of: Callable[[BriefingFigure, Size, ColourScheme], bytes]


@lru_cache(maxsize=64)
def _registered(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))


def png_of(figure: BriefingFigure, size: Size, scheme: ColourScheme, *, scale: float = PNG_SCALE) -> bytes:
    """One picture with its notes below; `scale` 3.125 is 300 pixels to the inch."""
    fonts = [str(place) for place in sorted(figure.fonts.folder.glob("*.ttf"))]
    drawn = svg_of(figure, size, scheme, embed=False)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, zoom=scale, dpi=96, font_files=fonts, skip_system_fonts=True))


def pdf_of(figure: BriefingFigure, size: Size, scheme: ColourScheme) -> bytes:
    """Pages whose text can be selected; the description for those who cannot see it stands in the properties."""
    return pdf_of_all([figure], size, scheme)


def pdf_of_all(figures: Iterable[BriefingFigure], size: Size, scheme: ColourScheme) -> bytes:
    """Figures one after the other; where there are several, the outline leads to each."""
    writer, done = PdfWriter(), list[BriefingFigure]()
    for figure in figures:
        _registered(figure.fonts.folder)
        first = len(writer.pages)
        for page in svg_pages(figure, size, scheme, embed=False):
            writer.append(PdfReader(io.BytesIO(bytes(vl_convert.svg_to_pdf(page)))))
        writer.add_outline_item(title=figure.title, page_number=first)
        done.append(figure)
    about = " ".join(figure.alt_text for figure in done)
    writer.add_metadata({"/Title": done[0].title, "/Subject": about, "/Creator": "Allweather"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def svg_bytes(figure: BriefingFigure, size: Size, scheme: ColourScheme) -> bytes:
    return svg_of(figure, size, scheme).encode()


FILE_FORMATS: Mapping[str, FileFormat] = {
    "svg": FileFormat("SVG", "image/svg+xml", svg_bytes),
    "png": FileFormat("PNG", "image/png", png_of),
    "pdf": FileFormat("PDF", "application/pdf", pdf_of),
    "html": FileFormat("Web page", "text/html", html_bytes),
    "pptx": FileFormat(
        "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", pptx_of
    ),
}
