"""The fixtures that all tests share (the tiny cast, the curated records, a browser, servers), markers, the fast run."""

import gc
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.tables.dataset import Dataset, load_records
from data.view.ties import Ties, ties_of
from tests.support.cast import cast_ties, write_cast
from tests.support.examples import load_examples_profile
from tests.support.running.forks import can_divide, run_divided
from tests.support.running.marks import is_slow_module, marks_of, rank_of
from tests.support.running.shared import run_folder, shared

# Imported where they are needed: the fast run needs neither.
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

    from tests.support.places.desk import Desk
    from tests.support.tab import Tab

APP_LOG = "app.log"
FAST = "not browser and not server and not slow"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help=f"only tests that are {FAST}, with fewer random examples")
    parser.addoption("--processes", type=int, default=1, help="divide into so many, once the tests are read")
    parser.addoption("--thorough", action="store_true", help="with more random examples")


def pytest_configure(config: pytest.Config) -> None:
    is_fast = config.getoption("--fast")
    load_examples_profile("fast" if is_fast else "thorough" if config.getoption("--thorough") else "usual")
    if is_fast and not config.option.markexpr:
        config.option.markexpr = FAST


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.getoption("--fast") and is_slow_module(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for mark in marks_of(item):
            item.add_marker(mark)
    # Side by side, the long ones begin first, so that no process is left with one of them at the end.
    if hasattr(config, "workerinput") or config.getoption("--processes") > 1:
        items.sort(key=rank_of)


def pytest_collection_finish() -> None:
    """What is there now stays until the end: Python need not look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    processes = session.config.getoption("--processes")
    if processes == 1 or not can_divide(session):
        return None
    run_divided(session, processes)
    return True


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "LoadScopeScheduling | None":
    from tests.support.running.scheduling import SharedFixturesTogether

    return SharedFixturesTogether(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.fixture(scope="module", autouse=True)
def apptest(request: pytest.FixtureRequest) -> None:
    """Prepare AppTest where a module uses it."""
    if hasattr(request.module, "AppTest"):
        request.getfixturevalue("one_look_for_components")


@pytest.fixture(scope="session")
def one_look_for_components() -> Iterator[None]:
    """Streamlit looks through all installed packages for components; AppTest would do so again for each page."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Ties:
    """The tiny cast."""
    return cast_ties(tmp_path_factory.mktemp("cast"))


@pytest.fixture(scope="session")
def ours(ties: Ties) -> Dataset:
    """The records of the tiny cast, to which uploads are added."""
    return ties.dataset


@pytest.fixture(scope="session")
def curated() -> Dataset:
    return load_records()


@pytest.fixture(scope="session")
def curated_ties(curated: Dataset) -> Ties:
    return ties_of(curated)


@pytest.fixture(scope="session")
def cast_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of the tiny cast for tests that change none of them: what a page computed of them is remembered."""
    return write_cast(tmp_path_factory.mktemp("cast") / "records")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture(scope="session")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of settings that turn on every page, also that of the curators; candidates are in a folder next to it."""
    settings = tmp_path_factory.mktemp("desk") / "desk.toml"
    settings.write_text(f"candidates = '{settings.parent / 'candidates'}'\n[editing]\non = true\n", "utf-8")
    return str(settings)


@pytest.fixture
def candidates(every_page: str) -> Iterator[Path]:
    """The folder of candidates of the desk, for this test; none are there at its start."""
    folder = Path(every_page).parent / "candidates"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def address(every_page: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the curated records, as a department starts it; one for all tests that only read."""
    from tests.support.browser import app_server

    folder = run_folder(tmp_path_factory)
    server = app_server(strict=True, log=folder / APP_LOG, ALLWEATHER_SETTINGS=every_page)
    with shared(folder, "app", server) as started:
        yield started


@pytest.fixture
def app_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that the app at `address` has printed."""
    return run_folder(tmp_path_factory) / APP_LOG


@pytest.fixture(scope="session")
def desk_of_process(every_page: str, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Desk]":
    from tests.support.places.desk import desk_server

    with desk_server(tmp_path_factory.mktemp("desk") / "records", every_page) as started:
        yield started


@pytest.fixture
def desk(desk_of_process: "Desk") -> "Desk":
    """A desk of the cast whose records this test may change."""
    desk_of_process.reset()
    return desk_of_process


@pytest.fixture(scope="session")
def postgres_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server, one for all tests; each takes a database of its own."""
    from tests.support.places.services import postgres_server

    with shared(run_folder(tmp_path_factory), "postgresql", postgres_server()) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium a process."""
    from tests.support.browser import chromium

    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def tabs(browser: "Browser") -> "Iterator[dict[bool, Tab]]":
    """A page that is cleared after each test, and one that goes on."""
    from tests.support.tab import Tab

    started = {goes_on: Tab(browser) for goes_on in (False, True)}
    yield started
    for tab in started.values():
        tab.close()


@pytest.fixture
def page(tabs: "dict[bool, Tab]", request: pytest.FixtureRequest) -> "Iterator[Page]":
    """The page that all tests use one after the other; with the marker `one_reader`, it is not left in between."""
    goes_on, failed_before = request.node.get_closest_marker("one_reader") is not None, request.session.testsfailed
    yield tabs[goes_on].page()
    if not goes_on:
        tabs[goes_on].clear()
    elif request.session.testsfailed == failed_before:
        tabs[goes_on].go_on()
    else:
        tabs[goes_on].close()


@pytest.fixture
def fresh_page(browser: "Browser") -> "Iterator[Page]":
    """A page of a reader who was never here."""
    from tests.support.tab import new_page

    page = new_page(browser)
    yield page
    page.context.close()
