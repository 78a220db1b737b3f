"""A raw table -> where its header is, and what each of its columns is, judging by the header and by the values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from data.base.fault import Fault
from data.matching.code_schemes import code_reading
from data.matching.columns import UPLOAD_TABLES, find_column, find_table, table_for_header
from data.matching.dates import day_readings
from data.matching.empty_cells import is_empty, is_no_date
from data.matching.names import NameIndex, comparison_key
from data.model.rows import Table
from data.model.schema import TABLE
from data.tables.origin import HANDLING_COLUMN, RECORD_COLUMN
from data.upload.mapping.choices import Choices
from data.upload.mapping.column_map import ColumnMap
from data.upload.mapping.columns import ACTOR_A, ACTOR_B, DIRECTION, LAST_DAY, YEAR, find_pair, role_ranks
from data.upload.reading.raw import RawTable, Record, UploadReading
from data.upload.ties.actor_reader import cells_at
from data.upload.ties.tie_runs import is_row_a_year

SPELLS = TABLE["spells"]
# The header is looked for in the first lines only.
_MAX_HEADER_POSITION = 10
_SAMPLE = 400
# A column with more different texts names single ties, not the kind of tie.
_MOST_LABELS = 40
_DATE_ROLES = ("start", "end", "known_by", LAST_DAY, YEAR)
_DIRECTIONS = frozenset(("directed", "undirected", "mutual", "one way", "two way", "both"))
_PLAIN_NAMES = ("edges", "edge", "data", "table", "sheet1", "export", "links", "connections", "ties", "records", "mine")


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

    def samples(self, column: int, most: int = 3) -> list[str]:
        """The first different texts of a column."""
        texts = dict.fromkeys(text for text in cells_at(self.records[:_SAMPLE], column) if text)
        return list(texts)[:most]


def choose_table(reading: UploadReading, raw: RawTable, names: NameIndex, choices: Choices) -> ChosenTable | None:
    """The table and its columns; None if it is of no use here, which the reading then says. Left out: an empty table."""
    named = find_table(raw.name)
    if named is not None and named not in UPLOAD_TABLES:
        reading.add_notice(raw.file, f"the table {named.name}", "skipped: it documents how our records were made")
        return None
    for position, (row, _, cells) in enumerate(raw.records[:_MAX_HEADER_POSITION]):
        header = tuple(cells)
        if (chosen := choices.maps.get(header)) and len(chosen.roles) == len(header):
            return ChosenTable(raw, position, chosen, is_chosen=True)
        table = _table_of(raw, position, named, names)
        if table is None:
            continue
        if position and not reading.add_guess(raw.file, f"the lines above line {row}", "skipped: the header is below"):
            continue
        return ChosenTable(raw, position, guess_columns(raw, position, table, names))
    header = tuple(raw.records[0][2])
    return ChosenTable(raw, 0, ColumnMap(header, "", ("",) * len(header)))


def _table_of(raw: RawTable, position: int, named: Table | None, names: NameIndex) -> Table | None:
    """The table that the header at a position fits; None if it fits none."""
    cells = raw.records[position][2]
    if named is not None and sum(find_column(named, cell) is not None for cell in cells) > 1:
        return named
    by_header = table_for_header(cells)
    pairs = _pairs(raw, position, names)
    if pairs and (by_header is None or "dyad" not in by_header.columns):
        return SPELLS
    if by_header is None and named is SPELLS and sum(bool(role_ranks(SPELLS, cell)) for cell in cells) > 1:
        return SPELLS
    return by_header


# Columns -------------------------------------------------------------------------------------------


def guess_columns(raw: RawTable, position: int, table: Table, names: NameIndex) -> ColumnMap:
    """What each column is, as far as its name and its values tell."""
    header = raw.records[position][2]
    roles = [""] * len(header)
    for at, name in enumerate(header):
        if name.strip() in table.columns and name.strip() not in roles:
            roles[at] = name.strip()
    if "dyad" in table.columns and "dyad" not in roles and (pairs := _pairs(raw, position, names)):
        roles[pairs[0][0]], roles[pairs[0][1]] = ACTOR_A, ACTOR_B
    columns = _Columns(raw, position, roles)
    if table is not SPELLS:
        for at, name in enumerate(header):
            columns.give(at, find_column(table, name) or "")
        return ColumnMap(tuple(header), table.name, tuple(roles))
    _guess_tie_columns(columns, table)
    label = "" if "tier" in roles else _title(raw)
    return ColumnMap(tuple(header), table.name, tuple(roles), label=label)


@dataclass
class _Columns:
    """The roles of columns while they are guessed."""

    raw: RawTable
    position: int
    roles: list[str]

    def __post_init__(self) -> None:
        self.header = self.raw.records[self.position][2]
        self.sample = self.raw.records[self.position + 1 :][:_SAMPLE]

    def give(self, at: int, role: str) -> None:
        """Give a column a role, if it has none and no other has this one; not to our own mark of origin."""
        own_mark = comparison_key(self.header[at][:100]) in (RECORD_COLUMN, HANDLING_COLUMN)
        if role and not self.roles[at] and role not in self.roles and not own_mark:
            self.roles[at] = role

    def texts(self, at: int) -> list[str]:
        return [text for text in cells_at(self.sample, at) if not is_empty(text)]


def _guess_tie_columns(columns: _Columns, table: Table) -> None:
    ranks: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(columns.header):
        for role, rank in role_ranks(table, name).items():
            ranks.setdefault(role, []).append((rank, at))
    for role, candidates in ranks.items():
        for _, at in sorted(candidates):
            texts = columns.texts(at)
            if role == "tier":
                _give_label(columns, at, texts)
            elif role not in _DATE_ROLES or _are_dates(texts):
                columns.give(at, role)
    _settle_year(columns)


def _give_label(columns: _Columns, at: int, texts: list[str]) -> None:
    different = set(texts)
    if different and {text.casefold() for text in different} <= _DIRECTIONS:
        columns.give(at, DIRECTION)
    elif len(different) > _MOST_LABELS:
        columns.give(at, "wording")
    elif different and not all(text.replace(".", "").isdigit() for text in different):
        columns.give(at, "tier")


def _settle_year(columns: _Columns) -> None:
    """A year in each row is a start, unless the rows are the years of a tie."""
    if YEAR not in columns.roles:
        return
    at = columns.roles.index(YEAR)
    pair = [columns.roles.index(role) for role in (ACTOR_A, ACTOR_B) if role in columns.roles]
    rows = [
        cells for _, _, cells in columns.sample if len(cells) == len(columns.roles) and cells[at].strip()[:4].isdigit()
    ]
    keys = [(cells[pair[0]], cells[pair[-1]], int(cells[at].strip()[:4])) for cells in rows] if pair else []
    # ATOP is one row for each year by definition, however few there are.
    if not columns.raw.form.startswith("ATOP") and not is_row_a_year(keys):
        columns.roles[at] = "" if "start" in columns.roles else "start"


def _are_dates(texts: list[str]) -> bool:
    if not texts:
        return True
    return sum(is_no_date(text) or bool(day_readings(text)) for text in texts) * 2 >= len(texts)


# Pairs ---------------------------------------------------------------------------------------------


def _pairs(raw: RawTable, position: int, names: NameIndex) -> list[tuple[int, int]]:
    """The pairs of columns that name two actors, the one with the most known names first; by values if no name says so."""
    header = raw.records[position][2]
    sample = raw.records[position + 1 :][:_SAMPLE]
    share = _share_of_actors(sample, names)
    pairs = [pair for pair in find_pair(header) if not _hold_dates(sample, pair)]
    if pairs:
        return sorted(pairs, key=lambda pair: -round(share(pair[0]) + share(pair[1]), 1))
    if len(header) > 30 or find_table(raw.name) not in (None, SPELLS):
        return []
    known = [at for at in range(len(header)) if share(at) >= 0.6]
    return (
        [(known[0], known[1])] if len(known) == 2 and len(sample) > 1 and all(cell.strip() for cell in header) else []
    )


def _share_of_actors(sample: tuple[Record, ...], names: NameIndex) -> Callable[[int], float]:
    @cache
    def share(at: int) -> float:
        texts = [text for text in cells_at(sample, at) if text]
        if not texts:
            return 0.0
        reading = code_reading(texts, ())
        if reading.scheme or reading.open:
            # Names say more than codes.
            return 0.7
        return sum(names.actor(text) is not None for text in texts) / len(texts)

    return share


def _hold_dates(sample: tuple[Record, ...], pair: tuple[int, int]) -> bool:
    texts = [text for text in cells_at(sample, *pair) if not is_no_date(text)]
    return bool(texts) and sum(
        (bool(day_readings(text)) and not text.isdigit()) or (text.isdigit() and len(text) == 4) for text in texts
    ) * 2 > len(texts)


def _title(raw: RawTable) -> str:
    """What the table is called, as a label of every row; empty for a name that says nothing."""
    name = raw.name.rsplit("/", 1)[-1].replace("_", " ").replace("-", " ").strip()
    return "Tie" if comparison_key(name) in map(comparison_key, _PLAIN_NAMES) or not name else name[:80]


def title_of(raw: RawTable) -> str:
    """The name of the family of the table's own labels."""
    title = _title(raw)
    return "Your labels" if title == "Tie" or find_table(raw.name) else title[:1].upper() + title[1:]


def without_footnotes(chosen: ChosenTable) -> tuple[ChosenTable, int]:
    """(the table without the lines below it that have text in one cell only, how many there were)."""
    records = list(chosen.raw.records)
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
    return replace(chosen, raw=replace(chosen.raw, records=tuple(records))), dropped


def unclear_fault(columns: int) -> Fault:
    """Why a table is not read."""
    tables = ", ".join(table.name for table in UPLOAD_TABLES)
    reason = "no column was recognised, so it is not clear what it contains" if columns else "has no column"
    return Fault(reason, f"choose its columns on the page, or name it as one of {tables}")
