"""Characters that no XML may hold, and a clock before 1980: every file is made, whole and well formed, all the same."""

import io
import sys
import time
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from components import session
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import FILE_FORMATS
from data.base.clean_text import clean_line, clean_text
from data.export.files import json_of, xlsx_of, zip_of
from data.export.networks import gexf_of, graphml_of
from data.links.pins import Pin, store_version, stored_records
from data.links.stories import plain
from data.store.folder import FolderStore
from data.tables.dataset import Dataset
from data.tables.reading import files_in
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
from data.view.fields.codecs import Text, UnreadableError
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import write_cast
from tests.support.inputs.uploads import HEADER, csv_line

# One of each range that XML 1.0 forbids, or that is no character.
FORBIDDEN = "\x00\x01\x08\x0b\x0c\x0e\x1f\ud800\udfff\ufffe\uffff\ufdd0"
TITLE = "".join(f"a{letter}" for letter in FORBIDDEN) + "<&>"
# A machine whose clock lost its battery.
IN_1970 = time.struct_time((1970, 1, 1, 0, 0, 0, 3, 1, 0))


def test_a_text_from_outside_loses_what_no_file_may_hold_and_keeps_its_lines() -> None:
    assert clean_text("Two\x0blines\x00 \ufffe") == "Two\nlines"
    assert clean_line("Two\x0b\x0clines\x00 ") == "Two lines"
    assert not set(FORBIDDEN) & set(clean_text(TITLE))
    assert not set(FORBIDDEN) & set(plain(TITLE))
    for kept in ("tab\tand\nline", "😀", "全天候", "é", "\u200d"):
        assert clean_text(kept) == kept


@pytest.mark.parametrize("letter", FORBIDDEN)
def test_no_record_no_link_and_no_upload_brings_one(letter: str, ours: Dataset) -> None:
    with pytest.raises(UnreadableError):
        Text().parse(f"a{letter}b", ours)
    row = csv_line(note=f"a{letter}b")
    overlay = overlay_of(ours, [Upload("own.csv", f"{HEADER}\n{row}\n".encode("utf-8", "surrogatepass"))])
    assert overlay.dataset is None or letter not in json_of(overlay.dataset.rows).decode()


@pytest.fixture(scope="module")
def selection(ties: Ties) -> Selection:
    return select(ties, View(as_of=date(2023, 3, 1), focus="BLR-CHN"))


@pytest.fixture
def clock_in_1970(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "localtime", lambda *_: IN_1970)


def _well_formed(content: bytes) -> int:
    """How many XML documents are in a file; each is read."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            inside = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
            return sum(map(_well_formed, inside))
    if content.lstrip().startswith((b"<?xml", b"<svg")):
        ElementTree.fromstring(content)
        return 1
    return 0


@pytest.mark.slow
@pytest.mark.usefixtures("clock_in_1970")
@pytest.mark.parametrize("extension", FILE_FORMATS)
def test_every_format_of_a_figure_is_made_of_any_title_at_any_time(extension: str, selection: Selection) -> None:
    drawable = [name for name, kind in FIGURE_KINDS.items() if not kind.is_empty(selection)]
    for kind in drawable if extension == "svg" else ("network",):
        options = FigureOptions(TITLE, f"TLP:{TITLE}", f"http://127.0.0.1/{TITLE}", TITLE)
        content = FILE_FORMATS[extension].bytes_of(FIGURE_KINDS[kind].figure_of(selection, options), "slide", "light")
        assert len(content) > 1_000
        assert _well_formed(content) or extension in ("png", "pdf", "html")


@pytest.mark.usefixtures("clock_in_1970")
def test_every_export_of_the_records_is_made_at_any_time(selection: Selection, tmp_path: Path) -> None:
    dataset = selection.dataset
    for content in (xlsx_of(dataset.rows), zip_of(dataset), graphml_of(selection), gexf_of(selection)):
        assert _well_formed(content) or content.startswith(b"PK")
    store = FolderStore(tmp_path, tmp_path / ".kept")
    store_version(dataset.version, files_in(write_cast(tmp_path / "records")), store)
    assert stored_records(Pin(dataset.version, "1.0"), store)


def test_a_title_from_the_box_is_one_clean_line(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: dict[str, object] = {}
    module = "components.session.figure_choices"
    monkeypatch.setattr(sys.modules[module], "choose_for_figures", lambda **choices: chosen.update(choices))
    monkeypatch.setattr(sys.modules[module], "view", lambda: View(as_of=date(2023, 3, 1)))
    session.set_figure_title("network", "Two\x0blines\ufffe ")
    assert chosen["title"] == "Two lines"
