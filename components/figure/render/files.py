"""A figure -> files, without a browser and without any font of the machine.

Libraries that only one format needs are loaded when that format is asked for: together they take longer than an SVG.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from components.figure.layout.page import PageSize
from components.figure.layout.pages import FigurePage, pages_of
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.svg import svg_of, svg_of_pages
from components.figure.text.fonts import Fonts

# 1 is 96 pixels to the inch: with this a slide is 1,920 pixels wide.
PNG_SCALE = 1.5
# The signature of a PNG and its first chunk, which must be IHDR.
PNG_HEAD = 8 + 25


@dataclass(frozen=True)
class FileFormat:
    """Its name on the page, its media type, and how a figure becomes such a file."""

    name: str
    mime: str
    bytes_of: Callable[[BriefingFigure, PageSize, ColourScheme], bytes]


def svg_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    return svg_of(figure, size, scheme).encode()


def png_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    """The slide, or the first one of a chart that needs several; with sources all pages, below one another."""
    pages = pages_of(figure, size)
    return png_of_pages(figure, pages if figure.with_sources else pages[:1], scheme)


def png_of_pages(
    figure: BriefingFigure, pages: Sequence[FigurePage], scheme: ColourScheme, *, scale: float = PNG_SCALE
) -> bytes:
    """Some of the figure's pages; `scale` 3.125 is 300 pixels to the inch. Its properties have title and marking, too."""
    png = png_of_svg(svg_of_pages(figure, pages, scheme, embed=False), figure.fonts, scale)
    return with_properties(png, {"Title": figure.title, "Handling": figure.slide.marking, "Software": "Allweather"})


def with_properties(png: bytes, properties: Mapping[str, str]) -> bytes:
    """A PNG with texts in its metadata (chunks iTXt, in UTF-8), before its pixels."""
    chunks = b"".join(
        _chunk(b"iTXt", name.encode() + b"\0\0\0\0\0" + text.encode()) for name, text in properties.items() if text
    )
    return png[:PNG_HEAD] + chunks + png[PNG_HEAD:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return len(content).to_bytes(4) + kind + content + checksum.to_bytes(4)


def png_of_svg(svg: str, fonts_of_figure: Fonts, scale: float) -> bytes:
    """An SVG without fonts of its own."""
    import resvg_py

    fonts = [str(path) for path in sorted(fonts_of_figure.folder.glob("*.ttf"))]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, dpi=96, font_files=fonts, skip_system_fonts=True))


def pdf_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    from components.figure.render.pdf import pdf_of

    return pdf_of(figure, size, scheme)


def pptx_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    from components.figure.render.slides import pptx_of

    return pptx_of(figure, size, scheme)


def docx_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    """A document with the picture at print resolution; a profile is written as text and tables."""
    from components.figure.render.documents import document_of

    return document_of(figure, size, scheme)


def html_bytes(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    from components.figure.render.html import html_of_figure

    return html_of_figure(figure, size, scheme).encode()


FILE_FORMATS: Mapping[str, FileFormat] = {
    "svg": FileFormat("SVG", "image/svg+xml", svg_bytes),
    "png": FileFormat("PNG", "image/png", png_bytes),
    "pdf": FileFormat("PDF", "application/pdf", pdf_bytes),
    "html": FileFormat("Web page", "text/html", html_bytes),
    "pptx": FileFormat(
        "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", pptx_bytes
    ),
    "docx": FileFormat("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_bytes),
}
