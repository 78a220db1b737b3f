"""Every question gives the same rows on DuckDB, on a Spark Connect server and counted by hand; each failure says why."""

import hashlib
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from data.observed.events import questions
from data.observed.events.answers import BASELINE_MONTHS, MonthCount, changes_of, windows
from data.observed.events.duckdb_engine import DuckDBEngine
from data.observed.events.engine import CancelledError, Engine, FeedError, Rows
from data.observed.events.feed import Feed, engine_of, feed_of
from data.observed.events.feed_file import FeedFile
from data.observed.events.questions import Question
from data.observed.events.spark_engine import SparkEngine, spark_address
from tests.support.inputs.event_files import imported, invented_rows, plain_file, plain_row
from tests.support.places.spark import require_spark

SINCE, UNTIL = date(2022, 1, 1), date(2024, 12, 1)
ROWS = invented_rows(3000)
QUESTIONS: dict[str, Question] = {
    "coverage": questions.coverage(),
    "series of a dyad": questions.series("BLR-CHN", SINCE, UNTIL),
    "by kind and month": questions.kinds((), SINCE, UNTIL),
    "by kind and month, of two actors": questions.kinds(("BLR", "CHN"), date(2023, 2, 1), UNTIL),
    "by kind and month, among three actors": questions.kinds(("BLR", "CHN", "RUS"), SINCE, UNTIL, among=True),
    "partners of an actor": questions.partners("CHN", date(2023, 5, 17), UNTIL, most=3),
    "all pairs": questions.pairs(date(2023, 5, 17), UNTIL),
    "biggest change": questions.changes(*windows(UNTIL, 3), least=5),
    "biggest change of an actor": questions.changes(*windows(UNTIL, 3), least=5, actor="CHN"),
    "share of all events of the month": questions.shares(("BLR-CHN", "CHN-RUS"), SINCE, UNTIL),
    "latest reports": questions.reports("BLR-CHN", SINCE, UNTIL, most=20),
    "pairs of a code": questions.of_code("19", SINCE, UNTIL, least_mentions=10, most=5),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("events")
    imported(place / "feed", plain_file(place / "all.csv", ROWS))
    return place / "feed"


@pytest.fixture(scope="module")
def duckdb_engine(folder: Path) -> DuckDBEngine:
    return DuckDBEngine(folder)


@pytest.fixture(scope="module")
def spark(folder: Path) -> Iterator[SimpleNamespace]:
    """A Spark Connect server of this test alone (Sail), and our engine on it."""
    patch = pytest.MonkeyPatch()
    require_spark(patch)
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start()
    port = server.listening_address[1]
    engine = SparkEngine(f"sc://127.0.0.1:{port}/;folder={folder}")
    yield SimpleNamespace(engine=engine, port=port, server=server)
    engine.close()
    server.stop()
    patch.undo()


def digest(engine: Engine, question: Question) -> str:
    return hashlib.sha256(repr(engine.rows(question)).encode()).hexdigest()


@pytest.mark.slow
def test_every_question_has_the_same_answer_on_spark(duckdb_engine: DuckDBEngine, spark: SimpleNamespace) -> None:
    for name, question in QUESTIONS.items():
        assert len(duckdb_engine.rows(question)) > 1, name
        assert digest(spark.engine, question) == digest(duckdb_engine, question), name


@pytest.mark.slow
def test_a_spark_whose_tables_have_names_answers_as_well(folder: Path, spark: SimpleNamespace) -> None:
    session = spark.engine._connected()
    for name in ("cube", "months"):
        session.read.parquet(str(folder / "edition-1" / f"{name}.parquet")).createOrReplaceTempView(
            f"allweather_{name}"
        )
    engine = SparkEngine(f"sc://127.0.0.1:{spark.port}")
    engine._session = session
    assert engine.rows(QUESTIONS["series of a dyad"]) == spark.engine.rows(QUESTIONS["series of a dyad"])


@pytest.mark.slow
def test_a_spark_that_goes_away_is_named_and_asked_again_later() -> None:
    pytest.importorskip("pyspark.sql", reason="the client of Spark cannot be installed here")
    with pytest.raises(FeedError, match="does not answer"):
        SparkEngine("sc://127.0.0.1:9/;folder=/nowhere")
    with pytest.raises(FeedError, match="does not answer"):
        engine_of("sc://[not an address").rows(QUESTIONS["coverage"])


def test_the_address_of_a_spark_keeps_its_own_parameters() -> None:
    address = spark_address("sc://spark.example.org:15002/;folder=/srv/events/;token=secret")
    assert (address.remote, address.folder) == ("sc://spark.example.org:15002/;token=secret", "/srv/events")
    assert spark_address("sc://spark.example.org").remote == "sc://spark.example.org"


def test_the_series_and_its_share_are_what_one_counts_by_hand(folder: Path) -> None:
    months: Counter[str] = Counter()
    everything: Counter[str] = Counter()
    for row in ROWS:
        day, one, other, code = row.split(",")[:4]
        everything[day[:7]] += 1
        months[f"{day[:7]} {code[:2]}"] += {one, other} == {"BLR", "CHN"}
    counts = Feed(DuckDBEngine(folder)).series("BLR-CHN", SINCE, UNTIL)
    assert {f"{one.month:%Y-%m} {one.kind}": one.events for one in counts} == +months
    assert all(one.all == everything[f"{one.month:%Y-%m}"] and 0 < one.share < 1 for one in counts)


def test_partners_and_kinds_count_each_report_once(folder: Path) -> None:
    feed = Feed(DuckDBEngine(folder))
    with_china = [row for row in ROWS if ",CHN," in row]
    assert sum(partner.events for partner in feed.partners("CHN", SINCE, UNTIL)) == len(with_china)
    assert sum(month.events for month in feed.kinds(("CHN",), SINCE, UNTIL)) == len(with_china)
    either = [row for row in ROWS if ",CHN," in row or ",BLR," in row]
    assert sum(month.events for month in feed.kinds(("BLR", "CHN"), SINCE, UNTIL)) == len(either)
    assert sum(month.events for month in feed.kinds(("BLR", "CHN"), SINCE, UNTIL, among=True)) == len(
        [row for row in either if ",CHN," in row and ",BLR," in row]
    )
    assert sum(month.events for month in feed.kinds((), SINCE, UNTIL)) == len(ROWS) == feed.coverage.events


def test_a_change_is_one_against_the_pairs_own_share_and_few_reports_are_none(tmp_path: Path) -> None:
    def month(number: int, one: str, other: str, times: int) -> list[str]:
        return [plain_row(f"202{3 + number // 12}-{number % 12 + 1:02}-05", one, other)] * times

    rows = [row for number in range(13) for row in month(number, "CHN", "USA", 100)]
    rows += [row for number in range(12) for row in month(number, "BLR", "CHN", 10)]
    rows += month(12, "BLR", "CHN", 60) + month(11, "PAK", "RUS", 1) + month(12, "PAK", "RUS", 9)
    imported(tmp_path / "feed", plain_file(tmp_path / "rows.csv", rows))
    changes = Feed(DuckDBEngine(tmp_path / "feed")).changes(date(2024, 1, 1), 1)
    assert [change.dyad for change in changes] == ["BLR-CHN", "CHN-USA"]
    # All reports: 1,321 in the year before, 169 in the month; the pair had 120.
    assert changes[0].expected == pytest.approx(120 * 169 / 1321)
    assert (changes[0].now, changes[0].conflict_now) == (60, 0)
    assert changes[0].distance > 0 > changes[1].distance


def test_windows_are_whole_months_and_a_year_before_them() -> None:
    assert windows(date(2024, 2, 20), 3) == (
        (date(2022, 12, 1), date(2023, 11, 1)),
        (date(2023, 12, 1), date(2024, 2, 1)),
    )
    assert BASELINE_MONTHS == 12
    assert changes_of([], 0, 0, least=1, most=5) == ()
    assert MonthCount(SINCE, "04", 1, 3, 9, 0).share == 0


@pytest.mark.slow
def test_many_readers_ask_at_once(duckdb_engine: DuckDBEngine) -> None:
    expected, answers = duckdb_engine.rows(QUESTIONS["partners of an actor"]), []
    threads = [
        threading.Thread(target=lambda: answers.append(duckdb_engine.rows(QUESTIONS["partners of an actor"])))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 12


def test_a_question_can_be_cancelled(duckdb_engine: DuckDBEngine) -> None:
    def endless(tables: questions.Tables) -> questions.Frame:
        rows = tables("events")
        for _ in range(3):
            rows = rows.join(tables("events").select("month", "dyad"), on="month", how="inner", suffix="_")
            rows = rows.select("month", "events")
        return rows.group_by("month").agg(questions._total("events"))

    timer = threading.Timer(0.3, duckdb_engine.cancel, ["one"])
    timer.start()
    with pytest.raises(CancelledError):
        duckdb_engine.rows(endless, ticket="one")
    # Before it has begun, too.
    duckdb_engine.cancel("two")
    with pytest.raises(CancelledError):
        duckdb_engine.rows(endless, ticket="two")


class _Waiting:
    """An engine that answers only when it is told to stop."""

    name, feed = "Waiting", FeedFile()

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def edition(self) -> int:
        return 0

    def rows(self, question: Question, *, ticket: str = "") -> Rows:
        assert (callable(question), bool(ticket)) == (True, True)
        assert self.stopped.wait(20)
        raise CancelledError("stopped")

    def cancel(self, ticket: str) -> None:
        assert ticket
        self.stopped.set()

    def close(self) -> None:
        pass


def test_a_question_of_the_page_has_a_deadline() -> None:
    feed = Feed(_Waiting(), seconds=0.05)
    with pytest.raises(FeedError, match=r"did not answer within 0 seconds, and was stopped\. Ask for a shorter time\."):
        feed.partners("CHN", SINCE, UNTIL)


@pytest.mark.slow
def test_whoever_cancels_a_question_on_spark_is_free_at_once(spark: SimpleNamespace) -> None:
    asked = threading.Event()

    def question(tables: object) -> object:
        spark.engine.cancel("ticket")
        asked.set()
        return QUESTIONS["coverage"](tables)  # type: ignore[arg-type]

    with pytest.raises(CancelledError):
        spark.engine.rows(question, ticket="ticket")
    assert asked.wait(20)
    assert len(spark.engine.rows(QUESTIONS["coverage"])) > 1


@pytest.mark.slow
def test_every_question_has_the_same_answer_over_ibis(
    folder: Path, duckdb_engine: DuckDBEngine, tmp_path: Path
) -> None:
    pytest.importorskip("ibis", reason="a desk’s own database is read over Ibis, which is not installed here")
    place = tmp_path / "warehouse.duckdb"
    edition = folder / duckdb_engine.feed.folder
    with duckdb.connect(str(place)) as database:
        for name in ("cube", "sides", "months", "events"):
            files = f"{edition}/events/*.parquet" if name == "events" else f"{edition}/{name}.parquet"
            database.execute(f"create table allweather_{name} as select * from '{files}'")
    engine = engine_of(f"ibis+duckdb://{place}")
    for name, question in QUESTIONS.items():
        assert digest(engine, question) == digest(duckdb_engine, question), name
    engine.close()
    missing = engine_of(f"ibis+duckdb://{tmp_path / 'empty.duckdb'}")
    with pytest.raises(FeedError, match="does not answer"):
        missing.rows(QUESTIONS["coverage"])


def test_a_database_over_ibis_that_cannot_be_had_is_named() -> None:
    with pytest.raises(FeedError, match=r"Ibis is not installed|does not answer"):
        engine_of("ibis+nothing://nowhere")


def test_the_feed_sees_its_folder_and_nothing_else(duckdb_engine: DuckDBEngine, tmp_path: Path) -> None:
    import duckdb

    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", "utf-8")
    for statement in (f"from read_csv('{secret}')", "set memory_limit='9GB'", "install httpfs", "attach 'x.duckdb'"):
        with pytest.raises(duckdb.Error):
            duckdb_engine._database.cursor().execute(statement)
    assert len(duckdb_engine.rows(QUESTIONS["coverage"])) == 36


@pytest.mark.slow
def test_a_feed_that_is_replaced_while_it_is_read_goes_on(tmp_path: Path) -> None:
    place = tmp_path / "feed"
    imported(place, plain_file(tmp_path / "1.csv", ROWS[:100]))
    feed = Feed(DuckDBEngine(place))
    assert feed.coverage.events == 100
    imported(place, plain_file(tmp_path / "2.csv", ROWS[100:200]))
    assert feed.coverage.events == 200
    # Behind the back of a question that has begun: its files go, and it is asked again of the new ones.
    imported(place, plain_file(tmp_path / "3.csv", ROWS[200:300]))
    imported(place, plain_file(tmp_path / "4.csv", ROWS[300:400]))
    assert sum(int(str(row[2])) for row in feed.engine.rows(questions.kinds((), SINCE, UNTIL))) == 400
    assert not (place / "edition-1").exists()
    assert sum(month.events for month in feed.kinds((), SINCE, UNTIL)) == 400
    assert feed.coverage.events == 400
    shutil.rmtree(place)
    with pytest.raises(FeedError, match="no feed of events"):
        feed.series("CHN-RUS", SINCE, UNTIL)


@pytest.mark.parametrize("setting", ["clickhouse://anna:s3cret@host", "sc:/host;token=s3cret"])
def test_a_mistyped_address_is_not_quoted_with_its_password(setting: str) -> None:
    with pytest.raises(FeedError, match="no feed of events") as problem:
        engine_of(setting)
    assert "s3cret" not in str(problem.value)


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 9, "edition": 1}', '{"edition": 1}'])
def test_a_damaged_feed_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "feed.json").write_text(content, "utf-8")
    with pytest.raises(FeedError):
        Feed(engine_of(str(tmp_path))).coverage  # noqa: B018 (a property that asks)


def test_without_a_setting_there_is_no_feed_and_without_files_it_says_so(tmp_path: Path) -> None:
    assert feed_of("") is None
    with pytest.raises(FeedError, match="import one"):
        engine_of(str(tmp_path))
