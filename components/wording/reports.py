"""What is said of a feed of observed events wherever it shows: reports, shares, names of countries. Pure."""

from data.base.days import month_text
from data.base.text import list_text, quantity
from data.matching.world_names import world_names
from data.model.cells import actors_of
from data.observed.events.answers import FeedCoverage
from data.observed.events.feed_file import FeedFile
from data.tables.dataset import Dataset

GENERATED = "This feed holds generated test data: nothing in it happened."
# Beside every count.
REPORTS_NOT_EVENTS = (
    "These are reports, not events: a machine read them in the news; one event can be reported many times, or never."
)


def share_text(share: float) -> str:
    """ "12 %", "1.2 %", "0.04 %", "less than 0.01 %"."""
    percent = share * 100
    if 0 < percent < 0.005:
        return "less than 0.01 %"
    digits = 0 if percent >= 10 else 1 if percent >= 1 else 2
    return f"{percent:.{digits}f} %"


def country_name(dataset: Dataset, actor: str) -> str:
    """As the records name it; a country that they do not have, by its first name of all."""
    if actor in dataset.actors:
        return dataset.actors[actor].name
    return next(iter(world_names().names.get(actor, ())), actor)


def pair_name(dataset: Dataset, dyad: str) -> str:
    return " – ".join(country_name(dataset, end) for end in actors_of(dyad))


def feed_sentences(coverage: FeedCoverage, about: FeedFile, engine: str) -> list[str]:
    """What the feed is, what was left out of it, and how to read its shares."""
    sources = list_text(list(coverage.sources), most=4)
    sentences = [
        f"Source: {sources}, {month_text(coverage.first)} to {month_text(coverage.last)}, "
        f"{coverage.events:,} reports between two countries, read by {engine}. {REPORTS_NOT_EVENTS}",
        "The volume of news grows and coders change, so compare shares over time, not counts: a share is that of all "
        "reports between two countries in the same months. The first and the last period may be covered only in part. "
        "The error rate of this feed is not known here: check single reports before you use them.",
    ]
    if about.files:
        sentences.append(
            f"From {quantity(len(about.files), 'file')}: {about.lines_left_out:,} lines were left out (not about two "
            f"countries), {about.lines_aside:,} set aside as faulty, {about.duplicates:,} were duplicates."
        )
    return sentences
