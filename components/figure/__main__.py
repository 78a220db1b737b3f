"""The command line of the figure: a view, as a link or its query, becomes files."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

from components.figure.files import FORMATS
from components.figure.frame import Wish
from components.figure.kinds import KINDS
from components.figure.model import Look
from components.figure.page import SIZES
from data.findings import RecordsError
from data.in_view import in_view
from data.loading import RECORDS, load_records
from data.ties import ties_of
from data.view import view_of_query


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m components.figure", description="A view as a briefing figure.")
    parser.add_argument("--view", default="", help="the address of a page, or what stands behind its “?”")
    parser.add_argument("--figure", default="network", choices=list(KINDS), help="the picture of which page")
    parser.add_argument("--format", default="svg", help=f"of {','.join(FORMATS)}")
    parser.add_argument("--out", type=Path, default=Path("allweather"), help="the file, its ending is put to it")
    parser.add_argument("--size", default="slide", choices=list(SIZES))
    parser.add_argument("--look", default="light", choices=get_args(Look))
    parser.add_argument("--title", default="", help="in place of one made from the filters")
    parser.add_argument("--marking", default="", help="a handling line such as TLP:AMBER")
    parser.add_argument("--records", type=Path, default=RECORDS, help="the folder of the records")
    chosen = parser.parse_args(words)
    chosen.format = chosen.format.split(",")
    if unknown := set(chosen.format) - set(FORMATS):
        parser.error(f"unknown formats: {', '.join(sorted(unknown))}")
    return chosen


def query_of(view: str) -> dict[str, str]:
    """The parameters of an address, or of a bare query."""
    text = urlsplit(view).query if "?" in view else view
    return dict(parse_qsl(text, keep_blank_values=True))


def main(words: list[str]) -> int:
    chosen = options(words)
    try:
        dataset = load_records(chosen.records)
    except RecordsError as faults:
        print(faults, file=sys.stderr)
        return 1
    view, notices = view_of_query(query_of(chosen.view), dataset, today=date.today())
    for notice in notices:
        print(notice, file=sys.stderr)
    found = in_view(ties_of(dataset), view)
    kind = KINDS[chosen.figure]
    if kind.empty(found):
        print("Nothing is in view, so there is nothing to draw.", file=sys.stderr)
        return 1
    figure = kind.made(found, Wish(chosen.title, chosen.marking, chosen.view if "?" in chosen.view else ""))
    for key in chosen.format:
        place = chosen.out.with_name(f"{chosen.out.name.removesuffix(f'.{key}')}.{key}")
        place.write_bytes(FORMATS[key].made(figure, chosen.size, chosen.look))
        print(place)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
