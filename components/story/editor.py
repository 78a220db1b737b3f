"""The editor of a story: add the view as a scene, edit captions, order the scenes, share the story and open one."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components import session
from components.frame.download import Download, draw_downloads, draw_link_to_copy
from components.session import navigation
from components.story.view import show_scene
from data.base.text import quantity
from data.links.page_links import STORY, story_fits
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
from data.view.selection import Selection
from data.view.view import View

StoryEdit: TypeAlias = Callable[[Story, int], tuple[Story, int]]
NEW_TITLE = "My story"
CAPTION_HINT = "What does this scene show, and why does it matter?"
# MB; Streamlit takes no less, and a story is far smaller.
MAX_STORY_MB = 1
_TOO_LONG = (
    "This story is too long for a link. Remove or shorten scenes, or share the JSON file. "
    "Reloading the page would lose the story."
)


def scene_of_current_view(selection: Selection) -> Scene:
    """The current view as a scene; the caption is for the reader to write."""
    return scene_of_view(selection.view, selection.dataset, today=session.today())


def _in_story(view: View, story: Story, number: int) -> View:
    """The view in a story, at one of its scenes."""
    return replace(view, story=story, scene=number)


def _edit(selection: Selection, change: StoryEdit) -> None:
    """Change the current story and stay with the scene; what is wrong with the change becomes a notice."""
    view = session.view()
    try:
        story, number = change(story_of(view), scene_number(view))
    except StoryError as problem:
        session.set_view(view, notices=(str(problem),))
        return
    if shows_scene(view, selection.dataset, today=session.today()):
        show_scene(selection.dataset, number, _in_story(view, story, number))
    else:
        session.set_view(_in_story(view, story, number))


# Adding the view -----------------------------------------------------------------------------------


def draw_add_to_story(selection: Selection) -> None:
    """Draw the button that adds the current view as a scene, on any page; and with scenes the way to the story."""
    view = selection.view
    scenes = len(story_of(view).scenes) if view.story else 0
    with st.container(key="story_bar", horizontal=True, gap="xsmall"):
        st.button(
            "Add to story",
            key="add_to_story",
            help="Adds this view to your story as a scene. Edit captions and order on the Story page.",
            on_click=_add,
            args=(selection,),
            width="stretch",
        )
        if scenes and st.button(f"Open story ({quantity(scenes, 'scene')})", key="open_story", width="stretch"):
            navigation.go(STORY)


def _add(selection: Selection) -> None:
    view, scene = session.view(), scene_of_current_view(selection)
    try:
        story, number = Story(NEW_TITLE, (scene,)), 0
        if view.story:
            story, number = with_scene_after(view.story, scene_number(view), scene), scene_number(view) + 1
    except StoryError as problem:
        session.set_view(view, notices=(str(problem),))
        return
    session.set_view(_in_story(view, story, number))
    st.toast(f"Added as scene {number + 1} of your story. Edit captions and order on the Story page.")


# Captions and order -------------------------------------------------------------------------------


def draw_story_editor(selection: Selection) -> None:
    """Draw everything for making a story, once the reader opens it."""
    box = st.expander("Make your own story", expanded=bool(selection.view.story), key="story_desk", on_change="rerun")
    if not box.open:
        return
    with box:
        _texts(selection)
        _order(selection)
        _other_stories(selection)
        _share(selection)
        _upload(selection)


def _texts(selection: Selection) -> None:
    story, number = story_of(selection.view), scene_number(selection.view)
    st.text_input(
        "Title",
        max_chars=LONGEST_TITLE,
        **session.bind_choice("story_title", story.title, lambda text: _edit(selection, partial(_with_title, text))),
    )
    st.text_area(
        f"Caption of scene {number + 1}",
        max_chars=LONGEST_CAPTION,
        height=120,
        placeholder=CAPTION_HINT,
        **session.bind_choice(
            "story_caption",
            story.scenes[number].caption,
            lambda text: _edit(selection, partial(_with_caption, text, number)),
        ),
    )


def _with_title(text: str, story: Story, number: int) -> tuple[Story, int]:
    return replace(story, title=plain(text)), number


def _with_caption(text: str, typed_at: int, story: Story, number: int) -> tuple[Story, int]:
    """The caption of the scene at which it was typed: the click that left the box may have gone to another one before."""
    typed_at = min(typed_at, len(story.scenes) - 1)
    return with_scene_changed(story, typed_at, caption=plain(text)), number


def _order(selection: Selection) -> None:
    number, last = scene_number(selection.view), len(story_of(selection.view).scenes) - 1
    with st.container(horizontal=True, gap="small"):
        add = partial(_with_new_scene, selection)
        _button("Add scene", selection, add, help="Adds the view shown as a new scene after this one")
        _button("Move up", selection, partial(_with_scene_moved, -1), disabled=number == 0)
        _button("Move down", selection, partial(_with_scene_moved, 1), disabled=number == last)
        remove = partial(without_drawn_scene, (number, last))
        _button("Remove scene", selection, remove, disabled=last == 0, key=f"story_remove_scene_{number}_{last}")
        is_scene = shows_scene(selection.view, selection.dataset, today=session.today())
        update = partial(_with_current_view, selection)
        _button("Update scene", selection, update, disabled=is_scene, help="Saves the current view as this scene")


def _button(label: str, selection: Selection, change: StoryEdit, *, key: str = "", **options: Any) -> None:
    key = key or f"story_{label.lower().replace(' ', '_')}"
    st.button(label, key=key, on_click=_edit, args=(selection, change), width="content", **options)


def _with_new_scene(selection: Selection, story: Story, number: int) -> tuple[Story, int]:
    return with_scene_after(story, number, scene_of_current_view(selection)), number + 1


def _with_scene_moved(step: int, story: Story, number: int) -> tuple[Story, int]:
    return with_scene_moved(story, number, number + step), number + step


def without_drawn_scene(drawn: tuple[int, int], story: Story, number: int) -> tuple[Story, int]:
    """The story without the scene that was drawn: over a slow line a second click is not about the one that took its place."""
    if drawn != (number, len(story.scenes) - 1):
        return story, number
    return without_scene(story, number), max(0, number - 1)


def _with_current_view(selection: Selection, story: Story, number: int) -> tuple[Story, int]:
    return with_scene_changed(story, number, view=scene_of_current_view(selection).view), number


def _other_stories(selection: Selection) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button("New story", key="story_new", help="Starts with this view", on_click=_start_story, args=(selection,))
        if selection.view.story:
            built_in = replace(selection.view, story=None, scene=0)
            st.button("Return to the built-in story", on_click=show_scene, args=(selection.dataset, 0, built_in))


def _start_story(selection: Selection) -> None:
    session.set_view(_in_story(session.view(), Story(NEW_TITLE, (scene_of_current_view(selection),)), 0))


# Sharing and opening -------------------------------------------------------------------------------


def _share(selection: Selection) -> None:
    story = story_of(selection.view)
    make = partial(json_of_story, story)
    draw_downloads(
        Download("Download as JSON", make, "allweather-story.json", "application/json", width="stretch"),
        key="story_files",
    )
    if not story_fits(selection.view):
        st.warning(_TOO_LONG)
        return
    st.caption("Copy this link to share the story.")
    draw_link_to_copy(address_of(selection.view), height=70)


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
        **session.bind_input("story_file", partial(_open_file, selection.dataset)),
    )


def _open_file(dataset: Dataset, file: Any) -> None:
    if file is None:
        return
    try:
        story = story_of_json(file.getvalue())
    except StoryError as problem:
        session.set_view(session.view(), notices=(f"{problem} Your current story is unchanged.",))
        return
    show_scene(dataset, 0, _in_story(session.view(), story, 0))
