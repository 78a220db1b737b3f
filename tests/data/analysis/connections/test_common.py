"""What actors share, what only one has, and who else has the same: as a plain comparison of sets finds it."""

from datetime import date

import pytest
from hypothesis import given

from data.analysis.connections.common import MOST_ACTORS, InCommon, in_common
from data.view.selection import select
from data.view.ties import Ties
from tests.data.analysis.connections.ledger import ACTORS, DAYS, LEDGERS, TIERS, Drawn, ledger, on
from tests.support.cast import view_of_all
from tests.support.examples import examples

# In the cast each tier has a group of its own; a measure has no direction there.
KINDS = {"partnership": "label", "treaty": "treaty", "adversarial": "measure"}


def _has(drawn: list[Drawn], day: int, actor: str) -> set[tuple[str, str, str]]:
    """(kind, partner, tier) of everything that an actor has on a day."""
    return {
        (KINDS[TIERS[one.tier]], one.other if actor == one.one else one.one, one.tier)
        for one in drawn
        if one.is_in_force(day) and actor in (one.one, one.other)
    }


@given(LEDGERS, DAYS)
@examples(25)
def test_what_is_shared_and_what_only_one_has(drawn: list[Drawn], day: int) -> None:
    asked = ACTORS[:3]
    found = in_common(on(ledger(drawn), day), asked)
    by_actor = [
        {(kind, partner) for kind, partner, _ in _has(drawn, day, actor) if partner not in asked} for actor in asked
    ]
    assert {(row.kind, row.partner) for row in found.shared} == set.intersection(*by_actor)
    for place, own in enumerate(by_actor):
        others = set().union(*(of for number, of in enumerate(by_actor) if number != place))
        assert {(row.kind, row.partner) for row in found.only[place]} == own - others
    count = len(found.shared) + len(found.partly) + sum(map(len, found.only))
    assert count == len(set().union(*by_actor))


def _by_tie(drawn: list[Drawn], day: int, actor: str) -> dict[tuple[str, str], set[str]]:
    """(kind, partner) of everything that an actor has on a day -> its tiers."""
    ties: dict[tuple[str, str], set[str]] = {}
    for kind, partner, tier in _has(drawn, day, actor):
        ties.setdefault((kind, partner), set()).add(tier)
    return ties


@given(LEDGERS, DAYS)
@examples(40)
def test_who_is_alike_has_what_is_shared_as_it_is_shared(drawn: list[Drawn], day: int) -> None:
    asked = ACTORS[:2]
    found = in_common(on(ledger(drawn), day), asked)
    one, other = (_by_tie(drawn, day, actor) for actor in asked)
    same = {key: one[key] & other[key] for key in one.keys() & other.keys() if key[1] not in asked}
    assert {(row.kind, row.partner): row.is_same for row in found.shared} == {key: bool(of) for key, of in same.items()}
    partners = {partner for _, partner in same}
    others = {actor: _by_tie(drawn, day, actor) for actor in ACTORS[2:]}
    held = {
        actor: {key for key in same.keys() & own.keys() if key[0] != "label" or not same[key] or same[key] & own[key]}
        for actor, own in others.items()
    }
    near = {actor: len(of) for actor, of in held.items() if of and actor not in partners}
    assert {each.actor for each in found.alike} == set(near)
    assert [len(each.shared) for each in found.alike] == sorted(near.values(), reverse=True)
    for each in found.alike:
        assert {(trait.kind, trait.partner) for trait in each.shared} == held[each.actor]
        assert all(
            bool(trait.group) == bool(trait.kind == "label" and same["label", trait.partner]) for trait in each.shared
        )
        number = len(each.shared)
        assert each.similarity == pytest.approx(number / (len(same) + len(others[each.actor]) - number))
        assert each.has_all == (number == len(same))
    most = max(near.values(), default=0)
    assert found.most_held == most
    assert set(found.closest) == {actor for actor, number in near.items() if number == most}
    assert set(found.partners_as_close) == {actor for actor in partners if len(held[actor]) >= max(most, 1)}


def _shared(found: InCommon) -> list[tuple[str, str, bool]]:
    return [(row.kind, row.partner, row.is_same) for row in found.shared]


def test_two_with_the_same_label_share_it_since_the_later_of_the_two(ties: Ties) -> None:
    found = in_common(select(ties, view_of_all()), ("BLR", "PAK"))
    assert _shared(found) == [("label", "CHN", True)]
    assert found.shared[0].since
    # Belarus has had a label since 29 September 2016, and it became the same one in 2022.
    assert date.fromordinal(found.shared[0].since.latest) == date(2022, 9, 15)


def test_a_partner_with_other_labels_is_shared_but_not_the_same(ties: Ties) -> None:
    found = in_common(select(ties, view_of_all()), ("BLR", "RUS"))
    assert _shared(found) == [("label", "CHN", False)]
    assert [ties.spells[index].spell for index in found.between] == ["tr-1"]
    assert [row.partner for row in found.only[0]] == ["CHN"], "the treaty of Belarus with China"


def test_one_actor_has_no_other_to_share_with_but_others_can_have_the_same(ties: Ties) -> None:
    found = in_common(select(ties, view_of_all()), ("PAK",))
    assert [(one.actor, one.has_all) for one in found.alike] == [("BLR", True)]


@pytest.mark.parametrize("number", [0, MOST_ACTORS + 1])
def test_the_question_is_of_one_to_five(ties: Ties, number: int) -> None:
    with pytest.raises(ValueError, match="one to 5"):
        in_common(select(ties, view_of_all()), ACTORS[:number])


def test_who_is_on_the_list_is_not_compared_with_it_and_a_treaty_has_no_rank(curated_ties: Ties) -> None:
    found = in_common(select(curated_ties, view_of_all(as_of=date(2026, 10, 10))), ("BLR", "PAK"))
    kinds = [(one.kind, one.partner, bool(one.group)) for one in found.traits]
    assert kinds == [
        ("label", "CHN", True),
        ("organisation", "ORG:SCO", True),
        ("treaty", "CHN", False),
        ("integration", "CHN", False),
    ]
    shared = {one.actor: {(trait.kind, trait.partner) for trait in one.shared} for one in found.alike}
    assert not {"CHN", "ORG:SCO"} & set(shared)
    # Their treaties with China bind them to more, or to other things.
    assert shared["RUS"] >= {("treaty", "CHN"), ("organisation", "ORG:SCO")}


def test_a_membership_counts_once_as_a_place_in_the_organisation(curated_ties: Ties) -> None:
    found = in_common(select(curated_ties, view_of_all(as_of=date(2026, 10, 10))), ("BLR", "RUS"))
    every = (*found.shared, *found.partly, *(row for rows in found.only for row in rows))
    assert "organisation" in {row.kind for row in every}
    assert "membership" not in {row.kind for row in every}
