"""Each page by its widgets, without a browser."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store.settings import RECORDS_VARIABLE
from data.view.fields.claim import Form
from tests.support.cast import cast_text, write_cast
from tests.support.panel import panel_text

APP = str(Path(__file__).parents[3] / "app.py")


@pytest.fixture
def page(cast_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app on the tiny cast, at the four actors on 1 March 2023."""
    monkeypatch.setenv(RECORDS_VARIABLE, str(cast_folder))
    return at_four_actors()


def at_four_actors() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30)
    page.query_params["preset"] = "focal"
    return page


def sentence(page: AppTest) -> str:
    return next(text.value for text in page.main.markdown if " shown" in text.value or "No ties" in text.value).replace(
        "\\", ""
    )


def sentence_with(page: AppTest, words: str) -> str:
    return next(text.value for text in page.main.markdown if words in text.value).replace("\\", "")


def html(page: AppTest) -> str:
    return " ".join(block.proto.body for block in page.main.get("html"))


def test_the_sentence_says_what_is_shown_and_what_is_hidden(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert sentence(page) == "**5 of 6 ties shown · 1 Mar 2023**"


def test_a_part_of_the_sentence_can_be_removed(page: AppTest) -> None:
    page.run()
    page.button(key="drop_actors").click().run()
    assert sentence(page).startswith("**All 6 ties shown")
    assert dict(page.query_params)["actors"] == "any"


def test_borders_are_a_choice_on_the_map_that_the_link_keeps(page: AppTest) -> None:
    page.query_params["layout"] = "map"
    page.run()
    assert "borders" not in dict(page.query_params)
    page.toggle(key="view_borders").set_value(True).run()
    assert dict(page.query_params)["borders"] == "yes"
    page.toggle(key="view_borders").set_value(False).run()
    assert "borders" not in dict(page.query_params)


def test_no_other_layout_has_borders(page: AppTest) -> None:
    page.run()
    assert "view_borders" not in {toggle.key for toggle in page.toggle}


def test_words_and_their_language_are_choices_that_the_link_keeps(page: AppTest) -> None:
    page.session_state["words_panel"] = True
    page.run()
    assert not {"words", "language"} & dict(page.query_params).keys()
    page.button_group(key="words").set_value("since").run()
    page.button_group(key="language").set_value("original").run()
    assert (dict(page.query_params)["words"], dict(page.query_params)["language"]) == ("since", "original")
    page.button_group(key="words").set_value("label").run()
    assert "words" not in dict(page.query_params)


def test_a_filter_narrows_and_the_reset_brings_all_back(page: AppTest) -> None:
    page.run()
    page.multiselect(key="view_tiers").set_value(["T1"]).run()
    assert sentence(page).startswith("**2 of 6 ties shown")
    page.button(key="reset").click().run()
    assert sentence(page).startswith("**All 6 ties shown")


def test_a_change_stands_even_if_the_link_of_before_comes_with_it(page: AppTest) -> None:
    page.query_params["layers"] = "treaty"
    page.run()
    page.multiselect(key="view_actors").set_value(["RUS"]).run()
    page.query_params.clear()
    page.query_params["layers"] = "treaty"
    page.multiselect(key="view_tiers").set_value(["TR"]).run()
    assert (page.query_params["actors"], page.query_params["tiers"]) == ("RUS", "TR")


def test_the_link_of_before_brings_the_view_of_before(page: AppTest) -> None:
    page.run()
    page.multiselect(key="view_tiers").set_value(["T1"]).run()
    page.query_params.clear()
    page.query_params["preset"] = "focal"
    page.run()
    assert sentence(page).startswith("**5 of 6 ties")


def test_the_focus_box_shows_the_evidence_of_a_dyad(page: AppTest) -> None:
    page.run()
    page.selectbox(key="view_focus").select("BLR-CHN").run()
    text = panel_text(page)
    assert "Belarus – China" in text
    assert "comprehensive partnership" in text
    assert "Lukashenko to Xi" in text
    assert "1.91 m tonnes" in text
    assert "Evening News" in text
    assert dict(page.query_params)["focus"] == "BLR-CHN"


def test_the_evidence_tells_of_observed_contacts_as_machine_coded(page: AppTest) -> None:
    page.query_params["focus"] = "BLR-CHN"
    page.run()
    text = panel_text(page)
    assert "Observed contacts with China’s leaders, machine-coded: 2 meetings, talks and calls" in text
    assert "Evening items, through 21 Aug 2026. Only what was aired." in text


def test_the_evidence_says_why_a_tie_is_missing(page: AppTest) -> None:
    page.query_params["focus"] = "CHN-RUS"
    page.query_params["as_of"] = "2026-09-01"
    page.run()
    assert "Not searched for this pair: Treaties." in panel_text(page)


def test_what_other_sources_say_stands_beside_the_tie(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = cast_text(
        "spells/china.csv",
        "2015-04-20,,,in force,visit,statement,,s1,confirmed,",
        "2015-04-20,,,in force,visit,statement,,s1,contested,pak-1",
    )
    text += "pak-1-other,CHN-PAK,T1,all-weather partnership,,,,,2015-04-21,,,in force,,,,s2,contested,pak-1,A mirror gives the day after.\n"
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder, spells_china=text)))
    page = at_four_actors()
    page.query_params["focus"] = "CHN-PAK"
    page.run()
    assert "Other sources: " in panel_text(page)
    assert "from 21 Apr 2015. A mirror gives the day after." in panel_text(page)
    assert sentence(page).startswith("**5 of 6 ties")


def test_the_two_sides_words_are_flagged_where_they_differ(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = cast_text(
        "spells/china.csv",
        "全天候伙伴关系,,,,2015-04-20",
        "全天候伙伴关系,,,One side leaves “all-weather” out.,2015-04-20",
    )
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder, spells_china=text)))
    page = at_four_actors()
    page.query_params["focus"] = "CHN-PAK"
    page.run()
    assert "The two sides describe it differently. One side leaves “all-weather” out." in panel_text(page)


def test_a_proposal_is_no_tie_unless_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = cast_text("spells/china.csv", "2015-04-20,,,in force", "2015-04-20,,,proposed")
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder, spells_china=text)))
    page = at_four_actors().run()
    assert sentence(page).startswith("**4 of 5 ties")
    page.query_params["proposed"] = "yes"
    page.run()
    assert sentence(page).startswith("**5 of 6 ties")


def test_a_withdrawn_source_is_a_part_of_the_sentence(page: AppTest) -> None:
    page.query_params["withdrawn"] = "s1"
    page.run()
    assert sentence(page).startswith("**2 of ")
    page.button(key="drop_withdrawn").click().run()
    assert sentence(page).startswith("**5 of 6 ties")


def test_steps_from_the_focus_narrow_to_its_neighbours(page: AppTest) -> None:
    page.query_params["focus"] = "PAK"
    page.query_params["steps"] = "1"
    page.run()
    assert sentence(page).startswith("**1 of 6 ties shown")
    page.button(key="drop_steps").click().run()
    assert sentence(page).startswith("**5 of 6 ties")


def test_a_focus_that_the_filters_hide_is_shown_without_them_until_the_reader_goes_back(page: AppTest) -> None:
    page.query_params["layers"] = "treaty"
    page.query_params["focus"] = "CHN-PAK"
    page.run()
    assert sentence(page).startswith("**All 6 ties shown")
    assert "Filters are off: they hide China – Pakistan." in [
        text.value.replace("\\", "") for text in page.main.markdown
    ]
    assert dict(page.query_params)["layers"] == "treaty", "a reload loses no filter"
    page.button(key="back_to_filters").click().run()
    assert (dict(page.query_params)["layers"], page.selectbox(key="view_focus").value) == ("treaty", "")
    assert not sentence(page).startswith("**All 6 ties shown")


def test_a_country_that_the_filters_hide_is_shown_with_its_direct_ties_and_the_page_says_so(page: AppTest) -> None:
    page.query_params["layers"] = "treaty"
    page.query_params["focus"] = "PAK"
    page.run()
    assert sentence(page).startswith("**1 of 6 ties shown")
    said = [text.value.replace("\\", "") for text in page.main.markdown]
    assert "Filters are off: they hide Pakistan. Only those with a tie to it are shown." in said
    assert not [hint for hint in page.main.caption if hint.value.startswith("Nothing is hidden")]


def test_the_day_can_be_typed(page: AppTest) -> None:
    page.run()
    page.date_input(key="view_as_of").set_value(date(2022, 9, 14)).run()
    assert "· 14 Sep 2022" in sentence(page)
    assert dict(page.query_params)["as_of"] == "2022-09-14"


def test_a_tie_that_is_only_possible_on_the_day_is_counted_apart(page: AppTest) -> None:
    page.query_params["as_of"] = "2011-06-10"
    page.query_params["families"] = "china_ladder"
    page.run()
    assert sentence(page).startswith("**1 of 2 ties shown, 1 of them uncertain · 10 Jun 2011")
    page.date_input(key="view_as_of").set_value(date(2011, 7, 1)).run()
    assert sentence(page).startswith("**1 of 2 ties shown · 1 Jul 2011")


def test_an_empty_result_offers_to_remove_the_filter_that_emptied_it(page: AppTest) -> None:
    page.query_params["tiers"] = "T1"
    page.query_params["regions"] = "Oceania"
    page.run()
    assert any("No ties match" in text.value for text in page.main.markdown)
    page.button(key="remove_regions").click().run()
    assert sentence(page).startswith("**2 of ")


def test_faults_in_the_records_are_shown_in_place_of_a_traceback(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cast(folder, events="event,dyad\n")
    monkeypatch.setenv(RECORDS_VARIABLE, str(folder))
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert not page.exception
    assert "in the records" in page.error[0].value
    assert "Nothing can be shown until this is fixed." in page.error[0].value
    assert "is missing" in " ".join(page.dataframe[0].value.iloc[:, 3])


@pytest.mark.parametrize("day", ["1800-01-01", "2099-01-01"])
def test_a_link_to_a_day_outside_the_records_breaks_nothing(page: AppTest, day: str) -> None:
    page.query_params["as_of"] = day
    page.run()
    assert not page.exception
    assert page.date_input(key="view_as_of").value == date.fromisoformat(day)


@pytest.mark.parametrize(
    "name", ["compare", "claims", "story", "timeline", "tempo", "deeds", "ladder", "arrival", "table", "records"]
)
def test_each_page_shows_what_is_in_view(name: str, ties: object) -> None:
    """The pages are functions of what is in view; each draws the cast without a fault."""

    def script(name: str, ties: object) -> None:
        from datetime import date

        from components import session
        from components.pages import PAGES
        from components.session.storage import stored_state
        from data.view.selection import select
        from data.view.view import View

        if not stored_state():
            session.set_view(View(as_of=date(2023, 3, 1)))
        PAGES[name].draw(select(ties, session.view()))  # type: ignore[arg-type]

    page = AppTest.from_function(script, args=(name, ties), default_timeout=30).run()
    assert not page.exception
    if name == "compare":
        assert sentence_with(page, "From 1 Mar 2022").startswith("**From 1 Mar 2022 to 1 Mar 2023: 1 moved up;")
        assert "China and Belarus moved up from “comprehensive partnership”" in html(page)
        page.button(key="swap").click().run()
        assert "China and Belarus still held the lower-ranked “comprehensive partnership”" in html(page)
        page.selectbox(key="view_ladder").select("other").run()
        assert "Changed, not ranked in this order" in html(page)
    if name == "claims":
        assert "True on 1 Mar 2023" in html(page)
        assert "Belarus was the second country after Pakistan" in html(page)
        page.button_group(key="claim_question").set_value(Form.ONLY).run()
        assert "Belarus is the only country ever to hold an “all-weather” partnership with China" in html(page)
        assert "False on 1 Mar 2023" in html(page)
    if name == "ladder":
        text = html(page)
        assert "No official ranking exists" in text
        assert "5 years 11 months" in text
        assert text.index("Pakistan") < text.index("Belarus")
    if name == "arrival":
        assert "Select a country to see who shares its rank" in html(page)
        assert list(page.dataframe[0].value["To"]) == ["All-weather", "Comprehensive"]
        page.selectbox(key="view_ladder").select("other").run()
        assert not page.exception
    if name == "table":
        frame = page.dataframe[0].value
        assert list(frame["Label"])[:2] == ["all-weather partnership", "all-weather partnership"]
    if name == "tempo":
        assert any(
            "All in view: 3 curated events, 3 observed contacts" in text.value.replace("\\", "")
            for text in page.main.markdown
        )
        assert "Contacts are recorded from 20 Apr 2015" in html(page)
        assert page.dataframe[0].value["Period"].iloc[-1] == "2023"
    if name == "records":
        frame = page.dataframe[0].value
        assert list(frame["spell"])[:2] == ["blr-1", "blr-2"]
        assert len(page.get("download_button")) == 9


def test_a_name_is_no_link_where_a_layout_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = cast_text("actors.csv", "RUS,state,Russia,Russia,", "RUS,state,[Russia](https://example.org),Russia,")
    monkeypatch.setenv(RECORDS_VARIABLE, str(write_cast(folder, actors=text)))
    page = at_four_actors()
    page.query_params["actors"] = "RUS"
    page.run()
    (reason,) = (one.value for one in page.main.caption if "needs a ladder" in one.value)
    assert "\\[Russia\\]" in reason
