"""A story on the page: the scene's caption and sources for the picture, the list of scenes, the way between them."""

from collections import defaultdict
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import Any

import streamlit as st

from components import session
from components.session import navigation
from components.style.markup import element, html_of, markdown_safe
from components.wording.citations import Citations
from data.base.text import excerpt
from data.links.scenes import scene_number, shows_scene, story_of, view_at_scene
from data.tables.dataset import Dataset
from data.view.fields.story import Scene
from data.view.selection import Selection
from data.view.view import View

CHANGED = "You changed the view; this caption describes the saved one."
BY_ITS_AUTHOR = (
    "Title and captions are by whoever made this story, not from the records; so is the choice of their sources."
)
# Below each caption: what else the page says of it is not there in full screen.
NOT_FROM_RECORDS = "Words by whoever made this story, not from the records"
LONGEST_LABEL = 56


def author_text(view: View) -> str:
    """Whose words the title and the captions are, on the page and in files; "" of the story that comes with the records."""
    return BY_ITS_AUTHOR if view.story else ""


def known_sources(scene: Scene, dataset: Dataset) -> tuple[str, ...]:
    return tuple(source for source in scene.sources if source in dataset.sources)


def source_line(scene: Scene, dataset: Dataset) -> str:
    """The publishers of a scene's sources with their numbers: "CCTV [1, 3] · Bloomberg [2]"."""
    numbers: dict[str, list[str]] = defaultdict(list)
    for number, source in enumerate(known_sources(scene, dataset), 1):
        numbers[dataset.sources[source].publisher].append(str(number))
    return " · ".join(f"{publisher} [{', '.join(cites)}]" for publisher, cites in numbers.items())


def scene_message(selection: Selection) -> dict[str, Any]:
    """What the picture shows of the scene: {title, index, count, caption, cited}."""
    story, number = story_of(selection.view), scene_number(selection.view)
    scene = story.scenes[number]
    is_scene = shows_scene(selection.view, selection.dataset, today=session.today())
    cited = source_line(scene, selection.dataset) if is_scene else CHANGED
    return {
        "title": story.title,
        "index": number,
        "count": len(story.scenes),
        "caption": scene.caption,
        "cited": " · ".join(filter(None, (NOT_FROM_RECORDS if selection.view.story else "", cited))),
    }


def show_scene(dataset: Dataset, number: int, view: View | None = None) -> None:
    """Show a scene of the story (that of `view`, if given); for callbacks."""
    asked = replace(view or session.view(), scene=max(0, number))
    scene, notices = view_at_scene(asked, dataset, today=session.today())
    session.set_view(scene, fit=True, notices=notices)


def show_scene_on_step(dataset: Dataset, picture: str) -> None:
    """Callback of a picture: the reader went to a scene by a key or a button of it."""
    number = session.picture_message(picture, "scene")
    if number is not None:
        show_scene(dataset, int(number))


def scene_label(number: int, scene: Scene) -> str:
    """The beginning of the caption, up to a whole word where there is one."""
    words = shorten(scene.caption, LONGEST_LABEL, placeholder=" …")
    beginning = words if len(words) > 2 else excerpt(scene.caption, LONGEST_LABEL)
    return markdown_safe(f"{number + 1}. {beginning or 'No caption yet'}")


def draw_scene_list(selection: Selection) -> None:
    """Draw the title, the scenes to choose from, and the way back to the scene if the view was changed."""
    story, number = story_of(selection.view), scene_number(selection.view)
    title = element("h3", story.title or "Untitled story", dir="auto")
    author = element("p", words, class_="aw-quiet") if (words := author_text(selection.view)) else None
    st.html(html_of(element("div", element("h2", "Story", class_="aw-unseen"), title, author, class_="aw-evidence")))
    for notice in session.notices():
        st.warning(markdown_safe(notice))
    if not shows_scene(selection.view, selection.dataset, today=session.today()):
        st.button(
            "Return to the scene",
            key="story_back",
            on_click=show_scene,
            args=(selection.dataset, number),
            width="stretch",
        )
    st.button(
        "Explore this scene",
        key="story_explore",
        help="Opens the network with this view. What you change there leaves the story as it is.",
        on_click=_explore,
        width="stretch",
    )
    labels = [scene_label(index, scene) for index, scene in enumerate(story.scenes)]
    st.radio(
        "Scenes",
        range(len(labels)),
        format_func=labels.__getitem__,
        **session.bind_choice("story_scene", number, partial(show_scene, selection.dataset)),
    )


def _explore() -> None:
    session.take_view_along()
    navigation.ask_to_go("network")


def draw_scene_sources(selection: Selection) -> None:
    """Draw the numbered sources of the scene."""
    citations = Citations(selection.dataset)
    citations.cite(known_sources(story_of(selection.view).scenes[scene_number(selection.view)], selection.dataset))
    if citations.numbers:
        parts = element("h4", "Sources of this scene"), citations.list()
        st.html(html_of(element("div", *parts, class_="aw-evidence")))
