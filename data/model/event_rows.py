"""What happened and who used which label: events, and what a machine coded of news items."""

from typing import Annotated, Literal

from pydantic import Field

from data.model.cells import ActorId, Date, Day, DyadId, Filled, MaybeDate, Texts
from data.model.descriptions import ABOUT_CONTEST, ABOUT_GRADE, ABOUT_NOTE, ABOUT_SOURCE_IDS
from data.model.rows import ContestableRow, Row, column
from data.model.vocabulary import ContactKind, EventKind, Grade, Office, SightingContext, SpeakerSide


class Event(ContestableRow):
    """A dated event between actors."""

    key = ("event",)
    event: Filled = column("Id.")
    dyad: DyadId = column("The two actors it is about, in alphabetical order.", refers_to="actors")
    others: Texts = column("Other actors concerned, separated by “; ”.", refers_to="actors", default=())
    date: Date = column("Date, as exact as the source.")
    end_date: MaybeDate = column("Last day, if it took several.", default=None)
    kind: EventKind = column("Type of event.")
    title: Filled = column("What happened, in one line.")
    summary: str = column("What happened, in our own words.", default="")
    speaker: str = column("Speaker (statements only).", default="")
    addressee: str = column("Addressee (statements only).", default="")
    place: str = column("Place.", default="")
    participants: Texts = column("Participants, separated by “; ”.", default=())
    instrument: str = column("The text signed or adopted.", default="")
    significance: Annotated[int, Field(ge=1, le=5)] = column(
        "1 (routine) to 5 (creates or changes a tier, a treaty, a war)."
    )
    rule: str = column("The rule by which the significance was assigned.", default="")
    sources: Texts = column(ABOUT_SOURCE_IDS, refers_to="sources", default=())
    grade: Grade = column(ABOUT_GRADE)
    contest: str = column(ABOUT_CONTEST, refers_to="events", default="")
    note: str = column(ABOUT_NOTE, default="")


class Contact(Row):
    """A contact of one of China’s leaders, coded by machine from news items of one broadcaster; it is not an event."""

    key = ("contact",)
    contact: Filled = column("Id: day, partner, kind, leader.")
    date: Date = column("The day that the item gives, otherwise the day of the broadcast.")
    kind: ContactKind = column("Type of contact, by the verb of the item.")
    partner: ActorId = column("The partner of China.", refers_to="actors")
    leader: Filled = column("The leader who acted for China.")
    office: Office = column("Office held by the partner’s side; empty for an arrival.", default="")
    label_zh: str = column("The label used most in the item, which is not always the one in force.", default="")
    url: Filled = column("Address of the item, as archived; the live page was not opened.")


class Sighting(Row):
    """A dated use of a label of China’s for a partner, coded by machine from news items of one broadcaster."""

    key = ("sighting",)
    sighting: Filled = column("Id: day, partner, number.")
    date: Day = column("The day of the broadcast, up to a day or two after the act.")
    partner: ActorId = column("The partner of China.", refers_to="actors")
    label_zh: Filled = column("The label as it was used, with its qualifiers.")
    tier: str = column("The tier with exactly this wording; empty if there is none.", refers_to="tiers", default="")
    speaker_side: SpeakerSide = column(
        "Who used it: china, partner, narrator (or both sides, or a joint text), unknown (no rule placed the speaker)."
    )
    context: SightingContext = column(
        "What was done with it: declares (set up), raises (raised to it), reaffirms (both agree to deepen it), calls for "
        "(one side’s wish or aim), describes (all else, past acts included)."
    )
    url: Filled = column("Address of the item, as archived; the live page was not opened.")


class Review(Row):
    """What a person decided on a candidate of the coder: the reason why it is asked for again, or not."""

    key = ("candidate",)
    candidate: Filled = column("The key of the candidate, which survives changes of its text.")
    table: Literal["contacts", "sightings", "alerts"] = column("The table that it was a candidate for.")
    decision: Literal["accepted", "corrected", "rejected"] = column(
        "accepted (as it was read), corrected (with other cells), rejected (it stays so, whatever is read later)."
    )
    date: Day = column("The day of the item.")
    rule: Filled = column("The rule that found it.")
    extraction: Filled = column("A number of what was read; with another one it is asked for again.")
    row: str = column("The row of the table that it became; empty if it became none.", default="")
