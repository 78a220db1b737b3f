"""The focus on the day -> the short card at the top of the panel: label, since when, both wordings, three events. Pure."""

from datetime import date
from xml.etree.ElementTree import Element

from components.evidence.ties import edge_style, spells_of_focus
from components.style.markup import Child, element, in_its_language, link
from components.style.theme import style_key, styles_of
from components.usage.elements import use_line
from components.wording.citations import Citations
from components.wording.coverage import no_ties_text
from components.wording.spells import marked_dates, words_of_side
from data.analysis.contacts import contact_partner, latest_contacts, meetings_with
from data.base.days import day_text
from data.base.text import quantity
from data.model.cells import actors_of
from data.model.event_rows import Contact, Event
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.usage.silence import label_use
from data.view.events import concerns, ordered_events
from data.view.fields.names import CONTACT_KIND_NAMES, actor_or_dyad, focus_actors
from data.view.selection import Selection
from data.view.ties import SpellIndex

_MOST_EVENTS, _MOST_TIES = 3, 3
# Events of this significance (1 to 5) come before all others.
WEIGHTY = 4


def focus_card(selection: Selection, citations: Citations) -> list[Element]:
    """The card of the actor or dyad in focus."""
    dataset, focus = selection.dataset, selection.view.focus
    is_actor = focus in dataset.actors
    in_force, _ = spells_of_focus(selection)
    label = _actor_label if is_actor else _pair_label
    parts = [element("h3", actor_or_dyad(dataset, focus)), *_names(dataset, focus)]
    parts += label(selection, in_force, citations)
    parts += _events(selection, citations)
    parts += [element("p", dataset.actors[actor].note, class_="aw-quiet") for actor in _with_notes(dataset, focus)]
    opener = element("button", "Open profile", type="button", data_profile=focus, class_="aw-open")
    return [element("div", *parts, opener, class_="aw-card")]


def _names(dataset: Dataset, focus: str) -> list[Element]:
    """What they call themselves."""
    rows = [dataset.actors[actor] for actor in focus_actors(dataset, focus)]
    if all(row.name_native in ("", row.name) for row in rows):
        return []
    return [element("p", " – ".join(row.name_native or row.name for row in rows), class_="aw-quiet")]


def _with_notes(dataset: Dataset, focus: str) -> list[str]:
    return [actor for actor in focus_actors(dataset, focus) if dataset.actors[actor].note]


# The label ---------------------------------------------------------------------------------------------


def _pair_label(selection: Selection, in_force: list[SpellIndex], citations: Citations) -> list[Element]:
    """The declared label, since when, in the words of both sides; without one what else ties them."""
    day = day_text(selection.view.as_of)
    if not in_force:
        return [element("p", f"{no_ties_text(selection.view.as_of)}.", class_="aw-quiet")]
    ties, index = selection.ties, in_force[0]
    spell, parts = ties.spells[index], list[Element]()
    is_label = ties.layer(index) == "partnership"
    if not is_label:
        parts.append(element("p", f"No declared label on record for {day}. The first tie:", class_="aw-quiet"))
    group = styles_of(selection.dataset)[style_key(ties, index)].name
    rank = f" · {group} (unofficial rank group)" if is_label else f" · {group}"
    lines: list[Element | None] = [
        element("p", spell.wording, citations.mark(spell.sources), class_="aw-wording"),
        element("p", f"{marked_dates(ties, index)}{rank}", class_="aw-quiet"),
        *(_side(selection, index, actor) for actor in _sides(selection, index)),
        _difference(spell.mismatch),
        use_line(selection.dataset, label_use(selection.dataset, spell, selection.view.as_of), selection.view.as_of),
    ]
    rest = len(in_force) - 1
    if rest:
        lines.append(element("p", f"and {quantity(rest, 'other tie')} in force", class_="aw-quiet"))
    return [*parts, element("div", *lines, class_="aw-tie", style=edge_style(selection, index))]


def _sides(selection: Selection, index: SpellIndex) -> list[str]:
    """The two actors, the owner of the label first."""
    owner = selection.dataset.families[selection.ties.tiers[index].family].owner
    return sorted(actors_of(selection.ties.spells[index].dyad), key=lambda actor: actor != owner)


def _side(selection: Selection, index: SpellIndex, actor: str) -> Element | None:
    """ "In the words of China: 全天候全面战略伙伴关系"; nothing where the records have none."""
    words = words_of_side(selection.ties.spells[index], actor)
    if not words:
        return None
    parts: list[Child] = [f"In the words of {selection.dataset.actors[actor].name}: "]
    for place, (language, wording) in enumerate(words):
        parts += [" / "] * bool(place) + [in_its_language(wording, language)]
    return element("p", *parts, class_="aw-native")


def _difference(text: str) -> Element | None:
    """What differs between the two sides, folded: it is a paragraph."""
    if not text:
        return None
    return element("details", element("summary", "The two sides describe it differently"), text, class_="aw-differs")


def _actor_label(selection: Selection, in_force: list[SpellIndex], citations: Citations) -> list[Element]:
    """The highest ties of an actor, and how many there are."""
    ties, focus, dataset = selection.ties, selection.view.focus, selection.dataset
    if not in_force:
        return [element("p", f"{no_ties_text(selection.view.as_of)}.", class_="aw-quiet")]
    partners = {actor for index in in_force for actor in ties.actors[index]} - {focus}
    with_whom = quantity(len(partners), "country or organisation", "countries and organisations")
    summary = f"{quantity(len(in_force), 'tie')} in force with {with_whom}; the highest:"
    rows = []
    for index in in_force[:_MOST_TIES]:
        spell = ties.spells[index]
        partner = " – ".join(dataset.actors[actor].name for actor in ties.actors[index] if actor != focus)
        rows.append(
            element(
                "li",
                element("button", partner, type="button", data_focus=spell.dyad, class_="aw-name"),
                f" {spell.wording}, {marked_dates(ties, index)}",
                citations.mark(spell.sources),
                style=edge_style(selection, index),
            )
        )
    return [element("p", summary, class_="aw-quiet"), element("ul", *rows, class_="aw-list aw-highest")]


# Events ------------------------------------------------------------------------------------------------


def card_events(dataset: Dataset, focus: str, day: date) -> list[Event]:
    """The latest weighty events until the day, newest first; lighter ones where there are too few."""
    events = [event for event in ordered_events(dataset) if concerns(event, focus) and event.date.first <= day]
    chosen = sorted(events, key=lambda event: (event.significance >= WEIGHTY, event.date.first))[-_MOST_EVENTS:]
    return sorted(chosen, key=lambda event: event.date.first, reverse=True)


def _events(selection: Selection, citations: Citations) -> list[Element]:
    dataset, focus = selection.dataset, selection.view.focus
    rows = [
        element(
            "li",
            element("b", event.date.display_text),
            f" {_pair(dataset, event, focus)}{event.title}{added_mark(dataset, event)}",
            citations.mark(event.sources),
        )
        for event in card_events(dataset, focus, selection.view.as_of)
    ]
    rows += [_contact_row(contact) for contact in _contacts(selection, _MOST_EVENTS - len(rows))]
    return [element("ul", *rows, class_="aw-list")] if rows else []


def _contacts(selection: Selection, most: int) -> list[Contact]:
    """The latest observed meetings with the partner until the day, where there are too few events."""
    partner = contact_partner(selection.dataset, selection.view.focus)
    rows, day = meetings_with(selection.dataset, partner), selection.view.as_of
    dates = rows.columns["date"]
    return latest_contacts(rows.where(dates.taken([one.first <= day for one in dates.values]).astype(bool)), most)


def _contact_row(contact: Contact) -> Element:
    office = f", {contact.office.replace('_', ' ')}" if contact.office else ""
    return element(
        "li",
        element("b", contact.date.display_text),
        f" {CONTACT_KIND_NAMES[contact.kind]}: {contact.leader}{office} (machine-coded) ",
        link("item", contact.url),
    )


def _pair(dataset: Dataset, event: Event, focus: str) -> str:
    """Of an actor's event, with whom it was."""
    return f"{actor_or_dyad(dataset, event.dyad)}: " if focus in dataset.actors else ""
