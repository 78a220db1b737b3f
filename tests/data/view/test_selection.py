"""What is in view on a day: filters, certainty, and what each filter hides."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import given

from components.wording.filters import filters_in_use, view_summary
from data.model.span import Force
from data.tables.dataset import load_records
from data.view.events import ordered_events
from data.view.partners import partner_regions
from data.view.selection import Selection, select, without
from data.view.ties import Ties, ties_of
from data.view.view import View
from tests.support.cast import FILES, cast_text, view_of_all, write_cast
from tests.support.inputs.anything import views


def wordings(selection: Selection) -> dict[str, str]:
    """Tie -> its wording on the day."""
    return {selection.ties.tie[index]: selection.ties.spells[index].wording for index in selection.indices}


def dyads(selection: Selection) -> set[str]:
    return {selection.ties.spells[index].dyad for index in selection.indices}


def test_a_tie_changes_its_wording_on_the_day_and_not_before(ties: Ties) -> None:
    before = select(ties, view_of_all(as_of=date(2022, 9, 14)))
    after = select(ties, view_of_all(as_of=date(2022, 9, 15)))
    assert wordings(before)["BLR-CHN|china_ladder"] == "comprehensive partnership"
    assert wordings(after)["BLR-CHN|china_ladder"] == "all-weather partnership"


def test_parallel_ties_of_a_dyad_are_kept_apart(ties: Ties) -> None:
    assert [tie for tie in wordings(select(ties, view_of_all())) if tie.startswith("BLR-CHN")] == [
        "BLR-CHN|china_ladder",
        "BLR-CHN|treaty|TR",
    ]


def test_two_treaties_of_one_kind_at_one_time_are_two_ties_and_one_after_the_other_is_one(folder: Path) -> None:
    later = "tr-3,BLR-CHN,TR,treaty of trade,,,,,2020-01-01,,,signed,,treaty,,s1,confirmed,,"
    ended = cast_text("spells/treaties.csv", "2015-05-10,,,signed", "2015-05-10,,2020-01-01,signed")
    beside = ties_of(load_records(write_cast(folder, spells_treaties=f"{FILES['spells/treaties.csv']}{later}\n")))
    after = ties_of(load_records(write_cast(folder, spells_treaties=f"{ended}{later}\n")))
    assert {tie for tie in beside.tie if tie.startswith("BLR-CHN|treaty")} == {
        "BLR-CHN|treaty|TR",
        "BLR-CHN|treaty|TR|2",
    }
    assert {tie for tie in after.tie if tie.startswith("BLR-CHN|treaty")} == {"BLR-CHN|treaty|TR"}


def test_a_value_that_other_sources_give_is_told_and_not_drawn(folder: Path) -> None:
    text = cast_text(
        "spells/china.csv",
        "2015-04-20,,,in force,visit,statement,,s1,confirmed,",
        "2015-04-20,,,in force,visit,statement,,s1,contested,pak-1",
    )
    text += "pak-1-other,CHN-PAK,T2,other words,,,,,2015-04-20,,,in force,,,,s2,contested,pak-1,A mirror has it otherwise.\n"
    dataset = load_records(write_cast(folder, spells_china=text))
    assert [spell.spell for spell in ties_of(dataset).spells if spell.dyad == "CHN-PAK"] == ["pak-1"]
    assert [row.id for row in dataset.disputes["pak-1"]] == ["pak-1-other"]


def test_a_proposal_neither_stands_nor_is_hidden_unless_asked_for(folder: Path) -> None:
    text = cast_text("spells/china.csv", "2015-04-20,,,in force", "2015-04-20,,,proposed")
    found = ties_of(load_records(write_cast(folder, spells_china=text)))
    assert "CHN-PAK" not in dyads(select(found, view_of_all()))
    assert select(found, view_of_all()).in_force.sum() == 5
    assert "CHN-PAK" in dyads(select(found, view_of_all(proposed=True)))


def test_an_imprecise_date_gives_a_possible_tie(ties: Ties) -> None:
    selection = select(ties, view_of_all(as_of=date(2011, 6, 10)))
    assert {
        selection.ties.spells[index].spell: selection.force(index)
        for index in selection.indices
        if selection.ties.spells[index].dyad == "CHN-RUS"
    } == {
        "rus-1": Force.POSSIBLE,
        "rus-2": Force.POSSIBLE,
    }
    assert (selection.count_shown, selection.count_certain) == (2, 1), "two possible spells of one tie are one tie"
    later = select(ties, view_of_all(as_of=date(2011, 7, 1)))
    assert [later.force(index) for index in later.indices if later.ties.spells[index].dyad == "CHN-RUS"] == [
        Force.CERTAIN
    ]


def test_a_tie_without_a_known_start_begins_when_a_source_shows_it(ties: Ties) -> None:
    assert "CHN-TUR" not in dyads(select(ties, view_of_all(as_of=date(2013, 4, 30))))
    assert "CHN-TUR" in dyads(select(ties, view_of_all(as_of=date(2013, 5, 1))))


def test_the_list_begins_with_the_highest_rung_and_the_earliest_arrival(ties: Ties) -> None:
    selection = select(ties, view_of_all(families=("china_ladder",)))
    assert [selection.ties.spells[index].spell for index in selection.indices] == ["pak-1", "blr-2", "rus-2", "tur-1"]


def test_each_filter_keeps_what_it_names(ties: Ties) -> None:
    def kept(**fields: object) -> set[str]:
        return dyads(select(ties, view_of_all(**fields)))

    assert kept(layers=("treaty",)) == {"BLR-RUS", "BLR-CHN"}
    assert kept(tiers=("T1",)) == {"BLR-CHN", "CHN-PAK"}
    assert kept(tiers=("china_ladder/D", "TR")) == {"CHN-RUS", "BLR-CHN", "BLR-RUS"}
    assert kept(actors=("RUS",)) == {"CHN-RUS", "BLR-RUS"}
    assert kept(actors=("RUS", "BLR"), among=True) == {"BLR-RUS"}
    assert kept(actors=("RUS",), among=True) == {"CHN-RUS", "BLR-RUS"}, "one actor alone has ties with others only"
    assert kept(regions=("South Asia",)) == {"CHN-PAK"}
    assert kept(grades=("recalled",)) == {"CHN-TUR"}


def test_a_region_means_the_partner_and_not_the_owner_of_the_words(ties: Ties) -> None:
    assert dyads(select(ties, view_of_all(regions=("East Asia",), families=("china_ladder",)))) == set()


def test_events_follow_the_region_of_the_partner_as_ties_do(ties: Ties) -> None:
    def events_in(region: str, **fields: object) -> list[str]:
        return [event.event for event in select(ties, view_of_all(regions=(region,), **fields)).events]

    assert events_in("East Asia", families=("china_ladder",)) == []
    assert events_in("East Asia", tiers=("china_ladder/B",)) == []
    assert events_in("East Asia") == [], "without a family no owner of any is a partner"
    assert events_in("South Asia", families=("china_ladder",)) == ["e3"]
    assert events_in("East Asia", layers=("treaty",)) == ["e3", "e1", "e2"], "a treaty is in the words of neither"


def test_between_two_owners_each_is_the_partner_of_the_other(ties: Ties) -> None:
    def regions(*owners: str) -> tuple[str, ...]:
        return partner_regions(ties.dataset, ("CHN", "RUS"), frozenset(owners))

    assert regions("CHN", "RUS") == regions() == ("East Asia", "Europe")
    assert regions("CHN") == ("", "Europe")


def test_east_asia_on_chinas_ladder_keeps_the_events_with_its_partners_there(curated_ties: Ties) -> None:
    selection = select(curated_ties, view_of_all(families=("china_ladder",), regions=("East Asia",)))
    partners = {actor for dyad in dyads(selection) for actor in dyad.split("-")} - {"CHN"}
    assert len(dyads(selection)) == 4
    assert {curated_ties.dataset.actors[actor].region for actor in partners} == {"East Asia"}
    assert {event.dyad for event in selection.events} <= dyads(selection)


def test_a_search_finds_any_name_accent_and_case_and_the_events_of_a_dyad(ties: Ties) -> None:
    def kept(text: str) -> set[str]:
        return dyads(select(ties, view_of_all(text=text)))

    assert kept("turkiye") == kept("TÜRKIYE") == kept("土耳其") == kept("Turkey") == {"CHN-TUR"}
    assert kept("всестороннее") == set()  # that wording ended in 2022
    assert kept("potash") == {"BLR-CHN"}  # a note of an event of the dyad
    assert kept("corridor road") == {"CHN-PAK"}


def test_a_neighbourhood_holds_what_is_within_the_steps(ties: Ties) -> None:
    assert dyads(select(ties, view_of_all(focus="PAK", steps=1))) == {"CHN-PAK"}
    assert "BLR-RUS" not in dyads(select(ties, view_of_all(focus="PAK", steps=1)))
    assert dyads(select(ties, view_of_all(focus="PAK", steps=2))) == {
        "CHN-PAK",
        "BLR-CHN",
        "CHN-RUS",
        "CHN-TUR",
        "BLR-RUS",
    }


def test_focus_and_highlight_hide_nothing(ties: Ties) -> None:
    assert dyads(select(ties, view_of_all(focus="PAK", mark="nothing"))) == dyads(select(ties, view_of_all()))


def test_each_filter_says_what_it_alone_hides(ties: Ties) -> None:
    selection = select(ties, view_of_all(tiers=("T1",), actors=("BLR",)))
    assert dyads(selection) == {"BLR-CHN"}
    assert selection.hides == {"tiers": 2, "actors": 1}


def test_what_a_filter_hides_is_counted_with_the_neighbourhood_that_it_leaves(ties: Ties) -> None:
    selection = select(ties, view_of_all(tiers=("T3",), focus="TUR", steps=2))
    assert dyads(selection) == {"CHN-TUR"}
    assert select(ties, without(selection.view, "tiers")).count_shown == 1 + selection.hides["tiers"] == 6


def test_dropping_a_filter_brings_back_what_it_said(ties: Ties) -> None:
    selection = select(ties, view_of_all(tiers=("T1",), actors=("TUR",)))
    assert not selection.shown.any()
    back = select(ties, without(selection.view, "actors"))
    assert int(back.shown.sum()) == selection.count_without("actors") == 2


def test_events_pass_by_kind_time_and_text(ties: Ties) -> None:
    def kept(**fields: object) -> list[str]:
        return [event.event for event in select(ties, view_of_all(**fields)).events]

    assert kept() == ["e3", "e1", "e2"]
    assert kept(kinds=("statement",)) == ["e2"]
    assert kept(since=date(2013, 7, 20)) == ["e3", "e1", "e2"]  # July 2013 may be after the 20th
    assert kept(since=date(2013, 8, 1), until=date(2022, 12, 31)) == ["e1"]
    assert kept(text="samarkand") == ["e1"]
    assert kept(actors=("PAK",)) == ["e3"]


# Any view ------------------------------------------------------------------------------------------


@given(views())
def test_filters_only_ever_take_away(ties: Ties, view: View) -> None:
    found, whole = select(ties, view), select(ties, View(as_of=view.as_of, proposed=view.proposed))
    assert not (found.shown & ~whole.shown).any()
    assert (found.in_force == whole.in_force).all()
    assert (found.shown == (found.passed & found.in_force)).all()
    assert found.count_certain <= found.count_shown <= whole.count_shown
    assert found.actors <= whole.actors
    assert set(found.events) <= set(ordered_events(ties.dataset))
    assert view_summary(found)


@given(views())
def test_dropping_a_filter_brings_back_what_it_said_and_takes_nothing(ties: Ties, view: View) -> None:
    selection = select(ties, view)
    for part in filters_in_use(selection):
        back = select(ties, without(view, part.field))
        assert not (selection.shown & ~back.shown).any()
        # Without another filter the neighbourhood of the focus grows, and what that brings is counted, too.
        assert back.count_shown - selection.count_shown == part.hides


@given(views())
def test_everything_is_the_union_of_its_families_layers_and_grades(ties: Ties, view: View) -> None:
    whole = View(as_of=view.as_of, proposed=view.proposed)
    facts: dict[str, set[str]] = {
        "families": {tier.family for tier in ties.tiers},
        "layers": {ties.layer(index) for index in range(len(ties))},
        "grades": {spell.grade for spell in ties.spells},
        "tiers": {ties.group(index) for index in range(len(ties))},
        "actors": set(ties.actors_tied),
    }
    for name, values in facts.items():
        parts = [select(ties, replace(whole, **{name: (value,)})).shown for value in values]  # type: ignore[arg-type]
        assert (np.logical_or.reduce(parts) == select(ties, whole).shown).all()
