"""A view -> up to five small pictures of the same subject in the same places, each with its words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from components.network.layouts.arrangement import Arrangement
from components.network.places import arrangement_for
from components.style.theme import style_key, styles_of
from components.wording.names import name_in_sentence
from components.wording.ranking import rank_names
from components.wording.spells import dates_text
from data.analysis.connections.graph import PARTNERSHIPS
from data.base.days import day_text, years_before
from data.base.text import list_text, quantity, with_capital
from data.tables.origin import added_count_text
from data.view.presets import focal_actors
from data.view.selection import Selection, first_day, first_days, read_through, select
from data.view.ties import SpellIndex, Ties
from data.view.view import MOST_PANELS, View, filter_texts

# The years between the dates that nobody chose.
_STEP = 5
_MOST_NAMED = 4
# What the pictures are of, and no filter of them.
_SUBJECT = {"actors", "among"}
# Ties of one small picture: more are no picture, and would take seconds to draw.
MOST_DRAWN = 600


@dataclass(frozen=True)
class Panel:
    """One small picture: what it is of, what it shows and how that differs, and the spells drawn in full.

    `actors` are those with one of these, `begun` those who have had any tie on record by its day; `centre` is the country
    that it is about, if it is about one.
    """

    key: str
    title: str
    remark: str
    spells: tuple[SpellIndex, ...]
    actors: frozenset[str]
    begun: frozenset[str]
    centre: str = ""

    @property
    def text(self) -> str:
        return f"{self.title}: {self.remark}"

    @property
    def drawn(self) -> tuple[SpellIndex, ...]:
        """As many of its spells as it has room for, the highest first."""
        return self.spells[:MOST_DRAWN]


@dataclass(frozen=True)
class SideBySide:
    """The panels; all have the places of `arrangement`, of the selection `whole`. `sentence` says what differs most."""

    whole: Selection
    arrangement: Arrangement
    panels: tuple[Panel, ...]
    sentence: str

    @property
    def spells(self) -> tuple[SpellIndex, ...]:
        """All that are drawn in any panel."""
        return tuple(dict.fromkeys(index for panel in self.panels for index in panel.drawn))

    @property
    def left_out_text(self) -> str:
        """What the pictures have no room for; "" where they have."""
        is_cut = any(panel.drawn != panel.spells for panel in self.panels)
        return f"Each picture draws its first {MOST_DRAWN} ties; all are counted." if is_cut else ""

    @cached_property
    def hidden_text(self) -> str:
        """That pictures are empty because of the filters, and what they would have without these; "" if none is.

        The countries chosen are what the pictures are of, and no filter of them.
        """
        hidden = [
            (panel, number) for panel in self.panels if not panel.spells and (number := self._without_filters(panel))
        ]
        if not hidden:
            return ""
        where = list_text([panel.title for panel, _ in hidden], most=MOST_PANELS)
        are = f"picture of {where} is" if len(hidden) == 1 else f"pictures of {where} are"
        numbers = list_text([f"{number:,}" for _, number in hidden], most=MOST_PANELS)
        ties = "tie" if {number for _, number in hidden} == {1} else "ties"
        filters = [
            text for name, text in filter_texts(self.whole.view, self.whole.dataset).items() if name not in _SUBJECT
        ]
        hides = f"the filter “{filters[0]}” hides" if len(filters) == 1 else "the filters hide"
        return f"The {are} empty, as {hides} {numbers} {ties}."

    def _without_filters(self, panel: Panel) -> int:
        """How many ties a panel would have without filters."""
        view = self.whole.view
        subject = (panel.centre,) if panel.centre else view.actors
        day = view.as_of if panel.centre else date.fromisoformat(panel.key)
        bare = View(as_of=day, actors=subject, among=view.among and not panel.centre)
        return select(self.whole.ties, bare).count_shown


def side_by_side(selection: Selection) -> SideBySide:
    """The countries of the view side by side; without any, its dates."""
    return _countries(selection) if selection.view.panels else _days(selection)


# Dates -------------------------------------------------------------------------------------------------


def days_of(selection: Selection) -> tuple[date, ...]:
    """The dates of the view in order; without any, the date shown and some before it, five years apart."""
    view, first = selection.view, first_day(selection.ties)
    if view.days:
        return tuple(sorted(view.days))
    steps = [years_before(view.as_of, _STEP * number) for number in range(MOST_PANELS)]
    return tuple(sorted(day for day in steps if day >= first or day == view.as_of))


def _days(selection: Selection) -> SideBySide:
    panels = list[Panel]()
    before: Selection | None = None
    for day in days_of(selection):
        now = select(selection.ties, replace(selection.view, as_of=day))
        remark = f"{_change_text(now, before)}{_read_text(selection, day)}"
        panels.append(
            Panel(day.isoformat(), day_text(day), remark, now.indices, now.actors, _begun(selection.ties, day))
        )
        before = now
    first, last = panels[0], panels[-1]
    sentence = f"{first.title}: {first.remark}."
    if len(panels) > 1:
        sentence = f"{_count(selection, first)} on {first.title}, {_count(selection, last)} on {last.title}."
    return SideBySide(selection, arrangement_for(selection), tuple(panels), _with_added(selection, panels, sentence))


def _with_added(selection: Selection, panels: Iterable[Panel], sentence: str) -> str:
    """The sentence, which counts also the ties that you added."""
    ties = selection.ties
    added = {ties.tie[index] for panel in panels for index in panel.spells if ties.added[index]}
    return f"{sentence.removesuffix('.')}{added_count_text(tie=len(added))}."


def _count(selection: Selection, panel: Panel) -> str:
    return quantity(len({selection.ties.tie[index] for index in panel.spells}), "tie")


def _change_text(now: Selection, before: Selection | None) -> str:
    """ "24 ties, 5 new, 1 of unknown start, 1 ended and 1 label changed since 1 Mar 2013 (Belarus – China)".

    What was in force on the other day, though a filter hid it there, is neither new nor ended. What is on record only since,
    but may have begun before, is not new.
    """
    text = quantity(now.count_shown, "tie")
    if before is None:
        return text
    on_days = _tiers_in_force(before), _tiers_in_force(now)
    arrived = {now.ties.tie[one]: one for one in now.indices if now.ties.tie[one] not in on_days[0]}
    unknown = sum(now.ties.spells[one].start is None for one in arrived.values())
    ended = {now.ties.tie[one] for one in before.indices} - on_days[1].keys()
    counts = ((len(arrived) - unknown, "new"), (unknown, "of unknown start"), (len(ended), "ended"))
    parts = [f"{number} {word}" for number, word in counts if number]
    labels, others = _changed(now, before, on_days)
    parts += [f"{quantity(len(labels), 'label')} changed"] if labels else []
    parts += [f"{quantity(len(others), 'other tie')} changed"] if others else []
    since = f" since {day_text(before.view.as_of)}{_pairs_text(now.ties, [*labels, *others])}"
    return f"{text}, {list_text(parts, most=5)}{since}" if parts else f"{text}, none new, ended or changed{since}"


def _tiers_in_force(selection: Selection) -> dict[str, set[str]]:
    """Tie -> the tiers that it may have on the day, whatever the filters say."""
    tiers, ties = dict[str, set[str]](), selection.ties
    for index in map(int, np.flatnonzero(selection.in_force)):
        tiers.setdefault(ties.tie[index], set()).add(ties.tiers[index].tier)
    return tiers


def _changed(
    now: Selection, before: Selection, on_days: tuple[Mapping[str, set[str]], Mapping[str, set[str]]]
) -> tuple[list[SpellIndex], list[SpellIndex]]:
    """The ties in force on both days, and shown on one, that went from one tier to another: those of partnerships, and the
    others; a spell of each.
    """
    ties = now.ties
    shown = {ties.tie[one] for one in now.indices}
    left = [one for one in before.indices if ties.tie[one] not in shown]
    found = {
        ties.tie[one]: one
        for indices, tiers in ((now.indices, on_days[0]), (left, on_days[1]))
        for one in indices
        if ties.tie[one] in tiers and ties.tiers[one].tier not in tiers[ties.tie[one]]
    }.values()
    return [one for one in found if ties.layer(one) == PARTNERSHIPS], [
        one for one in found if ties.layer(one) != PARTNERSHIPS
    ]


def _pairs_text(ties: Ties, indices: Iterable[SpellIndex]) -> str:
    """ " (Belarus – China)", " (China – Russia and 29 more)": the pairs as far as a small picture has room; "" for none."""
    pairs = dict.fromkeys(ties.actors[index] for index in indices)
    names = [" – ".join(ties.dataset.actors[actor].short_name for actor in pair) for pair in pairs]
    return f" ({list_text(names, most=2 if len(names) == 2 else 1)})" if names else ""


def _read_text(selection: Selection, day: date) -> str:
    """ ", by sources through 10 Oct 2026", of a day after the last source."""
    through = read_through(selection.dataset)
    return f", by sources through {day_text(through)}" if through and day > through else ""


def _begun(ties: Ties, day: date) -> frozenset[str]:
    """Who has had any tie on record by the day: the others may not have existed."""
    return frozenset(actor for actor, first in first_days(ties).items() if first <= day)


# Countries ---------------------------------------------------------------------------------------------


def panels_offered(selection: Selection) -> tuple[str, ...]:
    """The countries to begin with."""
    chosen = selection.view.actors or focal_actors(selection.dataset) or tuple(sorted(selection.actors))
    return chosen[:MOST_PANELS]


def _countries(selection: Selection) -> SideBySide:
    ties, chosen = selection.ties, selection.view.panels
    whole = _of_countries(selection)
    partners = {actor: _partners(whole, actor) for actor in chosen}
    shared = frozenset.intersection(*partners.values()) if len(chosen) > 1 else frozenset[str]()
    panels, begun = [], _begun(ties, selection.view.as_of)
    for actor in chosen:
        spells = tuple(index for index in whole.indices if actor in ties.actors[index])
        others = len(partners[actor])
        number = quantity(len({ties.tie[index] for index in spells}), "tie")
        remark = f"{number} with {quantity(others, 'partner')}" if spells else "no tie on record on this date"
        if only := partners[actor].difference(*(of for other, of in partners.items() if other != actor), chosen):
            remark += f", {len(only)} that no other here has"
        name = selection.dataset.actors[actor].name
        inside = frozenset(one for index in spells for one in ties.actors[index]) | {actor}
        panels.append(Panel(actor, name, remark, spells, inside, begun, actor))
    common = [name_in_sentence(selection.dataset, actor) for actor in sorted(shared)]
    what = (
        f"partners of all of them: {list_text(common, most=_MOST_NAMED)}"
        if common
        else "no partner is shared by all of them"
    )
    sentence = with_capital(f"{what}.") if len(chosen) > 1 else f"{panels[0].title}: {panels[0].remark}."
    sentence = _with_added(whole, panels, sentence)
    return SideBySide(whole, arrangement_for(whole), tuple(panels), sentence)


def _of_countries(selection: Selection) -> Selection:
    """All ties of the countries that pass the other filters, on the date shown; everyone has one place in all panels."""
    whole = select(
        selection.ties, replace(selection.view, actors=selection.view.panels, among=False, focus="", steps=0)
    )
    inside = np.array([bool(set(ends) & set(selection.view.panels)) for ends in selection.ties.actors], dtype=bool)
    view = whole.view
    if view.layout == "rings":
        # Rings are around one country; here nobody is the middle.
        view = replace(view, layout="force")
    return replace(whole, view=view, shown=whole.shown & inside, passed=whole.passed & inside)


def _partners(selection: Selection, actor: str) -> frozenset[str]:
    ends = (selection.ties.actors[index] for index in selection.indices if actor in selection.ties.actors[index])
    return frozenset(one for pair in ends for one in pair if one != actor)


def tie_rows(shown: SideBySide) -> list[dict[str, str]]:
    """The table of ties: a row for each pair, or for each partner of the countries, and what each panel has of it."""
    ties, rows = shown.whole.ties, dict[tuple[str, ...], dict[str, list[str]]]()
    for panel in shown.panels:
        for index in panel.drawn:
            key = tuple(actor for actor in ties.actors[index] if actor != panel.centre)
            spell = ties.spells[index]
            rows.setdefault(key, {}).setdefault(panel.title, []).append(f"{spell.wording}, {dates_text(spell)}")
    of = "Partner" if shown.panels[0].centre else "Pair"
    names = {key: " – ".join(ties.dataset.actors[actor].name for actor in key) for key in rows}
    ordered = sorted(rows, key=lambda key: (-len(rows[key]), names[key]))
    return [
        {of: names[key]} | {panel.title: "; ".join(rows[key].get(panel.title, ())) for panel in shown.panels}
        for key in ordered
    ]


def panel_rows(shown: SideBySide) -> list[dict[str, str | int]]:
    """The table: for each panel how many ties of each style, in the order of the legend."""
    ties = shown.whole.ties
    styles = styles_of(ties.dataset)
    counts: list[dict[str, set[str]]] = []
    for panel in shown.panels:
        found: dict[str, set[str]] = {}
        for index in panel.spells:
            found.setdefault(style_key(ties, index), set()).add(ties.tie[index])
        counts.append(found)
    names = rank_names(ties.dataset, [key for key in styles if any(key in found for found in counts)])
    rows: list[dict[str, str | int]] = []
    of = "Country" if shown.panels[0].centre else "Date"
    for panel, found in zip(shown.panels, counts, strict=True):
        row: dict[str, str | int] = {of: panel.title, "Ties": len({ties.tie[index] for index in panel.spells})}
        row |= {name: len(found.get(key, ())) for key, name in names.items()}
        rows.append(row)
    return rows
