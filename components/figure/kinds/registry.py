"""The kinds of figures: each is the picture of a page, or a list for a briefing pack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from components.figure.captions import FigureOptions
from components.figure.layout.page import PageSize
from components.figure.model import BriefingFigure
from components.figure.readers_note import with_readers_note
from components.figure.subject import as_chosen
from data.base.later import Late
from data.view.selection import Selection


@dataclass(frozen=True)
class FigureKind:
    """Its name on the page, how a selection becomes a figure, whether there would be nothing in it, and its options.

    `paper` are the formats that are read on paper, and their page unless a reader chooses one; `subject` is the key of
    what it is about, for the name of a file.
    """

    name: str
    make: Callable[[Selection, FigureOptions], BriefingFigure]
    is_empty: Callable[[Selection], bool]
    options: frozenset[str] = frozenset()
    paper: Mapping[str, PageSize] = field(default_factory=dict)
    subject: Callable[[Selection], str] = lambda _: ""

    def file_name(self, key: str, selection: Selection) -> str:
        """ "allweather-network-2023-03-01", "allweather-profile-chn-hun-2026-08-22", without the extension."""
        parts = ("allweather", key, self.subject(selection).replace(":", "-").lower(), selection.view.as_of.isoformat())
        return "-".join(part for part in parts if part)

    def size_of(self, extension: str, chosen: PageSize) -> PageSize:
        """The page of a file in this format: a slide is what nobody chose."""
        return self.paper.get(extension, chosen) if chosen == "slide" else chosen

    def figure_of(self, selection: Selection, options: FigureOptions) -> BriefingFigure:
        """The figure of what the options leave of the selection."""
        figure = replace(self.make(as_chosen(selection, options), options), with_sources=options.with_sources)
        return with_readers_note(figure, selection)


def _has_no_ties_in_view(selection: Selection) -> bool:
    return not selection.indices


def _has_no_spells(selection: Selection) -> bool:
    """Whether no spell passes the filters on any day."""
    return not selection.passed.any()


_ASKED_ACTORS = Late("components.connections.words", "asked_actors")
# The option of those in which actors and ties can be circled.
CIRCLES = "circles"
ALL_OPTIONS = frozenset({"with_sources", "top_tie_only", "language"})
DOCUMENT: Mapping[str, PageSize] = {"docx": "a4-portrait", "pdf": "a4-portrait"}
FIGURE_KINDS: Mapping[str, FigureKind] = {
    "network": FigureKind(
        "Network",
        Late("components.figure.kinds.network", "network_figure"),
        _has_no_ties_in_view,
        ALL_OPTIONS | {CIRCLES},
    ),
    "timeline": FigureKind(
        "Timeline", Late("components.figure.kinds.timeline", "timeline_figure"), _has_no_spells, ALL_OPTIONS
    ),
    "ladder": FigureKind(
        "Ladder",
        Late("components.figure.kinds.ladder", "ladder_figure"),
        Late("components.figure.kinds.ladder", "has_no_partners"),
        frozenset({"with_sources", "language"}),
    ),
    "compare": FigureKind(
        "Compare",
        Late("components.figure.kinds.compare", "compare_figure"),
        _has_no_spells,
        frozenset({"with_sources", "language", CIRCLES}),
    ),
    "tempo": FigureKind(
        "Activity",
        Late("components.figure.kinds.tempo", "tempo_figure"),
        Late("components.figure.kinds.tempo", "has_no_counts"),
        frozenset({"with_sources"}),
    ),
    "arrival": FigureKind(
        "Arrival",
        Late("components.figure.kinds.arrival", "arrival_figure"),
        Late("components.figure.kinds.arrival", "has_no_arrivals"),
        frozenset({"with_sources", "language"}),
    ),
    "deeds": FigureKind(
        "Words and deeds",
        Late("components.figure.kinds.measured.deeds", "deeds_figure"),
        Late("components.figure.kinds.measured.deeds", "has_no_deeds"),
        frozenset({"with_sources"}),
        subject=Late("components.deeds.subject", "deeds_subject"),
    ),
    "usage": FigureKind(
        "Uses of labels",
        Late("components.figure.kinds.measured.machine_coded", "usage_figure"),
        Late("components.figure.kinds.measured.machine_coded", "has_no_uses"),
        frozenset({"with_sources"}),
    ),
    "observed": FigureKind(
        "Reports in the news",
        Late("components.figure.kinds.measured.machine_coded", "observed_figure"),
        Late("components.figure.kinds.measured.machine_coded", "has_no_reports"),
        frozenset({"with_sources"}),
    ),
    "claim": FigureKind(
        "Claim",
        Late("components.figure.kinds.claim", "claim_figure"),
        Late("components.figure.kinds.claim", "has_no_claim"),
        frozenset({"with_sources", "language"}),
    ),
    "connected": FigureKind(
        "Connections",
        Late("components.figure.kinds.connected", "connected_figure"),
        Late("components.figure.kinds.connected", "has_no_connection"),
        frozenset({"with_sources", "language", CIRCLES}),
        subject=lambda selection: (
            "groups" if selection.view.question == "groups" else "-".join(_ASKED_ACTORS(selection))
        ),
    ),
    "side-by-side": FigureKind(
        "Side by side",
        Late("components.figure.kinds.multiples", "multiples_figure"),
        Late("components.figure.kinds.multiples", "has_no_panels"),
        frozenset({"with_sources"}),
    ),
    "profile": FigureKind(
        "Profile",
        Late("components.figure.kinds.profile", "profile_figure"),
        Late("components.figure.kinds.profile", "has_no_profile"),
        frozenset({"with_sources"}),
        DOCUMENT,
        Late("components.profile.words", "profile_subject"),
    ),
    "changes": FigureKind("List of changes", Late("components.figure.kinds.lists", "changes_figure"), _has_no_spells),
    "sources": FigureKind(
        "List of sources", Late("components.figure.kinds.lists", "sources_figure"), _has_no_ties_in_view
    ),
}
