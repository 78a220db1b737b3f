"""A selection -> texts as figures: the list of changes, and the list of sources of a briefing. Pure."""

from collections.abc import Iterable, Sequence

from components.compare.words import changes_by_kind
from components.figure.captions import FigureOptions, characters_of
from components.figure.charts.paragraphs import ChartParagraph, ParagraphsChart
from components.figure.compared_sentences import Comparison, changes_subject
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.figure.titles import ties_text
from components.wording.citations import citation
from components.wording.ranking import label_ladders
from data.base.text import quantity
from data.model.tie_rows import Ladder
from data.tables.origin import added_count_text
from data.view.selection import Selection

# Characters of the text for those who cannot see it.
MOST_ALT_TEXT = 1000
# Paragraphs of a list, which are some forty pages: more would be drawn for a minute and read by nobody.
MOST_PARAGRAPHS = 600


def changes_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """What changed between the day compared with and the day shown, each change with its sources."""
    comparison, paragraphs = Comparison.of(selection), list[ChartParagraph]()
    for kind, changes in changes_by_kind(comparison.changes):
        paragraphs.append(ChartParagraph(f"{kind.value} ({len(changes)})", is_heading=True))
        paragraphs += [ChartParagraph(comparison.citation(change)) for change in changes]
    return _list_figure(
        selection,
        options,
        "Changes",
        changes_subject(comparison),
        comparison.summary,
        paragraphs,
        ladders=label_ladders(selection, selection.view.ladder),
        time=comparison.days_text,
    )


def sources_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """Every source of the ties in view, by publisher."""
    dataset = selection.dataset
    keys = {key for index in selection.indices for key in selection.ties.spells[index].sources}
    paragraphs = [ChartParagraph(text) for text in sorted(citation(dataset, key) for key in keys)]
    added = added_count_text(source=sum(dataset.is_added(dataset.sources[key]) for key in keys))
    title = f"Sources on {ties_text(selection)}"
    ties = quantity(selection.count_shown, "tie")
    is_in_force = selection.count_in_force == selection.count_shown
    sentence = f"{quantity(len(keys), 'source')}{added} of {ties} {'in force' if is_in_force else 'shown'}."
    return _list_figure(selection, options, "Sources", title, sentence, paragraphs)


def _list_figure(
    selection: Selection,
    options: FigureOptions,
    kind: str,
    title: str,
    sentence: str,
    paragraphs: Sequence[ChartParagraph],
    *,
    ladders: Iterable[Ladder] = (),
    time: str = "",
) -> BriefingFigure:
    rest = len(paragraphs) - MOST_PARAGRAPHS
    if rest > 0:
        left_out = f"{quantity(rest, 'more paragraph')} not listed."
        paragraphs = [ChartParagraph(left_out, is_heading=True), *paragraphs[:MOST_PARAGRAPHS]]
        sentence = f"{sentence} {left_out}"
    text = " ".join(paragraph.text for paragraph in paragraphs if not paragraph.is_heading)
    return BriefingFigure(
        kind=kind,
        picture=ParagraphsChart(tuple(paragraphs) or (ChartParagraph(f"No {kind.lower()}."),)),
        legend=(),
        citations=(),
        alt_text=f"{sentence} {text[:MOST_ALT_TEXT]}",
        characters=characters_of(selection.dataset),
        slide=slide_texts(selection, options, title, sentence, (), ladders=ladders, time=time),
    )
