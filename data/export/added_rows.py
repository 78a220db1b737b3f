"""What a reader takes away: the template, an example, the rows laid over, and the list of what is wrong."""

from collections.abc import Iterable

from data.base.text import printable
from data.export.files import BYTE_ORDER_MARK, xlsx_of, zipped
from data.matching.names import TAKEN
from data.model.schema import TABLE, Row, Spell
from data.publish.dictionary import table_section
from data.tables.dataset import Dataset
from data.tables.findings import Finding
from data.tables.rows import cells_of, csv_text
from data.upload.raw import Guess

FINDING_COLUMNS = ("File or sheet", "Row", "Column", "Value", "What is wrong", "How to fix it")
GUESS_COLUMNS = ("File or sheet", "First row", "Column", "Written", "Taken for", "Rows")


def own_rows(dataset: Dataset) -> dict[str, list[Row]]:
    """The reader's own rows by table."""
    found = {table.name: [row for row in dataset.rows[table.name] if dataset.is_added(row)] for table in TAKEN}
    return {name: rows for name, rows in found.items() if rows}


def own_zip(dataset: Dataset) -> bytes:
    """The rows laid over as a zip of tables, which loads again unchanged."""
    rows = own_rows(dataset).items()
    return zipped({f"{name}.csv": csv_text(TABLE[name].columns, map(cells_of, found)) for name, found in rows})


def template_zip(ours: Dataset) -> bytes:
    """A file a table, with its header and nothing else, and what each column holds."""
    about = "\n".join(line for table in TAKEN for line in table_section(ours, table))
    files = {f"{table.name}.csv": BYTE_ORDER_MARK + csv_text(table.columns, []) for table in TAKEN}
    return zipped({**files, "README.md": f"# What each table and column holds\n\n{about}"})


def template_xlsx() -> bytes:
    """A sheet a table, with its header; what a column holds stands in a note on it."""
    return xlsx_of({table.name: [] for table in TAKEN})


def example_csv(ours: Dataset) -> bytes:
    """A spell of ours under another id: it loads, and is listed as one that overlaps with ours."""
    return (BYTE_ORDER_MARK + csv_text(Spell.model_fields, [cells_of(row) for row in example_rows(ours)])).encode()


def example_rows(ours: Dataset) -> list[Spell]:
    """One of our spells that nobody contradicts, the best supported and newest, so that it is no invented fact."""
    plain = [spell for spell in ours.mains if not spell.contest and spell.start and spell.end is None]
    known = [
        spell for spell in plain if spell.grade == "confirmed" and ours.families[ours.tiers[spell.tier].family].owner
    ]
    first = min((ours.family_order[ours.tiers[spell.tier].family] for spell in known or plain), default=0)
    alike = [spell for spell in known or plain if ours.family_order[ours.tiers[spell.tier].family] == first]
    newest = sorted(alike, key=lambda spell: (spell.start.first if spell.start else None, spell.spell))[-1:]
    note = (
        "An example: a tie of the records once more, under another id, so that you see how the two stand side by side."
    )
    return [spell.model_copy(update={"spell": f"example-{spell.spell}", "note": note}) for spell in newest]


def finding_rows(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """What is wrong, cell by cell; what is unseen or would turn the text round is written out."""
    return [
        tuple(
            map(
                printable,
                (found.file, str(found.row or ""), found.column or "", found.value, found.reason, found.fix),
            )
        )
        for found in findings
    ]


def guess_rows(guesses: Iterable[Guess]) -> list[tuple[str, ...]]:
    return [
        tuple(
            map(
                printable, (guess.file, str(guess.row or ""), guess.column, guess.written, guess.taken, str(guess.rows))
            )
        )
        for guess in guesses
    ]


def table_csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    """A list as a CSV that is safe in a spreadsheet."""
    return (BYTE_ORDER_MARK + csv_text(columns, [dict(zip(columns, row, strict=True)) for row in rows])).encode()
