"""Every table of the records: the only place where a column is named.

Header check, parsing, messages and the data dictionary all come from these models. A column that contains ids of
another table says so with `refers_to`; a list of values in one cell is separated by "; ".
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from data.model.cells import (
    ActorId,
    Date,
    Day,
    DyadId,
    Filled,
    Id,
    Latitude,
    Longitude,
    MaybeDate,
    Number,
    Texts,
    actors_of,
    empty_is_none,
    is_yes,
)
from data.model.coverage import Coverage, CoveredYears, covered_years
from data.model.dates import PartialDate
from data.model.rows import ContestableRow, Row, Table, column
from data.model.span import Span, span_between
from data.model.vocabulary import (
    ContactKind,
    Deed,
    EventKind,
    Grade,
    Layer,
    Obligations,
    Office,
    Region,
    SeriesForm,
    SightingContext,
    SpeakerSide,
    Status,
    UnreadKind,
)

# Characters: a picture with many actors has no room for more.
SHORT = 14


_SOURCES = "Ids of the sources that state this, separated by “; ”."
_GRADE = (
    "How well the row is supported: confirmed (a dated source that states it was read), reported (a secondary "
    "or undated source was read), recalled (from memory, no text read), contested (sources disagree; each value has its "
    "own row)."
)
_NOTE = "Anything else that a reader must know, in our own words."
_CONTEST = (
    "An id shared by rows that contradict one another: that of the main row, which the page goes by. The others are "
    "shown with it as what other sources say. Empty if no source disagrees."
)


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
    note: str = column(_NOTE, default="")


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
    sources: Texts = column(_SOURCES, refers_to="sources", default=())


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
    sources: Texts = column(_SOURCES, refers_to="sources", default=())

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
    sources: Texts = column(_SOURCES, refers_to="sources", default=())
    grade: Grade = column(_GRADE)
    contest: str = column(_CONTEST, refers_to="spells", default="")
    note: str = column(_NOTE, default="")
    taken_by: str = column(
        "The actor that takes a measure against the other; empty for any other tie, and if both act.",
        refers_to="actors",
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
    sources: Texts = column(_SOURCES, refers_to="sources", default=())
    grade: Grade = column(_GRADE)
    contest: str = column(_CONTEST, refers_to="events", default="")
    note: str = column(_NOTE, default="")


class Indicator(Row):
    """Something that figures measure."""

    key = ("indicator",)
    indicator: Id = column("Id.")
    name: Filled = column("Name shown to readers.")
    unit: Filled = column("Unit of the values.")
    directed: Literal["yes", "no"] = column(
        "yes: it goes from one actor to another; no: it is about both together, or about one."
    )
    definition: Filled = column("What is counted, and what is not.")
    topic: str = column(
        "A word that indicators of one topic share, such as potash: beside a pair’s figures on a topic, the page shows "
        "those of each of the two alone.",
        default="",
        optional=True,
    )
    charted: Literal["", "yes", "no"] = column(
        "yes: a pair’s values are also drawn as a chart, if there are enough of them.", default="", optional=True
    )

    @property
    def is_charted(self) -> bool:
        return is_yes(self.charted)


class Figure(Row):
    """A measured value for a directed pair or an actor."""

    key = ("figure",)
    figure: Filled = column("Id.")
    dyad: Annotated[DyadId | None, BeforeValidator(empty_is_none)] = column(
        "The dyad it is about; empty if it is about a single actor.", refers_to="actors", default=None
    )
    from_actor: str = column(
        "The actor it comes from (exporter, lender); empty if it has no direction.", refers_to="actors", default=""
    )
    to_actor: str = column(
        "The actor it goes to (importer, borrower), or the single actor it is about.", refers_to="actors", default=""
    )
    indicator: Filled = column("The indicator that is measured.", refers_to="indicators")
    period: Filled = column("The period it covers: 2022, 2022-H1, 2024-01/2024-08, “to 2025-06”.")
    value: Number = column("The value, in the unit of the indicator.")
    qualifier: str = column("How the source qualifies it: about, more than, derived.", default="")
    contest: str = column("An id shared by figures that contradict one another; they are never added up.", default="")
    sources: Texts = column(_SOURCES, refers_to="sources", default=())
    grade: Grade = column(_GRADE)
    note: str = column(_NOTE, default="")


class Series(Row):
    """What states do, measured year by year: a set of values that is kept in columns, beside the records."""

    key = ("series",)
    series: Id = column("Id.")
    deed: Deed = column(
        "What is measured: votes, trade, treaties, missions, contacts, travel, arms, finance, sanctions."
    )
    name: Filled = column("Name shown to readers.")
    unit: Filled = column("Unit of the values.")
    form: SeriesForm = column(
        "index (around 0), percent, amount, count, level (a rank with a name), or spells (from a year to a year)."
    )
    direction: Literal["both", "reporter", "from"] = column(
        "both: about the two together; reporter: as the statistics of one of the two have it; from: from one to the other."
    )
    values: Filled = column("The file of its values.")
    value_column: Id = column("The column of that file.")
    digest: Filled = column("The first 12 hexadecimal digits of the SHA-256 of that file, so that no other is read.")
    coverage: Coverage = column(
        "Which years it covers and how well, as “1990/2019: full; 2022: autumn only; 2024: fragment, 6 roll calls”. A "
        "fragment is not shown as a year."
    )
    zero: Literal["yes", "no"] = column("yes: in a covered year a missing row means none; no: it means not known.")
    definition: Filled = column("What is counted, and what is not.")
    caveat: str = column("What a reader must know before comparing values.", default="")
    citation: Filled = column("Whose data it is, and how to cite it.")
    address: str = column("Web address of the copy that was read, or of the publisher.", default="")
    licence: Filled = column("On which terms it may be passed on.")

    @property
    def years(self) -> tuple[CoveredYears, ...]:
        """The covered years, oldest first."""
        return tuple(map(covered_years, self.coverage))


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
    note: str = column(_NOTE, default="")


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


TABLES: tuple[Table, ...] = (
    Table("actors", Actor, "actors.csv", ("actor",)),
    Table("families", Family, "families.csv"),
    Table("tiers", Tier, "tiers.csv", ("tier",)),
    Table("ladders", Ladder, "ladders.csv"),
    Table("rungs", Rung, "rungs.csv", ("ladder", "rung", "tier")),
    Table("spells", Spell, "spells/*.csv", ("spell",)),
    Table("events", Event, "events.csv", ("event",)),
    Table("indicators", Indicator, "indicators.csv"),
    Table("figures", Figure, "figures.csv", ("figure",)),
    Table("contacts", Contact, "contacts.csv", ("contact",), in_columns=True),
    Table("sightings", Sighting, "sightings.csv", ("sighting",), optional=True, in_columns=True),
    Table("series", Series, "series.csv", optional=True),
    Table("reviews", Review, "reviews.csv", ("candidate",), optional=True, in_columns=True),
    Table("sources", Source, "sources.csv", ("source",)),
    Table("searches", Search, "searches.csv", ("search",)),
    Table("coverage_gaps", CoverageGap, "coverage_gaps.csv", ("search", "first"), optional=True),
    Table("rulings", Ruling, "rulings.csv"),
    Table("omissions", Omission, "omissions.csv", ("collection", "item")),
    Table("presets", PresetRow, "presets.csv", optional=True),
    Table("claims", ClaimRow, "claims.csv", optional=True),
)
TABLE = {table.name: table for table in TABLES}
