"""Sentences about deeds, by rule from the values, with how certain they are. Pure."""

from collections.abc import Iterable, Iterator

from components.wording.series_values import amount, inline_name, move, series_with, signed, value_text
from data.analysis.deeds.agenda import agenda_shift
from data.analysis.deeds.claim import more_than_group
from data.analysis.deeds.groups import EVERYONE, PartnerGroup, group_of
from data.analysis.deeds.mirror import Mirror, mirrors_of
from data.analysis.deeds.pair import Deed, centre_of
from data.analysis.deeds.upgrades import Shifts, shifts_of
from data.analysis.deeds.year_of_partners import YearOfPartners, year_of_partners, years_with_values
from data.base.text import count_text, list_text, possessive, quantity, with_capital
from data.model.cells import actors_of
from data.model.measured_rows import Series
from data.series.series_set import SeriesSet
from data.series.value_columns import Values
from data.view.ties import Ties

# Series of which a rank or a shift means something: one number a year, of many states.
COMPARED = ("index", "percent")
LEAST_PARTNERS = 20
# Two ranks that are further apart than this share of all states are worth an explanation.
FAR_APART = 0.15
MOST_MIRRORS = 3
WHY_KAPPA = (
    "Corrected for chance: most states vote yes most of the time, so that two states often vote the same without any "
    "agreement between them. Kappa takes out what they would share by chance; the plain share rises and falls with what "
    "is put to the vote."
)


def compared(series_set: SeriesSet, centre: str) -> list[tuple[Series, Values]]:
    """The series by which a state has a rank among the partners of a centre, in their order."""
    return [
        (series, values)
        for series, values in series_set.read()
        if series.form in COMPARED and len(values.partners.get(centre, {})) >= LEAST_PARTNERS
    ]


def pair_sentences(ties: Ties, series_set: SeriesSet, dyad: str, deeds: Iterable[Deed]) -> tuple[list[str], list[str]]:
    """What the values of a pair say: first its ranks; then what both sides book, and its upgrades."""
    centre, partner = _ends(ties, series_set, dyad)
    upgrades = _upgrade_sentences(ties, compared(series_set, centre), centre, partner)
    return rank_sentences(ties, series_set, dyad), [*mirror_sentences(ties, dyad, deeds), *upgrades]


def _ends(ties: Ties, series_set: SeriesSet, dyad: str) -> tuple[str, str]:
    """The one of a pair whose partners the other is compared with, and that other."""
    centre = centre_of(ties, next((values for _, values in series_set.read()), None), dyad)
    return centre, next(end for end in actors_of(dyad) if end != centre)


def rank_sentences(ties: Ties, series_set: SeriesSet, dyad: str) -> list[str]:
    """Where one of a pair is among all partners of the other, by each series that allows it."""
    centre, partner = _ends(ties, series_set, dyad)
    return [*_rank_sentences(ties, compared(series_set, centre), centre, partner)]


def mirror_sentences(ties: Ties, dyad: str, deeds: Iterable[Deed]) -> list[str]:
    """The latest trade that both sides have in their books."""
    mirrors = [(deed.series, mirror) for deed in deeds for mirror in mirrors_of(dyad, deed.values)[-MOST_MIRRORS:]]
    return [mirror_text(ties, series, mirror) for series, mirror in mirrors]


# Ranks ----------------------------------------------------------------------------------------------------


def _rank_sentences(ties: Ties, series: list[tuple[Series, Values]], centre: str, partner: str) -> Iterator[str]:
    places: list[tuple[Series, float]] = []
    for row, values in series:
        years = years_with_values(row, values, centre)
        if not years:
            continue
        year = year_of_partners(row, values, centre, years[-1])
        yield rank_text(ties, year, partner)
        rank = year.rank(partner)
        if rank:
            places.append((row, rank / len(year.values)))
    if len(places) > 1 and max(share for _, share in places) - min(share for _, share in places) > FAR_APART:
        yield (
            "The two measures place it differently: the plain share counts votes in which nearly all states agree; the "
            "one corrected for chance does not. Neither is the right one by itself."
        )


def rank_text(ties: Ties, year: YearOfPartners, partner: str) -> str:
    """ "In 2025 Hungary ranked 105th of 179 states for …: 0.04 (192 shared roll calls; median of all 0.11)."."""
    actors = ties.dataset.actors
    name, owner = actors[partner].name, actors[year.centre].name
    rank = year.rank(partner)
    what = series_with(year.series, owner)
    if rank is None:
        if partner in year.left_out:
            return f"In {year.year} {name} is not ranked by {what}: it shared fewer than {year.least} roll calls."
        return f"No value of {what} is on record for {name} in {year.year}."
    value, median = amount(year.series, year.values[partner]), amount(year.series, year.median)
    cases = f"{year.cases[partner]} shared roll calls; " if year.cases[partner] else ""
    return (
        f"In {year.year} {name} ranked {rank_words(rank)} of {len(year.values)} states for {what}: {value} ({cases}median of "
        f"all {median})."
    )


def rank_words(number: int) -> str:
    """ "1st", "22nd", "105th"."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# Upgrades ---------------------------------------------------------------------------------------------------


def _upgrade_sentences(ties: Ties, series: list[tuple[Series, Values]], centre: str, partner: str) -> Iterator[str]:
    for row, values in series:
        shifts = shifts_of(ties, row, values, centre)
        own = [shift for shift in shifts.every if shift.upgrade.partner == partner]
        for shift in own:
            label = f"After the upgrade of {shift.upgrade.year}, {inline_name(row)}"
            if shift.value is None:
                yield (
                    f"{label}: cannot be compared, as {_of_three(shift.years_before)} years before and "
                    f"{_of_three(shift.years_after)} after have values."
                )
                continue
            others = f"; that is {_more_than(shifts.share_below(shift.value))}" if len(shifts.known) > 1 else ""
            yield (
                f"{label}, less the median of all states, moved by {move(row, shift.value)} from the three years before to "
                f"the three after{others}."
            )
        if own:
            yield shifts_text(ties, shifts)


def _of_three(years: int) -> str:
    """ "two of the three"."""
    return f"{count_text(years) if years else 'none'} of the three"


def _more_than(share: float) -> str:
    if share in (0, 1):
        return f"{'more' if share else 'less'} than after any other upgrade"
    return f"more than after {share * 100:.0f} % of the other upgrades"


def shifts_text(ties: Ties, shifts: Shifts) -> str:
    """Whether upgrades of a centre move a value: the mean, its error, and the range that chance gives."""
    series, owner = shifts.series, ties.dataset.actors[shifts.centre].name
    if len(shifts.known) < 2:
        return f"There are too few upgrades of {possessive(owner)} partners to compare by {inline_name(series)}."
    unit = " points" if series.form == "percent" else ""
    mean, error, low, high = _moved(shifts)
    verdict = (
        "Upgrades did not move votes by more than chance."
        if shifts.is_within_chance
        else "That is outside what chance would give; what else changed in those years is not known."
    )
    return (
        f"Over all {len(shifts.known)} upgrades of {possessive(owner)} partners with three years before and after, "
        f"{inline_name(series)}{',' * (',' in series.name)} moved against the median of all states by {mean} (standard error "
        f"{error}). Random years of the same partners would give between {low} and {high}{unit}, 95 times in 100. {verdict}"
    )


def upgrades_sentences(ties: Ties, series_set: SeriesSet, series: Series, centre: str) -> Iterator[str]:
    """Whether upgrades move a series, and then, shorter, the other measures of the same deed; nothing without upgrades."""
    shifts = shifts_of(ties, series, series_set.values(series.series), centre)
    if not shifts.every:
        return
    yield shifts_text(ties, shifts)
    for other, values in compared(series_set, centre):
        beside = shifts_of(ties, other, values, centre)
        if other.deed == series.deed and other.series != series.series and len(beside.known) > 1:
            mean, error, low, high = _moved(beside)
            verdict = "within chance, too" if beside.is_within_chance else "outside what chance would give"
            yield (
                f"By the other measure, {inline_name(other)}, they moved by {mean} over {len(beside.known)} upgrades (standard "
                f"error {error}; random years: {low} to {high}): {verdict}."
            )


def _moved(shifts: Shifts) -> tuple[str, str, str, str]:
    """Mean, standard error, and the two ends of the range of chance, in words; only the mean has the unit."""
    series = shifts.series
    low, high = (move(series, value).removesuffix(" points") for value in (shifts.low, shifts.high))
    error = signed(f"{shifts.standard_error:.1f}" if series.form == "percent" else f"{shifts.standard_error:.3f}")
    return move(series, shifts.mean), error, low, high


# Trade in the books of both --------------------------------------------------------------------------------------


def mirror_text(ties: Ties, series: Series, mirror: Mirror) -> str:
    """ "Trade of 2022, both ways: $5.79 bn in Belarus’ books, $5.08 bn in China’s (14 % apart)."."""
    actors = ties.dataset.actors
    way = f"{actors[mirror.source].name} to {actors[mirror.target].name}" if mirror.source else "both ways"
    books = [f"{value_text(series, value)} in {possessive(actors[side].name)} books" for side, value in mirror.books]
    return f"{series.name}, {mirror.year}, {way}: {list_text(books)} ({mirror.gap * 100:.0f} % apart)."


# A centre --------------------------------------------------------------------------------------------------------


def centre_sentences(
    ties: Ties, series_set: SeriesSet, partners: YearOfPartners, groups: tuple[PartnerGroup, ...], named: Iterable[str]
) -> list[str]:
    """What a year says of the partners of a centre, its groups, and the upgrades of all its years."""
    sentences = [_named_text(ties, partners, groups, partner) for partner in named]
    sentences.append(groups_text(partners, groups))
    if partners.series.form in COMPARED:
        sentences += upgrades_sentences(ties, series_set, partners.series, partners.centre)
        sentences += agenda_sentences(ties, series_set, partners.centre)
    if partners.left_out:
        number = quantity(len(partners.left_out), "state")
        sentences.append(
            f"{with_capital(number)} with fewer than {partners.least} shared roll calls: not ranked, not shown."
        )
    unknown = [partner for partner in partners.values if partner not in ties.dataset.actors]
    if unknown:
        sentences.append(
            f"{with_capital(quantity(len(unknown), 'state'))} that these records do not have as actors: counted in ranks and "
            f"medians, shown by their codes ({list_text(sorted(unknown), most=12)})."
        )
    return sentences


def groups_text(partners: YearOfPartners, groups: tuple[PartnerGroup, ...]) -> str:
    """The median of each group, with how many states it has."""
    if [group.name for group in groups] == [EVERYONE]:
        states = quantity(len(partners.values), "state")
        return f"Median of {partners.year}: {amount(partners.series, partners.median)} ({states}; there are no labels to group them by)."
    parts = [f"{group.name} {amount(partners.series, group.median)} ({len(group.values)})" for group in groups]
    median = amount(partners.series, partners.median)
    return f"Medians of {partners.year}, with the number of states: {'; '.join(parts)}. All {len(partners.values)}: {median}."


def _named_text(ties: Ties, partners: YearOfPartners, groups: tuple[PartnerGroup, ...], partner: str) -> str:
    text, group = rank_text(ties, partners, partner), group_of(groups, partner)
    if group is None:
        return text
    value = partners.values[partner]
    where = "above" if value > group.median else "below" if value < group.median else "at"
    label = f"“{group.name}”" if group.key else "all states" if group.name == EVERYONE else "those without a label"
    return f"{text[:-1]}; {where} the median of {label}, {amount(partners.series, group.median)}."


def claim_sentences(
    ties: Ties, partners: YearOfPartners, groups: tuple[PartnerGroup, ...], named: Iterable[str]
) -> Iterator[str]:
    """For each partner that is named, whether it was above the median of the others in its group, as a claim to quote."""
    actors = ties.dataset.actors
    owner = actors[partners.centre].name
    for partner in named:
        answer = more_than_group(partners, groups, partner)
        claim = f"{actors[partner].name} was above the median of its label group in {partners.year}"
        verdict = f"“{claim}” ({series_with(partners.series, owner)}): {answer.verdict}"
        if answer.verdict == "undetermined":
            reason = (
                f"its group, “{answer.group}”, has {count_text(answer.others)} other {'state' if answer.others == 1 else 'states'}"
                if answer.group
                else "no value"
            )
            yield f"{verdict}, {reason}."
        else:
            value, median = amount(partners.series, answer.value), amount(partners.series, answer.median)
            yield f"{verdict}, {value} against {median} for the {answer.others} others in “{answer.group}”."


def agenda_sentences(ties: Ties, series_set: SeriesSet, centre: str) -> Iterator[str]:
    """Where a plain share moved for nearly everybody at once: what was put to the vote changed, not the states."""
    series = compared(series_set, centre)
    for row, values in series:
        shift = agenda_shift(row, values, centre) if row.form == "percent" else None
        if shift is None:
            continue
        owner = ties.dataset.actors[centre].name
        others = [
            f"{inline_name(other)}{',' * (',' in other.name)} went from {amount(other, before.median)} to {amount(other, after.median)}"
            for other, of_other in series
            if other.form == "index"
            for before, after in [
                (
                    year_of_partners(other, of_other, centre, shift.first),
                    year_of_partners(other, of_other, centre, shift.last),
                )
            ]
        ]
        yield (
            f"Do not read it as a change of policy: from {shift.first} to {shift.last} the plain share of equal votes with "
            f"{owner} went from {amount(row, shift.before)} to {amount(row, shift.after)} at the median, and moved the same "
            f"way for {shift.same_way} of {shift.states} states at once (rank correlation of the two years "
            f"{shift.correlation:.2f}). What was put to the vote changed: {shift.cases_before} roll calls then, "
            f"{shift.cases_after} now. {with_capital(list_text(others))}{'.' if others else ''}"
        ).rstrip()


# What a picture says in one line ----------------------------------------------------------------------------------


def pair_summary(ties: Ties, dyad: str, deeds: Iterable[Deed]) -> str:
    """ "Belarus and China: eight deeds beside what they declared."."""
    names = [ties.dataset.actors[end].name for end in actors_of(dyad)]
    return f"{list_text(names)}: {count_text(len(list(deeds)))} measured series beside their labels."


def centre_summary(ties: Ties, partners: YearOfPartners) -> str:
    """ "179 states by their votes with China in 2025."."""
    owner = ties.dataset.actors[partners.centre].name
    return f"{len(partners.values)} states with {owner} in {partners.year}: {inline_name(partners.series)}."
