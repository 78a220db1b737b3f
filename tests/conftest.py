"""Shared by all tests: the tiny cast, the curated records, a browser, the app on the curated records, a database server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data.tables.dataset import Dataset, load_records
from data.view.ties import Ties, ties_of
from tests.support.browser import chromium, serving
from tests.support.cast import cast_ties
from tests.support.services import postgres


@pytest.fixture(scope="session")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Ties:
    """The tiny cast."""
    return cast_ties(tmp_path_factory.mktemp("cast"))


@pytest.fixture(scope="session")
def ours(ties: Ties) -> Dataset:
    """The records of the tiny cast, over which uploads are laid."""
    return ties.dataset


@pytest.fixture(scope="session")
def curated() -> Dataset:
    return load_records()


@pytest.fixture(scope="session")
def curated_ties(curated: Dataset) -> Ties:
    return ties_of(curated)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Settings with which every page is there, that of the curators included."""
    place = tmp_path_factory.mktemp("desk") / "desk.toml"
    place.write_text("[editing]\non = true\n", "utf-8")
    return str(place)


@pytest.fixture(scope="session")
def address(every_page: str) -> Iterator[str]:
    with serving(ALLWEATHER_SETTINGS=every_page) as started:
        yield started


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    with postgres() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()
