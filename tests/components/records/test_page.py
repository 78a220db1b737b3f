"""The records page: every table to browse, one record with its links, a source to withdraw."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.view.ties import Ties


def script(ties: object, fields: dict[str, object]) -> None:
    from datetime import date

    import streamlit as st

    from components import session
    from components.pages.data.records import records_page
    from data.view.selection import select
    from data.view.view import View

    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        session.set_view(View(as_of=date(2023, 3, 1), **fields))  # type: ignore[arg-type]
    selection = select(ties, session.view())  # type: ignore[arg-type]
    records_page(selection)
    st.text(f"shown {int(selection.shown.sum())}")


@pytest.fixture
def opened(ties: Ties) -> Callable[..., AppTest]:
    def open_page(**fields: object) -> AppTest:
        page = AppTest.from_function(script, args=(ties, fields), default_timeout=30).run()
        assert not page.exception
        return page

    return open_page


def html(page: AppTest) -> str:
    return " ".join(block.proto.body for block in page.main.get("html"))


def ids(page: AppTest) -> list[str]:
    return list(page.dataframe[0].value.iloc[:, 0])


def labels(page: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in page.button]


def test_a_table_is_filtered_by_text_and_by_choice(opened: Callable[..., AppTest]) -> None:
    page = opened(table="spells")
    page.text_input(key="search_spells").set_value("договор").run()
    assert ids(page) == ["tr-1"]
    page.text_input(key="search_spells").set_value("").run()
    page.multiselect(key="choose_spells_grade").set_value(["recalled"]).run()
    assert ids(page) == ["tur-1"]


def test_only_what_is_in_view(opened: Callable[..., AppTest]) -> None:
    page = opened(table="spells", layers=("treaty",))
    page.toggle(key="view_only_spells").set_value(True).run()
    assert ids(page) == ["tr-1", "tr-2"]


def test_a_spell_leads_to_its_sources_and_a_source_to_all_that_cites_it(opened: Callable[..., AppTest]) -> None:
    page = opened(table="spells", record="blr-2")
    assert "all-weather partnership" in html(page)
    page.button(key="go_Links to_sources_s1").click().run()
    assert "Leaders meet" in html(page)
    assert any("BLR-CHN: comprehensive partnership" in label for label in labels(page))


def test_a_source_tells_what_rests_on_it_alone(opened: Callable[..., AppTest]) -> None:
    page = opened(table="sources", record="s1")
    keys = {button.key for button in page.button}
    assert "go_Supported by this source alone_spells_pak-1" in keys
    assert "go_Also supported by other sources_spells_blr-2" in keys


def test_a_source_can_be_treated_as_withdrawn_and_taken_back(opened: Callable[..., AppTest]) -> None:
    page = opened(table="sources", record="s1")
    assert page.text[0].value == "shown 6"
    page.toggle(key="withdraw_s1").set_value(True).run()
    assert page.text[0].value == "shown 3"
    page.toggle(key="withdraw_s1").set_value(False).run()
    assert page.text[0].value == "shown 6"


def test_observed_contacts_are_marked_as_machine_coded(opened: Callable[..., AppTest]) -> None:
    page = opened(table="contacts")
    assert "Machine-coded" in page.info[0].value


def test_a_record_that_is_not_there_is_no_fault(opened: Callable[..., AppTest]) -> None:
    assert "Select a row" in opened(table="spells", record="no-such").caption[-1].value


def test_a_record_that_is_not_there_is_told(opened: Callable[..., AppTest]) -> None:
    (said,) = opened(table="spells", record="<b>blr-9</b>").main.warning
    assert said.value.replace("\\", "") == "There is no row “<b>blr-9</b>” in “Ties, by period”."
