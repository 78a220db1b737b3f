"""What is known about the focus on the day: the wording now, how it came to it, events, figures, sources."""

from datetime import date
from functools import partial
from xml.etree.ElementTree import Element

import altair as alt
import streamlit as st

from components.evidence.contacts import observed
from components.evidence.figures import charts_of, figure_list, figures_of
from components.evidence.missing_ties import blanks
from components.style.markup import Child, element, html_of, in_its_language, region
from components.style.page_style import readable_chart
from components.style.theme import css_colour, style_key, styles_of
from components.wording.citations import Citations
from components.wording.coverage import coverage_text
from components.wording.spells import marked_dates
from data.base.text import counted
from data.model.cells import actors_of
from data.model.dates import Force, PartialDate, spoken_day
from data.model.schema import Event, Spell
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.view.events import concerns, ordered_events
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, list_order, read_through
from data.view.ties import SpellIndex

Part = Element | alt.Chart | alt.LayerChart
_COLUMN_WORDS = {"start": "from ", "known_by": "known by ", "end": "until ", "end_date": "until "}
MOST_EVENTS, MOST_TIES, MOST_IN_VIEW = 60, 40, 12


def evidence(selection: Selection) -> None:
    """Draw the panel: of the focus, or of what is in view if nothing is in focus."""
    citations = Citations(selection.dataset)
    parts: list[Part] = (
        _of_focus(selection, citations) if selection.view.focus else list(_of_view(selection, citations))
    )
    if citations.numbers:
        parts += [element("h4", "Sources"), citations.list()]
    with st.container(key="evidence"):
        _draw(parts)


def _draw(parts: list[Part]) -> None:
    """Texts between two charts go as one piece."""
    texts: list[Element] = []
    first = True
    for part in parts:
        if isinstance(part, Element):
            texts.append(part)
            continue
        _draw_texts(texts, first=first)
        texts, first = [], False
        st.altair_chart(readable_chart(part), width="stretch", alt="Chart of what is listed in this panel")
    _draw_texts(texts, first=first)


def _draw_texts(texts: list[Element], *, first: bool) -> None:
    if texts:
        make = partial(region, "Evidence") if first else partial(element, "div")
        st.html(html_of(make(*texts, class_="aw-evidence")))


def _of_view(selection: Selection, citations: Citations) -> list[Element]:
    """Without a focus: the ties in view, the highest rung first."""
    head = element("h3", f"In view on {spoken_day(selection.view.as_of)}")
    hint = element(
        "p", "Click a tie or an actor, or choose a focus, for its history, events and figures.", class_="aw-quiet"
    )
    shown = [_standing(selection, index, citations, with_names=True) for index in selection.indices[:MOST_IN_VIEW]]
    rest = len(selection.indices) - len(shown)
    more = [element("p", f"and {counted(rest, 'tie')} more: see the table.", class_="aw-quiet")] if rest > 0 else []
    return [head, hint, *blind_spot(selection.dataset, selection.view.as_of), *shown, *more]


def blind_spot(dataset: Dataset, day: date) -> list[Element]:
    """What must be said of a day after the last one through which sources were read."""
    through = read_through(dataset)
    if through is None or day <= through:
        return []
    words = coverage_text(dataset)
    return [element("p", words, class_="aw-blind")]


def _of_focus(selection: Selection, citations: Citations) -> list[Part]:
    view, dataset = selection.view, selection.dataset
    about = [index for index in range(len(selection.ties)) if _concerns(selection, index)]
    now = [
        index
        for index in sorted(about, key=lambda index: list_order(selection.ties, index))
        if selection.in_force[index]
    ]
    past = [index for index in about if not selection.in_force[index]]
    with_names = view.focus in dataset.actors
    parts: list[Part] = [
        element("h3", actor_or_dyad(dataset, view.focus)),
        *_names(selection),
        *blind_spot(selection.dataset, selection.view.as_of),
    ]
    parts.append(element("h4", f"On {spoken_day(view.as_of)}"))
    parts += [_standing(selection, index, citations, with_names=with_names) for index in now[:MOST_TIES]]
    if not now:
        parts.append(element("p", "No tie of the records is in force on this day.", class_="aw-quiet"))
    parts += _history(selection, past, citations, with_names=with_names)
    parts += [] if with_names else blanks(selection)
    figures = figures_of(selection)
    parts += charts_of(selection, figures, citations)
    parts += _events(selection, citations)
    parts += figure_list(selection, figures, citations)
    parts += observed(selection)
    return parts


def _concerns(selection: Selection, index: SpellIndex) -> bool:
    focus = selection.view.focus
    return selection.ties.spells[index].dyad == focus or focus in selection.ties.actors[index]


def _names(selection: Selection) -> list[Element]:
    rows = [selection.dataset.actors[actor] for actor in _ends(selection)]
    words = " – ".join(row.name_native or row.name for row in rows)
    return [element("p", words, class_="aw-quiet")] + [
        element("p", row.note, class_="aw-quiet") for row in rows if row.note
    ]


def _ends(selection: Selection) -> tuple[str, ...]:
    focus = selection.view.focus
    return (focus,) if focus in selection.dataset.actors else actors_of(focus)


def _standing(selection: Selection, index: SpellIndex, citations: Citations, *, with_names: bool) -> Element:
    """One tie as a card: wording in both languages, since when, how well supported."""
    ties, spell = selection.ties, selection.ties.spells[index]
    style = styles_of(selection.dataset)[style_key(ties, index)]
    doubt = " Possible on this day: the date is not exact." if selection.force(index) is Force.POSSIBLE else ""
    family = selection.dataset.families[ties.tiers[index].family].name
    words = (("zh", spell.wording_zh), ("ru", spell.wording_ru), ("be", spell.wording_be))
    native: list[Child] = [part for code, word in words if word for part in (" / ", in_its_language(word, code))]
    return element(
        "div",
        element("p", actor_or_dyad(selection.dataset, spell.dyad), class_="aw-who") if with_names else None,
        element("p", spell.wording, citations.mark(spell.sources), class_="aw-wording"),
        element("p", *native[1:], class_="aw-native") if native else None,
        element("p", element("b", "The two sides’ words differ. "), spell.mismatch, class_="aw-flag")
        if spell.mismatch
        else None,
        element("p", f"{marked_dates(ties, index)} · {family} · {standing_words(spell)}{doubt}", class_="aw-quiet"),
        element("p", f"Binds to: {', '.join(spell.obligations)}.", class_="aw-quiet") if spell.obligations else None,
        *disputes(selection.dataset, spell, citations),
        element("p", spell.instrument or spell.occasion, class_="aw-quiet")
        if spell.instrument or spell.occasion
        else None,
        element("p", spell.note, class_="aw-note") if spell.note and selection.view.focus else None,
        class_="aw-tie",
        style=f"border-left: {max(style.stroke.width, 2):.0f}px {'solid' if not style.stroke.dash else 'dashed'} {css_colour(style.stroke)}",
    )


def standing_words(spell: Spell) -> str:
    """Grade, and the speech act where it is more or less than being in force."""
    return spell.grade if spell.status == "in force" else f"{spell.status} · {spell.grade}"


def disputes(dataset: Dataset, row: Spell | Event, citations: Citations) -> list[Element]:
    """What other sources say instead, each value with its own source."""
    others = dataset.disputes.get(row.id, ())
    return [
        element("p", element("b", "Otherwise: "), _told(row, other), citations.mark(other.sources), class_="aw-flag")
        for other in others
    ]


def _told(row: Spell | Event, other: Spell | Event) -> str:
    """Only what differs, and why."""
    columns = ("wording", "title", "start", "known_by", "end", "date", "end_date", "status")
    differs = [
        (column, getattr(other, column, None))
        for column in columns
        if getattr(other, column, None) != getattr(row, column, None)
    ]
    words = [
        f"{_COLUMN_WORDS.get(column, '')}{value.spoken if isinstance(value, PartialDate) else value}"
        for column, value in differs
        if value
    ]
    read = "" if other.sources else " No text was read."
    return f"{', '.join(words)}. {other.note}{read}"


def _history(selection: Selection, past: list[int], citations: Citations, *, with_names: bool) -> list[Element]:
    """The spells that do not hold on the day, the newest first."""
    if not past:
        return []
    ordered = sorted(past, key=lambda at: (-selection.ties.starts[0][at], selection.ties.spells[at].spell))
    rows = []
    for at in ordered[:MOST_TIES]:
        spell = selection.ties.spells[at]
        who = f"{actor_or_dyad(selection.dataset, spell.dyad)}: " if with_names else ""
        rows.append(
            element(
                "li",
                element("b", marked_dates(selection.ties, at)),
                f" {who}{spell.wording} {spell.wording_zh}{'' if spell.status == 'in force' else f' ({spell.status})'}",
                citations.mark(spell.sources),
                *disputes(selection.dataset, spell, citations),
            )
        )
    return [element("h4", "Before and after"), element("ul", *rows, class_="aw-list")]


def _events(selection: Selection, citations: Citations) -> list[Element]:
    passed = {event.event for event in selection.events}
    about = [event for event in ordered_events(selection.dataset) if concerns(event, selection.view.focus)]
    shown = [event for event in reversed(about) if event.event in passed]
    if not about:
        return []
    hidden = len(about) - len(shown)
    kept = f" ({hidden} hidden by filters)" if hidden else ""
    rows = [_event(selection.dataset, event, citations) for event in shown[:MOST_EVENTS]]
    rest = len(shown) - len(rows)
    more = (
        [element("p", f"and {counted(rest, 'older event')}: see the timeline.", class_="aw-quiet")] if rest > 0 else []
    )
    return [element("h4", f"Events, newest first: {len(shown)}{kept}"), element("ul", *rows, class_="aw-list"), *more]


def _event(dataset: Dataset, event: Event, citations: Citations) -> Element:
    said = f"{event.speaker} to {event.addressee}. " if event.speaker and event.addressee else ""
    grade = "" if event.grade == "confirmed" else f" ({event.grade})"
    return element(
        "li",
        element("b", event.date.spoken),
        f" {event.title}{grade}{added_mark(dataset, event)}",
        citations.mark(event.sources),
        *disputes(dataset, event, citations),
        element("details", element("summary", "more"), f"{said}{event.summary} {event.note}")
        if event.summary
        else None,
    )
