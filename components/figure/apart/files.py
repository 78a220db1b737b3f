"""Files of figures made in a process of their own: one that takes too long ends alone, and no page waits for it.

A figure is as large as what a reader chose for it: all records with their sources take 17 seconds of the processor as a PDF.
"""

import json
import pickle
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module

from components.figure.layout.page import PageSize
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.files import FILE_FORMATS
from components.figure.render.pack import PACK_FORMATS, Progress
from data.apart.limits import WorkLimits
from data.apart.program import say
from data.apart.turns import TurnLine
from data.apart.work_apart import UnfinishedWorkError, done_apart
from data.base.fault import FaultError

# All records with sources take 18 seconds of the processor as a PDF, and a peak of 310 MB as a PNG; the usual pack of them in
# all formats a minute, and 370 MB.
FILE_LIMITS = WorkLimits(cpu_seconds=60, seconds=120, memory=700_000_000, answer=60_000_000)
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
    if extension in _MADE_HERE and not figure.with_sources:
        return FILE_FORMATS[extension].bytes_of(figure, size, scheme)
    return _made_apart((extension, figure, size, scheme), [figure], FILE_LIMITS)


def pack_apart(
    extension: str,
    figures: Sequence[BriefingFigure],
    size: PageSize,
    scheme: ColourScheme,
    progress: Progress = lambda *_: None,
) -> bytes:
    """The file of several figures in one of PACK_FORMATS. FaultError if it takes too much."""
    return _made_apart((extension, tuple(figures), size, scheme), figures, PACK_LIMITS, progress)


def _made_apart(
    asked: object, figures: Sequence[BriefingFigure], limits: WorkLimits, progress: Progress = lambda *_: None
) -> bytes:
    for figure in figures:
        # How many sets of fonts are made is counted here: the other process does not last.
        _ = figure.fonts.folder
    try:
        answer = done_apart(__name__, [pickle.dumps(asked)], limits, lambda said: progress(*said)).answer
    except UnfinishedWorkError:
        raise FaultError(*_TOO_MUCH) from None
    head, _, content = answer.partition(b"\n")
    if problem := json.loads(head):
        raise FaultError(problem["reason"], problem["fix"])
    return content


# In the process of its own ----------------------------------------------------------------------------------


def load_all() -> None:
    """Load the libraries that only one format needs, too."""
    for name in ("documents", "html", "pdf", "slides"):
        import_module(f"components.figure.render.{name}")
    import_module("PIL.Image")
    import_module("resvg_py")


def work(parts: list[bytes]) -> bytes:
    """A line of JSON, which says what is wrong if something is, then the file."""
    extension, figures, size, scheme = pickle.loads(parts[0])
    try:
        if isinstance(figures, tuple):
            content = PACK_FORMATS[extension].bytes_of(figures, size, scheme, lambda *said: say(said))
        else:
            content = FILE_FORMATS[extension].bytes_of(figures, size, scheme)
    except FaultError as problem:
        return json.dumps(asdict(problem.fault)).encode()
    return b"{}\n" + content
