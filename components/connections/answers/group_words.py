"""The groups of a day that no chance takes apart, in words."""

from collections import Counter
from collections.abc import Sequence

from components.connections.answers.answer import (
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    counted_text,
    pair_names,
    whole_searches,
)
from components.connections.answers.gap_words import gap_sentences
from components.connections.answers.group_outside import outside_texts
from components.wording.names import name_in_sentence, names_text
from components.wording.patterns import group_name, named_groups, tied_text
from components.wording.spells import grade_text
from data.analysis.claims.claim import MOST_MORE
from data.analysis.groups.stable import (
    LEAST_ACTORS,
    MOST_PAIRS,
    RUNS,
    Group,
    Groups,
    companions_by_year,
    stable_groups,
)
from data.base.days import day_in_full
from data.base.text import list_text, quantity, with_capital
from data.model.vocabulary import GRADES
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import Ties

_MOST_NAMED, MOST_CHANGING = 6, 5
# Members whose years in the group are listed for each, and the most spans of years in a list.
_MOST_OF_YEARS, _MOST_SPANS = 4, 4
METHOD = (
    "A group is made of countries and organisations with more ties among themselves than chance would give them, given how "
    "many partners each of them has. Most of their ties may still be with others: who has many partners would be tied with "
    f"many members of any group by chance, so that these ties say little. A computer looks for such groups {RUNS} times, each "
    "from another random start (the Louvain method); those whom it puts together each time are a group here. Two with several "
    f"ties count once. Groups of fewer than {LEAST_ACTORS} are not shown. Measures and suspended ties do not count."
)


def groups_answer(selection: Selection, asked: str = "") -> NetworkAnswer:
    """The answer to "which groups are there?", and in which of them one actor is."""
    found, dataset = stable_groups(selection), selection.dataset
    texts = [groups_sentence(selection, found)]
    if asked and not found.is_too_large:
        texts[:0] = [_asked_text(selection, found, asked), *_support_texts(selection, found, asked)]
    # How far the groups can be trusted comes before how they were found.
    meaning = () if found.is_too_large else (_meaning(),)
    return NetworkAnswer(
        subject="Groups that hold together",
        sentence=texts[0],
        details=(*texts[1:], *meaning),
        parts=tuple(_parts(dataset, found, asked)),
        gaps=(*_searched_text(dataset), *gap_sentences(dataset, found.gaps)),
        lit=tuple(index for group in found.groups for index in group.ties),
        actors=tuple(actor for group in found.groups for actor in group.actors),
        hulls=named_groups(dataset, found),
        method=() if found.is_too_large else (METHOD, *_left_out(dataset, found)),
    )


def groups_sentence(selection: Selection, found: Groups) -> str:
    """ "6 groups hold together on 10 October 2026; the largest has 15 members, around the SCO."."""
    dataset, day = selection.dataset, day_in_full(selection.view.as_of)
    condition = counted_text(selection.view, dataset)
    if found.is_too_large:
        text = f"groups are not computed for more than {MOST_PAIRS:,} pairs; count fewer types of tie."
        return with_capital(f"{condition}{text}")
    if not found.groups:
        return with_capital(f"{condition}no group of {LEAST_ACTORS} or more holds together on {day}.")
    largest = found.groups[0]
    number = quantity(len(found.groups), "group")
    verb = "holds" if len(found.groups) == 1 else "hold"
    tied = tied_text(dataset, largest)
    ending = f": {tied}" if tied else ""
    what = "it" if len(found.groups) == 1 else "the largest"
    return f"{condition}{number} {verb} together on {day}; {what} has {len(largest.actors)} members{ending}."


def _asked_text(selection: Selection, found: Groups, actor: str) -> str:
    """ "Belarus is in group 5, with Azerbaijan, North Korea and Venezuela; 3 of their 6 pairs are tied."."""
    dataset = selection.dataset
    name = with_capital(f"{counted_text(selection.view, dataset)}{name_in_sentence(dataset, actor)}")
    for number, group in enumerate(found.groups, 1):
        if actor in group.actors:
            others = tuple(one for one in group.actors if one != actor)
            names = names_text(dataset, others, MOST_CHANGING + 4)
            return f"{name} is in group {number}, with {names}; {_pairs_of(group)}."
    if actor in found.single:
        return f"{name} is in no group: all its ties that count are with one partner, or lead to it; measures do not count."
    if actor in found.changing:
        return f"{name} is in no group: the {RUNS} runs put it into different ones."
    return f"{name} is in no group: it has no tie on record that counts."


def _pairs_of(group: Group) -> str:
    """ "3 of the 6 pairs among them are tied"; "all 3 pairs among them are tied"."""
    every = len(group.actors) * (len(group.actors) - 1) // 2
    verb = "is" if group.pairs == 1 else "are"
    if group.pairs == every:
        return f"all {every} pairs among them are tied"
    return f"{group.pairs or 'none'} of the {every} pairs among them {verb} tied"


def _support_texts(selection: Selection, found: Groups, actor: str) -> list[str]:
    """How well the group of an actor is supported: its ties and their grades, its years, and the partners outside of it."""
    group = next((one for one in found.groups if actor in one.actors), None)
    if group is None:
        return []
    texts = (_ties_text(selection.ties, group), _years_text(selection, group, actor))
    return [*filter(None, texts), *outside_texts(selection, found, group, actor)]


def _ties_text(ties: Ties, group: Group) -> str:
    """ "It rests on 3 ties: Belarus has a tie with each of the 3 others. Without any one of them a member would have none in
    it. By grade: 1 confirmed and 2 reported; 1 rests on a single source. Not all partners of Belarus and Venezuela …."
    """
    dataset, number = ties.dataset, len(group.ties)
    if not number:
        return "No two of them have a tie with each other: they are together because of the partners that they share."
    tied = tied_text(dataset, group)
    texts = [f"The group rests on {quantity(number, 'tie')}.", *([f"{with_capital(tied)}."] if tied else [])]
    if group.pairs < len(group.actors):
        texts.append("These are few: without any one of them a member would be tied to nobody else in the group.")
    grades = Counter(ties.spells[index].grade for index in group.ties)
    by_grade = [f"{grades[grade]:,} {grade_text(grade)}" for grade in GRADES if grades[grade]]
    texts.append(f"How well they are supported: {list_text(by_grade, most=9)}{_sources_text(ties, group)}.")
    searched = whole_searches(dataset)
    others = tuple(one for one in group.actors if one not in searched)
    names = pair_names(dataset, others) if len(others) <= _MOST_NAMED else f"{len(others)} of its members"
    return " ".join([*texts, *([f"Not all partners of {names} were searched."] if others else [])])


def _sources_text(ties: Ties, group: Group) -> str:
    """ "; 2 rest on a single source each, and 1 has no source"; "" if each has several."""
    counts = Counter(min(len(ties.spells[index].sources), 2) for index in group.ties)
    texts = []
    if single := counts[1]:
        texts.append(f"{single:,} {'rests on a single source' if single == 1 else 'rest on a single source each'}")
    if without := counts[0]:
        texts.append(f"{without:,} {'has' if without == 1 else 'have'} no source")
    return f"; {' and '.join(texts)}" if texts else ""


def _years_text(selection: Selection, group: Group, actor: str) -> str:
    """ "On 1 January, Belarus was in one group with Venezuela in 2007–2026; with Azerbaijan in 2019–2021 and 2023–2026; with North
    Korea in no year."; in a larger group with its namesake alone.
    """
    _, *others = named_of_group(group, actor)
    others = others if len(others) <= _MOST_OF_YEARS else others[:1]
    asked = [
        (day.year, members)
        for day, members in companions_by_year(selection, actor, others)
        if day.month == day.day == 1
    ]
    if not asked:
        return ""
    of_years: dict[tuple[int, ...], list[str]] = {}
    for other in others:
        of_years.setdefault(tuple(year for year, members in asked if other in members), []).append(other)
    dataset, ordered = selection.dataset, sorted(of_years, key=lambda years: (not years, years[:1]))
    texts = [f"with {pair_names(dataset, tuple(of_years[years]))} in {_years(years)}" for years in ordered]
    return f"On 1 January, {name_in_sentence(dataset, actor)} was in one group {'; '.join(texts)}."


def _years(years: Sequence[int]) -> str:
    """ "2019–2021 and 2023"; of many spans "18 of the years 1993–2026, and in each since 2025"."""
    if not years:
        return "no year before this date"
    spans = _spans(years)
    if len(spans) <= _MOST_SPANS:
        return list_text(spans, most=_MOST_SPANS)
    return f"{len(years)} of the years {years[0]}–{years[-1]}, the last {spans[-1]}"


def _spans(years: Sequence[int]) -> list[str]:
    """ "2019–2021", "2023"."""
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return [f"{first}–{end}" if first < end else str(first) for first, end in spans]


def named_of_group(group: Group, actor: str = "") -> tuple[str, ...]:
    """Of whom is said that they are in one group: all its members, of a large one the actor and its namesake alone."""
    others = tuple(one for one in group.actors if one != actor)
    first = (actor,) if actor else ()
    return (*first, *others) if len(group.actors) <= MOST_MORE + 2 else (*first, *others)[:2]


def _left_out(dataset: Dataset, found: Groups) -> list[str]:
    """Who is in no group, and why."""
    texts = []
    if found.single:
        who = "actor is" if len(found.single) == 1 else "actors are"
        texts.append(
            f"{len(found.single)} {who} left out: with ties to one partner only, a country is always in the group of that one."
        )
    if found.changing:
        names = names_text(dataset, found.changing, MOST_CHANGING)
        verb = "falls" if len(found.changing) == 1 else "fall"
        texts.append(f"{with_capital(names)} {verb} into another group from run to run, or into one too small to show.")
    return texts


def _parts(dataset: Dataset, found: Groups, asked: str) -> list[AnswerPart]:
    """A part for each group; the one asked for comes first."""
    parts = []
    for number, group in sorted(enumerate(found.groups, 1), key=lambda one: asked not in one[1].actors):
        name = with_capital(
            names_text(dataset, group.actors, _MOST_NAMED if len(group.actors) > _MOST_NAMED + 1 else 99)
        )
        remark = "; ".join(filter(None, (tied_text(dataset, group), _pairs_text(group))))
        parts.append(AnswerPart(group_name(dataset, number, group), (AnswerRow(name, remark, group.ties),)))
    return parts


def _pairs_text(group: Group) -> str:
    return "no ties among themselves" if not group.pairs else f"{quantity(group.pairs, 'pair')} tied among themselves"


def _meaning() -> str:
    """What it means that groups are stable."""
    return (
        f"In one group means: a computer that looks for groups {RUNS} times, each from another random start, puts them "
        "together every time. So the result can be repeated; it does not say that the ties are close or well supported."
    )


def _searched_text(dataset: Dataset) -> tuple[str, ...]:
    searched = whole_searches(dataset)
    whom = f"only for {names_text(dataset, searched)}" if searched else "for nobody"
    return (
        f"All partners were searched {whom}. Other ties may exist, and groups would be others with them: two countries that "
        "are close in fact may be in different groups here.",
    )
