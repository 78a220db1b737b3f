"""The filter state as one frozen value. Each field is declared once, here: all else that is known of it comes from that."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from data.model.dates import LAST_YEAR
from data.model.schema import TABLE
from data.model.vocabulary import EVENT_KINDS, GRADES, LAYERS, REGIONS
from data.tables.dataset import Dataset
from data.view.fields import options, texts
from data.view.fields.claim import Claim
from data.view.fields.codecs import ActorOrDyad, ActorsOrDyads, Day, Days, Flag, ListOf, NoteText, Number, OneOf, Text
from data.view.fields.draft import Draft
from data.view.fields.field import Field, Widget, declared
from data.view.fields.names import findable, layer_name
from data.view.fields.pages import FIGURE_PAGES, PICTURE_PAGES
from data.view.fields.story import MOST_SCENES, Story

Layout = Literal["focal", "rings", "force", "map", "reports"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
# Which reports of a desk's feed decide who is near whom, in the layout by reports.
Reported = Literal["cooperation", "conflict"]
REPORTED: tuple[Reported, ...] = get_args(Reported)
Unit = Literal["year", "month"]
UNITS: tuple[Unit, ...] = get_args(Unit)
# What the page of connections is asked.
Question = Literal["connected", "common", "hangs", "triangles", "groups"]
QUESTIONS: tuple[Question, ...] = get_args(Question)
# What is written on the ties of a picture, and in which language.
Words = Literal["none", "label", "since"]
WORDS: tuple[Words, ...] = get_args(Words)
Language = Literal["english", "original", "both"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
MOST_STEPS, MOST_CIRCLED, MOST_PANELS = 3, 12, 5


@dataclass(frozen=True)
class View:
    """What the reader asked to see. An empty tuple or text filters nothing.

    `tiers` holds tier ids and whole rung groups ("china_ladder/B"). `among` keeps only ties with both
    ends in `actors`. `mark` and `focus` highlight and hide nothing; `steps` (1 to 3, 0 is off) keeps what
    is that near to the focus. `proposed` also shows what was only proposed or wished for; `withdrawn` names
    sources to treat as withdrawn; rows supported only by them are hidden. Without a story it is the built-in one.
    `against` is the earlier of two days that are compared. `borders` draws those of states on the map, `groups` outlines those of actors.
    `reported` is what the layout by reports goes by, from `since` to `until`.
    `panels` are countries that are shown side by side, else `days`.
    `of` is the country or pair that a link to the page of profiles, or of words and deeds, names; a focus takes its place.
    `deed` is the series that partners are compared by, in `year`, with those of `beside` named. `q` is what is
    searched for, `word` is asked of the labels in use; `watch` are the countries and pairs whose news is shown.
    `note` is the reader’s own remark on the figure of a page, and `circled` are the actors and dyads that they circled in it.
    `silent` keeps the labels that were not used for long. `words` and `language` say what a picture writes on its ties.

    A new filter is one declaration here, and the rule of what it keeps in `data.view.tie_filter` or `event_filter`.
    """

    as_of: date = dataclasses.field(metadata={"field": Field(Day(), widget=Widget("day", "Date shown"))})
    layout: Layout = declared("rings", OneOf(lambda _: LAYOUTS))
    borders: bool = declared(False, Flag())
    reported: Reported = declared("cooperation", OneOf(lambda _: REPORTED))
    panels: tuple[str, ...] = declared(
        (), ListOf(lambda dataset: dataset.actors, most=MOST_PANELS), pages=("side-by-side",)
    )
    days: tuple[date, ...] = declared((), Days(most=MOST_PANELS), pages=("side-by-side",))
    groups: bool = declared(False, Flag(), pages=("network",))
    layers: tuple[str, ...] = declared(
        (),
        ListOf(lambda _: LAYERS),
        ties=True,
        text=texts.layers_text,
        widget=Widget(
            "pills", "Type of tie", options=options.layers_in_use, option_text=lambda _, layer: layer_name(layer)
        ),
    )
    families: tuple[str, ...] = declared(
        (),
        ListOf(lambda dataset: dataset.families),
        ties=True,
        text=texts.families_text,
        widget=Widget(
            "list",
            "Family of labels or treaties",
            "All families",
            options=lambda dataset: list(dataset.families),
            option_text=options.family_name,
        ),
    )
    tiers: tuple[str, ...] = declared(
        (),
        ListOf(options.any_tier_or_group),
        ties=True,
        text=texts.tiers_text,
        widget=Widget(
            "list",
            "Label",
            "All labels, grouped by rank",
            options=options.tiers_and_groups,
            option_text=options.tier_label,
        ),
    )
    actors: tuple[str, ...] = declared(
        (),
        ListOf(lambda dataset: dataset.actors),
        ties=True,
        events=True,
        text=texts.actors_text,
        widget=Widget(
            "list",
            "Countries and organisations",
            "Any name, script or ISO code",
            options=lambda dataset: list(dataset.actors),
            option_text=findable,
        ),
    )
    among: bool = declared(False, Flag(), widget=Widget("toggle", "Only between these countries"))
    regions: tuple[str, ...] = declared(
        (),
        ListOf(lambda _: REGIONS),
        ties=True,
        events=True,
        text=texts.regions_text,
        widget=Widget("list", "Region of the partner", "All regions", options=lambda _: REGIONS),
    )
    grades: tuple[str, ...] = declared(
        (),
        ListOf(lambda _: GRADES),
        ties=True,
        events=True,
        text=texts.grades_text,
        widget=Widget("pills", "Quality of the evidence", options=lambda _: GRADES),
    )
    withdrawn: tuple[str, ...] = declared(
        (), ListOf(lambda dataset: dataset.sources), ties=True, events=True, text=texts.withdrawn_text
    )
    silent: bool = declared(
        False,
        Flag(),
        ties=True,
        text=texts.silent_text,
        widget=Widget(
            "toggle",
            "Labels not used for 24 months",
            help="Keeps China’s labels whose exact words were not used in the evening news for 24 months. Machine-coded.",
        ),
    )
    added_only: bool = declared(False, Flag(), ties=True, text=texts.added_only_text)
    text: str = declared(
        "",
        Text(),
        ties=True,
        events=True,
        text=texts.search_text,
        widget=Widget(
            "text",
            "Only with these words",
            "Labels, titles, notes",
            "Keeps ties and events that contain all these words, in any language; accents and case do not matter.",
        ),
    )
    focus: str = declared("", ActorOrDyad())
    steps: int = declared(0, Number(MOST_STEPS), ties=True, text=texts.steps_text)
    kinds: tuple[str, ...] = declared(
        (),
        ListOf(lambda _: EVENT_KINDS),
        events=True,
        text=texts.kinds_text,
        widget=Widget(
            "list", "Type of event", "All types", options=lambda _: EVENT_KINDS, option_text=options.event_kind_name
        ),
    )
    since: date | None = declared(
        None, Day(optional=True), events=True, text=texts.since_text, widget=Widget("day", "Events from")
    )
    until: date | None = declared(
        None, Day(optional=True), events=True, text=texts.until_text, widget=Widget("day", "Events until")
    )
    mark: str = declared(
        "",
        Text(),
        widget=Widget(
            "text", "Highlight", "Dims everything else", "Nothing is hidden: what does not match is only dimmed."
        ),
    )
    proposed: bool = declared(
        False,
        Flag(),
        widget=Widget(
            "toggle",
            "Include proposals",
            help="Shows them as uncertain; the counts say how many ties were only proposed.",
        ),
    )
    ladder: str = declared("", OneOf(lambda dataset: dataset.ladders, optional=True))
    words: Words = declared("label", OneOf(lambda _: WORDS), pages=PICTURE_PAGES)
    language: Language = declared("english", OneOf(lambda _: LANGUAGES), pages=PICTURE_PAGES)
    table: str = declared("", OneOf(lambda _: TABLE, optional=True), pages=("records", "edit"))
    record: str = declared("", Text(), pages=("records",))
    against: date | None = declared(None, Day(optional=True), pages=("compare",))
    claim: Claim | None = declared(None, None, pages=("claims",))
    q: str = declared("", Text(), pages=("search",))
    watch: tuple[str, ...] = declared((), ActorsOrDyads(), pages=("news",))
    word: str = declared("", Text(), pages=("usage",))
    story: Story | None = declared(None, None, pages=("story",))
    scene: int = declared(0, Number(MOST_SCENES - 1), pages=("story",))
    of: str = declared("", ActorOrDyad(), pages=("profile", "deeds"))
    deed: str = declared("", Text(), pages=("deeds",))
    year: int = declared(0, Number(LAST_YEAR), pages=("deeds",))
    beside: tuple[str, ...] = declared((), ListOf(lambda dataset: dataset.actors), pages=("deeds",))
    between: tuple[str, ...] = declared((), ListOf(lambda dataset: dataset.actors), pages=("connected",))
    without: tuple[str, ...] = declared((), ListOf(lambda dataset: dataset.actors), pages=("connected",))
    question: Question = declared("connected", OneOf(lambda _: QUESTIONS), pages=("connected",))
    note: str = declared("", NoteText(), pages=FIGURE_PAGES)
    circled: tuple[str, ...] = declared((), ActorsOrDyads(most=MOST_CIRCLED), pages=FIGURE_PAGES)
    unit: Unit = declared("year", OneOf(lambda _: UNITS), pages=("tempo",))
    draft: Draft = declared(Draft(), None, pages=("edit",))

    @property
    def is_among(self) -> bool:
        """Whether only ties with both ends in `actors` count: of one actor alone there would be none."""
        return self.among and len(self.actors) > 1


FIELDS: Mapping[str, Field] = {field.name: field.metadata["field"] for field in dataclasses.fields(View)}
DEFAULTS: Mapping[str, Any] = {
    field.name: field.default for field in dataclasses.fields(View) if field.name not in ("as_of", "layout")
}
# The fields that say where on some page the reader is, and filter nothing.
PAGE_FIELDS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if field.pages)


def fields_of_page(page: str) -> tuple[str, ...]:
    """The fields that say where on this page the reader is."""
    return tuple(name for name, field in FIELDS.items() if page in field.pages)


def with_page_fields_of(view: View, other: View) -> View:
    """What `view` shows, where the reader is with `other` on every page."""
    return replace(view, **{name: getattr(other, name) for name in PAGE_FIELDS})


def on_page(view: View, page: str) -> View:
    """The view without where the reader is on other pages."""
    here = fields_of_page(page)
    return replace(view, **{name: DEFAULTS[name] for name in PAGE_FIELDS if name not in here})


def filter_texts(view: View, dataset: Dataset) -> dict[str, str]:
    """The fields that hide something, in the order of their declaration, each in words."""
    return {
        name: field.text(view, dataset)
        for name, field in FIELDS.items()
        if field.text and getattr(view, name) != DEFAULTS[name] and (name != "steps" or view.focus)
    }
