"""A briefing pack: several figures as one file of slides, one PDF, or one zip with all formats. Pure."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.figure.layout.page import Size
from components.figure.model import Figure, Look
from components.figure.render.files import FORMATS, pdf_of_all
from components.figure.render.slides import pptx_of_all

# A zip of the same figures is the same: its files bear no time.
NO_TIME = (1980, 1, 1, 0, 0, 0)
# The share that is done, and what is made next.
Told = Callable[[float, str], object]


@dataclass(frozen=True)
class Pack:
    """A kind of pack: its name for the reader, its type, and how figures become one; it tells how far it has come."""

    name: str
    mime: str
    made: Callable[[Sequence[Figure], Size, Look, Told], bytes]


def _slides(figures: Sequence[Figure], size: Size, look: Look, told: Told) -> bytes:
    return pptx_of_all(_telling(figures, told), size, look)


def _pages(figures: Sequence[Figure], size: Size, look: Look, told: Told) -> bytes:
    return pdf_of_all(_telling(figures, told), size, look)


def _zip(figures: Sequence[Figure], size: Size, look: Look, told: Told) -> bytes:
    """Each figure in every format."""
    packed, steps = io.BytesIO(), [(figure, key) for figure in figures for key in FORMATS]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (figure, key) in enumerate(steps):
            told(place / len(steps), f"{figure.kind}, {FORMATS[key].name}")
            entry = zipfile.ZipInfo(f"{figure.kind.lower()}.{key}", NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, FORMATS[key].made(figure, size, look))
    return packed.getvalue()


def _telling(figures: Sequence[Figure], told: Told) -> Iterator[Figure]:
    """One figure after the other, each told of when its turn has come."""
    for place, figure in enumerate(figures):
        told(place / len(figures), figure.kind)
        yield figure


PACKS: Mapping[str, Pack] = {
    "pptx": Pack("Slides", FORMATS["pptx"].mime, _slides),
    "pdf": Pack("PDF", FORMATS["pdf"].mime, _pages),
    "zip": Pack("All formats, zip", "application/zip", _zip),
}
