"""What a pair did in two years -> sentences, each with its source, and a note on how to read them. Pure."""

from collections.abc import Iterable
from datetime import date

from components.deeds.words import COMPARED, LEAST_PARTNERS, rank_words
from components.wording.series_values import amount, move, series_with
from data.analysis.deeds.between import DeedChange, deed_changes
from data.analysis.deeds.pair import year_words
from data.analysis.deeds.year_of_partners import YearOfPartners
from data.base.text import with_capital
from data.series.series_set import SeriesSet
from data.view.ties import Ties

HEADING = "What they did"
DEEDS_NOTE = (
    "Whole years: of each date the year in which it lies, or the last one before it that the source covers. A plain share "
    "of equal votes depends on what is put to the vote, so read it beside the median of all states in the same year."
)


def change_sentences(ties: Ties, series_set: SeriesSet, dyad: str, one: date, other: date) -> list[str]:
    """The deeds of a pair that have a value in two different years, each in one sentence."""
    return [change_text(ties, change) for change in deed_changes(ties, series_set, dyad, one, other)]


def change_text(ties: Ties, change: DeedChange) -> str:
    """ "Votes … with China, chance-corrected: 0.31 in 2015, 0.04 in 2025 (−0.27); 80th of 190 states, then 105th of 179; …"."""
    series, (before, after) = change.series, change.values
    years = change.first, change.second
    values = [f"{amount(series, value)} in {year.year}" for value, year in zip((before, after), years, strict=True)]
    moved = f" ({move(series, after - before)})" if series.form in COMPARED else ""
    text = f"{with_capital(series_with(series, ties.dataset.actors[change.centre].name))}: {', '.join(values)}{moved}"
    return f"{'; '.join([text, *_ranks(change), *_gaps(years)])}. Source: {source_of(series.citation)}."


def _gaps(years: Iterable[YearOfPartners]) -> list[str]:
    """ "2022: autumn only": what a year of votes lacks may be why it differs."""
    words = [(year.year, year_words(year.series, year.year)) for year in years if year.series.form in COMPARED]
    return [f"{year}: {said}" for year, said in words if said]


def _ranks(change: DeedChange) -> Iterable[str]:
    years, series = (change.first, change.second), change.series
    if series.form not in COMPARED or any(len(year.values) < LEAST_PARTNERS for year in years):
        return []
    places = [f"{rank_words(year.rank(change.partner) or 0)} of {len(year.values)}" for year in years]
    medians = [amount(series, year.median) for year in years]
    return [f"{places[0]} states, then {places[1]}", f"median of all {medians[0]}, then {medians[1]}"]


def source_of(citation: str) -> str:
    """Who published it, without the rest of the citation."""
    return citation.partition(":")[0].partition(";")[0].partition(", “")[0].rstrip(".")
