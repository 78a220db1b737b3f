"""What is known about the focus on the day: the wording now, how it came to it, events, figures, sources."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

import streamlit as st

from components.markup import element, html_of, link
from components.network.payload import since
from components.standing import actor_or_dyad
from components.theme import either_theme, style_key, styles_of
from data.cells import actors_of
from data.dates import Force, spoken_day
from data.in_view import InView, ordered_events, read_through, standing_order
from data.schema import Event, Figure
from data.words import counted

MOST_EVENTS, MOST_TIES, MOST_IN_VIEW = 60, 40, 12


class Notes:
    """Source numbers in the order in which they are first cited, and the list of them."""

    def __init__(self, found: InView) -> None:
        self.dataset = found.dataset
        self.numbers: dict[str, int] = {}

    def mark(self, sources: Iterable[str]) -> Element:
        for source in sources:
            self.numbers.setdefault(source, len(self.numbers) + 1)
        marks = ", ".join(str(self.numbers[source]) for source in sources)
        return element("sup", marks, title="; ".join(self.dataset.sources[source].publisher for source in sources))

    def list(self) -> Element:
        return element("ol", *(self._citation(source) for source in self.numbers), class_="aw-sources")

    def _citation(self, key: str) -> Element:
        source = self.dataset.sources[key]
        date = source.date.spoken if source.date else "no date shown"
        about = f"{source.publisher}, {date}. Reliability {source.reliability}."
        return element("li", link(source.title, source.url), ". ", about, f" {source.note}" if source.note else "")


def evidence(found: InView) -> None:
    """Draw the panel: of the focus, or of what is in view if nothing is in focus."""
    notes = Notes(found)
    parts = _of_focus(found, notes) if found.view.focus else _of_view(found, notes)
    if notes.numbers:
        parts += [element("h4", "Sources"), notes.list()]
    with st.container(key="evidence"):
        st.html(html_of(element("div", *parts, class_="aw-evidence")))


def _of_view(found: InView, notes: Notes) -> list[Element]:
    """Without a focus: the ties in view, the highest rung first."""
    head = element("h3", f"In view on {spoken_day(found.view.as_of)}")
    hint = element(
        "p", "Click a tie or an actor, or choose a focus, for its history, events and figures.", class_="aw-quiet"
    )
    shown = [_standing(found, at, notes, with_names=True) for at in found.at[:MOST_IN_VIEW]]
    rest = len(found.at) - len(shown)
    more = [element("p", f"and {counted(rest, 'tie')} more: see the table.", class_="aw-quiet")] if rest > 0 else []
    return [head, hint, *_blind_spot(found), *shown, *more]


def _blind_spot(found: InView) -> list[Element]:
    through = read_through(found.dataset)
    if through is None or found.view.as_of <= through:
        return []
    words = f"Sources were read through {spoken_day(through)}. What came after is a blind spot, not a quiet time."
    return [element("p", words, class_="aw-blind")]


def _of_focus(found: InView, notes: Notes) -> list[Element]:
    view, dataset = found.view, found.dataset
    about = [at for at in range(len(found.ties)) if _concerns(found, at)]
    now = [at for at in sorted(about, key=lambda at: standing_order(found.ties, at)) if found.standing[at]]
    past = [at for at in about if not found.standing[at]]
    parts = [element("h3", actor_or_dyad(dataset, view.focus)), *_names(found), *_blind_spot(found)]
    one_dyad = view.focus not in dataset.actors
    parts.append(element("h4", f"On {spoken_day(view.as_of)}"))
    parts += [_standing(found, at, notes, with_names=not one_dyad) for at in now[:MOST_TIES]]
    if not now:
        parts.append(element("p", "No tie of the records is in force on this day.", class_="aw-quiet"))
    parts += _history(found, past, notes, with_names=not one_dyad)
    parts += _events(found, notes)
    parts += _figures(found, notes)
    return parts


def _concerns(found: InView, at: int) -> bool:
    focus = found.view.focus
    return found.ties.spells[at].dyad == focus or focus in found.ties.actors[at]


def _names(found: InView) -> list[Element]:
    rows = [found.dataset.actors[actor] for actor in _ends(found)]
    words = " – ".join(row.name_native or row.name for row in rows)
    return [element("p", words, class_="aw-quiet")] + [
        element("p", row.note, class_="aw-quiet") for row in rows if row.note
    ]


def _ends(found: InView) -> tuple[str, ...]:
    focus = found.view.focus
    return (focus,) if focus in found.dataset.actors else actors_of(focus)


def _standing(found: InView, at: int, notes: Notes, *, with_names: bool) -> Element:
    """One tie as a card: wording in both languages, since when, how well supported."""
    ties, spell = found.ties, found.ties.spells[at]
    style = styles_of(found.dataset)[style_key(ties, at)]
    doubt = " Possible on this day: the date is not exact." if found.force(at) is Force.POSSIBLE else ""
    family = found.dataset.families[ties.tiers[at].family].name
    native = " / ".join(word for word in (spell.wording_zh, spell.wording_ru, spell.wording_be) if word)
    return element(
        "div",
        element("p", actor_or_dyad(found.dataset, spell.dyad), class_="aw-who") if with_names else None,
        element("p", spell.wording, notes.mark(spell.sources), class_="aw-wording"),
        element("p", native, class_="aw-native") if native else None,
        element("p", f"{since(ties, at)} · {family} · {spell.grade}{doubt}", class_="aw-quiet"),
        element("p", spell.instrument or spell.occasion, class_="aw-quiet")
        if spell.instrument or spell.occasion
        else None,
        element("p", spell.note, class_="aw-note") if spell.note and found.view.focus else None,
        class_="aw-tie",
        style=f"border-left: {max(style.stroke.width, 2):.0f}px {'solid' if not style.stroke.dash else 'dashed'} {either_theme(style.stroke)}",
    )


def _history(found: InView, past: list[int], notes: Notes, *, with_names: bool) -> list[Element]:
    """The spells that do not hold on the day, the newest first."""
    if not past:
        return []
    ordered = sorted(past, key=lambda at: (-found.ties.starts[0][at], found.ties.spells[at].spell))
    rows = []
    for at in ordered[:MOST_TIES]:
        spell = found.ties.spells[at]
        who = f"{actor_or_dyad(found.dataset, spell.dyad)}: " if with_names else ""
        rows.append(
            element(
                "li",
                element("b", since(found.ties, at)),
                f" {who}{spell.wording} {spell.wording_zh}",
                notes.mark(spell.sources),
            )
        )
    return [element("h4", "Before and after"), element("ul", *rows, class_="aw-list")]


def _events(found: InView, notes: Notes) -> list[Element]:
    passed = {event.event for event in found.events}
    about = [event for event in ordered_events(found.dataset) if _event_concerns(found, event)]
    shown = [event for event in reversed(about) if event.event in passed]
    if not about:
        return []
    hidden = len(about) - len(shown)
    kept = f" ({hidden} hidden by filters)" if hidden else ""
    rows = [_event(event, notes) for event in shown[:MOST_EVENTS]]
    rest = len(shown) - len(rows)
    more = (
        [element("p", f"and {counted(rest, 'older event')}: see the timeline.", class_="aw-quiet")] if rest > 0 else []
    )
    return [element("h4", f"Events, newest first: {len(shown)}{kept}"), element("ul", *rows, class_="aw-list"), *more]


def _event_concerns(found: InView, event: Event) -> bool:
    focus = found.view.focus
    return event.dyad == focus or focus in actors_of(event.dyad) or focus in event.others


def _event(event: Event, notes: Notes) -> Element:
    said = f"{event.speaker} to {event.addressee}. " if event.speaker and event.addressee else ""
    grade = "" if event.grade == "confirmed" else f" ({event.grade})"
    return element(
        "li",
        element("b", event.date.spoken),
        f" {event.title}{grade}",
        notes.mark(event.sources),
        element("details", element("summary", "more"), f"{said}{event.summary} {event.note}")
        if event.summary
        else None,
    )


def _figures(found: InView, notes: Notes) -> list[Element]:
    figures = [figure for figure in found.dataset.figures if _figure_concerns(found, figure)]
    if not figures:
        return []
    rows = [
        _figure(found, figure, notes)
        for figure in sorted(figures, key=lambda row: (row.indicator, row.period), reverse=True)
    ]
    return [element("h4", f"Figures: {len(figures)}"), element("ul", *rows, class_="aw-list")]


def _figure_concerns(found: InView, figure: Figure) -> bool:
    focus = found.view.focus
    ends = actors_of(figure.dyad) if figure.dyad else ()
    return (
        figure.dyad == focus
        or focus in (*ends, figure.from_actor, figure.to_actor)
        or (not figure.dyad and figure.to_actor in _ends(found))
    )


def _figure(found: InView, figure: Figure, notes: Notes) -> Element:
    indicator = found.dataset.indicators[figure.indicator]
    value = f"{figure.value:,.2f}".rstrip("0").rstrip(".")
    way = " → ".join(found.dataset.actors[end].name for end in (figure.from_actor, figure.to_actor) if end)
    contest = " Contested: other sources differ." if figure.contest else ""
    words = f" {indicator.name}{f', {way}' if way else ''}: {figure.qualifier} {value} {indicator.unit}.{contest}"
    return element("li", element("b", figure.period), words, notes.mark(figure.sources))
