"""The words of each tie and the numbers of its notes, at the free place on the page that costs least."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from components.figure.layout.free_space import FreeSpace, TextLabel
from components.figure.layout.line_points import LinePoints
from components.figure.layout.tie_curves import TieCurve, points_of
from components.figure.model import Box, Point
from components.figure.text.fonts import Fonts
from components.figure.text.footnotes import superscript
from components.network.layouts.labels import ALONG
from data.model.vocabulary import LAYERS

WORDING, LISTED = 11.0, 10.0
# How wide a row of words may be; the first is at least this.
ROOMS = (150.0, 105.0, 80.0)
# The widths of a list, the room above and below it together, and what its rows begin with.
LIST_PAD, _BULLET, HANGING = 8.0, "• ", "\u2002"
LIST_ROOMS = (240.0, 190.0, 150.0, 120.0)
# How much wider than the mean a row may be.
_EVEN = 1.15
# What a place for words costs: a point of another line that it covers, a further row, a place far from the middle of the
# tie, or beside it; there near, or beyond the dots at its ends.
ROW, _ASIDE, _BESIDE = 4.0, 6.0, 5.0
# Words that leave less than this share of their own line to be seen cost more.
MOST_HIDDEN, MOST_HIDDEN_BY_LIST, HIDES = 0.6, 0.2, 14.0
GAPS = (2.5, 9.5)
# Of the lines of other ties with words, so many points may be below the words of one that can be said in brief.
MOST_OF_OTHERS = 8
# Words that cost more than this are dear: another tie's words make way for them where both together then cost less.
DEAR, MOST_TRIED = 12.0, 24


class PlacedWords(NamedTuple):
    """A text in its place, and what the place costs."""

    label: TextLabel
    cost: float


@dataclass(frozen=True)
class TieWords:
    """The words of one line: its number among the curves, and the ways to break them into rows, the best first.

    `covered` is the share of the line that names hide already.
    """

    curve: TieCurve
    index: int
    ways: tuple[tuple[str, ...], ...]
    is_list: bool = False
    covered: float = 0.0


def with_texts(
    curves: Sequence[TieCurve],
    space: FreeSpace,
    fonts: Fonts,
    names: Mapping[str, str],
    *,
    with_numbers: bool,
    said_by_key: Container[str] = (),
) -> tuple[TieCurve, ...]:
    """The texts by rank, so that the highest label is the last to go for want of room; numbers follow the words.

    `names` are those of the actors, for the headings of lists. Of ties whose style is among those `said_by_key` only the numbers and the count are written.
    """
    points, placed = points_of(curves), dict[int, PlacedWords]()
    names_and_dots = tuple(space.occupied)
    with_words = {index for index, curve in enumerate(curves) if curve.numbers}
    words = dict[int, TieWords]()
    # Of lists the longest first, as it has the fewest places.
    for index in sorted(
        range(len(curves)), key=lambda index: (_length_of_list(curves[index]), curves[index].edge.order)
    ):
        if numbers := curves[index].numbers:
            note = superscript(numbers) if with_numbers else ""
            is_said = curves[index].edge.style in said_by_key
            rows = () if is_said else tuple(_broken(curves[index], note, fonts))
            full = TieWords(curves[index], index, rows, covered=points.covered_share(names_and_dots, index))
            least = TieWords(curves[index], index, tuple(_least(curves[index], note)))
            heading = " – ".join(names[actor] for actor in curves[index].edge.actors)
            lists = _listed(curves[index], heading, fonts, with_numbers=with_numbers)
            ways = tuple(lists) if curves[index].is_list else ()
            for tried in (TieWords(curves[index], index, ways, is_list=True), full, least):
                best = _best_place(tried, points, space, fonts)
                # A label is said in any case. Other words would read as those of the lines that they cover: a number does not.
                if best and tried is full and curves[index].edge.style in LAYERS:
                    others = with_words - {index}
                    briefer = _best_place(least, points, space, fonts)
                    if briefer and _is_on(others, best, points) and not _is_on(others, briefer, points):
                        tried, best = least, briefer
                if best:
                    words[index], placed[index] = tried, best
                    space.occupy(best.label.box)
                    break
    for index in [index for index, (_, cost) in placed.items() if cost > DEAR]:
        _make_way(index, words, placed, points, space, fonts)
    return tuple(
        replace(curve, wording=placed[index].label) if index in placed else curve for index, curve in enumerate(curves)
    )


def _is_on(lines: Collection[int], words: PlacedWords, points: LinePoints) -> bool:
    """Whether words cover so much of these lines that they could be theirs."""
    return points.count_of(words.label.box, lines) > MOST_OF_OTHERS


def _best_place(words: TieWords, points: LinePoints, space: FreeSpace, fonts: Fonts) -> PlacedWords | None:
    """Of the ways to break the words into rows, the one at the free place that costs least."""
    best: PlacedWords | None = None
    for cost, label in _candidates(words, fonts):
        if (best is None or cost < best.cost) and space.is_free(label.box):
            cost += points.cost_of(label.box, words.index)
            if best is None or cost < best.cost:
                best = PlacedWords(label, cost)
    return best


def _make_way(
    index: int,
    words: dict[int, TieWords],
    placed: dict[int, PlacedWords],
    points: LinePoints,
    space: FreeSpace,
    fonts: Fonts,
) -> None:
    """Put dear words where those of one other tie are, if these find a place so that both together cost less."""
    label, dear = placed[index]
    space.release(label.box)
    tried = sorted(_candidates(words[index], fonts), key=lambda one: one[0])
    for cost, wanted in tried[:MOST_TRIED]:
        cost += points.cost_of(wanted.box, index)
        others = [other for other, (its, _) in placed.items() if other != index and its.meets(wanted)]
        if cost >= dear or len(others) != 1:
            continue
        (other,) = others
        space.release(placed[other].label.box)
        if space.is_free(wanted.box):
            space.occupy(wanted.box)
            moved = _best_place(words[other], points, space, fonts)
            if moved and moved.cost + cost < placed[other].cost + dear:
                placed[index], placed[other] = PlacedWords(wanted, cost), moved
                space.occupy(moved.label.box)
                return
            space.release(wanted.box)
        space.occupy(placed[other].label.box)
    space.occupy(label.box)


def _candidates(words: TieWords, fonts: Fonts) -> Iterator[tuple[float, TextLabel]]:
    """Each place for the words in each way to break them, and what it costs before the lines below are counted."""
    curve = words.curve
    for rows in words.ways:
        size = LISTED if words.is_list else WORDING
        width = max(fonts.width(row, size) for row in rows) + 5
        height = len(rows) * size * 1.2 + (LIST_PAD if words.is_list else 2)
        for box, of_place in _places(curve, width, height):
            is_on = of_place < _BESIDE
            cost = of_place * (1 if is_on else len(rows)) + (len(rows) - 1) * ROW
            hidden = words.covered + curve.hidden_share(width, height) if is_on else 0.0
            if hidden > (MOST_HIDDEN_BY_LIST if words.is_list else MOST_HIDDEN):
                cost += HIDES * (len(rows) if words.is_list else 1)
            yield cost, TextLabel(rows, box, size, is_list=words.is_list)


def _listed(curve: TieCurve, heading: str, fonts: Fonts, *, with_numbers: bool) -> Iterator[tuple[str, ...]]:
    """Whose ties they are, then each tie in a row of its own, for each room; long ones in several rows."""
    items = [
        f"{' '.join(edge.texts)}{superscript([edge.number]) if with_numbers else ''}{' ?' if edge.is_doubtful else ''}"
        for edge in curve.edges
        if edge.texts
    ]
    widest = max((fonts.width(item, LISTED) for item in items), default=0.0)
    for room in (room for room in (widest, *LIST_ROOMS) if items and room <= widest):
        rows = [(row, number) for item in items for number, row in enumerate(fonts.wrap(item, LISTED, room))]
        yield heading, *(f"{HANGING if number else _BULLET}{row}" for row, number in rows)


def _length_of_list(curve: TieCurve) -> float:
    """For the order in which words are placed: 0 for a tie without a list, which comes first, then less for more."""
    return 1 / len(curve.edges) if curve.is_list else 0.0


def _least(curve: TieCurve, note: str) -> list[tuple[str, ...]]:
    """What is written where the words have no room: the numbers of the notes, and how many ties the line stands for."""
    count = f"{len(curve.edges)} ties" if curve.is_list else _count(curve)
    least = " ".join(filter(None, (note, count if len(curve.edges) > 1 else "")))
    return [(least,)] if least else []


def _broken(curve: TieCurve, note: str, fonts: Fonts) -> list[tuple[str, ...]]:
    """The words in rows, for each room; what fits into one row is in one."""
    rooms = (max(abs(curve.end[0] - curve.start[0]) * 0.8, ROOMS[0]), *ROOMS)
    texts = [f"{text}{note}{_mark(curve)}" if not number else text for number, text in enumerate(curve.edge.texts)]
    ways: dict[tuple[str, ...], None] = {}
    longest = max(
        (fonts.width(word, WORDING) for text in texts for word in text.split() if not _is_chinese(word)), default=0
    )
    for room in (room for room in rooms if room >= longest) if texts else ():
        whole = " · ".join(texts)
        rows = (
            [whole]
            if fonts.width(whole, WORDING) <= room
            else [row for text in texts for row in _even_rows(text, room, longest, fonts)]
        )
        ways[tuple(rows)] = None
    return list(ways)


def _even_rows(text: str, room: float, longest: float, fonts: Fonts) -> list[str]:
    """The text in rows for this room, of about one length: no row has only the last word."""
    rows = fonts.wrap(text, WORDING, room)
    even = fonts.wrap(text, WORDING, max(longest, fonts.width(text, WORDING) / len(rows) * _EVEN))
    return even if len(even) == len(rows) else rows


def _is_chinese(word: str) -> bool:
    """Whether it has characters between any two of which a row may end."""
    return any("\u4e00" <= character <= "\u9fff" for character in word)


def _count(curve: TieCurve) -> str:
    return f"and {len(curve.edges) - 1} more" if curve.is_list else f"×{len(curve.edges)}"


def _mark(curve: TieCurve) -> str:
    """How many ties the line stands for, and whether the highest is uncertain."""
    count = f" {_count(curve)}" if len(curve.edges) > 1 else ""
    return count + (" ?" if curve.edge.is_doubtful else "")


def _places(curve: TieCurve, width: float, height: float) -> Iterator[tuple[Box, float]]:
    """Boxes on the curve and beside it, each with what the place costs."""
    for share in ALONG:
        (x, y), base = curve.point(share), abs(share - 0.5) * _ASIDE
        yield _box_around((x, y), width, height), base
        for further, gap in enumerate(GAPS):
            right, down = width / 2 + gap, height / 2 + gap
            for across, lower in ((0, -down), (0, down), (-right, 0), (right, 0)):
                yield _box_around((x + across, y + lower), width, height), base + _BESIDE + further


def _box_around(middle: Point, width: float, height: float) -> Box:
    x, y = middle
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
