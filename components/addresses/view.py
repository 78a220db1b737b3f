"""The page of addresses: the figure, the tables and the feed of the view at hand, each as a link to copy, and how to use it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import session
from components.addresses.resources import FIGURE_FORMATS
from components.figure.layout.page import PAGE_SIZES
from components.figure.query.request import LOOKS
from components.frame.download import draw_link_to_copy, session_permission
from components.session.log_in import is_configured
from data.base.text import list_text
from data.links.pins import with_pin
from data.links.view_query import query_of_view, view_of_query
from data.store.settings import settings
from data.upload.added_in_view import without_added
from data.view.selection import Selection
from data.view.view import View, on_page

_OFF = "This desk has turned the addresses off."


@dataclass(frozen=True)
class Example:
    """What an address gives, and the address."""

    name: str
    use: str
    address: str


def examples(selection: Selection, base: str) -> Iterator[Example]:
    """The addresses of this view, and the same for ever."""
    view = on_page(without_added(selection.view, selection.dataset), "network")
    exact = query_of_view(view, selection.dataset, today=session.today()) | {"as_of": view.as_of.isoformat()}
    query, pinned = _undated(selection, view, exact), with_pin(exact, selection.dataset)
    focus = {"focus": view.focus} if view.focus else {}

    def place(path: str, *parts: dict[str, str]) -> str:
        merged = {name: text for part in parts for name, text in part.items()}
        return f"{base}/{path}{'?' if merged else ''}{urlencode(merged, safe=',;')}"

    yield Example(
        "Picture",
        "In a wiki: `![Ties](address)`. It shows the records as they are on the day.",
        place("figure.svg", query),
    )
    yield Example("The same for ever", "Pinned to this version of the records.", place("figure.svg", pinned))
    yield Example("Slide", "PowerPoint, with pages of sources.", place("figure.pptx", query, {"sources": "yes"}))
    subject = view.focus or next(iter(view.actors), "") or next(iter(selection.dataset.actors))
    yield Example("Profile", "Word; also .pdf and .pptx.", place("profile.docx", {"of": subject}))
    yield Example("Ties as CSV", "For Excel (Data, From web), R or Python.", place("ties.csv", query))
    yield Example("Ties as JSON", "For scripts: dates, labels and sources in full.", place("ties.json", query))
    yield Example("Feed of changes", "For a feed reader, Outlook or Teams (Atom).", place("changes.atom", focus))
    yield Example("Changes as JSON", "JSON Feed 1.1.", place("changes.json", focus))


def _undated(selection: Selection, view: View, link: dict[str, str]) -> dict[str, str]:
    """Without the date, if it is the last that the sources cover: such an address is always as new as the sources."""
    undated = {name: text for name, text in link.items() if name != "as_of"}
    return undated if view_of_query(undated, selection.dataset, today=session.today())[0] == view else link


def draw_addresses(selection: Selection) -> None:
    """Draw the list, or why there is nothing."""
    st.markdown("## Addresses for wikis, slides and scripts")
    if not settings().addresses.on:
        st.info(_OFF)
        return
    if refusal := session_permission().refusal:
        st.info(refusal)
        return
    st.caption("Each address takes the same parts as the address of a page. These show what you see now.")
    place = urlsplit(session.address())
    for example in examples(selection, f"{place.scheme}://{place.netloc}"):
        st.markdown(f"**{example.name}** · {example.use}")
        draw_link_to_copy(example.address)
    st.markdown(_details())


def _details() -> str:
    formats, sizes = (list_text([f"`{name}`" for name in names], most=20) for names in (FIGURE_FORMATS, PAGE_SIZES))
    looks = list_text([f"`{look}`" for look in LOOKS])
    needs_log_in = is_configured() and not settings().addresses.open
    who = "They open in a browser that is logged in here. " if needs_log_in else ""
    return f"""\
## What you can change

- **Format**: the ending after `figure.`: {formats}; after `ties.`: `csv`, `json`, `graphml` and `gexf`.
- **Figure**: `figure=network`, `timeline`, `ladder`, `compare`, `tempo` and others. **Size**: `size=` {sizes}. **Look**:
  `look=` {looks}. `sources=yes` adds pages with all sources (a PNG has the first 12), `top=yes` shows only the highest tie of each pair, `title=`
  replaces the title.
- **View**: everything that the address of a page can say, such as `focus=BLR-CHN` or `as_of=2022-09-15`.
  A focus is highlighted in a picture; a table or a feed then has only what concerns it. A feed also takes a watchlist:
  `watch=HUN,CHN-KAZ`.
- **Version**: without `pin=` an address always shows the current records; with it, always the same.

The classification marking and its limit apply here, too. {who}A feed names each tie or event that was
added, changed or removed between stored versions of the records, with its source.
"""
