"""A story and the View: the scene at which the reader is, its link, and scenes made from views. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from data.links.stories import LONGEST_CAPTION, Scene, Story, StoryError, plain, shipped, unpacked
from data.tables.dataset import Dataset
from data.upload.added_in_view import without_added
from data.view.view import (
    MOST_SCENES,
    PLACES,
    View,
    at_the_place_of,
    fits_a_link,
    on_page,
    query_of_view,
    shortened,
    view_of_query,
)

PAGE = "story"
# In place of a day: a story that ends "today" still does next year.
TODAY = "today"


def story_of(view: View) -> Story:
    """The story that the reader is in; none in the view means the shipped one."""
    return unpacked(view.story) if view.story else shipped()


def scene_at(view: View) -> int:
    """The place of the scene, within the story."""
    return min(view.scene, len(story_of(view).scenes) - 1)


def scene_of_view(view: View, caption: str, dataset: Dataset, *, today: date) -> Scene:
    """The current view as a scene: where on some page the reader is does not belong to it."""
    return Scene(
        plain(caption)[:LONGEST_CAPTION], query_of_view(without_added(on_page(view, ""), dataset), dataset, today=today)
    )


def view_of_scene(scene: Scene, dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """The view of a scene and a notice for each part of it that could not be taken."""
    query = dict(scene.view)
    if query.get("as_of") == TODAY:
        query["as_of"] = today.isoformat()
    view, notices = view_of_query(query, dataset, today=today)
    unknown = [source for source in scene.sources if source not in dataset.sources]
    named = (f"The scene names “{shortened(source)}”, which is no source of the records." for source in unknown)
    return on_page(view, ""), (*notices, *named)


def opened(view: View, dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """The view of the scene at which the reader is, whatever else the view shows."""
    view = replace(view, scene=scene_at(view))
    scene, notices = view_of_scene(story_of(view).scenes[view.scene], dataset, today=today)
    return at_the_place_of(scene, view), notices


def is_as_told(view: View, dataset: Dataset, *, today: date) -> bool:
    """Whether the view still shows the scene as its author saved it."""
    return opened(view, dataset, today=today)[0] == view


def view_of_other_link(query: Mapping[str, str], dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """A link to any other page: a story in it that cannot be read is left out, and told."""
    view, notices = view_of_query(query, dataset, today=today)
    try:
        story_of(view)
    except StoryError as problem:
        return replace(view, story="", scene=0), (*notices, str(problem))
    return view, notices


def view_of_link(query: Mapping[str, str], dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """A link to the page of stories: story and scene alone open the scene's view, with more it is the view as asked."""
    view, notices = view_of_other_link(query, dataset, today=today)
    if query.keys() - set(PLACES[PAGE]):
        return view, notices
    view, more = opened(view, dataset, today=today)
    return view, (*notices, *more)


def link_of_view(view: View, dataset: Dataset, *, today: date) -> dict[str, str]:
    """The link that opens this story at this scene; a story that is too long for a link stays out of it."""
    view = on_page(view, PAGE)
    as_told = is_as_told(view, dataset, today=today)
    if not fits_a_link(view.story):
        view, as_told = replace(view, story="", scene=0), False
    link = query_of_view(view, dataset, today=today)
    if as_told:
        return {name: text for name, text in link.items() if name in PLACES[PAGE]}
    return {**link, "as_of": view.as_of.isoformat()}


def kept(view: View, before: View, page: str, link: Mapping[str, str]) -> View:
    """The view of a link, with what no link of this page can tell: the places on other pages, a very long story."""
    others = [name for key, names in PLACES.items() if key != page for name in names]
    if page == PAGE and "story" not in link and not fits_a_link(before.story):
        others += PLACES[PAGE]
    return replace(view, **{name: getattr(before, name) for name in others})


# Making one ----------------------------------------------------------------------------------------


def with_scenes(story: Story, scenes: Iterable[Scene]) -> Story:
    """The same story with other scenes. Raises StoryError if there are too many."""
    scenes = tuple(scenes)
    if len(scenes) > MOST_SCENES:
        raise StoryError(f"A story has at most {MOST_SCENES} scenes. Remove one, or start a second story.")
    return replace(story, scenes=scenes)


def with_scene_after(story: Story, at: int, scene: Scene) -> Story:
    return with_scenes(story, (*story.scenes[: at + 1], scene, *story.scenes[at + 1 :]))


def with_scene_changed(story: Story, at: int, **changes: Any) -> Story:
    return with_scenes(story, (*story.scenes[:at], replace(story.scenes[at], **changes), *story.scenes[at + 1 :]))


def without_scene(story: Story, at: int) -> Story:
    """The story without a scene; the last one that is left stays."""
    return with_scenes(story, (*story.scenes[:at], *story.scenes[at + 1 :])) if len(story.scenes) > 1 else story


def with_scene_moved(story: Story, at: int, to: int) -> Story:
    """The story with a scene at another place."""
    scenes = list(story.scenes)
    scenes.insert(to, scenes.pop(at))
    return with_scenes(story, scenes)
