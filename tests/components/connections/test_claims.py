"""Each answer about the network leads to a claim, and names in page and figure what was not searched."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.claims.words import claim_sentence
from components.connections.claim_words import claim_button_text, claim_of_question
from components.connections.words import network_answer
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.wording.spells import since_text
from data.analysis.claims.answers import check_claim
from data.analysis.claims.verdicts import Verdict
from data.analysis.connections.common import in_common
from data.analysis.connections.dependence import dependence_on
from data.analysis.connections.paths import connected
from data.base.days import day_in_full
from data.links.claims import claim_text, parse_claim
from data.tables.dataset import load_records
from data.view.fields.claim import Form
from data.view.ties import Ties, ties_of
from data.view.view import QUESTIONS
from tests.components.connections.asking import answered, asked
from tests.support.cast import FILES, view_of_all, write_cast

CLAIMED = [
    ("BLR", "PAK"),
    ("BLR", "CHN"),
    ("CHN",),
    ("HUN",),
    ("BLR", "PAK", "KAZ", "IRN"),
    ("TWN",),
    ("BLR",),
    ("AND",),
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("between", CLAIMED)
@pytest.mark.parametrize("filters", [{}, {"layers": ("treaty", "membership")}, {"grades": ("confirmed",)}])
def test_every_answer_has_a_claim_and_the_button_says_which(
    curated_ties: Ties, question: str, between: tuple[str, ...], filters: dict[str, tuple[str, ...]]
) -> None:
    day = date(2026, 8, 1)
    selection = asked(curated_ties, *between, question=question, as_of=day, **filters)
    claim = claim_of_question(selection)
    assert claim is not None
    assert parse_claim(claim_text(claim), curated_ties.dataset) == claim
    text, sentence = claim_button_text(selection, claim), claim_sentence(curated_ties.dataset, claim)
    assert text.endswith(f": {sentence}")
    assert ("by all" in text) == bool("grades" in filters or (question == "triangles" and filters))
    answer = network_answer(selection)
    assert answer is not None
    # What the answer says is never false as a claim; of what it says that there is none, the claim is that there is.
    says_none = question == "triangles" or " no " in answer.sentence or filters
    if not says_none:
        assert check_claim(curated_ties, claim, as_of=day).verdict is not Verdict.FALSE


@pytest.mark.parametrize(
    "between",
    [("BLR", "CHN"), ("BLR", "PAK"), ("IND", "IRN"), ("RUS", "VNM"), ("KAZ", "CHN"), ("IRN", "PAK"), ("RUS", "BLR")],
)
def test_the_button_says_which_part_of_several_the_claim_is_about(curated_ties: Ties, between: tuple[str, ...]) -> None:
    day = date(2026, 10, 10)
    selection = asked(curated_ties, *between, question="common", as_of=day)
    claim, shared = claim_of_question(selection), in_common(selection, between).shared
    assert claim
    assert f"the first of the {len(shared)} that they share: " in claim_button_text(selection, claim)
    selection = asked(curated_ties, *between, question="hangs", as_of=day)
    claim = claim_of_question(selection)
    assert claim
    text = claim_button_text(selection, claim)
    assert ("only whether any tie would be left" in text) == (claim.form is Form.KEEPS)


@pytest.mark.parametrize("between", [("BLR",), ("BLR", "CHN"), ("CHN",), ("IRN",), ("SRB",), ("KAZ",)])
def test_of_triangles_that_are_not_balanced_the_claim_is_that_one_is_not(
    curated_ties: Ties, between: tuple[str, ...]
) -> None:
    day = date(2026, 10, 10)
    selection = asked(curated_ties, *between, question="triangles", as_of=day)
    claim, answer = claim_of_question(selection), network_answer(selection)
    assert claim
    assert answer
    assert (claim.form is Form.UNBALANCED) == bool(answer.triangles)
    verdict = check_claim(curated_ties, claim, as_of=day).verdict
    denied = claim_button_text(selection, claim).startswith("Check as a claim, which this answer denies: ")
    assert denied == (verdict is Verdict.FALSE)
    assert not answer.triangles or verdict is Verdict.TRUE


@pytest.mark.parametrize("without", [(), ("CHN",), ("ORG:SCO",)])
@pytest.mark.parametrize("pair", [("BLR", "PAK"), ("IRN", "PAK"), ("SRB", "PAK"), ("KAZ", "PAK"), ("BLR", "CHN")])
def test_answer_and_claim_say_since_the_same_day_that_two_are_connected(
    curated_ties: Ties, pair: tuple[str, str], without: tuple[str, ...]
) -> None:
    day = date(2026, 10, 10)
    selection = asked(curated_ties, *pair, as_of=day, without=tuple(one for one in without if one not in pair))
    found = connected(selection, *pair, without=without)
    claim, answer = claim_of_question(selection), network_answer(selection)
    assert claim
    assert answer
    checked = check_claim(curated_ties, claim, as_of=day)
    assert (found.opening is not None) == (checked.verdict is Verdict.TRUE)
    if found.opening:
        assert found.opening.day == checked.period.since
        opened = since_text(curated_ties, found.opening.spell)
        shortest = [since_text(curated_ties, path.since.index) for path in found.shortest]
        assert opened in answer.sentence or opened in shortest


@pytest.mark.parametrize(("between", "says"), [(("BLR", "CHN"), "Belarus would"), (("BLR",), "each of its partners")])
def test_where_nothing_would_be_lost_the_claim_is_that_a_tie_would_be_kept(
    curated_ties: Ties, between: tuple[str, ...], says: str
) -> None:
    selection = asked(curated_ties, *between, question="hangs", as_of=date(2026, 8, 1))
    found = dependence_on(selection, "-".join(between))
    claim = claim_of_question(selection)
    assert claim
    if found.cut_off or found.last:
        assert claim.form is Form.DEPENDS
        return
    assert says in claim_sentence(curated_ties.dataset, claim)
    assert check_claim(curated_ties, claim, as_of=date(2026, 8, 1)).verdict is Verdict.TRUE


def _with_relations_only(folder: Path) -> Ties:
    """The cast, in which only the highest label declares a partnership."""
    tiers = FILES["tiers.csv"].replace(",comprehensive,", ",no partner,")
    tiers = tiers.replace("plain partnership,伙伴关系,,", "plain partnership,伙伴关系,no partner,")
    return ties_of(load_records(write_cast(folder, tiers=tiers)))


def test_relations_without_a_label_are_no_partnership_label(folder: Path, ties: Ties) -> None:
    claimed = "RUS;on;{};TUR;shared;;CHN;then"
    label, tie = (parse_claim(claimed.format(what), ties.dataset) for what in ("partnership", "any"))
    day = view_of_all().as_of
    assert check_claim(ties, label, as_of=day).verdict is Verdict.TRUE
    without = _with_relations_only(folder)
    # Both pairs were searched for labels.
    assert check_claim(without, label, as_of=day).verdict is Verdict.FALSE
    assert check_claim(without, tie, as_of=day).verdict is Verdict.TRUE
    offered = claim_of_question(asked(without, "RUS", "TUR", question="common"))
    assert offered
    assert claim_sentence(without.dataset, offered) == "Russia and Türkiye both have a tie with China"
    assert claim_sentence(ties.dataset, replace(label, form=Form.GROUPED)).endswith("by their partnership ties")


@pytest.mark.parametrize("between", [("BLR", "PAK"), ("BLR", "IRN"), ("BLR", "PAK", "KAZ")])
def test_the_claim_that_all_have_a_label_is_true_since_a_date_of_the_answer(
    curated_ties: Ties, between: tuple[str, ...]
) -> None:
    day = date(2026, 10, 10)
    selection = asked(curated_ties, *between, question="common", as_of=day)
    claim, answer = claim_of_question(selection), network_answer(selection)
    assert claim
    assert answer
    assert claim.what == "partnership"
    since = check_claim(curated_ties, claim, as_of=day).period.since
    assert f"since {day_in_full(since)}" in answer.parts[0].rows[0].remark


def test_a_claim_is_about_all_that_the_question_names(curated_ties: Ties) -> None:
    day = date(2026, 8, 1)
    several = claim_of_question(asked(curated_ties, "BLR", "PAK", "KAZ", question="common", as_of=day))
    assert several
    assert several.ends == ("BLR", "PAK", "KAZ")
    assert claim_sentence(curated_ties.dataset, several).startswith("Belarus, Pakistan and Kazakhstan all have ")
    without = claim_of_question(asked(curated_ties, "BLR", "PAK", without=("CHN", "RUS"), as_of=day))
    assert without
    assert without.left_out == ("CHN", "RUS")
    assert claim_sentence(curated_ties.dataset, without).endswith("connected by ties, without China and Russia")


@pytest.mark.parametrize(
    ("actor", "begun"), [("LAO", "in 2009"), ("TZA", "in March 2013"), ("SVK", "on 1 November 2024")]
)
def test_the_records_of_a_country_begin_on_no_day_that_nobody_stated(
    curated_ties: Ties, actor: str, begun: str
) -> None:
    answer = answered(curated_ties, actor, as_of=date(1996, 1, 1), question="hangs")
    name = curated_ties.dataset.actors[actor].name
    assert f"The records begin only {begun} for {name}." in answer.sentence


def test_a_country_that_is_not_on_record_yet_is_said_to_be_so(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "KAZ", "CHN", as_of=date(1985, 1, 1))
    assert re.search(r"The records begin only on \d+ \w+ 19\d\d for Kazakhstan\.$", answer.sentence)
    assert "begin only" not in answered(curated_ties, "KAZ", "CHN", as_of=date(2020, 1, 1)).sentence


@pytest.mark.parametrize("question", QUESTIONS)
def test_figure_and_page_name_what_was_not_searched(curated_ties: Ties, question: str) -> None:
    selection = asked(curated_ties, "BLR", "CHN", question=question, as_of=date(2026, 8, 1))
    answer = network_answer(selection)
    assert answer
    assert any("searched" in text for text in answer.gaps)
    figure = FIGURE_KINDS["connected"].figure_of(selection, FigureOptions())
    assert all(text in figure.slide.remarks for text in answer.gaps)
