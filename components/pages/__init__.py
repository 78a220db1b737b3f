"""The pages: each a short composition of the components, nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components.pages.arrival import arrival_page
from components.pages.claims import claims_page
from components.pages.compare import compare_page
from components.pages.data.addresses import addresses_page
from components.pages.data.edit import edit_page
from components.pages.data.records import records_page
from components.pages.data.table import table_page
from components.pages.data.upload import added_records_page
from components.pages.ladder import ladder_page
from components.pages.network import network_page
from components.pages.profile import profile_page
from components.pages.story import story_page
from components.pages.tempo import tempo_page
from components.pages.timeline import timeline_page
from data.view.selection import Selection


@dataclass(frozen=True)
class Page:
    """A page by its path in the address, its title, and what draws it. The first one is at the root."""

    path: str
    title: str
    draw: Callable[[Selection], None]


_PAGES = (
    Page("network", "Network", network_page),
    Page("compare", "Compare", compare_page),
    Page("claims", "Claims", claims_page),
    Page("story", "Story", story_page),
    Page("timeline", "Timeline", timeline_page),
    Page("tempo", "Tempo", tempo_page),
    Page("ladder", "Ladder", ladder_page),
    Page("arrival", "Arrival", arrival_page),
    Page("profile", "Profile", profile_page),
    Page("table", "Table", table_page),
    Page("records", "Records", records_page),
    Page("data", "Links and feeds", addresses_page),
    # Links to it exist by this path.
    Page("own", "Your records", added_records_page),
    Page("edit", "Edit", edit_page),
)
# By path, in the order of the menu.
PAGES: Mapping[str, Page] = {page.path: page for page in _PAGES}


def pages_shown(*, editing: bool) -> list[Page]:
    """The page of the curators is shown only where it has been turned on."""
    return [page for page in PAGES.values() if editing or page.path != "edit"]
