"""A briefing pack: several figures as one file of slides, one PDF, or one zip with all formats. Pure."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.figure.layout.page import Size
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.files import FILE_FORMATS, pdf_of_all
from components.figure.render.slides import pptx_of_all

# A zip of the same figures is the same: its files bear no time.
NO_TIME = (1980, 1, 1, 0, 0, 0)
# The share that is done, and what is made next.
Told = Callable[[float, str], object]


@dataclass(frozen=True)
class PackFormat:
    """A kind of pack: its name for the reader, its type, and how figures become one; it tells how far it has come."""

    name: str
    mime: str
    bytes_of: Callable[[Sequence[BriefingFigure], Size, ColourScheme, Told], bytes]


def _slides(figures: Sequence[BriefingFigure], size: Size, scheme: ColourScheme, told: Told) -> bytes:
    return pptx_of_all(_telling(figures, told), size, scheme)


def _pages(figures: Sequence[BriefingFigure], size: Size, scheme: ColourScheme, told: Told) -> bytes:
    return pdf_of_all(_telling(figures, told), size, scheme)


def _zip(figures: Sequence[BriefingFigure], size: Size, scheme: ColourScheme, told: Told) -> bytes:
    """Each figure in every format."""
    packed, steps = io.BytesIO(), [(figure, key) for figure in figures for key in FILE_FORMATS]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (figure, key) in enumerate(steps):
            told(place / len(steps), f"{figure.kind}, {FILE_FORMATS[key].name}")
            entry = zipfile.ZipInfo(f"{figure.kind.lower()}.{key}", NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, FILE_FORMATS[key].bytes_of(figure, size, scheme))
    return packed.getvalue()


def _telling(figures: Sequence[BriefingFigure], told: Told) -> Iterator[BriefingFigure]:
    """One figure after the other, each told of when its turn has come."""
    for place, figure in enumerate(figures):
        told(place / len(figures), figure.kind)
        yield figure


PACK_FORMATS: Mapping[str, PackFormat] = {
    "pptx": PackFormat("Slides", FILE_FORMATS["pptx"].mime, _slides),
    "pdf": PackFormat("PDF", FILE_FORMATS["pdf"].mime, _pages),
    "zip": PackFormat("All formats, zip", "application/zip", _zip),
}
