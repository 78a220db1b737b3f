"""How two actors are connected, in words."""

from components.connections.answer import (
    MOST_ANSWER_ROWS,
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    counted_text,
    pair_names,
    part_of,
    since_text,
)
from components.connections.gap_words import gap_sentences
from components.wording.names import name_in_sentence, names_text
from components.wording.spells import pair_text
from data.analysis.connections.paths import Connection, Path, connected
from data.base.days import day_in_full
from data.base.text import inner_quotes, quantity, with_capital
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
    """ "Belarus and Pakistan are connected by the shortest ways: through China, since 10 May 2015; and through …."."""
    ties, dataset = selection.ties, selection.dataset
    names, day = pair_names(dataset, (found.start, found.goal)), day_in_full(selection.view.as_of)
    condition = counted_text(selection.view, dataset, found.without)
    if not found.shortest:
        return with_capital(f"{condition}no connection between {names} is on record on {day}.")
    certain = [path for path in found.shortest if path.is_certain]
    verb = "are" if certain else "may be"
    if found.length == 1:
        since = f", {since_text(ties, found.since)}" if found.since else ""
        return with_capital(f"{condition}{names} {verb} directly tied{since}.")
    return with_capital(f"{condition}{names} {verb} connected by the shortest {_ways_text(ties, found)}.")


def _ways_text(ties: Ties, found: Connection) -> str:
    """Each way with its own date: ways seldom open on one day."""
    dataset = ties.dataset
    ways = [
        f"through {_between_text(dataset, path)}, {since_text(ties, path.since)}"
        for path in found.shortest[:MOST_IN_SENTENCE]
    ]
    rest = found.count_shortest - len(ways)
    texts = [*ways, *([f"in {quantity(rest, 'other way')}"] if rest else [])]
    return f"way {texts[0]}" if len(texts) == 1 else f"ways: {'; '.join(texts[:-1])}; and {texts[-1]}"


def _between_text(dataset: Dataset, path: Path) -> str:
    """ "China"; "Russia, then China"."""
    return ", then ".join(name_in_sentence(dataset, actor) for actor in path.between)


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
    """ "Through China: at first by “diplomatic relations” of China and Belarus, which has ended.", for the ways in the sentence."""
    texts = []
    for path in found.shortest[:MOST_IN_SENTENCE]:
        opening = path.since.index
        if path.between and not any(opening in step for step in path.steps):
            wording = inner_quotes(ties.spells[opening].wording)
            way, pair = _between_text(ties.dataset, path), pair_text(ties, opening)
            texts.append(f"Through {way}, at first by an earlier tie: “{wording}” between {pair}.")
    return texts


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
    name = " – ".join(dataset.actors[actor].name for actor in path.actors)
    remark = since_text(ties, path.since) + earlier + ("" if path.is_certain else ", uncertain on this date")
    return AnswerRow(name, remark, tuple(dict.fromkeys((opening, *path.earlier, *spells))))


def _drawn(found: Connection) -> tuple[str, ...]:
    """The actors of the shortest paths, and of longer ones while there is room."""
    drawn = dict.fromkeys((found.start, found.goal))
    for path in found.paths:
        if len({*drawn, *path.actors}) <= _MOST_DRAWN:
            drawn.update(dict.fromkeys(path.actors))
    return tuple(drawn)
