"""A selection -> its partners on the rungs of a ladder as a figure: groups, wordings, partners by arrival. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from components.figure.captions import MOST_IN_ALT_TEXT, FigureOptions, characters_of, spell_citation
from components.figure.charts.ladder import LadderChart, LadderLine
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.figure.text.footnotes import superscript
from components.figure.timeline.history import with_history
from components.figure.titles import leaves_out_partners
from components.ladder.rungs import rows_shown
from components.style.theme import GROUP_STROKES, Stroke
from components.wording.ranking import ladder_in_use
from components.wording.spells import marked_dates, previous_label_text
from data.analysis.ladders import not_placed, rungs_from_top
from data.analysis.placements import Placement, placements_of
from data.base.days import day_text
from data.base.text import count_text, list_text, possessive, quantity
from data.model.span import Force
from data.model.tie_rows import Ladder
from data.tables.origin import added_count_text, added_mark
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection

# With so few partners there is room for the earlier rung of each.
FEW_PARTNERS = 24
# With so few, for the history of each, too.
_FEW_ROWS = 6
# The group of tiers that the ladder leaves out, and that of tiers without a colour of their own.
_LEFT_OUT, NO_GROUP = "-", "S"


@dataclass(frozen=True)
class _Rung:
    """A tier with partners, its group on the ladder, and the group's name; the first `most` partners are listed."""

    tier: str
    group: str
    group_name: str
    placements: list[Placement]
    most: int

    @property
    def listed(self) -> list[Placement]:
        return self.placements[: self.most]

    @property
    def left_out(self) -> list[str]:
        more = len(self.placements) - self.most
        return [f"and {more:,} more"] if more > 0 else []


def ladder_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the ladder in use."""
    ladder = ladder_in_use(selection)
    rungs = list(_rungs(selection, ladder))
    partners = [placement for rung in rungs for placement in rung.placements]
    indices, day = [partner.index for rung in rungs for partner in rung.listed], day_text(selection.view.as_of)
    few = len(partners) <= FEW_PARTNERS
    chart = LadderChart(
        tuple(_lines(selection, ladder, rungs, with_earlier=few)), tuple(_brief_lines(selection, ladder, rungs))
    )
    shown = {selection.ties.tie[index]: [index] for index in indices}
    return BriefingFigure(
        kind="Ladder",
        picture=with_history(chart, selection, shown, indices) if 0 < len(partners) <= _FEW_ROWS else chart,
        # The headings are the key.
        legend=(),
        citations=tuple(spell_citation(selection, index, number) for number, index in enumerate(indices, 1)),
        alt_text=f"Ladder on {day}, from the top rank down. {'. '.join(_rung_text(selection, rung) for rung in rungs)}.",
        characters=characters_of(selection.dataset),
        slide=slide_texts(
            selection,
            options,
            _subject(selection, ladder, len(partners)),
            _slide_sentence(selection, rungs),
            [selection.ties.spells[index] for index in indices],
            "" if ladder.is_house else "No official ranking exists.",
            ladders=[ladder],
        ),
    )


def _subject(selection: Selection, ladder: Ladder, partners: int) -> str:
    """ "China’s 164 partners by label"; of another family its name and how many are on it."""
    dataset, family = selection.dataset, selection.dataset.families[ladder.family]
    owner, order = dataset.actors.get(family.owner), "by label" if ladder.is_house else f"as ranked by {ladder.author}"
    if owner is None:
        subject = f"{family.name}: {quantity(partners, 'holder')}"
    elif leaves_out_partners(selection, owner.actor):
        subject = f"{count_text(partners)} of {possessive(owner.name)} partners {order}"
    else:
        subject = f"{possessive(owner.name)} {count_text(partners)} partner{'s' * (partners != 1)} {order}"
    return subject


def _slide_sentence(selection: Selection, rungs: list[_Rung]) -> str:
    proposed = selection.ties.proposed
    held = {
        rung.tier: partners
        for rung in rungs
        if (partners := [one.partner for one in rung.placements if not proposed[one.index]])
    }
    added = _added_text(selection, [placement for rung in rungs for placement in rung.placements])
    rest = f", {len(rungs) - len(held):,} only proposed" if len(held) < len(rungs) else ""
    count = f"{quantity(len(held), 'label')} in force{rest}{added}"
    if not held:
        return f"{count}."
    tier, partners = next(iter(held.items()))
    names = list_text([actor_or_dyad(selection.dataset, partner) for partner in partners])
    return f"{count}; the highest is “{selection.dataset.tiers[tier].wording}” ({names})."


def has_no_partners(selection: Selection) -> bool:
    return not any(placements_of(selection, ladder_in_use(selection)).values())


def _rungs(selection: Selection, ladder: Ladder) -> Iterator[_Rung]:
    """The tiers with partners from the top down, then those that the ladder leaves out."""
    placements = placements_of(selection, ladder)
    shown = rows_shown(placements)
    for rung in rungs_from_top(selection.dataset, ladder):
        if placements.get(rung.tier):
            yield _Rung(rung.tier, rung.group, rung.group_name, placements[rung.tier], shown[rung.tier])
    for tier in not_placed(selection.dataset, ladder):
        if placements.get(tier):
            yield _Rung(tier, _LEFT_OUT, f"Not ranked by {ladder.author}", placements[tier], shown[tier])


def _added_text(selection: Selection, placements: list[Placement]) -> str:
    return added_count_text(tie=sum(bool(selection.ties.added[placement.index]) for placement in placements))


def _rung_text(selection: Selection, rung: _Rung) -> str:
    dataset, spells = selection.dataset, selection.ties.spells
    names = [actor_or_dyad(dataset, one.partner) + added_mark(dataset, spells[one.index]) for one in rung.placements]
    return f"{dataset.tiers[rung.tier].wording}: {list_text(names, most=MOST_IN_ALT_TEXT)}"


def _lines(selection: Selection, ladder: Ladder, rungs: list[_Rung], *, with_earlier: bool) -> Iterator[LadderLine]:
    """Group, wording, partners: from the top down, the partners numbered through."""
    group, numbers = "", count(1)
    for rung in rungs:
        tier, stroke = selection.dataset.tiers[rung.tier], _stroke(ladder, rung)
        if rung.group != group:
            group = rung.group
            yield _heading(rung, rungs, stroke)
        partners = f"{len(rung.placements)}{_added_text(selection, rung.placements)}"
        yield LadderLine(f"{tier.wording}\u00a0·\u00a0{partners}", "wording", stroke=stroke)
        if tier.wording_native:
            yield LadderLine(tier.wording_native, "native", stroke=stroke)
        for placement in rung.listed:
            text = _partner_text(selection, placement)
            yield LadderLine(text, "partner", stroke, f"{text}{superscript([next(numbers)])}")
            if with_earlier:
                yield LadderLine(previous_label_text(selection, placement), "before", stroke=stroke)
        yield from (LadderLine(text, "partner", stroke) for text in rung.left_out)


def _brief_lines(selection: Selection, ladder: Ladder, rungs: list[_Rung]) -> Iterator[LadderLine]:
    """For a page that has no room for more: each group, then each wording with the names."""
    numbers = count(1)
    for place, rung in enumerate(rungs):
        stroke = _stroke(ladder, rung)
        if place == 0 or rung.group != rungs[place - 1].group:
            yield _heading(rung, rungs, stroke)
        names = [_short_name(selection, one).replace(" ", "\u00a0") for one in rung.listed]
        noted = [f"{name}{superscript([next(numbers)])}" for name in names]
        yield LadderLine(selection.dataset.tiers[rung.tier].wording, "wording", stroke)
        names, noted = names + rung.left_out, noted + rung.left_out
        yield LadderLine(", ".join(names), "names", stroke, ", ".join(noted))


def _heading(rung: _Rung, rungs: list[_Rung], stroke: Stroke) -> LadderLine:
    """The name of a group, and how many partners are in it."""
    partners = sum(len(other.placements) for other in rungs if other.group == rung.group)
    return LadderLine(f"{rung.group_name}\u00a0·\u00a0{partners}", "group", stroke, name=rung.group_name)


def _short_name(selection: Selection, placement: Placement) -> str:
    dataset, partner = selection.dataset, placement.partner
    doubt = " ?" if selection.force(placement.index) is Force.POSSIBLE else ""
    name = dataset.actors[partner].short_name if partner in dataset.actors else actor_or_dyad(dataset, partner)
    return f"{name}{doubt}{added_mark(dataset, selection.ties.spells[placement.index])}"


def _stroke(ladder: Ladder, rung: _Rung) -> Stroke:
    """The colour of the rung's group; only our own ranking has colours."""
    return GROUP_STROKES.get(rung.group, GROUP_STROKES[NO_GROUP]) if ladder.is_house else GROUP_STROKES[NO_GROUP]


def _partner_text(selection: Selection, placement: Placement) -> str:
    doubt = ", uncertain" if selection.force(placement.index) is Force.POSSIBLE else ""
    partner = actor_or_dyad(selection.dataset, placement.partner)
    return f"{partner}, {marked_dates(selection.ties, placement.index)}{doubt}"
