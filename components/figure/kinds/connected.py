"""A selection -> the answer to its question about the network as a figure: its ties in full, the others as background. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.connections.answers.answer import NetworkAnswer
from components.connections.picture import lit_mask, pictured
from components.connections.words import network_answer
from components.figure.captions import FigureOptions, characters_of, spell_citation
from components.figure.elements.dots import dots_of
from components.figure.elements.hulls import hulls_in, triangle_entry, triangles_in
from components.figure.elements.legend import strokes_of
from components.figure.kinds.network import arranged_of, bands_of, edges_of, legend_of_lines, map_of, shared_lines_text
from components.figure.model import BriefingFigure, LegendEntry, NetworkPicture, TieEdge
from components.figure.slide_texts import slide_texts
from components.figure.subject import first_ties, ties_left_out_text
from components.network.heading import picture_remarks
from components.style.theme import EVENT_MARK
from components.wording.coverage import coverage_text
from components.wording.ranking import label_ladders
from data.view.selection import Selection

_OTHERS, _PALE = "other ties among them, not part of the answer", "Pale lines"


def connected_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the answer; there must be one."""
    answer = network_answer(selection)
    assert answer is not None
    whole = pictured(selection, answer)
    every = replace(whole, shown=whole.shown & lit_mask(whole, answer), passed=whole.passed & lit_mask(whole, answer))
    lit = first_ties(every)
    numbers = {index: number for number, index in enumerate(lit.indices, 1)}
    groups = hulls_in(answer.hulls, whole.actors)
    hulls = (*groups, *triangles_in(answer.triangles, whole.actors))
    background = tuple(_background(whole, lit))
    numbered = tuple(edges_of(lit, numbers))
    edges = (*background, *numbered)
    bands, on_map = bands_of(whole), map_of(whole)
    return BriefingFigure(
        kind="Connections",
        picture=NetworkPicture(
            dots_of(lit, numbers),
            edges,
            bands,
            strokes_of(whole, edges, bands),
            arranged_of(whole),
            None,
            *on_map,
            hulls=hulls,
        ),
        legend=(
            *legend_of_lines(lit, numbered),
            *triangle_entry(hulls),
            *_background_entry(background),
        ),
        citations=tuple(spell_citation(lit, index, number) for index, number in numbers.items()),
        alt_text=_alt_text(answer),
        characters=characters_of(selection.dataset),
        slide=slide_texts(
            lit,
            options,
            answer.subject,
            " ".join((answer.sentence, *answer.details[:1])),
            lit.spells,
            picture_remarks(whole),
            shared_lines_text(lit, numbered),
            ties_left_out_text(every),
            # The last day read is in the line of the sources.
            *(gap for gap in answer.gaps if gap != coverage_text(selection.dataset)),
            ladders=label_ladders(lit),
        ),
    )


def has_no_connection(selection: Selection) -> bool:
    """Whether no tie supports the answer, so that there would be nothing in its figure."""
    answer = network_answer(selection)
    return answer is None or not answer.lit


def _background(whole: Selection, lit: Selection) -> Iterator[TieEdge]:
    """The other ties among the actors of the answer, without words and numbers; not of pairs that it is about."""
    pairs = {lit.ties.actors[index] for index in lit.indices}
    whole = first_ties(whole)
    for edge in edges_of(whole, dict.fromkeys(whole.indices, 0)):
        if edge.actors not in pairs:
            yield replace(edge, texts=())


def _background_entry(edges: Sequence[TieEdge]) -> tuple[LegendEntry, ...]:
    """What the pale lines are, where there are some."""
    return (LegendEntry(_OTHERS, EVENT_MARK, 0, group=_PALE),) if edges else ()


def _alt_text(answer: NetworkAnswer) -> str:
    lines = [f"{row.name}{f' ({row.remark})' if row.remark else ''}" for part in answer.parts for row in part.rows]
    return f"{answer.subject}. {answer.sentence} {'; '.join(lines[:12])}."
