"""How far the sources were read, of whom not all partners were searched, what is not complete and which days were not read, in words."""

from collections.abc import Collection
from datetime import date

from components.wording.names import name_in_sentence
from data.analysis.missing_ties import incomplete_families
from data.base.days import day_text
from data.base.text import list_text, possessive, quantity
from data.model.ledger_rows import Search
from data.model.tie_rows import Family
from data.tables.dataset import Dataset
from data.usage.unread import UNREAD_WORDS, BlindSpot, blind_spots
from data.view.selection import Selection, read_through

# What is not on record need not be missing in fact: few types of tie were searched for every pair.
NONE_ON_RECORD = "none on record"
# How many types of tie a picture names.
_MOST_FAMILIES = 2


def coverage_text(dataset: Dataset) -> str:
    """What the time after the last source read means; empty if the records do not say how far sources were read."""
    through = read_through(dataset)
    return f"Sources were read through {day_text(through)}. Later events are not covered." if through else ""


def searched_time_text(searches: Collection[Search], day: date) -> str:
    """The time that some searches cover: "through 10 Oct 2026"; of a day before it "from 3 Jul 2012 through 10 Oct 2026"."""
    through, begin = day_text(max(search.through.last for search in searches)), first_day_searched(searches)
    return f"from {day_text(begin)} through {through}" if begin and day < begin else f"through {through}"


def first_day_searched(searches: Collection[Search]) -> date | None:
    """The first day that one of these searches covers; None if one covers all before."""
    days = [search.since.first for search in searches if search.since]
    return min(days) if days and len(days) == len(searches) else None


def no_ties_text(day: date) -> str:
    """ "No ties on record for 1 Mar 2023": whether there were none is seldom known."""
    return f"No ties on record for {day_text(day)}"


def record_set_text(dataset: Dataset, family: Family) -> str:
    """What was or was not searched: "labels of Belarus’ own ranking of partners", so that the labels that the other side has
    given are not taken for missing; of any other family its name.
    """
    if (
        family.owner
        and family.layer == "partnership"
        and any(ladder.family == family.family for ladder in dataset.ladders.values())
    ):
        return f"labels of {possessive(dataset.actors[family.owner].name)} own ranking of partners"
    return family.name


def partial_search_text(dataset: Dataset, actor: str) -> str:
    """That few ties of an actor do not mean that it has no others; "" where all its partners were searched."""
    is_whole = any(f"{actor}-*" in search.dyads for search in dataset.searches if search.table == "spells")
    return "" if is_whole else f"Not all partners of {name_in_sentence(dataset, actor)} were searched."


def partial_search_of(selection: Selection) -> str:
    """The same for a view of the ties of one actor."""
    actors = selection.view.actors
    return partial_search_text(selection.dataset, actors[0]) if len(actors) == 1 else ""


def incomplete_text(selection: Selection) -> str:
    """ "Not complete: adversarial measures, membership and 3 more types of tie", or "" if all in view is complete."""
    names = [_in_sentence(family) for family in incomplete_families(selection)]
    if not names:
        return ""
    more = len(names) - _MOST_FAMILIES
    if more <= 0:
        return f"Not complete: {' and '.join(names)}"
    return f"Not complete: {', '.join(names[:_MOST_FAMILIES])} and {quantity(more, 'more type')} of tie"


def _in_sentence(family: Family) -> str:
    """ "adversarial measures"; a name that begins with an owner keeps its capital."""
    return family.name if family.owner else f"{family.name[:1].lower()}{family.name[1:]}"


def blind_spot_text(spot: BlindSpot) -> str:
    """ "23 Aug 2026 to 10 Oct 2026: of 49 days 19 known by titles only"; "1 Dec 2018: not read"."""
    parts = [f"{spot.unread[kind]} {words}" for kind, words in UNREAD_WORDS.items() if spot.unread.get(kind)]
    if spot.days == 1:
        return f"{day_text(spot.first)}: {next(words for kind, words in UNREAD_WORDS.items() if spot.unread.get(kind))}"
    span = f"{day_text(spot.first)} to {day_text(spot.last)}"
    return f"{span}: of {spot.days} days {list_text(parts, most=len(parts))}"


def unread_text(dataset: Dataset, table: str, since: date = date.min, until: date = date.max) -> str:
    """All the blind spots between two days, separated by semicolons; "" without any."""
    return "; ".join(map(blind_spot_text, blind_spots(dataset, table, since, until)))


def unread_by_year(dataset: Dataset, table: str) -> dict[int, str]:
    """Year -> its blind spots in words; a year that was read whole is left out."""
    years = {year for spot in blind_spots(dataset, table) for year in range(spot.first.year, spot.last.year + 1)}
    return {year: unread_text(dataset, table, date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)}
