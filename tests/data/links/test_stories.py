"""Story: scenes as values, as JSON and as letters in a link."""

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.links.packed_limits import LONGEST_PACKED, fits_a_link
from data.links.stories import LARGEST, StoryError, json_of_story, pack_story, plain, story_of_json, unpack_story
from data.view.fields.story import LONGEST_CAPTION, LONGEST_TITLE, MOST_SCENES, Scene, Story

texts = st.text(max_size=LONGEST_CAPTION).map(plain)
scenes = st.builds(
    Scene,
    caption=texts,
    view=st.dictionaries(
        st.sampled_from(("as_of", "tiers", "text")), st.text(st.characters(codec="utf-8"), max_size=40)
    ),
    sources=st.lists(st.sampled_from(("s1", "s2")), unique=True).map(tuple),
)
stories = st.builds(
    Story,
    title=st.text(max_size=LONGEST_TITLE).map(plain),
    scenes=st.lists(scenes, min_size=1, max_size=4).map(tuple),
)

GOOD: dict[str, Any] = {
    "format": "allweather story 1",
    "title": "Two days",
    "scenes": [{"caption": "One day.", "view": {"as_of": "2023-03-01"}}],
}


def told(**changed: Any) -> bytes:
    return json.dumps({**GOOD, **changed}).encode()


def scene(**changed: Any) -> list[Any]:
    return [GOOD["scenes"][0], {**GOOD["scenes"][0], **changed}]


@given(stories)
def test_any_story_comes_back_from_its_file(story: Story) -> None:
    assert story_of_json(json_of_story(story)) == story


@given(stories)
def test_any_story_comes_back_from_its_link(story: Story) -> None:
    letters = pack_story(story)
    assert unpack_story(letters) == story
    assert letters.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    ("text", "place", "mending"),
    [
        (b"", "the file", "Choose a file"),
        (b"\xff\xfe", "the file", "Choose a file"),
        (b"[" * 100_000, "the file", "Choose a file"),
        (b"[]", "the file", "braces"),
        (told(format="slides"), "format", "It must be 'allweather story 1'"),
        (told(scenes=[]), "scenes", "Add one"),
        (told(scenes=[GOOD["scenes"][0]] * (MOST_SCENES + 1)), "scenes", "more than 40 entries. Remove some"),
        (told(title="a" * (LONGEST_TITLE + 1)), "title", "Shorten it to 120 characters"),
        (told(scenes=scene(caption=3)), "scene 2, caption", "quotation marks"),
        (told(scenes=scene(caption="a" * (LONGEST_CAPTION + 1))), "scene 2, caption", "Shorten it to 600 characters"),
        (told(scenes=scene(view=[])), "scene 2, view", "parts of a link"),
        (told(scenes=scene(view={"as_of": 2023})), "scene 2, view, as_of", "quotation marks"),
        (told(scenes=scene(html="<b>")), "scene 2, html", "Remove it"),
        (told(author="me"), "author", "Remove it"),
        (json.dumps({"format": GOOD["format"], "title": ""}).encode(), "scenes", "Add it"),
    ],
)
def test_a_bad_file_is_refused_with_the_place_and_the_mending(text: bytes, place: str, mending: str) -> None:
    with pytest.raises(StoryError) as problem:
        story_of_json(text)
    assert f": {place}: " in str(problem.value)
    assert mending in str(problem.value)
    assert len(str(problem.value)) < 200


def test_a_file_larger_than_any_story_is_not_read() -> None:
    with pytest.raises(StoryError, match="larger than any story"):
        story_of_json(b" " * (LARGEST + 1))


@given(st.binary(max_size=400))
def test_no_file_does_more_than_be_refused(text: bytes) -> None:
    with pytest.raises(StoryError):
        story_of_json(text)


@given(st.text(st.sampled_from("abcXYZ019-_"), max_size=200))
def test_no_link_does_more_than_be_refused(letters: str) -> None:
    with pytest.raises(StoryError):
        unpack_story(letters)


def test_a_link_that_was_cut_says_so() -> None:
    with pytest.raises(StoryError, match="Copy the whole link"):
        unpack_story(pack_story(story_of_json(told()))[:-9])


@pytest.mark.slow
def test_a_small_link_does_not_explode() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * 50_000_000, 9)).decode().rstrip("=")
    with pytest.raises(StoryError, match="larger than any story"):
        unpack_story(bomb)


def test_texts_hold_no_letters_that_reorder_or_break_the_page() -> None:
    assert plain("0 \x00") == "0"
    assert plain(" a\n\tb \u202egpj.exe\x00 ") == "a b gpj.exe"
    assert plain("می‌خواهم") == "می‌خواهم", "the joint inside a Persian word stays"
    assert story_of_json(told(title="\u202eeltit")).title == "eltit"


def test_the_longest_story_of_plain_words_fits_a_link() -> None:
    words = "China and Belarus declare an all-weather comprehensive strategic partnership in Samarkand. " * 3
    story = Story("Long", tuple(Scene(f"{at}. {words}", {"as_of": f"19{50 + at}-01-01"}) for at in range(MOST_SCENES)))
    assert fits_a_link(pack_story(story))
    assert not fits_a_link("a" * (LONGEST_PACKED + 1))
