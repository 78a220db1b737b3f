"""What was only proposed, or is suspended, is said to be so wherever it is shown; a proposal is nobody’s earlier label."""

import re
from datetime import date
from pathlib import Path

import pytest

from components.evidence.panel import panel_of
from components.figure.captions import FigureOptions
from components.figure.kinds.ladder import ladder_figure
from components.figure.slide_texts import ties_sentence
from components.ladder.rungs import ladder_list
from components.profile.country_sentences import how_many_ties
from components.profile.document import text_of
from components.profile.words import profile_document
from components.style.markup import html_of
from components.table.rows import table_of
from components.wording.filters import view_summary
from data.analysis.arrival import Arrivals
from data.analysis.placements import placements_of
from data.analysis.profiles.country import country_profile
from data.model.span import Force
from data.search.search import search
from data.tables.dataset import load_records
from data.view.representative import spell_by_tie
from data.view.selection import Selection, select
from data.view.ties import Ties, ties_of
from tests.support.cast import cast_text, view_of_all, write_cast

PROPOSAL, LABEL = "blr-1", "blr-2"


@pytest.fixture
def with_proposal(folder: Path) -> Ties:
    """The first label of Belarus with China is only proposed; the second follows when it ends."""
    text = cast_text("spells/china.csv", ",2016-09-29,,2022-09-15,in force,", ",2016-09-29,,2022-09-15,proposed,")
    return ties_of(load_records(write_cast(folder, spells_china=text)))


def shown(ties: Ties, **fields: object) -> Selection:
    return select(ties, view_of_all(as_of=date(2020, 1, 1), proposed=True, **fields))


def test_a_proposal_that_is_asked_for_is_never_certain(with_proposal: Ties) -> None:
    """A link can ask for it, and the picture alone would say so."""
    selection = shown(with_proposal, focus="BLR-CHN")
    index = next(one for one in selection.indices if with_proposal.spells[one].spell == PROPOSAL)
    assert (selection.force(index), bool(selection.certain[index])) == (Force.POSSIBLE, False)
    assert ", 1 only proposed · " in view_summary(selection)
    rows = [
        row
        for row in table_of(selection).to_dict("records")
        if (row["Country"], row["Partner"]) == ("China", "Belarus")
    ]
    assert ("comprehensive partnership", "only proposed") in [(row["Label"], row["On this date"]) for row in rows]
    panel, ladder = panel_of(selection), with_proposal.dataset.house_ladder("china_ladder")
    for part in (html_of(*panel.card), html_of(*panel.tabs[0].parts), html_of(ladder_list(selection, ladder))):
        assert "29 Sep 2016 – 15 Sep 2022, only proposed" in part
    assert "exact date is not known" not in html_of(*panel.tabs[0].parts)
    first = [with_proposal.spells[stay.first].spell for stay in Arrivals(selection, ladder).stays["BLR"]]
    assert first == [LABEL]


def test_the_sentence_of_a_figure_counts_what_was_only_proposed_apart(with_proposal: Ties) -> None:
    """As the summary above the picture does: nothing that was only proposed is in force, or the highest label."""
    sentence = ties_sentence(shown(with_proposal))
    assert sentence.startswith("5 ties in force, 1 only proposed; the highest label is “all-weather partnership” (")
    assert ", 1 only proposed · " in view_summary(shown(with_proposal))
    alone = ties_sentence(shown(with_proposal, focus="BLR-CHN", tiers=("T2",), actors=("BLR", "CHN"), among=True))
    assert alone == "0 ties in force, 1 only proposed."
    for actors, says in (
        (("BLR", "CHN"), "0 labels in force, 1 only proposed."),
        ((), "3 labels in force; the highest is "),
    ):
        selection = shown(with_proposal, families=("china_ladder",), actors=actors, among=bool(actors))
        assert ladder_figure(selection, FigureOptions()).slide.sentence.startswith(says)


def test_what_is_suspended_is_counted_wherever_ties_are(folder: Path) -> None:
    text = cast_text("spells/treaties.csv", ",1995-02-21,,,signed,", ",1995-02-21,,,suspended,")
    ties = ties_of(load_records(write_cast(folder, spells_treaties=text)))
    selection = select(ties, view_of_all())
    assert ", 1 of them suspended by now · " in view_summary(selection)
    assert ties_sentence(selection).startswith("6 ties in force, 1 of them suspended by now; ")
    profile = text_of(how_many_ties(ties, country_profile(ties, "BLR", selection.view.as_of)))
    assert profile.endswith(" 1 of these is suspended by now.")


def test_a_label_in_force_speaks_for_its_tie_before_a_later_proposal(folder: Path) -> None:
    text = cast_text("spells/china.csv", "2022-09-15,,,in force,Samarkand", "2022-09-15,,,proposed,Samarkand")
    ties = ties_of(
        load_records(write_cast(folder, spells_china=text.replace(",2022-09-15,in force,visit", ",,in force,visit")))
    )
    selection = select(ties, view_of_all(proposed=True))
    assert ties.spells[spell_by_tie(selection)["BLR-CHN|china_ladder"]].spell == PROPOSAL


def test_a_proposal_is_no_earlier_label(with_proposal: Ties) -> None:
    selection = select(with_proposal, view_of_all())
    ladder = with_proposal.dataset.house_ladder("china_ladder")
    (placement,) = (row for row in placements_of(selection, ladder)["T1"] if row.partner == "BLR")
    assert (with_proposal.spells[placement.index].spell, placement.previous) == (LABEL, None)
    text = re.sub("<[^>]+>", " ", html_of(ladder_list(selection, ladder)))
    assert "previously: comprehensive" not in text


def test_the_search_says_what_was_only_proposed(with_proposal: Ties) -> None:
    found = search(with_proposal.dataset, "belarus comprehensive partnership", most=20)
    dates = [one.entry.date for group in found.groups if group.group == "ties" for one in group.results]
    assert "since 29 Sep 2016 until 15 Sep 2022, only proposed" in dates


def test_a_table_says_what_is_suspended(curated_ties: Ties) -> None:
    rows = table_of(select(curated_ties, view_of_all(as_of=date(2026, 10, 10)))).to_dict("records")
    frozen = [row for row in rows if row["Label"] == "member of the CSTO, participation frozen"]
    assert [row["On this date"] for row in frozen] == ["suspended by now"]


@pytest.mark.parametrize("of", ["ORG:EU-RUS", "ARM-ORG:CSTO"])
def test_a_profile_says_what_is_suspended(curated_ties: Ties, of: str) -> None:
    document = profile_document(curated_ties, of, date(2026, 10, 10))
    said = [document.headline, *map(text_of, document.summary), *(text_of(fact.value) for fact in document.facts)]
    assert any("suspended by now" in one for one in said)
