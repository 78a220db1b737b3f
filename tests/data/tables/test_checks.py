from collections.abc import Callable
from pathlib import Path

import pytest

from data.checks import main
from data.tables.dataset import RecordsError, load_records
from tests.support.inputs.spoiling import CHINA, OTHER, add, append, change, remove, replace, write_cast


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write_cast(tmp_path / "records")


def messages_of(folder: Path) -> list[str]:
    try:
        load_records(folder)
    except RecordsError as error:
        return [str(finding) for finding in error.findings]
    return []


def expect(folder: Path, text: str) -> None:
    (folder / "expected.csv").write_text(f"table,scope,rows\n{text}", encoding="utf-8")


Spoil = Callable[[Path], object]
# name -> how to spoil the cast, where it is reported, and what the message says
FAULTS: dict[str, tuple[Spoil, str, tuple[str, ...]]] = {
    "impossible date": (
        lambda at: change(at, CHINA, 2, start="2016-02-30"),
        f"{CHINA}:2: start",
        ("2016-02-30", "use 2011, 2011-06 or 2011-06-16"),
    ),
    "year 0": (lambda at: change(at, CHINA, 2, start="0000"), f"{CHINA}:2: start", ('"0000" is not a valid date',)),
    "year 9999": (lambda at: change(at, CHINA, 3, end="9999-12-31"), f"{CHINA}:3: end", ("is outside 1800 to 2199", "leave the cell empty")),
    "29 February 2023": (lambda at: change(at, "events.csv", 2, date="2023-02-29"), "events.csv:2: date", ('"2023-02-29" is not a valid date',)),
    "a time with a zone": (lambda at: change(at, "sources.csv", 2, date="2022-09-15T12:00:00Z"), "sources.csv:2: date", ("is not a valid date",)),
    "unknown grade": (lambda at: change(at, CHINA, 2, grade="maybe"), f"{CHINA}:2: grade", ('"maybe" is not one of confirmed, reported',)),
    "empty wording": (lambda at: change(at, CHINA, 2, wording=""), f"{CHINA}:2: wording", ("is empty",)),
    "empty date": (lambda at: change(at, "events.csv", 2, date=""), "events.csv:2: date", ("is empty",)),
    "no number": (lambda at: change(at, "figures.csv", 2, value="x"), "figures.csv:2: value", ('"x" is not a number',)),
    "number with commas": (
        lambda at: change(at, "figures.csv", 2, value="1,910,000"),
        "figures.csv:2: value",
        ("is not a number", "write 1910000"),
    ),
    "not a number": (lambda at: change(at, "figures.csv", 2, value="NaN"), "figures.csv:2: value", ('"NaN" is not a number',)),
    "number beyond range": (lambda at: change(at, "figures.csv", 2, value="-1e999"), "figures.csv:2: value", ('"-1e999" is not a number',)),
    "number in other digits": (lambda at: change(at, "figures.csv", 2, value="１２"), "figures.csv:2: value", ("is not a number",)),
    "latitude beyond the pole": (lambda at: change(at, "actors.csv", 2, latitude="90.1"), "actors.csv:2: latitude", ("too large (use at most 90)",)),
    "longitude that is none": (lambda at: change(at, "actors.csv", 2, longitude="inf"), "actors.csv:2: longitude", ("inf",)),
    "rung of ten thousand": (lambda at: change(at, "rungs.csv", 2, rung="10000"), "rungs.csv:2: rung", ("too large (use at most 999)",)),
    "rung of five thousand digits": (lambda at: change(at, "rungs.csv", 2, rung="9" * 5000), "rungs.csv:2: rung", ("is not a whole number",)),
    "long short name": (lambda at: change(at, "actors.csv", 2, short_name="x" * 10_000), "actors.csv:2: short_name", ("10,000 characters", "at most 14")),
    "id with the joint of a list": (lambda at: change(at, "sources.csv", 2, source="a,b"), "sources.csv:2: source", ('"a,b" is not a valid id',)),
    "group with the joint of a link": (lambda at: change(at, "rungs.csv", 2, group="a/b"), "rungs.csv:2: group", ('"a/b" is not a valid id',)),
    "letters turned round": (lambda at: change(at, CHINA, 3, note="a\u202eb"), f"{CHINA}:3: note", ("U+202E",)),
    "infinite number": (lambda at: change(at, "figures.csv", 2, value="inf"), "figures.csv:2: value", ("is not a number",)),
    "significance of six": (lambda at: change(at, "events.csv", 2, significance="6"), "events.csv:2: significance", ("5",)),
    "no ISO code": (lambda at: change(at, "actors.csv", 4, actor="Pak"), "actors.csv:4: actor", ("is not a valid actor id",)),
    "dyad of one": (lambda at: change(at, OTHER, 2, dyad="RUS-RUS"), f"{OTHER}:2: dyad", ("itself",)),
    "dyad not alphabetical": (lambda at: change(at, OTHER, 2, dyad="RUS-BLR"), f"{OTHER}:2: dyad", ("alphabetical", "BLR-RUS")),
    "no dyad": (lambda at: change(at, OTHER, 2, dyad="Belarus"), f"{OTHER}:2: dyad", ("is not a valid dyad",)),
    "missing column": (lambda at: replace(at, CHINA, "start", "began"), f"{CHINA}:1: start", ("missing",)),
    "unknown column": (lambda at: replace(at, CHINA, "start", "strat"), f"{CHINA}:1: strat", ("start",)),
    "repeated column": (lambda at: replace(at, "actors.csv", "note", "name"), "actors.csv:1: name", ("twice",)),
    "too many cells": (lambda at: append(at, "rungs.csv", "scholar,friendly,2,B,Middle,!\n"), "rungs.csv:7: ", ("6 cells", "5")),
    "too few cells": (lambda at: append(at, "rungs.csv", "scholar,friendly,2\n"), "rungs.csv:7: ", ("3 cells", "5")),
    "row of nothing": (lambda at: append(at, "rungs.csv", ",,,,\n"), "rungs.csv:7: ", ("no content",)),
    "NUL": (lambda at: change(at, CHINA, 3, note="a\0b"), f"{CHINA}:3: note", ("U+0000",)),
    "bell": (lambda at: change(at, CHINA, 3, note="a\x07b"), f"{CHINA}:3: note", ("U+0007",)),
    "duplicate key": (lambda at: add(at, OTHER, 2, spell="blr-1"), f"{OTHER}:3: spell", ('"blr-1"', f"{CHINA}:2")),
    "duplicate rung": (lambda at: add(at, "rungs.csv", 6), "rungs.csv:7: ladder", ("scholar", "csp", "line 6")),
    "dangling tier": (lambda at: change(at, CHINA, 3, tier="all-wether"), f"{CHINA}:3: tier", ("tiers", "all-weather")),
    "dangling actor": (lambda at: change(at, OTHER, 2, dyad="BLR-RUZ"), f"{OTHER}:2: dyad", ("RUZ", "actors", "RUS")),
    "dangling source": (
        lambda at: change(at, CHINA, 3, sources="joint-2022; wir; wire"),
        f"{CHINA}:3: sources",
        ('"wir"', "sources", "wire"),
    ),
    "dangling other": (lambda at: change(at, "events.csv", 3, others="XXX"), "events.csv:3: others", ("XXX", "actors")),
    "dangling searched dyad": (lambda at: change(at, "searches.csv", 2, dyads="CHX-*"), "searches.csv:2: dyads", ("CHX", "CHN")),
    "searched dyad that is none": (lambda at: change(at, "searches.csv", 2, dyads="all"), "searches.csv:2: dyads", ("CHN-*",)),
    "end before start": (lambda at: change(at, CHINA, 2, end="2011"), f"{CHINA}:2: end", ("2011", "2016-09-29")),
    "end before it was known": (lambda at: change(at, CHINA, 5, end="2011"), f"{CHINA}:5: end", ("2019-06-05",)),
    "known before the start": (lambda at: change(at, CHINA, 4, known_by="2001"), f"{CHINA}:4: known_by", ("2005-04",)),
    "neither start nor known_by": (lambda at: change(at, CHINA, 4, start=""), f"{CHINA}:4: ", ("is empty",)),
    "overlap": (lambda at: change(at, CHINA, 2, end="2022-09-16"), f"{CHINA}:3: start", ("blr-1",)),
    "overlap with an endless spell": (lambda at: change(at, CHINA, 2, end=""), f"{CHINA}:3: start", ("blr-1",)),
    "overlap across files": (
        lambda at: add(at, OTHER, 2, spell="pak-2", dyad="CHN-PAK", tier="csp", start="2015"),
        f"{OTHER}:3: start",
        ("pak-1",),
    ),
    "ended by a mere proposal": (
        lambda at: change(at, CHINA, 3, status="proposed"),
        f"{CHINA}:2: end",
        ("a proposal ends nothing", "blr-2"),
    ),
    "tier without a rung": (lambda at: remove(at, "rungs.csv", 4), "tiers.csv:4: tier", ('"friendly"', "house-china")),
    "no house ladder": (lambda at: change(at, "ladders.csv", 3, house="no"), "families.csv:3: family", ("house ladder",)),
    "two house ladders": (lambda at: change(at, "ladders.csv", 4, house="yes"), "ladders.csv:4: house", ("house-china",)),
    "rung of another family": (
        lambda at: add(at, "rungs.csv", 6, tier="union-state"),
        "rungs.csv:7: tier",
        ("union-state", "china_ladder"),
    ),
    "group of two names": (
        lambda at: change(at, "rungs.csv", 4, group_name="Midle"),
        "rungs.csv:4: group_name",
        ("Midle", "Middle"),
    ),
    "confirmed without a dated source": (lambda at: change(at, CHINA, 3, sources="wire"), f"{CHINA}:3: grade", ("none of its sources has a date",)),
    "reported without a source": (lambda at: change(at, "figures.csv", 2, sources=""), "figures.csv:2: sources", ("recalled",)),
    "source that nobody cites": (lambda at: add(at, "sources.csv", 4, source="lonely"), "sources.csv:5: source", ('"lonely"',)),
    "contest without a row that says otherwise": (
        lambda at: change(at, CHINA, 3, grade="contested", contest="blr-2"),
        f"{CHINA}:3: contest",
        ("no other row",),
    ),
    "contest that nobody leads": (
        lambda at: change(at, CHINA, 3, grade="contested", contest="blr-1"),
        f"{CHINA}:3: contest",
        ('"blr-1"', "does not name itself"),
    ),
    "contest about another dyad": (
        lambda at: (change(at, CHINA, 3, grade="contested", contest="blr-2"), change(at, CHINA, 5, contest="blr-2")),
        f"{CHINA}:5: contest",
        ("BLR-CHN", "CHN-RUS"),
    ),
    "contested and tied to nothing": (lambda at: change(at, CHINA, 3, grade="contested"), f"{CHINA}:3: contest", ("is empty",)),
    "tied and not contested": (lambda at: change(at, CHINA, 3, contest="blr-2"), f"{CHINA}:3: contest", ("grade it contested",)),
    "unknown obligation": (lambda at: change(at, CHINA, 3, obligations="alliance"), f"{CHINA}:3: obligations", ("defence",)),
    "the same event": (lambda at: add(at, "events.csv", 2, event="e-9", title="belarus raised in Samarkand"), "events.csv:5: title", ("2",)),
    "event that ends before it begins": (
        lambda at: change(at, "events.csv", 3, end_date="2023-02-27"),
        "events.csv:3: end_date",
        ("2023-02-28",),
    ),
    "figure about nobody": (
        lambda at: change(at, "figures.csv", 2, dyad="", to_actor=""),
        "figures.csv:2: dyad",
        ("to_actor",),
    ),
    "count of a table": (lambda at: expect(at, "spells,,6\n"), "expected.csv:2: rows", ("6", "5")),
    "count of a dyad": (lambda at: expect(at, "events,BLR-CHN,2\nevents,BLR-RUS,2\n"), "expected.csv:3: rows", ("BLR-RUS", "1")),
    "count of a family": (lambda at: expect(at, "spells,china_ladder,5\n"), "expected.csv:2: rows", ("china_ladder", "4")),
    "count of no table": (lambda at: expect(at, "spels,,5\n"), "expected.csv:2: table", ("spells",)),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_reported_where_it_is(records: Path, name: str) -> None:
    spoil, place, says = FAULTS[name]
    spoil(records)
    lines = [line for line in messages_of(records) if line.startswith(place)]
    assert any(all(part in line for part in says) for line in lines), messages_of(records)


# One fault a line, so that none hides another; what spoils the file itself comes last.
TOGETHER = (
    "impossible date",
    "dangling source",
    "known before the start",
    "dyad not alphabetical",
    "no number",
    "event that ends before it begins",
    "source that nobody cites",
    "group of two names",
    "too few cells",
    "two house ladders",
    "searched dyad that is none",
    "count of a table",
)


def test_many_faults_are_all_reported_at_once(records: Path) -> None:
    for name in TOGETHER:
        FAULTS[name][0](records)
    lines = messages_of(records)
    for name in TOGETHER:
        _, place, says = FAULTS[name]
        assert any(line.startswith(place) and all(part in line for part in says) for line in lines), (name, lines)
    assert len(lines) == len(TOGETHER)


def test_spells_that_may_touch_are_no_overlap(records: Path) -> None:
    change(records, CHINA, 2, end="2022")
    change(records, CHINA, 3, start="2022-09")
    assert messages_of(records) == []


def test_a_spell_within_the_year_in_which_another_begins_is_no_overlap(records: Path) -> None:
    change(records, CHINA, 2, start="2022", end="2022-06")
    change(records, CHINA, 3, start="2022-06-15")
    assert messages_of(records) == []


def test_a_proposal_takes_no_time_of_its_own(records: Path) -> None:
    change(records, CHINA, 2, end="")
    change(records, CHINA, 3, status="proposed")
    assert messages_of(records) == []


def test_a_short_spell_inside_a_long_one_overlaps_even_if_another_stands_between(records: Path) -> None:
    change(records, CHINA, 2, start="2000", end="")
    change(records, CHINA, 3, start="2005", end="2006")
    line = add(records, CHINA, 3, spell="blr-3", start="2010", end="")
    overlapping = [message.split(": ")[0] for message in messages_of(records)]
    assert overlapping == [f"{CHINA}:3", f"{CHINA}:{line}"]


def test_spells_of_a_family_that_is_not_exclusive_may_overlap(records: Path) -> None:
    add(records, OTHER, 2, spell="union-2")
    assert messages_of(records) == []


def test_right_counts_are_no_finding(records: Path) -> None:
    expect(records, "spells,,5\nspells,BLR-CHN,2\nspells,union,1\nevents,BLR-CHN,2\nevents,CHN-PAK,0\nactors,,4\n")
    assert messages_of(records) == []


def test_a_value_that_others_give_stands_beside_and_overlaps_nothing(records: Path) -> None:
    change(records, CHINA, 3, grade="contested", contest="blr-2")
    add(records, CHINA, 3, spell="blr-2-others", start="2021", grade="recalled", sources="")
    assert messages_of(records) == []


def test_a_recalled_row_needs_no_source(records: Path) -> None:
    change(records, CHINA, 5, sources="")
    assert messages_of(records) == []


def test_the_command_says_what_is_wrong_and_how_much(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(records)]) == 0
    assert capsys.readouterr().out == "no faults; 35 rows read\n"
    change(records, CHINA, 2, start="2016-13", grade="maybe")
    change(records, OTHER, 2, dyad="RUS-BLR")
    assert main([str(records)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{CHINA}:2: ")
    assert lines[-1] == "3 faults in 2 files; 35 rows read"


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("tier without a rung", "add one to rungs.csv"),
        ("impossible date", "use 2011, 2011-06 or 2011-06-16"),
        ("end before start", "correct one of the two dates"),
        ("dangling actor", "did you mean RUS?"),
        ("source that nobody cites", "name it in the sources of a row, or delete it"),
        ("no number", "write a number"),
    ],
)
def test_a_finding_says_its_own_fix_apart_from_the_reason(records: Path, name: str, fix: str) -> None:
    spoil, place, _ = FAULTS[name]
    spoil(records)
    with pytest.raises(RecordsError) as raised:
        load_records(records)
    (finding,) = (finding for finding in raised.value.findings if str(finding).startswith(place))
    assert finding.fix == fix
    assert fix not in finding.reason


def test_the_fix_does_not_follow_from_words_of_an_id(records: Path) -> None:
    """A ladder whose id contains "before" once made a missing rung look like two dates in the wrong order."""
    for file in ("ladders.csv", "rungs.csv"):
        replace(records, file, "house-china", "before-1990")
    remove(records, "rungs.csv", 4)
    (line,) = messages_of(records)
    assert line.endswith('"friendly" has no rung on the house ladder "before-1990" (add one to rungs.csv)')


# What only whole records can tell --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (
            "presets.csv",
            "preset,title,link\nall,Everything,\nmine,Mine,focus=XYZ&layout=map\n",
            "presets.csv:3: link: “focus”: “XYZ” is not an actor",
        ),
        (
            "presets.csv",
            "preset,title,link\nmine,Mine,story=abc\n",
            "presets.csv:2: link: “story” cannot be part of a preset",
        ),
        (
            "claims.csv",
            "title,claim,as_of,answer\nA claim,BLR;on;T9;CHN;has;;;then,2023-03-01,true\n",
            "claims.csv:2: claim: “T9” is not a label",
        ),
        (
            "claims.csv",
            "title,claim,as_of,answer\nA claim,BLR;on;csp;CHN;has;;;then,2018-03-01,false\n",
            "claims.csv:2: answer: the records say that this is true (correct the answer, or the records)",
        ),
    ],
)
def test_a_preset_and_an_example_question_must_fit_the_records(
    records: Path, capsys: pytest.CaptureFixture[str], file: str, text: str, says: str
) -> None:
    (records / file).write_text(text, "utf-8")
    assert main([str(records)]) == 1
    assert capsys.readouterr().out.startswith(says)


def test_records_without_presets_and_example_questions_have_no_findings(records: Path) -> None:
    assert not (records / "presets.csv").exists()
    assert main([str(records)]) == 0
