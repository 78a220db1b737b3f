"""A cell of a record as a person reads it: names for ids, a source as what it is, a value with its unit. Pure."""

from collections.abc import Iterator
from itertools import chain

from components.style.markup import Child, link
from components.wording.amounts import figure_amount
from data.model.ledger_rows import Source
from data.model.measured_rows import Figure
from data.model.rows import Row, Table
from data.tables.cross_references import caption, references_of
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad


def readable_cell(dataset: Dataset, table: Table, row: Row, column: str, cell: str) -> list[Child]:
    """What is shown for a cell; its text where there is nothing better to say."""
    if column == "url":
        return [link(cell, cell)]
    if column == "dyad":
        return [actor_or_dyad(dataset, cell)]
    if isinstance(row, Figure) and column == "value":
        return [figure_amount(dataset, row)]
    named = [dataset.row(*place) for name, place in references_of(table, row) if name == column]
    known = [one for one in named if one is not None]
    if not known or len(known) < len(named):
        return [cell]
    return [*chain.from_iterable(_named(dataset, one, is_first=one is known[0]) for one in known)]


def _named(dataset: Dataset, row: Row, *, is_first: bool) -> Iterator[Child]:
    if not is_first:
        yield "; "
    name = caption(dataset, row)
    yield link(name, row.url) if isinstance(row, Source) else name
