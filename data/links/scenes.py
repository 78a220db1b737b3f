"""A story and the view: the scene at which the reader is, scenes made from views, and a story with other scenes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from data.base.text import quoted
from data.links.stories import StoryError, built_in_story
from data.links.view_query import few_notices, query_of_view, view_of_query
from data.tables.dataset import Dataset
from data.upload.added_in_view import without_added
from data.view.fields.story import MOST_SCENES, Scene, Story
from data.view.view import View, on_page, with_page_fields_of

# In place of a day: a story that ends "today" still does next year.
TODAY = "today"


def story_of(view: View) -> Story:
    """The story that the reader is in; none in the view means the built-in one."""
    return view.story or built_in_story()


def scene_number(view: View) -> int:
    """The index of the scene, within the story."""
    return min(view.scene, len(story_of(view).scenes) - 1)


def scene_of_view(view: View, dataset: Dataset, *, today: date) -> Scene:
    """The current view as a scene without a caption: where on some page the reader is does not belong to it."""
    query = query_of_view(without_added(on_page(view, ""), dataset), dataset, today=today)
    return Scene("", query)


def view_of_scene(scene: Scene, dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """The view of a scene, and a notice for each part of it that could not be read."""
    query = dict(scene.view)
    if query.get("as_of") == TODAY:
        query["as_of"] = today.isoformat()
    view, notices = view_of_query(query, dataset, today=today)
    unknown = [source for source in scene.sources if source not in dataset.sources]
    missing = (f"The scene cites {quoted(source)}, which is not among the sources." for source in unknown)
    return on_page(view, ""), few_notices((*notices, *missing))


def view_at_scene(view: View, dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """The view of the scene at which the reader is, whatever else the view shows."""
    view = replace(view, scene=scene_number(view))
    scene, notices = view_of_scene(story_of(view).scenes[view.scene], dataset, today=today)
    return with_page_fields_of(scene, view), notices


def shows_scene(view: View, dataset: Dataset, *, today: date) -> bool:
    """Whether the view still shows the scene as its author saved it."""
    return view_at_scene(view, dataset, today=today)[0] == view


# Making a story ------------------------------------------------------------------------------------


def with_scenes(story: Story, scenes: Iterable[Scene]) -> Story:
    """The same story with other scenes. Raises StoryError if there are too many."""
    scenes = tuple(scenes)
    if len(scenes) > MOST_SCENES:
        raise StoryError(f"A story has at most {MOST_SCENES} scenes. Remove one, or start a second story.")
    return replace(story, scenes=scenes)


def with_scene_after(story: Story, number: int, scene: Scene) -> Story:
    return with_scenes(story, (*story.scenes[: number + 1], scene, *story.scenes[number + 1 :]))


def with_scene_changed(story: Story, number: int, **changes: Any) -> Story:
    changed = replace(story.scenes[number], **changes)
    return with_scenes(story, (*story.scenes[:number], changed, *story.scenes[number + 1 :]))


def without_scene(story: Story, number: int) -> Story:
    """The story without a scene; the last one that is left stays."""
    if len(story.scenes) == 1:
        return story
    return with_scenes(story, (*story.scenes[:number], *story.scenes[number + 1 :]))


def with_scene_moved(story: Story, number: int, to: int) -> Story:
    """The story with a scene at another index."""
    scenes = list(story.scenes)
    scenes.insert(to, scenes.pop(number))
    return with_scenes(story, scenes)
