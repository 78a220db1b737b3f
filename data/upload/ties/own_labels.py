"""Labels that are not ours -> a family of their own, with its tiers and their order."""

import re
from dataclasses import dataclass, field

from data.base.fault import Fault
from data.base.text import quotable
from data.matching.names import comparison_key
from data.model.vocabulary import Layer
from data.tables.sheet import UNWANTED
from data.upload.reading.raw import MAX_NAME_LETTERS

# Words of a label or a file that say what type of tie it is: whole ones, and the beginnings of words.
_LAYER_WORDS: tuple[tuple[Layer, tuple[str, ...], tuple[str, ...]], ...] = (
    ("adversarial", ("war", "wars"), ("sanction", "embargo", "dispute", "conflict", "rival", "tariff", "hostil")),
    ("integration", ("fta", "desta"), ("trade", "customs", "economic", "investment", "visa", "market")),
    (
        "treaty",
        ("ally", "allies", "allied", "pact", "pacts", "accord", "accords"),
        ("alliance", "treaty", "treaties", "defence", "defense", "agreement", "entente"),
    ),
    ("membership", (), ("member", "accession")),
    ("presence", ("base", "bases"), ("troop", "military mission", "deployment", "garrison")),
    ("flow", ("aid", "import", "imports"), ("export", "loan", "arms transfer", "migration", "flow")),
)
NO_WORD_SAYS: Layer = "partnership"
# Characters of an id that is made from a name.
MAX_ID = 40
# The groups that a ranking of many labels is divided into.
_MOST_GROUPS = 8
_WORD = re.compile(r"[^\W\d_]+")
_NOT_IN_ID = re.compile("[^a-z0-9]+")
_DASHES = str.maketrans(dict.fromkeys("−‐‑‒–—", "-"))
# Signs; a dash at one end of a word; a point or comma between digits.
_MARK = re.compile(r"[^\w\s.,;:'\"’‘“”()\[\]{}/\\&*†‡·•-]|(?<!\S)-(?=\S)|(?<=\S)-(?!\S)|(?<=\d)[.,](?=\d)")


# A label that says that there is no tie, or none yet; "no limits partnership" is one.
_KINDS = "relations?|relationships?|ties?|treaty|treaties|agreements?|alliances?|pacts?|partnerships?|recognition|membership|label"
_SAYS_NO = re.compile(
    rf"no|no (?:(?:formal|official|diplomatic|known|bilateral|current|such) ){{0,3}}(?:{_KINDS})"
    r"|(?:not|never)(?: yet)?(?: been)? (?:signed|ratified|in force|established|concluded|recogni[sz]ed|an? member|applicable|allied)"
    r"|not yet|never|(?:still )?(?:under|in) negotiations?|нет(?: (?:отношений|договора))?|не (?:подписан|ратифицирован)[аоы]?|无|没有|未建交|未签署",
    re.IGNORECASE,
)


def layer_of(words: str) -> Layer:
    """The type of tie that words speak of; partnership if they do not say."""
    found = _WORD.findall(words.casefold())
    text = f" {' '.join(found)}"
    for layer, whole, begun in _LAYER_WORDS:
        if not set(whole).isdisjoint(found) or any(f" {start}" in text for start in begun):
            return layer
    return NO_WORD_SAYS


def label_fault(label: str) -> Fault | None:
    """Why a label cannot become a row that other rows need; None if it can."""
    if character := UNWANTED.search(label):
        return Fault(f"contains an invisible character, U+{ord(character[0]):04X}", "delete it")
    if _SAYS_NO.fullmatch(" ".join(label[:80].split())):
        return Fault(f'"{quotable(label)}" says that there is no tie', "delete the row, or write what ties the two")
    if len(label) > (most := MAX_NAME_LETTERS["wording"]):
        return Fault(f"has {len(label):,} characters; a label has at most {most}", "shorten it")
    return None


def _label_key(label: str) -> str:
    """What two labels share that differ in case and punctuation only: "A+" and "A-", "1.5" and "15" are different."""
    marks = _MARK.findall(label.translate(_DASHES))
    return " ".join(filter(None, (comparison_key(label), *marks))) or label


@dataclass
class OwnFamily:
    """The labels of one table and one type of tie, in the order in which they come."""

    family: str
    name: str
    layer: str
    is_ranked: bool
    _tiers: dict[str, tuple[str, str]] = field(default_factory=dict)
    # The actors who are in every pair so far.
    _shared: frozenset[str] | None = None

    def tier(self, label: str, pair: tuple[str, ...]) -> str:
        """The tier of a label of a pair; the same for two that differ in case and punctuation only."""
        self._shared = frozenset(pair) if self._shared is None else self._shared & frozenset(pair)
        key = _label_key(label)
        if key not in self._tiers:
            self._tiers[key] = (f"{self.family}-{len(self._tiers) + 1}", label)
        return self._tiers[key][0]

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Table -> its rows, which are needed beside the spells; none without a label."""
        if not self._tiers:
            return {}
        ladder = f"{self.family}-order"
        meaning = "Labels from a table that a reader added; not part of the records."
        rationale = (
            "In the order in which the labels come in the table, the first at the top."
            if self.is_ranked
            else "No ranking is claimed: all labels are equal."
        )
        tiers = list(self._tiers.values())
        family = {
            "family": self.family,
            "name": self.name,
            "layer": self.layer,
            "owner": self._owner,
            "exclusive": "no",
            "meaning": meaning,
        }
        return {
            "families": [family],
            "tiers": [{"tier": tier, "family": self.family, "wording": label} for tier, label in tiers],
            "ladders": [
                {"ladder": ladder, "family": self.family, "name": f"{self.name}: your order" if self.is_ranked else self.name,
                 "author": "You", "house": "yes", "rationale": rationale}
            ],
            "rungs": [
                {"ladder": ladder, "tier": tier, "rung": str(place + 1 if self.is_ranked else 1), **self._group(place, label)}
                for place, (tier, label) in enumerate(tiers)
            ],
        }  # fmt: skip

    @property
    def _owner(self) -> str:
        """The one actor whom all pairs share; empty if there is none. The picture then ranks the others around them."""
        return next(iter(self._shared)) if self._shared and len(self._shared) == 1 else ""

    def _group(self, place: int, label: str) -> dict[str, str]:
        """Each label is a group of its own, while there are colours for that; the last ones share one."""
        letter = "ABCDEFGS"[min(place, _MOST_GROUPS - 1)]
        is_last = place >= _MOST_GROUPS - 1 and len(self._tiers) > _MOST_GROUPS
        return {"group": letter, "group_name": "Other labels" if is_last else label}


@dataclass
class OwnFamilies:
    """The families of labels of all tables of an upload; `taken` are the ids that its other tables have."""

    taken: set[str] = field(default_factory=set)
    _families: dict[tuple[str, str, bool], OwnFamily] = field(default_factory=dict)

    def family(self, title: str, layer: str, *, is_ranked: bool) -> OwnFamily:
        """The family of the labels of a table and a type of tie: one for all tables of this title."""
        key = (title, layer, is_ranked)
        if key not in self._families:
            stem = _NOT_IN_ID.sub("-", title.casefold()).strip("-")[:MAX_ID] or "own"
            name = title if not any(title == other for other, *_ in self._families) else f"{title} ({layer})"
            self._families[key] = OwnFamily(self._unused(f"added-{stem}-{layer}"), name, layer, is_ranked)
        return self._families[key]

    def _unused(self, stem: str) -> str:
        number, family = 1, stem
        while not self.taken.isdisjoint((family, f"{family}-order", f"{family}-1")):
            number += 1
            family = f"{stem}-x{number}"
        self.taken.add(family)
        return family

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Table -> the rows that the labels of the upload's own need."""
        rows: dict[str, list[dict[str, str]]] = {}
        for family in self._families.values():
            for table, of_table in family.rows().items():
                rows.setdefault(table, []).extend(of_table)
        return rows
