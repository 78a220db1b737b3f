"""Results of the search in the form in which the browser gets them. Pure."""

from datetime import date
from typing import Any

from data.base.days import day_text
from data.base.text import quantity, quoted
from data.search.entry import GROUP_NAMES
from data.search.index import MOST_COUNTED
from data.search.search import Result, ResultGroup, Results
from data.search.snippet import Part
from data.tables.dataset import Dataset
from data.view.fields.codecs import LONGEST_TEXT
from data.view.selection import read_through
from data.view.view import View


def results_message(results: Results, view: View, dataset: Dataset, *, today: date) -> dict[str, Any]:
    """Groups with their results, each with the page and the query of the link where it leads."""
    return {
        "text": results.text,
        "count": count_text(results),
        "groups": [
            {
                "name": group_heading(group),
                "results": [_result(result, view, dataset, today) for result in group.results],
            }
            for group in results.groups
        ],
    }


def through_text(dataset: Dataset) -> str:
    """ "Sources through 10 Oct 2026"; "" if the records do not say."""
    through = read_through(dataset)
    return f"Sources through {day_text(through)}" if through else ""


def _result(result: Result, view: View, dataset: Dataset, today: date) -> dict[str, Any]:
    place = result.entry.place
    return {
        "title": [*map(_part, result.title), *([[" (added)", False]] if result.entry.is_added else [])],
        "snippet": list(map(_part, result.snippet)),
        "date": result.entry.date,
        "page": place.page,
        "query": place.link(view, dataset, today=today),
    }


def _part(part: Part) -> list[str | bool]:
    return [part.text, part.is_found]


def group_heading(group: ResultGroup) -> str:
    """ "Events", and "Events · 3 of 12" if not all are listed."""
    name = GROUP_NAMES[group.group]
    if len(group.results) == group.count:
        return name
    more = "+" if group.count >= MOST_COUNTED else ""
    return f"{name} · {len(group.results)} of {group.count:,}{more}"


def count_text(results: Results) -> str:
    """How much was found, and how misspelt words were understood."""
    understood = " and ".join(quoted(word) for _, word in results.corrections)
    note = f" Showing results for {understood}." if understood else ""
    if not results.count:
        return f"No results for {quoted(results.text, LONGEST_TEXT)}."
    more = "More than " if any(group.count >= MOST_COUNTED for group in results.groups) else ""
    if results.left_out:
        return f"Nothing has all of these words. {more}{quantity(results.count, 'result')} without {quoted(results.left_out)}.{note}"
    return f"{more}{quantity(results.count, 'result')}.{note}"
