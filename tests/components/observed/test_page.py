"""The feed on the page of activity: beside the curated records, honest about what it is, and gone without harm."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.observed.answer import ObservedAnswer
from components.observed.long_question import time_text
from components.observed.words import no_answer_text
from components.wording.reports import share_text
from data.apart.reader import for_reader
from data.observed.events import feed as feeds
from data.observed.events.answers import FeedCoverage
from data.observed.events.engine import CancelledError
from data.observed.events.long_questions import LongQuestions
from data.observed.events.questions import of_code
from data.store.settings import ROOT, SETTINGS_VARIABLE
from data.tables.dataset import Dataset
from data.view.ties import Ties
from tests.components.pages.test_pages import html
from tests.data.observed.events.test_questions import ROWS, SINCE, UNTIL
from tests.support.inputs.event_files import imported, invented_rows, plain_file
from tests.support.places.services import free_port
from tests.support.places.spark import end_at_once, require_spark, spark_server

pytestmark = pytest.mark.slow


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A feed in the settings."""
    imported(tmp_path / "feed", plain_file(tmp_path / "rows.csv", ROWS))
    set_feed(tmp_path, monkeypatch, str(tmp_path / "feed"))
    return tmp_path / "feed"


def set_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    (tmp_path / "desk.toml").write_text(f'events = "{setting}"\n', "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "desk.toml"))
    monkeypatch.setattr(feeds, "_FAILED", {})


def activity(ties: Ties, **view: Any) -> AppTest:
    """The page of activity on the cast."""

    def script(ties: object, view: dict[str, object]) -> None:
        from components import session
        from components.pages import PAGES
        from components.session.storage import stored_state
        from data.view.selection import select
        from tests.support.cast import view_of_all

        if not stored_state():
            session.set_view(view_of_all(**view))
        PAGES["tempo"].draw(select(ties, session.view()))  # type: ignore[arg-type]

    return AppTest.from_function(script, default_timeout=60, args=(ties, view)).run()


def test_a_pair_has_counts_beside_shares_and_says_what_they_are(ties: Ties, feed: Path) -> None:
    page = activity(ties, focus="BLR-CHN")
    assert not page.exception
    number = sum(",BLR,CHN," in row or ",CHN,BLR," in row for row in ROWS)
    text = html(page)
    assert (
        f"Belarus – China: {number} reports, Jan 2022 to Dec 2024; {share_text(number / 3000)} of all reports" in text
    )
    assert "would be expected" in text or "a change may be chance" in text
    assert "These are reports, not events" in text
    assert "3,000 reports between two countries, read by DuckDB" in text
    assert "curated events" in " ".join(block.value for block in page.main.markdown), "the curated records are there"
    page.toggle(key="observed_reports").set_value(True).run()
    assert any("What was reported" in frame.value for frame in page.dataframe)
    assert feed.exists()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ({"focus": "CHN"}, "China: "),
        ({}, "All pairs of countries: 3,000 reports"),
        ({"actors": ("BLR", "CHN", "RUS"), "among": True}, "Belarus, China and Russia: "),
        ({"since": date(2023, 5, 1), "until": date(2023, 9, 30)}, "May 2023 to Sep 2023"),
    ],
)
def test_what_is_in_view_is_what_is_counted(ties: Ties, feed: Path, view: dict[str, Any], words: str) -> None:
    page = activity(ties, **view)
    assert not page.exception
    assert words in html(page)
    assert feed.exists()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ({"focus": "CHN-TUR"}, "No reports of China – Türkiye in this time. The feed covers Jan 2022 to Dec 2024."),
        ({"since": date(2025, 5, 1)}, "the time asked for lies outside"),
    ],
)
def test_nothing_to_show_has_its_reason(ties: Ties, feed: Path, view: dict[str, Any], words: str) -> None:
    page = activity(ties, **view)
    assert not page.exception
    assert any(words in block.value.replace("\\", "") for block in page.main.markdown)
    assert feed.exists()


@pytest.mark.parametrize("setting", ["no-such-feed", "sc://127.0.0.1:9"])
def test_a_feed_that_is_away_leaves_the_curated_records_alone(
    ties: Ties, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    set_feed(tmp_path, monkeypatch, setting)
    page = activity(ties, focus="BLR-CHN")
    assert not page.exception
    assert "The curated records above are complete without it." in page.warning[0].value.replace("\\", "")
    assert "Belarus – China: 2 curated events" in " ".join(block.value for block in page.main.markdown).replace(
        "\\", ""
    )


def test_a_spark_that_ends_while_a_reader_works_leaves_the_page_and_its_reports_come_back(
    ties: Ties, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_spark(monkeypatch)
    port, place = free_port(), tmp_path / "feed"
    imported(place, plain_file(tmp_path / "rows.csv", ROWS))
    set_feed(tmp_path, monkeypatch, f"sc://127.0.0.1:{port}/;folder={place}")
    with spark_server(tmp_path, port) as server:
        assert "3,000 reports between two countries, read by Spark" in html(activity(ties, focus="BLR-CHN"))
        end_at_once(server)
        page = activity(ties, focus="CHN-RUS")
        assert not page.exception
        assert "does not answer. Everything else works; try again later. The curated records above are complete" in (
            page.warning[0].value.replace("\\", "")
        )
        assert "curated event" in " ".join(block.value for block in page.main.markdown)
    monkeypatch.setattr(feeds, "SECONDS_AFTER_FAILURE", 0)
    with spark_server(tmp_path, port):
        page = activity(ties, focus="CHN-RUS")
        assert not page.warning
        assert "China – Russia: " in html(page)
        feeds.current_feed(f"sc://127.0.0.1:{port}/;folder={place}").engine.close()


def test_the_figure_of_the_reports_is_on_the_export_of_the_page(ties: Ties, feed: Path) -> None:
    page = activity(ties, focus="BLR-CHN")
    page.session_state["figure_panel"] = True
    page.run()
    assert not page.exception
    assert page.button_group(key="figure_kind").options == ["Activity", "Reports in the news"]
    page.button_group(key="figure_kind").set_value("observed").run()
    assert not page.exception
    assert "% of all reports between two countries in that time" in " ".join(one.value for one in page.code)
    assert feed.exists()


@pytest.mark.parametrize("focus", ["ORG:SCO", "CHN-ORG:SCO"])
def test_organisations_are_not_in_the_feed(curated: Dataset, focus: str) -> None:
    answer = ObservedAnswer(focus, FeedCoverage(("TEST",), {SINCE: 1}), SINCE, UNTIL, "year", has_states=False)
    assert "between countries only" in no_answer_text(curated, answer)
    assert "Shanghai Cooperation Organisation" in no_answer_text(curated, answer)


def test_generated_rows_are_named_as_such(ties: Ties, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row.replace("TEST", "SYNTHETIC") for row in invented_rows(50)]
    imported(tmp_path / "feed", plain_file(tmp_path / "rows.csv", rows))
    set_feed(tmp_path, monkeypatch, str(tmp_path / "feed"))
    assert "generated test data" in activity(ties).warning[0].value


def test_a_long_question_says_how_long_and_gives_its_answer(ties: Ties, feed: Path) -> None:
    page = activity(ties)
    assert any("Reads 3,000 reports: about 0.1 s. You can cancel it." in one.value for one in page.caption)
    page.number_input(key="observed_mentions").set_value(1)
    page.button(key="observed_count").click().run()
    for _ in range(40):
        if not page.button or all(button.key != "observed_cancel" for button in page.button):
            break
        time.sleep(0.1)
        page.run()
    assert any("with most reports" in block.value for block in page.main.markdown)
    assert feed.exists()


def test_a_reader_has_one_long_question_at_a_time_and_can_cancel_it() -> None:
    class Slow:
        def __init__(self) -> None:
            self.cancelled = Event()
            self.engine = self

        def rows(self, _question: object, *, ticket: str) -> tuple[()]:
            assert ticket
            self.cancelled.wait(10)
            raise CancelledError("The question was cancelled.")

        def cancel(self, _ticket: str) -> None:
            self.cancelled.set()

    several, slow = LongQuestions(), Slow()
    question = of_code("19", SINCE, UNTIL, least_mentions=1, most=3)
    assert several.ask("anna", slow, question, "fights", 1000)  # type: ignore[arg-type]
    assert not several.ask("anna", slow, question, "fights", 1000)  # type: ignore[arg-type]
    assert several.ask("boris", slow, question, "fights", 1000)  # type: ignore[arg-type]
    assert not several.ask("clara", slow, question, "fights", 1000)  # type: ignore[arg-type]
    several.cancel("anna", slow)  # type: ignore[arg-type]
    asked = several.of("anna")
    while asked and asked.is_running:
        time.sleep(0.01)
    assert asked is not None
    assert asked.problem == "The question was cancelled."


def test_an_address_leaves_a_long_question_to_others() -> None:
    class Slow:
        def __init__(self) -> None:
            self.ended = Event()
            self.engine = self

        def rows(self, _question: object, *, ticket: str) -> tuple[()]:
            assert ticket
            self.ended.wait(10)
            return ()

    several, slow = LongQuestions(), Slow()
    question = of_code("19", SINCE, UNTIL, least_mentions=1, most=3)

    def asks(reader: str, address: str) -> bool:
        with for_reader(address):
            return several.ask(reader, slow, question, "fights", 1000)  # type: ignore[arg-type]

    begun = [asks("one page", "10.6.6.6"), asks("another page", "10.6.6.6"), asks("anna", "10.0.0.1")]
    slow.ended.set()
    assert begun == [True, False, True]


def test_a_question_that_takes_longer_than_expected_names_no_time_that_is_over() -> None:
    assert (time_text(2, 5), time_text(9.4, 1)) == ("2 s of about 5 s", "9 s so far")


def test_without_a_feed_nothing_of_it_is_loaded() -> None:
    words = (
        "import sys, components.pages; print([name for name in ('duckdb', 'pyspark', 'components.observed.view', "
        "'data.observed.events.feed') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_share_is_short_and_never_a_false_nothing() -> None:
    assert [share_text(share) for share in (0, 0.00001, 0.0004, 0.012, 0.5)] == [
        "0.00 %", "less than 0.01 %", "0.04 %", "1.2 %", "50 %",
    ]  # fmt: skip
