"""Scenes: a story and the view, its link, and the shipped story against the records."""

from dataclasses import replace
from datetime import date

import pytest

from data.links.packed_limits import LONGEST_PACKED
from data.links.page_links import keep_unlinkable_fields, link_of_view, view_of_link
from data.links.scenes import (
    scene_number,
    scene_of_view,
    shows_scene,
    story_of,
    view_at_scene,
    view_of_scene,
    with_scene_after,
    with_scene_changed,
    with_scene_moved,
    without_scene,
)
from data.links.stories import StoryError, built_in_story, pack_story
from data.tables.dataset import Dataset
from data.view.fields.story import MOST_SCENES, Scene, Story
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import TODAY, view_of_all

MADE = Story(
    "Made", tuple(Scene(name, {"as_of": f"20{at}-01-01", "focus": "BLR"}) for at, name in ((16, "a"), (20, "b")))
)
PACKED = pack_story(MADE)


def captions(story: Story) -> str:
    return "".join(scene.caption for scene in story.scenes)


# The shipped story, on the curated records ----------------------------------------------------------


def test_seven_scenes_ship_from_1951_to_today(curated: Dataset) -> None:
    days = [view_of_scene(scene, curated, today=TODAY)[0].as_of for scene in built_in_story().scenes]
    assert len(days) == 7
    assert (days[0].year, days[-1]) == (1951, TODAY)
    assert days == sorted(days)


@pytest.mark.parametrize("index", range(7))
def test_each_shipped_scene_is_readable_and_shows_ties(index: int, curated: Dataset, curated_ties: Ties) -> None:
    scene = built_in_story().scenes[index]
    view, notices = view_of_scene(scene, curated, today=TODAY)
    assert notices == ()
    assert select(curated_ties, view).shown.any()
    assert scene.caption
    assert scene.sources
    assert set(scene.sources) <= set(curated.sources)


def test_a_day_that_a_shipped_caption_begins_with_is_the_day_of_its_view(curated: Dataset) -> None:
    for scene in built_in_story().scenes:
        day = view_of_scene(scene, curated, today=TODAY)[0].as_of
        spoken = f"{day.day} {day:%B} {day.year}"
        assert scene.caption.startswith((spoken, f"{day.year}. ", "Today. ")), scene.caption


@pytest.mark.parametrize(
    ("index", "tie", "start"),
    [
        (0, "CHN-PAK", "1951-05-21"),
        (1, "BLR-CHN", "1992-01-20"),
        (2, "BLR-RUS", "2000-01-26"),
        (2, "CHN-RUS", "1996-04-25"),
        (3, "CHN-PAK", "2015-04-20"),
        (3, "BLR-CHN", "2013-07-16"),
        (4, "BLR-CHN", "2022-09-15"),
        (6, "BLR-CHN", "2024-07-04"),
        (6, "BLR-RUS", "2025-03-13"),
        (6, "BLR-CHN", "2026-01-01"),
    ],
)
def test_a_day_that_a_shipped_caption_names_is_the_start_of_a_tie_it_shows(
    index: int, tie: str, start: str, curated: Dataset, curated_ties: Ties
) -> None:
    scene = built_in_story().scenes[index]
    day = date.fromisoformat(start)
    assert f"{day.day} {day:%B}" in scene.caption
    selection = select(curated_ties, view_of_scene(scene, curated, today=TODAY)[0])
    spells = (curated_ties.spells[place] for place in selection.indices)
    assert any(spell.dyad == tie and spell.start is not None and str(spell.start) == start for spell in spells)


# A story and the view -------------------------------------------------------------------------------


def test_a_view_without_a_story_is_in_the_shipped_one() -> None:
    assert story_of(view_of_all()) == built_in_story()
    assert scene_number(view_of_all(scene=30)) == 6


def test_a_link_of_story_and_scene_opens_the_view_of_the_scene(ties: Ties) -> None:
    view, notices = view_of_link({"story": PACKED, "scene": "1"}, ties.dataset, "story", today=TODAY)
    assert (view.as_of, view.focus, view.story, view.scene, notices) == (date(2020, 1, 1), "BLR", MADE, 1, ())
    assert shows_scene(view, ties.dataset, today=TODAY)
    assert link_of_view(view, ties.dataset, "story", today=TODAY) == {"story": PACKED, "scene": "1"}


def test_an_empty_link_opens_the_first_shipped_scene_and_stays_empty(ties: Ties) -> None:
    view, _ = view_of_link({}, ties.dataset, "story", today=TODAY)
    assert view.as_of == date(1951, 5, 21)
    assert link_of_view(view, ties.dataset, "story", today=TODAY) == {}


@pytest.mark.parametrize("changes", [{"as_of": date(2019, 5, 5)}, {"layers": ("treaty",)}, {"focus": ""}])
def test_a_view_that_was_changed_within_a_scene_comes_back_from_its_link(
    changes: dict[str, object], ties: Ties
) -> None:
    scene, _ = view_of_link({"story": PACKED}, ties.dataset, "story", today=TODAY)
    view = replace(scene, **changes)  # type: ignore[arg-type]
    assert not shows_scene(view, ties.dataset, today=TODAY)
    assert view_of_link(link_of_view(view, ties.dataset, "story", today=TODAY), ties.dataset, "story", today=TODAY) == (
        view,
        (),
    )


def test_the_default_view_within_a_story_comes_back_from_its_link(ties: Ties) -> None:
    default, _ = view_of_link({"as_of": "2023-03-01", "story": PACKED}, ties.dataset, "story", today=TODAY)
    assert default.as_of == date(2023, 3, 1)
    assert (
        view_of_link(link_of_view(default, ties.dataset, "story", today=TODAY), ties.dataset, "story", today=TODAY)[0]
        == default
    )


def test_a_story_that_cannot_be_read_is_named_and_the_shipped_one_opens(ties: Ties) -> None:
    view, notices = view_of_link({"story": PACKED[:-9], "scene": "1"}, ties.dataset, "story", today=TODAY)
    assert (view.story, view.scene, view.as_of) == (None, 0, date(1951, 5, 21))
    assert "Copy the whole link" in notices[0]


def test_what_a_scene_holds_and_the_records_do_not_is_named(ties: Ties) -> None:
    scene = Scene("?", {"as_of": "2020-01-01", "actors": "XXX", "nonsense": "1"}, ("s1", "no-such"))
    view, notices = view_of_scene(scene, ties.dataset, today=TODAY)
    assert view.as_of == date(2020, 1, 1)
    assert [word in " ".join(notices) for word in ("XXX", "nonsense", "no-such", "s1")] == [True, True, True, False]


def test_a_story_that_cannot_be_read_is_named_on_any_other_page_too(ties: Ties) -> None:
    view, notices = view_of_link({"story": "x" * 3_000, "layers": "treaty"}, ties.dataset, "network", today=TODAY)
    assert (view.story, view.layers, len(notices)) == (None, ("treaty",), 1)


def test_a_story_inside_the_view_of_a_scene_is_not_opened(ties: Ties) -> None:
    view, _ = view_of_scene(Scene("", {"story": PACKED, "scene": "1"}), ties.dataset, today=TODAY)
    assert (view.story, view.scene) == (None, 0)


def test_a_scene_ends_today_on_any_day(ties: Ties) -> None:
    scene = Scene("Today.", {"as_of": "today"})
    assert view_of_scene(scene, ties.dataset, today=date(2031, 5, 1))[0].as_of == date(2031, 5, 1)


def test_a_view_kept_as_a_scene_comes_back_as_it_was(ties: Ties) -> None:
    view = view_of_all(tiers=("T1",), layout="map", table="spells", story=MADE, scene=1)
    scene = scene_of_view(view, ties.dataset, today=TODAY)
    assert view_of_scene(scene, ties.dataset, today=TODAY) == (view_of_all(tiers=("T1",), layout="map"), ())


def test_a_story_too_long_for_a_link_stays_out_of_it_and_in_the_view(ties: Ties) -> None:
    letters = "".join(chr(0x4E00 + (at * at * 7919) % 20_000) for at in range(600 * MOST_SCENES))
    scenes = tuple(Scene(letters[at * 600 : (at + 1) * 600], {}) for at in range(MOST_SCENES))
    view, _ = view_at_scene(View(as_of=TODAY, story=Story("Long", scenes), scene=3), ties.dataset, today=TODAY)
    assert view.story
    assert len(pack_story(view.story)) > LONGEST_PACKED
    link = link_of_view(view, ties.dataset, "story", today=TODAY)
    assert "story" not in link
    again, _ = view_of_link(link, ties.dataset, "story", today=TODAY)
    assert keep_unlinkable_fields(again, view, "story", link) == view


def test_the_story_outlives_a_link_of_another_page() -> None:
    before = view_of_all(story=MADE, scene=1, table="spells")
    assert keep_unlinkable_fields(view_of_all(layers=("treaty",)), before, "network", {}) == replace(
        before, layers=("treaty",)
    )
    assert keep_unlinkable_fields(view_of_all(), before, "story", {}) == view_of_all(table="spells")


# Making one -----------------------------------------------------------------------------------------


def test_scenes_are_added_changed_moved_and_removed() -> None:
    three = with_scene_after(MADE, 0, Scene("c"))
    assert captions(three) == "acb"
    assert captions(with_scene_moved(three, 1, 2)) == "abc"
    assert captions(with_scene_changed(three, 1, caption="d")) == "adb"
    assert captions(without_scene(three, 0)) == "cb"
    assert captions(without_scene(without_scene(MADE, 0), 0)) == "b", "the last scene stays"


def test_a_scene_too_many_is_refused_in_words() -> None:
    full = Story("Full", tuple(Scene(str(at)) for at in range(MOST_SCENES)))
    with pytest.raises(StoryError, match="at most 40 scenes"):
        with_scene_after(full, 3, Scene("one more"))
