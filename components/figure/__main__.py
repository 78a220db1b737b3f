"""The command `python -m components.figure`: a view, as a link or its query, becomes files."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PAGE_SIZES
from components.figure.model import BriefingFigure
from components.figure.query.request import (
    LOOKS,
    NOTHING_TO_DRAW,
    FigureRequest,
    RequestError,
    figure_request,
    parts_of,
    view_of_request,
)
from components.figure.render.files import FILE_FORMATS
from components.figure.render.pack import PACK_FORMATS
from data.base.fault import FaultError
from data.export.permission import NotPermittedError, permission
from data.links.pins import pin_of, read_pin
from data.store.base import StoreError
from data.store.open_store import store_of
from data.store.settings import settings
from data.tables.dataset import Dataset, load_files
from data.tables.findings import RecordsError
from data.view.selection import Selection, select_with_focus
from data.view.ties import ties_of


def arguments_of(words: Sequence[str]) -> argparse.Namespace:
    """The options of the command line; exits with a message where one is not valid."""
    parser = argparse.ArgumentParser(
        prog="python -m components.figure", description="Export a view as briefing figures."
    )
    parser.add_argument("--view", default="", help="the address of a page, or only the part after its “?”")
    parser.add_argument(
        "--figure",
        default="network",
        help=f"one or more of {','.join(FIGURE_KINDS)}; several make a pack (pptx, pdf or zip)",
    )
    parser.add_argument("--format", default="svg", help=f"one or more of {','.join(FILE_FORMATS)}")
    parser.add_argument(
        "--out", type=Path, default=Path("allweather"), help="the file to write; the extension is added"
    )
    parser.add_argument("--size", default="slide", choices=list(PAGE_SIZES), help="the size of a page")
    parser.add_argument("--colours", "--look", default="light", choices=LOOKS, help="the colour scheme")
    parser.add_argument("--title", default="", help="a title to use instead of the one made from the filters")
    parser.add_argument("--sources", action="store_true", help="add pages with all sources")
    parser.add_argument("--top", action="store_true", help="only the highest tie of each pair")
    parser.add_argument("--marking", default="", help="a classification marking: one of the levels in the settings")
    parser.add_argument("--records", help="the folder of the records, or the address of a database")
    chosen = parser.parse_args(words)
    chosen.format = chosen.format.split(",")
    chosen.figure = chosen.figure.split(",")
    for name, values, known in (
        ("figures", chosen.figure, FIGURE_KINDS),
        ("formats", chosen.format, PACK_FORMATS if len(chosen.figure) > 1 else FILE_FORMATS),
    ):
        if unknown := [value for value in values if value not in known]:
            parser.error(f"unknown {name}: {', '.join(unknown)}; choose from {', '.join(known)}")
    return chosen


def query_of(view: str) -> dict[str, str]:
    """The parameters of an address, or of a bare query."""
    text = urlsplit(view).query if "?" in view else view
    return dict(parse_qsl(text, keep_blank_values=True))


def main(words: Sequence[str]) -> int:
    """Write the files; 0 if that worked, else 1 with the reason on the error stream."""
    chosen = arguments_of(words)
    try:
        request = request_of(chosen)
        permit = permission(request.marking)
        permit.check()
        figures = figures_of(chosen, request, selection_of(chosen), permit.marking)
    except (RecordsError, StoreError, RequestError, NotPermittedError) as faults:
        print(faults, file=sys.stderr)
        return 1
    for extension in chosen.format:
        path = chosen.out.with_name(f"{chosen.out.name.removesuffix(f'.{extension}')}.{extension}")
        try:
            content = _file(figures, extension, chosen)
        except FaultError as fault:
            print(fault, file=sys.stderr)
            return 1
        path.write_bytes(content)
        print(path)
    return 0


def request_of(chosen: argparse.Namespace) -> FigureRequest:
    """How the figures are to be drawn: as the options say, else as the address does. Raises RequestError."""
    said, _, _ = parts_of(query_of(chosen.view))
    flags = {name: "yes" for name in ("sources", "top") if getattr(chosen, name)}
    texts = {name: text for name in ("title", "marking") if (text := getattr(chosen, name))}
    return figure_request(
        {**said, **texts, **flags, "figure": chosen.figure[0], "size": chosen.size, "look": chosen.colours}
    )


def selection_of(chosen: argparse.Namespace) -> Selection:
    """What passes the filters of the view; what was ignored in the view is printed on the error stream."""
    store = store_of(chosen.records) if chosen.records else settings().store
    dataset = load_files(store.files())
    _, link, pin_text = parts_of(query_of(chosen.view))
    view, notices = view_of_request(link, dataset, chosen.figure[0], today=date.today())
    for notice in (*notices, *_pin_notice(pin_text, dataset)):
        print(notice, file=sys.stderr)
    return select_with_focus(ties_of(dataset), view)


def _pin_notice(text: str, dataset: Dataset) -> list[str]:
    pin = read_pin(text)
    if pin is None or pin.matches(dataset):
        return []
    return [f"The link is pinned to version {pin}, but this is version {pin_of(dataset)}: the figure may differ."]


def figures_of(
    chosen: argparse.Namespace, request: FigureRequest, selection: Selection, marking: str
) -> list[BriefingFigure]:
    """The figures asked for, without those that would be empty; RequestError if none is left."""
    options = request.options(marking, chosen.view if "?" in chosen.view else "")
    kinds = [FIGURE_KINDS[name] for name in chosen.figure]
    figures = [kind.figure_of(selection, options) for kind in kinds if not kind.is_empty(selection)]
    if not figures:
        raise RequestError(NOTHING_TO_DRAW)
    return figures


def _file(figures: list[BriefingFigure], extension: str, chosen: argparse.Namespace) -> bytes:
    if len(chosen.figure) > 1:
        return PACK_FORMATS[extension].bytes_of(figures, chosen.size, chosen.colours, _print_progress)
    return FILE_FORMATS[extension].bytes_of(figures[0], chosen.size, chosen.colours)


def _print_progress(share: float, step: str) -> None:
    print(f"{share:4.0%} {step}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
