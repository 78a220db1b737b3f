"""A Spark that goes away while it is used: a real server is ended and started again, and every answer says where it stands."""

from datetime import date
from pathlib import Path

import pytest

from data.observed.events import feed as feeds
from data.observed.events import questions, spark_engine
from data.observed.events.engine import FeedError
from data.observed.events.spark_engine import SparkEngine
from tests.support.inputs.event_files import imported, invented_rows, plain_file
from tests.support.places.services import free_port
from tests.support.places.spark import end_at_once, require_spark, spark_server

pytestmark = pytest.mark.slow
AWAY = r"Spark, which has the feed of events, does not answer\. Everything else works; try again later\."
SINCE, UNTIL = date(2022, 1, 1), date(2024, 12, 1)


@pytest.fixture(autouse=True)
def _spark_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    require_spark(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    imported(tmp_path / "feed", plain_file(tmp_path / "rows.csv", invented_rows(200)))
    return tmp_path / "feed"


def test_a_spark_that_ends_while_it_is_used_is_named_and_answers_when_it_is_back(folder: Path, tmp_path: Path) -> None:
    port = free_port()
    with spark_server(tmp_path, port) as server:
        engine = SparkEngine(f"sc://127.0.0.1:{port}/;folder={folder}")
        before = engine.rows(questions.coverage())
        assert sum(int(str(row[2])) for row in before) == 200
        end_at_once(server)
        for _ in range(2):
            with pytest.raises(FeedError, match=AWAY):
                engine.rows(questions.coverage(), ticket="again")
    with spark_server(tmp_path, port):
        assert engine.rows(questions.coverage()) == before
        engine.close()


def test_one_that_failed_is_not_asked_again_for_each_reader_and_is_when_some_time_has_gone_by(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    setting = f"sc://127.0.0.1:{port}/;folder={folder}"
    monkeypatch.setattr(feeds, "_FAILED", {})
    # Whether there is a new edition is asked each time.
    monkeypatch.setattr(spark_engine, "_SECONDS_BETWEEN_LOOKS", -1)
    with spark_server(tmp_path, port) as server:
        feed = feeds.current_feed(setting)
        assert feed.coverage.events == 200
        end_at_once(server)
        with pytest.raises(FeedError, match=AWAY):
            feeds.current_feed(setting)
    with spark_server(tmp_path, port):
        with pytest.raises(FeedError, match=AWAY):
            feeds.current_feed(setting)
        monkeypatch.setattr(feeds, "SECONDS_AFTER_FAILURE", 0)
        assert feeds.current_feed(setting).partners("CHN", SINCE, UNTIL)
        feed.engine.close()
