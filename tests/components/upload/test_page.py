"""The page for uploads: faults, guesses, adding rows, the line on every page, removal; one session only."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components.upload.mapping_step import MOST_COLUMN_MENUS
from data.store.settings import RECORDS_VARIABLE
from tests.support.cast import write_cast

# Whole pages, each drawn several times.
pytestmark = pytest.mark.slow

APP = str(Path(__file__).parents[3] / "app.py")
MINE = "Country A,Country B,Level,From,Status,Confidence\nBelarus,白俄罗斯,T2,2022,in force,recalled\n"
GOOD = MINE.replace("白俄罗斯", "КИТАЙ")
CLUB = "actor,kind,name,short_name,region\nORG:MINE,organisation,My club,My club,Europe\n"


@pytest.fixture(autouse=True)
def on_the_cast(cast_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RECORDS_VARIABLE, str(cast_folder))


def session() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30)
    page.query_params["preset"] = "focal"
    assert not page.run().exception
    return page


def go(page: AppTest, name: str) -> AppTest:
    """Go to a page; the address follows as it does in a browser."""
    page._page_hash = calc_hash(name)
    page.run()
    assert not page.exception
    return page


def dropped(page: AppTest, *files: tuple[str, str]) -> AppTest:
    page.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files]).run()
    assert not page.exception
    return page


def page_with_rows(page: AppTest, *files: tuple[str, str]) -> AppTest:
    dropped(go(page, "own"), *files)
    page.button(key="upload_add").click().run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(text.value for text in (*page.main.markdown, *page.main.error, *page.main.success)).replace(
        "\\", ""
    )


def test_the_files_of_the_records_have_your_rows_or_not_as_you_choose() -> None:
    page = go(page_with_rows(session(), ("mine.csv", GOOD)), "records")
    assert "+added-" in cited(page)
    page.toggle(key="downloads_with_added").set_value(False).run()
    assert not page.exception
    assert "+added-" not in cited(page)
    assert len(page.get("download_button")) == 9


def cited(page: AppTest) -> str:
    """How the records are to be cited."""
    return next(text.value for text in page.caption if "Cite as" in text.value)


def test_every_fault_is_listed_and_nothing_is_loaded() -> None:
    page = dropped(go(session(), "own"), ("mine.csv", MINE))
    assert "1 fault: nothing was loaded." in said(page)
    table = page.dataframe[0].value
    assert list(table.iloc[0]) == [
        "mine.csv", "2", "Country A", "Belarus", "pairs Belarus with itself", "use two different actors",
    ]  # fmt: skip
    assert not [button for button in page.button if button.key == "upload_add"]


def select(page: AppTest, label: str, option: str) -> AppTest:
    """Choose in the menu that has this label."""
    (menu,) = [one for one in page.selectbox if label in one.label]
    menu.select(option).run()
    assert not page.exception
    return page


def test_good_rows_can_be_added_while_an_unknown_name_waits_for_an_answer() -> None:
    page = dropped(go(session(), "own"), ("mine.csv", GOOD + "Belaruz,Pakistan,T1,2020,in force,recalled\n"))
    assert page.button(key="upload_add").label == "Add my tie, 1 left out"
    assert "1 question about your table" in said(page)
    select(page, "is not a known country", "BLR")
    assert page.button(key="upload_add").label == "Add 2 ties"
    assert "Your answers" in said(page)


def test_a_column_that_is_read_otherwise_is_found_again_for_the_same_header() -> None:
    page = dropped(go(session(), "own"), ("mine.csv", GOOD))
    select(page, "What “From” is", "known_by")
    page.button(key="upload_add").click().run()
    dropped(page, ("again.csv", GOOD.replace("2022", "2023")))
    (menu,) = [one for one in page.selectbox if "What “From” is" in one.label]
    assert menu.value == "known_by"


def test_added_ties_are_shown_alone_on_the_day_on_which_they_are_in_force() -> None:
    page = page_with_rows(session(), ("mine.csv", GOOD))
    page.button(key="show_my_ties").click().run()
    go(page, "network")
    assert "Only your ties" in " ".join(button.label for button in page.button)
    assert "1 of 7 ties shown" in said(page)


def ticked(page: AppTest, written: str, *, take: bool) -> AppTest:
    """Tick or untick a guess, as a browser tells it."""
    (editor,) = page.data_editor
    row = list(editor.value["Written"]).index(written)
    states = page._tree.get_widget_states()
    states.widgets.add(id=editor.proto.id, string_value=json.dumps({"edited_rows": {row: {"Accept": take}}}))
    page._run(states)
    assert not page.exception
    return page


def test_guesses_and_overlaps_are_shown_before_rows_are_added() -> None:
    page = dropped(go(session(), "own"), ("mine.csv", GOOD))
    assert "1 tie is ready." in said(page).replace("**", "")
    assert "КИТАЙ" in set(page.data_editor[0].value["Written"])
    assert all(page.data_editor[0].value["Accept"])
    assert list(page.dataframe[-1].value["Row in the records"]) == ["blr-1", "blr-2"]
    assert "yours added" not in said(go(page, "network"))


def test_a_guess_that_is_unticked_is_a_fault_until_it_is_ticked_again() -> None:
    page = dropped(go(session(), "own"), ("mine.csv", GOOD))
    ticked(page, "КИТАЙ", take=False)
    assert "1 fault: nothing was loaded." in said(page)
    assert "guess, 1 refused" in said(page)
    assert "КИТАЙ" in set(page.dataframe[0].value["Value"])
    assert not [button for button in page.button if button.key == "upload_add"]
    ticked(page, "КИТАЙ", take=True)
    assert "1 tie is ready" in said(page)
    assert "refused" not in said(page)


@pytest.mark.slow
def test_added_rows_are_named_on_every_page_and_gone_with_one_click() -> None:
    page = page_with_rows(session(), ("mine.csv", GOOD))
    for name in ("network", "timeline", "table", "compare", "records"):
        go(page, name)
        assert "Your tie is included for this session" in said(page)
    go(page, "network")
    assert "6 of 7 ties shown, including 1 added tie" in said(page)
    page.button(key="added_remove").click().run()
    assert not page.exception
    assert "5 of " in said(page)
    assert "added" not in said(page)


@pytest.mark.slow
def test_another_session_sees_nothing_of_them() -> None:
    mine, other = session(), session()
    page_with_rows(mine, ("mine.csv", GOOD))
    other.run()
    assert "added" not in said(other)
    assert "5 of " in said(other)
    assert "added" not in said(session())
    assert "including 1 added tie" in said(go(mine, "network"))


def test_a_link_does_not_hold_them() -> None:
    page = page_with_rows(
        session(),
        ("spells.csv", "dyad,tier,wording,start,status,grade\nBLR-ORG:MINE,TR,pact,2020,signed,recalled\n"),
        ("actors.csv", CLUB),
    )
    go(page, "network")
    page.selectbox(key="view_focus").select("ORG:MINE").run()
    assert not page.exception
    assert "My club" in said(page)
    assert "MINE" not in str(dict(page.query_params))
    page.button(key="added_remove").click().run()
    assert not page.exception
    assert page.selectbox(key="view_focus").value == ""


def test_a_link_made_with_them_in_view_says_elsewhere_that_they_are_not_there() -> None:
    page = go(page_with_rows(session(), ("mine.csv", GOOD)), "network")
    assert dict(page.query_params)["added"] == "yes"
    other = AppTest.from_file(APP, default_timeout=30)
    other.query_params["added"] = "yes"
    other.run()
    assert "They ended with that session" in " ".join(notice.value for notice in other.warning)
    assert "added" not in dict(other.query_params)
    assert not go(page, "ladder").warning


def test_what_a_link_lacks_is_said_once_on_the_page_of_uploads() -> None:
    page = AppTest.from_file(APP, default_timeout=30)
    page.query_params["actors"] = "NOBODY"
    page.run()
    assert len(go(page, "own").warning) == len(page.warning) == 1


def test_the_pinned_link_of_a_figure_names_nothing_of_them() -> None:
    page = page_with_rows(
        session(),
        ("spells.csv", "dyad,tier,wording,start,status,grade\nBLR-ORG:MINE,TR,pact,2020,signed,recalled\n"),
        ("actors.csv", CLUB),
    )
    go(page, "network").selectbox(key="view_focus").select("ORG:MINE").run()
    page.session_state["figure_panel"] = True
    page.run()
    assert not page.exception
    (link,) = [block.value for block in page.code if "pin=" in block.value]
    assert "MINE" not in link
    assert "added=yes" in link


def test_a_change_of_our_records_keeps_them_or_says_why_not(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = write_cast(folder)
    monkeypatch.setenv(RECORDS_VARIABLE, str(records))
    page = page_with_rows(session(), ("mine.csv", GOOD))
    place = records / "spells/treaties.csv"
    text = place.read_text("utf-8")
    place.write_text(text.replace("1995-02-21", "1995-02-22"), "utf-8")
    assert "Your tie is included for this session" in said(go(page, "network"))
    place.write_text(text.replace("tr-2,", "added-blr-chn-2022,"), "utf-8")
    go(page, "own")
    assert "nothing was loaded" in said(page)
    assert "yours added" not in said(go(page, "network"))


LOST = "**The records were edited, and 1 row of yours was left out.** “Add my data” says why."


@pytest.mark.parametrize(("more", "stay"), [("", False), ("Russia,Belarus,T2,2021,in force,recalled\n", True)])
def test_rows_that_a_change_of_our_records_leaves_out_are_told_on_every_page(
    more: str, stay: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = write_cast(folder)
    actors = records / "actors.csv"
    text = actors.read_text("utf-8")
    actors.write_text(f"{text}LAO,state,Laos,Laos,,,,,South Asia,17.97,102.6,\n", "utf-8")
    monkeypatch.setenv(RECORDS_VARIABLE, str(records))
    page = page_with_rows(
        session(), ("mine.csv", f"{MINE.splitlines()[0]}\nLaos,China,T2,2022,in force,recalled\n{more}")
    )
    assert "included for this session" in said(page)
    actors.write_text(text, "utf-8")
    told = said(go(page, "network"))
    assert LOST in told
    assert ("Your tie is included for this session" in told) == stay
    assert LOST in said(go(page, "timeline"))
    rows = next(frame.value for frame in go(page, "own").dataframe if "What is wrong" in frame.value)
    assert "is not in actors" in rows["What is wrong"].iloc[0]
    page.button(key="lost_rows_close").click().run()
    assert LOST not in said(go(page, "network"))


def test_a_guess_that_was_just_refused_is_not_added_by_a_button_of_before() -> None:
    page = dropped(go(session(), "own"), ("mine.csv", GOOD))
    state = page.session_state
    newer = replace(state["upload_offer"])
    state["upload_offer"] = newer
    page.button(key="upload_add").click().run()
    assert state["upload_offer"] is newer
    assert "included for this session" not in said(page)
    page.button(key="upload_add").click().run()
    assert "included for this session" in said(page)


def test_an_answer_given_while_the_files_are_read_again_leaves_a_refused_guess_refused() -> None:
    page = dropped(go(session(), "own"), ("mine.csv", GOOD + "Belaruz,Pakistan,T1,2020,in force,recalled\n"))
    state = page.session_state
    offer = state["upload_offer"]
    (guess,) = (guess for guess in offer.guesses if guess.written == "КИТАЙ")
    state["upload_offer"] = replace(offer, choices=replace(offer.choices, refused=frozenset([guess.key])))
    select(page, "is not a known country", "BLR")
    assert state["upload_offer"].choices.refused == {guess.key}
    assert "guess, 1 refused" in said(page) or "guesses, 1 refused" in said(page)


def test_two_columns_chosen_one_after_the_other_are_both_read_so() -> None:
    """The second is chosen on the page before, while the files are read with the first."""
    page = dropped(go(session(), "own"), ("mine.csv", GOOD))
    state = page.session_state
    offer = state["upload_offer"]
    (table,) = offer.tables
    first = table.columns.with_role(table.columns.header.index("Confidence"), "note")
    state["upload_offer"] = replace(offer, choices=offer.choices.with_map(first))
    select(page, "What “From” is", "known_by")
    (chosen,) = state["upload_offer"].choices.maps.values()
    assert {"note", "known_by"} <= set(chosen.roles)


def test_an_answer_for_a_file_that_another_has_joined_since_leaves_both() -> None:
    """The box shows both, and whoever adds them would miss the rows of one."""
    unknown = GOOD + "Belaruz,Pakistan,T1,2020,in force,recalled\n"
    alone = dropped(go(session(), "own"), ("mine.csv", unknown))
    both = dropped(go(session(), "own"), ("mine.csv", unknown), ("club.csv", CLUB))
    alone.session_state["upload_offer"] = both.session_state["upload_offer"]
    select(alone, "is not a known country", "BLR")
    assert alone.session_state["upload_offer"].files == ("mine.csv", "club.csv")


def test_many_tables_do_not_become_thousands_of_menus() -> None:
    """Of 58 tables of 60 columns a page took 17 s, and 40 s with each further click."""
    header = "Country A,Country B," + ",".join(f"c{number}" for number in range(40))
    wide = f"{header}\nBelarus,China{',' * 40}\n"
    tables = [(f"ties-{number}.csv", wide) for number in range(20)]
    page = dropped(go(session(), "own"), *tables, ("unclear.csv", "Country,Bond\nBelarus,friends\n"))
    assert len(page.main.selectbox) <= MOST_COLUMN_MENUS
    boxes = [box.label for box in page.main.expander if "Columns of" in box.label]
    assert 2 < len(boxes) < 10
    assert "unclear" in boxes[-1], "what the reader has to look at comes before the rest"
    assert any("upload fewer tables at a time" in caption.value for caption in page.main.caption)
