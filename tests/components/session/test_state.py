"""The state of a reader as a table: what was before, what the browser asks for, and what is shown and written then."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from components.session.state import (
    LOST,
    NO_EDITING,
    NOTE_ASIDE,
    Address,
    State,
    Visit,
    changed_state,
    next_state,
    pin_of_state,
    view_on_page,
    written_state,
)
from data.links.drafts import pack_draft
from data.links.pins import pin_of
from data.links.scenes import view_at_scene
from data.links.stories import pack_story
from data.store.changes import RowChange
from data.upload.added_in_view import ADDED_ROWS_MISSING
from data.view.fields.claim import Claim, Relation
from data.view.fields.draft import Draft
from data.view.fields.story import Scene, Story
from data.view.presets import presets, start_view
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import TODAY, view_of_all

TREATIES = {"preset": "everything", "as_of": "2023-03-01", "layers": "treaty"}
TREATY_VIEW = view_of_all(layers=("treaty",))
STORY = Story("Made", (Scene("One.", {"as_of": "2016-01-01"}), Scene("Two.", {"as_of": "2020-01-01"})))
DRAFT = Draft((RowChange("actors", None, {"actor": "KAZ"}),))


def visit(page: str = "network", link: dict[str, str] | None = None, **more: object) -> Visit:
    return Visit(page, Address.of(link or {}), TODAY, **more)  # type: ignore[arg-type]


def state(
    view: View = TREATY_VIEW, *, page: str = "network", link: dict[str, str] | None = None, **more: object
) -> State:
    """A reader who has seen the treaties, on the page whose link says so."""
    given = TREATIES if link is None else link
    return State(view, page=page, link=given, fit_count=1, is_drawn=True, **more)  # type: ignore[arg-type]


def focal(ties: Ties) -> View:
    return presets(ties.dataset, today=TODAY)["focal"].view


# What a visit shows: the treaties (that were there before), or what the link asks for ------------------------------


@pytest.mark.parametrize(
    ("before", "now", "shows"),
    [
        pytest.param(None, visit(), "link", id="a first visit without a link shows the view to start with"),
        pytest.param(None, visit(link={"layers": "membership"}), "link", id="a first visit shows what its link asks for"),
        pytest.param(state(), visit(link=TREATIES), "before", id="a rerun changes nothing"),
        pytest.param(state(), visit(), "link", id="back to the address of the beginning shows its view"),
        pytest.param(state(), visit(link={"layers": "membership"}), "link", id="back and forward show the view of the link"),
        pytest.param(state(), visit("ladder"), "before", id="another page keeps the view though its address is bare"),
        pytest.param(state(), visit("ladder", {"layers": "membership"}), "link", id="back to another page shows its link"),
        pytest.param(
            state(page="ladder", pages_without_query=frozenset({"ladder"})),
            visit("ladder"),
            "before",
            id="back to a bare address of a page loses nothing",
        ),
        pytest.param(
            state(pages_without_query=frozenset({"ladder"})), visit(), "link", id="only the page that was there bare loses nothing"
        ),
        pytest.param(state(is_changed=True), visit(link={"layers": "membership"}), "before", id="a change outlives an old link"),
        pytest.param(state(is_changed=True), visit(), "before", id="a change outlives an old bare address"),
        pytest.param(state(link={}), visit("ladder"), "before", id="another page keeps a view without a link"),
    ],
)  # fmt: skip
def test_the_view_of_a_visit(before: State | None, now: Visit, shows: str, ties: Ties) -> None:
    after = next_state(before, now, ties.dataset)
    layers = tuple(filter(None, [now.address.link.get("layers")]))
    asked = replace(focal(ties), layers=layers) if now.address.link else start_view(ties.dataset, today=TODAY)
    assert after.view == (TREATY_VIEW if shows == "before" else asked)
    assert after.page == now.page
    assert after.is_changed == (before is not None and before.is_changed)
    assert after.fit_count == (before.fit_count if before else 0) + (shows == "link")


def test_a_change_counts_until_its_link_is_written(ties: Ties) -> None:
    stale = visit(link={"layers": "membership"})
    cut_short = next_state(state(is_changed=True), stale, ties.dataset)
    assert next_state(cut_short, stale, ties.dataset).view == TREATY_VIEW
    written, _ = written_state(cut_short, stale, ties.dataset)
    assert not written.is_changed


def test_a_link_with_faults_opens_with_notices_until_the_next_change(ties: Ties) -> None:
    opened = next_state(None, visit(link={"layers": "<b>", "pin": "x"}), ties.dataset)
    assert [notice.split()[0] for notice in opened.notices] == ["“layers”", "“pin”"]
    assert next_state(opened, visit(link={"layers": "<b>"}), ties.dataset).notices == opened.notices
    assert changed_state(opened, TREATY_VIEW).notices == ()


def test_a_lost_session_says_so_and_a_new_one_does_not(ties: Ties) -> None:
    assert next_state(None, visit(follows_lost_session=True), ties.dataset).notices == (LOST,)
    assert next_state(None, visit(), ties.dataset).notices == ()


def test_rows_added_elsewhere_are_said_to_be_missing(ties: Ties) -> None:
    assert next_state(None, visit(link={"added": "yes"}), ties.dataset).notices == (ADDED_ROWS_MISSING,)
    assert next_state(None, visit(link={"added": "yes"}, has_added_rows=True), ties.dataset).notices == ()


def test_a_pin_lasts_until_the_view_changes(ties: Ties) -> None:
    pin = pin_of(ties.dataset)
    opened = next_state(None, visit(link={"pin": str(pin)}), ties.dataset)
    assert pin_of_state(opened) == pin
    assert pin_of_state(next_state(opened, visit("ladder"), ties.dataset)) == pin
    assert pin_of_state(changed_state(opened, TREATY_VIEW)) is None


def test_where_nothing_can_be_edited_a_link_brings_no_changes_and_says_so(ties: Ties) -> None:
    link = {"draft": pack_draft(DRAFT), "layers": "treaty"}
    refused = next_state(None, visit("edit", link, can_edit=False), ties.dataset)
    assert (refused.view.draft, refused.view.layers, refused.notices) == (Draft(), ("treaty",), (NO_EDITING,))
    assert next_state(refused, visit("edit", link, can_edit=False), ties.dataset) == refused
    _, address = written_state(refused, visit("edit", link, can_edit=False), ties.dataset)
    assert address
    assert "draft" not in address.query
    assert next_state(None, visit("edit", link), ties.dataset).view.draft.changes


# Stories and drafts ---------------------------------------------------------------------------------


def test_the_story_page_opens_with_its_scene_whatever_another_page_showed(ties: Ties) -> None:
    before = state(view_of_all(story=STORY, scene=1))
    after = next_state(before, visit("story"), ties.dataset)
    assert (after.view.as_of, after.view.scene) == (date(2020, 1, 1), 1)
    again = next_state(replace(after, view=TREATY_VIEW), visit("story", dict(after.link or {})), ties.dataset)
    assert again.view == TREATY_VIEW, "a view that was changed on the page stays"


def test_a_link_of_a_story_opens_the_scene(ties: Ties) -> None:
    after = next_state(None, visit("story", {"story": pack_story(STORY), "scene": "1"}), ties.dataset)
    assert after.view == view_at_scene(view_of_all(story=STORY, scene=1), ties.dataset, today=TODAY)[0]


def test_where_the_reader_was_on_other_pages_outlives_a_link(ties: Ties) -> None:
    before = state(view_of_all(story=STORY, scene=1, table="events", draft=DRAFT))
    after = next_state(before, visit(link={"layers": "membership"}), ties.dataset)
    assert (after.view.story, after.view.scene, after.view.table, after.view.draft) == (STORY, 1, "events", DRAFT)
    edit = next_state(replace(before, page="edit"), visit("edit", {"table": "actors"}), ties.dataset)
    assert (edit.view.table, edit.view.draft) == ("actors", DRAFT), "no link says that there are no changes"


@pytest.mark.parametrize("after_save", [False, True])
def test_an_address_that_comes_late_or_of_before_an_edit_takes_nothing_from_the_draft(
    after_save: bool, ties: Ties
) -> None:
    """Over a slow line a click soon after an edit still brings the address of before."""
    old = visit("edit", {"table": "actors", "draft": pack_draft(DRAFT)})
    opened = next_state(None, old, ties.dataset)
    assert opened.view.draft.changes, "as after a reload"
    newer = Draft(() if after_save else (*opened.view.draft.changes, RowChange("actors", None, {"actor": "LAO"})))
    edited, address = written_state(changed_state(opened, replace(opened.view, draft=newer)), old, ties.dataset)
    assert address
    late = next_state(edited, old, ties.dataset)
    assert late.view.draft == newer
    again, another = written_state(late, old, ties.dataset)
    assert another is None, "it would keep the reader from going further back"
    there = replace(old, address=address)
    assert next_state(again, there, ties.dataset).view.draft == newer
    _, of_edit = written_state(changed_state(again, replace(again.view, draft=Draft())), there, ties.dataset)
    assert of_edit is None or "draft" not in of_edit.link


def test_a_story_and_a_claim_change_no_other_page(ties: Ties) -> None:
    """Opening a story shows its scene, there alone; so does a date chosen for a claim."""
    at_story = next_state(state(view_of_all(layers=("treaty",), story=STORY)), visit("story"), ties.dataset)
    at_story, _ = written_state(at_story, visit("story"), ties.dataset)
    assert at_story.view.as_of == date(2016, 1, 1)
    at_claims = next_state(at_story, visit("claims"), ties.dataset)
    asked = changed_state(at_claims, replace(at_claims.view, as_of=date(2010, 1, 1)))
    back = next_state(asked, visit("network"), ties.dataset)
    assert (back.view.as_of, back.view.layers, back.view.story) == (TREATY_VIEW.as_of, ("treaty",), STORY)
    explored = next_state(replace(at_story, aside=None), visit("network"), ties.dataset)
    assert explored.view.as_of == date(2016, 1, 1), "Explore this scene takes its view along"


def test_a_story_that_was_opened_by_a_link_leaves_the_other_pages_at_their_start(ties: Ties) -> None:
    opened = next_state(None, visit("story", {"story": pack_story(STORY)}), ties.dataset)
    there = next_state(opened, visit("network"), ties.dataset)
    assert replace(there.view, story=None) == start_view(ties.dataset, today=TODAY)


# What is written ------------------------------------------------------------------------------------


def written(before: State, now: Visit, ties: Ties) -> dict[str, str] | None:
    address = written_state(before, now, ties.dataset)[1]
    return address.query if address else None


def test_a_changed_view_is_written_and_one_that_is_there_already_is_not(ties: Ties) -> None:
    assert written(state(link={}), visit(), ties) == TREATIES
    assert written(state(), visit(link=TREATIES), ties) is None
    assert written(state(focal(ties), link={}), visit(), ties) is None


def test_a_link_that_the_browser_may_still_be_about_to_show_is_written_over(ties: Ties) -> None:
    """The view was changed back: the address says so already, but another link is on its way to the browser."""
    assert written(state(link={"layers": "membership"}), visit(link=TREATIES), ties) == TREATIES


def test_another_page_gets_a_link_and_the_bare_address_that_is_gone_back_to_gets_none(ties: Ties) -> None:
    there = next_state(state(), visit("ladder"), ties.dataset)
    assert there.pages_without_query == {"ladder"}
    assert written(there, visit("ladder"), ties) == TREATIES
    there, _ = written_state(there, visit("ladder"), ties.dataset)
    back = next_state(there, visit("ladder"), ties.dataset)
    assert written(back, visit("ladder"), ties) is None, "it would keep the reader from going further back"
    assert written(changed_state(back, view_of_all(layers=("membership",))), visit("ladder"), ties)


def test_a_page_that_is_gone_to_from_a_bare_address_gets_a_link(ties: Ties) -> None:
    bare = next_state(state(page="ladder", pages_without_query=frozenset({"ladder"})), visit("ladder"), ties.dataset)
    assert written(next_state(bare, visit("table"), ties.dataset), visit("table"), ties) == TREATIES


def test_a_page_whose_whole_link_is_empty_is_not_there_bare(ties: Ties) -> None:
    there = next_state(state(focal(ties), link={"layers": "treaty"}), visit("ladder"), ties.dataset)
    after, address = written_state(there, visit("ladder"), ties.dataset)
    assert after.pages_without_query == frozenset()
    assert address == Address()


def test_the_home_page_keeps_the_view_and_writes_none(ties: Ties) -> None:
    home = next_state(state(), visit("home"), ties.dataset)
    assert written(home, visit("home"), ties) is None
    at_home, _ = written_state(home, visit("home"), ties.dataset)
    there = next_state(at_home, visit(), ties.dataset)
    assert there.view == TREATY_VIEW
    assert written(there, visit(), ties) == TREATIES


def test_an_older_link_at_the_root_never_becomes_empty_and_so_the_home_page(ties: Ties) -> None:
    link = {"layers": "treaty"}
    opened = next_state(None, visit(link=link, is_at_root=True), ties.dataset)
    bare = changed_state(opened, focal(ties))
    assert written(bare, visit(link=link, is_at_root=True), ties) == {"preset": "focal"}
    assert written(bare, visit(link=link), ties) == {}


def test_a_pin_and_added_rows_are_written_with_the_link(ties: Ties) -> None:
    pin = str(pin_of(ties.dataset))
    opened = next_state(None, visit(link={"layers": "treaty", "pin": pin}, has_added_rows=True), ties.dataset)
    assert written(opened, visit(link={"layers": "treaty", "pin": pin}, has_added_rows=True), ties) == {
        "layers": "treaty",
        "pin": pin,
        "added": "yes",
    }


def test_a_page_is_drawn_once_its_link_is_written(ties: Ties) -> None:
    opened = next_state(None, visit(), ties.dataset)
    assert not opened.is_drawn
    assert written_state(opened, visit(), ties.dataset)[0].is_drawn


def test_going_back_from_claims_after_a_reload_opens_the_link_that_is_there(ties: Ties) -> None:
    at_claims = next_state(None, visit("claims", TREATIES), ties.dataset)
    back = next_state(at_claims, visit("network", TREATIES), ties.dataset)
    assert back.view == TREATY_VIEW


def test_the_page_of_the_map_shows_a_map_and_leaves_the_layout_of_the_others(ties: Ties) -> None:
    at_map = next_state(state(), visit("map", TREATIES), ties.dataset)
    assert (view_on_page(at_map).layout, at_map.view.layout) == ("map", TREATY_VIEW.layout)
    moved = changed_state(at_map, replace(view_on_page(at_map), as_of=date(2010, 1, 1)))
    assert (moved.view.layout, moved.view.as_of) == (TREATY_VIEW.layout, date(2010, 1, 1))
    chosen = changed_state(at_map, replace(at_map.view, layout="focal"))
    assert (view_on_page(chosen).layout, chosen.view.layout) == ("map", "focal")
    assert view_on_page(next_state(chosen, visit(), ties.dataset)).layout == "focal"


# Notes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "other"),
    [
        ("connected", {"question": "groups"}),
        ("connected", {"between": ("BLR", "CHN")}),
        ("profile", {"of": "CHN"}),
        ("claims", {"claim": Claim("BLR", Relation.ON, "T1", "CHN")}),
    ],
)
def test_a_note_stays_with_its_question_country_or_claim_and_comes_back_with_it(
    page: str, other: dict[str, Any]
) -> None:
    before = state(replace(TREATY_VIEW, note="Mine.", circled=("BLR",)), page=page)
    there = changed_state(before, replace(before.view, **other))
    assert (there.view.note, there.view.circled, there.remarks) == ("", (), (NOTE_ASIDE,))
    theirs = changed_state(there, replace(there.view, note="Theirs."))
    back = changed_state(theirs, replace(theirs.view, **{name: getattr(before.view, name) for name in other}))
    assert (back.view.note, back.view.circled) == ("Mine.", ("BLR",))
    # What is only looked at otherwise is the same question.
    assert changed_state(before, replace(before.view, as_of=date(2020, 1, 1))).view.note == "Mine."


def test_what_a_note_is_about_is_not_kept_however_long_it_is() -> None:
    """Three widgets of one message left names of a megabyte with a note, a hundred times."""
    now = state(page="connected")
    for number in range(3):
        for change in ({"between": ("x" * 1_000_000, str(number))}, {"note": "Mine."}, {"between": ("BLR", "CHN")}):
            now = changed_state(now, replace(now.view, **change))
    assert [len(about) for about in now.notes] == [32] * 3


def test_a_note_of_a_page_without_a_subject_stays_whatever_is_filtered() -> None:
    before = state(replace(TREATY_VIEW, note="Mine."))
    assert changed_state(before, replace(before.view, layers=(), focus="BLR")).view.note == "Mine."


@pytest.mark.parametrize("subject", ["BLR-PAK", "RUS"])
def test_the_network_is_asked_of_the_country_or_pair_whose_page_was_left_for_it(ties: Ties, subject: str) -> None:
    before = state(replace(TREATY_VIEW, of=subject), page="profile")
    assert next_state(before, visit("connected"), ties.dataset).view.between == tuple(subject.split("-"))
    assert next_state(state(), visit("connected"), ties.dataset).view.between == ()
