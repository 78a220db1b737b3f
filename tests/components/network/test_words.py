"""What a network says in words."""

from components.network.payload import network_of, view_of
from components.network.words import CHANGES, doubt_of
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import TODAY, view_of_all


def test_a_spell_from_memory_and_a_proposal_are_told_apart(ties: Ties) -> None:
    recalled = next(spell for spell in ties.spells if spell.grade == "recalled")
    confirmed = next(spell for spell in ties.spells if spell.grade == "confirmed")
    assert doubt_of(recalled) == "from memory"
    assert doubt_of(confirmed) == ""
    assert doubt_of(confirmed._replace(status="proposed")) == "proposed"


def test_what_both_languages_need_is_sent(ties: Ties) -> None:
    network = network_of(ties, TODAY)
    assert network["months"][8] == "Sep"
    assert network["changes"] == CHANGES
    assert network["crowded"] == 40
    assert [row[1] for row in network["ties"] if row[0].startswith("BLR-CHN")] == ["BLR-CHN", "BLR-CHN"]


def test_the_actors_of_the_focus_are_sent_with_the_view(ties: Ties) -> None:
    def focus_actors(focus: str) -> list[str]:
        selection = select(ties, view_of_all(focus=focus))
        actors = view_of(selection, TODAY, name="n", heading="", fit_count=0, turn=0)["focusActors"]
        assert isinstance(actors, list)
        return actors

    assert focus_actors("") == []
    assert focus_actors("CHN") == ["CHN"]
    assert focus_actors("BLR-CHN") == ["BLR", "CHN"]
