"""Who shares the rank of the focus, and how the focus came to it, as elements of the page. Pure."""

from xml.etree.ElementTree import Element

from components.arrival.words import arrival_text
from components.style.markup import element, region
from components.style.theme import css_colour, style_key, styles_of
from components.wording.citations import Citations
from components.wording.inner_links import profile_link
from components.wording.spells import marked_dates
from data.analysis.arrival import Arrivals, Stay
from data.analysis.holders import Holder
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad


def rank_and_path(arrivals: Arrivals, holder: str) -> Element | None:
    """Who shares the rank, by date, and the labels of the focus over time; None if it never had one."""
    stay, dataset = arrivals.stay_of(holder), arrivals.selection.dataset
    citations, parts = Citations(dataset), list[Element]()
    if stay and stay.level:
        holders, _ = arrivals.on_level(stay.level)
        rows = (_holder_row(arrivals, each, holder, citations) for each in holders)
        parts += _section(f"At “{stay.level.name}”, by date", element("ol", *rows, class_="aw-arrivals"))
    if holder in arrivals.stays:
        stays = (_stay_row(arrivals, each, citations) for each in arrivals.stays[holder])
        parts += _section(f"{actor_or_dyad(dataset, holder)} over time", element("ol", *stays, class_="aw-list"))
    if citations.numbers:
        parts += _section("Sources", citations.list())
    return region("Shared rank", *parts, class_="aw-evidence aw-ladder") if parts else None


def _section(heading: str, rows: Element) -> list[Element]:
    return [element("h3", heading, class_="aw-part"), rows]


def _holder_row(arrivals: Arrivals, holder: Holder, focus: str, citations: Citations) -> Element:
    ties = arrivals.selection.ties
    spell = ties.spells[holder.current]
    possible = "" if holder.certain else " (uncertain)"
    selected = " ◀ selected" if holder.actor == focus else ""
    wording = f"{spell.wording} {spell.native_text}{added_mark(ties.dataset, spell)}"
    return element(
        "li",
        element("b", profile_link(arrivals.selection, spell.dyad, actor_or_dyad(ties.dataset, holder.actor))),
        f" {arrival_text(arrivals, holder.index)}{possible}{selected}: {wording}",
        citations.mark(spell.sources) if spell.sources else None,
    )


def _stay_row(arrivals: Arrivals, stay: Stay, citations: Citations) -> Element:
    """The spells of one stay, and its rank."""
    ties = arrivals.selection.ties
    stroke = styles_of(ties.dataset)[style_key(ties, stay.first)].stroke
    children: list[Element | str | None] = []
    for index in range(stay.first, stay.last + 1):
        spell = ties.spells[index]
        wording = f" {spell.wording} {spell.native_text}"
        mark = citations.mark(spell.sources) if spell.sources else None
        children += [element("b", marked_dates(ties, index)), wording, mark, element("br")]
    level = stay.level.name if stay.level else f"not ranked by {arrivals.ladder.author}"
    return element(
        "li",
        *children,
        element("span", level, class_="aw-quiet"),
        style=f"border-left: 3px solid {css_colour(stroke)}; padding-left: 0.6rem",
    )
