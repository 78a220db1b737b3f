"""The panel beside a picture -> a card and its tabs, as elements of the page. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from components.evidence.card import focus_card
from components.evidence.events import contact_elements, contacts_of_focus, event_list
from components.evidence.figures import figure_elements, figures_of
from components.evidence.ties import (
    MOST_TIES_IN_PANEL,
    blind_spot,
    history,
    missing_ties,
    spells_of_focus,
    tie_card,
    tie_in_short,
)
from components.style.markup import element
from components.usage.elements import use_section
from components.wording.citations import Citations
from components.wording.coverage import no_ties_text
from data.analysis.usage.in_use import use_of_focus
from data.base.days import day_text
from data.base.text import quantity
from data.view.events import concerns
from data.view.selection import Selection
from data.view.ties import SpellIndex

MOST_IN_VIEW = 12
_HINT = "Click a tie or a country to see its history, events and figures."


@dataclass(frozen=True)
class PanelTab:
    """A tab: its name, how many of these there are (0: not said), and what it shows."""

    name: str
    count: int
    parts: tuple[Element, ...]


@dataclass(frozen=True)
class EvidencePanel:
    """The card at the top and the tabs below it; the last tab has the sources of all others."""

    card: tuple[Element, ...]
    tabs: tuple[PanelTab, ...]


def panel_of(selection: Selection) -> EvidencePanel:
    """What is known of the focus on the day; without a focus, the ties in view."""
    citations = Citations(selection.dataset)
    make = _of_focus if selection.view.focus else _of_view
    card, tabs = make(selection, citations)
    listed = [citations.list()] if citations.numbers else _none("No sources: nothing is shown that needs one.")
    sources = PanelTab("Sources", len(citations.numbers), tuple(listed))
    return EvidencePanel(tuple(card), (*tabs, sources))


def _none(text: str) -> list[Element]:
    return [element("p", text, class_="aw-quiet")]


def _of_view(selection: Selection, citations: Citations) -> tuple[list[Element], list[PanelTab]]:
    """The ties in view, the highest rung first."""
    day = selection.view.as_of
    card = [element("h3", f"Ties on {day_text(day)}"), *_none(_HINT), *blind_spot(selection.dataset, day)]
    parts = [tie_in_short(selection, index, citations) for index in selection.indices[:MOST_IN_VIEW]]
    rest = len(selection.indices) - MOST_IN_VIEW
    if rest > 0:
        parts += _none(f"and {quantity(rest, 'tie')} more: see the table.")
    return card, [PanelTab("Ties", len(selection.indices), tuple(parts or _none("No ties are shown.")))]


def _of_focus(selection: Selection, citations: Citations) -> tuple[list[Element], list[PanelTab]]:
    card = [*focus_card(selection, citations), *blind_spot(selection.dataset, selection.view.as_of)]
    in_force, others = spells_of_focus(selection)
    events, contacts = event_list(selection, citations), contacts_of_focus(selection)
    figures = figures_of(selection)
    return card, [
        PanelTab("Ties", len(in_force), tuple(_ties(selection, in_force, others, citations))),
        PanelTab(
            "Events",
            sum(1 for event in selection.events if concerns(event, selection.view.focus)),
            tuple([*events, *contact_elements(selection.dataset, contacts)] or _none("No events on record.")),
        ),
        PanelTab(
            "Figures",
            len(figures),
            tuple(figure_elements(selection, figures, citations) or _none("No figures on record.")),
        ),
    ]


def _ties(
    selection: Selection, in_force: list[SpellIndex], others: list[SpellIndex], citations: Citations
) -> Iterable[Element]:
    """The ties in force on the day, then the others, then why there is no other."""
    is_actor = selection.view.focus in selection.dataset.actors
    yield element("h4", f"On {day_text(selection.view.as_of)}")
    for index in in_force[:MOST_TIES_IN_PANEL]:
        yield tie_card(selection, index, citations, with_names=is_actor)
    if not in_force:
        yield from _none(f"{no_ties_text(selection.view.as_of)}.")
    rest = len(in_force) - MOST_TIES_IN_PANEL
    if rest > 0:
        yield from _none(f"and {quantity(rest, 'tie')} more: see the profile.")
    yield from use_section(selection.dataset, use_of_focus(selection), selection.view.as_of)
    yield from history(selection, others, citations, with_names=is_actor)
    if not is_actor:
        yield from missing_ties(selection)
