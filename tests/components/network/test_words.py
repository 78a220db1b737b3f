"""What a network says in words."""

from pathlib import Path

from components.network.payload import network_of
from components.network.view_message import view_of
from components.network.words import LIVE_CHANGES, doubt_of
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import TODAY, cast_text, view_of_all, write_cast
from tests.support.inputs.network_message import ties_in


def test_a_spell_from_memory_and_a_proposal_are_told_apart(folder: Path) -> None:
    treaties = cast_text("spells/treaties.csv", ",signed,,treaty,,s2,", ",proposed,,treaty,,s2,")
    spells = load_records(write_cast(folder, spells_treaties=treaties)).spells
    doubts = {spell.spell: doubt_of(spell) for spell in spells}
    assert (doubts["tur-1"], doubts["tr-1"], doubts["blr-2"]) == ("from memory", "proposed", "")


def test_what_both_languages_need_is_sent(ties: Ties) -> None:
    network = network_of(ties, TODAY)
    assert network["months"][8] == "Sep"
    assert network["changes"] == LIVE_CHANGES
    assert network["crowdedAbove"] == 40
    assert [tie["dyad"] for tie in ties_in(network) if tie["id"].startswith("BLR-CHN")] == ["BLR-CHN", "BLR-CHN"]


def test_the_actors_of_the_focus_are_sent_with_the_view(ties: Ties) -> None:
    def focus_actors(focus: str) -> list[str]:
        selection = select(ties, view_of_all(focus=focus))
        actors = view_of(selection, TODAY, name="n", heading="", fit_count=0, message_number=0)["focusActors"]
        assert isinstance(actors, list)
        return actors

    assert focus_actors("") == []
    assert focus_actors("CHN") == ["CHN"]
    assert focus_actors("BLR-CHN") == ["BLR", "CHN"]
