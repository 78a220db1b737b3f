"""A small file may name thousands of things in one cell, one tag or one name: each has a limit, as each took gigabytes."""

from itertools import chain
from pathlib import Path

import pytest

from data.matching.names import NameIndex
from data.model.cells import MOST_LISTED
from data.search import search as searching
from data.search.search import search
from data.tables.dataset import Dataset
from data.tables.findings import Finding
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
from data.upload.reading.xml_reader import LONGEST_TAG, MOST_DEEP
from data.view.search import events_with, searchable_events
from tests.support.inputs.uploads import findings_text, overlay_with, with_part, workbook_with, zip_with

MANY = "; ".join(f"x{number}" for number in range(5_000))
TIES = "Country A,Country B,Relationship,Since"
TABLES = {
    "sources of a tie": ("ties.csv", f"{TIES},Source\nChina,Belarus,friends,2011,https://a; {MANY}\n", "lists more than 60"),
    "obligations": ("ties.csv", f"{TIES},obligations\nChina,Belarus,friends,2011,{MANY}\n", "at most 60 are allowed"),
    "aliases": ("actors.csv", f"actor,kind,name,short_name,region,aliases\nORG:X,organisation,X,X,Europe,{MANY}\n", "at most 60"),
    "others": ("events.csv", f"event,dyad,date,kind,title,significance,grade,others\ne,BLR-CHN,2011,visit,t,1,recalled,{MANY}\n", "at most 60"),
    "sources of an event": ("events.csv", f"event,dyad,date,kind,title,significance,grade,sources\ne,BLR-CHN,2011,visit,t,1,reported,{MANY}\n", "at most 60"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_cell_does_not_list_thousands(ours: Dataset, name: str) -> None:
    file, text, message = TABLES[name]
    overlay = overlay_with(ours, file, text)
    assert message in findings_text(overlay)
    assert len(overlay.findings) < 10
    assert all(line.number == 0 for _, line in overlay.lines), "what the row would need beside it"
    assert len(overlay.lines) < 10


def test_a_list_of_unknown_names_has_a_few_findings(ours: Dataset) -> None:
    names = "; ".join(f"x{number}" for number in range(MOST_LISTED))
    text = f"event,dyad,date,kind,title,significance,grade,sources\ne,BLR-CHN,2011,visit,t,1,reported,{names}\n"
    overlay = overlay_with(ours, "events.csv", text)
    assert 1 < findings_text(overlay).count("is not in sources") < 10
    text = f"{TIES},obligations\nChina,Belarus,friends,2011,{names}\n"
    assert 1 < findings_text(overlay_with(ours, "ties.csv", text)).count("is not one of defence") < 10


def test_the_sources_of_an_upload_have_a_limit(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.upload.table_matching.MOST_ADDED_SOURCES", MOST_LISTED + 3)
    rows = "".join(f"China,Belarus,friends,{2000 + number},source {number}\n" for number in range(6))
    overlay = overlay_with(ours, "ties.csv", f"{TIES},Source\n{rows}")
    assert overlay.counts["sources"] == 3
    assert findings_text(overlay).count("brings the sources of the upload to about") == 3


def test_what_the_rows_of_an_upload_cite_has_a_limit_where_it_is_written_out(
    ours: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """600 ties with the same 60 sources were 8 MB of CSV and 390 million characters on a page: more than the server has."""
    monkeypatch.setattr("data.upload.added_lines.MOST_WRITTEN_OUT", 20_000)
    addresses = "; ".join(f"https://example.org/{number}/{'a' * 80}" for number in range(20))
    rows = [f"China,Belarus,friends,{2000 + number},{addresses}\n" for number in range(6)]
    for count in (3, 6):
        overlay = overlay_with(ours, "ties.csv", f"{TIES},Source\n{''.join(rows[:count])}")
        assert overlay.counts.get("spells", 0) == (count if count == 3 else 0)
        assert ("where each is written out" in findings_text(overlay)) == (count == 6)


def test_an_address_has_a_limit(ours: Dataset) -> None:
    row = f"x,Evening News,Evening News,a,https://example.org/{'a' * 2_000},2011,B,full\n"
    overlay = overlay_with(ours, "sources.csv", f"source,publisher,family,title,url,date,reliability,reading\n{row}")
    assert "at most 2,000 are allowed" in findings_text(overlay)


def test_the_names_of_added_actors_have_a_limit(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.upload.shared_names._MOST_NAMES", 10)
    rows = "".join(f"ORG:X{number},organisation,Name {number},X{number},Europe,\n" for number in range(20))
    overlay = overlay_with(ours, "actors.csv", f"actor,kind,name,short_name,region,aliases\n{rows}")
    assert "has more than 10 names of actors" in findings_text(overlay)


def test_what_was_asked_about_is_not_remembered(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    overlay = overlay_with(ours, "ties.csv", f"{TIES}\nChina,Nowhereland,friends,2011\n")
    assert overlay.names
    assert overlay.names._known == {}
    monkeypatch.setattr("data.matching.names._MOST_KNOWN", 10)
    names = NameIndex(ours, {})
    for number in range(20):
        assert names.actor(f"nobody {number}") is None
    assert len(names._known) == 10


def test_a_search_leaves_nothing_behind(ours: Dataset) -> None:
    search(ours, "Belarus and China and somebody else")
    assert searching._names(ours)._known == {}


# XML ------------------------------------------------------------------------------------------------

DEEP = b"<a>" * 10 * MOST_DEEP
WIDE = b"<a " + b" ".join(b'a%d=""' % number for number in range(250_000)) + b"/>"
COMMENT = b"<!-- " + b"<>" * LONGEST_TAG + b" -->"
BAD_XML = {
    "deep": (DEEP, "elements inside one another"),
    "wide": (WIDE, "does not end"),
    "comment": (COMMENT, "does not end"),
}


@pytest.mark.parametrize("name", BAD_XML)
def test_xml_is_neither_deep_nor_wide_without_end(ours: Dataset, name: str) -> None:
    bad, message = BAD_XML[name]
    network = b"<graphml><graph>" + bad + b"</graph></graphml>"
    assert message in findings_text(overlay_with(ours, "net.graphml", network))
    book = with_part(workbook_with(), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", bad))
    assert message in findings_text(overlay_with(ours, "book.xlsx", book))


def test_attributes_of_edges_have_a_limit(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.upload.reading.graph_files.MAX_TABLE_CELLS", 20)
    edge = (
        "<edge source='China' target='Belarus'>" + "".join(f"<data key='k{n}'>x</data>" for n in range(9)) + "</edge>"
    )
    network = f"<graphml><graph>{edge * 4}</graph></graphml>"
    assert "has more than 20 cells" in findings_text(overlay_with(ours, "net.graphml", network))
    keys = "".join(f"<key id='k{number}' attr.name='x'/>" for number in range(3_000))
    assert "cells" in findings_text(overlay_with(ours, "net.graphml", f"<graphml>{keys}</graphml>"))


def test_the_records_list_far_fewer() -> None:
    """So that the limit concerns no curator."""
    folder = Path(__file__).parents[3] / "data" / "records"
    longest = max(
        line.count("; ")
        for path in [*folder.glob("spells/*.csv"), folder / "events.csv"]
        for line in path.open(encoding="utf-8")
    )
    assert longest < MOST_LISTED


# Names ----------------------------------------------------------------------------------------------


def test_a_long_heading_does_not_stand_whole_beside_each_guess_and_finding(ours: Dataset) -> None:
    """With 20,000 rows it would take gigabytes."""
    header = f"Country A{'.' * 100_000},Country B,Relationship,Since"
    overlay = overlay_with(ours, "ties.csv", f"{header}\nPRC,Belarus,friends,2011\nNowhereland,Belarus,friends,2012\n")
    (guess,) = (guess for guess in overlay.guesses if guess.written == "PRC")
    assert len(guess.column) < 100
    assert [len(finding.column or "") < 100 for finding in overlay.findings] == [True]
    assert [len(row.reason) < 300 for row in overlay.skipped] == [True]


def test_names_of_files_and_sheets_are_short(ours: Dataset) -> None:
    ties = f"{TIES}\nPRC,Belarus,friends,2011\n".encode()
    packed = overlay_with(ours, "mine.zip", zip_with((f"{'a' * 30_000}.csv", ties)))
    assert "has a name of more than 255 characters" in findings_text(packed)
    assert "more than 255" in findings_text(overlay_with(ours, f"{'a' * 60_000}.csv", ties))
    book = with_part(
        workbook_with(),
        "xl/workbook.xml",
        lambda part: part.replace(b'name="spells"', b'name="' + b"a" * 60_000 + b'"'),
    )
    assert "has a sheet with a name of 60,000 characters" in findings_text(overlay_with(ours, "mine.xlsx", book))


def test_a_long_id_or_wording_is_not_copied_into_each_row_that_names_it(ours: Dataset) -> None:
    long = "A" * 100_000
    actors = f"actor,kind,name,short_name,region\nORG:{long},organisation,Mine,Mine,Europe\n"
    tiers = f"tier,family,wording\nlong,alpha,{long}\n{long},alpha,by its id\n"
    ties = f"{TIES}\nMine,Belarus,friends,2011\nChina,Belarus,long,2012\nChina,Belarus,by its id,2013\n"
    packed = zip_with(("actors.csv", actors.encode()), ("tiers.csv", tiers.encode()), ("ties.csv", ties.encode()))
    overlay = overlay_with(ours, "mine.zip", packed)
    assert all(
        len(line.cell("dyad") + line.cell("tier") + line.cell("wording")) < 1_000
        for name, line in overlay.lines
        if name == "spells"
    )
    text = findings_text(overlay)
    assert "use an id of at most 200" in text
    assert "is not a valid actor id" in text
    assert len(text) < 5_000


def test_a_row_of_many_partners_is_not_copied_with_a_long_note(ours: Dataset) -> None:
    partners = "Belarus; Pakistan; Russia"
    short = overlay_with(ours, "ties.csv", f"{TIES},Note\nChina,{partners},friends,2011,\n")
    assert short.counts["spells"] == 3
    rows = "".join(f"China,{partners},friends,{2000 + number},{'n' * 9_000}\n" for number in range(500))
    long = overlay_with(ours, "ties.csv", f"{TIES},Note\n{rows}")
    assert 500 < long.counts["spells"] < 1_500


def test_a_finding_is_never_very_long() -> None:
    finding = Finding("a.csv", 2, "x", f"names {'y' * 1_000_000}", "shorten it")
    assert len(finding.message) < 3_000


def test_a_cell_of_an_added_row_is_no_book(ours: Dataset) -> None:
    overlay = overlay_with(ours, "ties.csv", f"{TIES},Note\nChina,Belarus,friends,2011,{'n' * 20_000}\n")
    assert "has 20,000 characters; at most 10,000 are allowed" in findings_text(overlay)
    assert "spells" not in overlay.counts
    names = f"actor,kind,name,short_name,region\nORG:X,organisation,{'n' * 1_000},X,Europe\n"
    assert "has 1,000 characters; at most 500 are allowed" in findings_text(overlay_with(ours, "actors.csv", names))


def test_what_menus_list_is_not_thousands(ours: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.upload.added_lines.MOST_ROWS", {"tiers": 3})
    ties = "".join(f"China,Belarus,label {number},{2000 + number}\n" for number in range(5))
    overlay = overlay_with(ours, "ties.csv", f"{TIES}\n{ties}")
    assert overlay.dataset is None
    assert "brings 5 tiers; at most 3 are allowed" in findings_text(overlay).partition("\n")[0]


def test_the_names_of_added_actors_have_a_limit_as_each_menu_lists_them(
    ours: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """10,000 actors with names of 700 characters made pages of half a gigabyte."""
    monkeypatch.setattr("data.upload.added_lines.MOST_IN_MENUS", 1_000)
    rows = [f"ORG:X{number},organisation,{'n' * 200},X{number},Europe,{'a' * 200}\n" for number in range(4)]
    for count in (2, 4):
        table = f"actor,kind,name,short_name,region,aliases\n{''.join(rows[:count])}"
        overlay = overlay_with(ours, "actors.csv", table)
        assert ("actors whose names have 1,608 characters; at most 1,000" in findings_text(overlay)) == (count == 4)
        assert (overlay.dataset is None) == (count == 4)


def test_what_a_text_filter_keeps_of_added_events_is_little(ours: Dataset) -> None:
    """Each row about an actor has a copy of all its names: 20,000 rows of 50,000 letters, or of 18 times as many."""
    header = "actor,kind,name,short_name,region,aliases"
    actor = f"{header}\nORG:X,organisation,X,X,Europe,{chr(0xFDFA) * 499}\n"
    longer = f"{header}\nORG:X,organisation,X,X,Europe,{'x' * 501}\n"
    assert "aliases: has 501 characters" in findings_text(overlay_with(ours, "actors.csv", longer))
    rows = "".join(f"x{number},BLR-ORG:X,{2011 + number},visit,t{number},1,recalled\n" for number in range(5))
    files = ("actors.csv", actor), ("events.csv", f"event,dyad,date,kind,title,significance,grade\n{rows}")
    overlay = overlay_of(ours, [Upload(name, content.encode()) for name, content in files])
    assert overlay.dataset, findings_text(overlay)
    assert overlay.counts["events"] == 5
    texts = searchable_events(overlay.dataset)
    assert max(map(len, chain.from_iterable(texts[f"x{number}"] for number in range(5)))) < 100
    assert len(events_with(overlay.dataset, "org:x visit t3")) == 0, "the kind of an event is not searched"
    assert [event.event for event in events_with(overlay.dataset, "ORG:X belarus t3")] == ["x3"]
