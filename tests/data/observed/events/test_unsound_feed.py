"""A feed of which somebody else made the files fills no memory and takes no page away: its rows are refused, with a reason."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.observed.events import engine as engines
from data.observed.events import questions
from data.observed.events.engine import FeedError
from data.observed.events.feed import Feed, engine_of
from data.observed.events.feed_file import FeedFile

DAY = date(2024, 1, 1)
MONTH = "date '2024-01-01' as month"
COUNTS = "1::tinyint as quad, 9::bigint as events, 9::bigint as mentions"


def feed_with(folder: Path, table: str, rows: str) -> Feed:
    """A feed that has one table, of the rows that a question gives."""
    edition = folder / "edition-1"
    edition.mkdir(parents=True)
    duckdb.sql(f"copy ({rows}) to '{edition / table}.parquet' (format parquet)")
    (folder / "feed.json").write_text(FeedFile(edition=1).model_dump_json(), "utf-8")
    return Feed(engine_of(str(folder)))


@pytest.mark.parametrize(
    "rows",
    [
        f"select null::date as month, 'A' as source, '04' as kind, {COUNTS}",
        f"select {MONTH}, null as source, '04' as kind, {COUNTS}",
        f"select date 'infinity' as month, 'A' as source, '04' as kind, {COUNTS}",
        f"select date '20000-01-01' as month, 'A' as source, '04' as kind, {COUNTS}",
        f"select date '0044-03-15 (BC)' as month, 'A' as source, '04' as kind, {COUNTS}",
        f"select '2024-01-01' as month, 'A' as source, '04' as kind, {COUNTS}",
        f"select {MONTH}, repeat('A', 201) as source, '04' as kind, {COUNTS}",
        f"select {MONTH}, 'A' as source, '04' as kind, 1::tinyint as quad, -9::bigint as events, 9::bigint as mentions",
    ],
)
def test_a_month_that_is_none_is_refused(rows: str, tmp_path: Path) -> None:
    feed = feed_with(tmp_path, "months", rows)
    with pytest.raises(FeedError):
        feed.coverage  # noqa: B018 (a property that asks)


@pytest.mark.parametrize("one", ["<img src=x>", "", "A" * 1_000, "Chn"])
def test_an_actor_that_is_none_is_refused(one: str, tmp_path: Path) -> None:
    feed = feed_with(tmp_path, "sides", f"select '{one}' as actor, 'RUS' as partner, {MONTH}, {COUNTS}")
    with pytest.raises(FeedError, match="no import writes"):
        feed.pairs(DAY, DAY)


def test_a_quad_that_is_none_is_refused(tmp_path: Path) -> None:
    counts = COUNTS.replace("1::tinyint", "9::tinyint")
    feed = feed_with(tmp_path, "months", f"select {MONTH}, 'A' as source, '04' as kind, {counts}")
    with pytest.raises(FeedError, match="no import writes"):
        feed.engine.rows(questions.kinds((), DAY, DAY))


def test_rows_without_end_are_not_taken_into_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "MOST_FEED_ROWS", 10)
    monkeypatch.setattr(questions, "MOST_FEED_ROWS", 10)
    rows = f"select {MONTH}, 'S' || i as source, '04' as kind, {COUNTS} from range({{}}) t(i)"
    assert len(feed_with(tmp_path / "ten", "months", rows.format(10)).coverage.sources) == 10
    many = feed_with(tmp_path / "many", "months", rows.format(1_000))
    with pytest.raises(FeedError, match="fewer sources"):
        many.coverage  # noqa: B018 (a property that asks)
    assert "LIMIT 11" in many.engine._statement(questions.coverage())  # type: ignore[attr-defined]
