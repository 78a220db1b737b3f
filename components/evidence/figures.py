"""Which figures are about the focus, and which of them are charted. Pure."""

from dataclasses import dataclass

from data.model.cells import actors_of
from data.model.schema import Figure
from data.tables.dataset import Dataset
from data.view.selection import Selection

FEWEST_CHARTED = 3


@dataclass(frozen=True)
class FigureSeries:
    """The figures of one indicator, in order of their period."""

    indicator: str
    figures: tuple[Figure, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for figure in self.figures for source in figure.sources))

    @property
    def is_disputed(self) -> bool:
        return any(figure.contest for figure in self.figures)


def figures_of(selection: Selection) -> list[Figure]:
    """The figures about the focus, the newest period of an indicator first.

    A dyad also gets what is measured of one of its actors alone, where the dyad has figures on the same topic.
    """
    dataset, focus = selection.dataset, selection.view.focus
    figures = [figure for figure in dataset.figures if _concerns(dataset, figure, focus)]
    if focus not in dataset.actors:
        topics, ends = {_topic(dataset, figure) for figure in figures}, actors_of(focus)
        alone = (figure for figure in dataset.figures if not figure.dyad and figure.to_actor in ends)
        figures += [figure for figure in alone if _topic(dataset, figure) in topics]
    return sorted(figures, key=lambda figure: (figure.indicator, figure.period), reverse=True)


def _concerns(dataset: Dataset, figure: Figure, focus: str) -> bool:
    if focus not in dataset.actors:
        return figure.dyad == focus
    return focus in (*(actors_of(figure.dyad) if figure.dyad else ()), figure.from_actor, figure.to_actor)


def _topic(dataset: Dataset, figure: Figure) -> str:
    """The topic of its indicator; an indicator without one is a topic of its own."""
    return dataset.indicators[figure.indicator].topic or figure.indicator


def charted_series(selection: Selection, figures: list[Figure]) -> list[FigureSeries]:
    """The charted indicators of a dyad that have enough values; none for an actor."""
    if selection.view.focus in selection.dataset.actors:
        return []
    charted = (key for key, indicator in selection.dataset.indicators.items() if indicator.is_charted)
    series = (_series(indicator, figures) for indicator in charted)
    return [one for one in series if len(one.figures) >= FEWEST_CHARTED]


def _series(indicator: str, figures: list[Figure]) -> FigureSeries:
    own = (figure for figure in figures if figure.indicator == indicator)
    return FigureSeries(indicator, tuple(sorted(own, key=lambda figure: (figure.period, figure.figure))))
