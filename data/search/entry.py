"""What a search finds: one entry, the group it is listed in, and where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

from data.links.page_links import link_of_view
from data.tables.dataset import Dataset
from data.view.view import View

Group = Literal["actors", "pairs", "labels", "statements", "events", "figures", "ties", "sources", "help", "contacts"]
# In the order in which they are listed.
GROUPS: tuple[Group, ...] = get_args(Group)
GROUP_NAMES: Mapping[Group, str] = {
    "actors": "Countries and organisations",
    "pairs": "Pairs",
    "labels": "Labels",
    "statements": "Statements",
    "events": "Events",
    "figures": "Figures",
    "ties": "Ties",
    "sources": "Sources",
    "help": "Help",
    "contacts": "Observed contacts (machine-coded)",
}


@dataclass(frozen=True)
class Place:
    """A page, and what its view shows: no filters but these, on the date shown unless `as_of` is among the fields."""

    page: str
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def view(self, before: View) -> View:
        """The view that opens there, for a reader who comes from another one."""
        return replace(View(as_of=before.as_of, layout="rings"), **self.fields)

    def link(self, before: View, dataset: Dataset, *, today: date) -> dict[str, str]:
        """The query of the address that opens there."""
        return link_of_view(self.view(before), dataset, self.page, today=today)


@dataclass(frozen=True)
class Entry:
    """Something that can be found: every text is searched, and the names of the actors concerned (`who`).

    `title` and `text` are shown; `date` is as a reader writes it, empty if there is none.
    """

    group: Group
    title: str
    text: str
    place: Place
    names: str = ""
    who: tuple[str, ...] = ()
    date: str = ""
    is_added: bool = False


@dataclass(frozen=True)
class Topic:
    """An entry of the help: a page or a word of the glossary, in words and with the page where it leads."""

    title: str
    text: str
    page: str
    names: str = ""
