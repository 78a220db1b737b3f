"""A desk of the tiny cast whose records a test may change: one server for test after test, each of which finds them as they were."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.browser import app_server
from tests.support.cast import write_cast


@dataclass(frozen=True)
class Desk:
    address: str
    records: Path

    def reset(self, **changed: str) -> None:
        """The records of the cast, without a history; the server notices, as it notices any other change of its files.

        `changed` gives other text for a file, as for `write_cast`.
        """
        for path in self.records.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        write_cast(self.records, **changed)


@contextmanager
def desk_server(records: Path, settings: str) -> Iterator[Desk]:
    """The app on these records, which it fills; `settings` is the path of its settings."""
    with app_server(write_cast(records), ALLWEATHER_SETTINGS=settings) as address:
        yield Desk(address, records)
