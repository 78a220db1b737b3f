"""What a column is that has no known name: its dates are read, asked about, or named; numbers are no codes of states."""

from datetime import date

import pytest

from components.upload.words import faults_text
from data.export.csv_files import csv_of
from data.model.schema import TABLE
from data.tables.dataset import Dataset
from data.upload.mapping.choices import Choices
from data.upload.mapping.heading_words import role_by_words
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import Upload

Fact = tuple[str, str, str]


def read(records: Dataset, *tables: str, choices: Choices | None = None) -> Overlay:
    uploads = [Upload(f"mine{number}.csv", text.encode()) for number, text in enumerate(tables)]
    return overlay_of(records, uploads, choices or Choices(), today=date(2026, 11, 28))


def facts(overlay: Overlay) -> list[Fact]:
    """(dyad, opening, end) of each added spell."""
    assert overlay.dataset, [str(finding) for finding in overlay.findings]
    added = [spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)]
    return [(spell.dyad, str(spell.opening or ""), str(spell.end or "")) for spell in added]


def notices(overlay: Overlay) -> str:
    return "\n".join(f"{guess.written} -> {guess.read_as}" for guess in overlay.guesses if guess.is_notice)


DATED: dict[str, tuple[str, list[Fact]]] = {
    "an end": (
        "Country A,Country B,Label,Entry into force,Terminated on\nChina,Mali,Pact,1 April 1999,1 April 2019\nChina,Chad,Pact,2011,\n",
        [("CHN-MLI", "1999-04-01", "2019-04-01"), ("CHN-TCD", "2011", "")],
    ),
    "members": (
        "Organisation,Member,Joined,Left\nSCO,Belarus,2024-07-04,\nCIS,Georgia,1993,2009-08-18\n",
        [("BLR-ORG:SCO", "2024-07-04", ""), ("GEO-ORG:CIS", "1993", "2009-08-18")],
    ),
    "in Russian": (
        "Страна 1,Страна 2,Договор,Дата подписания,Вступил в силу,Прекратил действие\nКитай,Мали,Дружба,08.12.1999,26.01.2000,31.12.2010\n",
        [("CHN-MLI", "2000-01-26", "2010-12-31")],
    ),
    "in Chinese": (
        "国家1,国家2,关系,签署时间,生效时间\n中国,马里,友好,2001年7月16日,2002年2月28日\n",
        [("CHN-MLI", "2002-02-28", "")],
    ),
    "a signature and what follows it": (
        "Country A,Country B,Label,Signed,Came into force\nChina,Mali,Pact,1999,2001\nChina,Chad,Pact,2005,\n",
        [("CHN-MLI", "2001", ""), ("CHN-TCD", "2005", "")],
    ),
}


@pytest.mark.parametrize("name", DATED)
def test_words_of_a_heading_say_what_its_dates_are(curated: Dataset, name: str) -> None:
    text, expected = DATED[name]
    assert facts(read(curated, text)) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "Closing balance",
        "Entry number",
        "Signed by",
        "Administered area",
        "Endorsed by",
        "Source",
        "Country",
        "Leftovers",
        "Forces",
        "Region",
        "",
    ],
)
def test_other_words_say_nothing(heading: str) -> None:
    assert role_by_words(heading) == ""


@pytest.mark.parametrize(
    "label", ["no diplomatic relations", "Not signed", "under negotiation", "No", "not yet ratified"]
)
def test_a_label_that_says_no_makes_no_tie(curated: Dataset, label: str) -> None:
    overlay = read(curated, f"Country A,Country B,Label\nChina,Mali,{label}\nChina,Chad,No limits partnership\n")
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-TCD"]
    assert [finding.reason for finding in overlay.findings] == [f'"{label}" says that there is no tie']


def test_a_zero_in_a_column_of_kinds_is_no_tie(curated: Dataset) -> None:
    text = "Country A,Country B,Alliance\nChina,Mali,3\nChina,Ghana,0\nChina,Chad,2\n"
    overlay = read(curated, text)
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-MLI", "CHN-TCD"]
    (guess,) = [guess for guess in overlay.guesses if not guess.is_notice]
    assert (guess.written, guess.read_as) == ("0 in “Alliance”", "no tie: 1 row left out")
    assert len(facts(read(curated, text, choices=Choices(refused=frozenset((guess.key,)))))) == 3
    assert len(facts(read(curated, text.replace("Alliance", "Level")))) == 3


def test_a_column_of_states_of_force_is_the_status_whatever_it_is_called(curated: Dataset) -> None:
    overlay = read(
        curated, "Country A,Country B,Label,State of play\nChina,Mali,Pact,terminated\nChina,Chad,Pact,Active\n"
    )
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-TCD"]
    assert [finding.column for finding in overlay.findings] == ["status"]


def test_our_own_table_of_ties_keeps_its_labels_types_and_states(curated: Dataset) -> None:
    columns = "Country,Partner,Type of tie,Label,Since,Until,On this date\n"
    overlay = read(
        curated,
        f"{columns}China,Mali,Treaty,Pact of ours,2001,,in force\nChina,Chad,Forces and bases,Camp,2002,,only proposed\n"
        "China,Pakistan,Partnership,all-weather strategic cooperative partnership,2015-04-20,,suspended by now\n",
    )
    assert overlay.dataset
    added = [spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)]
    layers = [overlay.dataset.families[overlay.dataset.tiers[spell.tier].family].layer for spell in added]
    assert layers == ["treaty", "presence", "partnership"]
    assert [spell.status for spell in added] == ["in force", "proposed", "suspended"]
    assert [spell.wording for spell in added][:2] == ["Pact of ours", "Camp"]
    assert added[2].tier == "CN-T04"


def test_a_tie_that_has_ended_needs_its_end(curated: Dataset) -> None:
    overlay = read(
        curated,
        "Country A,Country B,Label,Since,Until,Status\nChina,Mali,Pact,2001,,Ended\nChina,Chad,Pact,2001,2009,Ended\n",
    )
    assert facts(overlay) == [("CHN-TCD", "2001", "2009")]
    assert [finding.reason for finding in overlay.findings] == ["says that the tie has ended, and nothing says when"]


@pytest.mark.parametrize(
    "table",
    ["Year,China,Russia\n2019,10,20\n2020,11,21\n", "Country,EU,SCO\nFrance,1957,\nIran,,2023\nIndia,,2017\n"],
)
def test_two_actors_among_the_headings_of_numbers_are_no_tie(curated: Dataset, table: str) -> None:
    assert read(curated, table).dataset is None


def test_dates_that_nobody_reads_are_named(curated: Dataset) -> None:
    overlay = read(
        curated,
        "Country A,Country B,Label,Since,Reviewed,Edition\nChina,Mali,Pact,2001,2015-02-03,2006.1\nChina,Chad,Pact,2002,2016-02-03,2006.1\n",
    )
    assert "dates in “Reviewed” -> not read" in notices(overlay)
    assert "dates in “Edition”" not in notices(overlay)


def test_an_end_without_a_start_is_asked_for(curated: Dataset) -> None:
    overlay = read(curated, "Country A,Country B,Label,Since,Until\nChina,Mali,Pact,,2009\nChina,Chad,Pact,2002,\n")
    assert facts(overlay) == [("CHN-TCD", "2002", "")]
    assert [(finding.row, finding.reason) for finding in overlay.findings] == [(2, "has an end and no start")]


# Which table, and which sides -----------------------------------------------------------------------


def test_edges_with_a_value_are_ties(curated: Dataset) -> None:
    assert [dyad for dyad, *_ in facts(read(curated, "source,target,value\nChina,Mali,10\nChina,Chad,20\n"))] == [
        "CHN-MLI",
        "CHN-TCD",
    ]


def test_numbers_are_no_codes_of_states_unless_the_heading_says_so(curated: Dataset) -> None:
    assert read(curated, "Country,Population,GDP\nPakistan,240,300\nBelarus,9,70\n").dataset is None
    coded = read(curated, "Name,State code\nPakistan,710\nBelarus,365\n")
    assert [dyad for dyad, *_ in facts(coded)] == ["CHN-PAK", "BLR-RUS"]


def test_a_list_of_partners_is_of_the_country_beside_it(curated: Dataset) -> None:
    overlay = read(
        curated, 'Country,Partners,Label,Since\nChina,"Mali, Chad",Pact,2001\nChina,Burma/Myanmar,Pact,2002\n'
    )
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-MLI", "CHN-TCD", "CHN-MMR"]
    assert "1 more row" in notices(overlay)


def test_parties_beside_both_sides_are_no_pair(curated: Dataset) -> None:
    overlay = read(curated, "Country A,Country B,Parties,Label\nChina,Mali,China; Mali; Chad,Pact\nChina,Chad,2,Pact\n")
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-MLI", "CHN-TCD"]


LIST = (
    "Partner,Level,Date of establishment,Source\nPakistan,All-weather,Apr-15,MFA\nEthiopia,Comprehensive,Oct-23,MFA\n"
)


def test_a_list_of_partners_of_one_asks_for_the_other_side(curated: Dataset) -> None:
    overlay = read(curated, LIST)
    assert overlay.dataset is None
    assert {(finding.column, finding.reason) for finding in overlay.findings} == {
        ("Second country or actor", "the second actor is missing")
    }
    (chosen,) = overlay.tables
    columns = chosen.columns
    answered = read(
        curated, LIST, choices=Choices().with_map(type(columns)(columns.header, columns.table, columns.roles, "CHN"))
    )
    assert facts(answered) == [("CHN-PAK", "2015-04", ""), ("CHN-ETH", "2023-10", "")]
    assert "no second country or actor -> China in every row, as chosen" in notices(answered)
    # The partners of another one may have the same columns.
    both = read(curated, LIST, LIST.replace("Pakistan", "Chad"), choices=answered.choices)
    assert both.dataset is None
    assert {finding.fix for finding in both.findings} == {"add a column that names it to each of them"}


def test_a_list_of_partners_with_a_name_that_is_not_known_waits_for_its_columns(curated: Dataset) -> None:
    overlay = read(curated, "Partner,Level,Since\nPakistan,High,2015\nBelarus,High,2022\nAtlantis,High,2020\n")
    assert overlay.unclear_tables == overlay.tables
    assert "Choose what the columns are" in faults_text(overlay)
    assert read(curated, "Capital,Colour\nMinsk,red\n").unclear_tables


def test_a_list_of_countries_beside_ties_is_not_read(curated: Dataset) -> None:
    overlay = read(
        curated,
        "Country A,Country B,Label\nChina,Mali,Pact\n",
        "Country,Type,Since\nMali,republic,1960\nChad,republic,1960\n",
    )
    assert [dyad for dyad, *_ in facts(overlay)] == ["CHN-MLI"]
    assert not overlay.findings


def test_what_hangs_on_rows_left_out_beyond_all_rounds_is_not_added(curated: Dataset) -> None:
    """Each tie ends on the day of a proposal, which the next tie alone explains; the last one is missing."""
    rows = ["spell,dyad,tier,start,end,status,grade"]
    for year in range(1950, 1980):
        tier = ("CN-T13", "CN-T14")[year % 2]
        rows += [
            f"s{year},CHN-PAK,{tier},{year},{year + 1},in force,recalled",
            f"p{year},CHN-PAK,{tier},{year + 1},,proposed,recalled",
        ]
    overlay = read(curated, "\n".join(rows))
    assert overlay.findings
    assert overlay.dataset is None


# What is counted ------------------------------------------------------------------------------------


def test_a_row_is_identical_or_left_out_and_not_both(curated: Dataset) -> None:
    same, other = curated.spells[:2]
    cells = csv_of(TABLE["spells"], [same, other.model_copy(update={"note": "Otherwise."})])
    overlay = read(curated, cells.decode())
    assert (overlay.identical, len(overlay.skipped), overlay.dataset) == (1, 1, None)


def test_what_was_filled_in_is_counted_of_ties_alone(curated: Dataset) -> None:
    overlay = read(curated, "Country A,Country B,Label,Since\nChina,Mali,Pact,\nTotal,1,,\n")
    assert "no date in 1 row ->" in notices(overlay)
