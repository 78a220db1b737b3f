"""The start of a tie -> one sentence by what it changed: moved up, renamed, declared; and the newest ones. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from components.compare.sentences import ComparedDays, change_sentence
from components.wording.citations import citation
from data.analysis.diff import Change, ChangeKind, TieState, spell_change_kind
from data.analysis.tier_changes import previous_spell
from data.base.days import years_before
from data.base.memo import memo
from data.model.cells import actors_of
from data.view.fields.names import actor_or_dyad
from data.view.selection import read_through
from data.view.ties import SpellIndex, Ties

# Of the newest, those of the last year that sources cover; of events, the ones that are not a label again.
_MOST_LATEST, LATEST_YEARS, LEAST_SIGNIFICANCE = 15, 1, 4
_LABEL_EVENTS = ("tier_change",)


@dataclass(frozen=True)
class Latest:
    """A tie that began, or an event: its day, in one sentence, where it leads, and its sources in full."""

    day: date
    sentence: str
    link: str
    sources: tuple[str, ...]


def step_sentence(ties: Ties, index: SpellIndex) -> str:
    """ "On 9 May 2024, China and Hungary moved up from “…” to “…”.": what the start of a spell changed."""
    spell, previous = ties.spells[index], previous_spell(ties, index)
    kind = ChangeKind.NEW if previous is None else spell_change_kind(ties, previous, index, "")
    if spell.start is None:
        kind = ChangeKind.SEEN
    day = spell.opening.last if spell.opening else date.max
    before = None if previous is None or kind in (ChangeKind.NEW, ChangeKind.SEEN) else TieState(previous, certain=True)
    change = Change(ties.tie[index], kind, before, TieState(index, certain=True))
    parts = change_sentence(ties, change, ComparedDays(day - timedelta(days=1), day))
    return "".join(text for text, _ in parts) + "."


@memo
def spells_by_key(ties: Ties) -> Mapping[str, SpellIndex]:
    """The id of a spell -> where it is."""
    return {spell.spell: index for index, spell in enumerate(ties.spells)}


def latest_in_records(ties: Ties, watch: Collection[str] = ()) -> tuple[Latest, ...]:
    """The newest ties and significant events of the world that the records hold, the newest first."""
    through = read_through(ties.dataset)
    if through is None:
        return ()
    since = years_before(through, LATEST_YEARS)
    found = [*_latest_ties(ties, watch, since), *_latest_events(ties, watch, since)]
    return tuple(sorted(found, key=lambda one: (one.day, one.sentence), reverse=True)[:_MOST_LATEST])


def _latest_ties(ties: Ties, watch: Collection[str], since: date) -> Iterator[Latest]:
    for index, spell in enumerate(ties.spells):
        if spell.start and spell.start.first > since and spell.is_main and _is_watched(watch, spell.dyad):
            yield Latest(
                spell.start.last,
                step_sentence(ties, index),
                f"/profile?{urlencode({'of': spell.dyad}, safe=':')}",
                _cited(ties, spell.sources),
            )


def _latest_events(ties: Ties, watch: Collection[str], since: date) -> Iterator[Latest]:
    dataset = ties.dataset
    for event in dataset.events:
        is_told = event.significance >= LEAST_SIGNIFICANCE and event.kind not in _LABEL_EVENTS
        if is_told and event.date.first > since and _is_watched(watch, event.dyad, *event.others):
            name, title = actor_or_dyad(dataset, event.dyad), event.title.rstrip(".")
            link = f"/records?{urlencode({'table': 'events', 'record': event.event})}"
            sentence = (
                f"On {event.date.display_text}" if event.date.precision == "day" else f"In {event.date.display_text}"
            )
            yield Latest(event.date.last, f"{sentence}, {name}: {title}.", link, _cited(ties, event.sources))


def _is_watched(watch: Collection[str], dyad: str, *others: str) -> bool:
    return not watch or not frozenset(watch).isdisjoint((dyad, *actors_of(dyad), *others))


def _cited(ties: Ties, sources: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(citation(ties.dataset, source) for source in sources if source in ties.dataset.sources)
