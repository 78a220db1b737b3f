"""Series of what states do -> a section of a profile: ranks, both sides' books, one small chart, whose data. Pure."""

from collections.abc import Iterable, Sequence

from components.deeds.words import (
    compared,
    groups_text,
    mirror_sentences,
    rank_sentences,
    rank_text,
    rank_words,
    upgrades_sentences,
)
from components.profile.document import Bar, BarChart, Block, ItemList, Paragraph, Section, plain
from components.style.bars import FEWEST_YEARS, MOST_YEARS
from components.wording.series_values import amount, series_with
from data.analysis.deeds.groups import groups_of
from data.analysis.deeds.pair import centre_of, deeds_of
from data.analysis.deeds.year_of_partners import YearOfPartners, last_years_of_pair, year_of_partners, years_with_values
from data.base.memo import memo
from data.model.cells import actors_of
from data.model.measured_rows import Series
from data.series.series_set import SeriesSet, shipped_series
from data.series.value_columns import Values
from data.view.ties import Ties

_TITLE, MOST_SENTENCES = "Words and deeds", 5
WHERE = "The page Words and deeds has every value beside the labels, by year, with its unit, coverage and caveats."
# A centre of a series has values with this many partners.
LEAST_OF_CENTRE = 100
ANCHORS = "0 is what two states would share by chance, 1 is always the same vote. No bar: at or below chance."


@memo
def deeds_sections(ties: Ties, dyad: str) -> tuple[Section, ...]:
    """What the series say of a pair; nothing where none has a value of it."""
    series_set = shipped_series(ties.dataset)
    deeds = deeds_of(ties, series_set, dyad) if series_set.series else ()
    sentences = [*rank_sentences(ties, series_set, dyad), *mirror_sentences(ties, dyad, deeds)] if deeds else []
    if not sentences:
        return ()
    items = ItemList(tuple(plain(sentence) for sentence in sentences[:MOST_SENTENCES]))
    blocks = [items, *_years_chart(ties, series_set, dyad), _sources([deed.series for deed in deeds])]
    return (Section(_TITLE, tuple(blocks)),)


@memo
def deeds_sections_of_country(ties: Ties, actor: str) -> tuple[Section, ...]:
    """What the series say of one country: with each of those whose partners are all covered, in the latest year."""
    series_set = shipped_series(ties.dataset)
    first = next(((series, values) for series, values in series_set.read() if series.form == "index"), None)
    if first is None:
        return ()
    series, values = first
    if _is_centre(values, actor):
        return _section_of_centre(ties, series_set, series, values, actor)
    years = [
        year_of_partners(series, values, centre, years_with_values(series, values, centre)[-1])
        for centre in values.partners
        if centre in ties.dataset.actors and _is_centre(values, centre) and actor in values.partners[centre]
    ]
    known = sorted((year for year in years if actor in year.values), key=lambda year: -year.values[actor])
    if not known:
        return ()
    items = ItemList(tuple(plain(rank_text(ties, year, actor)) for year in known[:MOST_SENTENCES]))
    chart = _chart(
        f"{series.name}: with whom, in {known[0].year}",
        [(ties.dataset.actors[year.centre].name, year, actor) for year in known],
    )
    return (Section(_TITLE, (items, chart, _sources([series]))),)


def _is_centre(values: Values, actor: str) -> bool:
    return len(values.partners.get(actor, ())) >= LEAST_OF_CENTRE


def _section_of_centre(
    ties: Ties, series_set: SeriesSet, series: Series, values: Values, centre: str
) -> tuple[Section, ...]:
    years = years_with_values(series, values, centre)
    partners = year_of_partners(series, values, centre, years[-1])
    sentences = [groups_text(partners, groups_of(ties, partners))]
    sentences += upgrades_sentences(ties, series_set, series, centre)
    items = ItemList(tuple(plain(sentence) for sentence in sentences))
    lead = Paragraph(plain(f"Partners by {series_with(series, ties.dataset.actors[centre].name)}."))
    return (Section(_TITLE, (lead, items, _sources([one for one, _ in compared(series_set, centre)]))),)


def _years_chart(ties: Ties, series_set: SeriesSet, dyad: str) -> Iterable[Block]:
    """The last ten years of the first series that has enough of them, each with its rank and the median of all."""
    for series, values in series_set.read():
        if series.form != "index":
            continue
        centre = centre_of(ties, values, dyad)
        partner = next(end for end in actors_of(dyad) if end != centre)
        known = last_years_of_pair(series, values, centre, partner, MOST_YEARS)
        if len(known) >= FEWEST_YEARS:
            name = series_with(series, ties.dataset.actors[centre].name)
            yield _chart(f"{name[:1].upper()}{name[1:]}", [(str(one.year), one, partner) for one in known])
            return


def _chart(caption: str, rows: Sequence[tuple[str, YearOfPartners, str]]) -> BarChart:
    """A bar a row, 1 being the longest; its value, the rank, the median of all."""
    bars = tuple(
        Bar(
            name,
            plain(
                f"{amount(year.series, year.values[actor])}, {rank_words(year.rank(actor) or 0)} of {len(year.values)} "
                f"(median {amount(year.series, year.median)})"
            ),
            min(max(year.values[actor], 0.0), 1.0),
            is_disputed=False,
        )
        for name, year, actor in rows
    )
    return BarChart(caption, bars, plain(ANCHORS))


def _sources(series: Iterable[Series]) -> Paragraph:
    names = dict.fromkeys(one.citation.partition(":")[0].partition(";")[0] for one in series)
    return Paragraph(plain(f"{WHERE} Values: {'; '.join(name.rstrip('.') for name in names)}."), is_quiet=True)
