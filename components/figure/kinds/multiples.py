"""A selection -> countries or dates side by side as a figure. Pure."""

from dataclasses import replace

from components.figure.captions import FigureOptions, characters_of, spell_citation
from components.figure.elements.legend import tie_legend
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.figure.small.chart import MultiplesChart, SmallPanel, SmallTie
from components.figure.small.places import MOST_IN_COLUMNS, hubs_of
from components.figure.titles import ties_text, time_text
from components.multiples.words import Panel, SideBySide, side_by_side
from components.network.heading import with_map_credit
from components.network.words import doubt_of
from components.style.theme import style_key, styles_of
from components.wording.names import name_in_sentence
from components.wording.ranking import label_ladders
from components.wording.spells import pair_text, quoted_wording, start_text
from data.base.text import list_text, with_capital
from data.view.selection import Selection
from data.view.ties import SpellIndex
from data.view.view import MOST_PANELS


def multiples_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure; something must be in one of its panels."""
    shown = side_by_side(selection)
    whole, rows = shown.whole, [shown.whole.ties.spells[index] for index in shown.spells]
    texts = "; ".join(panel.text for panel in shown.panels)
    missing = " ".join(filter(None, (shown.hidden_text, shown.left_out_text)))
    return BriefingFigure(
        kind="Side by side",
        picture=chart_of(shown),
        # Each picture says how many ties it has: a number of them all would be that of no date.
        legend=tuple(replace(entry, count=0) for entry in tie_legend(whole, shown.spells)),
        citations=tuple(spell_citation(whole, index, 0) for index in shown.spells),
        alt_text=f"{subject_of(shown)}. {shown.sentence} {texts}. {missing}".strip(),
        characters=characters_of(selection.dataset),
        slide=slide_texts(
            whole,
            options,
            subject_of(shown),
            shown.sentence,
            rows,
            "Everyone has the same place in each picture.",
            missing,
            with_map_credit("", whole),
            time=time_text(whole) if whole.view.panels else "",
            is_dated=not whole.view.panels,
            ladders=label_ladders(whole),
        ),
    )


def subject_of(shown: SideBySide) -> str:
    """ "Belarus’s ties on 10 Oct 2021 and 10 Oct 2026", "The ties of Belarus and Pakistan side by side"."""
    whole = shown.whole
    if whole.view.panels:
        names = [name_in_sentence(whole.dataset, panel.centre) for panel in shown.panels]
        return f"The ties of {list_text(names, most=MOST_PANELS)} side by side"
    days = list_text([panel.title for panel in shown.panels], most=MOST_PANELS)
    return f"{with_capital(ties_text(whole))} on {days}"


def has_no_panels(selection: Selection) -> bool:
    """Whether no panel has a tie."""
    return not side_by_side(selection).spells


def chart_of(shown: SideBySide, *panels: Panel) -> MultiplesChart:
    """The chart of all panels, or of these; all have the places of everyone in any of them."""
    actors, positions = shown.whole.dataset.actors, shown.arrangement.positions
    inside = frozenset().union(*(_actors_drawn(shown, panel) for panel in shown.panels)) & positions.keys()
    drawn, is_map = (
        tuple(_panel(shown, panel) for panel in panels or shown.panels),
        shown.arrangement.outlines is not None,
    )
    order = _by_highest_tie(shown, inside)
    return MultiplesChart(
        drawn,
        tuple((actor, positions[actor]) for actor in order),
        tuple((actor, actors[actor].short_name) for actor in order),
        () if is_map else _hubs(shown, inside),
        is_map,
    )


def _hubs(shown: SideBySide, inside: frozenset[str]) -> tuple[str, ...]:
    """Who is in the middle: the countries of the panels, else the few whom all ties are of, if there are such few."""
    if centres := tuple(panel.centre for panel in shown.panels if panel.centre in inside):
        return centres if len(inside) <= MOST_IN_COLUMNS + len(centres) else ()
    ends = (shown.whole.ties.actors[index] for index in shown.spells)
    return hubs_of({(one, other) for one, other in ends if one in inside and other in inside})


def _by_highest_tie(shown: SideBySide, inside: frozenset[str]) -> list[str]:
    """Everyone by the highest tie that they have in any panel, so that the lines of a colour are together; then by name."""
    ties, actors = shown.whole.ties, shown.whole.dataset.actors
    rank = {key: place for place, key in enumerate(styles_of(shown.whole.dataset))}
    highest = dict[str, int]()
    for index in shown.spells:
        for actor in ties.actors[index]:
            highest[actor] = min(highest.get(actor, len(rank)), rank[style_key(ties, index)])
    return sorted(inside, key=lambda one: (highest.get(one, len(rank)), actors[one].short_name))


def _panel(shown: SideBySide, panel: Panel) -> SmallPanel:
    ties, styles = shown.whole.ties, styles_of(shown.whole.dataset)
    order = {key: place for place, key in enumerate(styles)}
    highest = {ties.actors[index]: index for index in reversed(panel.drawn)}
    # The highest is drawn last, above the others; of a pair each style once.
    lines: dict[tuple[str, str, str], SmallTie] = {}
    for index in sorted(panel.drawn, key=lambda one: -order[style_key(ties, one)]):
        (one, other), key = ties.actors[index], style_key(ties, index)
        if one in shown.arrangement.positions and other in shown.arrangement.positions:
            name = f"{pair_text(ties, index)}: {quoted_wording(ties, ties.spells[index])}"
            is_doubtful = bool(doubt_of(ties.spells[index]))
            top = highest[one, other]
            words = _words(shown, panel, top) if style_key(ties, top) == key else ()
            lines[one, other, key] = SmallTie(one, other, styles[key].stroke, name, is_doubtful, words)
    drawn = _actors_drawn(shown, panel)
    return SmallPanel(panel.title, panel.remark, tuple(lines.values()), drawn, panel.begun | drawn, panel.centre)


def _words(shown: SideBySide, panel: Panel, index: SpellIndex) -> tuple[str, ...]:
    """What a line can say of the highest tie of its pair, the longest first; how many ties the pair has belongs to each."""
    ties = shown.whole.ties
    spell = ties.spells[index]
    others = sum(ties.actors[one] == ties.actors[index] for one in panel.drawn) - 1
    more = f" · {others + 1} ties" if others else ""
    since = f"since {spell.start.first.year}" if spell.start else start_text(spell)
    rank = styles_of(ties.dataset)[style_key(ties, index)].name
    return f"{spell.wording}, {since}{more}", f"{rank}, {since}{more}", f"{since}{more}"


def _actors_drawn(shown: SideBySide, panel: Panel) -> frozenset[str]:
    """The actors of a panel; where it has no room for all ties, those of the ties that are drawn."""
    if panel.drawn == panel.spells:
        return panel.actors
    drawn = frozenset(actor for index in panel.drawn for actor in shown.whole.ties.actors[index])
    return drawn | ({panel.centre} if panel.centre else frozenset())
