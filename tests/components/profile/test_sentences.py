"""A profile in words: each sentence has its sources, and none has an artefact of its making."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from components.profile.document import BarChart, DocumentTable, ItemList, ProfileDocument, runs_of, text_of
from components.profile.words import profile_document
from data.tables.dataset import load_records
from data.view.ties import Ties, ties_of
from tests.support.cast import FILES, cast_text, write_cast

DAY = date(2023, 3, 1)
ARTEFACTS = re.compile(
    r"  |(?<![.\d])1 (?:years|months|ties|partners|treaties|memberships|measures)\b|“”|\bNone\b(?! found)|\(\)|\.\.|,,| ,"
    r"| \.|;\.|:\.|\b([A-Za-z]+) \1\b|[A-Z]{3}-[A-Z]{3}\b|ORG:|: ;|“[^”]*“|\bnan\b|\{|\}"
    r"|(?<![\d.,$€£])\b0 (?:ties|events|countries|partners|pairs)\b|\ba [aeio]|\ban [bcdfgjklmnpqrstvwxyz]"
)
# What was not found, or follows from the statements before it, has no source of its own.
NEEDS_NO_SOURCE = re.compile(
    r"^(?:No |On .* no |The sources read do not|When it began|Whether it was|Of its ties in force|The two sides|It is from"
    r"|Of .* the only one|On .* (?:[5-9]|\d\d+) |Since |Sources were read|Another source differs: .*Full text not consulted"
    r"|Its exact words were not found from )"
)


def sentences(ties: Ties, of: str, day: date = DAY) -> list[str]:
    return [text_of(runs) for runs in profile_document(ties, of, day).summary]


def facts(ties: Ties, of: str, day: date = DAY) -> dict[str, str]:
    return {fact.name: text_of(fact.value) for fact in profile_document(ties, of, day).facts}


def test_a_pair_in_seven_sentences(ties: Ties) -> None:
    assert sentences(ties, "BLR-CHN") == [
        "The label between China and Belarus has been “all-weather partnership” since 15 Sep 2022; it belongs to "
        "“All-weather”, the highest of three groups in our ranking (unofficial).",
        "It followed “comprehensive partnership” (from 29 Sep 2016). The rise from “Comprehensive” to “All-weather” took "
        "5 years 11 months; no other partner has made it.",
        "Of China’s partners in “All-weather”, Belarus is the second of two to reach it, after Pakistan (20 Apr 2015).",
        "The label was used once in 2022 and once in 2023, last on 1 Mar 2023, by China (Xinwen Lianbo, machine-coded).",
        "Between them, 1 other tie is in force: treaty of friendship (since 10 May 2015).",
        "The last contact at the top on record was on 1 Mar 2023: Xi Jinping of China held talks with the head of state of "
        "Belarus.",
        "The sources read do not contradict one another on this.",
    ]


def test_every_statement_on_the_records_has_its_source(ties: Ties) -> None:
    document = profile_document(ties, "BLR-CHN", DAY)
    cited = [{one.key for run in runs for one in run.references} for runs in document.summary]
    assert cited == [{"s1", "s2"}, {"s1"}, {"s1"}, {"sighting/l4"}, {"s1"}, {"contact/c3"}, set()]
    assert [*document.numbers.values()] == [1, 2, 3, 4]


def test_the_card_has_both_sides_words_and_the_label_before(ties: Ties) -> None:
    assert facts(ties, "BLR-CHN") == {
        "Label": "all-weather partnership",
        "China’s own text": "全天候伙伴关系",
        "Belarus’ own text": "not on record",
        "Rank group (unofficial)": "All-weather, 1 of 3",
        "Since": "15 Sep 2022",
        "Label before": "comprehensive partnership",
        "Last used": "1 Mar 2023, by China (Xinwen Lianbo, machine-coded)",
    }


def test_an_unknown_start_is_said_and_nothing_is_made_of_it(ties: Ties) -> None:
    said = sentences(ties, "CHN-TUR")
    assert said[0].startswith(
        "The label between China and Türkiye is “plain partnership”, in force by 1 May 2013 (start"
    )
    assert said[1] == "No earlier label is on record."
    assert said[-1] == "When it began is not known. It is from memory; no text was read."


def test_a_pair_without_a_label_says_why(ties: Ties) -> None:
    first, second, *_ = sentences(ties, "BLR-RUS")
    assert first == "On 1 Mar 2023, Belarus and Russia have no declared partnership label in these records."
    assert second == "Between them, 1 tie is in force: treaty of friendship (since 21 Feb 1995)."
    assert (
        "was found through 22 Aug 2026" in " ".join(sentences(ties, "AAA-CHN"))
        if "AAA" in ties.dataset.actors
        else True
    )


def test_what_differs_is_said_once_in_full(folder: Path) -> None:
    spells = cast_text("spells/china.csv", "全天候伙伴关系,,,,2022", "全天候伙伴关系,,,Minsk adds a word.,2022")
    ties = ties_of(load_records(write_cast(folder, spells_china=spells)))
    assert facts(ties, "BLR-CHN")["What differs"] == "Minsk adds a word."
    assert sentences(ties, "BLR-CHN")[-1] == "The two sides describe it differently."


def test_a_country_in_sentences(ties: Ties) -> None:
    assert sentences(ties, "BLR") == [
        "On 1 Mar 2023, Belarus has 3 ties in force with 2 countries and organisations: 2 treaties and 1 partnership label.",
        "The label between China and Belarus has been “all-weather partnership” since 15 Sep 2022; it belongs to "
        "“All-weather”, the highest of three groups in our ranking (unofficial).",
        "Of China’s partners in “All-weather”, Belarus is the second of two to reach it, after Pakistan (20 Apr 2015).",
        "The label was used once in 2022 and once in 2023, last on 1 Mar 2023, by China (Xinwen Lianbo, machine-coded).",
        "Since 1 Mar 2022, 1 tie moved up.",
    ]


def test_who_has_no_tie_says_so_in_words(ties: Ties) -> None:
    document = profile_document(ties, "BLR-PAK", DAY)
    assert document.headline == "No declared label and no tie on record for this date."
    assert facts(ties, "BLR-PAK")["Ties in force"] == "none on record"
    assert profile_document(ties, "BLR", date(1950, 1, 1)).headline == "No tie on record for this date."


@pytest.mark.parametrize(
    "pair",
    [
        "BLR-PAK",
        "IND-IRN",
        "HUN-SRB",
        "IRN-PAK",
        "KAZ-PAK",
        "BRA-KAZ",
        "SRB-VEN",
        "EGY-MNG",
        "PRK-VEN",
        "AZE-PRK",
        "ARM-BRA",
    ],
)
def test_of_a_pair_that_was_not_searched_nothing_is_denied(curated_ties: Ties, pair: str) -> None:
    document = profile_document(curated_ties, pair, date(2026, 10, 10))
    assert document.headline == "No declared label and no tie on record for this date."
    said = [text_of(runs) for runs in document.summary]
    assert "No tie between them is on record for that date." in said
    text = " ".join([document.headline, *said, *(text_of(fact.value) for fact in document.facts)])
    assert not re.search(r"[Nn]o ties? (?:between them )?(?:was |were )?in force", text)


@pytest.mark.parametrize("pair", ["BLR-CHN", "BLR-RUS", "AZE-BLR", "BLR-KAZ"])
def test_whose_labels_were_not_searched_is_said(curated_ties: Ties, pair: str) -> None:
    document = profile_document(curated_ties, pair, date(2026, 10, 10))
    (section,) = (one for one in document.sections if one.heading == "What was not found or not searched")
    (items,) = (block.items for block in section.blocks if isinstance(block, ItemList))
    unsearched = [text for item in items if (text := text_of(item)).startswith("Not searched")]
    assert not any("partnership labels" in text for text in unsearched)
    assert pair == "BLR-KAZ" or any("own ranking of partners" in text for text in unsearched) or "AZE" in pair


def test_the_owner_of_labels_says_who_holds_the_highest(ties: Ties) -> None:
    assert sentences(ties, "CHN")[1] == (
        "In “House order”, the highest group is “All-weather”: Pakistan (since 20 Apr 2015) and Belarus (since 15 Sep 2022); "
        "next comes “Comprehensive”: Russia (since Jun 2011)."
    )


def test_parts_of_a_year_are_words_below_the_bars_and_never_bars(folder: Path) -> None:
    rows = "".join(
        f"f{number},BLR-CHN,BLR,CHN,potash,{period},{value},,,s1,confirmed,\n"
        for number, period, value in ((2, "2021", 955000), (3, "2023-01/2023-05", 700000))
    )
    ties = ties_of(load_records(write_cast(folder, figures=FILES["figures.csv"] + rows)))
    _, chart = blocks(profile_document(ties, "BLR-CHN", DAY), BarChart)
    assert [(bar.period, text_of(bar.text), bar.share) for bar in chart.bars] == [
        ("2021", "955,000 tonnes", 0.5),
        ("2022", "1.91 m tonnes", 1.0),
    ]
    assert text_of(chart.others) == "Other periods, not comparable with whole years: Jan–May 2023: 700,000 tonnes."


def blocks(document: ProfileDocument, kind: type[BarChart]) -> list[BarChart]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def test_what_was_not_searched_is_one_line(ties: Ties) -> None:
    (section,) = (
        one for one in profile_document(ties, "CHN-RUS", DAY).sections if one.heading.startswith("What was not")
    )
    (block,) = section.blocks
    assert isinstance(block, ItemList)
    assert [text_of(item) for item in block.items] == ["Not searched for this pair: treaty."]


def texts(document: ProfileDocument) -> Iterator[str]:
    yield document.headline
    yield from (text_of(fact.value) for fact in document.facts)
    yield from (text_of(runs) for runs in document.summary)
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, DocumentTable):
                yield from (text_of(cell) for row in block.rows for cell in row)
            elif isinstance(block, ItemList):
                yield from map(text_of, block.items)
            else:
                yield from (run.text for run in runs_of(block))


@pytest.mark.slow
@pytest.mark.parametrize(("day", "each"), [(date(2026, 10, 10), 1), (date(1996, 6, 1), 7)])
def test_no_profile_of_the_records_has_an_artefact(curated_ties: Ties, day: date, each: int) -> None:
    dataset = curated_ties.dataset
    dyads = {spell.dyad for spell in dataset.spells} | {event.dyad for event in dataset.events}
    for of in (*sorted(dyads), *dataset.actors, "AFG-ALB", "ARE-USA")[::each]:
        document = profile_document(curated_ties, of, day)
        assert 1 <= len(document.summary) <= 8, of
        found = [(of, match[0], text) for text in texts(document) if (match := ARTEFACTS.search(text))]
        assert found == []
        assert all(text_of(fact.value).strip() for fact in document.facts), of
        without = [text_of(runs) for runs in document.summary if not any(run.references for run in runs)]
        # A tie from memory says so.
        is_recalled = any("from memory" in text for text in without)
        assert is_recalled or not [text for text in without if not NEEDS_NO_SOURCE.search(text)], of
