"""A figure -> files, without a browser and without any font of the machine.

Libraries that only one format needs are loaded when that format is asked for: together they take longer than an SVG.
"""

import io
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.figure.layout.page import PageSize
from components.figure.layout.pages import FigurePage, pages_of
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.svg import svg_of, svg_slide
from components.figure.text.fonts import Fonts

# 1 is 96 pixels to the inch: with this a slide is 1,920 pixels wide.
PNG_SCALE = 1.5
# Pages below one another in a PNG: all notes of all records would be a picture of 1.5 GB.
MOST_PNG_PAGES = 12
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
    """The slide, or the first one of a chart that needs several; with sources the first pages, below one another."""
    pages = pages_of(figure, size)
    return png_of_pages(figure, pages[: MOST_PNG_PAGES if figure.with_sources else 1], scheme)


def png_of_pages(
    figure: BriefingFigure, pages: Sequence[FigurePage], scheme: ColourScheme, *, scale: float = PNG_SCALE
) -> bytes:
    """Some of the figure's pages; `scale` 3.125 is 300 pixels to the inch. Its properties have title and marking, too."""
    drawn = (png_of_svg(svg_slide(figure, page, scheme, embed=False), figure.fonts, scale) for page in pages)
    png = next(drawn) if len(pages) == 1 else below_one_another(drawn)
    return with_properties(png, {"Title": figure.title, "Handling": figure.slide.marking, "Software": "Allweather"})


def below_one_another(pngs: Iterable[bytes]) -> bytes:
    """Pictures of the same width as one. Each is drawn by itself: while one is, no other thread runs."""
    # Few figures have several pages, and it takes long to load.
    from PIL import Image

    pictures = [Image.open(io.BytesIO(png)).convert("RGB") for png in pngs]
    whole = Image.new("RGB", (pictures[0].width, sum(picture.height for picture in pictures)))
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


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
