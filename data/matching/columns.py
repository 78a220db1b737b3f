"""Names of columns and tables as people write them -> those of the schema."""

from collections import defaultdict
from functools import lru_cache

from data.matching.names import comparison_key
from data.model.rows import Table
from data.model.schema import TABLE, TABLES

# The tables that a reader may upload. The others document how our own records were made.
_NOT_UPLOADED = (
    "contacts", "sightings", "reviews", "series", "searches", "coverage_gaps", "rulings", "omissions", "presets", "claims",
)  # fmt: skip
UPLOAD_TABLES = tuple(table for table in TABLES if table.name not in _NOT_UPLOADED)
# Other names that people give to a column, as comparison keys.
_COLUMN_ALIASES: dict[str, tuple[str, ...]] = {
    "dyad": ("pair", "countries", "actors", "partners", "parties", "bothsides", "пара", "страны", "双方"),
    "start": (
        "from",
        "since",
        "begin",
        "beginning",
        "startdate",
        "firstday",
        "validfrom",
        "начало",
        "开始",
        "开始日期",
    ),
    "end": ("to", "until", "enddate", "validto", "validuntil", "till", "конец", "окончание", "结束", "结束日期"),
    "date": ("day", "when", "eventdate", "дата", "日期"),
    "tier": ("level", "partnership", "partnershiplevel", "tierid", "уровень", "级别"),
    "wording": ("label", "wordingen", "englishwording", "text", "формулировка", "表述"),
    "wording_zh": ("chinese", "wordingchinese", "chinesewording", "中文"),
    "wording_ru": ("russian", "wordingrussian", "russianwording"),
    "sources": ("source", "sourceids", "refs", "references", "источники", "来源"),
    "grade": ("confidence", "support", "certainty"),
    "note": ("notes", "comment", "comments", "remark", "remarks", "примечание", "备注"),
    "title": ("headline", "заголовок", "标题"),
    "url": ("link", "address", "ссылка", "链接"),
    "value": ("amount", "значение", "数值"),
    "known_by": ("knownby", "inforceby", "seenby"),
    "short_name": ("short",),
    "name_zh": ("chinesename",),
    "name_ru": ("russianname",),
    "name_native": ("nativename",),
    "latitude": ("lat",),
    "longitude": ("lon", "lng", "long"),
}
# Of these names of two columns, the first is who acts.
_WAYS = frozenset((
    ("sender", "receiver"), ("sender", "target"), ("sender", "recipient"), ("donor", "recipient"), ("exporter", "importer"),
    ("origin", "destination"), ("home", "host"),
))  # fmt: skip
# Names of two columns that together give a dyad, as comparison keys.
_DYAD_COLUMN_NAMES = (
    ("actora", "actorb"), ("actor1", "actor2"), ("countrya", "countryb"), ("country1", "country2"),
    ("statea", "stateb"), ("state1", "state2"), ("sidea", "sideb"), ("partnera", "partnerb"),
    ("partner1", "partner2"), ("one", "other"), ("страна1", "страна2"), ("国家1", "国家2"), ("iso1", "iso2"),
)  # fmt: skip

# Stems of two columns that differ in a mark of order only, such as "state_name1" and "state_name2".
_PAIR_STEMS = (
    "country", "countryname", "state", "statename", "nation", "actor", "party", "partner", "member", "side", "name",
    "cname", "node", "mem", "stateabb", "abb", "cowc", "isocode", "iso3", "iso", "iso3c", "ccode", "cow", "gwno", "страна", "国家",
)  # fmt: skip
_PAIR_MARKS = (("1", "2"), ("a", "b"), ("i", "j"), ("one", "two"), ("first", "second"), ("o", "d"))
_OTHER_PAIRS = (
    ("country", "partner"), ("country", "partnercountry"), ("reporter", "partner"), ("reportingcountry", "partnercountry"),
    ("source", "target"), ("sender", "receiver"), ("sender", "target"), ("sender", "recipient"), ("donor", "recipient"),
    ("exporter", "importer"), ("origin", "destination"), ("home", "host"), ("ego", "alter"), ("one", "other"),
    ("country", "partners"), ("state", "partners"), ("actor", "partners"), ("organisation", "member"), ("organization", "member"),
    ("country", "counterpart"), ("state", "partner"), ("party", "partner"), ("party", "counterparty"), ("from", "to"),
)  # fmt: skip


@lru_cache(maxsize=32)
def _columns_by_key(table: str) -> dict[str, str]:
    """Comparison key -> column of the table; the columns' own names take precedence over aliases."""
    columns = TABLE[table].columns
    by_key = {comparison_key(column): column for column in columns}
    for column in columns:
        for alias in _COLUMN_ALIASES.get(column, ()):
            by_key.setdefault(comparison_key(alias), column)
    by_key.setdefault("id", columns[0])
    return by_key


def find_column(table: Table, written: str) -> str | None:
    """The column that is meant; None if there is none."""
    return _columns_by_key(table.name).get(comparison_key(written))


def dyad_columns(header: list[str]) -> tuple[int, int] | None:
    """The positions of two columns that together give a dyad; None if there are none."""
    positions = {comparison_key(name): position for position, name in enumerate(header)}
    pairs = ((positions[one], positions[other]) for one, other in _DYAD_COLUMN_NAMES if {one, other} <= set(positions))
    return next(pairs, None)


def find_pair(header: list[str]) -> list[tuple[int, int]]:
    """The positions of two columns that may name the two sides, the likeliest first."""
    positions: dict[str, int] = {}
    for position, name in enumerate(header):
        positions.setdefault(comparison_key(name[:100]), position)
    names = [(f"{stem}{one}", f"{stem}{other}") for stem in _PAIR_STEMS for one, other in _PAIR_MARKS]
    names += [
        (f"{one}{stem}", f"{other}{stem}")
        for stem in _PAIR_STEMS
        for one, other in (("from", "to"), ("source", "target"))
    ]
    return [
        (positions[one], positions[other]) for one, other in (*names, *_OTHER_PAIRS) if {one, other} <= positions.keys()
    ]


def has_way(headings: list[str]) -> bool:
    """Whether the headings of two sides say which of them acts and which one is acted upon."""
    keys = tuple(comparison_key(heading[:100]) for heading in headings)
    return keys in _WAYS or keys in {(f"sending{stem}", f"receiving{stem}") for stem in _PAIR_STEMS}


def find_table(name: str) -> Table | None:
    """The table that a file or sheet is named after: "spells/china", "x/spells" and "Spells" -> spells."""
    parts = [comparison_key(part) for part in name.split("/")]
    by_key = {comparison_key(table.name): table for table in TABLES}
    return next((by_key[part] for part in reversed(parts) if part in by_key), None)


def table_for_header(header: list[str]) -> Table | None:
    """The upload table whose columns fit best; None if two fit equally well, or less than half of the names are known."""
    tables_by_score: dict[int, list[Table]] = defaultdict(list)
    for table in UPLOAD_TABLES:
        tables_by_score[_fit(table, header)].append(table)
    best = tables_by_score[max(tables_by_score)]
    known = sum(find_column(best[0], name) is not None for name in header)
    names = sum(bool(name.strip()) for name in header)
    return best[0] if len(best) == 1 and known * 2 >= names else None


def _fit(table: Table, header: list[str]) -> int:
    """How well the header fits the table: known columns count, required ones more, and a missing required one against it."""
    known = {find_column(table, name) for name in header} - {None}
    known |= {"dyad"} if "dyad" in table.columns and dyad_columns(header) else set()
    required = {name for name, field in table.row.model_fields.items() if field.is_required()}
    return 2 * len(known) + len(known & required) - 2 * len(required - known - set(table.row.key))
