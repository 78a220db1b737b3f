"""Making a story: keep the view as a scene, word and order the scenes, take the story away and bring it back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import session
from components.story.view import go_to
from components.wording.filters import view_summary
from data.base.text import counted
from data.links.page_links import story_fits
from data.links.scenes import (
    scene_number,
    scene_of_view,
    shows_scene,
    story_of,
    with_scene_after,
    with_scene_changed,
    with_scene_moved,
    without_scene,
)
from data.links.stories import StoryError, json_of_story, pack_story, plain, story_of_json
from data.tables.dataset import Dataset
from data.view.fields.story import LONGEST_CAPTION, LONGEST_TITLE, Scene, Story
from data.view.selection import Selection, without_added_ties
from data.view.ties import SpellIndex
from data.view.view import View

NEW_TITLE = "My story"
# MB; Streamlit takes no less, and a story is far smaller.
MAX_STORY_MB = 1
TOO_LONG = (
    "This story is too long for a link: remove or shorten scenes, or share the JSON file. "
    "Until then a reload of the page loses it."
)


def scene_now(selection: Selection) -> Scene:
    """The current view as a scene; its caption says what is shown until the reader words one."""
    return scene_of_view(
        selection.view, view_summary(without_added_ties(selection)), selection.dataset, today=session.today()
    )


def _own(view: View, story: Story, at: int) -> View:
    """The view in a story of the reader's own, at one of its scenes."""
    return replace(view, story=story, scene=at)


def _mend(selection: Selection, change: Callable[[Story, int], tuple[Story, int]]) -> None:
    """Change the story that is told and stay with the scene; a story that cannot be made is said, not made."""
    view = session.view()
    try:
        story, at = change(story_of(view), scene_number(view))
    except StoryError as problem:
        session.set_view(view, notices=(str(problem),))
        return
    as_told = shows_scene(view, selection.dataset, today=session.today())
    if as_told:
        go_to(selection.dataset, at, _own(view, story, at))
    else:
        session.set_view(_own(view, story, at))


# Keeping the view ----------------------------------------------------------------------------------


def add_to_story(selection: Selection) -> None:
    """Draw the button that keeps the current view as a scene, on any page."""
    view = selection.view
    scenes = len(story_of(view).scenes) if view.story else 0
    st.button(
        f"Add to story ({counted(scenes, 'scene')})" if scenes else "Add to story",
        key="add_to_story",
        help="Keeps this view as a scene of a story of your own. Words and order: on the Story page.",
        on_click=_add,
        args=(selection,),
        width="stretch",
    )


def _add(selection: Selection) -> None:
    view, scene = session.view(), scene_now(selection)
    try:
        story, at = Story(NEW_TITLE, (scene,)), 0
        if view.story:
            story, at = with_scene_after(story_of(view), scene_number(view), scene), scene_number(view) + 1
    except StoryError as problem:
        session.set_view(view, notices=(str(problem),))
        return
    session.set_view(_own(view, story, at))
    st.toast(f"Kept as scene {at + 1} of your story: words and order on the Story page.")


# Wording and ordering ------------------------------------------------------------------------------


def desk(selection: Selection) -> None:
    """Draw everything for making a story; opened by the reader."""
    box = st.expander("Make your own", expanded=bool(selection.view.story), key="story_desk", on_change="rerun")
    if not box.open:
        return
    with box:
        _words(selection)
        _order(selection)
        _starts(selection)
        _share(selection)
        _upload(selection)


def _words(selection: Selection) -> None:
    story, at = story_of(selection.view), scene_number(selection.view)
    st.text_input(
        "Title",
        max_chars=LONGEST_TITLE,
        **session.bind_choice("story_title", story.title, lambda text: _mend(selection, partial(_titled, text))),
    )
    st.text_area(
        f"Caption of scene {at + 1}",
        max_chars=LONGEST_CAPTION,
        height=120,
        **session.bind_choice(
            "story_caption", story.scenes[at].caption, lambda text: _mend(selection, partial(_worded, text))
        ),
    )


def _titled(text: str, story: Story, at: int) -> tuple[Story, int]:
    return replace(story, title=plain(text)), at


def _worded(text: str, story: Story, at: int) -> tuple[Story, int]:
    return with_scene_changed(story, at, caption=plain(text)), at


def _order(selection: Selection) -> None:
    at, last = scene_number(selection.view), len(story_of(selection.view).scenes) - 1
    with st.container(horizontal=True, gap="small"):
        _button("Move up", selection, partial(_moved, -1), disabled=at == 0)
        _button("Move down", selection, partial(_moved, 1), disabled=at == last)
        _button("Remove scene", selection, _removed, disabled=last == 0, help="Take this scene out of the story")
        as_told = shows_scene(selection.view, selection.dataset, today=session.today())
        about = "The scene gets the view as it is now, once it differs"
        _button("Keep this view", selection, partial(_reviewed, selection), disabled=as_told, help=about)


def _button(
    words: str, selection: Selection, change: Callable[[Story, int], tuple[Story, int]], **options: Any
) -> None:
    key = f"story_{words.lower().replace(' ', '_')}"
    st.button(words, key=key, on_click=_mend, args=(selection, change), width="content", **options)


def _moved(step: int, story: Story, at: int) -> tuple[Story, int]:
    return with_scene_moved(story, at, at + step), at + step


def _removed(story: Story, at: int) -> tuple[Story, int]:
    return without_scene(story, at), max(0, at - 1)


def _reviewed(selection: Selection, story: Story, index: SpellIndex) -> tuple[Story, int]:
    return with_scene_changed(story, index, view=scene_now(selection).view), index


def _starts(selection: Selection) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button("Start anew", key="story_new", help="A new story from this view", on_click=_anew, args=(selection,))
        if selection.view.story:
            shipped = replace(selection.view, story=None, scene=0)
            st.button("Back to the story that ships", on_click=go_to, args=(selection.dataset, 0, shipped))


def _anew(selection: Selection) -> None:
    session.set_view(_own(session.view(), Story(NEW_TITLE, (scene_now(selection),)), 0))


# Taking away and bringing back ---------------------------------------------------------------------


def _share(selection: Selection) -> None:
    story = story_of(selection.view)
    st.download_button(
        "Download as JSON",
        data=json_of_story(story),
        file_name="allweather-story.json",
        mime="application/json",
        on_click="ignore",
        width="stretch",
    )
    if not story_fits(selection.view):
        st.warning(TOO_LONG)
        return
    st.caption("One link holds the whole story; the address of this page is it, too.")
    st.code(address_of(selection.view), language=None, height=70)


def address_of(view: View) -> str:
    """The link to the first scene of the story."""
    parts = urlsplit(st.context.url or "")
    query = urlencode({"story": pack_story(view.story)} if view.story else {})
    return f"{parts.scheme}://{parts.netloc}{parts.path}{'?' if query else ''}{query}"


def _upload(selection: Selection) -> None:
    st.file_uploader(
        "Open a story (JSON)",
        type="json",
        max_upload_size=MAX_STORY_MB,
        **session.bind_input("story_file", partial(_land_file, selection.dataset)),
    )


def _land_file(dataset: Dataset, file: Any) -> None:
    if file is None:
        return
    try:
        story = story_of_json(file.getvalue())
    except StoryError as problem:
        session.set_view(session.view(), notices=(f"{problem} The story that was here stays.",))
        return
    go_to(dataset, 0, _own(session.view(), story, 0))
