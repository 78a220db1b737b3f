"""What a pair or the partners of a centre do, beside what they declared, as a figure. Pure."""

from collections.abc import Sequence

from components.deeds.centre_plan import centre_plan
from components.deeds.pair_plan import pair_plans, spells_of_pair
from components.deeds.subject import chosen_series, chosen_year, deeds_subject, named_partners
from components.deeds.words import centre_sentences, centre_summary, pair_sentences, pair_summary
from components.figure.captions import FigureOptions, characters_of
from components.figure.kinds.measured.key import plan_legend
from components.figure.marks.plan_chart import MarksChart
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.figure.timeline.spans import last_day
from data.analysis.deeds.groups import groups_of, labels_at_end
from data.analysis.deeds.pair import deeds_of
from data.analysis.deeds.year_of_partners import year_of_partners, years_with_values
from data.base.text import possessive
from data.model.measured_rows import Series
from data.model.tie_rows import Spell
from data.series.series_set import shipped_series
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection

# More charts on a slide have words too small to read.
MOST_ON_A_PAGE = 3
# What the lines through the dots of groups are.
MEDIANS = "Black: median of a group. Dashed: median of all."


def deeds_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the pair, or of the partners of a centre in a year."""
    of = deeds_subject(selection)
    if of in selection.dataset.actors:
        return _centre_figure(selection, options, of)
    ties, series_set = selection.ties, shipped_series(selection.dataset)
    deeds = deeds_of(ties, series_set, of)
    plans = pair_plans(ties, of, deeds, last_day(selection), MOST_ON_A_PAGE)
    ranks, rest = pair_sentences(ties, series_set, of, deeds)
    sentences = [*ranks, *rest]
    spells = [ties.spells[index] for index in spells_of_pair(ties, of)]
    sentence = sentences[0] if sentences else pair_summary(ties, of, deeds)
    title = f"Words and deeds: {actor_or_dyad(selection.dataset, of)}"
    years = f"{plans[0].first:.0f}–{plans[0].last - 1:.0f}"
    return _figure(
        selection,
        options,
        MarksChart(plans),
        (title, sentence, years),
        sentences,
        [deed.series for deed in deeds],
        spells,
    )


def _centre_figure(selection: Selection, options: FigureOptions, centre: str) -> BriefingFigure:
    ties, series_set = selection.ties, shipped_series(selection.dataset)
    series = chosen_series(selection, series_set, centre)
    assert series
    values = series_set.values(series.series)
    partners = year_of_partners(
        series, values, centre, chosen_year(selection, years_with_values(series, values, centre))
    )
    groups, named = groups_of(ties, partners), named_partners(selection, centre)
    sentences = centre_sentences(ties, series_set, partners, groups, named)
    held = labels_at_end(ties, centre, partners.year)
    spells = [ties.spells[index] for index in selection.indices if set(ties.actors[index]) & held.keys()]
    title = f"{possessive(selection.dataset.actors[centre].name)} partners by label: {series.name}"
    plan = centre_plan(ties, partners, groups, named)
    texts = (title, sentences[0] if named else centre_summary(ties, partners), str(partners.year))
    return _figure(selection, options, MarksChart([plan]), texts, sentences, [series], spells, MEDIANS)


def _figure(
    selection: Selection,
    options: FigureOptions,
    picture: MarksChart,
    texts: tuple[str, str, str],
    sentences: Sequence[str],
    series: Sequence[Series],
    spells: Sequence[Spell],
    remark: str = "",
) -> BriefingFigure:
    title, sentence, time = texts
    return BriefingFigure(
        kind="Words and deeds",
        picture=picture,
        legend=plan_legend(picture.plans),
        citations=(*sentences, *(f"{one.name}: {one.citation} {one.caveat}" for one in series)),
        alt_text=" ".join([f"{title}.", *sentences]),
        characters=characters_of(selection.dataset),
        slide=slide_texts(selection, options, title, sentence, spells, remark, _values_text(series), time=time),
    )


def _values_text(series: Sequence[Series]) -> str:
    """Whose data the values are, each once."""
    names = dict.fromkeys(one.citation.partition(":")[0].partition(";")[0].partition(", “")[0] for one in series)
    return f"Values: {'; '.join(name.rstrip('.') for name in names)}."


def has_no_deeds(selection: Selection) -> bool:
    """Whether there is no value to draw."""
    of, series_set = deeds_subject(selection), shipped_series(selection.dataset)
    if not of or not series_set.series:
        return True
    if of in selection.dataset.actors:
        return chosen_series(selection, series_set, of) is None
    return not deeds_of(selection.ties, series_set, of)
