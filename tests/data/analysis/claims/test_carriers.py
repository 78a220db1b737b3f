"""What is named as having made a claim true makes it true alone, on each day of the times that are stated."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.claims.carried_words import ties_by_time
from components.claims.evidence import answer_evidence, answer_text
from components.claims.words import reasons
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.timeline.above_text import ChartAboveText
from components.figure.timeline.chart import TimelineChart
from components.style.markup import html_of
from data.analysis.claims.answers import Answer, check_claim
from data.analysis.claims.verdicts import Verdict
from data.links.claims import parse_claim
from data.view.fields.claim import ANY_TIE, Claim, Form, Relation, Scope
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.data.analysis.connections.ledger import DAYS, LEDGERS, Drawn, day_of, ledger
from tests.support.cast import view_of_all
from tests.support.examples import examples

DAY = date(2026, 10, 10)
FORMS = (Form.CONNECTED, Form.SHARED, Form.KEEPS, Form.BALANCED, Form.UNBALANCED)
CLAIMED = [
    "BLR;on;any;PAK;connected;;CHN;then",
    "IND;on;any;IRN;connected;;;then",
    "RUS;on;any;VNM;connected;;;then",
    "KAZ;on;any;PAK;connected;;CHN;then",
    "KAZ;on;any;CHN;connected;;;then",
    "BLR;on;partnership;PAK;shared;;CHN;then",
    "IND;on;partnership;IRN;shared;;RUS;then",
    "SRB;on;any;HUN;shared;;CHN;then",
    "BLR;on;any;CHN;unbalanced;;CAN;then",
    "BLR;on;any;CHN;unbalanced;;GBR;then",
    "BLR;on;any;CHN;balanced;;RUS;then",
    "BLR;on;any;CHN;keeps;;;then",
    "KAZ;on;treaty;CHN;keeps;;;then",
]


def only_named(ties: Ties, answer: Answer) -> Ties:
    """The records with the ties of the stretches alone."""
    kept = {ties.spells[index].spell for stretch in answer.stretches for index in stretch.spells}
    spells = tuple(spell for spell in ties.dataset.rows["spells"] if spell.id in kept)
    return ties_of(replace(ties.dataset, rows=MappingProxyType({**ties.dataset.rows, "spells": spells})))


def days_of_change(answer: Answer, ties: Ties) -> list[date]:
    """The days on which a tie begins, or is over, in the times in which the claim was true."""
    edges = {int(day) for side in (*ties.starts, *ties.ends) for day in side}
    days = {date.fromordinal(edge - before) for edge in edges if 2 < edge < date.max.toordinal() for before in (0, 1)}
    days |= {answer.as_of, *(period.since for period in answer.history)}
    return [
        day
        for day in sorted(days)
        if answer.history[0].since <= day <= answer.as_of and answer.period_on(day).verdict is Verdict.TRUE
    ]


def is_borne_out(ties: Ties, answer: Answer) -> bool:
    alone = only_named(ties, answer)
    again = check_claim(alone, answer.claim, as_of=answer.as_of)
    return all(again.period_on(day).verdict is Verdict.TRUE for day in days_of_change(answer, ties))


@given(LEDGERS, DAYS, st.sampled_from(FORMS))
@examples(60)
def test_the_ties_of_the_stretches_alone_make_it_true(drawn: list[Drawn], day: int, form: Form) -> None:
    ties = ledger(drawn)
    other = "" if form in (Form.CONNECTED, Form.KEEPS) else "CCC"
    answer = check_claim(ties, Claim("AAA", Relation.ON, ANY_TIE, "BBB", form, 0, other, Scope.THEN), as_of=day_of(day))
    true = [period for period in answer.history if period.verdict is Verdict.TRUE]
    assert bool(true) == bool(answer.stretches)
    assert {period.since for period in true} <= {stretch.since for stretch in answer.stretches}
    assert not true or is_borne_out(ties, answer)


@pytest.mark.parametrize("text", CLAIMED)
def test_page_text_and_figure_name_the_ties_of_the_whole_time(curated_ties: Ties, text: str) -> None:
    claim = parse_claim(text, curated_ties.dataset)
    answer = check_claim(curated_ties, claim, as_of=DAY)
    assert answer.verdict is Verdict.TRUE
    assert is_borne_out(curated_ties, answer)
    named = {index for stretch in answer.stretches for index in stretch.spells}
    page, copied = html_of(answer_evidence(curated_ties, answer)), answer_text(curated_ties, answer)
    figure = FIGURE_KINDS["claim"].figure_of(select(curated_ties, view_of_all(claim=claim, as_of=DAY)), FigureOptions())
    assert named <= {*answer.spells[: len(figure.citations)]}
    # Ties at one time are in rows of their own, so that no wording lies on another.
    assert isinstance(figure.picture, ChartAboveText)
    assert isinstance(figure.picture.chart, TimelineChart)
    for row in figure.picture.chart.rows:
        assert all(one.end <= after.start for one, after in pairwise(row.spans))
    for index in named:
        wording = curated_ties.spells[index].wording
        assert wording in page
        assert wording in copied
    if not named <= set(answer.spells_on_day):
        assert "by these ties" in page
        assert "by these ties" in copied


def test_the_way_of_the_whole_time_is_said_where_the_shortest_is_younger(curated_ties: Ties) -> None:
    claim = parse_claim(CLAIMED[0], curated_ties.dataset)
    said = " ".join(reasons(curated_ties, check_claim(curated_ties, claim, as_of=DAY)))
    assert "through Russia, then the Shanghai Cooperation Organisation" in said
    assert said.endswith("That way has been open ever since.")


def test_where_one_way_took_the_place_of_another_each_has_its_time() -> None:
    """As CCC closes before the day, no single way covers the time."""
    drawn = [
        *(Drawn(*pair, "TR", 0, 6) for pair in (("AAA", "CCC"), ("BBB", "CCC"))),
        *(Drawn(*pair, "TR", 4, None) for pair in (("AAA", "DDD"), ("BBB", "DDD"))),
    ]
    ties = ledger(drawn)
    claim = Claim("AAA", Relation.ON, ANY_TIE, "BBB", Form.CONNECTED, scope=Scope.THEN)
    answer = check_claim(ties, claim, as_of=day_of(9))
    assert [(one.since, one.way[1]) for one in answer.stretches] == [(day_of(0), "CCC"), (day_of(6), "DDD")]
    assert reasons(ties, answer)[-1] == (
        "Since 1 January 2020 at the latest they have been connected, at first through Ccc; from 7 January 2020 through Ddd."
    )
    headings = [part.heading for part in ties_by_time(ties.dataset, answer)]
    assert headings == [
        "Ties that decide it on 10 Jan 2020",
        "True from 1 Jan 2020 to 6 Jan 2020, through Ccc, by these ties",
    ]
