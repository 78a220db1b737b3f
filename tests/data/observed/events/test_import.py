"""Files of every layout become a feed; what is bad is counted, kept aside with its reason, and stops nothing else."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.observed.__main__ import COMMANDS, main
from data.observed.events.feed import Feed, engine_of
from data.observed.events.intake.actor_names import actor_of
from data.observed.events.intake.importer import Import
from data.observed.events.vocabulary import QUAD_NAMES, cameo_codes, code_name, kind_name
from tests.support.inputs.event_files import (
    ICEWS_HEADER,
    POLECAT_HEADER,
    gdelt_line,
    icews_line,
    imported,
    invented_rows,
    packed,
    plain_file,
    plain_row,
    polecat_line,
    zipped,
)

pytestmark = pytest.mark.slow


def records_in(file: Path) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in pd.read_parquet(file).to_dict("records")]


def rows_of(folder: Path, done: Import) -> list[dict[str, Any]]:
    files = sorted((folder / done.feed.folder / "events").glob("*.parquet"))
    return [row for file in files for row in records_in(file)]


def test_gdelt_files_of_every_age_are_one_feed(tmp_path: Path) -> None:
    files = [
        tmp_path / "1979.csv",
        zipped(tmp_path / "20160728.export.CSV.zip", gdelt_line(2, "20160728", "CHN", "BLR", "042")),
        packed(tmp_path / "new.gz", gdelt_line(3, "20240105", "ROM", "BLR", "190", columns=61)),
    ]
    files[0].write_text(gdelt_line(1, "20120728", "CHN", "BLR", "1823", columns=57), "utf-8")
    done = imported(tmp_path / "feed", *files)
    assert [result.counts and result.counts.layout for result in done.results] == [
        "GDELT 1.0",
        "GDELT 1.0",
        "GDELT 2.0",
    ]
    rows = rows_of(tmp_path / "feed", done)
    assert [(row["dyad"], row["kind"], row["quad"], str(row["month"])) for row in rows] == [
        ("BLR-CHN", "18", 4, "2012-07-01"),
        ("BLR-CHN", "04", 1, "2016-07-01"),
        ("BLR-ROU", "19", 4, "2024-01-01"),
    ]


def test_icews_names_become_states_and_its_repeated_ids_stay_apart(tmp_path: Path) -> None:
    lines = [
        icews_line(7, "2015-05-10", "China", "Russian Federation", "042"),
        icews_line(7, "2015-05-10", "Russian Federation", "China", "042"),
        icews_line(7, "2015-05-10", "China", "Russian Federation", "042"),
        icews_line(8, "2015-05-10", "China", "", "042"),
    ]
    (tmp_path / "icews.tab").write_text("\n".join([ICEWS_HEADER, *lines]), "utf-8")
    done = imported(tmp_path / "feed", tmp_path / "icews.tab")
    assert (done.feed.reports, done.feed.duplicates) == (2, 1)
    assert done.feed.files[0].left_out == {"no two countries": 1}


def test_a_polecat_report_of_several_countries_counts_for_each_pair(tmp_path: Path) -> None:
    lines = [
        polecat_line("a", "2023-02-01", "CONSULT", "VERBAL COOPERATION", "CHN; RUS", "BLR"),
        polecat_line("b", "2023-02-02", "SANCTION", "MATERIAL CONFLICT", "USA", "BLR"),
        polecat_line("c", "2023-02-03", "CONSULT", "VERBAL COOPERATION", "None", "BLR"),
        polecat_line("d", "2023-02-03", "DANCE", "VERBAL COOPERATION", "CHN", "BLR"),
    ]
    (tmp_path / "ngecEvents.DV.2023.txt").write_text("\n".join([POLECAT_HEADER, *lines]), "utf-8")
    done = imported(tmp_path / "feed", tmp_path / "ngecEvents.DV.2023.txt")
    assert [(row["dyad"], row["quad"]) for row in rows_of(tmp_path / "feed", done)] == [
        ("BLR-CHN", 1), ("BLR-RUS", 1), ("BLR-USA", 4),
    ]  # fmt: skip
    assert done.feed.files[0].aside == {"the code is not in the list": 1}


BAD = {
    "the date is not a day": plain_row("2023", "CHN", "BLR"),
    "the date is in the future": plain_row("2031-01-01", "CHN", "BLR"),
    "the date is before 1900": plain_row("1815-06-18", "CHN", "BLR"),
    "the code is not in the list": plain_row("2023-01-01", "CHN", "BLR", "999"),
    "an actor is not known": plain_row("2023-01-01", "CHN", "Atlantis"),
    "the number of events is not a number from 1": plain_row("2023-01-01", "CHN", "BLR", events="-1"),
    "the number of mentions is not a number": plain_row("2023-01-01", "CHN", "BLR", mentions="many"),
    "the line does not have the columns of the file": "2023-01-01,CHN",
}


def test_each_bad_line_is_kept_aside_with_its_reason(tmp_path: Path) -> None:
    file = plain_file(tmp_path / "bad.csv", [*BAD.values(), plain_row("2023-01-01", "CHN", "BLR")])
    done = imported(tmp_path / "feed", file)
    assert done.feed.files[0].aside == dict.fromkeys(BAD, 1)
    assert (done.feed.reports, done.feed.files[0].lines) == (1, len(BAD) + 1)
    assert done.feed.files[0].unknown_actors == {"Atlantis": 1}
    aside = next((tmp_path / "feed" / "aside").iterdir()).read_text("utf-8").splitlines()
    assert {json.loads(line)["reason"] for line in aside} == set(BAD)


def test_regions_organisations_and_a_country_with_itself_are_left_out_not_bad(tmp_path: Path) -> None:
    rows = [plain_row("2023-01-01", *ends) for ends in (("CHN", "EUR"), ("CHN", "CHN"), ("IGO", "BLR"), ("", ""))]
    done = imported(tmp_path / "feed", plain_file(tmp_path / "regions.csv", rows))
    assert done.feed.files[0].left_out == {"no two countries": 3, "within one country": 1}
    assert done.feed.files[0].aside == {}


def test_a_bad_file_stops_no_other(tmp_path: Path) -> None:
    text = "\n".join(["date,actor1,actor2,event_code", *(f"2023-01-01,CHN,BLR,{n:03}" for n in range(9999))])
    (tmp_path / "broken.zip").write_bytes(b"PK no zip")
    (tmp_path / "empty.csv").write_bytes(b"")
    done = imported(
        tmp_path / "feed",
        tmp_path / "missing.csv",
        packed(tmp_path / "cut.csv.gz", text, share=0.5),
        plain_file(tmp_path / "columns.csv", ["1,2"], header="when,who"),
        tmp_path / "broken.zip",
        tmp_path / "empty.csv",
        plain_file(tmp_path / "good.csv", [plain_row("2023-01-01", "CHN", "BLR")]),
    )
    reasons = [str(result.fault) for result in done.results if result.fault]
    assert len(reasons) == 5
    assert "the download was cut off" in reasons[1]
    assert "no known layout" in reasons[2]
    assert done.feed.reports == 1
    assert not (tmp_path / "feed" / ".staging").exists()


def test_the_reduced_file_of_gdelt_is_refused_by_name_with_what_to_bring_instead(tmp_path: Path) -> None:
    header = "Date Source Target CAMEOCode NumEvents NumArts QuadClass Goldstein SourceGeoType".replace(" ", "\t")
    (tmp_path / "reduced.txt").write_text(f"{header}\n19790101\tCHN\tUSAGOV\t042\t3\t9\t1\t1.9\t4\n", "utf-8")
    (result,) = imported(tmp_path / "feed", tmp_path / "reduced.txt").results
    assert "is GDELT’s reduced file" in str(result.fault)
    assert "give the yearly, monthly and daily files of GDELT" in str(result.fault)


def test_a_file_is_read_once_whatever_it_is_called(tmp_path: Path) -> None:
    file = plain_file(tmp_path / "a.csv", invented_rows(50))
    imported(tmp_path / "feed", file)
    again = imported(tmp_path / "feed", file.rename(tmp_path / "b.csv"))
    assert again.results[0].is_known
    assert (again.feed.reports, again.feed.edition) == (50, 1)


def test_an_import_that_was_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = plain_file(tmp_path / "1.csv", invented_rows(50))
    two = plain_file(tmp_path / "2.csv", invented_rows(50, seed=2))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("data.observed.events.intake.importer.publish", stop)
        with pytest.raises(KeyboardInterrupt):
            imported(tmp_path / "feed", one)
    done = imported(tmp_path / "feed", one, two)
    assert [result.is_known for result in done.results] == [True, False]
    assert done.feed.reports == 100


def test_years_grow_and_those_that_do_not_stay_the_same_file(tmp_path: Path) -> None:
    old = plain_file(tmp_path / "old.csv", [plain_row("2020-01-01", "CHN", "BLR")])
    new = plain_file(
        tmp_path / "new.csv", [plain_row("2023-01-01", "RUS", "BLR"), plain_row("2023-01-01", "CHN", "BLR")]
    )
    first = imported(tmp_path / "feed", old)
    before = (tmp_path / "feed" / first.feed.folder / "events" / "2020.parquet").stat().st_ino
    second = imported(tmp_path / "feed", new)
    events = tmp_path / "feed" / second.feed.folder / "events"
    assert (events / "2020.parquet").stat().st_ino == before
    assert [row["dyad"] for row in records_in(events / "2023.parquet")] == ["BLR-CHN", "BLR-RUS"]


def test_two_coders_and_generated_rows_are_never_mixed(tmp_path: Path) -> None:
    plain = plain_file(tmp_path / "a.csv", [plain_row("2023-01-01", "CHN", "BLR")])
    made = plain_file(tmp_path / "b.csv", [plain_row("2023-01-01", "CHN", "BLR").replace("TEST", "SYNTHETIC")])
    mixed = plain_file(
        tmp_path / "c.csv", [*plain.read_text("utf-8").splitlines()[1:], *made.read_text().splitlines()[1:]]
    )
    (tmp_path / "g.csv").write_text(gdelt_line(1, "20230101", "CHN", "BLR", "042"), "utf-8")
    done = imported(tmp_path / "feed", plain, made, mixed, tmp_path / "g.csv")
    assert [bool(result.fault) for result in done.results] == [False, True, True, True]
    assert Feed(engine_of(str(tmp_path / "feed"))).coverage.sources == ("TEST",)


def test_the_command_says_what_became_of_each_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = plain_file(tmp_path / "a.csv", [*invented_rows(20), "2023-01-01,CHN"])
    assert main(["import", str(file), str(tmp_path / "none.csv"), "--into", str(tmp_path / "feed")]) == 1
    printed = capsys.readouterr().out
    assert "a.csv: 21 lines (plain), 20 reports between two countries; 1 set aside" in printed
    assert "none.csv: not imported, cannot be read" in printed
    assert main([]) == 0
    assert main(["nothing"]) == 2
    printed = capsys.readouterr().out
    assert all(name in printed for name in COMMANDS)


CELL = st.one_of(
    st.sampled_from(["CHN", "BLR", "EUR", "", "042", "2023-01-01", "20230101", "1", '"', "=1+1", "x" * 3000]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\x00"), max_size=12),
)


# Few examples of many lines: a file takes half a second however short it is.
@settings(max_examples=4)
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=11), min_size=40, max_size=80))
def test_no_line_is_lost_whatever_is_in_it(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    lines = ["\t".join(row).replace(",", ";").replace("\t", ",").replace('"', "'") for row in rows]
    good = plain_row("2023-01-01", "CHN", "BLR")
    done = imported(folder / "feed", plain_file(folder / "any.csv", [*lines, good]))
    counts = done.feed.files[0]
    filled = sum(bool(line.strip()) for line in lines)
    assert filled <= counts.lines - 1 <= len(lines)
    assert counts.lines == counts.reports + sum(counts.aside.values()) + sum(counts.left_out.values())
    shutil.rmtree(folder)


def test_the_codes_are_those_of_the_field() -> None:
    assert all(code.code.startswith(code.kind) and code.quad in QUAD_NAMES for code in cameo_codes().values())
    assert (kind_name("04"), kind_name("06"), kind_name("SANCTION")) == (
        "Consult",
        "Engage in material co-operation",
        "Sanction",
    )
    assert code_name("042") == "Make a visit"
    assert (actor_of("ROM"), actor_of("Russian Federation"), actor_of("Occupied Nowhere")) == ("ROU", "RUS", "")


def test_a_file_in_western_european_letters_is_read_whole(tmp_path: Path) -> None:
    line = polecat_line("1", "2023-05-01", "CONSULT", "VERBAL COOPERATION", "CHN", "BLR").replace("None", "Muñoz", 1)
    (tmp_path / "p.txt").write_bytes(f"{POLECAT_HEADER}\n{line}\n".encode("latin-1"))
    (result,) = imported(tmp_path / "feed", tmp_path / "p.txt").results
    assert result.counts
    assert (result.counts.lines, result.counts.reports, result.counts.aside) == (1, 1, {})


def test_addresses_of_reports_are_no_sources(tmp_path: Path) -> None:
    """Each source is counted by month, and every page reads those counts."""
    rows = [
        plain_row("2024-01-05", "CHN", "RUS").replace("TEST", f"https://news.example/{number}") for number in range(101)
    ]
    few = [*rows[:99], plain_row("2024-01-05", "CHN", "RUS").replace("TEST", "x" * 201)]
    refused, taken = (
        imported(tmp_path / name, plain_file(tmp_path / f"{name}.csv", lines)).results[0]
        for name, lines in (("many", rows), ("few", few))
    )
    assert refused.fault
    assert "more than 100 sources" in str(refused.fault)
    assert taken.counts
    assert (taken.counts.reports, taken.counts.aside) == (99, {"the id or the source is too long": 1})
