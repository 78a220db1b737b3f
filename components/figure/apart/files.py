"""Files of figures made in a process of their own: one that takes too long ends alone, and no page waits for it.

A figure is as large as what a reader chose for it: all records with their sources take 17 seconds of the processor as a PDF.
"""

from collections.abc import Sequence
from importlib import import_module

from components.figure.layout.page import PageSize
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.files import FILE_FORMATS
from components.figure.render.pack import PACK_FORMATS, Progress
from data.apart.calls import called_apart
from data.apart.limits import WorkLimits
from data.apart.turns import TurnLine

# All records with sources take 18 seconds of the processor as a PDF, and a peak of 310 MB as a PNG; the usual pack of them in
# all formats a minute, and 370 MB.
FIGURE_LIMITS = WorkLimits(cpu_seconds=60, seconds=120, memory=700_000_000, answer=60_000_000)
PACK_LIMITS = WorkLimits(cpu_seconds=150, seconds=300, memory=900_000_000, answer=200_000_000)
_TOO_MUCH = (
    "This file takes too much time or memory",
    "choose fewer countries or another format, or leave the sources out",
)
# What is drawn beside the pages, for all that draw: each more at a time would take as much from every page.
DRAWING = TurnLine(1, counts_apart=True)
# They take little, and what the server keeps for the next one of the same records is most of it.
_MADE_HERE = ("svg", "html")


def file_apart(extension: str, figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    """The file of a figure in one of FILE_FORMATS. FaultError if it takes too much."""
    make = FILE_FORMATS[extension].bytes_of
    if extension in _MADE_HERE and not figure.with_sources:
        return make(figure, size, scheme)
    _prepare_fonts(figure)
    return called_apart(FIGURE_LIMITS, make, figure, size, scheme, too_much=_TOO_MUCH)


def pack_apart(
    extension: str,
    figures: Sequence[BriefingFigure],
    size: PageSize,
    scheme: ColourScheme,
    progress: Progress = lambda *_: None,
) -> bytes:
    """The file of several figures in one of PACK_FORMATS. FaultError if it takes too much."""
    _prepare_fonts(*figures)
    make = PACK_FORMATS[extension].bytes_of
    return called_apart(PACK_LIMITS, make, tuple(figures), size, scheme, hear=progress, too_much=_TOO_MUCH)


def _prepare_fonts(*figures: BriefingFigure) -> None:
    """How many sets of fonts are made is counted here: the other process does not last."""
    for figure in figures:
        _ = figure.fonts.folder


def load_all() -> None:
    """In the other process: load the libraries that only one format needs, too."""
    for name in ("documents", "html", "pdf", "slides"):
        import_module(f"components.figure.render.{name}")
    import_module("PIL.Image")
    import_module("resvg_py")
