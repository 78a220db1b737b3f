"""A raw table -> where its header is, and what each of its columns is, judging by the header and by the values."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.base.fault import Fault
from data.base.text import list_text
from data.matching.columns import UPLOAD_TABLES, find_column, find_pair, find_table, table_for_header
from data.matching.dates import day_readings
from data.matching.names import NameIndex
from data.model.rows import Table
from data.upload.actor_columns import actor_columns, lone_actor_column
from data.upload.column_guess import guess_columns, table_title
from data.upload.mapping.choices import Choices
from data.upload.mapping.column_map import ColumnMap
from data.upload.mapping.columns import ACTOR_A, ACTOR_B, SAMPLE, role_ranks
from data.upload.mapping.periods import with_periods
from data.upload.mapping.yes_no import YesNoError, with_ends, with_kinds, with_zeros, yes_no_columns
from data.upload.reading.raw import RawTable, Record, SheetFault, UploadReading
from data.upload.reading.time_budget import check_time
from data.upload.ties.actor_reader import cells_at
from data.upload.ties.tie_reader import SPELLS

# The header is looked for in the first lines only.
_MAX_HEADER_POSITION = 10


@dataclass(frozen=True)
class ChosenTable:
    """A raw table with the columns that it has, `guessed` or as the reader chose. `position` is that of its header."""

    raw: RawTable
    position: int
    columns: ColumnMap
    is_chosen: bool = False

    @property
    def records(self) -> tuple[Record, ...]:
        """The rows below the header."""
        return self.raw.records[self.position + 1 :]

    @property
    def is_one_sided(self) -> bool:
        """Whether it is of ties, and nothing says who the second side is."""
        roles = self.columns.roles
        return (
            self.columns.table == SPELLS.name
            and "dyad" not in roles
            and ACTOR_B not in roles
            and not self.columns.actor_b
        )

    @property
    def has_chosen_side(self) -> bool:
        """Whether one actor is chosen as the second side of every row."""
        return bool(self.columns.actor_b) and ACTOR_B not in self.columns.roles and "dyad" not in self.columns.roles

    def samples(self, column: int, most: int = 3) -> list[str]:
        """The first different texts of a column."""
        texts = dict.fromkeys(text for text in cells_at(self.records[:SAMPLE], column) if text)
        return list(texts)[:most]


def choose_table(reading: UploadReading, raw: RawTable, names: NameIndex, choices: Choices) -> ChosenTable | None:
    """The table and its columns; None if it is of no use here, which the reading then says. Left out: an empty table."""
    check_time()
    raw, written = _with_header(with_periods(raw), names), raw
    if len(raw.records) > len(written.records):
        reading.add_notice(raw.file, "a table without headings", "its first line is a row")
    named = find_table(raw.name)
    if named is not None and named not in UPLOAD_TABLES:
        reading.add_notice(raw.file, f"the table {named.name}", "skipped: it documents how our records were made")
        return None
    for position, (row, _, cells) in enumerate(raw.records[:_MAX_HEADER_POSITION]):
        table = _table_of(raw, position, named, names)
        table = None if _is_first_of_two(raw, position) else table
        if table is SPELLS:
            try:
                raw = _with_yes_and_no(reading, raw, position, names)
            except YesNoError as problem:
                reading.add_finding(raw.file, None, problem.fault)
                return None
        header = tuple(raw.records[position][2])
        if (chosen := choices.maps.get(header)) and len(chosen.roles) == len(header):
            return ChosenTable(raw, position, chosen, is_chosen=True)
        if table is None:
            continue
        if position and not reading.add_guess(raw.file, f"the lines above line {row}", "skipped: the header is below"):
            continue
        columns = guess_columns(raw, position, table, names)
        if ACTOR_A in columns.roles and not find_pair(cells) and row:
            reading.add_notice(raw.file, list_text(cells, most=4), "the headings, as far as the lines below tell")
        return ChosenTable(raw, position, columns)
    header = tuple(raw.records[0][2])
    return ChosenTable(raw, 0, ColumnMap(header, "", ("",) * len(header)))


def _with_yes_and_no(reading: UploadReading, raw: RawTable, position: int, names: NameIndex) -> RawTable:
    """The table without rows that say no to a tie, or that it no longer holds. Raises YesNoError."""
    columns = yes_no_columns(raw, position)
    if columns.kinds and not _has_label(raw, position, columns.kinds, names):
        raw = with_kinds(reading, raw, position, columns.kinds)
        columns = yes_no_columns(raw, position)
    raw = with_ends(reading, raw, position, columns) if columns.holds or columns.ended else raw
    return with_zeros(reading, raw, position)


def _has_label(raw: RawTable, position: int, kinds: tuple[int, ...], names: NameIndex) -> bool:
    """Whether a column other than these says what the ties are."""
    header, *rows = (
        (first, last, [cell for at, cell in enumerate(cells) if at not in kinds])
        for first, last, cells in raw.records[position : position + 1 + SAMPLE]
    )
    rest = replace(raw, records=(header, *rows))
    return not {"tier", "wording"}.isdisjoint(guess_columns(rest, 0, SPELLS, names).roles)


def _is_first_of_two(raw: RawTable, position: int) -> bool:
    """Whether a header with empty cells has another one below it, which names both sides."""
    below = [cells for _, _, cells in raw.records[position + 1 : position + 2]]
    has_gaps = any(not cell.strip() for cell in raw.records[position][2])
    return has_gaps and any(find_pair(cells) and all(cell.strip() for cell in cells) for cells in below)


def _with_header(raw: RawTable, names: NameIndex) -> RawTable:
    """The table; with a header of its own where the first line is a pair of actors, and so a row."""
    first = raw.records[0][2]
    sides = [at for at, cell in enumerate(first) if cell.strip() and names.actor(cell.strip())]
    if len(sides) != 2 or not _are_sides_below(raw, sides, names):
        sides = _sides_of_a_row(raw, names)
    if len(sides) != 2 or len(raw.records) < 2:
        return raw
    header = [f"Country {sides.index(at) + 1}" if at in sides else f"Column {at + 1}" for at in range(len(first))]
    return replace(raw, records=((0, 0, header), *raw.records))


def _are_sides_below(raw: RawTable, sides: list[int], names: NameIndex) -> bool:
    """Whether the lines below a pair of actors name actors, too: below “Year, China, Russia” are numbers."""
    rows = [cells for _, _, cells in raw.records[1 : 1 + SAMPLE]]
    named = sum(any(at < len(cells) and names.actor(cells[at].strip()) is not None for at in sides) for cells in rows)
    return named * 2 >= len(rows)


def _sides_of_a_row(raw: RawTable, names: NameIndex) -> list[int]:
    """Where the sides are of a first line that is a row, though one of them is not known; empty for a header.

    That is a line with an actor, or a date, where the rows below have theirs.
    """
    first, rows = raw.records[0][2], raw.records[1 : 1 + SAMPLE]
    pair = [] if find_pair(first) else actor_columns(raw, 0, names)[:1]
    if not pair or not (
        any(_names_actor(first[at].strip(), names) for at in pair[0]) or _dated_like_below(first, rows)
    ):
        return []
    return sorted(pair[0])


def _names_actor(cell: str, names: NameIndex) -> bool:
    """Whether a cell names an actor; "Who" and other short words are codes in capitals only."""
    return (len(cell) > 3 or cell.isupper()) and names.actor(cell) is not None


def _dated_like_below(first: list[str], rows: tuple[Record, ...]) -> bool:
    for at, cell in enumerate(first):
        texts = cells_at(rows, at)
        if day_readings(cell) and texts and sum(bool(day_readings(text)) for text in texts) * 2 > len(texts):
            return True
    return False


def _table_of(raw: RawTable, position: int, named: Table | None, names: NameIndex) -> Table | None:
    """The table that the header at a position fits; None if it fits none."""
    cells = raw.records[position][2]
    if named is not None and sum(find_column(named, cell) is not None for cell in cells) > 1:
        return named
    by_header = table_for_header(cells)
    by_header = None if by_header and _lacks_most(by_header, cells) else by_header
    pairs = actor_columns(raw, position, names)
    if pairs and (by_header is None or "dyad" not in by_header.columns):
        return SPELLS
    roles = sum(bool(role_ranks(SPELLS, cell)) for cell in cells)
    if by_header is not None or roles <= (named is SPELLS):
        return by_header
    is_list = named is SPELLS or (named is None and lone_actor_column(raw, position, names) is not None)
    return SPELLS if is_list else None


def _lacks_most(table: Table, header: list[str]) -> bool:
    """Whether most columns that a table must have are missing, so that no row of it could be read."""
    filled = set(table.row.key) | {"dyad"}
    required = {name for name, field in table.row.model_fields.items() if field.is_required()} - filled
    return table is not SPELLS and len(required - {find_column(table, name) for name in header}) * 2 > len(required)


def title_of(raw: RawTable) -> str:
    """The name of the family of the table's own labels."""
    title = table_title(raw)
    return "Your labels" if title == "Tie" or find_table(raw.name) else title[:1].upper() + title[1:]


def without_footnotes(chosen: ChosenTable) -> tuple[ChosenTable, int]:
    """(the table without a header that is there again, and the lines below it that have text in one cell only, their number)."""
    below = chosen.position + 1
    again = _folded(chosen.raw.records[chosen.position][2])
    # One above it stays: the header would be another line.
    records = [*chosen.raw.records[:below], *(one for one in chosen.raw.records[below:] if _folded(one[2]) != again)]
    while len(chosen.columns.header) > 2 and len(records) > chosen.position + 2:
        first, *others = records[-1][2]
        if (
            any(text.strip() for text in others)
            or len(records[-1][2]) != len(chosen.columns.header)
            or not first.strip()
        ):
            break
        records.pop()
    dropped = len(chosen.raw.records) - len(records)
    faults = (*chosen.raw.faults, *_faults_below_another_header(chosen, records))
    return replace(chosen, raw=replace(chosen.raw, records=tuple(records), faults=faults)), dropped


def without_lists(chosen: list[ChosenTable]) -> list[ChosenTable]:
    """The tables; a list of countries that names one side only is not read beside tables of ties."""
    lists = [table for table in chosen if not table.is_chosen and table.is_one_sided and ACTOR_A in table.columns.roles]
    others = any(table.columns.table and table not in lists for table in chosen)
    unread = [id(table) for table in lists if others]
    return [
        replace(table, columns=replace(table.columns, table="", roles=("",) * len(table.columns.roles)))
        if id(table) in unread
        else table
        for table in chosen
    ]


def _folded(cells: list[str]) -> list[str]:
    """The cells without case, spaces at their ends, and empty ones at the end of the line."""
    folded = [cell.strip().casefold() for cell in cells]
    while folded and not folded[-1]:
        folded.pop()
    return folded


def _faults_below_another_header(chosen: ChosenTable, records: list[Record]) -> Iterator[SheetFault]:
    """The rows of a second table below the first: its columns are others, though they name both sides alike."""
    sides = [at for role in (ACTOR_A, ACTOR_B) if (at := chosen.columns.position(role)) is not None]
    headings = [chosen.columns.header[at].strip().casefold() for at in sides]
    is_below = False
    for first, _, cells in records[chosen.position + 1 :]:
        is_below |= len(sides) == 2 and [cells[at].strip().casefold() for at in sides if at < len(cells)] == headings
        if is_below:
            yield first, None, Fault("is below a second header, with other columns", "upload it as a table of its own")


def unclear_fault(columns: int) -> Fault:
    """Why a table is not read."""
    reason = "no column was recognised, so it is not clear what it contains" if columns else "has no column"
    return Fault(
        reason, "choose on the page what it is about and what its columns are, or name them as the template does"
    )
