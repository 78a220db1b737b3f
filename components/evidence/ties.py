"""The ties of the focus, or those in view -> cards and lists, as elements of the page. Pure."""

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element

from components.evidence.words import (
    declaration_text,
    dispute_text,
    missing_tie_sentences,
    obligation_text,
    support_text,
)
from components.style.markup import Child, element, in_its_language
from components.style.theme import css_colour, style_key, styles_of
from components.wording.citations import Citations
from components.wording.coverage import coverage_text
from components.wording.spells import marked_dates
from data.model.event_rows import Event
from data.model.span import Force
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, list_order, read_through
from data.view.ties import SpellIndex

MOST_TIES_IN_PANEL = 40
NARROWEST_EDGE = 2


def blind_spot(dataset: Dataset, day: date) -> list[Element]:
    """What you must know of a day after the last one through which sources were read."""
    through = read_through(dataset)
    if through is None or day <= through:
        return []
    return [element("p", coverage_text(dataset), class_="aw-blind")]


def tie_card(selection: Selection, index: SpellIndex, citations: Citations, *, with_names: bool) -> Element:
    """One tie: wording in both languages, since when, how well supported, what is disputed."""
    spell, dataset = selection.ties.spells[index], selection.dataset
    children: list[Element | None] = [
        _who(dataset, spell.dyad) if with_names else None,
        element("p", spell.wording, citations.mark(spell.sources), class_="aw-wording"),
        _native_wordings(spell),
        _mismatch(spell),
        element("p", _dates_and_support(selection, index), class_="aw-quiet"),
        _quiet(f"{obligations}." if (obligations := obligation_text(spell)) else ""),
        *disputes(dataset, spell, citations),
        _quiet(spell.instrument or spell.occasion),
        _quiet(declaration_text(spell)),
        element("p", spell.note, class_="aw-note") if spell.note and selection.view.focus else None,
    ]
    return element("div", *children, class_="aw-tie", style=edge_style(selection, index))


def tie_in_short(selection: Selection, index: SpellIndex, citations: Citations) -> Element:
    """One tie of many: whose, its wording in both languages, since when; the rest is there once it is in focus."""
    spell, dataset = selection.ties.spells[index], selection.dataset
    return element(
        "div",
        _who(dataset, spell.dyad),
        element("p", spell.wording, citations.mark(spell.sources), class_="aw-wording"),
        _native_wordings(spell),
        element("p", _dates_and_support(selection, index), class_="aw-quiet"),
        element("p", "Sources disagree.", class_="aw-flag") if dataset.disputes.get(spell.id) else None,
        class_="aw-tie",
        style=edge_style(selection, index),
    )


def spells_of_focus(selection: Selection) -> tuple[list[SpellIndex], list[SpellIndex]]:
    """Those in force on the day, the highest rung first; and the others."""
    focus, ties = selection.view.focus, selection.ties
    spells = [index for index, spell in enumerate(ties.spells) if spell.dyad == focus or focus in ties.actors[index]]
    in_force = (index for index in spells if selection.in_force[index])
    others = [index for index in spells if not selection.in_force[index]]
    return sorted(in_force, key=lambda index: list_order(ties, index)), others


def _who(dataset: Dataset, dyad: str) -> Element:
    """The pair of a tie; it can be chosen."""
    button = element("button", actor_or_dyad(dataset, dyad), type="button", data_focus=dyad, class_="aw-name")
    return element("p", button, class_="aw-who")


def _quiet(text: str) -> Element | None:
    return element("p", text, class_="aw-quiet") if text else None


def _native_wordings(spell: Spell) -> Element | None:
    parts: list[Child] = []
    for language, wording in spell.native_wordings.items():
        parts += [" / ", in_its_language(wording, language)]
    return element("p", *parts[1:], class_="aw-native") if parts else None


def _mismatch(spell: Spell) -> Element | None:
    if not spell.mismatch:
        return None
    return element("p", element("b", "The two sides describe it differently. "), spell.mismatch, class_="aw-flag")


def _dates_and_support(selection: Selection, index: SpellIndex) -> str:
    """ "since 15 Sep 2022 · China’s ladder · confirmed"."""
    ties, spell = selection.ties, selection.ties.spells[index]
    family = selection.dataset.families[ties.tiers[index].family].name
    is_possible = selection.force(index) is Force.POSSIBLE and not ties.proposed[index]
    doubt = " Uncertain on this date: the exact date is not known." if is_possible else ""
    return f"{marked_dates(ties, index)} · {family} · {support_text(spell)}{doubt}"


def edge_style(selection: Selection, index: SpellIndex) -> str:
    """The line at the left of a tie, as the picture draws it."""
    stroke = styles_of(selection.dataset)[style_key(selection.ties, index)].stroke
    width, dash = max(stroke.width, NARROWEST_EDGE), "dashed" if stroke.dash else "solid"
    return f"border-left: {width:.0f}px {dash} {css_colour(stroke)}"


def disputes(dataset: Dataset, row: Spell | Event, citations: Citations) -> list[Element]:
    """What other sources say instead, each value with its own source."""
    heading = "Other sources: "
    return [
        element("p", element("b", heading), dispute_text(row, other), citations.mark(other.sources), class_="aw-flag")
        for other in dataset.disputes.get(row.id, ())
    ]


def history(
    selection: Selection, indices: Sequence[SpellIndex], citations: Citations, *, with_names: bool
) -> list[Element]:
    """The spells that are not in force on the day, the newest first."""
    if not indices:
        return []
    starts, spells = selection.ties.starts[0], selection.ties.spells
    newest = sorted(indices, key=lambda index: (-starts[index], spells[index].spell))[:MOST_TIES_IN_PANEL]
    rows = (_history_row(selection, index, citations, with_names=with_names) for index in newest)
    return [element("h4", "History"), element("ul", *rows, class_="aw-list")]


def _history_row(selection: Selection, index: SpellIndex, citations: Citations, *, with_names: bool) -> Element:
    spell = selection.ties.spells[index]
    names = f"{actor_or_dyad(selection.dataset, spell.dyad)}: " if with_names else ""
    status = "" if spell.status == "in force" else f" ({spell.status})"
    return element(
        "li",
        element("b", marked_dates(selection.ties, index)),
        f" {names}{spell.wording} {spell.native_text}{status}",
        citations.mark(spell.sources),
        *disputes(selection.dataset, spell, citations),
    )


def missing_ties(selection: Selection) -> list[Element]:
    """Why the dyad in focus has no tie of some families; empty if it has all."""
    sentences = missing_tie_sentences(selection)
    if not sentences:
        return []
    rows = (element("li", sentence) for sentence in sentences)
    return [element("h4", "No ties found"), element("ul", *rows, class_="aw-list")]
