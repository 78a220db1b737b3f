"""The files of a page: nobody’s thousand keep those of others waiting."""

import asyncio
from collections.abc import Callable
from functools import partial
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from components import server_files
from components.addresses.answers import RefusedError
from components.addresses.work import TOO_MANY
from components.server_files import (
    FAILED,
    MADE_OF_ADDRESS,
    MOST_OF_ADDRESS,
    MOST_OF_SESSION,
    MOST_UNDER_WAY,
    STAYS,
    FileDesk,
    MadeFiles,
    make_files_in_turn,
    name_files_by_all_of_them,
)
from data.base.fault import FaultError
from tests.support.running.own_loop import run_apart

OFFICE, OTHER = "192.0.2.1", "192.0.2.2"


async def asked_many(desk: FileDesk, *askers: tuple[str, str], end: Event) -> list[object]:
    """What each is told who asks for a file that is made when `end` is set."""

    def work() -> str:
        end.wait(30)
        return "file"

    tasks = [asyncio.create_task(desk.make(session, address, work)) for session, address in askers]
    for _ in range(5):
        await asyncio.sleep(0)
    end.set()
    return await asyncio.gather(*tasks, return_exceptions=True)


def test_one_session_has_few_files_on_their_way_and_another_still_gets_its_own() -> None:
    askers = [*[("greedy", OFFICE)] * 50, ("colleague", OFFICE), ("elsewhere", OTHER)]
    said = run_apart(asked_many(FileDesk(), *askers, end=Event()))
    assert said[-2:] == ["file", "file"]
    assert said[:50].count("file") == MOST_OF_SESSION
    assert all(isinstance(one, RefusedError) for one in said[MOST_OF_SESSION:50])


def test_of_a_session_one_file_is_made_at_a_time_and_of_an_address_two() -> None:
    """A large one takes a minute, in which there is a place for a colleague, and for others."""
    begun, end = list[str](), Event()

    def work(name: str) -> str:
        begun.append(name)
        end.wait(30)
        return "file"

    async def ask() -> list[str]:
        desk = FileDesk()
        askers = [*[("greedy", OFFICE)] * 3, ("colleague", OFFICE), ("another", OFFICE), ("elsewhere", OTHER)]
        tasks = [asyncio.create_task(desk.make(*asker, partial(work, asker[0]))) for asker in askers]
        while "elsewhere" not in begun:
            await asyncio.sleep(0.001)
        first = sorted(begun)
        end.set()
        assert await asyncio.gather(*tasks) == ["file"] * 6
        return first

    assert run_apart(ask()) == ["colleague", "elsewhere", "greedy"]


def test_a_fault_that_was_written_for_the_reader_is_what_they_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> str:
        try:
            raise FaultError("This file would have too many pages", "choose fewer")
        except FaultError as problem:
            # As Streamlit passes on what goes wrong where a file is made.
            raise MediaFileStorageError("…") from problem

    assert handled(fail, monkeypatch).error_msg == "This file would have too many pages (choose fewer)"


def test_many_sessions_of_one_address_do_not_fill_the_waiting_line() -> None:
    askers = [*((f"session {number}", OFFICE) for number in range(100)), ("elsewhere", OTHER)]
    said = run_apart(asked_many(FileDesk(), *askers, end=Event()))
    assert said.count("file") == MOST_OF_ADDRESS + 1
    assert said[-1] == "file"
    # The others of an address wait beside it.
    assert MADE_OF_ADDRESS < MOST_UNDER_WAY


def test_an_office_of_25_that_downloads_at_the_same_moment_gets_all_its_files() -> None:
    """Thirteen of them were told to try again."""
    askers = [(f"session {number}", OFFICE) for number in range(25)]
    assert run_apart(asked_many(FileDesk(), *askers, end=Event())) == ["file"] * 25


def test_who_had_many_seconds_of_the_processor_waits_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_files, "EFFORT_AT_ONCE", 1e-9)
    monkeypatch.setattr(server_files, "EFFORT_PER_SECOND", 0.0)
    desk = FileDesk()

    async def ask() -> list[str]:
        said = []
        for session in ("one", "one", "two"):
            try:
                said.append(await desk.make(session, f"address of {session}", lambda: str(sum(range(10_000)))))
            except RefusedError as refused:
                said.append(refused.text)
            await asyncio.sleep(0.01)
        return said

    first, again, other = run_apart(ask())
    assert first == other == str(sum(range(10_000)))
    assert again == TOO_MANY


def handled(work: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """What Streamlit answers to a request for a file that `work` makes."""
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)
    monkeypatch.setattr(MediaFileManager, "_get_inactive_file_ids", MediaFileManager._get_inactive_file_ids)
    make_files_in_turn()
    manager = SimpleNamespace(execute_deferred=work, read_file=lambda _: None, remove_orphaned_files=lambda: None)
    request = BackMsg().backend_operation_request
    request.request_id, request.deferred_file.file_id = "7", "of a button"
    return run_apart(DeferredFileHandler(lambda: manager).handle(request, "one"))  # type: ignore[arg-type, return-value]


def test_streamlit_has_its_files_made_there(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = handled(lambda file: f"/media/{file}", monkeypatch)
    assert (answer.request_id, answer.deferred_file.url, answer.error_msg) == ("7", "/media/of a button", "")
    assert DeferredFileHandler.handle.__module__ == server_files.__name__


def test_a_file_that_fails_is_said_without_a_word_of_what_was_in_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: str) -> str:
        raise RuntimeError("Belarus and a note of the reader")

    assert handled(fail, monkeypatch).error_msg == FAILED
    assert "RuntimeError" in caplog.text
    assert "Belarus" not in caplog.text


class Media:
    """Streamlit's files of pages, and what becomes of those that are made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.manager, self.now, self.gone = MediaFileManager(MemoryMediaFileStorage("/media")), 0.0, set[str]()
        self.made = MadeFiles(lambda session: session not in self.gone, lambda: self.now)
        unused = MediaFileManager._get_inactive_file_ids
        monkeypatch.setattr(
            MediaFileManager, "_get_inactive_file_ids", lambda manager: unused(manager) - self.made.staying()
        )

    def make(self, content: bytes, session: str = "one") -> str:
        """The name of a file that a session asks for."""
        file = self.manager.add_deferred(lambda: content, "text/csv", "a button", "table.csv")
        return self.made.make(self.manager, session, file).rpartition("/")[2]

    def is_there(self, name: str) -> bool:
        return self.manager.read_file(name) is not None

    def pages_are_drawn(self) -> None:
        for _ in range(3):
            self.manager.remove_orphaned_files()


def test_a_file_stays_for_a_while_whatever_pages_others_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit drops it after two runs of whatever session: a third of a second where an office is at work."""
    media = Media(monkeypatch)
    file = media.make(b"ties")
    media.pages_are_drawn()
    assert media.is_there(file)
    media.now = STAYS
    media.pages_are_drawn()
    assert not media.is_there(file)


def test_a_file_goes_with_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    media = Media(monkeypatch)
    file, another = media.make(b"ties"), media.make(b"other ties", "two")
    media.gone.add("one")
    media.pages_are_drawn()
    assert not media.is_there(file)
    assert media.is_there(another)


def test_files_that_stay_have_so_much_room_also_where_nobody_asks_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_files, "MOST_STAYING", 3_000)
    media = Media(monkeypatch)
    files = [media.make(bytes([number]) * 1_000) for number in range(10)]
    assert [media.is_there(file) for file in files] == [False] * 7 + [True] * 3


def test_files_of_two_readers_have_two_names_wherever_they_differ() -> None:
    """Streamlit's own names look at the first, the middle and the last 64 kB of a large file, and can be counted by anybody."""
    name_files_by_all_of_them()
    storage = MemoryMediaFileStorage("/media")
    texts = [b"x" * 300_000 + row + b"x" * 1_000_000 for row in (b"mine", b"ours", b"mine")]
    names = [storage.load_and_get_id(text, "text/csv", MediaFileKind.DOWNLOADABLE, "ties.csv") for text in texts]
    assert names[0] == names[2]
    assert names[0] != names[1]
    assert [storage.get_file(name).content for name in names] == texts
    name_files_by_all_of_them()
    assert storage.load_and_get_id(texts[0], "text/csv", MediaFileKind.DOWNLOADABLE, "ties.csv") not in names
