"""A story on the page: the scene's caption and sources for the picture, the list of scenes, the way between them."""

from collections import defaultdict
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import Any

import streamlit as st

from components import session
from components.style.markup import element, html_of, markdown_safe
from components.wording.citations import Citations
from data.base.text import shortened
from data.links.scenes import scene_number, shows_scene, story_of, view_at_scene
from data.tables.dataset import Dataset
from data.view.fields.story import Scene
from data.view.selection import Selection
from data.view.view import View

CHANGED = "The view was changed since: this is no longer the picture that belongs to the words."
LONGEST_LABEL = 56


def known_sources(scene: Scene, dataset: Dataset) -> tuple[str, ...]:
    return tuple(source for source in scene.sources if source in dataset.sources)


def cited(scene: Scene, dataset: Dataset) -> str:
    """The publishers of a scene's sources in a line, with their numbers: "CCTV [1, 3] · Bloomberg [2]"."""
    numbers: dict[str, list[str]] = defaultdict(list)
    for at, source in enumerate(known_sources(scene, dataset), 1):
        numbers[dataset.sources[source].publisher].append(str(at))
    return " · ".join(f"{publisher} [{', '.join(cites)}]" for publisher, cites in numbers.items())


def told_of(selection: Selection) -> dict[str, Any]:
    """What the picture says of the scene: {title, at, count, caption, cited}."""
    story, at = story_of(selection.view), scene_number(selection.view)
    scene = story.scenes[at]
    as_told = shows_scene(selection.view, selection.dataset, today=session.today())
    return {
        "title": story.title,
        "at": at,
        "count": len(story.scenes),
        "caption": scene.caption,
        "cited": cited(scene, selection.dataset) if as_told else CHANGED,
    }


def go_to(dataset: Dataset, at: int, view: View | None = None) -> None:
    """Show a scene of the story (that of `view`, if given); for callbacks."""
    there, notices = view_at_scene(replace(view or session.view(), scene=max(0, at)), dataset, today=session.today())
    session.set_view(there, fit=True, notices=notices)


def land_scene(dataset: Dataset, picture: str) -> None:
    """The scene that the reader went to by a key or a button of the picture."""
    at = session.picture_message(picture, "scene")
    if at is not None:
        go_to(dataset, int(at))


def scene_label(at: int, scene: Scene) -> str:
    """The beginning of the caption, up to a whole word where there is one."""
    words = shorten(scene.caption, LONGEST_LABEL, placeholder=" …")
    begun = words if len(words) > 2 else shortened(scene.caption, LONGEST_LABEL)
    return markdown_safe(f"{at + 1}. {begun or 'No caption yet'}")


def scene_list(selection: Selection) -> None:
    """Draw the title, the scenes to choose from, and the way back to the scene if the view was changed."""
    story, at = story_of(selection.view), scene_number(selection.view)
    title = element("h3", story.title or "A story without a title", dir="auto")
    st.html(html_of(element("div", element("h2", "Story", class_="aw-unseen"), title, class_="aw-evidence")))
    for notice in session.notices():
        st.warning(markdown_safe(notice))
    if not shows_scene(selection.view, selection.dataset, today=session.today()):
        st.button("Back to the scene", key="story_back", on_click=go_to, args=(selection.dataset, at), width="stretch")
    labels = [scene_label(place, scene) for place, scene in enumerate(story.scenes)]
    st.radio(
        "Scenes",
        range(len(labels)),
        format_func=labels.__getitem__,
        **session.bind_choice("story_scene", at, partial(go_to, selection.dataset)),
    )


def sources_of_scene(selection: Selection) -> None:
    """Draw the numbered sources of the scene."""
    citations = Citations(selection.dataset)
    citations.cite(known_sources(story_of(selection.view).scenes[scene_number(selection.view)], selection.dataset))
    if citations.numbers:
        parts = element("h4", "Sources of this scene"), citations.list()
        st.html(html_of(element("div", *parts, class_="aw-evidence")))
