"""What the records rest on and how they were made: sources, searches, rulings; presets and example claims."""

from typing import Literal

from data.model.cells import Date, Day, Filled, Id, MaybeDate, Texts, actors_of
from data.model.descriptions import ABOUT_NOTE
from data.model.rows import Row, column
from data.model.vocabulary import UnreadKind


class Source(Row):
    """A text or page that the records cite."""

    key = ("source",)
    source: Id = column("Id.")
    publisher: Filled = column("Publisher of what was read.")
    family: Filled = column("The agency, broadcaster or office behind it: publishers of one family count as one voice.")
    title: Filled = column("Title; in [square brackets] if it is our description of a page without one.")
    title_en: str = column(
        "The title in English, in our translation, if it is in another language.", default="", optional=True
    )
    url: str = column("Web address; empty if none was found.", default="")
    date: MaybeDate = column("Date of the text; empty if it has none.", default=None)
    reliability: Literal["A", "B", "C", "D", "E", "F"] = column(
        "Reliability of the text on the Admiralty scale: A completely, B usually, C fairly, D not usually reliable, "
        "E unreliable, F cannot be judged."
    )
    reading: Literal["", "original", "copy", "excerpt"] = column(
        "How it was read: original (at its own address), copy (in an archive, mirror or reprint, which can be altered), "
        "excerpt (a part of a stored copy). Empty if that is not recorded.",
        default="",
        optional=True,
    )
    instrument: Literal["", "yes", "no"] = column(
        "yes: it is the declaring text itself, whole or in part: a treaty, joint statement, decree or decision.",
        default="",
        optional=True,
    )
    note: str = column(ABOUT_NOTE, default="")


class Search(Row):
    """What was searched for, where, and through which date, so that “none found” differs from “not searched”."""

    key = ("search",)
    search: Filled = column("Id.")
    table: Literal["spells", "events", "figures", "contacts", "sightings"] = column(
        "The table that the search was for."
    )
    family: str = column("The family of ties searched for; empty for other tables.", refers_to="families", default="")
    dyads: Texts = column("The dyads searched for; CHN-* for all dyads of an actor.", default=())
    through: Date = column("The last date that the search covers. Later events are not covered.")
    place: Filled = column("Where the search was made.")
    since: MaybeDate = column("The first date that it covers; empty if it covers all before as well.", default=None)
    complete: Literal["", "yes", "no"] = column(
        "yes: every case of these pairs in this time was looked for; no: not so, and pictures say it; empty: not judged.",
        default="",
    )
    finding: Filled = column("What was found, and what was not.")

    def covers(self, dyad: str) -> bool:
        """Whether it looked at the dyad: by its name, or as one of an actor's."""
        ends = actors_of(dyad)
        return any(part == dyad or (part.endswith("-*") and part[:-2] in ends) for part in self.dyads)


class CoverageGap(Row):
    """Days within the time of a search that were not read whole: a blind spot, not quiet days."""

    key = ("search", "first")
    search: Filled = column("The search in which they are missing.", refers_to="searches")
    first: Day = column("The first of the days.")
    last: Day = column("The last of them.")
    read: UnreadKind = column(
        "What was read of each: nothing, titles (a list of titles, no text), part (some of the items only)."
    )
    note: Filled = column("Why the rest was not read, and how that is known.")


class Ruling(Row):
    """A rule for coding doubtful cases, and its reason."""

    key = ("ruling",)
    ruling: Filled = column("Id.")
    question: Filled = column("The question that had to be decided.")
    decision: Filled = column("How such cases are coded.")
    reason: Filled = column("Reason for the decision.")


class Omission(Row):
    """A collected item that has no row of its own in these records: what happened to it, and why."""

    key = ("collection", "item")
    collection: Filled = column("The collection that it came from.")
    item: Filled = column("Its id in that collection, or what identifies it.")
    fate: Literal["merged", "left out"] = column("merged (into a row of these records) or left out.")
    into: Texts = column("Ids of the rows that it was merged into, separated by “; ”.", default=())
    reason: Filled = column("Reason.")


class PresetRow(Row):
    """A view to start from."""

    key = ("preset",)
    preset: Id = column("Id, as in the links “?preset=…”.")
    title: Filled = column("What the list of presets calls it.")
    link: str = column(
        "The view, as the part of its link after the “?”; empty for everything. Without as_of it is a view of today.",
        default="",
    )


class ClaimRow(Row):
    """An example question: a claim, the date it is checked for, and the answer it must get."""

    key = ("title", "as_of")
    title: Filled = column("The claim as someone might put it.")
    claim: Filled = column("The claim in eight parts, as in the links “?claim=…”.")
    as_of: Day = column("The date it is checked for.")
    answer: Literal["true", "false", "undetermined"] = column("The answer that the records must give.")
