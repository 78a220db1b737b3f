"""A folder of transcripts in any of the known forms -> the same items; runs that are unusual stop."""

import json
import os
from pathlib import Path

import pytest

from data.model.event_rows import Contact
from data.observed.coding.candidates_file import CoderRun, read_run
from data.observed.coding.coder import coded
from data.observed.coding.command import main
from data.observed.coding.forms.inbox import read_inbox
from data.observed.coding.model.coverage import DayCoverage, unusual
from data.observed.coding.model.item import Item
from data.tables.dataset import load_records
from tests.support.cast import write_cast
from tests.support.inputs.broadcasts import TEN_DAYS, item, ten_broadcasts, write_broadcasts

ADDRESS = "https://news.example/2023/05/10/VIDEinvented0001.shtml"
TITLE, TEXT = "习近平会见白俄罗斯总统", "国家主席习近平10日在北京会见白俄罗斯总统。"
FORMS = {
    "2023-05-10.json": json.dumps({"items": [{"url": ADDRESS, "title": TITLE, "text": TEXT}]}),
    "item.json": json.dumps({"date": "2023-05-10", "url": ADDRESS, "title": TITLE, "text": TEXT}),
    "20230510.json": json.dumps(
        {
            "videoList": [
                {
                    "video_title": f"[视频]{TITLE}",
                    "video_url": ADDRESS.replace("https", "http"),
                    "video_detail": {"content": f"<p>{TEXT}</p>"},
                }
            ]
        }
    ),
    "2023-05-10.md": f"# 2023-05-10\n\n## {TITLE}视频简介\n\n**{TEXT}**\n\n*[原文]({ADDRESS})*\n",
    "20230510.md": f"# 10\n\n## 新闻摘要\n\n1. …\n\n## 详细新闻\n\n### {TITLE}\n\n{TEXT}\n\n[查看原文]({ADDRESS})\n",
    "plain.md": f"# 2023-05-10\n\n## {TITLE}\n{ADDRESS}\n\n{TEXT}\n",
    "one.md": f"# {TITLE}\nDate: 2023-05-10\n\n{TEXT}\n\n[source]({ADDRESS})\n",
}
UNREADABLE: dict[str, str | bytes] = {
    "broken.json": "{",
    "number.json": "3",
    "undated.md": "# A title\n\ntext",
    "empty.md": "2023-05-10",
    "latin.json": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_item(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FORMS[name], encoding="utf-8")
    (found,) = read_inbox(tmp_path).items
    assert (found.date, found.url, found.title, found.text) == ("2023-05-10", ADDRESS, TITLE, TEXT)


def test_an_item_that_several_archives_hold_is_one_with_the_longest_text(tmp_path: Path) -> None:
    for archive, text in (("a", TEXT), ("b", TEXT + "后记。")):
        (tmp_path / archive).mkdir()
        entry = {"date": "2023-05-10", "url": ADDRESS, "title": TITLE, "text": text}
        (tmp_path / archive / "item.json").write_text(json.dumps(entry), encoding="utf-8")
    (found,) = read_inbox(tmp_path).items
    assert (found.text, found.archives) == (TEXT + "后记。", ("a", "b"))


def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(tmp_path: Path) -> None:
    for name, content in UNREADABLE.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    write_broadcasts(tmp_path, ten_broadcasts())
    inbox = read_inbox(tmp_path)
    assert {name for name, _ in inbox.unread} == set(UNREADABLE)
    assert len(inbox.items) == len(ten_broadcasts())


def test_a_link_out_of_the_inbox_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text(FORMS["item.json"], encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "link.json").symlink_to(tmp_path / "secret.json")
    assert read_inbox(tmp_path / "inbox").items == ()


def test_the_command_writes_what_the_coder_finds_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    records = write_cast(tmp_path / "records")
    write_broadcasts(tmp_path / "inbox", ten_broadcasts())
    call = [str(tmp_path / "inbox"), "--out", str(tmp_path / "out"), "--records", str(records)]
    assert main(call) == 0
    first = read_run(tmp_path / "out")
    assert {c.key for c in first.candidates} == {
        c.key for c in coded(ten_broadcasts(), load_records(records)).candidates
    }
    assert [day.date for day in first.days] == [*TEN_DAYS]
    assert main(call) == 0
    assert _content(tmp_path / "out") == _content_of(first)


def _days(number: int, start: int, **changed: int) -> list[DayCoverage]:
    counts = {"items": 20, "with_text": 20, "contacts": 3, "sightings": 2, "alerts": 0, "unknown_names": 1} | changed
    return [DayCoverage(f"2023-{start:02}-{day + 1:02}", **counts, archives="") for day in range(number)]


def test_a_run_that_finds_forty_per_cent_fewer_than_usual_says_so() -> None:
    usual = _days(28, 1)
    assert unusual(_days(7, 2), usual) == []
    (reason,) = unusual(_days(7, 2, contacts=1, sightings=1), usual)
    assert "60% fewer than the usual 5.0" in reason
    (reason,) = unusual(_days(7, 2, unknown_names=4), usual)
    assert "28 contacts have a partner that no rule knows" in reason
    assert unusual(_days(7, 2, contacts=0), usual[:5]) == [], "after five days nothing is usual yet"


def test_an_unusual_run_stops_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = write_cast(tmp_path / "records")
    call = [str(tmp_path / "inbox"), "--out", str(tmp_path / "out"), "--records", str(records)]
    many = [one for start in (1, 2, 3) for one in _moved(start)]
    write_broadcasts(tmp_path / "inbox", many)
    assert main(call) == 0
    before = read_run(tmp_path / "out")
    quiet = [one for one in _moved(4) if "会见" not in one.title and "会谈" not in one.title]
    for path in (tmp_path / "inbox").iterdir():
        path.unlink()
    write_broadcasts(tmp_path / "inbox", quiet)
    assert main(call) == 1
    assert "fewer than the usual" in capsys.readouterr().err
    assert _content(tmp_path / "out") == _content_of(before)
    assert main([*call, "--anyway"]) == 0
    assert len(read_run(tmp_path / "out").days) == len(before.days) + len(TEN_DAYS)


def _content(folder: Path) -> tuple[list[dict[str, str]], tuple[DayCoverage, ...]]:
    return _content_of(read_run(folder))


def _content_of(run: CoderRun) -> tuple[list[dict[str, str]], tuple[DayCoverage, ...]]:
    return [candidate.row() for candidate in run.candidates], run.days


def _moved(month: int) -> list[Item]:
    """The ten broadcasts in another month."""
    return [
        item(one.title, one.text, f"2023-{month:02}-{one.date[8:]}", number)
        for number, one in enumerate(ten_broadcasts())
    ]


@pytest.mark.slow
@pytest.mark.skipif("ALLWEATHER_ARCHIVES" not in os.environ, reason="no folder of public archives is named")
def test_a_hundred_rows_of_the_records_come_out_of_the_archives_again() -> None:
    dataset, inbox = load_records(), read_inbox(Path(os.environ["ALLWEATHER_ARCHIVES"]))
    last = max(item.date for item in inbox.items)
    found = {c.cells["contact"]: c.cells for c in coded(inbox.items, dataset).candidates if c.table == "contacts"}
    rows = [row for row in dataset.rows["contacts"] if isinstance(row, Contact) and str(row.date) <= last]
    for row in rows[:: len(rows) // 100][:100]:
        cells = found[row.contact]
        assert (cells["kind"], cells["partner"], cells["label_zh"]) == (row.kind, row.partner, row.label_zh)
