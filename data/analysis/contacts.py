"""Observed contacts with China's leaders: which of them count, whose they are, and the time they cover."""

from dataclasses import dataclass
from datetime import date

from data.base.days import day_text
from data.base.memo import memo
from data.model.schema import Contact, Search
from data.tables.dataset import Dataset
from data.view.fields.names import focus_actors

# Whose leaders the broadcaster follows.
OBSERVED_ACTOR = "CHN"
# Signing, ceremonies and the like come with a talk: counted beside it, one contact would count twice.
MEETING_KINDS = ("meeting", "talks", "phone_call", "video_call")


@dataclass(frozen=True)
class ObservedPeriod:
    """The time in which contacts were observed: the first one recorded, and the last day looked at."""

    first: date
    through: date

    @property
    def years(self) -> float:
        return ((self.through - self.first).days + 1) / 365.25


def contact_partner(dataset: Dataset, focus: str) -> str:
    """The partner whose contacts with China are meant: the other end of a dyad with China, or the actor; else ""."""
    ends = focus_actors(dataset, focus)
    partners = [end for end in ends if end != OBSERVED_ACTOR]
    return partners[0] if len(partners) == 1 and (len(ends) == 1 or OBSERVED_ACTOR in ends) else ""


def meetings_with(dataset: Dataset, partner: str) -> tuple[Contact, ...]:
    """The meetings, talks and calls with a partner, oldest first."""
    return _meetings(dataset).get(partner, ())


@memo
def _meetings(dataset: Dataset) -> dict[str, tuple[Contact, ...]]:
    return {
        partner: tuple(contact for contact in contacts if contact.kind in MEETING_KINDS)
        for partner, contacts in dataset.contacts.items()
    }


def contact_searches(dataset: Dataset) -> tuple[Search, ...]:
    """The searches that fed the contacts."""
    return tuple(search for search in dataset.searches if search.table == "contacts")


@memo
def observed_period(dataset: Dataset) -> ObservedPeriod | None:
    """The time that the contacts cover; None if there are none."""
    days = [contact.date for contacts in dataset.contacts.values() for contact in contacts]
    if not days:
        return None
    last_contact = max(day.last for day in days)
    searched = (search.through.last for search in contact_searches(dataset))
    return ObservedPeriod(min(day.first for day in days), max((*searched, last_contact)))


def contact_coverage_text(dataset: Dataset) -> str:
    """What was looked through, and what that leaves out, in the words of the records."""
    return " ".join(
        f"{search.place}, through {day_text(search.through.last)}. {search.finding}"
        for search in contact_searches(dataset)
    )
