"""Files for readers who upload: the template, an example, their added rows, and the list of faults."""

from collections.abc import Iterable

from data.base.text import printable
from data.export.csv_files import BYTE_ORDER_MARK, MARKING_FILE, csv_of, further_columns, quoted_csv, zipped
from data.export.files import xlsx_of
from data.matching.columns import UPLOAD_TABLES
from data.model.rows import Row
from data.model.schema import TABLE
from data.model.tie_rows import Spell
from data.publish.dictionary import table_section
from data.tables.dataset import Dataset
from data.tables.findings import Finding
from data.tables.origin import HANDLING_COLUMN
from data.tables.rows import cells_of, csv_text
from data.upload.overlay import Overlay
from data.upload.reading.raw import Guess
from data.upload.skipped import REASON

FINDING_COLUMNS = ("File or sheet", "Row", "Column", "Value", "What is wrong", "How to fix it")
GUESS_COLUMNS = ("File or sheet", "First row", "Column", "Written", "Read as", "Rows")


def added_rows_of(dataset: Dataset) -> dict[str, list[Row]]:
    """Table -> the rows that the reader added."""
    rows_by_table = {
        table.name: [row for row in dataset.rows[table.name] if dataset.is_added(row)] for table in UPLOAD_TABLES
    }
    return {name: rows for name, rows in rows_by_table.items() if rows}


def added_rows_zip(dataset: Dataset, marking: str = "") -> bytes:
    """The added rows as a zip of tables, which can be uploaded again unchanged; the marking in a text file beside them."""
    rows_by_table = added_rows_of(dataset).items()
    files = {f"{name}.csv": csv_text(TABLE[name].columns, map(cells_of, rows)) for name, rows in rows_by_table}
    return zipped({**files, **_marking_file(marking)})


def skipped_file(overlay: Overlay, marking: str = "") -> bytes:
    """The rows that were left out, a CSV for each table, with the reason of each in a last column."""
    rows: dict[int, list[dict[str, str]]] = {}
    for skipped in overlay.skipped:
        header = overlay.tables[skipped.table].columns.header
        cells = dict.fromkeys(header, "") | dict(zip(header, skipped.cells, strict=False))
        rows.setdefault(skipped.table, []).append({**cells, REASON: printable(skipped.reason)})
    files = {}
    for number, of_table in rows.items():
        columns = tuple(dict.fromkeys((*overlay.tables[number].columns.header, REASON)))
        files[f"left-out-{number + 1}.csv"] = BYTE_ORDER_MARK + quoted_csv(columns, of_table).decode("utf-8-sig")
    return zipped({**files, **_marking_file(marking)})


def _marking_file(marking: str) -> dict[str, str]:
    return {MARKING_FILE: f"{marking}\n"} if marking else {}


def template_zip(ours: Dataset, marking: str = "") -> bytes:
    """A zip with an empty file per table, its header only, and a description of each column."""
    description = "\n".join(line for table in UPLOAD_TABLES for line in table_section(ours, table))
    files = {f"{table.name}.csv": BYTE_ORDER_MARK + csv_text(table.columns, []) for table in UPLOAD_TABLES}
    return zipped({**files, **_marking_file(marking), "README.md": f"# Tables and columns\n\n{description}"})


def template_xlsx(marking: str = "") -> bytes:
    """An XLSX workbook with an empty sheet per table; notes describe the columns."""
    return xlsx_of({table.name: [] for table in UPLOAD_TABLES}, marking=marking)


def example_csv(ours: Dataset, marking: str = "") -> bytes:
    """A spell of ours with another id: it can be uploaded, and is listed as overlapping ours."""
    return csv_of(TABLE["spells"], example_rows(ours), further_columns(ours, marking))


def example_rows(ours: Dataset) -> list[Spell]:
    """One of our spells: uncontested, well supported and recent, so that the example is a fact."""
    candidates = [spell for spell in ours.main_spells if not spell.contest and spell.start and spell.end is None]
    best = [
        spell
        for spell in candidates
        if spell.grade == "confirmed" and ours.families[ours.tiers[spell.tier].family].owner
    ]
    first = min((ours.family_order[ours.tiers[spell.tier].family] for spell in best or candidates), default=0)
    same_family = [spell for spell in best or candidates if ours.family_order[ours.tiers[spell.tier].family] == first]
    newest = sorted(same_family, key=lambda spell: (spell.start.first if spell.start else None, spell.spell))[-1:]
    note = "An example: a tie from our records with another id, so that you can see both side by side."
    return [spell.model_copy(update={"spell": f"example-{spell.spell}", "note": note}) for spell in newest]


def finding_rows(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """The cells of the list of faults; invisible and direction-changing characters are printable."""
    return [
        tuple(
            map(
                printable,
                (
                    finding.file,
                    str(finding.row or ""),
                    finding.column or "",
                    finding.value,
                    finding.reason,
                    finding.fix,
                ),
            )
        )
        for finding in findings
    ]


def guess_rows(guesses: Iterable[Guess]) -> list[tuple[str, ...]]:
    """The cells of the list of guesses; invisible characters are printable."""
    return [
        tuple(
            map(
                printable,
                (
                    *(guess.file, str(guess.row or ""), guess.column, guess.written, guess.read_as),
                    "" if guess.is_notice else str(guess.rows),
                ),
            )
        )
        for guess in guesses
    ]


def table_csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], marking: str = "") -> bytes:
    """The rows as a CSV in which no cell runs as a formula, the marking in a last column if there is one."""
    marked = {HANDLING_COLUMN: marking} if marking else {}
    return quoted_csv((*columns, *marked), [dict(zip(columns, row, strict=True)) | marked for row in rows])
