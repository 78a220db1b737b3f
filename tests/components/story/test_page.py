"""The page of stories by its widgets, on the tiny cast."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from components.figure.captions import FigureOptions, figure_citation
from components.figure.panel.present import CLOSED
from components.story.editor import without_drawn_scene
from components.story.view import BY_ITS_AUTHOR, NOT_FROM_RECORDS, author_text, scene_label, scene_message, source_line
from data.links.page_links import view_of_link
from data.links.scenes import story_of
from data.links.stories import json_of_story, pack_story, unpack_story
from data.store.settings import RECORDS_VARIABLE
from data.view.fields.story import MOST_SCENES, Scene, Story
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import TODAY

SCRIPT = """
from datetime import date
from components import session
from components.sidebar.filter_panel import draw_filter_panel
from components.pages.story import story_page
from data.view.selection import select
from data.tables.dataset import load_records
from data.view.ties import ties_of
from pathlib import Path
import os
import streamlit as st

ties = ties_of(load_records(Path(os.environ["ALLWEATHER_RECORDS"])))
session.read_link(ties.dataset, "story")
found = select(ties, session.view())
story_page(found)
draw_filter_panel(found)
session.write_link(ties.dataset, "story")
st.text(f"{found.view.as_of} {int(found.shown.sum())}")
"""
MADE = Story(
    "Made",
    (
        Scene("Treaties.", {"as_of": "2020-01-01", "layers": "treaty"}, ("s1", "s2")),
        Scene("Turkey’s <b>tie</b>.", {"as_of": "2021-01-01", "actors": "any", "among": "no"}),
    ),
)


@pytest.fixture
def page(cast_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page and the filters on the tiny cast, in a made story."""
    monkeypatch.setenv(RECORDS_VARIABLE, str(cast_folder))
    made = AppTest.from_string(SCRIPT, default_timeout=30)
    made.query_params["story"] = pack_story(MADE)
    return made.run()


def told(page: AppTest) -> Story:
    """The story that the address of the page holds."""
    return unpack_story(dict(page.query_params)["story"])


def shown(page: AppTest) -> str:
    return page.text[0].value


def captions(page: AppTest) -> list[str]:
    return [scene.caption for scene in told(page).scenes]


def test_a_link_opens_the_story_at_its_first_scene(page: AppTest) -> None:
    assert not page.exception
    assert shown(page) == "2020-01-01 2"
    assert page.radio(key="story_scene").options == ["1\\. Treaties\\.", "2\\. Turkey’s \\<b\\>tie\\<\\/b\\>\\."]
    assert dict(page.query_params).keys() == {"story"}


def test_whose_words_the_captions_are_is_said_of_a_story_in_a_link_only(page: AppTest) -> None:
    """Their sources stand below them, as those of the records do."""
    assert any(BY_ITS_AUTHOR in one.proto.body for one in page.get("html"))
    del page.query_params["story"]
    assert not any(BY_ITS_AUTHOR in one.proto.body for one in page.run().get("html"))


def presented(page: AppTest) -> dict[str, Any]:
    """What the browser is told of the slide that is presented."""
    page.session_state["present_story"] = {"wanted": {**CLOSED, "open": True, "number": 1}}
    page.run()
    assert not page.exception
    protos = [part.proto for part in page.get("bidi_component")]
    (proto,) = (proto for proto in protos if proto.component_name.endswith("allweather_present"))
    message: dict[str, Any] = json.loads(proto.json)
    return message


def test_a_slide_of_a_story_in_a_link_says_whose_words_it_has(page: AppTest) -> None:
    """They stand above the sources of the records, and whoever gets the file has not seen the page."""
    message = presented(page)
    texts = " ".join(part.text for part in ElementTree.fromstring(message["svg"]).iter() if part.text)
    assert "Treaties." in texts
    assert BY_ITS_AUTHOR in " ".join(texts.split())
    assert message["said"].startswith("Made. Treaties.")
    assert message["said"].endswith(BY_ITS_AUTHOR), "also to whoever hears it"
    assert not author_text(View(as_of=TODAY)), "of the story that comes with the records"


def test_a_citation_says_that_the_title_of_a_story_in_a_link_is_not_ours(ties: Ties) -> None:
    """Nor does the title end its quotation, and go on as if the citation said it."""
    found, title = select(ties, View(as_of=TODAY)), "All ended”, confirmed. “See"
    theirs = figure_citation(found, title, FigureOptions(title=title, by=BY_ITS_AUTHOR))
    assert ", “All ended’, confirmed. ‘See” (title by whoever made the link), as of 23 Nov 2026, " in theirs
    assert "whoever" not in figure_citation(found, title, FigureOptions(title=title))


def test_choosing_a_scene_shows_its_view_and_the_link_says_which(page: AppTest) -> None:
    page.radio(key="story_scene").set_value(1).run()
    assert shown(page) == "2021-01-01 6"
    assert dict(page.query_params)["scene"] == "1"


def test_a_caption_stays_with_its_scene_though_the_click_that_left_it_chose_another(page: AppTest) -> None:
    """Both may arrive together, the choice of the scene first."""
    page.radio(key="story_scene").set_value(1)
    page.text_area(key="story_caption").set_value("Two treaties.").run()
    assert captions(page) == ["Two treaties.", "Turkey’s <b>tie</b>."]


def test_a_changed_view_offers_the_way_back_to_the_scene(page: AppTest) -> None:
    page.date_input(key="view_as_of").set_value(date(2010, 1, 1)).run()
    assert shown(page) == "2010-01-01 1"
    assert dict(page.query_params)["as_of"] == "2010-01-01"
    page.button(key="story_back").click().run()
    assert shown(page) == "2020-01-01 2"
    assert "story_back" not in {button.key for button in page.button}


def test_a_changed_view_can_be_kept_as_the_scene(page: AppTest) -> None:
    page.date_input(key="view_as_of").set_value(date(2010, 1, 1)).run()
    page.button(key="story_update_scene").click().run()
    assert told(page).scenes[0].view["as_of"] == "2010-01-01"
    assert dict(page.query_params).keys() == {"story"}


def test_a_changed_view_becomes_a_scene_of_its_own_beside_the_list(page: AppTest) -> None:
    page.date_input(key="view_as_of").set_value(date(2010, 1, 1)).run()
    page.button(key="story_add_scene").click().run()
    assert [scene.view.get("as_of") for scene in told(page).scenes[:2]] == ["2020-01-01", "2010-01-01"]
    assert page.radio(key="story_scene").value == 1


def test_title_and_caption_are_worded(page: AppTest) -> None:
    page.text_input(key="story_title").set_value("Another title").run()
    page.text_area(key="story_caption").set_value("Better words.\nTwo lines.").run()
    assert told(page).title == "Another title"
    assert captions(page) == ["Better words. Two lines.", MADE.scenes[1].caption]
    assert told(page).scenes[0].sources == ("s1", "s2")


def test_scenes_are_ordered_and_removed(page: AppTest) -> None:
    page.button(key="story_move_down").click().run()
    assert captions(page) == [MADE.scenes[1].caption, "Treaties."]
    assert page.radio(key="story_scene").value == 1, "the reader stays with the scene"
    page.button(key="story_remove_scene_1_1").click().run()
    assert captions(page) == [MADE.scenes[1].caption]
    assert shown(page) == "2021-01-01 6"
    assert page.button(key="story_remove_scene_0_0").disabled


def test_a_second_click_on_remove_is_not_about_the_scene_that_took_its_place(page: AppTest) -> None:
    """Over a slow line the page still shows the first one."""
    page.button(key="add_to_story").click().run()
    page.radio(key="story_scene").set_value(0).run()
    page.button(key="story_remove_scene_0_2").click().run()
    left = told(page)
    assert len(left.scenes) == 2
    assert "story_remove_scene_0_2" not in {button.key for button in page.button}
    assert without_drawn_scene((0, 2), left, 0) == (left, 0)


def test_add_to_story_keeps_the_view_after_the_scene(page: AppTest) -> None:
    page.date_input(key="view_as_of").set_value(date(2010, 1, 1)).run()
    page.button(key="add_to_story").click().run()
    assert captions(page)[1] == ""
    assert page.text_area(key="story_caption").placeholder.startswith("What does this scene show")
    assert len(captions(page)) == 3
    assert shown(page) == "2010-01-01 1"


def test_a_new_story_begins_with_the_view_and_the_shipped_one_is_a_step_away(page: AppTest) -> None:
    page.button(key="story_new").click().run()
    assert len(captions(page)) == 1
    next(button for button in page.button if button.label == "Return to the built-in story").click().run()
    assert not page.exception
    assert len(page.radio(key="story_scene").options) == 7
    assert "story" not in page.query_params


def test_a_scene_too_many_is_said(page: AppTest) -> None:
    page.query_params["story"] = pack_story(Story("Full", MADE.scenes[:1] * MOST_SCENES))
    page.run()
    page.button(key="add_to_story").click().run()
    assert any("at most 40 scenes" in warning.value.replace("\\", "") for warning in page.warning)
    assert len(captions(page)) == MOST_SCENES


def test_a_story_is_opened_from_its_file(page: AppTest) -> None:
    other = Story("Other", (Scene("Only this.", {"as_of": "2016-10-01"}),))
    page.file_uploader(key="story_file").upload("story.json", json_of_story(other), "application/json").run()
    assert told(page) == other
    assert shown(page).startswith("2016-10-01")


def test_a_bad_file_is_said_and_the_story_stays(page: AppTest) -> None:
    page.file_uploader(key="story_file").upload("story.json", b'{"title": 1}', "application/json").run()
    assert not page.exception
    assert "Your current story is unchanged" in page.warning[0].value.replace("\\", "")
    assert told(page) == MADE


def test_a_story_too_long_for_a_link_is_said_and_still_told(page: AppTest) -> None:
    letters = "".join(chr(0x4E00 + (at * at * 7919) % 20_000) for at in range(600 * MOST_SCENES))
    scenes = tuple(Scene(letters[at * 600 : (at + 1) * 600], {"as_of": "2020-01-01"}) for at in range(MOST_SCENES))
    long = json_of_story(Story("Long", scenes))
    page.file_uploader(key="story_file").upload("story.json", long, "application/json").run()
    assert any("too long for a link" in warning.value for warning in page.warning)
    assert "story" not in page.query_params
    page.radio(key="story_scene").set_value(39).run()
    assert page.text_area(key="story_caption").value == scenes[39].caption


@pytest.mark.parametrize("day", ["1800-01-01", "2099-01-01"])
def test_the_day_box_shows_any_day_that_a_link_asks_for(page: AppTest, day: str) -> None:
    page.query_params["as_of"] = day
    page.run()
    assert not page.exception
    assert page.date_input(key="view_as_of").value == date.fromisoformat(day)


def test_the_picture_is_told_the_scene_in_plain_values(ties: Ties) -> None:
    view, _ = view_of_link({"story": pack_story(MADE), "scene": "0"}, ties.dataset, "story", today=TODAY)
    assert scene_message(select(ties, view)) == {
        "title": "Made",
        "index": 0,
        "count": 2,
        "caption": "Treaties.",
        "cited": f"{NOT_FROM_RECORDS} · Evening News [1] · A Mirror [2]",
    }
    changed = View(as_of=date(2000, 1, 1), story=view.story)
    assert "You changed the view" in scene_message(select(ties, changed))["cited"]
    assert story_of(changed) == MADE
    ours = scene_message(select(ties, View(as_of=TODAY)))
    assert "whoever" not in ours["cited"], "of the story that comes with the records"


def test_publishers_are_named_once_with_all_their_numbers(ties: Ties) -> None:
    assert source_line(Scene("", {}, ("s1", "gone", "s2", "s1")), ties.dataset) == "Evening News [1, 3] · A Mirror [2]"


def test_a_label_is_the_beginning_of_the_caption() -> None:
    assert scene_label(0, Scene("word " * 40)).endswith("word …")
    assert len(scene_label(0, Scene("中" * 300))) < 70
    assert scene_label(1, Scene("")) == "2\\. No caption yet"
