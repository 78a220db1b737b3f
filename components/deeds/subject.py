"""Whose deeds the page shows: a pair, or a centre with its partners. Pure."""

from data.analysis.deeds.between import COMPARABLE
from data.analysis.deeds.groups import main_family
from data.model.measured_rows import Series
from data.series.series_set import SeriesSet
from data.view.fields.names import focus_actors
from data.view.selection import Selection
from data.view.ties import Ties

MOST_BESIDE = 5


def deeds_subject(selection: Selection) -> str:
    """The pair or actor of the view; without one, the actor who declares most labels; "" if nobody does."""
    subject, dataset = selection.view.focus or selection.view.of, selection.dataset
    if subject and all(actor in dataset.actors for actor in focus_actors(dataset, subject)):
        return subject
    families = [family for family in dataset.families.values() if family.owner in dataset.actors]
    owners = {family.owner for family in families}
    return max(sorted(owners), key=lambda owner: _spells(selection.ties, owner), default="")


def _spells(ties: Ties, owner: str) -> int:
    family = main_family(ties, owner)
    return sum(tier.family == family for tier in ties.tiers)


def comparable_series(series_set: SeriesSet, centre: str) -> list[Series]:
    """The series by which the partners of an actor can be compared: those with values of at least two of them."""
    return [
        series
        for series, values in series_set.read()
        if series.form in COMPARABLE and len(values.partners.get(centre, {})) > 1
    ]


def chosen_series(selection: Selection, series_set: SeriesSet, centre: str) -> Series | None:
    """The series of the view if partners can be compared by it, else the first: votes corrected for chance."""
    offered = comparable_series(series_set, centre)
    return next((series for series in offered if series.series == selection.view.deed), offered[0] if offered else None)


def chosen_year(selection: Selection, years: tuple[int, ...]) -> int:
    """The year of the view if there are values of it, else the latest."""
    return selection.view.year if selection.view.year in years else years[-1]


def named_partners(selection: Selection, centre: str) -> tuple[str, ...]:
    """The partners that the reader wants named."""
    return tuple(actor for actor in selection.view.beside if actor != centre)[:MOST_BESIDE]
