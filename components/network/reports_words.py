"""The layout by reports in words and rows: what places mean, who is near whom, what was counted. Pure."""

from collections import Counter
from collections.abc import Iterator

from components.network.layouts.reports import (
    FEWEST_TO_PLACE,
    NEAREST,
    AskedReports,
    Near,
    nearness_of,
    reports_for,
)
from components.network.layouts.subject import Subject
from components.network.words import REPORTED_NAMES
from components.wording.reports import GENERATED, country_name, feed_sentences, share_text
from data.base.days import month_text
from data.base.text import list_text, quantity
from data.tables.dataset import Dataset
from data.view.fields.names import focus_actors
from data.view.selection import Selection
from data.view.view import View

_MOST_ROWS, MOST_IN_FIGURE = 30, 10
# A row of the table: the pair, its reports, their share of all such reports, and of those of the two countries.
PairRow = tuple[str, int, str, str]


def places_text(selection: Selection) -> str:
    """ "Places by reported co-operation, Jan 2015 to Dec 2024 (GDELT): …": the small print of a picture."""
    asked = reports_for(selection.view)
    if isinstance(asked, str):
        return ""
    generated = f" {GENERATED}" if asked.coverage.is_generated else ""
    return (
        f"Places by reported {kind_text(selection.view)}, {window_text(asked)} ({list_text(list(asked.coverage.sources), most=3)}): "
        f"those near each other have a large share of their reports together. Reports, not events.{generated}"
    )


def kind_text(view: View) -> str:
    return REPORTED_NAMES[view.reported].lower()


def window_text(asked: AskedReports) -> str:
    return f"{month_text(asked.window.since)} to {month_text(asked.window.until)}"


def counted_text(selection: Selection, asked: AskedReports) -> str:
    """ "12,345 reports of co-operation between countries, Jan 2015 to Dec 2024: 61 % of all reports between two countries."."""
    number, everything = _number(selection.view, asked), sum(pair.events for pair in asked.window.pairs)
    share = share_text(number / everything if everything else 0)
    kind = kind_text(selection.view)
    return (
        f"{quantity(number, 'report')} of {kind}, {window_text(asked)}: {share} of all reports between two countries."
    )


def method_sentences(selection: Selection, asked: AskedReports, subject: Subject) -> list[str]:
    """How places come about, whom they say nothing of, and what the feed is."""
    kind = kind_text(selection.view)
    sentences = [
        f"Each country is drawn to the {NEAREST} others with whom it has most reports of {kind} for how much the two are "
        "in the news: their number, divided by the root of the product of all reports of each of the two (Salton’s "
        f"cosine). Pairs with fewer than {FEWEST_TO_PLACE} are left out. Left, right, up and down mean nothing.",
    ]
    placed = {actor for near in subject.near for actor in (near.one, near.other)}
    if elsewhere := [actor for actor in subject.actors if actor not in placed]:
        names = list_text([selection.dataset.actors[actor].name for actor in elsewhere], most=5)
        sentences.append(f"Too few reports, so the place says nothing: {names}.")
    return sentences + feed_sentences(asked.coverage, asked.feed.about, asked.feed.engine.name)


def near_rows(
    selection: Selection, asked: AskedReports, subject: Subject, *, most: int = _MOST_ROWS
) -> Iterator[PairRow]:
    """Who is nearest to whom in the picture, or of the focus; the nearest first."""
    all_of, number = Counter[str](), _number(selection.view, asked)
    for pair in asked.window.pairs:
        all_of[pair.one] += pair.events
        all_of[pair.other] += pair.events
    nears = sorted(_near_in_question(selection, asked, subject), key=lambda near: (-near.nearness, near[:2]))
    for near in nears[:most]:
        own = all_of[near.one] + all_of[near.other]
        yield (
            f"{country_name(selection.dataset, near.one)} – {country_name(selection.dataset, near.other)}",
            near.reports,
            share_text(near.reports / number),
            # A report between the two counts once for each of them.
            share_text(2 * near.reports / own),
        )


def places_notes(selection: Selection, subject: Subject) -> list[str]:
    """What was counted, who is nearest, how, and from what feed: for the notes of a figure."""
    asked = reports_for(selection.view)
    if isinstance(asked, str):
        return []
    nearest = rows_text(selection, asked, subject)
    return [counted_text(selection, asked), *filter(None, [nearest]), *method_sentences(selection, asked, subject)]


def rows_text(selection: Selection, asked: AskedReports, subject: Subject) -> str:
    """The nearest pairs in a sentence, for the notes of a figure."""
    rows = [
        f"{pair} ({quantity(reports, 'report')}, {share} of all of {kind_text(selection.view)})"
        for pair, reports, share, _ in near_rows(selection, asked, subject, most=MOST_IN_FIGURE)
    ]
    return f"Nearest: {list_text(rows, most=MOST_IN_FIGURE)}." if rows else ""


def _near_in_question(selection: Selection, asked: AskedReports, subject: Subject) -> list[Near]:
    """The pairs in the picture; of a focus, those with all of its ends (a pair, or a country and anybody)."""
    ends, inside = set(focus_actors(selection.dataset, selection.view.focus)), set(subject.actors)
    nears = nearness_of(asked.window.pairs, selection.view.reported)
    return [near for near in nears if ends <= {near.one, near.other} <= inside]


def _number(view: View, asked: AskedReports) -> int:
    is_conflict = view.reported == "conflict"
    return sum(pair.conflict if is_conflict else pair.cooperation for pair in asked.window.pairs)


def no_places_text(dataset: Dataset, view: View, subject: Subject) -> str:
    """Why the layout by reports cannot be had; empty if it can."""
    asked = reports_for(view)
    if isinstance(asked, str):
        return asked
    if subject.near or len(subject.actors) < 2:
        return ""
    names = list_text([dataset.actors[actor].name for actor in subject.actors], most=4)
    return f"No two of {names} have {FEWEST_TO_PLACE} reports of {kind_text(view)} in the feed, {window_text(asked)}."
