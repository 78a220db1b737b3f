"""How two are connected, in sentences, with the ties by which each way opened."""

from dataclasses import replace
from datetime import date

import pytest

from components.connections.answers.path_words import MOST_IN_SENTENCE, connection_answer
from components.connections.rows import answer_text
from components.connections.words import network_answer
from data.analysis.connections.paths import connected
from data.view.selection import select
from data.view.ties import Ties
from tests.components.connections.asking import answered, asked
from tests.support.cast import view_of_all


def test_a_connection_is_one_sentence_with_its_date(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK")
    assert answer.sentence == (
        "Belarus and Pakistan have no tie of their own on record, but are connected in 2 steps: through China, since 10 May "
        "2015. One way or another, they have been connected without a break since 20 April 2015, at first in 3 steps "
        "through Russia, then China."
    )
    assert answer.details == (
        "Through China, at first by “treaty of friendship” (Belarus and China, since 10 May 2015) and “all-weather "
        "partnership” (China and Pakistan, since 20 April 2015). Other ties have come since.",
        "There is 1 way with one more step: through Russia, then China.",
    )
    assert answer.subject == "How Belarus and Pakistan are connected"


def test_a_direct_tie_is_called_so(ties: Ties) -> None:
    assert answered(ties, "BLR", "CHN").sentence == (
        "Belarus and China are directly tied, since 10 May 2015. One way or another, they have been connected without a break "
        "since 21 February 1995, at first in 2 steps through Russia."
    )


def test_a_start_that_is_not_known_is_no_date_of_a_beginning(ties: Ties) -> None:
    assert (
        answered(ties, "CHN", "TUR").sentence == "China and Türkiye are directly tied, since 1 May 2013 at the latest."
    )


def test_each_way_has_its_own_date_and_shows_the_tie_that_gives_it(curated_ties: Ties) -> None:
    selection = select(curated_ties, replace(view_of_all(between=("BLR", "PAK")), as_of=date(2026, 10, 10)))
    answer = network_answer(selection)
    assert answer is not None
    ways = [row for row in answer.parts[0].rows if row.name.count("–") == 2]
    for row in ways:
        since = row.remark.split(", ")[0]
        assert since in answer.sentence
        assert since.split()[-1] in answer_text(selection, answer).split(row.name)[1].split("\n")[1]
    assert "at first by a tie that has ended" in ways[0].remark


def test_a_way_that_began_with_another_tie_says_so_beside_the_sentence(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "PAK", as_of=date(2026, 10, 10))
    assert answer.details[0].startswith("Through China, at first by “diplomatic relations")


@pytest.mark.parametrize(
    "between",
    [
        *(
            ("BLR", "PAK"),
            ("IND", "IRN"),
            ("IND", "PAK"),
            ("KAZ", "HUN"),
            ("SRB", "PAK"),
            ("USA", "BLR"),
            ("VEN", "KAZ"),
        ),
        *(("JPN", "RUS"), ("UKR", "BLR"), ("CUB", "BLR"), ("MNG", "IRN")),
    ],
)
def test_ties_have_taken_the_place_only_of_those_that_have_ended(curated_ties: Ties, between: tuple[str, str]) -> None:
    selection = asked(curated_ties, *between, as_of=date(2026, 10, 10))
    found, (*details, _) = connected(selection, *between), connection_answer(selection, *between, ()).details
    ways = [path for path in found.shortest if path.between][:MOST_IN_SENTENCE]
    for path, text in zip(ways, details, strict=False):
        assert text.startswith("Through ")
        ended = [index not in step for index, step in zip(path.openings, path.steps, strict=True)]
        assert ("their place" in text) == (sum(ended) > 1)
        assert ("its place" in text) == (sum(ended) == 1)
        for index in path.openings:
            ends = set(curated_ties.actors[index])
            own = [one for one, actors in enumerate(curated_ties.actors) if set(actors) == ends]
            on_day = [
                one
                for one in own
                if curated_ties.starts[1][one] <= path.since.latest < curated_ties.ends[0][one]
                and curated_ties.layer(one) != "adversarial"
            ]
            # The tie that gives the date, or the one of the pair that had begun first.
            assert index == path.since.index or curated_ties.starts[1][index] == min(
                curated_ties.starts[1][one] for one in on_day
            )
            # It is among the ties listed as evidence.
            assert index in (*path.earlier, *(one for step in path.steps for one in step))


def test_the_tie_of_a_pair_that_is_named_is_the_first_of_that_day(curated_ties: Ties) -> None:
    text = answered(curated_ties, "BLR", "PAK", as_of=date(2026, 10, 10)).details[0]
    assert "(China and Pakistan, since 21 May 1951). Since then other ties have taken their place." in text
    text = answered(curated_ties, "SRB", "PAK", as_of=date(2026, 10, 10)).details[0]
    assert text.endswith(
        "(China and Pakistan, since 2 March 1963). That of China and Serbia has ended since, and other ties have taken its place."
    )
