"""The fonts of figures: made once, shared by threads, measured and broken into lines."""

import os
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figure.captions import MOST_ADDED_CHARACTERS, FigureOptions, characters_of
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.text import font_files
from components.figure.text.breaks import unbroken, with_plain_spaces
from components.figure.text.font_files import BOLD, REGULAR, font_path
from components.figure.text.font_folder import (
    LEAST_OF_SET,
    MOST_MADE_FOR_ONE,
    FontsError,
    allow_another_set,
    font_folder,
    remove_oldest,
)
from components.figure.text.fonts import Fonts, font_runs
from data.apart.reader import for_reader
from data.tables.dataset import Dataset
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all
from tests.support.examples import examples
from tests.support.font_cover import characters_without_font
from tests.support.inputs.uploads import overlay_with

ROOT = Path(__file__).parents[3]
FONTS = Fonts("全天候 Бел")
# Threads take turns as often as they can, and measure and embed at the same moment in a process without open fonts.
THREADS = """
import sys, threading
from components.figure.text.fonts import Fonts

sys.setswitchinterval(1e-6)
fonts, gate, results, faults = Fonts("Belarus 全天候"), threading.Barrier(16), set(), []

def measure():
    gate.wait()
    try:
        width = fonts.width("Belarus 全天候", 10)
        results.add((width, tuple(fonts.wrap("Belarus 全天候", 10, 40)), tuple(fonts.embeddable(["Bel"], 400))))
    except Exception as fault:
        faults.append(repr(fault))

threads = [threading.Thread(target=measure) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(results), faults)
"""


@pytest.mark.slow
def test_sixteen_threads_can_make_their_first_figure_at_the_same_moment(tmp_path: Path) -> None:
    environment, command = {**os.environ, "TMPDIR": str(tmp_path)}, [sys.executable, "-c", THREADS]
    # The first process makes the fonts, the others only open them: either way the threads must not meet in one.
    for _ in range(3):
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "1 []"
    assert len(list(tmp_path.glob("allweather-fonts-*/*/*.ttf"))) == 4, "two families in two weights, and no half file"


def test_fonts_are_stored_where_nobody_else_can_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ours = font_folder("v1").parent
    assert ours.parent == tmp_path
    assert ours.stat().st_mode & 0o777 == 0o700
    ours.chmod(0o777)
    assert font_folder("v1").parent != ours, "others can write to it"
    ours.rmdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    ours.symlink_to(tmp_path / "elsewhere")
    assert font_folder("v1").parent != ours, "it is a link"
    assert font_folder("v1") == font_folder("v1")


def test_each_character_is_drawn_by_the_first_family_that_has_it() -> None:
    families = [run.family for run in font_runs("Belarus Беларусь Ўў 全天候全面战略伙伴关系 정상회담 پاکستان")]
    assert families == ["Allweather Sans", "Allweather Sans SC", "Allweather Sans KR", "Allweather Sans Arabic"]
    assert characters_without_font("Belarus 全 \U0001f600") == "\U0001f600"


def test_a_bold_text_is_wider_than_a_regular_one() -> None:
    assert FONTS.width("Belarus", 10, BOLD) > FONTS.width("Belarus", 10, REGULAR) > 0


def test_a_text_with_other_characters_gets_fonts_of_its_own() -> None:
    more = Fonts([*FONTS.characters, "Ω"])
    assert more.folder != FONTS.folder
    assert more.width("Ω", 10) > 0


@given(letters=st.text(st.characters(categories=["L"]), max_size=3))
def test_the_name_of_a_font_holds_no_word_that_begins_with_a_digit(letters: str) -> None:
    words = Fonts(letters).name("Allweather Sans").split()
    assert not any(word[0].isdigit() for word in words)


@examples(60)
@given(text=st.text(st.sampled_from("ab — 全天候 Бел"), max_size=80), room=st.integers(20, 200))
def test_a_wrapped_text_loses_nothing_and_keeps_to_its_room(text: str, room: int) -> None:
    lines = FONTS.wrap(text, 8, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(FONTS.width(line, 8) <= room for line in lines)


def test_a_word_that_is_too_long_is_parted_at_its_hyphen_and_a_date_or_a_pair_is_not() -> None:
    room = FONTS.width("good-neighbourlines", 8)
    assert FONTS.wrap("good-neighbourliness", 8, room) == ["good-", "neighbourliness"]
    text = "since 1 March 2023 (China – Pakistan)"
    rooms = [FONTS.width(part, 8) for part in ("since 1 March 2023 ", "1 March 2023 (China – ")]
    wrapped = [with_plain_spaces(FONTS.wrap(unbroken(text), 8, room)) for room in rooms]
    assert wrapped == [["since 1 March 2023", "(China – Pakistan)"]] * 2


@pytest.mark.slow
def test_a_word_of_a_hundred_thousand_characters_is_wrapped_and_shortened_at_once() -> None:
    word = "x" * 100_000
    lines = FONTS.wrap(word, 8, 200)
    assert "".join(lines) == word
    assert all(FONTS.width(line, 8) <= 200 for line in lines)
    short = FONTS.shorten(word, 8, 60)
    assert short.endswith("x…")
    assert FONTS.width(short, 8) <= 60


def test_a_text_is_shortened_to_no_less_than_what_must_be_read() -> None:
    assert FONTS.shorten("12  all-weather", 8, 200, least="12") == "12  all-weather"
    assert FONTS.shorten("12  all-weather", 8, FONTS.width("12  al", 8), least="12") == "12"
    assert FONTS.shorten("12  all-weather", 8, 3, least="12") == ""


def test_a_letter_that_no_font_has_needs_no_fonts_of_its_own() -> None:
    assert Fonts(["中文 \U00013017\x01"]).digest == Fonts(["中文"]).digest != Fonts([""]).digest
    assert FONTS.width("\U00013017", 10) == FONTS.width("\U00013018", 10) > 0


@pytest.mark.slow
def test_fonts_that_a_cleaner_took_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fonts = Fonts(["Belarus"])
    before = {path.name: path.read_bytes() for path in fonts.folder.glob("*.ttf")}
    shutil.rmtree(fonts.folder.parent)
    assert {path.name: path.read_bytes() for path in fonts.folder.glob("*.ttf")} == before
    shutil.rmtree(fonts.folder)
    monkeypatch.setattr("components.figure.text.font_folder.MOST_MADE", 0)
    with pytest.raises(FontsError):
        assert fonts.folder


def test_what_is_there_already_does_not_wait_for_fonts_that_are_being_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A set takes up to 8 seconds, in which nobody else got a figure."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    begun, go_on, known, went_on = Event(), Event(), Fonts(["known"]), list[bool]()
    assert known.width("known", 1.0)
    whole = font_files._variable_font

    def slow(family: str, codes: set[int]) -> bytes:
        begun.set()
        went_on.append(go_on.wait(20))
        return whole(family, codes)

    monkeypatch.setattr(font_files, "_variable_font", slow)
    making = Thread(target=lambda: Fonts(["\u0448"]).folder)
    making.start()
    assert begun.wait(30)
    # Of the regular ones the widths are known, of the bold ones they are read.
    assert known.width("now", 1.0, REGULAR) < known.width("now", 1.0, BOLD)
    go_on.set()
    making.join()
    assert went_on
    assert all(went_on)


def test_the_sets_of_fonts_of_one_address_leave_room_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.figure.text.font_folder._MADE", deque())
    with for_reader("192.0.2.1"):
        for _ in range(MOST_MADE_FOR_ONE // LEAST_OF_SET):
            allow_another_set(1)
        with pytest.raises(FontsError):
            allow_another_set(1)
    allow_another_set(1)
    with for_reader("192.0.2.2"):
        for _ in range(MOST_MADE_FOR_ONE // 20_000):
            allow_another_set(20_000)
        with pytest.raises(FontsError):
            allow_another_set(1)


def with_added_letters(ours: Dataset, letters: Sequence[str]) -> Dataset:
    lines = [f"China,Pakistan,{''.join(letters[at : at + 100])},2001,a book\n" for at in range(0, len(letters), 100)]
    added = overlay_with(ours, "ties.csv", f"Country A,Country B,Relationship,Since,Source\n{''.join(lines)}").dataset
    assert added
    return added


def test_letters_of_added_rows_never_make_fonts_of_a_whole_script(ties: Ties) -> None:
    """Fonts with all 46,000 letters took 87 seconds of the processor and 600 MB of the server, and no other figure had any."""
    letters = [chr(code) for code in range(0x4E00, 0x9FFF)]
    of_records = characters_of(ties.dataset)
    for count, is_shared in ((500, True), (MOST_ADDED_CHARACTERS + 500, False)):
        added = with_added_letters(ties.dataset, letters[:count])
        assert (characters_of(added) >= {*letters[:count]}) == is_shared
        assert characters_of(added) >= of_records
    figure = FIGURE_KINDS["network"].figure_of(select(ties, view_of_all()), FigureOptions())
    with pytest.raises(FontsError, match="too many different characters"):
        _ = replace(figure, alt_text="".join(letters)).fonts


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    import resource

    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of a file")
def test_on_a_full_disk_nothing_is_left_and_each_try_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = deque[tuple[float, str, int]]()
    monkeypatch.setattr("components.figure.text.font_folder._MADE", made)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fonts = Fonts(["Belarus"])
    for _ in range(2):
        with files_up_to(1_000), pytest.raises(OSError, match="too large"):
            _ = fonts.folder
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made) == 2


def test_only_the_sets_of_fonts_used_last_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.figure.text.font_folder.MOST_SETS", 3)
    for number in range(5):
        (tmp_path / f"v{number}").mkdir()
        os.utime(tmp_path / f"v{number}", (number, number))
    remove_oldest(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["v3", "v4"]


@pytest.mark.slow
def test_a_font_that_was_cut_short_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that loses its power may leave a file without its end, or without anything."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fonts = Fonts(["Belarus"])
    path = font_path(fonts.folder, "Allweather Sans", BOLD)
    whole = path.read_bytes()
    for rest in (whole[:-9], whole[:100], whole[:3], b"", bytes(len(whole))):
        path.write_bytes(rest)
        assert font_path(fonts.folder, "Allweather Sans", BOLD).read_bytes() == whole
