"""A pair on a day: labels, ties, events, figures, and what is not known."""

from dataclasses import dataclass
from datetime import date

from data.analysis.missing_ties import MissingTie, missing_ties_of
from data.analysis.profiles.events import KeyEvents, key_events
from data.analysis.profiles.last_contact import TopContact, last_top_contact
from data.analysis.profiles.measured import MeasuredSeries, series_of_dyad
from data.analysis.profiles.standing import Standing, everything_on, standing_of
from data.base.memo import memo_large
from data.view.selection import list_order
from data.view.ties import SpellIndex, Ties

# A reader’s table may give a pair thousands.
MOST_LABELS = 12


@dataclass(frozen=True)
class PairProfile:
    """What is known of a dyad on a day.

    `labels` are the declared labels in force, at most MOST_LABELS of them and `more_labels` in addition; `ties` all ties in force, both in the order of a list; `past` are the
    spells that ended before the day, `history` all spells until the day by tie, for a strip of time.
    """

    dyad: str
    day: date
    labels: tuple[Standing, ...]
    ties: tuple[SpellIndex, ...]
    past: tuple[SpellIndex, ...]
    history: tuple[SpellIndex, ...]
    missing: tuple[MissingTie, ...]
    contact: TopContact | None
    events: KeyEvents
    figures: tuple[MeasuredSeries, ...]
    more_labels: int = 0

    @property
    def label(self) -> Standing | None:
        """The first label, which the profile is about; None if the pair has none."""
        return self.labels[0] if self.labels else None


@memo_large
def pair_profile(ties: Ties, dyad: str, day: date) -> PairProfile:
    """The profile of a dyad, which need not have a tie."""
    selection = everything_on(ties, day)
    spells = [index for index, spell in enumerate(ties.spells) if spell.dyad == dyad and not ties.proposed[index]]
    begun = [index for index in spells if ties.starts[0][index] <= day.toordinal()]
    in_force = sorted((index for index in begun if selection.in_force[index]), key=lambda one: list_order(ties, one))
    held = one_of_each_tie(ties, in_force, day)
    labelled = [index for index in held if ties.layer(index) == "partnership"]
    return PairProfile(
        dyad=dyad,
        day=day,
        labels=tuple(standing_of(ties, index, day) for index in labelled[:MOST_LABELS]),
        more_labels=max(0, len(labelled) - MOST_LABELS),
        ties=held,
        past=tuple(index for index in begun if not selection.in_force[index]),
        history=tuple(begun),
        missing=missing_ties_of(ties.dataset, dyad, as_of=day),
        contact=last_top_contact(ties.dataset, dyad, day),
        events=key_events(ties.dataset, dyad, day),
        figures=series_of_dyad(ties.dataset, dyad),
    )


def one_of_each_tie(ties: Ties, in_force: list[SpellIndex], day: date) -> tuple[SpellIndex, ...]:
    """Of two spells of one tie that may be in force, the certain one, else the later."""
    selection, best = everything_on(ties, day), dict[str, SpellIndex]()
    for index in in_force:
        other = best.get(ties.tie[index])
        if other is None or (bool(selection.certain[index]), index) > (bool(selection.certain[other]), other):
            best[ties.tie[index]] = index
    return tuple(index for index in in_force if best[ties.tie[index]] == index)
