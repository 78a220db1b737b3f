"""The servers beside our own: they hold what they are given, apart for each test, and are gone afterwards."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.support.places.services import fresh_database, postgres_server, require_program


def test_each_database_is_empty_and_apart(postgres_address: str) -> None:
    one, other = (create_engine(fresh_database(postgres_address)) for _ in range(2))
    with one.begin() as connection:
        connection.execute(text("CREATE TABLE words (word text)"))
        connection.execute(text("INSERT INTO words VALUES ('全天候'), ('всепогодный')"))
        assert connection.scalars(text("SELECT word FROM words")).all() == ["全天候", "всепогодный"]
    with other.connect() as connection:
        assert connection.scalar(text("SELECT to_regclass('words')")) is None
    one.dispose()
    other.dispose()


@pytest.mark.server
def test_the_server_ends_also_when_a_test_fails() -> None:
    used: list[str] = []

    def failing() -> None:
        with postgres_server() as address:
            used.append(address)
            with create_engine(address).connect():
                raise AssertionError("the test failed")

    with pytest.raises(AssertionError, match="the test failed"):
        failing()
    with pytest.raises(OperationalError):
        create_engine(used[0]).connect()


def test_a_missing_program_is_told_in_one_sentence() -> None:
    with pytest.raises((pytest.fail.Exception, pytest.skip.Exception), match="needs nosuchd: install nosuch "):
        require_program("nosuchd", "nosuch")
