"""A program that saves again and again until it is killed: `python -m tests.support.places.saver PLACE`. It prints a number a save."""

import sys

from data.store.changes import RowChange
from data.store.open_store import store_of
from data.tables.dataset import load_files
from data.tables.rows import cells_of


def main(place: str) -> None:
    """Two rows in two tables change together: the note of an event and that of a source."""
    store = store_of(place)
    for number in range(1, 10_000):
        dataset = load_files(store.files())
        event, source = cells_of(dataset.events[0]), cells_of(dataset.sources["s1"])
        note = f"turn {number}"
        changes = [
            RowChange("events", event, event | {"note": note}),
            RowChange("sources", source, source | {"note": note}),
        ]
        store.save(changes, who="saver")
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
