"""Shared by all tests: the tiny cast, the curated records."""

from pathlib import Path

import pytest

from data.loading import Dataset, load_records
from data.ties import Ties, ties_of
from tests.cast import cast_ties


@pytest.fixture(scope="session")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Ties:
    """The tiny cast."""
    return cast_ties(tmp_path_factory.mktemp("cast"))


@pytest.fixture(scope="session")
def curated() -> Dataset:
    return load_records()


@pytest.fixture(scope="session")
def curated_ties(curated: Dataset) -> Ties:
    return ties_of(curated)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"
