"""A claim about a triangle or a group -> the verdict over time, by the ties on record: neither speaks of ties that are not.

A triangle is asked on every day on which a side may get another sign; groups, which need many runs, on the first day of
each year and on the day itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from math import prod

from data.analysis.claims.carriers import Stretch, carriers, last_day, stretches_of
from data.analysis.claims.truth import Truth
from data.analysis.claims.verdicts import Verdict, VerdictPeriod, history_of, verdict_of
from data.analysis.connections.graph import Pair, spells_by_pair, suspended
from data.analysis.connections.since import runs_of
from data.analysis.connections.triangles import Triangle, sign_of
from data.analysis.groups.stable import Group, companions_by_year, stable_groups
from data.view.fields.claim import Claim, Form
from data.view.impact import rests_on
from data.view.selection import first_day, read_through, select
from data.view.ties import SpellIndex, Ties
from data.view.view import View


@dataclass(frozen=True)
class Side:
    """A side of a triangle on a day: the spells that give it a sign, and the signs that they certainly and possibly give."""

    pair: Pair
    spells: tuple[SpellIndex, ...]
    certain: frozenset[int]
    possible: frozenset[int]


@dataclass(frozen=True)
class TriangleVerdict:
    """The verdict on a day and over time, the three sides on the day, and the ties by which it was true at other times."""

    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    sides: tuple[Side, ...]
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True)
class GroupVerdict:
    """The verdict on a day and over time, and the groups on the day of those named, None for one that is in none.

    `history` has the first day of each year, and the day; what was between two of them was not asked.
    """

    verdict: Verdict
    history: tuple[VerdictPeriod, ...]
    of_ends: tuple[Group | None, ...]

    @property
    def together(self) -> Group | None:
        """The group that all of them are in; None if they are in several, or one in none."""
        return _same_group(self.of_ends)


# Triangles ---------------------------------------------------------------------------------------------


def check_triangle(ties: Ties, claim: Claim, as_of: date, withdrawn: frozenset[str]) -> TriangleVerdict:
    """Check whether three form a balanced triangle, or one that is not; a proposal and what is suspended have no sign."""
    first, second, third = sorted((claim.actor, claim.partner, claim.other))
    pairs = Triangle((first, second, third), (0, 0, 0)).sides
    signed = {pair: _signed(ties, pair, withdrawn) for pair in pairs}
    last, balance = _last_read(ties), -1 if claim.form is Form.UNBALANCED else 1
    begin, end = min(first_day(ties), as_of).toordinal(), max(as_of.toordinal(), last)
    changes = {
        int(days[index])
        for spells in signed.values()
        for index in spells
        for days in (*ties.starts, *ties.ends)
        if begin < days[index] <= end
    }

    def sides_on(day: int) -> tuple[Side, ...]:
        return tuple(_side(ties, pair, spells, day) for pair, spells in signed.items())

    def verdict_on(day: int) -> Verdict:
        return verdict_of(_balance(sides_on(day), balance, is_late=day > last))

    days = sorted({begin, *changes, *({last + 1} if begin < last + 1 <= end else ())})
    day = as_of.toordinal()
    history = history_of((verdict_on(one), one) for one in days)
    stretches = stretches_of(history, last_day(ties, as_of), lambda since, until: _signs(ties, signed, since, until))
    return TriangleVerdict(verdict_on(day), history, sides_on(day), stretches)


def _signs(ties: Ties, signed: Mapping[Pair, tuple[SpellIndex, ...]], begin: int, end: int) -> tuple[Stretch]:
    """The ties that gave each side its signs in a time."""
    spells = (
        index
        for of_pair in signed.values()
        for sign in (1, -1)
        for index in carriers(ties, [[one for one in of_pair if sign_of(ties, one) == sign]], begin, end)
    )
    return (Stretch(date.fromordinal(begin), date.fromordinal(end), tuple(dict.fromkeys(spells))),)


def _signed(ties: Ties, pair: Pair, withdrawn: frozenset[str]) -> tuple[SpellIndex, ...]:
    return tuple(
        index
        for index in spells_by_pair(ties).get(pair, ())
        if sign_of(ties, index)
        and not ties.proposed[index]
        and not suspended(ties)[index]
        and not rests_on(ties.spells[index].sources, withdrawn)
    )


def _side(ties: Ties, pair: Pair, spells: Sequence[SpellIndex], day: int) -> Side:
    possible = tuple(index for index in spells if ties.run_span(index, index).is_possible(day))
    certain = set[int]()
    for sign in (1, -1):
        # A step from one label to the next is no break.
        runs = runs_of(ties, [index for index in spells if sign_of(ties, index) == sign])
        if any(ties.run_span(first, last).is_certain(day) for first, last in runs):
            certain.add(sign)
    return Side(pair, possible, frozenset(certain), frozenset(sign_of(ties, index) for index in possible))


def _balance(sides: Sequence[Side], balance: int, *, is_late: bool) -> Truth:
    """Whether the signs multiply to 1 (balanced) or -1, by each sign that a side may have: both at once are neither, and
    without one nothing is known.
    """
    each = [list(_sums(side)) for side in sides]
    products = {_product(signs) for signs in product(*each)}
    return Truth(must=products == {balance} and not is_late, may=bool(products & {balance, None}) or is_late)


def _product(signs: Sequence[int | None]) -> int | None:
    known = [sign for sign in signs if sign is not None]
    return prod(known) if len(known) == len(signs) else None


def _sums(side: Side) -> Iterator[int | None]:
    open_ = side.possible - side.certain
    for number in range(len(open_) + 1):
        for more in combinations(sorted(open_), number):
            signs = {*side.certain, *more}
            yield sum(signs) if signs else None


# Groups ------------------------------------------------------------------------------------------------


def check_group(ties: Ties, claim: Claim, as_of: date, withdrawn: frozenset[str]) -> GroupVerdict:
    """Check whether some are in one group, by ties of some types or of any but measures."""
    view = View(as_of=as_of, layers=claim.layers, withdrawn=tuple(sorted(withdrawn)))
    found = stable_groups(select(ties, view))
    of_ends = tuple(next((group for group in found.groups if one in group.actors), None) for one in claim.ends)
    last, day = _last_read(ties), as_of.toordinal()
    _, *others = claim.ends
    by_year = companions_by_year(select(ties, view), claim.actor, others)
    each = {one.toordinal(): _verdict(of.issuperset(others), one.toordinal(), last) for one, of in by_year}
    # Of too many pairs no groups are computed.
    each[day] = Verdict.UNDETERMINED if found.is_too_large else _verdict(_same_group(of_ends) is not None, day, last)
    if last < max(each):
        each.setdefault(last + 1, Verdict.UNDETERMINED)
    return GroupVerdict(each[day], history_of((each[one], one) for one in sorted(each)), of_ends)


def _same_group(groups: Sequence[Group | None]) -> Group | None:
    return groups[0] if all(group is groups[0] for group in groups) else None


def _verdict(is_so: bool, day: int, last: int) -> Verdict:
    if day > last:
        return Verdict.UNDETERMINED
    return Verdict.TRUE if is_so else Verdict.FALSE


def _last_read(ties: Ties) -> int:
    through = read_through(ties.dataset)
    return through.toordinal() if through else 0
