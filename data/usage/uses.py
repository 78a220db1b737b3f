"""Sightings -> the uses of a label for a partner: when, how often, and by whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.base.memo import memo
from data.model.cells import actors_of
from data.model.event_rows import Sighting
from data.model.ledger_rows import Search
from data.model.tie_rows import Spell
from data.model.vocabulary import SPEAKER_SIDES
from data.tables.dataset import Dataset
from data.usage.forms import form_of, forms_of, is_shorter

# Whose labels the broadcaster uses, and whose leaders it follows.
OBSERVED_ACTOR = "CHN"


@dataclass(frozen=True)
class ObservedPeriod:
    """The time in which something was looked for: the first row recorded, and the last day looked at."""

    first: date
    through: date

    @property
    def years(self) -> float:
        return ((self.through - self.first).days + 1) / 365.25


@dataclass(frozen=True)
class Uses:
    """The uses of one label until a day, oldest first: the days, and who used it on each; `last_row` is the newest row."""

    days: tuple[date, ...] = ()
    sides: tuple[str, ...] = ()
    last_row: Sighting | None = None

    def __len__(self) -> int:
        return len(self.days)

    @property
    def first(self) -> date | None:
        return self.days[0] if self.days else None

    @property
    def last(self) -> date | None:
        return self.days[-1] if self.days else None

    @property
    def by_year(self) -> Mapping[int, Counter[str]]:
        """Year -> how often by whom; a year without a use is left out."""
        years: dict[int, Counter[str]] = defaultdict(Counter)
        for day, side in zip(self.days, self.sides, strict=True):
            years[day.year][side] += 1
        return years

    def in_year(self, year: int) -> int:
        return self.by_year.get(year, Counter()).total()

    @property
    def by_side(self) -> Mapping[str, int]:
        """Who used it -> how often, in the order of the vocabulary."""
        counts = Counter(self.sides)
        return {side: counts[side] for side in SPEAKER_SIDES if counts[side]}


@memo
def rows_by_form(dataset: Dataset) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
    """Partner -> form of a label -> the places of its sightings, oldest first."""
    table = dataset.sightings
    partners, labels = table.columns["partner"], table.columns["label_zh"]
    order = sorted(range(len(table)), key=_days(dataset).__getitem__)
    rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    forms: dict[tuple[int, int], tuple[str, str]] = {}
    for index in order:
        codes = int(partners.codes[index]), int(labels.codes[index])
        if codes not in forms:
            partner = partners.cells[codes[0]]
            forms[codes] = partner, form_of(labels.cells[codes[1]], name_zh(dataset, partner))
        partner, form = forms[codes]
        rows[partner][form].append(index)
    return {partner: {form: tuple(places) for form, places in of.items()} for partner, of in rows.items()}


@memo
def _days(dataset: Dataset) -> list[date]:
    column = dataset.sightings.columns["date"]
    return [column.values[code].first for code in column.codes.tolist()]


def name_zh(dataset: Dataset, actor: str) -> str:
    return dataset.actors[actor].name_zh if actor in dataset.actors else ""


def label_partner(dataset: Dataset, spell: Spell) -> str:
    """Of which partner China uses the label of a spell; "" if it is not a label of China’s."""
    family = dataset.families[dataset.tiers[spell.tier].family]
    if family.owner != OBSERVED_ACTOR or family.layer != "partnership" or not spell.wording_zh:
        return ""
    return next((actor for actor in actors_of(spell.dyad) if actor != OBSERVED_ACTOR), "")


def uses_of_spell(dataset: Dataset, spell: Spell, until: date) -> Uses:
    """The uses of exactly its wording, whenever; none for a label that is not China’s."""
    partner = label_partner(dataset, spell)
    by_form = rows_by_form(dataset).get(partner, {})
    forms = forms_of(spell.wording_zh, name_zh(dataset, partner)) if partner else ()
    return uses_in(dataset, (place for form in forms for place in by_form.get(form, ())), until)


def uses_of_spells(dataset: Dataset, spells: Iterable[Spell], until: date) -> Uses:
    """The uses of exactly one of these wordings of one partner, each use once."""
    places: set[int] = set()
    for spell in spells:
        if partner := label_partner(dataset, spell):
            by_form = rows_by_form(dataset).get(partner, {})
            forms = forms_of(spell.wording_zh, name_zh(dataset, partner))
            places |= {place for form in forms for place in by_form.get(form, ())}
    return uses_in(dataset, places, until)


def shorter_uses_of_spell(dataset: Dataset, spell: Spell, until: date) -> Uses:
    """The uses of a shorter form of its wording since it began: long labels are often shortened on air."""
    partner, since = label_partner(dataset, spell), spell.opening
    by_form = rows_by_form(dataset).get(partner, {})
    forms = forms_of(spell.wording_zh, name_zh(dataset, partner)) if partner else ()
    places = (
        place
        for form, of_form in by_form.items()
        if any(is_shorter(form, own) for own in forms)
        for place in of_form
        if since is None or _days(dataset)[place] >= since.first
    )
    return uses_in(dataset, places, until)


def latest_use(dataset: Dataset, partner: str, until: date) -> Sighting | None:
    """The last use of any label of a partner."""
    by_form = rows_by_form(dataset).get(partner, {})
    return uses_in(dataset, (place for places in by_form.values() for place in places), until).last_row


def uses_in(dataset: Dataset, places: Iterable[int], until: date) -> Uses:
    """The sightings at these places, until a day."""
    days, sides = _days(dataset), dataset.sightings.columns["speaker_side"]
    chosen = sorted((place for place in places if days[place] <= until), key=lambda place: (days[place], place))
    if not chosen:
        return Uses()
    last = dataset.sightings[chosen[-1]]
    assert isinstance(last, Sighting)
    return Uses(
        tuple(days[place] for place in chosen), tuple(sides.cells[sides.codes[place]] for place in chosen), last
    )


# What was looked through -----------------------------------------------------------------------------


def label_searches(dataset: Dataset) -> tuple[Search, ...]:
    """The searches that fed the sightings."""
    return tuple(search for search in dataset.searches if search.table == "sightings")


@memo
def period_of_labels(dataset: Dataset) -> ObservedPeriod | None:
    """The time in which uses of labels were looked for; None without any. What is outside is not silence."""
    days = _days(dataset)
    if not days:
        return None
    searched = (search.through.last for search in label_searches(dataset))
    return ObservedPeriod(min(days), max((*searched, max(days))))
