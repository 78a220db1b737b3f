"""Raw tables -> sheets of the schema: names, dates and choices are matched, and every guess is recorded to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data.base.fault import Fault
from data.base.text import list_text, quantity
from data.matching.names import NameIndex
from data.model.rows import Table
from data.model.schema import TABLE
from data.tables.sheet import Sheet
from data.upload.forms.networks import NUMBERED_EDGES, UNCLEAR_EDGES
from data.upload.mapping.choices import Choices, Question
from data.upload.mapping.columns import ACTOR_A, ACTOR_B, LAST_DAY, SIGNED
from data.upload.mapping.match_log import MatchLog
from data.upload.reading.raw import MAX_CELL_LETTERS, MAX_NAME_LETTERS, MAX_UPLOAD_FINDINGS, UploadReading
from data.upload.row_matcher import RowMatcher, matched_columns
from data.upload.shared_names import Shared, shared_by
from data.upload.skipped import add_left_out_columns
from data.upload.table_choice import (
    ChosenTable,
    choose_table,
    title_of,
    unclear_fault,
    without_footnotes,
    without_lists,
)
from data.upload.ties.label_reader import LabelReader
from data.upload.ties.own_labels import NO_WORD_SAYS
from data.upload.ties.several_partners import row_for_each, several_in_one
from data.upload.ties.source_reader import MOST_ADDED_SOURCES, SourceReader
from data.upload.ties.tie_reader import SPELLS, TieReader
from data.upload.ties.tie_row import number_ids
from data.upload.ties.tie_runs import runs_of_years, without_repeats
from data.view.fields.names import layer_name

_FAULTS_OF_EDGES = {
    NUMBERED_EDGES: Fault(
        "names its countries by the numbers of nodes",
        "upload the table of nodes together with it, or export the edges with names",
    ),
    UNCLEAR_EDGES: Fault(
        "names its countries by ids that two nodes of this upload have", "upload one network at a time"
    ),
}
_FILLED = {"status": "status", "sources": "source", "grade": "grade", "spell": "id", "known_by": "date"}


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
    chosen = without_lists(chosen)
    matched.tables = chosen
    shared = shared_by(chosen, names)
    room_for_sources = MOST_ADDED_SOURCES
    for number, table in enumerate(chosen):
        if not table.columns.table:
            _add_unclear(reading, table, is_alone=not any(other.columns.table for other in chosen))
            continue
        table, footnotes = without_footnotes(table)
        if footnotes:
            reading.add_notice(table.raw.file, quantity(footnotes, "line") + " below or between the rows", "left out")
        if table.raw.left_out:
            other_rows = quantity(table.raw.left_out, "row")
            reading.add_notice(
                table.raw.file, other_rows, "left out: no tie, or another text or the end of one that is there"
            )
        add_left_out_columns(reading, table)
        if fault := _FAULTS_OF_EDGES.get(table.raw.form) or _fault_of_one_for_several(table, chosen):
            reading.add_finding(table.raw.file, None, fault)
        elif table.columns.table == SPELLS.name:
            sources = SourceReader(shared.sources, f"added-{number + 1}", room_for_sources)
            _add_ties(reading, matched, table, shared, sources, names, choices, today)
            room_for_sources = sources.room_left
        else:
            matched.sheets.append(_matched_sheet(reading, matched, table, shared, names, choices))
    if rows := shared.families.rows():
        file = next(table.raw.file for table in chosen if table.columns.table == SPELLS.name)
        matched.sheets += _sheets_of(file, rows)
    return matched


def _fault_of_one_for_several(table: ChosenTable, chosen: list[ChosenTable]) -> Fault | None:
    """Why a table is not read whose second side was chosen for another one too: choices are found by the header."""
    alike = [other for other in chosen if other.columns.header == table.columns.header]
    if len(alike) < 2 or not table.has_chosen_side:
        return None
    reason = f"has the same columns as another table, and one country is chosen for all rows of {len(alike)} tables"
    return Fault(reason, "add a column that names it to each of them")


def _is_strict(table: ChosenTable) -> bool:
    """Whether the labels are in our own column, so that one that is not ours is asked about."""
    at = table.columns.position("tier")
    return at is not None and table.columns.header[at].strip() == "tier"


# Of one table; with more of them its other rows would take time and help nobody.
_MOST_FAULTS = 5 * MAX_UPLOAD_FINDINGS


def _add_unclear(reading: UploadReading, table: ChosenTable, *, is_alone: bool) -> None:
    raw = table.raw
    if table.is_chosen:
        reading.add_notice(raw.file, "this table", "left out, as you chose")
    elif is_alone:
        reading.add_finding(raw.file, raw.records[0][0], unclear_fault(len(table.columns.header)))
    else:
        reading.add_notice(raw.file, "no columns of two sides, or of another table, were recognised", "left out")


# Ties ----------------------------------------------------------------------------------------------


def _add_ties(
    reading: UploadReading,
    matched: Matched,
    table: ChosenTable,
    shared: Shared,
    sources: SourceReader,
    names: NameIndex,
    choices: Choices,
    today: date,
) -> None:
    labels = LabelReader(
        names,
        choices,
        title_of(table.raw),
        table.columns.is_ranked,
        shared.tiers,
        shared.families,
        shared.wordings,
        is_strict=_is_strict(table),
    )
    log = MatchLog(table.raw.file, reading.refused)
    for row, column, fault in table.raw.faults:
        if row is not None and row > table.raw.records[table.position][0]:
            log.add_finding(row, column, fault)
    spoilt = {finding.row for finding in log.findings}
    wrong = RowMatcher.report_widths(table, log)
    whole = [record for record in table.records if record[0] not in spoilt | wrong]
    ends = [at for role in (ACTOR_A, ACTOR_B) if (at := table.columns.position(role)) is not None]
    records = tuple(row_for_each(whole, ends, names))
    if len(records) > len(whole):
        lists = list_text([f"“{cell}”" for cell in several_in_one(whole, records, ends)], most=4)
        log.add_notice(
            f"several actors in one cell: {lists}", f"{quantity(len(records) - len(whole), 'more row')}, one for each"
        )
    if table.has_chosen_side:
        log.add_notice("no second country or actor", f"{names.name(table.columns.actor_b)} in every row, as chosen")
    known_actors = len(shared.actors.rows)
    reader = TieReader(table.raw, table.columns, records, names, choices, log, labels, sources, today, shared.actors)
    rows, repeats = without_repeats(reader.rows())
    years, last = len(rows), max([table.raw.last_year, *(row.year for row in rows if row.year is not None)])
    rows = runs_of_years(rows, last)
    if repeats:
        noun = quantity(repeats, "row")
        log.add_notice(
            f"{noun} with a tie that is there before, also in the other direction",
            "each tie once, with the sources and notes of all",
        )
    if len(rows) < years:
        log.add_notice(
            f"{years:,} rows, one for each year",
            f"{quantity(len(rows), 'tie')}, each from its first to its last year; still in force if that is {last}",
        )
    reader.filled["spell"] = number_ids(rows, shared.ids)
    _add_filled(log, reader, today)
    for layer, speaking in labels.judged.items():
        if layer != NO_WORD_SAYS:
            log.add_notice(
                list_text([f"“{label}”" for label in speaking], most=5), f"{layer_name(layer)}, judging by the words"
            )
    needed = {"actors": list(shared.actors.rows.values())[known_actors:], "sources": sources.rows()}
    ties = _sheet(SPELLS, table.raw.file, [(row.line, row.cells) for row in rows])
    sheets = [*_sheets_of(table.raw.file, needed), ties]
    matched.sheets += sheets
    found = {(finding.row, finding.column) for finding in log.findings}
    reading.findings += [
        finding for sheet in sheets for finding in sheet.findings if (finding.row, finding.column) not in found
    ]
    matched.questions += [*reader.questions, *reader.questions_about_actors(), *labels.questions()]
    reading.findings += log.findings
    reading.guesses += log.guesses()


def _add_filled(log: MatchLog, reader: TieReader, today: date) -> None:
    """Say what was filled in, and that a last day is one on which a tie holds."""
    if last_days := reader.filled[LAST_DAY]:
        noun = quantity(last_days, "date")
        log.add_notice(f"{noun} of “{reader.heading(LAST_DAY)}”", "the last day of the tie, on which it still holds")
    if signed := reader.filled[SIGNED]:
        log.add_notice(f"{quantity(signed, 'row')} with a signature and no start", "signed on that day, not in force")
    texts = {
        "status": "in force",
        "sources": f"the table itself, {reader.raw.file}",
        "grade": "reported",
        "spell": "made from the pair and the date",
        "known_by": f"in force by {today.isoformat()}, start unknown",
    }
    for column, number in reader.filled.items():
        if number and column in texts:
            log.add_notice(f"no {_FILLED[column]} in {quantity(number, 'row')}", texts[column])


def _sheets_of(file: str, needed: Mapping[str, list[dict[str, str]]]) -> list[Sheet]:
    """The rows that ties need beside them, by table."""
    return [_sheet(TABLE[name], file, [(0, row) for row in rows]) for name, rows in needed.items() if rows]


def _sheet(table: Table, file: str, rows: list[tuple[int, dict[str, str]]]) -> Sheet:
    sheet = Sheet(table, file, MAX_CELL_LETTERS, MAX_NAME_LETTERS)
    sheet.add_record(0, 0, list(table.columns))
    for line, row in rows:
        sheet.add_record(line, line, [row.get(column, "") for column in table.columns])
    return sheet


# Other tables --------------------------------------------------------------------------------------


def _matched_sheet(
    reading: UploadReading, matched: Matched, table: ChosenTable, shared: Shared, names: NameIndex, choices: Choices
) -> Sheet:
    raw, log = table.raw, MatchLog(table.raw.file, reading.refused)
    header = raw.records[table.position]
    kind = TABLE[table.columns.table]
    columns = matched_columns(log, table, kind)
    sheet = Sheet(kind, raw.file, MAX_CELL_LETTERS, MAX_NAME_LETTERS)
    sheet.add_record(*header[:2], columns.names)
    for row, column, fault in raw.faults:
        if row is not None and row > header[0]:
            log.add_finding(row, column, fault)
    spoilt = {finding.row for finding in log.findings}
    if sheet.header:
        matcher = RowMatcher(table, kind, names, columns, choices, log, shared.ids)
        for record in table.records:
            if record[0] not in spoilt:
                sheet.add_record(*record[:2], matcher.cells(record), raw.unended_line)
            if len(sheet.findings) + len(log.findings) > _MOST_FAULTS:
                fault = Fault(f"has more than {_MOST_FAULTS:,} faults: it was read up to this line", "fix these first")
                log.add_finding(record[0], None, fault)
                break
        matched.questions += matcher.dates.questions
    found = {(finding.row, finding.column) for finding in log.findings}
    reading.findings += log.findings
    reading.findings += [finding for finding in sheet.findings if (finding.row, finding.column) not in found]
    reading.guesses += log.guesses()
    return sheet
