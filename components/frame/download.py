"""The files that a reader can take away: each is made when it is asked for, under the marking, and only if it may leave."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import streamlit as st

from components import session
from data.export.csv_files import CSV_TYPE, ZIP_TYPE, marked_csv_zip
from data.export.permission import Permission, permission


@dataclass(frozen=True)
class Download:
    """A file to download. `make` gets the marking (empty: none), with which it has to mark the file itself."""

    label: str
    make: Callable[[str], bytes]
    file: str
    mime: str
    help: str | None = None
    is_primary: bool = False
    width: Literal["content", "stretch"] = "content"

    @property
    def key(self) -> str:
        return f"get_{self.file}"


def session_permission() -> Permission:
    """What may leave in this session: by the desk's marking, and the stricter one that the reader chose."""
    return permission(session.chosen_marking())


def draw_downloads(*downloads: Download, key: str = "downloads") -> None:
    """Draw a button per file; or, once, why nothing may be exported."""
    permit = session_permission()
    if permit.refusal:
        st.info(permit.refusal)
        return
    with st.container(horizontal=True, key=key):
        for download in downloads:
            _draw_button(download, permit)


def _draw_button(download: Download, permit: Permission) -> None:
    in_zip = download.mime == CSV_TYPE and permit.csv_in_zip
    st.download_button(
        download.label,
        data=partial(_content, download, session.chosen_marking()),
        file_name=f"{download.file}.zip" if in_zip else download.file,
        mime=ZIP_TYPE if in_zip else download.mime,
        help=download.help,
        on_click="ignore",
        key=download.key,
        type="primary" if download.is_primary else "secondary",
        width=download.width,
    )


def _content(download: Download, chosen: str) -> bytes:
    """The file. Asked again when it is made: the settings may have changed since the button was drawn."""
    permit = permission(chosen)
    permit.check()
    if download.mime == CSV_TYPE and permit.csv_in_zip:
        return marked_csv_zip(download.file, download.make(""), permit.marking)
    return download.make(permit.marking)


def draw_text_to_copy(text: str, *, height: int | None = None) -> None:
    """Draw a text with its button to copy, the marking in its first line; or why nothing may be exported.

    A link alone is not marked: whoever opens it needs this page, which has its own rules.
    """
    permit = session_permission()
    if permit.refusal:
        st.info(permit.refusal)
        return
    marked = f"{permit.marking}\n{text}" if permit.marking else text
    st.code(marked, language=None, wrap_lines=True, height=height or "content")


def draw_link_to_copy(link: str, *, height: int | None = None) -> None:
    """Draw a link with its button to copy."""
    st.code(link, language=None, wrap_lines=True, height=height or "content")
