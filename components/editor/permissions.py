"""Who sits before the page, and whether they may change the records."""

from dataclasses import dataclass

import streamlit as st

from components import session
from components.session import workspace
from components.style.markup import markdown_safe
from data.store.settings import Editing

LONGEST_NAME = 80


@dataclass(frozen=True)
class Curator:
    """`name` stands in the history; `refusal` says why this reader may not edit, empty if they may."""

    name: str
    refusal: str = ""


def has_log_in() -> bool:
    """Whether a log-in is configured (OIDC, in .streamlit/secrets.toml)."""
    return "is_logged_in" in st.user


def curator(editing: Editing) -> Curator:
    """With a log-in only the named people may edit; without one, whoever reaches the page, under the name that they give."""
    if not editing.on:
        return Curator("", "This desk has turned editing off.")
    if not has_log_in():
        if editing.editors:
            return Curator("", "The settings name editors, but no log-in is configured, so nobody can be known as one.")
        return Curator(workspace.curator_name())
    if not st.user.get("is_logged_in"):
        return Curator("", "Log in to change records. Reading needs no log-in.")
    address = str(st.user.get("email") or "")
    # A provider that lets people write any address into their profile says so here.
    if st.user.get("email_verified") is False or not editing.names(address):
        who = markdown_safe(address or "somebody without an e-mail address")
        return Curator(address, f"You are logged in as {who}, who is not among the editors of this desk.")
    return Curator(address)


def name_box() -> None:
    """Draw the box for a name, where nobody logs in."""
    if not has_log_in():
        st.text_input(
            "Your name, for the history",
            max_chars=LONGEST_NAME,
            width=260,
            placeholder="As given; nobody checks it",
            **session.bind_choice("curator_box", workspace.curator_name(), workspace.name_curator),
        )


def log_in_line(who: Curator) -> None:
    """Draw the way in or out."""
    if not has_log_in():
        return
    if st.user.get("is_logged_in"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Logged in as **{markdown_safe(who.name)}**", width="content")
            st.button("Log out", on_click=st.logout, type="tertiary", width="content")
    else:
        st.button("Log in", on_click=st.login, type="primary", key="log_in", width="content")
