"""A selection -> the claim in its view as a figure: its verdict over time, above the labels of those who decide it. Pure."""

from dataclasses import replace

from components.claims.condition_words import conditions_text
from components.claims.words import (
    VERDICT_WORDS,
    claim_of_view,
    claim_sentence,
    doubts,
    history_text,
    holder_text,
    reasons,
)
from components.figure.captions import MOST_IN_ALT_TEXT, FigureOptions, characters_of, evidence_text, spell_citation
from components.figure.elements.legend import bar_legend
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.figure.timeline.above_text import ChartAboveText
from components.figure.timeline.chart import TimelineChart
from components.figure.timeline.rows import TimelineRow, TimelineSpan
from components.figure.timeline.spans import first_day_of, last_day, span_of
from components.style.theme import VERDICT_BANDS, Stroke
from components.wording.spells import quoted_wording
from data.analysis.claims.answers import Answer, check_claim
from data.analysis.holders import Holder
from data.base.days import day_in_full
from data.base.text import inner_quotes
from data.tables.origin import added_count_text
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection, read_through
from data.view.ties import SpellIndex
from data.view.view import View

THE_CLAIM = "The claim is"
# Ties of a claim about the network that its figure draws.
_MOST_TIES = 24


def claim_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the claim; there must be one."""
    answer = answer_of(selection)
    assert answer is not None
    # No filter hides anything from a claim, but a withdrawn source; so the texts are to name no other.
    view = View(selection.view.as_of, withdrawn=selection.view.withdrawn, language=selection.view.language)
    shown, ties = replace(selection, view=view), selection.ties
    rows = {holder: _indices(holder) for holder in answer.deciding}
    of_pairs = _rows_of_pairs(shown, answer)
    indices = list(dict.fromkeys(index for of_row in (*rows.values(), *of_pairs) for index in of_row))
    numbers = {index: number for number, index in enumerate(indices, 1)}
    sentence = claim_sentence(selection.dataset, answer.claim)
    verdict = (
        f"{VERDICT_WORDS[answer.verdict]} on {day_in_full(answer.as_of)}"
        f"{added_count_text(tie=len(answer.added))}{conditions_text(answer)}"
    )
    title, why = f"{verdict}: “{inner_quotes(sentence)}”", f"{' '.join(reasons(ties, answer))} {history_text(answer)}"
    last = last_day(selection)
    begins = first_day_of(ties, indices, last) if indices else answer.history[0].since
    return BriefingFigure(
        kind="Claim",
        picture=ChartAboveText(
            TimelineChart(
                rows=(
                    _verdict_row(answer, shown),
                    *(_row(shown, answer, one, of, numbers) for one, of in rows.items()),
                    *(_row_of_pair(shown, of, numbers) for of in of_pairs),
                ),
                first=begins,
                last=last,
                as_of=answer.as_of,
                through=read_through(selection.dataset),
            ),
            "Evidence",
            tuple(evidence_text(selection, index) for index in indices),
        ),
        legend=legend if len(legend := bar_legend(selection, indices)) > 1 else (),
        citations=tuple(spell_citation(selection, index, number) for index, number in numbers.items()),
        alt_text=f"{title}. {why} {_rows_text(shown, answer)}".strip(),
        characters=characters_of(selection.dataset),
        slide=slide_texts(
            shown,
            options,
            title,
            # A title of the reader's own may not say the verdict.
            f"{verdict}. {why}" if options.title else why,
            [ties.spells[index] for index in indices],
            *doubts(ties, answer),
            is_dated=True,
        ),
    )


def answer_of(selection: Selection) -> Answer | None:
    """What the claim of the view comes to on its day; None if the records have no ties to claim anything of."""
    claim, _ = claim_of_view(selection)
    if claim is None:
        return None
    view = selection.view
    return check_claim(selection.ties, claim, as_of=view.as_of, ladder=view.ladder, withdrawn=frozenset(view.withdrawn))


def has_no_claim(selection: Selection) -> bool:
    return claim_of_view(selection)[0] is None


def _rows_of_pairs(selection: Selection, answer: Answer) -> list[list[SpellIndex]]:
    """Of a claim about the network: the ties on which it rests in rows, each of one pair and of ties one after the other."""
    starts, ends = selection.ties.starts[0], selection.ties.ends[0]
    shown = answer.spells[:_MOST_TIES]
    order = {dyad: place for place, dyad in enumerate(dict.fromkeys(selection.ties.spells[one].dyad for one in shown))}
    rows: list[list[SpellIndex]] = []
    for index in sorted(shown, key=lambda one: (order[selection.ties.spells[one].dyad], starts[one], one)):
        dyad = selection.ties.spells[index].dyad
        free = (row for row in rows if selection.ties.spells[row[-1]].dyad == dyad and ends[row[-1]] <= starts[index])
        if (row := next(free, None)) is None:
            rows.append([index])
        else:
            row.append(index)
    return rows


def _row_of_pair(selection: Selection, indices: list[SpellIndex], numbers: dict[SpellIndex, int]) -> TimelineRow:
    name = actor_or_dyad(selection.dataset, selection.ties.spells[indices[0]].dyad)
    return TimelineRow(name, name, False, tuple(span_of(selection, index, numbers[index]) for index in indices), ())


def _indices(holder: Holder) -> tuple[SpellIndex, ...]:
    """The spell with which it came to such a label, and the one that it has come to by the day."""
    return tuple(dict.fromkeys((holder.index, holder.current)))


def _verdict_row(answer: Answer, selection: Selection) -> TimelineRow:
    last = last_day(selection)
    spans = []
    for period in answer.history:
        colour, end = VERDICT_BANDS[period.verdict.name.lower()], period.until or last
        word = VERDICT_WORDS[period.verdict].lower()
        spans.append(TimelineSpan(period.since, period.since, end, Stroke(colour, colour, 1.0), word, 0))
    return TimelineRow(THE_CLAIM, THE_CLAIM, True, tuple(spans), ())


def _row(
    selection: Selection,
    answer: Answer,
    holder: Holder,
    indices: tuple[SpellIndex, ...],
    numbers: dict[SpellIndex, int],
) -> TimelineRow:
    """The labels of one that decides it; the name of the country in question is bold."""
    name = actor_or_dyad(selection.dataset, holder.actor)
    spans = tuple(span_of(selection, index, numbers[index]) for index in indices)
    return TimelineRow(name, name, holder.actor == answer.claim.actor, spans, ())


def _rows_text(selection: Selection, answer: Answer) -> str:
    texts = [
        f"{holder_text(selection.ties, holder)}: {quoted_wording(selection.ties, selection.ties.spells[holder.index])}."
        for holder in answer.deciding[:MOST_IN_ALT_TEXT]
    ]
    return " ".join(texts)
