"""A selection -> texts as figures: the list of changes, and the list of sources of a briefing. Pure."""

from collections.abc import Sequence

from components.compare.words import changes_by_kind, compared_ranking_text
from components.figure.captions import (
    FigureOptions,
    characters_of,
    footer_of,
    scope_text,
    subtitle_of,
)
from components.figure.charts.paragraphs import Paragraph, ParagraphsChart
from components.figure.kinds.compared_sentences import Comparison
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.wording.citations import citation
from components.wording.filters import view_summary
from data.base.days import day_text
from data.base.text import quantity, with_capital
from data.tables.origin import added_count_text
from data.view.selection import Selection

# Characters of the text for those who cannot see it.
MOST_ALT_TEXT = 1000


def changes_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """What changed between the day compared with and the day shown, each change with its sources."""
    comparison, paragraphs = Comparison.of(selection), list[Paragraph]()
    for kind, changes in changes_by_kind(comparison.changes):
        paragraphs.append(Paragraph(f"{kind.value} ({len(changes)})", is_heading=True))
        paragraphs += [Paragraph(comparison.citation(change)) for change in changes]
    title = f"Changes: {scope_text(selection)}"
    return _list_figure(
        selection, options, "Changes", title, comparison.summary, paragraphs, compared_ranking_text(selection)
    )


def sources_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """Every source of the ties in view, by publisher."""
    dataset = selection.dataset
    keys = {key for index in selection.indices for key in selection.ties.spells[index].sources}
    paragraphs = [Paragraph(text) for text in sorted(citation(dataset, key) for key in keys)]
    added = added_count_text(source=sum(dataset.is_added(dataset.sources[key]) for key in keys))
    count, day = quantity(len(keys), "source"), day_text(selection.view.as_of)
    title = f"{count}{added}: {scope_text(selection)}, {day}"
    return _list_figure(selection, options, "Sources", title, view_summary(selection), paragraphs)


def _list_figure(
    selection: Selection,
    options: FigureOptions,
    kind: str,
    title: str,
    summary: str,
    paragraphs: Sequence[Paragraph],
    *footer: str,
) -> BriefingFigure:
    text = " ".join(paragraph.text for paragraph in paragraphs if not paragraph.is_heading)
    return BriefingFigure(
        kind=kind,
        title=with_capital(title),
        subtitle=subtitle_of(options, summary),
        picture=ParagraphsChart(tuple(paragraphs) or (Paragraph(f"No {kind.lower()}."),)),
        legend=(),
        citations=(),
        footer=footer_of(selection.dataset, options, *footer),
        alt_text=f"{summary} {text[:MOST_ALT_TEXT]}",
        characters=characters_of(selection.dataset),
        slide=slide_texts(selection, options, with_capital(title), summary, (), *footer),
    )
