"""Who is tied with whom, in which words: actors, families, tiers, ladders, and the spells of every dyad."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from data.model.cells import ActorId, DyadId, Filled, Id, Latitude, Longitude, MaybeDate, Texts, is_yes
from data.model.dates import PartialDate
from data.model.descriptions import ABOUT_CONTEST, ABOUT_GRADE, ABOUT_NOTE, ABOUT_SOURCE_IDS
from data.model.rows import ContestableRow, Row, column
from data.model.span import Span, span_between
from data.model.vocabulary import Grade, Layer, Obligations, Region, Status

# Characters: a picture with many actors has no room for more.
SHORT = 14


class Actor(Row):
    """A state or organisation."""

    key = ("actor",)
    actor: ActorId = column("ISO 3166-1 alpha-3 code, or ORG: and a short code for an organisation or group.")
    kind: Literal["state", "organisation", "group"] = column(
        "state (including entities with an ISO code that are not UN members), organisation, or group of states."
    )
    name: Filled = column("English name.")
    short_name: Annotated[Filled, Field(max_length=SHORT)] = column(
        f"English name of at most {SHORT} characters, for crowded pictures."
    )
    name_native: str = column("Name in its own language or languages, separated by “; ”.", default="")
    name_zh: str = column("Chinese name.", default="")
    name_ru: str = column("Russian name.", default="")
    aliases: Texts = column("Other names that a search finds, separated by “; ”.", default=())
    region: Region = column("World region.")
    latitude: Latitude = column("Latitude of the capital or seat, in degrees north; empty for a group.", default=None)
    longitude: Longitude = column("Longitude of the capital or seat, in degrees east; empty for a group.", default=None)
    note: str = column(ABOUT_NOTE, default="")


class Family(Row):
    """A set of tiers that belong together: one declarer's vocabulary, or one kind of tie."""

    key = ("family",)
    family: Id = column("Short id.")
    name: Filled = column("Name shown to readers.")
    layer: Layer = column("Type of tie. Declared words, treaty law, membership and so on are never merged.")
    owner: str = column(
        "The actor who declares these words, or whose organisation it is; empty if there is none.",
        refers_to="actors",
        default="",
    )
    exclusive: Literal["yes", "no"] = column("yes: a dyad has at most one of its tiers at a time.")
    meaning: Filled = column("What a tie of this family means, and what it does not.")

    @property
    def is_exclusive(self) -> bool:
        return is_yes(self.exclusive)


class Tier(Row):
    """A declared wording (or, outside partnerships, a kind of instrument)."""

    key = ("tier",)
    tier: Id = column("Id.")
    family: Filled = column("The family it belongs to.", refers_to="families")
    wording: Filled = column("The wording in English.")
    wording_native: str = column("The wording in its original language.", default="")
    keywords: Texts = column("The words that distinguish it, separated by “; ”.", default=())
    meaning: str = column("What it means, in our own words.", default="")
    first_with: str = column("The actor with which it was first used.", refers_to="actors", default="")
    first_on: MaybeDate = column("Date of its first use.", default=None)
    sources: Texts = column(ABOUT_SOURCE_IDS, refers_to="sources", default=())


class Ladder(Row):
    """A named ranking of the tiers of a family, and its author."""

    key = ("ladder",)
    ladder: Id = column("Id.")
    family: Filled = column("The family whose tiers it orders.", refers_to="families")
    name: Filled = column("Name shown to readers.")
    author: Filled = column("Author of the order.")
    year: str = column("Year in which it was made.", default="")
    house: Literal["yes", "no"] = column("yes: our own ranking, in which every tier of the family has a rung.")
    rationale: Filled = column("Reasons for the order.")
    sources: Texts = column(ABOUT_SOURCE_IDS, refers_to="sources", default=())

    @property
    def is_house(self) -> bool:
        return is_yes(self.house)


class Rung(Row):
    """A tier's position on a ladder."""

    key = ("ladder", "tier")
    ladder: Filled = column("The ladder.", refers_to="ladders")
    tier: Filled = column("The tier.", refers_to="tiers")
    rung: Annotated[int, Field(ge=1, le=999)] = column("1 is the top; tiers on the same rung are equal.")
    group: Id = column("Letter of the group; differences within a group are weak, so its rungs count as equal.")
    group_name: Filled = column("Name of the group, the same in each row of the group.")


class Spell(ContestableRow):
    """A period during which a dyad held one tier."""

    key = ("spell",)
    spell: Filled = column("Id.")
    dyad: DyadId = column("The two actors in alphabetical order, as BLR-CHN.", refers_to="actors")
    tier: Filled = column("The tier that it holds.", refers_to="tiers")
    wording: Filled = column("The wording declared for this dyad, in English.")
    wording_zh: str = column("The same in Chinese.", default="")
    wording_ru: str = column("The same in Russian.", default="")
    wording_be: str = column("The same in Belarusian.", default="")
    mismatch: str = column(
        "How the two sides describe it differently, if the difference is one of substance.", default=""
    )
    start: MaybeDate = column("First day, as exact as the source; empty if unknown.", default=None)
    known_by: MaybeDate = column(
        "A date by which a source shows it in force; needed if the start is not known. The tie is drawn from then on.",
        default=None,
    )
    end: MaybeDate = column("First day on which it is no longer in force; empty if no end is known.", default=None)
    status: Status = column("The speech act that it is based on.")
    occasion: str = column("The visit, summit or decision at which it was declared.", default="")
    instrument: str = column("The text or act that starts it.", default="")
    obligations: Obligations = column(
        "What a treaty obliges its parties to do, in the categories of the ATOP project, separated by “; ”.", default=()
    )
    sources: Texts = column(ABOUT_SOURCE_IDS, refers_to="sources", default=())
    grade: Grade = column(ABOUT_GRADE)
    contest: str = column(ABOUT_CONTEST, refers_to="spells", default="")
    note: str = column(ABOUT_NOTE, default="")
    taken_by: str = column(
        "The actor that takes a measure against the other; empty for any other tie, and if both act.",
        refers_to="actors",
        default="",
        optional=True,
    )
    declared_in: Literal["", "text", "talks", "messages"] = column(
        "How it was declared: text (a joint text was read, or the report of the day names one), talks (in talks or at a "
        "meeting, and the report of them names no joint text, which does not prove that there is none), messages (the "
        "same of messages that the two sides exchanged). Empty if that was not looked at.",
        default="",
        optional=True,
    )

    @property
    def native_wordings(self) -> dict[str, str]:
        """Language -> the wording in it, for each language other than English in which it is on record."""
        wordings = {"zh": self.wording_zh, "ru": self.wording_ru, "be": self.wording_be}
        return {language: wording for language, wording in wordings.items() if wording}

    @property
    def native_text(self) -> str:
        """The native wordings in one text, "全面伙伴关系 / всестороннее партнёрство"; "" if there is none."""
        return " / ".join(self.native_wordings.values())

    @property
    def opening(self) -> PartialDate | None:
        """Its start; if that is not known, the date by which a source shows it in force."""
        return self.start or self.known_by

    @property
    def opening_text(self) -> str:
        """ "15 Sep 2022", or "by Nov 2022" if the start is not known."""
        by = "" if self.start else "by "
        return by + self.opening.display_text if self.opening else "?"

    @cached_property
    def span(self) -> Span[int]:
        """When it is in force; ValueError without an opening.

        An unknown start is not a possible tie through all of history: the spell is possible from the first day, and
        certain from the last, of the date by which a source shows it.
        """
        if self.opening is None:
            raise ValueError(f"{self.spell} has neither start nor known_by")
        return span_between(self.opening, self.end)
