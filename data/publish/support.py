"""How well the spells are supported: by the declaring text, by two publishers, or by memory alone; counted, never written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from data.model.ledger_rows import Source
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset

# A text that is this much younger than the start looks back on it.
LATEST_TEXT = timedelta(days=31)
# The pairs with which the records began.
FOCAL_DYADS = ("BLR-CHN", "BLR-RUS", "CHN-PAK")
TOP_GROUPS = 3


@dataclass(frozen=True)
class Support:
    """A group of spells: how many there are, and how many of them rest on what.

    `without_text` counts those without a declaring text of which the report of the day names none either.
    """

    group: str
    spells: int
    with_text: int
    without_text: int
    with_two_publishers: int
    recalled: int

    def share(self, number: int) -> float:
        """Of all its spells, in percent."""
        return 100 * number / self.spells if self.spells else 0.0

    @property
    def share_where_named(self) -> float:
        """Those with a declaring text, of all but those of which no joint text is named, in percent."""
        return 100 * self.with_text / named if (named := self.spells - self.without_text) else 0.0


def has_declaring_text(dataset: Dataset, spell: Spell) -> bool:
    """Whether a source is the text that declares it: itself, or a reprint."""
    return any(_declares(dataset.sources[source], spell) for source in spell.sources)


def names_no_text(dataset: Dataset, spell: Spell) -> bool:
    """Whether it was announced in talks or messages, as far as the reports tell without a joint text."""
    return spell.declared_in in ("talks", "messages") and not has_declaring_text(dataset, spell)


def _declares(source: Source, spell: Spell) -> bool:
    if source.instrument != "yes":
        return False
    return not (source.date and spell.opening) or source.date.first <= spell.opening.last + LATEST_TEXT


def publishers_of(dataset: Dataset, spell: Spell) -> int:
    """The independent voices behind it: publishers of one family count once."""
    return len({dataset.sources[source].family for source in spell.sources})


def support_of(dataset: Dataset) -> tuple[Support, ...]:
    """All spells first, then the groups of which more is asked, then each layer; a group without spells has no line."""
    return tuple(_support(dataset, name, spells) for name, spells in _groups(dataset) if spells)


def _support(dataset: Dataset, name: str, spells: Sequence[Spell]) -> Support:
    return Support(
        group=name,
        spells=len(spells),
        with_text=sum(has_declaring_text(dataset, spell) for spell in spells),
        without_text=sum(names_no_text(dataset, spell) for spell in spells),
        with_two_publishers=sum(publishers_of(dataset, spell) > 1 for spell in spells),
        recalled=sum(spell.grade == "recalled" for spell in spells),
    )


def _groups(dataset: Dataset) -> Iterator[tuple[str, Sequence[Spell]]]:
    spells = dataset.spells
    yield "All spells", spells
    yield "Confirmed", [spell for spell in spells if spell.grade == "confirmed"]
    for name, tiers in _top_groups(dataset):
        yield name, [spell for spell in spells if spell.tier in tiers]
    yield "Belarus, China, Pakistan, Russia: focal pairs", [spell for spell in spells if spell.dyad in FOCAL_DYADS]
    for layer in dict.fromkeys(family.layer for family in dataset.families.values()):
        families = {name for name, family in dataset.families.items() if family.layer == layer}
        yield layer.capitalize(), [spell for spell in spells if dataset.tiers[spell.tier].family in families]


def _top_groups(dataset: Dataset) -> Iterator[tuple[str, frozenset[str]]]:
    """The highest groups of the first family's house ladder, with their tiers."""
    family = next(iter(dataset.families.values()), None)
    house = next(
        (one for one in dataset.ladders.values() if family and one.is_house and one.family == family.family), None
    )
    if not (family and house):
        return
    rungs = sorted((rung for rung in dataset.rungs if rung.ladder == house.ladder), key=lambda rung: rung.rung)
    for name in list(dict.fromkeys(rung.group_name for rung in rungs))[:TOP_GROUPS]:
        yield f"{family.name}: {name}", frozenset(rung.tier for rung in rungs if rung.group_name == name)
