"""A Spark that goes away while it is used: named, asked once more with a new session, and the page lives on."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from data.observed.events import feed as feeds
from data.observed.events import questions, spark_engine
from data.observed.events.engine import FeedError
from data.observed.events.feed_file import FeedFile
from data.observed.events.spark_engine import SparkEngine


class _Session:
    """Of a Spark that answers until it is gone."""

    def __init__(self) -> None:
        self.is_gone, self.stopped = False, 0
        self.read = SimpleNamespace(text=self._text, parquet=self._gone)

    def _text(self, _file: str, *, wholetext: bool) -> Any:
        assert wholetext
        return SimpleNamespace(collect=self._feed_file)

    def _feed_file(self) -> list[tuple[str]]:
        self._gone()
        return [(FeedFile(edition=1, reports=3).model_dump_json(),)]

    def _gone(self, _file: str = "") -> None:
        if self.is_gone:
            raise ConnectionError("the socket is closed")

    def addTag(self, _tag: str) -> None:  # noqa: N802 (as Spark names it)
        pass

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> _Session:
    session = _Session()
    monkeypatch.setattr(spark_engine, "_session", lambda _remote: session)
    return session


def test_a_spark_that_goes_away_while_it_is_used_is_named(session: _Session) -> None:
    engine = SparkEngine("sc://127.0.0.1:9/;folder=/srv/events")
    assert engine.edition() == 1
    session.is_gone = True
    with pytest.raises(FeedError, match=r"does not answer\. Everything else works"):
        engine.rows(questions.coverage())
    assert session.stopped == 1, "the session that was lost is closed, so that the next question makes another"


def test_the_page_does_not_ask_it_again_for_each_reader(
    session: _Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tmp_path.exists()
    monkeypatch.setattr(feeds, "_FAILED", {})
    monkeypatch.setattr(spark_engine, "_SECONDS_BETWEEN_LOOKS", -1)
    setting = "sc://127.0.0.1:9/;folder=/srv/events-that-go"
    assert feeds.current_feed(setting).engine.name == "Spark"
    session.is_gone = True
    for _ in range(2):
        with pytest.raises(FeedError, match="does not answer"):
            feeds.current_feed(setting)
    assert setting in feeds._FAILED
    session.is_gone = False
    feeds._FAILED.clear()
    assert feeds.current_feed(setting).engine.edition() == 1
