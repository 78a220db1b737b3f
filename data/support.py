"""`python -m data.support [RECORDS]` counts how well the records are supported (`data.publish.support`)."""

import argparse
import sys
from collections.abc import Sequence

from data.publish.support import Support, support_of
from data.store.base import StoreError
from data.store.open_store import store_of
from data.tables.dataset import RecordsError, load_files
from data.tables.reading import RECORDS

HEADER = ("group", "spells", "declaring text", "no text named", "text, of the rest", "two publishers", "recalled")


def lines_of(rows: Sequence[Support]) -> list[str]:
    """A header, then one line a group: "Focal pairs   42   12 (29 %)   20 (48 %)   3 (7 %)"."""
    cells = [HEADER, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADER))]
    return [
        "  ".join(_padded(cell, width, place) for place, (cell, width) in enumerate(zip(line, widths, strict=True)))
        for line in cells
    ]


def _cells(row: Support) -> tuple[str, ...]:
    with_text, *others = (
        f"{number} ({row.share(number):.0f} %)" for number in (row.with_text, row.with_two_publishers, row.recalled)
    )
    return (row.group, str(row.spells), with_text, str(row.without_text), f"{row.share_where_named:.0f} %", *others)


def _padded(cell: str, width: int, place: int) -> str:
    return cell.rjust(width) if place else cell.ljust(width)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m data.support",
        description="Count the spells that rest on the declaring text, on two publishers, or on memory.",
    )
    parser.add_argument("records", nargs="?", default=str(RECORDS), help="another folder, or the address of a database")
    options = parser.parse_args(arguments)
    try:
        dataset = load_files(store_of(options.records).files())
    except (RecordsError, StoreError) as problem:
        print(problem)
        return 1
    print("\n".join(lines_of(support_of(dataset))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
