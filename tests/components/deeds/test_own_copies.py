"""The box for a reader’s own copy of published data: what it says, and what reading one costs."""

from collections import OrderedDict

import pytest
from streamlit.testing.v1 import AppTest

from data.upload import room
from data.view.ties import Ties


def own_copies_script(ties: object) -> None:
    from components.deeds.own_copies import draw_own_copies, page_series
    from components.session import workspace
    from data.series.desk.convert import copy_of, layout_of

    dataset = ties.dataset  # type: ignore[attr-defined]
    if not workspace.own_series():
        text = "undl_id,ms_code,ms_vote,date\n1,CHN,Y,2024-01-01\n1,BLR,Y,2024-01-01\n2,CHN,N,2024-01-02\n2,BLR,N,2024-01-02\n"
        copy = copy_of(dataset, layout_of("un_share"), [("votes.csv", text.encode())])
        workspace.set_own_series({copy.series.series: copy})
    draw_own_copies(dataset)
    assert "desk_un_share" in page_series(dataset).own


def test_a_copy_of_this_session_is_shown_with_its_terms(ties: Ties) -> None:
    page = AppTest.from_function(own_copies_script, args=(ties,), default_timeout=30).run()
    assert not page.selectbox, "what few open is drawn when they do"
    page.session_state["own_series_box"] = True
    page.run()
    assert not page.exception
    assert any("4 rows read" in text.value for text in page.markdown)
    assert "© United Nations" in html(page)
    page.selectbox(key="own_series_layout").set_value("sipri").run()
    assert "Non-commercial" in html(page)


@pytest.mark.slow
def test_why_a_copy_was_not_added_is_said_in_the_box_until_another_is_chosen(ties: Ties) -> None:
    page = AppTest.from_function(own_copies_script, args=(ties,), default_timeout=30)
    page.session_state["own_series_box"] = True
    page.run()
    page.selectbox(key="own_series_layout").set_value("sipri").run()
    page.file_uploader(key="own_series_files_sipri").upload("table.csv", b"a,b\n1,2\n", "text/csv").run()
    page.button(key="own_series_add").click().run()
    assert not page.exception
    (error,) = page.expander[0].error
    assert error.value.replace("\\", "").startswith("Not added: table.csv has no table with the columns Recipient,")
    page.selectbox(key="own_series_layout").set_value("colt").run()
    assert not page.error


def bring_votes(ties: object) -> None:
    from io import BytesIO

    from components.deeds.own_copies import _add
    from components.session import workspace
    from data.apart.reader import for_reader

    file = BytesIO(b"undl_id,ms_code,ms_vote,date\n1,CHN,Y,2024-01-01\n1,BLR,Y,2024-01-01\n")
    file.name = "votes.csv"
    with for_reader("192.0.2.77"):
        _add(ties.dataset, "un_share", [file])  # type: ignore[attr-defined]
    assert bool(workspace.own_series()) != bool(workspace.own_series_fault())


@pytest.mark.slow
def test_the_seconds_that_reading_a_copy_takes_are_owed_like_those_of_an_upload(
    ties: Ties, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one reader could have copies read all day, one at a time, and nobody else any."""
    monkeypatch.setattr(room, "_OWED", OrderedDict())
    page = AppTest.from_function(bring_votes, args=(ties,), default_timeout=30).run()
    assert not page.exception
    assert "own_series_fault" not in page.session_state or not page.session_state["own_series_fault"]
    assert room._owed("192.0.2.77") > 0
    monkeypatch.setattr(room, "READING_AT_ONCE", 0.0)
    page = AppTest.from_function(bring_votes, args=(ties,), default_timeout=30).run()
    assert "too much was uploaded from your address" in page.session_state["own_series_fault"]


def html(page: AppTest) -> str:
    return " ".join(part.proto.body for part in page.get("html"))
