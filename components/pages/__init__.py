"""The pages: each a short composition of the components, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from components.wording.glossary import GLOSSARY
from data.base.later import Late
from data.links.page_links import HOME, MAP
from data.search.entry import Topic

Section = Literal["Explore", "Partners", "Ask", "Profiles", "Present", "Data", ""]
SECTIONS: tuple[Section, ...] = get_args(Section)


@dataclass(frozen=True)
class Page:
    """A page by its path in the address, its title, one sentence of purpose, and what draws it.

    `section` is the group of the menu that it is in; a page without one is reached from the head. `has_filters` says
    whether the filters at the left act on it. The home page is at the root.
    """

    path: str
    title: str
    purpose: str
    draw: Late
    section: Section
    has_filters: bool = True


ALL_PAGES = (
    Page(
        HOME,
        "Home",
        "Who has which declared tie with whom, since when, and who says so.",
        Late("components.pages.home", "home_page"),
        "",
        has_filters=False,
    ),
    Page(
        "network",
        "Network",
        "Who has which declared tie with whom, on any date.",
        Late("components.pages.network", "network_page"),
        "Explore",
    ),
    Page(
        MAP,
        "Map",
        "The ties on a map, from capital to capital, on any date.",
        Late("components.pages.network", "map_page"),
        "Explore",
    ),
    Page(
        "timeline",
        "Timeline",
        "How labels changed over the years, and the events beside them.",
        Late("components.pages.timeline", "timeline_page"),
        "Explore",
    ),
    Page(
        "ladder",
        "By rank",
        "Which countries hold which label, from the highest rank down.",
        Late("components.pages.partners.ladder", "ladder_page"),
        "Partners",
    ),
    Page(
        "arrival",
        "Paths to a label",
        "Who shares the rank of a country, and which labels each had before.",
        Late("components.pages.partners.arrival", "arrival_page"),
        "Partners",
    ),
    Page(
        "tempo",
        "Activity",
        "Events and meetings by year or month, beside the changes of label.",
        Late("components.pages.partners.tempo", "tempo_page"),
        "Partners",
    ),
    Page(
        "deeds",
        "Words and deeds",
        "What states do (votes, trade, treaties, meetings), beside what they declared.",
        Late("components.pages.partners.deeds", "deeds_page"),
        "Partners",
        has_filters=False,
    ),
    Page(
        "usage",
        "Labels in use",
        "When each of China’s labels was last used, and by whom; those not used for 24 months.",
        Late("components.pages.partners.usage", "usage_page"),
        "Partners",
        has_filters=False,
    ),
    Page(
        "compare",
        "What changed?",
        "The changes between two dates, as sentences ready to paste.",
        Late("components.pages.compare", "compare_page"),
        "Ask",
    ),
    Page(
        "side-by-side",
        "Side by side",
        "Up to five countries or dates in small pictures: the same subject, everyone in the same place.",
        Late("components.pages.side_by_side", "side_by_side_page"),
        "Explore",
    ),
    Page(
        "news",
        "What’s new",
        "What changed in the records since you looked: in the world, found later, corrected.",
        Late("components.pages.news", "news_page"),
        "Ask",
        has_filters=False,
    ),
    Page(
        "claims",
        "Check a claim",
        "Whether a statement is true on a date, when it was, and the evidence.",
        Late("components.pages.claims", "claims_page"),
        "Ask",
        has_filters=False,
    ),
    Page(
        "connected",
        "Ask the network",
        "How countries are connected, what they share, and what depends on a tie.",
        Late("components.pages.connected", "connected_page"),
        "Ask",
        has_filters=False,
    ),
    Page(
        "profile",
        "Profile",
        "All about one country or pair, on one page.",
        Late("components.pages.profile", "profile_page"),
        "Profiles",
        has_filters=False,
    ),
    Page(
        "story",
        "Stories",
        "Saved views with captions, shown scene by scene.",
        Late("components.pages.story", "story_page"),
        "Present",
    ),
    Page(
        "table",
        "Ties",
        "The ties shown, one a row, in the order of their rank.",
        Late("components.pages.data.table", "table_page"),
        "Data",
    ),
    Page(
        "records",
        "All records",
        "Every table with its sources, and the files to download.",
        Late("components.pages.data.records", "records_page"),
        "Data",
    ),
    Page(
        "data",
        "Links and feeds",
        "Figures, tables and feeds that live at an address.",
        Late("components.pages.data.addresses", "addresses_page"),
        "Data",
    ),
    # Links to it exist by this path.
    Page(
        "own",
        "Add my data",
        "Add ties, events or figures of your own, for this session only.",
        Late("components.pages.data.upload", "added_records_page"),
        "Data",
        has_filters=False,
    ),
    Page(
        "edit",
        "Edit",
        "Change the records, row by row, checked before they are saved.",
        Late("components.pages.data.edit", "edit_page"),
        "Data",
        has_filters=False,
    ),
    Page(
        "search",
        "Search",
        "Everything that was found for some words, by kind.",
        Late("components.pages.search", "search_page"),
        "",
        has_filters=False,
    ),
    Page(
        "about",
        "About and glossary",
        "What Allweather is, and what its words mean.",
        Late("components.pages.about", "about_page"),
        "",
        has_filters=False,
    ),
)
# By path, in the order of the menu.
PAGES: Mapping[str, Page] = {page.path: page for page in ALL_PAGES}


def pages_shown(*, editing: bool) -> list[Page]:
    """The page of the curators is shown only where it has been turned on."""
    return [page for page in PAGES.values() if editing or page.path != "edit"]


def page_at(path: str, query: Mapping[str, str]) -> Page:
    """The page at a path. At the root it is the home page; with a query the network, which was there before it."""
    return PAGES[path or ("network" if query else HOME)]


# What is no page: where it is, and what else it may be looked for as.
_HELP = (
    Topic(
        "Export",
        "At the top right of every page with a picture: PNG, SVG, PDF, PowerPoint, Word, web page.",
        "network",
        "Export download save picture figure chart PowerPoint PPTX slide Word DOCX PDF PNG SVG print",
    ),
    Topic(
        "Present",
        "At the top right of every page with a picture: a slide over the whole screen; arrow keys step through time.",
        "network",
        "Present presentation slide show full screen",
    ),
    Topic(
        "Share",
        "At the top right of every page: copy the link, or a link to this exact version of the records.",
        "home",
        "Share copy link address version pin",
    ),
)
# What a page may be looked for as, besides its name.
_OTHER_NAMES = {
    "records": "download CSV XLSX JSON Excel data tables sources dictionary GraphML GEXF Gephi",
    "table": "spreadsheet CSV Excel list of ties",
    "own": "upload import my own ties CSV XLSX Excel",
    "data": "addresses API feed RSS Atom wiki embed",
    "story": "slides scenes presentation narrative",
    "claims": "fact check true false statement",
    "compare": "changes difference between two dates since",
    "profile": "country brief pair relationship dossier",
    "side-by-side": "small multiples compare countries dates panels grid",
    "map": "world coasts capitals borders",
    "ladder": "rank ranking partners hierarchy",
    "deeds": "UN votes voting General Assembly Security Council trade exports imports obligations missions arms series",
    "usage": "last used silent dropped wording evening news Xinwen Lianbo CCTV",
    "news": "updates corrections watchlist alerts digest weekly mail feed",
    "connected": "path route link between common shared depends triangle balance indirect",
    "tempo": "meetings visits calls contacts events by month",
    "arrival": "upgrade path promotion how long until",
    "timeline": "history bars periods Gantt",
}


def help_topics() -> tuple[Topic, ...]:
    """The pages, what they have in common and the words of the glossary, for the search."""
    pages = (
        Topic(page.title, page.purpose, page.path, f"{page.title} {page.path} {_OTHER_NAMES.get(page.path, '')}")
        for page in PAGES.values()
    )
    return (*pages, *_HELP, *(Topic(word, meaning, "about") for word, meaning in GLOSSARY.items()))
