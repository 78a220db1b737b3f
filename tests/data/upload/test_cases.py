"""Tables as people have them, on the records as they are: each is read as a person would wish."""

from datetime import date

import pytest

from data.matching.names import NameIndex
from data.model.tie_rows import Spell
from data.tables.dataset import Dataset
from data.upload.mapping.choices import ADD, ALL_NAMES, OWN, Choices
from data.upload.mapping.column_map import ColumnMap, read_column_map
from data.upload.mapping.periods import period_of
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import MAX_UPLOAD_ROWS, RawTable, Upload
from data.upload.table_choice import ChosenTable, without_footnotes
from data.upload.ties.several_partners import row_for_each

TODAY = date(2026, 11, 28)


@pytest.fixture
def records(curated: Dataset) -> Dataset:
    return curated


def read(records: Dataset, text: str | bytes, name: str = "spells.csv", choices: Choices | None = None) -> Overlay:
    content = text.encode() if isinstance(text, str) else text
    return overlay_of(records, [Upload(name, content)], choices or Choices(), today=TODAY)


def added(overlay: Overlay) -> list[Spell]:
    assert overlay.dataset, [str(finding) for finding in overlay.findings]
    return [spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)]


def facts(overlay: Overlay) -> list[tuple[str, str, str, str]]:
    return [(spell.dyad, spell.tier, str(spell.start or ""), str(spell.end or "")) for spell in added(overlay)]


def test_two_countries_what_ties_them_and_since_when_are_enough(records: Dataset) -> None:
    text = (
        "Country A,Country B,Relationship,Since,Source\n"
        "China,Pakistan,All-weather strategic cooperative partnership,2015-04-20,https://example.org/a\n"
        "China,Vietnam,Comprehensive strategic cooperative partnership,2008,A news agency\n"
    )
    overlay = read(records, text, "partnerships.csv")
    assert facts(overlay) == [("CHN-PAK", "CN-T04", "2015-04-20", ""), ("CHN-VNM", "CN-T11", "2008", "")]
    assert {spell.grade for spell in added(overlay)} == {"reported"}
    assert overlay.dataset
    assert overlay.dataset.sources[added(overlay)[0].sources[0]].url == "https://example.org/a"


def test_edges_of_gephi_are_ties_known_today(records: Dataset) -> None:
    overlay = read(records, "Source,Target\nChina,Pakistan\nChina,Russia\n", "edges.csv")
    assert [(spell.dyad, spell.wording, str(spell.known_by)) for spell in added(overlay)] == [
        ("CHN-PAK", "Tie", "2026-11-28"),
        ("CHN-RUS", "Tie", "2026-11-28"),
    ]


def test_an_unknown_country_is_one_question_and_no_other_fault(records: Dataset) -> None:
    text = "Country A,Country B,tier,start\nSwasiland,China,comprehensive strategic partnership,2016\n"
    overlay = read(records, text)
    (finding,) = overlay.findings
    assert str(finding).startswith('spells.csv:2: Country A: "Swasiland" is not a known country or actor')
    (question,) = overlay.questions
    assert question.options[0] == ("SWZ", "Eswatini (SWZ)")
    assert facts(read(records, text, choices=Choices(answers={question.key: "SWZ"}))) == [
        ("CHN-SWZ", "CN-T13", "2016", "")
    ]
    own = read(records, text, choices=Choices(answers={ALL_NAMES: ADD}))
    assert [spell.dyad for spell in added(own)] == ["CHN-ORG:SWASILAND"]


def test_codes_of_two_lists_are_asked_about_by_name(records: Dataset) -> None:
    text = "stateA,stateB,tier,start\nAUS,RUS,OB-NEU,1955\nSLV,RUS,OB-NONE,1996\nMNG,RUS,OB-NONE,2006\n"
    overlay = read(records, text)
    (question,) = overlay.questions
    assert overlay.dataset is None
    assert [words for _, words in question.options] == [
        "ISO 3166-1 codes: AUS is Australia",
        "Correlates of War codes: AUS is Austria",
    ]
    cow = read(records, text, choices=Choices(answers={question.key: "cow"}))
    assert [dyad for dyad, *_ in facts(cow)] == ["AUT-RUS", "RUS-SVN", "MNE-RUS"]


def test_missing_states_are_no_other_states(records: Dataset) -> None:
    text = "dyad,tier,start\nCHN-TWN,OB-NONE,2016\nCHN-PRY,OB-NONE,2016\nCHN-SWZ,OB-NONE,2016\n"
    assert [dyad for dyad, *_ in facts(read(records, text))] == ["CHN-TWN", "CHN-PRY", "CHN-SWZ"]


def test_na_is_namibia_in_no_list_of_names(records: Dataset) -> None:
    text = "date,dyad,title,kind,significance,grade,others\n2020-05-01,CHN-PAK,Talks,visit,2,recalled,NA\n"
    overlay = read(records, text, "events.csv")
    assert overlay.dataset
    assert [event.others for event in overlay.dataset.events if overlay.dataset.is_added(event)] == [()]


def test_a_wording_of_two_labels_is_asked_about(records: Dataset) -> None:
    text = "dyad,tier,start\nCHN-RUS,comprehensive strategic partnership,2016\n"
    (question,) = read(records, text).questions
    assert [answer for answer, _ in question.options] == ["CN-T13", "RU-T02", OWN]
    assert facts(read(records, text, choices=Choices(answers={question.key: "RU-T02"})))[0][1] == "RU-T02"


def test_a_tie_in_both_directions_is_one(records: Dataset) -> None:
    text = (
        "state1,state2,tier,start\nUnited States,United Kingdom,OB-DEF,1949-04-04\n"
        "United Kingdom,United States,OB-DEF,1949-04-04\n"
    )
    overlay = read(records, text)
    assert len(added(overlay)) == 1
    assert any("also in the other direction" in guess.written for guess in overlay.guesses)


def test_one_date_of_a_column_proves_the_order_of_the_others(records: Dataset) -> None:
    rows = "25/12/1999,CHN-PAK,One,visit,2,recalled\n03/06/2003,CHN-PAK,Two,visit,2,recalled\n"
    header = "date,dyad,title,kind,significance,grade\n"
    overlay = read(records, header + rows, "events.csv")
    assert overlay.dataset
    assert [str(event.date) for event in overlay.dataset.events if overlay.dataset.is_added(event)] == [
        "1999-12-25", "2003-06-03",
    ]  # fmt: skip
    (question,) = read(records, header + rows.splitlines()[1] + "\n", "events.csv").questions
    assert [words for _, words in question.options] == [
        "Day first: 03/06/2003 is 3 Jun 2003",
        "Month first: 03/06/2003 is 6 Mar 2003",
    ]


def test_an_end_that_has_not_come_is_empty(records: Dataset) -> None:
    text = "dyad,tier,start,end\nCHN-EGY,CN-T13,2014,present\nCHN-PER,CN-T13,2013,NA\n"
    assert [end for *_, end in facts(read(records, text))] == ["", ""]


def test_valid_until_is_the_last_day(records: Dataset) -> None:
    text = "dyad,tier,Valid from,Valid until\nCHN-PER,OB-NONE,2020-10-01,2021-01-31\nCHN-EGY,OB-NONE,2020,2021\n"
    assert [end for *_, end in facts(read(records, text))] == ["2021-02-01", "2022"]


def test_columns_of_the_readers_own_are_left_out_with_a_word(records: Dataset) -> None:
    overlay = read(records, "dyad,tier,start,my remark,colour\nCHN-EGY,CN-T13,2014,x,red\n")
    assert facts(overlay) == [("CHN-EGY", "CN-T13", "2014", "")]
    assert any(guess.read_as == "left out: my remark and colour" for guess in overlay.guesses)


def test_our_own_rows_after_a_spreadsheet_saved_them_are_ours(records: Dataset) -> None:
    spell = next(
        spell
        for spell in records.spells
        if spell.start and spell.start.precision == "day" and spell.start.first.day <= 12
    )
    assert spell.start
    shown = f"{spell.start.first.month}/{spell.start.first.day}/{spell.start.first.year}"
    columns = [name for name in Spell.model_fields if name not in ("known_by", "end")]
    cells = {name: str(getattr(spell, name) or "") for name in columns}
    cells |= {name: "; ".join(getattr(spell, name)) for name in ("obligations", "sources")} | {"start": shown}
    text = ",".join(columns) + "\n" + ",".join('"' + cells[name].replace('"', '""') + '"' for name in columns) + "\n"
    overlay = read(records, text)
    assert not overlay.findings
    assert (overlay.identical, overlay.dataset) == (1, None)


def test_a_row_for_each_year_is_one_spell(records: Dataset) -> None:
    years = "".join(
        f"China,Kenya,Road programme,{year}\nChina,Ghana,Road programme,{year}\n" for year in range(2010, 2016)
    )
    overlay = read(records, f"Country 1,Country 2,Label,Year\n{years}China,Kenya,Road programme,2018\n", "roads.csv")
    assert sorted((spell.dyad, str(spell.start), str(spell.end or "")) for spell in added(overlay)) == [
        ("CHN-GHA", "2010", "2016"),
        ("CHN-KEN", "2010", "2016"),
        ("CHN-KEN", "2018", ""),
    ]


def test_labels_of_ones_own_are_a_family_in_their_order(records: Dataset) -> None:
    text = "From,To,Type\nGermany,Brazil,Close partner\nGermany,India,Partner\n"
    columns = ColumnMap(("From", "To", "Type"), "spells", ("actor_a", "actor_b", "tier"), is_ranked=True)
    overlay = read(records, text, "my ties.csv", Choices().with_map(columns))
    assert overlay.dataset
    rungs = [(rung.rung, rung.group_name) for rung in overlay.dataset.rungs if overlay.dataset.is_added(rung)]
    assert rungs == [(1, "Close partner"), (2, "Partner")]


def test_a_header_that_stands_above_the_header_too_moves_no_line() -> None:
    """The line below was taken for the header: rows were lost, and where it had more cells the page ended in an error."""
    header, row = ["Country A", "Country B", "Since"], ["China", "Kenya", "1963", "more"]
    records = tuple((line, line, cells) for line, cells in enumerate((header, ["a"], header, row, header), 1))
    raw = RawTable("t.csv", "t", records)
    chosen = ChosenTable(raw, 2, ColumnMap(tuple(header), "spells", ("actor_a", "actor_b", "start")))
    left, dropped = without_footnotes(chosen)
    assert (left.raw.records, dropped) == (records[:4], 1)
    assert left.records == records[3:4]


def test_a_table_said_to_be_of_something_that_none_of_its_columns_is_says_so(records: Dataset) -> None:
    """Choosing that on the page ended in an error."""
    columns = ColumnMap(("A", "B"), "rungs", ("", ""))
    overlay = read(records, "A,B\nChina,Kenya\n", "t.csv", Choices().with_map(columns))
    assert "no column of this table was recognised" in str(overlay.findings[0])


def test_what_columns_are_can_be_kept_as_a_file(records: Dataset) -> None:
    columns = ColumnMap(("A", "B", "What"), "spells", ("actor_a", "actor_b", "tier"), layer="treaty", is_ranked=True)
    assert read_column_map(columns.to_json()) == columns
    uploads = [Upload("t.csv", b"A,B,What\nChina,Kenya,Pact\n"), Upload("columns.json", columns.to_json())]
    overlay = overlay_of(records, uploads, today=TODAY)
    assert overlay.counts["spells"] == 1
    assert "columns.json" in str(overlay_of(records, [Upload("columns.json", b"[]")], today=TODAY).findings[0])


@pytest.mark.slow
def test_a_large_table_is_read_quickly_and_shared_texts_are_counted(records: Dataset) -> None:
    rows = "".join(f"China,Kenya,Label {number % 30},{1900 + number % 120}\n" for number in range(3_000))
    overlay = read(records, f"Country A,Country B,Label,Since\n{rows}", "many.csv")
    assert len(added(overlay)) > 100


# Inputs of a second reader -------------------------------------------------------------------------


def test_several_partners_in_one_cell_are_a_tie_each(records: Dataset) -> None:
    text = (
        'Country,Partner,Type,Since\nBelarus,"China; Russia",ally,2001\nPakistan,"China, Turkey and Iran",ally,2002\n'
    )
    overlay = read(records, text)
    assert [spell.dyad for spell in added(overlay)] == ["BLR-CHN", "BLR-RUS", "CHN-PAK", "PAK-TUR", "IRN-PAK"]
    assert (
        "several actors in one cell: “China; Russia” and “China, Turkey and Iran”",
        "3 more rows, one for each",
    ) in {(guess.written, guess.read_as) for guess in overlay.guesses}


@pytest.mark.slow
def test_several_partners_never_become_more_rows_than_an_upload_may_have(records: Dataset) -> None:
    partners = "; ".join(row.name for row in list(records.actors.values())[:12] if row.actor != "CHN")
    rows = [(line, line, ["China", partners]) for line in range(19_990)]
    assert len(list(row_for_each(rows, [0, 1], NameIndex(records, {})))) <= MAX_UPLOAD_ROWS


@pytest.mark.parametrize("column", ["Period", "Since", "Years in force"])
def test_a_column_of_periods_is_a_start_and_a_last_day(records: Dataset, column: str) -> None:
    text = (
        f"Country,Partner,Type,{column}\nBelarus,China,ally,2010–2015\nRussia,China,ally,2011-2013\n"
        "Iran,China,ally,2016-present\nPakistan,China,ally,1990 to present\nCuba,China,ally,2001\n"
    )
    spans = [(start, end) for _, _, start, end in facts(read(records, text))]
    assert spans == [("2010", "2016"), ("2011", "2014"), ("2016", ""), ("1990", ""), ("2001", "")]


@pytest.mark.parametrize(
    "written", ["2011-06", "2011", "2015-2010", "2011-06-16", "2010-2015-2020", "2010 to Belarus", "²²²²-²²²²"]
)
def test_what_is_no_period_stays_as_it_is(written: str) -> None:
    assert period_of(written) is None


def test_a_year_of_the_end_is_not_left_out(records: Dataset) -> None:
    text = "country_a,country_b,relation,year_start,year_end\nBelarus,China,ally,2010.0,2015.0\n"
    assert [(start, end) for _, _, start, end in facts(read(records, text))] == [("2010", "2015")]


def test_marks_of_notes_are_no_part_of_a_name_or_a_date(records: Dataset) -> None:
    text = (
        "Country,Partner,Type,Since\nBelarus¹,China,ally,2010[a]\nRussia†,China (b),ally,2011*\nIran2,China,ally,2012\n"
    )
    assert [(dyad, start) for dyad, _, start, _ in facts(read(records, text))] == [
        ("BLR-CHN", "2010"),
        ("CHN-RUS", "2011"),
        ("CHN-IRN", "2012"),
    ]


def test_of_two_header_rows_the_one_that_names_both_sides_counts(records: Dataset) -> None:
    text = "Parties,,Tie,Since\nCountry,Partner,Tie,Since\nBelarus,China,ally,2010\nRussia,China,ally,2011\n"
    assert [dyad for dyad, *_ in facts(read(records, text))] == ["BLR-CHN", "CHN-RUS"]


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("the Kyrgyz Republic", "KGZ"), ("The Hellenic Republic", "GRC"), ("Swiss Confederation", "CHE"), ("Russian Fed.", "RUS"),
        ("Hashemite Kingdom of Jordan", "JOR"), ("Lao PDR", "LAO"), ("U.S.A.", "USA"), ("Korea (Rep.)", "KOR"),
        ("Türkiye (Republic of)", "TUR"), ("African Union", "ORG:AU"),
    ],
)  # fmt: skip
def test_names_with_titles_are_known(records: Dataset, name: str, actor: str) -> None:
    assert NameIndex(records, {}).actor(name) == actor
