"""Where imprecise dates let two spells of a tie be possible, one of them represents the tie."""

from datetime import date
from pathlib import Path

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.compare import compare_figure
from components.figure.model import NetworkPicture
from data.tables.dataset import load_records
from data.view.representative import spell_by_tie
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import cast_text, view_of_all, write_cast

RUSSIA = "CHN-RUS|china_ladder"


@pytest.fixture
def vague(folder: Path) -> Ties:
    """The plain partnership with Russia ends in June 2011; the next one began at some time in 2011."""
    spells = cast_text(
        "spells/china.csv",
        "rus-2,CHN-RUS,T2,comprehensive partnership,全面伙伴关系,,,,2011-06,",
        "rus-2,CHN-RUS,T2,comprehensive partnership,全面伙伴关系,,,,2011,",
    )
    return ties_of(load_records(write_cast(folder, spells_china=spells)))


def representative(ties: Ties, day: str) -> str:
    selection = select(ties, view_of_all(as_of=date.fromisoformat(day)))
    return ties.spells[spell_by_tie(selection)[RUSSIA]].spell


def test_the_certain_spell_represents_the_tie(vague: Ties) -> None:
    assert representative(vague, "2011-05-10") == "rus-1"


def test_of_two_possible_spells_the_later_represents_the_tie(vague: Ties) -> None:
    assert representative(vague, "2011-06-10") == "rus-2"


def test_a_tie_that_is_not_in_view_has_no_representative(vague: Ties) -> None:
    assert RUSSIA not in spell_by_tie(select(vague, view_of_all(as_of=date(1990, 1, 1))))


def test_the_figure_of_what_changed_shows_an_unchanged_tie_by_the_spell_that_represents_it(vague: Ties) -> None:
    view = view_of_all(as_of=date(2011, 5, 10), against=date(2011, 5, 9), actors=("RUS",))
    figure = compare_figure(select(vague, view), FigureOptions())
    assert isinstance(figure.picture, NetworkPicture)
    wordings = {edge.tie: edge.wording for edge in figure.picture.edges}
    assert wordings[RUSSIA] == "plain partnership"
