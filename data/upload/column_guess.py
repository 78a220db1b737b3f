"""What each column of a table is, judging by its name and by its values."""

import re
from dataclasses import dataclass

from data.matching.code_schemes import code_reading
from data.matching.columns import find_column
from data.matching.dates import day_readings
from data.matching.empty_cells import is_empty, is_no_date
from data.matching.names import NameIndex, comparison_key
from data.model.rows import Table
from data.tables.origin import HANDLING_COLUMN, RECORD_COLUMN
from data.tables.sheet import UNWANTED
from data.upload.actor_columns import actor_columns, lone_actor_column
from data.upload.mapping.column_map import ColumnMap
from data.upload.mapping.columns import (
    ACTOR_A,
    ACTOR_B,
    DIRECTION,
    LAST_DAY,
    LAYER,
    SAMPLE,
    SIGNED,
    SIGNED_NAMES,
    YEAR,
    role_ranks,
)
from data.upload.mapping.heading_words import role_by_words
from data.upload.reading.raw import RawTable
from data.upload.ties.actor_reader import cells_at
from data.upload.ties.tie_reader import IN_FORCE_WORDS, SPELLS
from data.upload.ties.tie_row import choice_of_layer
from data.upload.ties.tie_runs import is_row_a_year

# A column with more different texts names single ties, not the kind of tie.
_MOST_LABELS = 40
_LONGEST_DATE = 30
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_LONGEST_LABEL = 80
_DATE_ROLES = ("start", "end", "known_by", LAST_DAY, YEAR)
_DIRECTIONS = frozenset(("directed", "undirected", "mutual", "one way", "two way", "both"))
# What people write into a column of status, as comparison keys; of those that are not ours a row says so.
_STATUS_WORDS = frozenset(
    ("proposed", "announced", "signed", "suspended", "ended", "inactive", "terminated", "expired", "lapsed", "cancelled",
     "canceled", "withdrawn", "denounced", "abrogated", "undernegotiation", "concluded", "ratified", "notinforce", "pending", "frozen", "onlyproposed", "suspendedbynow", "uncertain")
)  # fmt: skip
_PLAIN_NAMES = ("edges", "edge", "data", "table", "sheet1", "export", "links", "connections", "ties", "records", "mine")


def guess_columns(raw: RawTable, position: int, table: Table, names: NameIndex) -> ColumnMap:
    """What each column is, as far as its name and its values tell."""
    header = raw.records[position][2]
    roles = [""] * len(header)
    for at, name in enumerate(header):
        if name.strip() in table.columns and name.strip() not in roles:
            roles[at] = name.strip()
    if "dyad" in table.columns and "dyad" not in roles and (pairs := actor_columns(raw, position, names)):
        roles[pairs[0][0]], roles[pairs[0][1]] = ACTOR_A, ACTOR_B
    elif table is SPELLS and "dyad" not in roles and (alone := lone_actor_column(raw, position, names)) is not None:
        roles[alone] = roles[alone] or ACTOR_A
    columns = _Columns(raw, position, roles)
    if table is not SPELLS:
        for at, name in enumerate(header):
            columns.give(at, find_column(table, name) or "")
        return ColumnMap(tuple(header), table.name, tuple(roles))
    _guess_tie_columns(columns, table, names)
    label = "" if "tier" in roles else table_title(raw)
    return ColumnMap(tuple(header), table.name, tuple(roles), label=label)


def unread_dates(raw: RawTable, position: int, chosen: ColumnMap) -> list[str]:
    """The headings of the columns without a role that clearly hold dates."""
    columns = _Columns(raw, position, list(chosen.roles))
    return [
        name.strip()
        for at, name in enumerate(columns.header)
        if name.strip() and not columns.roles[at] and _are_clearly_dates(_without_decimals(columns.texts(at)))
    ]


def _without_decimals(texts: list[str]) -> list[str]:
    """Without numbers such as the version "2006.1", which could be a month."""
    return [text for text in texts if not _DECIMAL.fullmatch(text)]


@dataclass
class _Columns:
    """The roles of columns while they are guessed."""

    raw: RawTable
    position: int
    roles: list[str]

    def __post_init__(self) -> None:
        self.header = self.raw.records[self.position][2]
        self.sample = self.raw.records[self.position + 1 :][:SAMPLE]

    def give(self, at: int, role: str) -> None:
        """Give a column a role, if it has none and no other has this one; not to our own mark of origin."""
        own_mark = comparison_key(self.header[at][:100]) in (RECORD_COLUMN, HANDLING_COLUMN)
        if role and not self.roles[at] and role not in self.roles and not own_mark:
            self.roles[at] = role

    def texts(self, at: int) -> list[str]:
        return [text for text in cells_at(self.sample, at) if not is_empty(text)]


def _guess_tie_columns(columns: _Columns, table: Table, names: NameIndex) -> None:
    ranks: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(columns.header):
        for role, rank in role_ranks(table, name).items():
            ranks.setdefault(role, []).append((rank, at))
    for role, candidates in ranks.items():
        for _, at in sorted(candidates):
            texts = columns.texts(at)
            if role == "dyad" and ACTOR_A in columns.roles:
                # Beside the two sides: "Parties" lists them again, or others.
                continue
            if role == "tier":
                _give_label(columns, at, texts)
            elif role not in _DATE_ROLES or _may_be_dates(texts):
                columns.give(at, role)
    _give_dates_by_words(columns)
    _give_signed(columns)
    _give_date_by_values(columns)
    _give_label_by_values(columns, names)
    _give_status_by_values(columns)
    _settle_year(columns)


def _give_dates_by_words(columns: _Columns) -> None:
    """Where no known name says which column is the end or the start, the words of a heading do."""
    said = [
        (role, at)
        for at, name in enumerate(columns.header)
        if not columns.roles[at] and (role := role_by_words(name)) and holds_dates(columns.texts(at))
    ]
    ended = not {"end", LAST_DAY}.isdisjoint(columns.roles)
    for role, at in said:
        if role in ("end", LAST_DAY) and not ended:
            columns.give(at, role)
            ended = True
        elif role == "start":
            _leave_start_to_it(columns)
            columns.give(at, role)
    for role, at in said:
        if role == SIGNED:
            columns.give(at, SIGNED if "start" in columns.roles else "start")


def _leave_start_to_it(columns: _Columns) -> None:
    """A day of signature is the start only where no column has a better one."""
    at = columns.roles.index("start") if "start" in columns.roles else None
    if at is not None and comparison_key(columns.header[at][:100]) in SIGNED_NAMES:
        columns.roles[at] = ""


def _give_signed(columns: _Columns) -> None:
    """Beside a column for the start, one for the signature says what is not in force yet."""
    for at, name in enumerate(columns.header):
        if "start" in columns.roles and comparison_key(name[:100]) in SIGNED_NAMES and _may_be_dates(columns.texts(at)):
            columns.give(at, SIGNED)


def _give_date_by_values(columns: _Columns) -> None:
    """Where no name says which column is a date, the only one that holds dates is the start."""
    if set(columns.roles) & set(_DATE_ROLES):
        return
    dated = [at for at, role in enumerate(columns.roles) if not role and _are_clearly_dates(columns.texts(at))]
    if len(dated) == 1:
        columns.give(dated[0], "start")


def _give_label_by_values(columns: _Columns, names: NameIndex) -> None:
    """Where no name says which column is the label, the only one left that holds a few short texts is."""
    if {"tier", "wording"} & set(columns.roles):
        return
    left = [at for at, role in enumerate(columns.roles) if not role and _are_labels(columns.texts(at), names)]
    if len(left) == 1:
        columns.give(left[0], "tier")


def _give_status_by_values(columns: _Columns) -> None:
    """A column that says whether ties are in force, whatever it is called: otherwise all of them would be."""
    for at in range(len(columns.header)):
        texts = {comparison_key(text) for text in columns.texts(at) if len(text) <= _LONGEST_DATE}
        if texts - IN_FORCE_WORDS and texts <= _STATUS_WORDS | IN_FORCE_WORDS and not columns.roles[at]:
            columns.give(at, "status")


def _are_labels(texts: list[str], names: NameIndex) -> bool:
    """Whether the texts are a few, of letters, and neither names nor codes of actors nor dates."""
    different = set(texts)
    if not 0 < len(different) <= _MOST_LABELS or code_reading(different, ()).scheme or _are_clearly_dates(texts):
        return False
    return all(
        len(text) <= _LONGEST_LABEL and any(letter.isalpha() for letter in text) and names.actor(text) is None
        for text in different
    )


def _are_clearly_dates(texts: list[str]) -> bool:
    """Whether most texts are dates; a number is one only if it may be a year of the records."""
    dates = [text for text in texts if (not text.isdigit() and day_readings(text)) or _is_year(text)]
    return len(dates) > 1 and len(dates) >= 0.9 * len(texts)


def holds_dates(texts: list[str]) -> bool:
    """Whether the texts are dates, or what people write where there is none; one is enough."""
    return _may_be_dates(texts) and any((not text.isdigit() and day_readings(text)) or _is_year(text) for text in texts)


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4 and "1800" <= text <= "2199"


def _give_label(columns: _Columns, at: int, texts: list[str]) -> None:
    different = set(texts)
    if different and {text.casefold() for text in different} <= _DIRECTIONS:
        columns.give(at, DIRECTION)
    elif different and LAYER in role_ranks(SPELLS, columns.header[at]) and all(map(choice_of_layer, different)):
        columns.give(at, LAYER)
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
        cells
        for _, _, cells in columns.sample
        if len(cells) == len(columns.roles) and cells[at].strip()[:4].isdecimal()
    ]
    keys = [(cells[pair[0]], cells[pair[-1]], int(cells[at].strip()[:4])) for cells in rows] if pair else []
    # ATOP is one row for each year by definition, however few there are.
    if not columns.raw.form.startswith("ATOP") and not is_row_a_year(keys):
        columns.roles[at] = "" if "start" in columns.roles else "start"


def _may_be_dates(texts: list[str]) -> bool:
    """Whether at least half of the texts are dates, or have the looks of one that cannot be read: letters and digits."""
    if not texts:
        return True
    return sum(is_no_date(text) or bool(day_readings(text)) or _has_digits(text) for text in texts) * 2 >= len(texts)


def _has_digits(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and not text.isdigit() and any(letter.isdigit() for letter in text)


def table_title(raw: RawTable) -> str:
    """What the table is called, as a label of every row; empty for a name that says nothing."""
    name = UNWANTED.sub("", raw.name).rsplit("/", 1)[-1].replace("_", " ").replace("-", " ").strip()
    return "Tie" if comparison_key(name) in map(comparison_key, _PLAIN_NAMES) or not name else name[:80]
