"""Who stands on which rung on the day, in order of arrival, and how long they stood on the rung before."""

from xml.etree.ElementTree import Element

import streamlit as st

from components import session
from components.style.markup import element, html_of
from components.style.theme import GROUPS, css_colour
from components.wording.citations import Citations
from components.wording.spells import marked_dates, previous_label_text
from data.analysis.ladders import disagreements, not_placed, rungs_from_top
from data.analysis.placements import Placement, placements_of
from data.base.text import listed, surely
from data.model.dates import Force, spoken_day
from data.model.schema import Ladder, Rung
from data.tables.origin import added_count_text
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection


def ladder_list(selection: Selection, ladder: Ladder) -> Element:
    """The ladder as nested lists, with its sources; what its author leaves out comes last."""
    citations, children = Citations(selection.dataset), [element("h2", "Rungs", class_="aw-unseen")]
    group = ""
    placements = placements_of(selection, ladder)
    other_way = disagreements(selection.dataset, ladder)
    for rung in rungs_from_top(selection.dataset, ladder):
        if not (rows := placements.get(rung.tier)):
            continue
        if rung.group != group:
            group = rung.group
            children.append(_group_head(ladder, rung))
        children += _tier(selection, rung.tier, f"Rung {rung.rung}", rows, citations, other_way.get(rung.tier, []))
    left_out = [tier for tier in not_placed(selection.dataset, ladder) if tier in placements]
    if left_out:
        children.append(element("h3", f"Not placed by {ladder.author}", style="border-left: 3px dotted"))
    for tier in left_out:
        children += _tier(selection, tier, "", placements[tier], citations, [])
    if citations.numbers:
        children += [element("h4", "Sources"), citations.list()]
    return element("div", *children, class_="aw-evidence aw-ladder")


def _group_head(ladder: Ladder, rung: Rung) -> Element:
    """In the colours of our own groups on our own ladder only: another author's first level is not our group A."""
    stroke = GROUPS.get(rung.group, GROUPS["S"])
    edge = f"{stroke.width:.0f}px solid {css_colour(stroke)}" if ladder.house == "yes" else "3px solid"
    return element("h3", rung.group_name, style=f"border-left: {edge}")


def _tier(
    selection: Selection, key: str, place: str, rows: list[Placement], citations: Citations, other_way: list[str]
) -> list[Element]:
    tier = selection.dataset.tiers[key]
    unsure = sum(selection.force(row.index) is Force.POSSIBLE for row in rows)
    added = sum(bool(selection.ties.added[row.index]) for row in rows)
    head = element(
        "h4",
        element("span", place, class_="aw-rung"),
        f" {tier.wording} ",
        element("span", tier.wording_native, class_="aw-native"),
        f" · {surely(len(rows) - unsure, unsure)}{added_count_text(tie=added)}",
    )
    parts = [head]
    if other_way:
        others = listed([f"“{selection.dataset.tiers[other].wording}”" for other in other_way])
        parts.append(element("p", f"The house order has it the other way round: below {others}.", class_="aw-flag"))
    return [*parts, element("ol", *(_line(selection, row, citations) for row in rows), class_="aw-arrivals")]


def _line(selection: Selection, row: Placement, citations: Citations) -> Element:
    ties, spell = selection.ties, selection.ties.spells[row.index]
    doubt = " (possible)" if selection.force(row.index) is Force.POSSIBLE else ""
    own = f" — {spell.wording}" if spell.wording != ties.tiers[row.index].wording else ""
    native = f" {spell.wording_zh}" if spell.wording_zh != ties.tiers[row.index].wording_native else ""
    return element(
        "li",
        element("b", actor_or_dyad(selection.dataset, row.partner)),
        f" {marked_dates(ties, row.index)}{doubt}{own}{native}",
        citations.mark(spell.sources),
        element("div", previous_label_text(selection, row), class_="aw-quiet"),
    )


def ladder_choice(selection: Selection, *, width: int = 520, current: str = "") -> Ladder | None:
    """Draw the choice of order, and say which is in use: the chosen one, else `current`; None if there is none."""
    ladders = selection.dataset.ladders
    if not ladders:
        return None
    first = selection.dataset.house_ladder(next(iter(selection.dataset.families))).ladder
    current = selection.view.ladder or current or first
    st.selectbox(
        "Ladder",
        list(ladders),
        format_func=lambda key: (
            f"{ladders[key].name} ({ladders[key].author}{', ' + ladders[key].year if ladders[key].year else ''})"
        ),
        width=width,
        **session.bind("ladder", show=lambda _: current),
    )
    return ladders[current]


def ladder(selection: Selection) -> None:
    """Draw the choice of ladder, its note and its rungs."""
    chosen = ladder_choice(selection)
    if chosen:
        st.html(html_of(_about(selection, chosen), ladder_list(selection, chosen)))


def _about(selection: Selection, ladder: Ladder) -> Element:
    """Whose order it is, why it is so, and where it is published."""
    citations = Citations(selection.dataset)
    year = f", {ladder.year}" if ladder.year else ""
    words = f"As of {spoken_day(selection.view.as_of)}. No official ranking exists: this order was made by {ladder.author}{year}. {ladder.rationale}"
    parts = [element("p", words, citations.mark(ladder.sources), class_="aw-quiet")]
    if citations.numbers:
        parts.append(citations.list())
    return element("div", *parts, class_="aw-evidence aw-ladder")
