"""The command line of the figure: a view, as a link or its query, becomes files."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

from components.figure.captions import Wish
from components.figure.kinds.registry import KINDS
from components.figure.layout.page import SIZES
from components.figure.model import Figure, Look
from components.figure.render.files import FORMATS
from components.figure.render.pack import PACKS
from data.links.pins import PARAMETER, pin_of, read_pin
from data.store.base import StoreError
from data.store.open_store import store_of
from data.store.settings import settings
from data.tables.dataset import load_files
from data.tables.findings import RecordsError
from data.tables.origin import ADDED
from data.upload.added_in_view import NOT_HERE
from data.view.selection import select
from data.view.ties import ties_of
from data.view.view import view_of_query


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m components.figure", description="A view as a briefing figure.")
    parser.add_argument("--view", default="", help="the address of a page, or what stands behind its “?”")
    parser.add_argument(
        "--figure", default="network", help=f"of {','.join(KINDS)}; several make a pack (pptx, pdf, zip)"
    )
    parser.add_argument("--format", default="svg", help=f"of {','.join(FORMATS)}")
    parser.add_argument("--out", type=Path, default=Path("allweather"), help="the file, its ending is put to it")
    parser.add_argument("--size", default="slide", choices=list(SIZES))
    parser.add_argument("--look", default="light", choices=get_args(Look))
    parser.add_argument("--title", default="", help="in place of one made from the filters")
    parser.add_argument("--marking", default="", help="a handling line: of the levels of the settings")
    parser.add_argument("--records", help="the folder of the records, or the address of a database")
    chosen = parser.parse_args(words)
    chosen.format = chosen.format.split(",")
    chosen.figure = chosen.figure.split(",")
    if unknown := set(chosen.figure) - set(KINDS):
        parser.error(f"unknown figures: {', '.join(sorted(unknown))}")
    if unknown := set(chosen.format) - set(PACKS if len(chosen.figure) > 1 else FORMATS):
        parser.error(f"unknown formats: {', '.join(sorted(unknown))}")
    return chosen


def query_of(view: str) -> dict[str, str]:
    """The parameters of an address, or of a bare query."""
    text = urlsplit(view).query if "?" in view else view
    return dict(parse_qsl(text, keep_blank_values=True))


def main(words: list[str]) -> int:
    chosen = options(words)
    try:
        handling = settings().handling
        store = store_of(chosen.records) if chosen.records else settings().store
        dataset = load_files(store.files())
    except (RecordsError, StoreError) as faults:
        return _refused(str(faults))
    if chosen.marking and chosen.marking not in handling.levels:
        return _refused(f"“{chosen.marking}” is none of the handling lines {', '.join(handling.levels)}.")
    marking = handling.stricter(chosen.marking)
    if refusal := handling.refusal(marking):
        return _refused(refusal)
    query = query_of(chosen.view)
    pin, elsewhere = read_pin(query.pop(PARAMETER, "")), query.pop(ADDED, "")
    view, notices = view_of_query(query, dataset, today=date.today())
    if pin and not pin.same(dataset):
        notices = (
            *notices,
            f"The link is pinned to {pin}; these are {pin_of(dataset)}, so it may show something else.",
        )
    for notice in (*notices, NOT_HERE) if elsewhere else notices:
        print(notice, file=sys.stderr)
    selection = select(ties_of(dataset), view)
    kinds = [KINDS[name] for name in chosen.figure if not KINDS[name].empty(selection)]
    if not kinds:
        return _refused("Nothing is in view, so there is nothing to draw.")
    wish = Wish(chosen.title, marking, chosen.view if "?" in chosen.view else "")
    figures = [kind.made(selection, wish) for kind in kinds]
    for key in chosen.format:
        place = chosen.out.with_name(f"{chosen.out.name.removesuffix(f'.{key}')}.{key}")
        place.write_bytes(_made(figures, key, chosen))
        print(place)
    return 0


def _tell(share: float, what: str) -> None:
    print(f"{share:4.0%} {what}", file=sys.stderr)


def _made(figures: list[Figure], key: str, chosen: argparse.Namespace) -> bytes:
    if len(chosen.figure) > 1:
        return PACKS[key].made(figures, chosen.size, chosen.look, _tell)
    return FORMATS[key].made(figures[0], chosen.size, chosen.look)


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
