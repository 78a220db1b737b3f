"""Names of columns, tables, actors, tiers and choices as people write them -> as the schema writes them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from data.base.text import folded
from data.model.cells import DYAD_JOINT, actors_of, dyad_of
from data.model.schema import TABLES, Table
from data.tables.dataset import Dataset
from data.view.fields.names import names_of

# The tables that a reader may lay over. The others tell how our own records were made.
_NOT_ADDED = ("contacts", "searches", "rulings", "omissions", "presets", "claims")
TAKEN = tuple(table for table in TABLES if table.name not in _NOT_ADDED)
# What other people call a column; the names are folded, without spaces and marks.
_ALIASES: dict[str, tuple[str, ...]] = {
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
# Two columns that together are a dyad.
_PAIRS = (
    ("actora", "actorb"), ("actor1", "actor2"), ("countrya", "countryb"), ("country1", "country2"),
    ("statea", "stateb"), ("state1", "state2"), ("sidea", "sideb"), ("partnera", "partnerb"),
    ("partner1", "partner2"), ("one", "other"), ("страна1", "страна2"), ("国家1", "国家2"), ("iso1", "iso2"),
)  # fmt: skip
_SPLIT = re.compile(r"\s*[–—−/&;,+|·、]\s*|\s+(?:and|и|і|with|vs\.?)\s+|\s+-+\s+|[和与與]|\s*-\s*", re.IGNORECASE)


def bare(text: str) -> str:
    """For comparing: folded, letters and digits only: "Start-Date " and "start_date" give the same."""
    return "".join(letter for letter in folded(unicodedata.normalize("NFKC", text)) if letter.isalnum())


@lru_cache(maxsize=32)
def _columns(table: str) -> dict[str, str]:
    """What a column may be called -> its name; a name of our own comes before any other."""
    (columns,) = (known.columns for known in TABLES if known.name == table)
    found = {bare(column): column for column in columns}
    for column in columns:
        for alias in _ALIASES.get(column, ()):
            found.setdefault(bare(alias), column)
    if "id" not in found:
        found["id"] = columns[0]
    return found


def column_named(table: Table, written: str) -> str | None:
    return _columns(table.name).get(bare(written))


def pair_of(header: list[str]) -> tuple[int, int] | None:
    """The places of two columns that together are a dyad."""
    places = {bare(name): at for at, name in enumerate(header)}
    return next(((places[one], places[other]) for one, other in _PAIRS if one in places and other in places), None)


def table_named(name: str) -> Table | None:
    """ "spells/china", "x/spells" or "Spells" -> the table of spells."""
    parts = [bare(part) for part in name.split("/")]
    known = {bare(table.name): table for table in TABLES}
    return next((known[part] for part in reversed(parts) if part in known), None)


def table_with(header: list[str]) -> Table | None:
    """The table whose columns fit best; None if fewer than half of the filled ones are known, or two fit as well."""
    fits: dict[int, list[Table]] = defaultdict(list)
    for table in TAKEN:
        known = {column_named(table, name) for name in header} - {None}
        known |= {"dyad"} if "dyad" in table.columns and pair_of(header) else set()
        needed = {name for name, field in table.row.model_fields.items() if field.is_required()}
        fits[2 * len(known) + len(known & needed) - 2 * len(needed - known - set(table.row.key))].append(table)
    best = fits[max(fits)]
    enough = sum(column_named(best[0], name) is not None for name in header) * 2 >= len(
        [n for n in header if n.strip()]
    )
    return best[0] if len(best) == 1 and enough else None


_ID_PARTS = ("dyad", "start", "known_by", "date", "indicator", "period")


class Known:
    """The actors, tiers and dyads that a cell may name, of ours and of the upload."""

    def __init__(self, dataset: Dataset, added: dict[str, tuple[str, ...]]) -> None:
        """`added` holds the actors of the upload with their names."""
        self.dataset = dataset
        self.actors = frozenset(dataset.actors) | frozenset(added)
        named: dict[str, set[str]] = defaultdict(set)
        for actor in dataset.actors:
            for name in names_of(dataset, actor):
                named[bare(name)].add(actor)
        for actor, names in added.items():
            for name in (actor, *names):
                named[bare(name)].add(actor)
        self._named = named
        self._tiers: dict[str, list[str]] = defaultdict(list)
        for key, tier in dataset.tiers.items():
            for wording in {bare(tier.wording), bare(tier.wording_native)} - {""}:
                self._tiers[wording].append(key)

    def actor(self, written: str) -> str | None:
        """The one actor of that name; an id comes before any name."""
        text = unicodedata.normalize("NFKC", written).strip()
        if text.upper() in self.actors:
            return text.upper()
        found = self._named.get(bare(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def dyad(self, written: str) -> str | None:
        """The dyad that two names make, whichever stands first."""
        text = unicodedata.normalize("NFKC", written).strip()
        try:
            one, other = actors_of(text.upper())
        except ValueError:
            return self._two(text)
        return dyad_of(one, other) if one != other else None

    def _two(self, text: str) -> str | None:
        """Every place at which the text can be parted is tried; more than one dyad is none."""
        cuts = [(found.start(), found.end()) for found in _SPLIT.finditer(text)]
        if not cuts:
            cuts = [(found.start(), found.end()) for found in re.finditer(r"\s+", text)]
        pairs = {(self.actor(text[:start]), self.actor(text[end:])) for start, end in cuts[:20]}
        dyads = {dyad_of(one, other) for one, other in pairs if one and other and one != other}
        return dyads.pop() if len(dyads) == 1 else None

    def tier(self, written: str, dyad: str) -> str | None:
        """The tier of that wording; where several have it, the one in the words of an actor of the dyad."""
        found = self._tiers.get(bare(written), [])
        if len(found) > 1:
            families = self.dataset.families
            found = [key for key in found if families[self.dataset.tiers[key].family].owner in dyad.split(DYAD_JOINT)]
        return found[0] if len(found) == 1 else None


def wording_of(known: Known, tier: str) -> str:
    return known.dataset.tiers[tier].wording if tier in known.dataset.tiers else ""


def id_stem(row: Mapping[str, str]) -> str:
    """What an id is made of where none was given, as "blr-chn-2026-11-03"; empty as long as the row says too little."""
    return "-".join(part.lower() for column in _ID_PARTS if (part := row.get(column, "")))
