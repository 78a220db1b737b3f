"""A database that goes silent, and what is said of one: never a word of its address, never a wait without an end."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

import data.store.connection as connection
from data.store.base import MaybeSavedError, StoreError
from data.store.changes import EditConflictError
from data.store.connection import Database, masked
from data.store.database import DatabaseStore
from data.tables.reading import files_in
from tests.support.cast import write_cast
from tests.support.places.relay import Relay
from tests.support.places.services import fresh_database
from tests.support.places.stores import change_of

# Passwords as people write them into an address, some without the escapes that it needs.
PASSWORDS = (
    "s3cret",
    "s3c@ret",
    "s3c/ret",
    "s3c:ret",
    "s3c?ret",
    "s3c#ret",
    "s3c%40ret",
    "s3@c/r@et",
    "s3@c?re:t/",
    "@@s3c",
    "s3 cret",
)


@pytest.mark.parametrize("password", PASSWORDS)
@pytest.mark.parametrize(
    "end", ["127.0.0.1:1/desk", "127.0.0.1:port/desk", "/desk", "[::1/desk", "127.0.0.1:1/desk?sslmode=no"]
)
def test_no_piece_of_a_password_is_on_the_page_or_in_the_log(
    password: str, end: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 1)
    store = DatabaseStore(f"postgresql+psycopg://anna:{password}@{end}")
    with caplog.at_level(logging.WARNING), pytest.raises(StoreError) as problem:
        store.stamp()
    for text in (str(problem.value), store.name, caplog.text):
        assert "s3" not in text.replace("127.0.0.1", "")
        assert "ret" not in text
        assert "anna" not in text
    assert "database" in store.name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgresql+psycopg://anna:x@host/desk", "PostgreSQL database “desk”"),
        ("sqlite:////srv/secret/desk.db", "SQLite database “desk.db”"),
        ("postgresql+psycopg://anna:a@b/c@host/desk", "PostgreSQL database"),
        ("nothing at all", "database named in the settings"),
    ],
)
def test_a_database_is_called_by_its_kind_and_its_own_name(address: str, name: str) -> None:
    assert Database(address).name == name


def test_a_reason_in_the_log_has_no_piece_of_the_password() -> None:
    said = "failed to resolve host 'cret@host': anna is unknown"
    assert masked(said, "postgresql://anna:se@cret@host/desk") == "failed to resolve host '***@host': *** is unknown"


def test_nor_of_one_that_stands_in_the_query_of_an_address() -> None:
    said = "connection to host failed: password=geheim%217 token geheim!7"
    masked_words = masked(said, "postgresql://host/desk?sslmode=require&password=geheim%217")
    assert "geheim" not in masked_words
    assert "connection to host failed" in masked_words


def test_nor_of_the_token_of_a_spark() -> None:
    said = "cannot be parsed: sc://spark:15002/;use_ssl=true;token=geheim-7"
    assert (
        masked(said, "sc://spark:15002/;use_ssl=true;token=geheim-7")
        == "cannot be parsed: sc://spark:15002/;use_ssl=true;token=***"
    )


# A server that goes silent --------------------------------------------------------------------------


@pytest.fixture
def relayed(
    postgres_address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[DatabaseStore, Relay]]:
    """The cast in PostgreSQL, behind a line that can go silent; with short limits."""
    address = fresh_database(postgres_address)
    DatabaseStore(address).fill(files_in(write_cast(folder)))
    relay = Relay(make_url(address).port or 0)
    monkeypatch.setattr(connection, "ASK_SECONDS", 0.3)
    monkeypatch.setattr(connection, "PAUSE_SECONDS", 3600.0)
    yield DatabaseStore(make_url(address).set(port=relay.port).render_as_string(hide_password=False)), relay
    relay.close()


def assert_given_up(act: Callable[[], object]) -> None:
    with pytest.raises(StoreError, match="cannot be reached or does not answer"):
        act()


def test_whether_the_records_changed_is_one_question(relayed: tuple[DatabaseStore, Relay]) -> None:
    store, relay = relayed
    store.stamp()
    before = relay.messages
    store.stamp()
    assert relay.messages == before + 1


def test_a_database_that_goes_silent_is_given_up_and_left_alone_for_a_while(
    relayed: tuple[DatabaseStore, Relay],
) -> None:
    store, relay = relayed
    before = store.stamp()
    relay.is_silent.set()
    assert_given_up(store.stamp)
    asked = relay.messages
    assert_given_up(store.stamp)
    assert_given_up(lambda: store.history(1))
    assert relay.messages == asked, "the others do not ask it as well, and wait"
    relay.is_silent.clear()
    for address, (until, sentence) in connection._PAUSES.items():
        connection._PAUSES[address] = (until - 3600.0, sentence)
    assert store.stamp() == before


def test_a_connection_that_died_meanwhile_is_made_anew_for_a_question_and_for_a_save(
    relayed: tuple[DatabaseStore, Relay],
) -> None:
    store, relay = relayed
    store.stamp()
    relay.cut()
    assert store.stamp()
    relay.cut()
    assert store.save((), who="Anna").number == 1


def test_a_save_of_whose_end_nobody_heard_is_not_called_lost(relayed: tuple[DatabaseStore, Relay]) -> None:
    store, relay = relayed
    change = change_of(store, "events", "e1", note="new")
    engine = connection._engine(store.address)
    event.listen(engine, "commit", lambda _: relay.cuts_after_next.set(), once=True)
    with pytest.raises(MaybeSavedError, match=r"did not say whether this is saved\. Look at the history"):
        store.save([change], who="Anna")
    directly = DatabaseStore(make_url(store.address).set(port=relay.port_behind).render_as_string(hide_password=False))
    # It may still be at it: a save of its own waits for that.
    with pytest.raises(EditConflictError):
        directly.save([change], who="Boris")
    assert [entry.who for entry in directly.history(9)] == ["Anna"]
