"""The page of what is new in the records: changes between stored versions, of a watchlist, since the last visit."""

from functools import partial
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import session
from components.frame.announce import announce
from components.frame.download import Download, draw_downloads, draw_link_to_copy
from components.frame.summary_bar import show_notices
from components.news.digest import Digest, digest_of, html_page_of, markdown_of
from components.news.elements import news_elements
from components.news.steps import latest_in_records
from components.news.view import draw_news, draw_watchlist
from data.base.text import quantity
from data.links.pins import pin_of
from data.links.version_changes import version_changes
from data.store.base import StoreError
from data.store.settings import settings
from data.tables.origin import without_added_rows
from data.view.selection import Selection
from data.view.ties import ties_of

_NOT_READ = "The stored versions cannot be read now. Try again in a minute."
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def news_page(selection: Selection) -> None:
    """Draw the page."""
    show_notices()
    draw_watchlist(selection)
    ties = ties_of(without_added_rows(selection.dataset))
    try:
        versions, changes = version_changes(settings().store, pin_of(selection.dataset).records)
    except StoreError:
        st.warning(_NOT_READ)
        return
    parts = urlsplit(session.address())
    base, watch = f"{parts.scheme}://{parts.netloc}", selection.view.watch
    digest = digest_of(ties, versions, changes, watch=watch, today=session.today(), base=base)
    announce(f"What’s new: {quantity(len(digest.items), 'change')}")
    draw_news(news_elements(digest, latest_in_records(ties, watch), is_first_version=len(versions) < 2))
    draw_downloads(*_downloads(digest))
    if settings().addresses.on:
        query = f"?{urlencode({'watch': ','.join(watch)}, safe=',:')}" if watch else ""
        st.caption("The same as a feed, where this page is served with its addresses:")
        draw_link_to_copy(f"{base}/changes.atom{query}")


def _downloads(digest: Digest) -> tuple[Download, ...]:
    return (
        Download("Word", partial(_docx, digest), "allweather-digest.docx", DOCX_TYPE),
        Download(
            "Web page", lambda marking: html_page_of(digest, marking).encode(), "allweather-digest.html", "text/html"
        ),
        Download(
            "Markdown", lambda marking: markdown_of(digest, marking).encode(), "allweather-digest.md", "text/markdown"
        ),
    )


def _docx(digest: Digest, marking: str) -> bytes:
    # python-docx is loaded when somebody asks for a document.
    from components.figure.docx.digest import digest_docx

    return digest_docx(digest, marking)
