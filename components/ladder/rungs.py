"""Who is on which rung of a ladder on the day -> nested lists, as elements of the page. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from components.style.markup import element
from components.style.theme import css_colour, group_stroke
from components.wording.citations import Citations
from components.wording.inner_links import profile_link
from components.wording.spells import marked_dates, previous_label_text
from data.analysis.ladders import disagreements, not_placed, rungs_from_top
from data.analysis.placements import Placement, placements_of
from data.base.days import day_text
from data.base.text import list_text, quantity_with_uncertain
from data.model.span import Force
from data.model.tie_rows import Ladder, Rung
from data.tables.origin import added_count_text
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection

# Of a reader’s table there may be 20,000: a page of 7 MB that takes 6 s.
MOST_RUNG_ROWS = 900


def ladder_name(ladder: Ladder) -> str:
    """ "Our ranking of China’s labels (Allweather, 2026)"."""
    return f"{ladder.name} ({ladder.author}{', ' + ladder.year if ladder.year else ''})"


def about_ladder(selection: Selection, ladder: Ladder) -> Element:
    """Whose order it is, why it is so, and where it is published."""
    citations = Citations(selection.dataset)
    day, year = day_text(selection.view.as_of), f", {ladder.year}" if ladder.year else ""
    text = f"Date shown: {day}. No official ranking exists; this one is by {ladder.author}{year}. {ladder.rationale}"
    parts = [element("p", text, citations.mark(ladder.sources), class_="aw-quiet")]
    if citations.numbers:
        parts.append(citations.list())
    return element("div", *parts, class_="aw-evidence aw-ladder")


def ladder_list(selection: Selection, ladder: Ladder) -> Element:
    """The ladder as nested lists, with its sources; what its author leaves out comes last."""
    citations, parts, group = Citations(selection.dataset), list[Element](), ""
    placements = placements_of(selection, ladder)
    shown = rows_shown(placements)
    ranked_lower = disagreements(selection.dataset, ladder)
    for rung in rungs_from_top(selection.dataset, ladder):
        if not (on_rung := placements.get(rung.tier)):
            continue
        if rung.group != group:
            group = rung.group
            parts.append(_group_head(ladder, rung))
        parts.append(_tier_head(selection, rung.tier, f"Rank {rung.rung}", on_rung))
        parts += _disagreement(selection, ranked_lower.get(rung.tier, []))
        parts += _partners(selection, on_rung, citations, shown[rung.tier])
    parts += _unranked(selection, ladder, placements, citations, shown)
    if citations.numbers:
        parts += [element("h4", "Sources"), citations.list()]
    return element("div", element("h2", "Ranks", class_="aw-unseen"), *parts, class_="aw-evidence aw-ladder")


def _unranked(
    selection: Selection,
    ladder: Ladder,
    placements: dict[str, list[Placement]],
    citations: Citations,
    shown: dict[str, int],
) -> list[Element]:
    """The tiers that the author leaves out."""
    tiers = [tier for tier in not_placed(selection.dataset, ladder) if tier in placements]
    if not tiers:
        return []
    parts = [element("h3", f"Not ranked by {ladder.author}", style="border-left: 3px dotted")]
    for tier in tiers:
        parts.append(_tier_head(selection, tier, "", placements[tier]))
        parts += _partners(selection, placements[tier], citations, shown[tier])
    return parts


def _group_head(ladder: Ladder, rung: Rung) -> Element:
    """In the colours of our own groups on our own ladder only: another author's first level is not our group A."""
    stroke = group_stroke(rung.group)
    edge = f"{stroke.width:.0f}px solid {css_colour(stroke)}" if ladder.is_house else "3px solid"
    return element("h3", rung.group_name, style=f"border-left: {edge}")


def _tier_head(selection: Selection, key: str, rank: str, placements: Sequence[Placement]) -> Element:
    """The wording of a tier in both languages, and how many are on it."""
    tier = selection.dataset.tiers[key]
    possible = sum(selection.force(row.index) is Force.POSSIBLE for row in placements)
    added = sum(bool(selection.ties.added[row.index]) for row in placements)
    return element(
        "h4",
        element("span", rank, class_="aw-rung"),
        f" {tier.wording} ",
        element("span", tier.wording_native, class_="aw-native"),
        f" · {quantity_with_uncertain(len(placements) - possible, possible)}{added_count_text(tie=added)}",
    )


def _disagreement(selection: Selection, ranked_lower: list[str]) -> list[Element]:
    if not ranked_lower:
        return []
    tiers = list_text([f"“{selection.dataset.tiers[tier].wording}”" for tier in ranked_lower])
    return [element("p", f"Our own ranking puts it the other way round: below {tiers}.", class_="aw-flag")]


def rows_shown(placements: Mapping[str, Sequence[Placement]]) -> dict[str, int]:
    """Tier -> how many of those on it are listed: of the fewest all, until the page is full."""
    left, shown = MOST_RUNG_ROWS, dict[str, int]()
    for place, tier in enumerate(sorted(placements, key=lambda tier: len(placements[tier]))):
        shown[tier] = min(len(placements[tier]), left // (len(placements) - place))
        left -= shown[tier]
    return shown


def _partners(
    selection: Selection, placements: Sequence[Placement], citations: Citations, most: int
) -> Iterator[Element]:
    rows = (_partner_row(selection, placement, citations) for placement in placements[:most])
    yield element("ol", *rows, class_="aw-arrivals")
    if more := len(placements) - most:
        yield element("p", f"and {more:,} more: All records lists every tie", class_="aw-quiet")


def _partner_row(selection: Selection, placement: Placement, citations: Citations) -> Element:
    ties, index = selection.ties, placement.index
    spell, tier = ties.spells[index], ties.tiers[index]
    possible = " (uncertain)" if selection.force(index) is Force.POSSIBLE else ""
    wording = f" — {spell.wording}" if spell.wording != tier.wording else ""
    native = "".join(f" {words}" for words in spell.native_wordings.values() if words != tier.wording_native)
    return element(
        "li",
        element("b", profile_link(selection, spell.dyad, actor_or_dyad(selection.dataset, placement.partner))),
        f" {marked_dates(ties, index)}{possible}{wording}{native}",
        citations.mark(spell.sources),
        element("div", previous_label_text(selection, placement), class_="aw-quiet"),
    )
