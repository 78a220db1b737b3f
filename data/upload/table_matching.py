"""Raw tables -> sheets of the schema: names, dates and choices are matched, and every guess is recorded to be shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from data.base.text import list_text, quantity
from data.matching.columns import find_column, find_table
from data.matching.names import NameIndex, comparison_key
from data.model.cells import LIST_SEPARATOR
from data.model.rows import Table
from data.model.schema import TABLE
from data.tables.sheet import Sheet
from data.upload.mapping.choices import Choices, Question
from data.upload.mapping.match_log import MatchLog
from data.upload.reading.raw import UploadReading
from data.upload.row_matcher import RowMatcher, matched_columns
from data.upload.table_choice import ChosenTable, choose_table, title_of, unclear_fault, without_footnotes
from data.upload.ties.label_reader import LabelReader
from data.upload.ties.source_reader import SourceReader
from data.upload.ties.tie_reader import SPELLS, TieReader
from data.upload.ties.tie_row import TieRow, number_ids
from data.upload.ties.tie_runs import runs_of_years, without_repeats

_ACTOR_NAMES = ("name", "short_name", "name_native", "name_zh", "name_ru")
_FILLED = {"status": "status", "grade": "grade", "spell": "id", "known_by": "date"}


@dataclass
class Matched:
    """The sheets of an upload, the tables they came from, and what the reader has to decide."""

    sheets: list[Sheet] = field(default_factory=list)
    tables: list[ChosenTable] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def matched_upload(reading: UploadReading, names: NameIndex, choices: Choices, today: date) -> Matched:
    """Each raw table as sheets of the schema; guesses and findings are added to the reading."""
    matched = Matched()
    chosen = [table for raw in reading.tables if (table := choose_table(reading, raw, names, choices))]
    matched.tables = chosen
    known = set(_own_rows(chosen, "sources", ("source",))) | set(names.dataset.sources)
    own_tiers = dict(_own_tiers(chosen))
    own_wordings = dict(_own_wordings(chosen))
    for number, table in enumerate(chosen):
        if not table.columns.table:
            _add_unclear(reading, table, is_alone=not any(other.columns.table for other in chosen))
            continue
        table, footnotes = without_footnotes(table)
        if footnotes:
            reading.add_notice(table.raw.file, quantity(footnotes, "line") + " below the table", "left out")
        _add_left_out(reading, table)
        if table.columns.table == SPELLS.name:
            start = f"added-{number + 1}"
            labels = LabelReader(
                names,
                choices,
                title_of(table.raw),
                table.columns.is_ranked,
                own_tiers,
                own_wordings,
                is_strict=_is_strict(table),
            )
            _add_ties(reading, matched, table, labels, SourceReader(known, start), names, choices, today)
        else:
            matched.sheets.append(_matched_sheet(reading, matched, table, names, choices))
    return matched


def _is_strict(table: ChosenTable) -> bool:
    """Whether the labels are in our own column, so that one that is not ours is asked about."""
    at = table.columns.position("tier")
    return at is not None and table.columns.header[at].strip() == "tier"


def _add_unclear(reading: UploadReading, table: ChosenTable, *, is_alone: bool) -> None:
    raw = table.raw
    if table.is_chosen:
        reading.add_notice(raw.file, "this table", "left out, as you chose")
    elif is_alone:
        reading.add_finding(raw.file, raw.records[0][0], unclear_fault(len(table.columns.header)))
    else:
        reading.add_notice(raw.file, "no column was recognised", "left out")


def _add_left_out(reading: UploadReading, table: ChosenTable) -> None:
    named = [
        name.strip()
        for name, role in zip(table.columns.header, table.columns.roles, strict=True)
        if not role and name.strip() and comparison_key(name[:100]) not in ("record", "handling")
    ]
    if named:
        reading.add_notice(table.raw.file, quantity(len(named), "column"), f"left out: {list_text(named, most=12)}")


# Ties ----------------------------------------------------------------------------------------------


def _add_ties(
    reading: UploadReading,
    matched: Matched,
    table: ChosenTable,
    labels: LabelReader,
    sources: SourceReader,
    names: NameIndex,
    choices: Choices,
    today: date,
) -> None:
    log = MatchLog(table.raw.file, reading.refused)
    for row, column, fault in table.raw.faults:
        if row is not None and row > table.raw.records[table.position][0]:
            log.add_finding(row, column, fault)
    spoilt = {finding.row for finding in log.findings}
    wrong = RowMatcher.report_widths(table, log)
    records = tuple(record for record in table.records if record[0] not in spoilt | wrong)
    reader = TieReader(table.raw, table.columns, records, names, choices, log, labels, sources, today)
    rows, repeats = without_repeats(reader.rows())
    years = len(rows)
    rows = runs_of_years(rows)
    if repeats:
        noun = quantity(repeats, "row")
        log.add_notice(f"{noun} with a tie that is there before, also in the other direction", "each tie once")
    if len(rows) < years:
        log.add_notice(
            f"{years:,} rows, one for each year", f"{quantity(len(rows), 'tie')}, each from its first to its last year"
        )
    reader.filled["spell"] = number_ids(rows)
    _add_filled(log, reader, today)
    sheets = _sheets_of(table.raw.file, rows, labels, sources, reader)
    matched.sheets += sheets
    found = {(finding.row, finding.column) for finding in log.findings}
    reading.findings += [
        finding for sheet in sheets for finding in sheet.findings if (finding.row, finding.column) not in found
    ]
    matched.questions += [*reader.questions, *reader.actors.questions(), *labels.questions()]
    reading.findings += log.findings
    reading.guesses += log.guesses()


def _add_filled(log: MatchLog, reader: TieReader, today: date) -> None:
    """Say what was filled in."""
    texts = {
        "status": "in force",
        "grade": "“from memory”, or “reported” where a source is named",
        "spell": "made from the pair and the date",
        "known_by": f"in force by {today.isoformat()}, start unknown",
    }
    for column, number in reader.filled.items():
        if number:
            log.add_notice(f"no {_FILLED[column]} in {quantity(number, 'row')}", texts[column])


def _sheets_of(
    file: str, rows: list[TieRow], labels: LabelReader, sources: SourceReader, reader: TieReader
) -> list[Sheet]:
    """The ties, after the actors, labels and sources that they need."""
    others = {"actors": list(reader.actors.added.values()), **labels.rows(), "sources": sources.rows()}
    sheets = [
        _sheet(TABLE[name], file, [(0, row) for row in of_table]) for name, of_table in others.items() if of_table
    ]
    return [*sheets, _sheet(SPELLS, file, [(row.line, row.cells) for row in rows])]


def _sheet(table: Table, file: str, rows: list[tuple[int, dict[str, str]]]) -> Sheet:
    sheet = Sheet(table, file)
    sheet.add_record(0, 0, list(table.columns))
    for line, row in rows:
        sheet.add_record(line, line, [row.get(column, "") for column in table.columns])
    return sheet


# Other tables --------------------------------------------------------------------------------------


def _matched_sheet(
    reading: UploadReading, matched: Matched, table: ChosenTable, names: NameIndex, choices: Choices
) -> Sheet:
    raw, log = table.raw, MatchLog(table.raw.file, reading.refused)
    header = raw.records[table.position]
    kind = TABLE[table.columns.table]
    columns = matched_columns(log, table, kind)
    sheet = Sheet(kind, raw.file)
    sheet.add_record(*header[:2], columns.names)
    for row, column, fault in raw.faults:
        if row is not None and row > header[0]:
            log.add_finding(row, column, fault)
    spoilt = {finding.row for finding in log.findings}
    if sheet.header:
        matcher = RowMatcher(table, kind, names, columns, choices, log)
        for record in table.records:
            if record[0] not in spoilt:
                sheet.add_record(*record[:2], matcher.cells(record), raw.unended_line)
        matched.questions += matcher.dates.questions
    found = {(finding.row, finding.column) for finding in log.findings}
    reading.findings += log.findings
    reading.findings += [finding for finding in sheet.findings if (finding.row, finding.column) not in found]
    reading.guesses += log.guesses()
    return sheet


# What tables of one upload know of one another -----------------------------------------------------


def _own_rows(chosen: list[ChosenTable], name: str, columns: tuple[str, ...]) -> Iterator[str]:
    for table in chosen:
        if table.columns.table == name:
            for column in columns:
                at = table.columns.position(column)
                if at is not None:
                    yield from (cells[at].strip() for _, _, cells in table.records if at < len(cells))


def _own_tiers(chosen: list[ChosenTable]) -> Iterator[tuple[str, str]]:
    """(id, id) and (comparison key of the wording, id) of each tier of the upload."""
    for table in chosen:
        at, wording = table.columns.position("tier"), table.columns.position("wording")
        if table.columns.table == "tiers" and at is not None:
            for _, _, cells in table.records:
                if at < len(cells) and (tier := cells[at].strip()):
                    yield tier, tier
                    if wording is not None and wording < len(cells) and (key := comparison_key(cells[wording])):
                        yield key, tier


def _own_wordings(chosen: list[ChosenTable]) -> Iterator[tuple[str, str]]:
    """(id, wording) of each tier of the upload."""
    for table in chosen:
        at, wording = table.columns.position("tier"), table.columns.position("wording")
        if table.columns.table == "tiers" and at is not None and wording is not None:
            for _, _, cells in table.records:
                if max(at, wording) < len(cells):
                    yield cells[at].strip(), cells[wording].strip()


def added_actors(reading: UploadReading) -> dict[str, tuple[str, ...]]:
    """Actor -> names, for the actors that the upload adds: its other tables may name them."""
    actors: dict[str, tuple[str, ...]] = {}
    for raw in reading.tables:
        table = find_table(raw.name)
        if table is None or table.name != "actors":
            continue
        columns = [find_column(table, name) for name in raw.records[0][2]]
        for _, _, cells in raw.records[1:]:
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
            names = [*(row.get(column, "") for column in _ACTOR_NAMES), *row.get("aliases", "").split(LIST_SEPARATOR)]
            actors[row.get("actor", "")] = tuple(name for name in names if name)
    actors.pop("", None)
    return actors
