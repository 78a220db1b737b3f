"""Records -> their README: what each table and column holds, how doubtful cases are coded, what was left out."""

from collections import Counter
from collections.abc import Iterator

from data.base.text import counted
from data.model.columns import choices_of, description, kind_of, may_be_empty
from data.model.schema import TABLES, Row, Table
from data.tables.dataset import Dataset
from data.tables.rows import cells_of, csv_text

LICENCE = "Creative Commons Attribution 4.0 International (CC BY 4.0)"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
MADE_BY = "Made by `python -m data.normalise`: change the schema or the records, not this page."
LONGEST_EXAMPLE = 70


def example_of(dataset: Dataset, table: Table) -> Row | None:
    """The row with the fewest empty cells, of such the shortest: a real row to learn from."""
    rows = dataset.rows[table.name]
    return min(rows, key=lambda row: (-len(_filled(row)), sum(map(len, _filled(row))), row.id), default=None)


def _filled(row: Row) -> list[str]:
    return [cell for cell in cells_of(row).values() if cell]


def template_of(dataset: Dataset, table: Table) -> str:
    """A file to start from, as CSV: the header and one real row as the example."""
    example = example_of(dataset, table)
    return csv_text(table.columns, [cells_of(example)] if example else [])


def dictionary(dataset: Dataset) -> str:
    """The README of the records, as Markdown."""
    return "\n".join(_sections(dataset)) + "\n"


def _sections(dataset: Dataset) -> Iterator[str]:
    yield f"# The records\n\n{MADE_BY}\n"
    yield _about(dataset)
    yield "## Tables\n"
    yield "| table | rows | file | a row is |\n| --- | ---: | --- | --- |"
    for table in TABLES:
        yield f"| [{table.name}](#{table.name}) | {len(dataset.rows[table.name]):,} | `{table.files}` | {_doc(table)} |"
    yield ""
    for table in TABLES:
        yield from table_section(dataset, table)
    yield from _rulings(dataset)
    yield from _searches(dataset)
    yield from _omissions(dataset)


def _about(dataset: Dataset) -> str:
    through = max((search.through.last for search in dataset.searches), default=None)
    return f"""\
Who stands where with whom, on any day, and who says so. UTF-8, commas, one table a file (spells by whose ladder).
Dates are ISO 8601 with reduced precision: `2011`, `2011-06` and `2011-06-16` are different statements. An end is the
day on which something no longer holds. Lists in a cell are separated by “; ”. A cell that a spreadsheet would run as
a formula has an apostrophe before it, which is no part of it. The newest source read is of {through};
what came after is a blind spot, not a quiet time.

**Licence**: {LICENCE}, <{LICENCE_ADDRESS}>. The licence is for the records: facts, dates, codings and the sentences in
our own words. Official terms are quoted; the pages cited belong to their publishers.
**How to cite**: Allweather: records of declared partnerships, treaties, memberships and measures, with their sources.
Version (hash of the files) and day of access, as the Records page states them. CC BY 4.0.

`datapackage.json` describes the files as a Frictionless Data Package. `python -m data.checks` tells what is wrong,
by file, line and column; `python -m data.checks --withdrawn ID` what rests on a source; `python -m data.normalise` puts
rows and cells in order and writes this page.
"""


def _doc(table: Table) -> str:
    return (table.row.__doc__ or "").strip().splitlines()[0].rstrip(".")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def table_section(dataset: Dataset, table: Table) -> Iterator[str]:
    """A table of the records as Markdown: its columns, what they hold, an example."""
    example = example_of(dataset, table)
    cells = cells_of(example) if example else {}
    key = " and ".join(f"`{column}`" for column in table.row.key)
    yield f"### {table.name}\n\n{_doc(table)}. Key: {key}. {_ordered(table)}\n"
    yield "| column | what it holds | form | example |\n| --- | --- | --- | --- |"
    for column in table.columns:
        shown = cells.get(column, "")
        shown = shown if len(shown) <= LONGEST_EXAMPLE else f"{shown[: LONGEST_EXAMPLE - 1]}…"
        yield f"| `{column}` | {_cell(description(table, column))} | {_form(table, column)} | {_cell(shown)} |"
    yield ""


def _ordered(table: Table) -> str:
    if not table.order:
        return "The order of the rows is the order in lists for readers."
    return f"Sorted by {', '.join(table.order)}."


def _form(table: Table, column: str) -> str:
    words = [kind_of(table, column)]
    if choices := [choice for choice in choices_of(table, column) if choice]:
        words.append(f"one of {', '.join(choices)}")
    if to := table.references.get(column):
        words.append(f"ids of [{to}](#{to})")
    words.append("must be filled" if not may_be_empty(table, column) else "may be empty")
    return _cell("; ".join(words))


def _rulings(dataset: Dataset) -> Iterator[str]:
    yield "## Rulings\n\nHow doubtful cases are coded, and why.\n"
    for ruling in dataset.rulings:
        yield f"- **{ruling.question}** {ruling.decision} *{ruling.reason}*"
    yield ""


def _searches(dataset: Dataset) -> Iterator[str]:
    yield "## What was looked for\n\n| what | among | through | where | finding |\n| --- | --- | --- | --- | --- |"
    for search in sorted(dataset.searches, key=lambda search: search.id):
        what = dataset.families[search.family].name if search.family else search.table
        cells = (what, "; ".join(search.dyads), search.through.text, search.place, search.finding)
        yield f"| {' | '.join(map(_cell, cells))} |"
    yield ""


def _omissions(dataset: Dataset) -> Iterator[str]:
    """Merged rows are counted, what was left out is listed row by row."""
    yield "## Collected, and not a row of its own\n"
    merged = Counter(row.collection for row in dataset.omissions if row.fate == "merged")
    for collection, number in sorted(merged.items()):
        yield f"- {collection}: {counted(number, 'row')} merged into others; `omissions.csv` says into which."
    yield "\n| collection | item | why it was left out |\n| --- | --- | --- |"
    for row in sorted(dataset.omissions, key=lambda row: row.id):
        if row.fate == "left out":
            yield f"| {_cell(row.collection)} | {_cell(row.item)} | {_cell(row.reason)} |"
