"""Who stands on which rung on the day as a figure: groups, wordings in both languages, partners by arrival. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.figure.captions import FigureOptions, characters_of, footer_of, ladder_text, spell_citation, subtitle_of
from components.figure.fonts import BOLD, REGULAR, Fonts
from components.figure.kinds.network import legend_of
from components.figure.model import Box, BriefingFigure, Drawing, FilledBox, Paint, TextLine
from components.style.theme import GROUPS, Stroke
from components.wording.filters import sentence
from components.wording.spells import marked_dates, previous_label_text
from data.analysis.ladders import ladder_for, not_placed, rungs_from_top
from data.analysis.placements import Placement, placements_of
from data.base.text import counted, listed
from data.model.dates import Force, spoken_day
from data.model.schema import Ladder
from data.tables.origin import added_count_text, added_mark
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection

# Sizes of a partner's line, the largest first: the first with which all fits on one page is taken, else the last.
TYPE = (15.0, 13.0, 11.5, 10.0, 9.0, 8.2)
LEADING, EDGE, GUTTER = 1.42, 10.0, 16.0
# How wide a column has to be, in letters' heights.
LETTERS = 40
# With so few partners there is room for what each was before.
FEW = 24


@dataclass(frozen=True)
class LadderLine:
    """A line of a column: a group's name, a wording in either language, a partner with its number, what it was before."""

    text: str
    kind: str
    number: int = 0
    stroke: Stroke | None = None


# Kind of line -> its size as a share of a partner's line, its weight and its paint.
LINE_STYLES: dict[str, tuple[float, int, Paint]] = {
    "group": (1.15, BOLD, "ink"),
    "wording": (1.0, REGULAR, "quiet"),
    "native": (1.0, REGULAR, "quiet"),
    "partner": (1.0, REGULAR, "ink"),
    "before": (0.85, REGULAR, "quiet"),
}


@dataclass(frozen=True)
class LadderChart:
    """Lines from the top rung down."""

    lines: tuple[LadderLine, ...]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    def drawn(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        for size in TYPE:
            columns = self._columns(frame, size, fonts)
            count = _count(frame, size)
            if len(columns) <= count:
                break
        pages = [columns[at : at + count] for at in range(0, len(columns), count)]
        return [_page(page, frame, size, count, fonts) for page in pages]

    def _columns(self, frame: Box, size: float, fonts: Fonts) -> list[list[list[tuple[LadderLine, str]]]]:
        """Blocks of broken lines in columns; a head stays with the line after it, and stands again where it goes on."""
        room = _width(frame, _count(frame, size)) - EDGE
        high = int((frame[3] - frame[1] - size) / (size * LEADING))
        columns: list[list[list[tuple[LadderLine, str]]]] = [[]]
        used = 0
        for lines in _kept_together(self.lines):
            block = [(line, part) for line in lines for part in _broken(line, size, room, fonts)]
            if used and used + len(block) > high:
                columns.append([])
                used = 0
            columns[-1].append(block)
            used += len(block)
        return columns


def _kept_together(lines: Iterable[LadderLine]) -> Iterator[list[LadderLine]]:
    """Heads with the first partner below them; each further partner with what is told of it."""
    block: list[LadderLine] = []
    for line in lines:
        if block and block[-1].kind in ("partner", "before") and line.kind != "before":
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _broken(line: LadderLine, size: float, room: float, fonts: Fonts) -> list[str]:
    share, weight, _ = LINE_STYLES[line.kind]
    lines = fonts.wrapped(line.text, size * share, room - _indent(line, size), weight)
    return ["", *lines] if line.kind == "group" else lines


def _indent(line: LadderLine, size: float) -> float:
    """Partners stand behind their number."""
    return 2.1 * size if line.kind in ("partner", "before") else 0.0


def _count(frame: Box, size: float) -> int:
    return max(int((frame[2] - frame[0] + GUTTER) / (LETTERS * size * 0.55 + GUTTER)), 1)


def _width(frame: Box, count: int) -> float:
    return (frame[2] - frame[0] - (count - 1) * GUTTER) / count


def _page(
    columns: list[list[list[tuple[LadderLine, str]]]], frame: Box, size: float, count: int, fonts: Fonts
) -> Drawing:
    parts: list[FilledBox | TextLine] = []
    for place, blocks in enumerate(columns):
        left = frame[0] + place * (_width(frame, count) + GUTTER)
        lines = [line for block in blocks for line in block]
        # A column never begins with the free line above a group.
        lines = lines[1:] if lines and not lines[0][1] else lines
        stroke, number = None, 0
        for row, (line, text) in enumerate(lines):
            y = frame[1] + size * (1 + row * LEADING)
            if line.stroke and text:
                stroke = line.stroke
            if stroke and text:
                parts.append(FilledBox((left, y - size * 0.95, left + stroke.width * 0.8, y + size * 0.47), stroke))
            parts += _words(line, text, left + EDGE, y, size, fonts, numbered=line.number != number)
            number = line.number
    return parts


def _words(
    line: LadderLine, text: str, left: float, y: float, size: float, fonts: Fonts, *, numbered: bool
) -> list[TextLine]:
    if not text:
        return []
    share, weight, paint = LINE_STYLES[line.kind]
    indent, size = _indent(line, size), size * share
    words = [TextLine(text, left + indent, y, size, fonts.width(text, size, weight), weight, paint)]
    if line.number and numbered:
        number, small = str(line.number), max(size * 0.85, 8.0)
        words.append(TextLine(number, left, y, small, fonts.width(number, small), REGULAR, "quiet"))
    return words


# From what is in view -------------------------------------------------------------------------------


def ladder_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the order in use: the chosen one, else our own of the first family in view."""
    ladder = order_in_use(selection)
    rows = placements_of(selection, ladder)
    lines, at = _lines(selection, ladder, rows)
    tiers = [
        f"{selection.dataset.tiers[tier].wording}: {listed([_named(selection, row) for row in on], most=12)}"
        for tier, on in rows.items()
    ]
    day = spoken_day(selection.view.as_of)
    return BriefingFigure(
        kind="Ladder",
        title=options.title or f"{counted(len(at), 'partner')} on the ladder “{ladder.name}”, {day}",
        subtitle=subtitle_of(
            options,
            f"{len(at)} of the {counted(selection.count_shown, 'tie')} in view are on this ladder"
            f"{added_count_text(tie=_added(selection, at))}. {sentence(selection)}",
        ),
        picture=LadderChart(lines),
        legend=legend_of(selection, at) if ladder.house == "yes" else (),
        citations=tuple(spell_citation(selection, place, number) for number, place in enumerate(at, 1)),
        footer=footer_of(selection.dataset, options, ladder_text(ladder), ladder.rationale),
        alt_text=f"Ladder as of {day}, from the top. {'. '.join(tiers)}.",
        characters=characters_of(selection.dataset),
    )


def _named(selection: Selection, row: Placement) -> str:
    return actor_or_dyad(selection.dataset, row.partner) + added_mark(
        selection.dataset, selection.ties.spells[row.index]
    )


def order_in_use(selection: Selection) -> Ladder:
    families = [selection.ties.tiers[index].family for index in selection.indices]
    chosen = selection.dataset.ladders.get(selection.view.ladder)
    return chosen or ladder_for(selection.dataset, next(iter(families), next(iter(selection.dataset.families))), "")


def _added(selection: Selection, at: list[int]) -> int:
    return sum(bool(selection.ties.added[place]) for place in at)


def _lines(
    selection: Selection, ladder: Ladder, rows: dict[str, list[Placement]]
) -> tuple[tuple[LadderLine, ...], list[int]]:
    """The lines from the top down, and the positions of the spells in the order of their numbers."""
    lines: list[LadderLine] = []
    at: list[int] = []
    group, few = "", sum(map(len, rows.values())) <= FEW
    rungs = [(rung.tier, rung.group, rung.group_name) for rung in rungs_from_top(selection.dataset, ladder)]
    left_out = [(tier, "-", f"Not placed by {ladder.author}") for tier in not_placed(selection.dataset, ladder)]
    for key, letter, name in [*rungs, *left_out]:
        if not (on := rows.get(key)):
            continue
        stroke = GROUPS.get(letter, GROUPS["S"]) if ladder.house == "yes" else GROUPS["S"]
        if letter != group:
            group = letter
            lines.append(LadderLine(name, "group", stroke=stroke))
        tier = selection.dataset.tiers[key]
        number = f"{len(on)}{added_count_text(tie=_added(selection, [row.index for row in on]))}"
        lines.append(LadderLine(f"{tier.wording}\u00a0·\u00a0{number}", "wording", stroke=stroke))
        lines += [LadderLine(tier.wording_native, "native", stroke=stroke)] if tier.wording_native else []
        for row in on:
            at.append(row.index)
            doubt = ", possible" if selection.force(row.index) is Force.POSSIBLE else ""
            who = actor_or_dyad(selection.dataset, row.partner)
            lines.append(
                LadderLine(f"{who}, {marked_dates(selection.ties, row.index)}{doubt}", "partner", len(at), stroke)
            )
            if few:
                lines.append(LadderLine(previous_label_text(selection, row), "before", stroke=stroke))
    return tuple(lines), at
