"""Who uses the page, and whether they may change the records."""

from dataclasses import dataclass

import streamlit as st

from components import session
from components.session import workspace
from components.session.log_in import is_configured
from components.style.markup import markdown_safe
from data.store.settings import Editing

_MAX_NAME_CHARACTERS = 80


@dataclass(frozen=True)
class Curator:
    """`name` goes into the history; `refusal` says why this reader may not edit, empty if they may."""

    name: str
    refusal: str = ""


def has_log_in() -> bool:
    """Whether a log-in is configured (OIDC, in .streamlit/secrets.toml)."""
    return "is_logged_in" in st.user


def curator(editing: Editing) -> Curator:
    """The reader, and whether they may edit: with a log-in the editors of the settings, without one everybody."""
    if not editing.on:
        return Curator("", "Editing is turned off on this desk.")
    if not has_log_in():
        if is_configured():
            return Curator("", "The log-in of this desk cannot be read (secrets.toml), so nobody can edit.")
        if editing.editors:
            return Curator("", "The settings name editors, but no log-in is configured, so nobody can edit.")
        return Curator(workspace.curator_name())
    if not st.user.get("is_logged_in"):
        return Curator("", "Log in to change records. You can read them without logging in.")
    address = str(st.user.get("email") or "")
    # Some providers accept any address in a profile. One that says nothing of it may be such a provider.
    if st.user.get("email_verified") is not True:
        account = address or "a user without an e-mail address"
        return Curator(address, f"You are logged in as {account}, but the log-in does not confirm this e-mail address.")
    if not editing.names(address):
        account = address or "a user without an e-mail address"
        return Curator(address, f"You are logged in as {account}, who is not an editor of this desk.")
    return Curator(address)


def draw_name_box() -> None:
    """Draw the box for the reader's name, if there is no log-in."""
    if not has_log_in():
        st.text_input(
            "Your name, for the history",
            max_chars=_MAX_NAME_CHARACTERS,
            width=260,
            placeholder="Not verified",
            **session.bind_choice("curator_box", workspace.curator_name(), workspace.set_curator_name),
        )


def draw_log_in_line(user: Curator) -> None:
    """Draw the button to log in or out, if there is a log-in."""
    if not has_log_in():
        return
    if st.user.get("is_logged_in"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Logged in as **{markdown_safe(user.name)}**", width="content")
            st.button("Log out", on_click=st.logout, type="tertiary", width="content")
    else:
        st.button("Log in", on_click=st.login, type="primary", key="log_in", width="content")
