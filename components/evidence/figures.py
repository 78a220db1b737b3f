"""Figures of the focus -> bars of whole years and lists of single values, as elements of the page. Pure."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from components.style.bars import bar_list, bar_row
from components.style.markup import Child, element
from components.wording.amounts import figure_amount, series_name
from components.wording.citations import Citations
from components.wording.periods import period_text
from data.analysis.profiles.measured import MeasuredSeries, series_of
from data.base.text import quantity
from data.model.cells import actors_of
from data.model.measured_rows import Figure
from data.tables.dataset import Dataset
from data.tables.origin import added_mark
from data.view.selection import Selection

MOST_SERIES = 40


def figures_of(selection: Selection) -> list[Figure]:
    """The figures about the focus.

    A dyad also gets what is measured of one of its actors alone, where the dyad has figures on the same topic.
    """
    dataset, focus = selection.dataset, selection.view.focus
    figures = [figure for figure in dataset.figures if _concerns(dataset, figure, focus)]
    if focus not in dataset.actors:
        topics, ends = {_topic(dataset, figure) for figure in figures}, actors_of(focus)
        alone = (figure for figure in dataset.figures if not figure.dyad and figure.to_actor in ends)
        figures += [figure for figure in alone if _topic(dataset, figure) in topics]
    return figures


def _concerns(dataset: Dataset, figure: Figure, focus: str) -> bool:
    if focus not in dataset.actors:
        return figure.dyad == focus
    return focus in (*(actors_of(figure.dyad) if figure.dyad else ()), figure.from_actor, figure.to_actor)


def _topic(dataset: Dataset, figure: Figure) -> str:
    """The topic of its indicator; an indicator without one is a topic of its own."""
    return dataset.indicators[figure.indicator].topic or figure.indicator


def figure_elements(selection: Selection, figures: Iterable[Figure], citations: Citations) -> list[Element]:
    """Whole years that compare as bars; parts of a year and single values below, in words."""
    dataset, focus = selection.dataset, selection.view.focus
    series = series_of(dataset, figures)
    parts = list[Element]()
    for one in series:
        if one.is_series:
            parts += _bars(dataset, one, focus, citations)
    single = [one for one in series if not one.is_series]
    if single:
        rows = (_single(dataset, one, focus, citations) for one in single[:MOST_SERIES])
        parts += [*([element("h4", "Single values")] if parts else []), element("ul", *rows, class_="aw-list")]
    if rest := len(single[MOST_SERIES:]):
        parts.append(element("p", f"and {quantity(rest, 'more figure')}: see the records.", class_="aw-quiet"))
    return parts


def _bars(dataset: Dataset, series: MeasuredSeries, focus: str, citations: Citations) -> list[Element]:
    greatest = max(abs(figure.value) for figure in series.years) or 1
    rows = [
        bar_row(
            figure.period,
            abs(figure.value) / greatest,
            _amount(dataset, figure, citations),
            is_disputed=bool(figure.contest),
        )
        for figure in series.years
    ]
    parts = bar_list(series_name(dataset, series.figures[0], focus), rows)
    parts[0].set("title", dataset.indicators[series.indicator].definition)
    if series.others:
        heading = "Other periods, not comparable with whole years: "
        parts.append(element("p", heading, *_values(dataset, series.others, citations), class_="aw-quiet"))
    return parts


def _single(dataset: Dataset, series: MeasuredSeries, focus: str, citations: Citations) -> Element:
    """ "Potash, Belarus to China · 2022: about 1.91 m tonnes"."""
    name, definition = series_name(dataset, series.figures[0], focus), dataset.indicators[series.indicator].definition
    return element(
        "li",
        element("b", name, title=definition),
        " · ",
        *_values(dataset, sorted(series.figures, key=lambda one: one.period), citations),
    )


def _values(dataset: Dataset, figures: Iterable[Figure], citations: Citations) -> list[Child]:
    parts = list[Child]()
    for figure in figures:
        parts += ["; "] * bool(parts)
        parts += [f"{period_text(figure.period)}: ", *_amount(dataset, figure, citations)]
    return parts


def _amount(dataset: Dataset, figure: Figure, citations: Citations) -> list[Child]:
    disputed = " (sources differ)" if figure.contest else ""
    return [f"{figure_amount(dataset, figure)}{disputed}{added_mark(dataset, figure)}", citations.mark(figure.sources)]
