"""What a file plainly says is what its ties are, or a sentence says otherwise: no row is lost or changed without a word."""

from datetime import date

import pytest

from data.export.added_rows import added_rows_zip
from data.matching.dates import day
from data.tables.dataset import Dataset
from data.upload.mapping import yes_no
from data.upload.mapping.choices import ADD, ALL_NAMES, Choices
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import Upload
from data.upload.ties.own_labels import layer_of

PAIRS = "Country A,Country B,Relationship,Since\n"


@pytest.fixture
def records(curated: Dataset) -> Dataset:
    return curated


def read(records: Dataset, *tables: str | bytes, name: str = "mine{}.csv") -> Overlay:
    uploads = [
        Upload(name.format(number), text.encode() if isinstance(text, str) else text)
        for number, text in enumerate(tables)
    ]
    return overlay_of(records, uploads, today=date(2026, 11, 28))


def facts(overlay: Overlay) -> list[tuple[str, str, str, str]]:
    """(dyad, wording, opening, end) of each added spell."""
    assert overlay.dataset, [str(finding) for finding in overlay.findings]
    added = [spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)]
    return [(spell.dyad, spell.wording, str(spell.opening or ""), str(spell.end or "")) for spell in added]


def notices(overlay: Overlay) -> str:
    return "\n".join(f"{guess.written} -> {guess.read_as}" for guess in overlay.guesses if guess.is_notice)


# Networks ------------------------------------------------------------------------------------------


def test_nodes_of_two_networks_do_not_name_each_others_edges(records: Dataset) -> None:
    nodes, others, edges = "Id,Label\n1,Belarus\n2,China\n", "Id,Label\n1,Ghana\n2,Mali\n", "Source,Target\n1,2\n"
    assert [dyad for dyad, *_ in facts(read(records, nodes, edges))] == ["BLR-CHN"]
    overlay = read(records, nodes, edges, others, edges)
    assert overlay.dataset is None
    assert {finding.fix for finding in overlay.findings} == {"upload one network at a time"}


def test_a_table_of_ties_that_begins_with_id_and_label_is_no_list_of_nodes(records: Dataset) -> None:
    overlay = read(records, "Id,Label,Country A,Country B\n1,Pact,China,Ghana\n", f"{PAIRS}China,Mali,Friend,2001\n")
    assert [(dyad, wording) for dyad, wording, *_ in facts(overlay)] == [("CHN-GHA", "Pact"), ("CHN-MLI", "Friend")]


# Labels --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "labels"),
    [
        ("A+", "A-", 2), ("1.5", "15", 2), ("✓ visa-free", "✗ visa-free", 2), ("< 5 %", "> 5 %", 2), ("Friend?", "Friend", 2),
        ("Close friend", "close-friend", 1), ("“Friend”", "Friend*", 1), ("A−", "A-", 1),
    ],
)  # fmt: skip
def test_labels_that_differ_in_a_sign_are_two(records: Dataset, one: str, other: str, labels: int) -> None:
    overlay = read(records, f"{PAIRS}China,Ghana,{one},2001\nChina,Mali,{other},2001\nChina,Iran,Chum,2001\n")
    assert len([name for name, _ in overlay.lines if name == "tiers"]) == labels + 1


@pytest.mark.parametrize(
    ("words", "layer"),
    [
        ("warm relations", "partnership"), ("important partner", "partnership"), ("formally neutral", "partnership"),
        ("Warsaw Pact", "treaty"), ("trade war", "adversarial"), ("arms transfers", "flow"), ("US_troops", "presence"),
    ],
)  # fmt: skip
def test_a_type_of_tie_is_told_by_words_and_not_by_parts_of_them(words: str, layer: str) -> None:
    assert layer_of(words) == layer


def test_a_type_of_tie_that_words_tell_is_said(records: Dataset) -> None:
    overlay = read(records, f"{PAIRS}China,Ghana,War of words,2001\nChina,Mali,Warm,2001\n")
    assert "“War of words” -> Adversarial, judging by the words" in notices(overlay)
    assert "“Warm”" not in notices(overlay)


# Rows ----------------------------------------------------------------------------------------------


def test_a_tie_that_is_there_twice_has_the_sources_and_notes_of_both(records: Dataset) -> None:
    overlay = read(
        records,
        "Country A,Country B,Tie,Since,Note,Source\n"
        "China,Ghana,Pact,2001,first,https://a.org/1\nGhana,China,Pact,2001,second,https://b.org/2\n",
    )
    ((_, line),) = [(name, line) for name, line in overlay.lines if name == "spells"]
    assert line.cells["note"] == "first; second"
    assert line.cells["sources"] == "added-1-source-1; added-1-source-2"
    assert not overlay.findings


def test_rows_of_other_status_are_ties_of_their_own(records: Dataset) -> None:
    table = "Country A,Country B,Tie,Since,Status\nChina,Ghana,Pact,2001,in force\nChina,Ghana,Pact,2001,suspended\n"
    assert len(facts(read(records, table))) == 2


def test_a_row_for_each_year_keeps_the_start_and_the_status_that_it_states(records: Dataset) -> None:
    rows = [
        f"China,{other},Pact,{year},1955-02-03,{'suspended' if year == 1992 else 'in force'}\n"
        for other in ("Ghana", "Mali") for year in range(1990, 1995)
    ]  # fmt: skip
    overlay = read(records, "Country A,Country B,Tie,Year,Start,Status\n" + "".join(rows))
    assert overlay.dataset
    spells = [spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell) and "GHA" in spell.dyad]
    assert {(str(spell.start), str(spell.end or ""), spell.status) for spell in spells} == {
        ("1955-02-03", "1992", "in force"), ("1992", "1993", "suspended"), ("1993", "", "in force"),
    }  # fmt: skip
    assert "still in force if that is 1994" in notices(overlay)


@pytest.mark.parametrize("first", ["Yugoslavia,China,Pact,1955", "Yugoslavia,Czechoslovakia,Pact,1955"])
def test_a_first_line_that_is_a_row_is_none_of_headings(records: Dataset, first: str) -> None:
    overlay = read(records, f"{first}\nBelarus,China,Pact,2001\nMali,China,Pact,2003\n")
    assert len(facts(overlay)) == 2
    assert [row.line for row in overlay.skipped] == [1]


def test_headings_that_say_nothing_are_shown(records: Dataset) -> None:
    overlay = read(records, "Who,With whom,What,When\nBelarus,China,Pact,2001\nMali,China,Pact,2003\n")
    assert facts(overlay)[0] == ("BLR-CHN", "Pact", "2001", "")
    assert "Who, With whom, What and When -> the headings" in notices(overlay)


# Yes and no ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "ties", "left_out"),
    [
        ("Country A,Country B,Alliance\nChina,Ghana,0\nChina,Mali,1\n", [("CHN-MLI", "Alliance")], "1 row without a yes"),
        ("Country A,Country B,Ally\nChina,Ghana,no\nChina,Mali,yes\n", [("CHN-MLI", "Ally")], "1 row without a yes"),
        ("Dyads of 2020\nCountry A,Country B,Defense,Neutrality\nChina,Ghana,0,0\nChina,Mali,1,1\nChina,Iran,0,1\n",
         [("CHN-MLI", "Defense"), ("CHN-MLI", "Neutrality"), ("CHN-IRN", "Neutrality")], "1 row without a yes"),
        ("Country A,Country B,Tie,Since,Active\nChina,Ghana,Pact,2001,no\nChina,Mali,Pact,2001,yes\n", [("CHN-MLI", "Pact")], "1 row without an end"),
        ("Country A,Country B,Tie,Since,Terminated\nChina,Ghana,Pact,2001,yes\nChina,Mali,Pact,2001,no\n", [("CHN-MLI", "Pact")], "1 row without an end"),
    ],
)  # fmt: skip
def test_a_row_that_says_no_is_no_tie(records: Dataset, table: str, ties: list[tuple[str, str]], left_out: str) -> None:
    overlay = read(records, table)
    assert [(dyad, wording) for dyad, wording, *_ in facts(overlay)] == ties
    (guess,) = [guess for guess in overlay.guesses if left_out in guess.read_as]
    assert not guess.is_notice
    refused = overlay_of(records, overlay.uploads, Choices(refused=frozenset((guess.key,))), today=date(2026, 11, 28))
    assert refused.new_ties > len(ties) or "Neutrality" in table


def test_a_yes_beside_a_label_or_a_number_of_one_says_nothing_about_the_tie(records: Dataset) -> None:
    table = "Country A,Country B,Tie,Weight,Reciprocal\nChina,Ghana,Pact,1,no\nChina,Mali,Pact,0,yes\n"
    assert len(facts(read(records, table))) == 2


def test_years_without_a_tie_end_it(records: Dataset) -> None:
    rows = [f"China,Ghana,{year},{int(year < 1994)}\n" for year in range(1990, 1996)]
    overlay = read(records, "Country A,Country B,Year,Alliance\n" + "".join(rows))
    assert facts(overlay) == [("CHN-GHA", "Alliance", "1990", "1994")]


def test_ties_of_many_columns_of_yes_have_a_limit(records: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yes_no, "MAX_UPLOAD_ROWS", 3)
    overlay = read(records, "Country A,Country B,Pact,Treaty\nChina,Ghana,yes,yes\nChina,Mali,yes,yes\n")
    assert [finding.reason for finding in overlay.findings] == ["has more than 3 ties in its columns of yes and no"]


# Ids that the upload makes -------------------------------------------------------------------------

SOURCED = "Country A,Country B,Tie,Since,Source\n"


def test_rows_of_before_and_a_new_table_keep_their_sources_and_labels(records: Dataset) -> None:
    before = read(records, f"{SOURCED}China,Ghana,Pact,2001,Jones\nChina,Mali,Accord,2002,Miller\n")
    assert before.dataset
    kept = Upload("allweather-added.zip", added_rows_zip(before.dataset))
    table = Upload("mine0.csv", f"{SOURCED}China,Ghana,Pact,2001,Smith\nChina,Peru,Friend,2003,Brown\n".encode())
    both = overlay_of(records, [kept, table], today=date(2026, 11, 28))
    assert not both.findings, [str(finding) for finding in both.findings]
    assert both.dataset
    cited = {
        (spell.dyad, spell.wording, both.dataset.sources[source].title)
        for spell in both.dataset.spells
        if both.dataset.is_added(spell)
        for source in spell.sources
    }
    assert cited == {
        ("CHN-GHA", "Pact", "[Jones]"), ("CHN-MLI", "Accord", "[Miller]"), ("CHN-GHA", "Pact", "[Smith]"), ("CHN-PER", "Friend", "[Brown]"),
    }  # fmt: skip


def test_two_tables_of_one_title_pair_and_day_are_both_taken(records: Dataset) -> None:
    one, other = (
        f"{PAIRS}China,Ghana,Pact,2001\n",
        f"{PAIRS}China,Ghana,Friend,2001\nChina,Oz!,Pact,2001\nChina,Oz?,Pact,2001\n",
    )
    add = Choices(answers={ALL_NAMES: ADD})
    uploads = [
        Upload("a/ties.csv", one.encode()),
        Upload("b/spells.csv", other.encode()),
        Upload("spells.csv", one.encode()),
    ]
    overlay = overlay_of(records, uploads, add, today=date(2026, 11, 28))
    assert not overlay.findings, [str(finding) for finding in overlay.findings]
    assert len(facts(overlay)) == 5


def test_a_label_or_source_that_cannot_be_kept_takes_no_other_row_with_it(records: Dataset) -> None:
    table = f"{SOURCED}China,Ghana,Pa\u200bct,2001,Jones\nChina,Mali,{'x' * 600},2001,Jones\nChina,Iran,Pact,2001,Jo\u200bnes\nChina,Peru,Pact,2001,Jones\n"
    overlay = read(records, table)
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-PER"]
    assert [row.line for row in overlay.skipped] == [2, 3, 4]


def test_a_long_address_is_whole_and_two_of_them_are_two(records: Dataset) -> None:
    address = f"https://example.org/{'x' * 400}"
    overlay = read(records, f"{SOURCED}China,Ghana,Pact,2001,{address}1\nChina,Mali,Pact,2001,{address}2\n")
    assert overlay.dataset
    urls = [line.cells["url"] for name, line in overlay.lines if name == "sources"]
    assert urls == [f"{address}1", f"{address}2"]


# Dates and directions ------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["unknown", "TBD", "?", "неизвестно"])
def test_an_end_that_is_not_known_is_a_guess(records: Dataset, end: str) -> None:
    overlay = read(
        records, f"Country A,Country B,Tie,Since,Until\nChina,Ghana,Pact,2001,{end}\nChina,Mali,Pact,2001,\n"
    )
    assert len(facts(overlay)) == 2
    (guess,) = [guess for guess in overlay.guesses if guess.written == end]
    assert not guess.is_notice
    refused = overlay_of(records, overlay.uploads, Choices(refused=frozenset((guess.key,))), today=date(2026, 11, 28))
    assert [row.line for row in refused.skipped] == [2]


def test_a_period_that_may_be_a_month_or_has_no_known_end_is_left_out(records: Dataset) -> None:
    years = ("1990-unknown", "2004-06", "2001–2005", "1990–?", "2009-2012", "2010 to present")
    partners = ("Ghana", "Mali", "Iran", "Peru", "Cuba", "Togo")
    rows = "".join(f"China,{partner},Pact,{period}\n" for partner, period in zip(partners, years, strict=True))
    overlay = read(records, f"Country A,Country B,Tie,Years\n{rows}")
    assert [row.line for row in overlay.skipped] == [2, 3, 5]
    assert [(start, end) for *_, start, end in facts(overlay)] == [("2001", "2006"), ("2009", "2013"), ("2010", "")]


@pytest.mark.parametrize(("written", "read_as"), [("2011²", "2011"), ("16 June 2011 ³", "2011-06-16"), ("2²011", None)])
def test_a_raised_number_is_the_mark_of_a_note(written: str, read_as: str | None) -> None:
    assert day(written) == read_as


def test_who_acts_is_kept(records: Dataset) -> None:
    overlay = read(
        records,
        "Sender,Target,Measure,Since\nChina,Ghana,Threat,2001\nGhana,China,Threat,2001\nMali,China,Threat,2001\n",
    )
    assert [line.cells["note"] for name, line in overlay.lines if name == "spells"] == [
        "Direction: from China to Ghana; Direction: from Ghana to China", "Direction: from Mali to China",
    ]  # fmt: skip


def test_what_is_signed_and_not_in_force_is_said_to_be_signed(records: Dataset) -> None:
    table = (
        "Country A,Country B,Treaty,Signed,Entry into force\nChina,Ghana,Pact,1999,2001\nChina,Mali,Pact,2019-03-02,\n"
    )
    overlay = read(records, table)
    spells = [line.cells for name, line in overlay.lines if name == "spells"]
    assert [(cells["start"], cells["status"]) for cells in spells] == [("2001", "in force"), ("2019-03-02", "signed")]
    assert "1 row with a signature and no start -> signed on that day, not in force" in notices(overlay)


def test_a_state_that_is_no_more_is_not_two_others(records: Dataset) -> None:
    overlay = read(records, f"{PAIRS}China,Serbia and Montenegro,Pact,2003\nChina,Serbia and Ghana,Pact,2003\n")
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-SRB", "CHN-GHA"]
    assert "several actors in one cell: “Serbia and Ghana” -> 1 more row" in notices(overlay)


def test_codes_beside_names_are_of_their_own_list(records: Dataset) -> None:
    table = "stateabb1,statename2,Tie,Since\nAUS,Hungary,Pact,2001\nRUS,Iran,Pact,2001\nCHN,Peru,Pact,2001\n"
    overlay = read(records, table)
    assert facts(overlay)[0][0] == "AUT-HUN"
    assert ("AUS", "Austria") in {(guess.written, guess.read_as) for guess in overlay.guesses}


def test_a_name_among_codes_is_a_guess(records: Dataset) -> None:
    codes = "CHN,GHA\nCHN,MLI\nRUS,PER\nIRN,CHL\nFRA,DEU\nITA,Burma\n".replace("\n", ",Pact\n")
    overlay = read(records, f"iso3a,iso3b,Tie\n{codes}")
    assert [(guess.written, guess.read_as) for guess in overlay.guesses if not guess.is_notice] == [
        ("Burma", "Myanmar")
    ]


def test_a_last_day_before_the_start_is_left_out(records: Dataset) -> None:
    table = "Country A,Country B,Tie,Since,Valid until\nChina,Ghana,Pact,2005,2004\nChina,Mali,Pact,2005,2005\n"
    overlay = read(records, table)
    assert facts(overlay) == [("CHN-MLI", "Pact", "2005", "2006")]
    assert "2004 is before the start, 2005" in str(overlay.findings[0])


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("1.910", "write it without a mark for thousands"), ("1,910", "write it without a mark for thousands"),
        ("3,5", "write 3.5"), ("2.450,5", "write 2450.5"),
    ],
)  # fmt: skip
def test_a_number_of_another_country_is_not_taken_for_ten_times_as_much(
    records: Dataset, written: str, fix: str
) -> None:
    table = f"dyad;indicator;period;value;grade\nBLR-CHN;potash_tonnes;2001;{written};recalled\n"
    overlay = read(records, table, name="figures{}.csv")
    assert fix in {finding.fix for finding in overlay.findings if finding.column == "value"}


def test_a_column_for_each_year_is_not_read_as_kinds_of_ties(records: Dataset) -> None:
    overlay = read(records, "Country A,Country B,2001,2002\nChina,Ghana,1,1\nChina,Mali,0,1\n")
    assert [finding.reason for finding in overlay.findings] == ["has a column for each year"]
    assert overlay.dataset is None


def test_rows_of_a_second_table_below_the_first_are_left_out(records: Dataset) -> None:
    overlay = read(
        records,
        "Country A,Country B,Tie,Since,Until\nChina,Ghana,Pact,2001,2003\n\nCountry A,Country B,Until,Since,Tie\nChina,Mali,2005,2001,Pact\n",
    )
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-GHA"]
    assert [row.line for row in overlay.skipped] == [4, 5]
    again = "Country A,Country B,Tie\nChina,Ghana,Pact\ncountry A,Country B , tie,\nChina,Mali,Pact\n"
    assert [dyad for dyad, *_ in facts(read(records, again))] == ["CHN-GHA", "CHN-MLI"]
