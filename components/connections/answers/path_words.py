"""How two actors are connected, in words."""

from datetime import date

from components.connections.answers.answer import (
    MOST_ALONG,
    MOST_ANSWER_ROWS,
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    are_measured,
    counted_text,
    english_wording,
    pair_names,
    part_of,
    way_names,
)
from components.connections.answers.gap_words import gap_sentences
from components.wording.names import name_in_sentence, names_text
from components.wording.spells import pair_text, since_text
from data.analysis.connections.graph import shared_memberships
from data.analysis.connections.paths import Connection, Path, connected
from data.base.days import day_in_full
from data.base.text import list_text, quantity, with_capital
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import Ties

# Paths that a sentence names.
MOST_IN_SENTENCE = 4
# Actors in a picture, so that each can be read.
_MOST_DRAWN = 12


def connection_answer(selection: Selection, start: str, goal: str, without: tuple[str, ...]) -> NetworkAnswer:
    """The answer to "how are they connected?"."""
    found = connected(selection, start, goal, without=without)
    ties, dataset = selection.ties, selection.dataset
    names = pair_names(dataset, (start, goal))
    left_out = f" without {names_text(dataset, found.without)}" if found.without else ""
    return NetworkAnswer(
        subject=f"How {names} are connected{left_out}",
        sentence=connection_sentence(selection, found),
        details=tuple(_details(ties, found)),
        parts=tuple(_parts(ties, found)),
        gaps=gap_sentences(dataset, found.gaps),
        lit=tuple(
            dict.fromkeys(index for path in found.shortest[:_MOST_DRAWN] for step in path.steps for index in step)
        ),
        actors=_drawn(found),
    )


def connection_sentence(selection: Selection, found: Connection) -> str:
    """ "Belarus and Pakistan have no tie of their own on record, but are connected in 2 steps: through China, since …; and
    through …. They have been connected since …."
    """
    ties, dataset = selection.ties, selection.dataset
    names, day = pair_names(dataset, (found.start, found.goal)), day_in_full(selection.view.as_of)
    condition = counted_text(selection.view, dataset, found.without)
    if not found.shortest:
        return with_capital(f"{condition}no connection between {names} is on record on {day}.")
    certain = [path for path in found.shortest if path.is_certain]
    verb = "are" if certain else "may be"
    at_all = _at_all_text(ties, found)
    if found.length == 1:
        since = f", {since_text(ties, found.since.index)}" if found.since else ""
        (only,) = found.shortest
        if all(shared_memberships(ties)[index] for index in only.steps[0]):
            text = f"have no tie of their own on record, but {verb} members of one organisation{since}"
            return with_capital(f"{condition}{names} {text}.{at_all}")
        return with_capital(f"{condition}{names} {verb} directly tied{since}.{at_all}")
    apart = "apart from measures such as sanctions, " if are_measured(selection, (found.start, found.goal)) else ""
    ways = f"{verb} connected in {quantity(found.length or 0, 'step')}: {_ways_text(ties, found)}"
    return with_capital(f"{condition}{apart}{names} have no tie of their own on record, but {ways}.{at_all}")


def _ways_text(ties: Ties, found: Connection) -> str:
    """Each way with its own date: ways seldom open on one day."""
    dataset = ties.dataset
    ways = [
        f"through {_between_text(dataset, path)}, {since_text(ties, path.since.index)}"
        for path in found.shortest[:MOST_IN_SENTENCE]
    ]
    rest = found.count_shortest - len(ways)
    texts = [*ways, *([f"in {quantity(rest, 'other way')}"] if rest else [])]
    return texts[0] if len(texts) == 1 else f"{'; '.join(texts[:-1])}; and {texts[-1]}"


def _at_all_text(ties: Ties, found: Connection) -> str:
    """ " One way or another, they have been connected without a break since 5 July 2005, at first in 3 steps through Russia, then
    the SCO."; "" if they are not certainly connected, or for no longer than by the shortest ways.
    """
    opening = found.opening
    begun = [path.since.latest for path in found.shortest if path.is_certain]
    if opening is None or opening.day.toordinal() >= min(begun, default=date.max.toordinal()):
        return ""
    between = [name_in_sentence(ties.dataset, actor) for actor in opening.way[1:-1]]
    steps = quantity(len(between) + 1, "step")
    first = (
        f"at first in {steps} through {', then '.join(way_names(between))}"
        if between
        else "at first by a tie of their own"
    )
    since = since_text(ties, opening.spell)
    return f" One way or another, they have been connected without a break {since}, {first}."


def _between_text(dataset: Dataset, path: Path) -> str:
    """ "China"; "Russia, then China"."""
    return ", then ".join(way_names([name_in_sentence(dataset, actor) for actor in path.between]))


def _details(ties: Ties, found: Connection) -> list[str]:
    dataset, texts = ties.dataset, list[str]()
    if not found.shortest:
        return texts
    texts += _openings(ties, found)
    if found.length and found.certain_length != found.length:
        certain = found.certain_length
        sure = f"the shortest certain one has {quantity(certain, 'step')}" if certain else "none is certain"
        texts.append(f"These ways are uncertain on this date; {sure}.")
    if found.count_longer:
        example = _between_text(dataset, found.longer[0])
        if found.count_longer == 1:
            texts.append(f"There is 1 way with one more step: through {example}.")
        else:
            texts.append(f"There are {found.count_longer:,} ways with one more step, such as through {example}.")
    else:
        texts.append("There is no way with one more step.")
    return texts


def _openings(ties: Ties, found: Connection) -> list[str]:
    """For each way in the sentence the ties by which it opened: "Through China at first by “diplomatic relations” (China and
    Belarus, since 20 January 1992) and “boundary …” (China and Pakistan, since 2 March 1963)."
    """
    texts = []
    for path in found.shortest[:MOST_IN_SENTENCE]:
        if not path.between:
            continue
        steps = [
            f"{english_wording(ties.dataset, ties.spells[index])} ({pair_text(ties, index)}, {since_text(ties, index)})"
            for index in path.openings
        ]
        texts.append(
            f"Through {_between_text(ties.dataset, path)}, at first by {list_text(steps, most=MOST_ALONG)}."
            f"{_afterwards_text(ties, path)}"
        )
    return texts


def _afterwards_text(ties: Ties, path: Path) -> str:
    """ " Since then other ties have taken their place.", if all by which it opened have ended; of which only some have, those
    are named. "" if nothing has come since.
    """
    ended = [index for index, step in zip(path.openings, path.steps, strict=True) if index not in step]
    if len(ended) == len(path.openings):
        return " Since then other ties have taken their place."
    if ended:
        pairs = list_text([pair_text(ties, index) for index in ended], most=MOST_ALONG)
        that, has, its = ("That", "has", "its") if len(ended) == 1 else ("Those", "have", "their")
        return f" {that} of {pairs} {has} ended since, and other ties have taken {its} place."
    has_more = any(ties.starts[0][index] > path.since.latest for step in path.steps for index in step)
    return " Other ties have come since." if has_more else ""


def _parts(ties: Ties, found: Connection) -> list[AnswerPart]:
    parts = []
    for paths, count, is_shortest in (
        (found.shortest, found.count_shortest, True),
        (found.longer, found.count_longer, False),
    ):
        if paths:
            steps = quantity(len(paths[0].steps), "step")
            heading = f"Shortest: {steps}" if is_shortest else f"One step longer: {steps}"
            rows = [_row(ties, path) for path in paths[:MOST_ANSWER_ROWS]]
            parts.append(part_of(f"{heading} ({count:,})", rows, count))
    return parts


def _row(ties: Ties, path: Path) -> AnswerRow:
    """One line for the path with the ties of all its steps, and the earlier ones that led to them; the one that gives the
    date comes first.
    """
    dataset, opening = ties.dataset, path.since.index
    spells = [index for step in path.steps for index in step]
    earlier = "" if opening in spells else f", at first by a tie that has ended ({pair_text(ties, opening)})"
    name = " – ".join(way_names([dataset.actors[actor].name for actor in path.actors]))
    remark = since_text(ties, opening) + earlier + ("" if path.is_certain else ", uncertain on this date")
    return AnswerRow(name, remark, tuple(dict.fromkeys((opening, *path.earlier, *spells))))


def _drawn(found: Connection) -> tuple[str, ...]:
    """The actors of the shortest paths, and of longer ones while there is room."""
    drawn = dict.fromkeys((found.start, found.goal))
    for path in found.paths:
        if len({*drawn, *path.actors}) <= _MOST_DRAWN:
            drawn.update(dict.fromkeys(path.actors))
    return tuple(drawn)
