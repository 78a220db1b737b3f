"""A briefing pack: several figures as one file of slides, one PDF, or one zip with all formats. Pure."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.figure.layout.page import PageSize
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.files import FILE_FORMATS
from data.base.zip_time import NO_TIME

# Called with the share that is done, and what comes next.
Progress = Callable[[float, str], object]


@dataclass(frozen=True)
class PackFormat:
    """Its name on the page, its media type, and how figures become such a pack."""

    name: str
    mime: str
    bytes_of: Callable[[Sequence[BriefingFigure], PageSize, ColourScheme, Progress], bytes]


def _pptx(figures: Sequence[BriefingFigure], size: PageSize, scheme: ColourScheme, progress: Progress) -> bytes:
    from components.figure.render.slides import pptx_of_all

    return pptx_of_all(_with_progress(figures, progress), size, scheme)


def _pdf(figures: Sequence[BriefingFigure], size: PageSize, scheme: ColourScheme, progress: Progress) -> bytes:
    from components.figure.render.pdf import pdf_of_all

    return pdf_of_all(_with_progress(figures, progress), size, scheme)


def _zip(figures: Sequence[BriefingFigure], size: PageSize, scheme: ColourScheme, progress: Progress) -> bytes:
    """Each figure in every format."""
    out, steps = io.BytesIO(), [(figure, extension) for figure in figures for extension in FILE_FORMATS]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (figure, extension) in enumerate(steps):
            progress(number / len(steps), f"{figure.kind}, {FILE_FORMATS[extension].name}")
            entry = zipfile.ZipInfo(f"{figure.kind.lower()}.{extension}", NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, FILE_FORMATS[extension].bytes_of(figure, size, scheme))
    return out.getvalue()


def _with_progress(figures: Sequence[BriefingFigure], progress: Progress) -> Iterator[BriefingFigure]:
    """One figure after the other, each reported when its turn has come."""
    for number, figure in enumerate(figures):
        progress(number / len(figures), figure.kind)
        yield figure


PACK_FORMATS: Mapping[str, PackFormat] = {
    "pptx": PackFormat("Slides", FILE_FORMATS["pptx"].mime, _pptx),
    "pdf": PackFormat("PDF", FILE_FORMATS["pdf"].mime, _pdf),
    "zip": PackFormat("All formats, zip", "application/zip", _zip),
}
