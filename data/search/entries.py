"""Records -> the entries of the search, group by group, what comes first in a list of equals first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

import numpy as np

from data.base.memo import memo
from data.base.text import quantity, with_capital
from data.links.claims import example_claims
from data.model.cells import actors_of
from data.model.event_rows import Contact, Event
from data.model.ledger_rows import ClaimRow, Ruling, Search, Source
from data.model.measured_rows import Figure, Indicator
from data.model.rows import Row
from data.model.tie_rows import Actor, Spell, Tier
from data.search.entry import Entry, Place, Topic
from data.search.numbers import number_texts
from data.tables.dataset import Dataset
from data.tables.late_rows import LateRows
from data.tables.suspects import is_filled, limits_of
from data.view.fields.claim import Claim
from data.view.fields.names import CONTACT_KIND_NAMES, EVENT_KIND_NAMES, actor_or_dyad, names_of

R = TypeVar("R", bound=Row)
# Makes an entry when it is needed: 100,000 of them would be a hundred megabytes.
Made = Callable[[], Entry]
_MOST_CONTACTS = 20_000


def entries_of(dataset: Dataset, topics: tuple[Topic, ...] = ()) -> Iterator[Made]:
    """Every entry of the records and the topics."""
    yield from (partial(actor_entry, dataset, actor) for actor in dataset.actors.values())
    dyads = {dyad for name in ("spells", "events") for dyad in dataset.column(name, "dyad").values}
    yield from (partial(pair_entry, dataset, dyad) for dyad in _with_highest_first(dataset, dyads))
    yield from (partial(label_entry, dataset, tier) for tier in _by_rank(dataset))
    yield from _rows(dataset, dataset.events, dataset.figures, dataset.sources.values())
    yield from (partial(_tie_at, dataset, place) for place in range(len(dataset.spells)))
    yield from _help(dataset, topics)
    yield from _contacts(dataset)


def _contacts(dataset: Dataset) -> Iterator[Made]:
    """Of millions of contacts the latest: All records searches the others."""
    rows = dataset.contacts
    dates = rows.columns["date"]
    days = dates.taken([day.last.toordinal() for day in dates.values])
    for place in np.argsort(-days, kind="stable")[:_MOST_CONTACTS].tolist():
        yield partial(_contact_at, dataset, place)


def _contact_at(dataset: Dataset, place: int) -> Entry:
    row = dataset.contacts[place]
    assert isinstance(row, Contact)
    return contact_entry(dataset, row)


def added_entries(dataset: Dataset) -> Iterator[Made]:
    """The entries of the rows that a reader added; a pair only if the records have nothing else of it."""

    def added(rows: Iterable[R]) -> tuple[R, ...]:
        return tuple(filter(dataset.is_added, rows))

    spells, events = added(dataset.spells), added(dataset.events)
    ours = {row.dyad for row in _between_two(dataset.spells, dataset.events) if not dataset.is_added(row)}
    yield from (partial(actor_entry, dataset, actor) for actor in added(dataset.actors.values()))
    dyads = {row.dyad for row in _between_two(spells, events)} - ours
    yield from (partial(pair_entry, dataset, dyad) for dyad in _with_highest_first(dataset, dyads))
    yield from (partial(label_entry, dataset, tier) for tier in added(dataset.tiers.values()))
    yield from _rows(dataset, events, added(dataset.figures), added(dataset.sources.values()))
    yield from (partial(tie_entry, dataset, spell) for spell in spells)


def _rows(
    dataset: Dataset,
    events: Iterable[Event],
    figures: Iterable[Figure],
    sources: Iterable[Source],
) -> Iterator[Made]:
    newest_first = sorted(events, key=lambda event: event.date, reverse=True)
    yield from (partial(event_entry, dataset, event) for event in newest_first)
    yield from (
        partial(figure_entry, dataset, figure)
        for figure in sorted(figures, key=lambda figure: figure.period, reverse=True)
    )
    yield from (partial(source_entry, dataset, source) for source in sources)


def _tie_at(dataset: Dataset, place: int) -> Entry:
    return tie_entry(dataset, _spell_at(dataset, place))


def _spell_at(dataset: Dataset, place: int) -> Spell:
    """A spell, of a large table made for this once: to keep 100,000 of them would take hundreds of megabytes."""
    spells = dataset.spells
    row = spells.columns[place] if isinstance(spells, LateRows) else spells[place]
    assert isinstance(row, Spell)
    return row


# Who and what words -----------------------------------------------------------------------------------


def actor_entry(dataset: Dataset, actor: Actor) -> Entry:
    names = names_of(dataset, actor.actor)
    others = " · ".join(name for name in names[1:] if name != actor.short_name)
    place = Place("profile", {"of": actor.actor})
    text = " · ".join(filter(None, (actor.region, others, actor.note)))
    return Entry("actors", actor.name, text, place, " / ".join(names), is_added=dataset.is_added(actor))


def pair_entry(dataset: Dataset, dyad: str) -> Entry:
    """A pair and its label now; also one of which the records know nothing."""
    label = latest_label(dataset, dyad)
    text = f"{label.wording}, {_since(label)}" if label else "No declared label on record"
    return Entry("pairs", actor_or_dyad(dataset, dyad), text, Place("profile", {"of": dyad}), who=actors_of(dyad))


def label_entry(dataset: Dataset, tier: Tier) -> Entry:
    pairs = _pairs_by_tier(dataset).get(tier.tier, ())
    family = dataset.families[tier.family].name
    text = " · ".join(filter(None, (tier.wording_native, family, quantity(len(pairs), "pair"), tier.meaning)))
    place = Place("network", {"tiers": (tier.tier,)})
    names = f"{tier.wording} / {tier.wording_native}"
    return Entry("labels", with_capital(tier.wording), text, place, names, is_added=dataset.is_added(tier))


@memo
def _pairs_by_tier(dataset: Dataset) -> dict[str, set[str]]:
    pairs: dict[str, set[str]] = defaultdict(set)
    tier, dyad = (dataset.column("spells", name) for name in ("tier", "dyad"))
    codes = np.c_[tier.codes, dyad.codes][dataset.main_places]
    for of_tier, of_dyad in np.unique(codes, axis=0).tolist():
        pairs[tier.values[of_tier]].add(dyad.values[of_dyad])
    return pairs


def latest_label(dataset: Dataset, dyad: str) -> Spell | None:
    """The partnership label that was declared last and has not ended, by the records the page goes by."""
    place = _latest_labels(dataset).get(dyad)
    return None if place is None else _spell_at(dataset, place)


@memo
def _latest_labels(dataset: Dataset) -> dict[str, int]:
    """By dyad the place of the spell: of several families the first speaks for the pair, and in it what was declared last."""
    tier, status, start, known_by, end, dyad = (
        dataset.column("spells", name) for name in ("tier", "status", "start", "known_by", "end", "dyad")
    )
    families = [dataset.families[dataset.tiers[name].family] for name in tier.values]
    order = tier.taken([-dataset.family_order[family.family] for family in families]).astype(np.int64)
    is_label = tier.taken([family.layer == "partnership" for family in families]).astype(bool)
    is_label &= ~status.is_one_of(["proposed"]) & ~is_filled(end)
    places = dataset.main_places
    places = places[is_label[places]]
    days = [limits[places] for limits in limits_of(start, known_by, end)]
    in_order = places[np.lexsort((*days[::-1], order[places]))]
    return {
        dyad.values[code]: place for code, place in zip(dyad.codes[in_order].tolist(), in_order.tolist(), strict=True)
    }


# Rows ------------------------------------------------------------------------------------------------


def event_entry(dataset: Dataset, event: Event) -> Entry:
    """What was said is listed apart from what was done; who said it stands first."""
    is_statement = event.kind == "statement"
    speaker = f"{event.speaker} to {event.addressee}" if event.speaker and event.addressee else event.speaker
    pair = actor_or_dyad(dataset, event.dyad)
    people = "; ".join(event.participants)
    first = speaker if is_statement else f"{with_capital(EVENT_KIND_NAMES[event.kind])}, {pair}"
    parts = (first, event.summary, "" if is_statement else speaker, people, event.place, event.instrument, event.note)
    return Entry(
        "statements" if is_statement else "events",
        event.title,
        " · ".join(filter(None, parts)),
        Place("records", {"table": "events", "record": event.event, "focus": event.dyad, "as_of": event.date.last}),
        who=(*actors_of(event.dyad), *event.others),
        date=event.date.display_text,
        is_added=dataset.is_added(event),
    )


def figure_entry(dataset: Dataset, figure: Figure) -> Entry:
    indicator = dataset.indicators[figure.indicator]
    value, *_ = numbers = number_texts(figure.value)
    ends = [dataset.actors[actor].name for actor in (figure.from_actor, figure.to_actor) if actor in dataset.actors]
    about = " → ".join(ends) or (actor_or_dyad(dataset, figure.dyad) if figure.dyad else "")
    note = " · ".join(filter(None, (about, figure.qualifier, figure.note)))
    concerned = figure.dyad or figure.to_actor or figure.from_actor
    focus = {"focus": concerned} if concerned else {}
    return Entry(
        "figures",
        f"{indicator.name}: {value} {indicator.unit}",
        note,
        Place("records", {"table": "figures", "record": figure.figure, **focus}),
        names=" / ".join(numbers),
        who=_ends(figure),
        date=figure.period,
        is_added=dataset.is_added(figure),
    )


def _ends(figure: Figure) -> tuple[str, ...]:
    ends = (*(actors_of(figure.dyad) if figure.dyad else ()), figure.from_actor, figure.to_actor)
    return tuple(dict.fromkeys(filter(None, ends)))


def tie_entry(dataset: Dataset, spell: Spell) -> Entry:
    parts = (spell.native_text, spell.occasion, spell.instrument, spell.mismatch, spell.note)
    return Entry(
        "ties",
        f"{actor_or_dyad(dataset, spell.dyad)}: {spell.wording}",
        " · ".join(filter(None, parts)),
        Place("records", {"table": "spells", "record": spell.spell, "focus": spell.dyad}),
        who=actors_of(spell.dyad),
        date=_since(spell)
        + (f" until {spell.end.display_text}" if spell.end else "")
        + (", only proposed" if spell.status == "proposed" else ""),
        is_added=dataset.is_added(spell),
    )


def source_entry(dataset: Dataset, source: Source) -> Entry:
    text = " · ".join(filter(None, (source.publisher, source.note)))
    place = Place("records", {"table": "sources", "record": source.source})
    day = source.date.display_text if source.date else ""
    return Entry("sources", source.title, text, place, date=day, is_added=dataset.is_added(source))


def contact_entry(dataset: Dataset, contact: Contact) -> Entry:
    title = f"{contact.leader}: {CONTACT_KIND_NAMES[contact.kind]}, {dataset.actors[contact.partner].name}"
    place = Place("records", {"table": "contacts", "record": contact.contact})
    return Entry("contacts", title, contact.label_zh, place, who=(contact.partner,), date=contact.date.display_text)


def _help(dataset: Dataset, topics: tuple[Topic, ...]) -> Iterator[Made]:
    """Pages and words, questions that can be asked, what indicators count, how doubtful cases are coded."""
    yield from (partial(_topic_entry, topic) for topic in topics)
    for row, claim in example_claims(dataset).items():
        yield partial(_claim_entry, row, claim)
    yield from (partial(_indicator_entry, row) for row in dataset.indicators.values())
    yield from (partial(_ruling_entry, row) for row in dataset.rulings)
    yield from (partial(_search_entry, row) for row in dataset.searches)


def _topic_entry(topic: Topic) -> Entry:
    return Entry("help", topic.title, topic.text, Place(topic.page), topic.names or topic.title)


def _claim_entry(row: ClaimRow, claim: Claim) -> Entry:
    day = row.as_of.display_text
    place = Place("claims", {"as_of": row.as_of.last, "claim": claim})
    return Entry("help", f"Is it true? {row.title}", f"Checked for {day}: {row.answer}", place, date=day)


def _indicator_entry(row: Indicator) -> Entry:
    place = Place("records", {"table": "indicators", "record": row.indicator})
    return Entry("help", f"What is counted: {row.name}", row.definition, place)


def _ruling_entry(row: Ruling) -> Entry:
    place = Place("records", {"table": "rulings", "record": row.ruling})
    return Entry("help", row.question, f"{row.decision} {row.reason}", place)


def _search_entry(row: Search) -> Entry:
    place = Place("records", {"table": "searches", "record": row.search})
    return Entry("help", f"What was searched: {row.place}", row.finding, place, date=row.through.display_text)


# Order -----------------------------------------------------------------------------------------------


def _with_highest_first(dataset: Dataset, dyads: Iterable[str]) -> list[str]:
    """The pairs, those with the highest label first."""
    labels, tier = _latest_labels(dataset), dataset.column("spells", "tier")
    rungs = [dataset.rung(dataset.house_ladder(dataset.tiers[name].family).ladder, name) for name in tier.values]

    def place(dyad: str) -> tuple[int, int, str]:
        if dyad not in labels:
            return 1, 0, dyad
        rung = rungs[tier.codes[labels[dyad]]]
        return 0, rung.rung if rung else 0, dyad

    return sorted(dyads, key=place)


def _between_two(spells: Iterable[Spell], events: Iterable[Event]) -> Iterator[Spell | Event]:
    yield from spells
    yield from events


def _by_rank(dataset: Dataset) -> list[Tier]:
    """The tiers by family, from the top of our ranking."""

    def place(tier: Tier) -> tuple[int, int]:
        rung = dataset.rung(dataset.house_ladder(tier.family).ladder, tier.tier)
        return dataset.family_order[tier.family], rung.rung if rung else 0

    return sorted(dataset.tiers.values(), key=place)


def _since(spell: Spell) -> str:
    return f"since {spell.opening_text}" if spell.start else spell.opening_text
