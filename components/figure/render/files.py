"""A figure -> files, without a browser and without any font of the machine.

Libraries that only one format needs are loaded when that format is asked for: together they take longer than an SVG.
"""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from components.figure.layout.page import PageSize
from components.figure.layout.slide_page import SlidePage, slide_pages
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.svg import svg_of, svg_pages, svg_slide

# 1 is 96 pixels to the inch: with this a slide is 1,920 pixels wide.
PNG_SCALE = 1.5


@dataclass(frozen=True)
class FileFormat:
    """Its name on the page, its media type, and how a figure becomes such a file."""

    name: str
    mime: str
    bytes_of: Callable[[BriefingFigure, PageSize, ColourScheme], bytes]


def svg_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    return svg_of(figure, size, scheme).encode()


def png_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme, *, scale: float = PNG_SCALE) -> bytes:
    """The slide, or the first one of a chart that needs several; `scale` 3.125 is 300 pixels to the inch."""
    return png_of_slide(figure, slide_pages(figure, size)[0], scheme, scale=scale)


def png_of_slide(figure: BriefingFigure, page: SlidePage, scheme: ColourScheme, *, scale: float = PNG_SCALE) -> bytes:
    """One of the figure's slides."""
    import resvg_py

    fonts = [str(path) for path in sorted(figure.fonts.folder.glob("*.ttf"))]
    svg = svg_slide(figure, page, scheme, embed=False)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, dpi=96, font_files=fonts, skip_system_fonts=True))


def pdf_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    """Pages whose text can be selected; the description for those who cannot see it is in the properties."""
    return pdf_of_all([figure], size, scheme)


def pdf_of_all(figures: Iterable[BriefingFigure], size: PageSize, scheme: ColourScheme) -> bytes:
    """Figures one after the other, each with an entry in the outline."""
    import vl_convert
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    titles, alt_texts = list[str](), list[str]()
    for figure in figures:
        _register_fonts(figure.fonts.folder)
        first_page = len(writer.pages)
        for page in svg_pages(figure, size, scheme, embed=False):
            writer.append(PdfReader(io.BytesIO(bytes(vl_convert.svg_to_pdf(page)))))
        writer.add_outline_item(title=figure.title, page_number=first_page)
        titles.append(figure.title)
        alt_texts.append(figure.alt_text)
    writer.add_metadata({"/Title": titles[0], "/Subject": " ".join(alt_texts), "/Creator": "Allweather"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@lru_cache(maxsize=64)
def _register_fonts(folder: Path) -> None:
    import vl_convert

    vl_convert.register_font_directory(str(folder))


def pptx_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    from components.figure.render.slides import pptx_of

    return pptx_of(figure, size, scheme)


def html_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    from components.figure.render.html import html_of_figure

    return html_of_figure(figure, size, scheme).encode()


FILE_FORMATS: Mapping[str, FileFormat] = {
    "svg": FileFormat("SVG", "image/svg+xml", svg_bytes),
    "png": FileFormat("PNG", "image/png", png_of),
    "pdf": FileFormat("PDF", "application/pdf", pdf_of),
    "html": FileFormat("Web page", "text/html", html_bytes),
    "pptx": FileFormat(
        "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", pptx_bytes
    ),
}
