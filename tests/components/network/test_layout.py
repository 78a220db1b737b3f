"""Where everyone is: by the subject alone, without chance, inside of the frame, and far enough apart for names."""

import math
import random
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest

from components.network.layouts.arrangement import (
    Arrangement,
    arrangement_of,
    layout_for,
    layouts_for,
    why_not,
)
from components.network.layouts.free import MOST_EXACT, free_positions
from components.network.layouts.geometry import DOT_RADIUS, FRAMES, NAME_LINE, TALL, WIDE, Frame
from components.network.layouts.graph import lane_of, tie_lines_of
from components.network.layouts.labels import CROWDED_ABOVE, LABEL_SIZES, MOST_NAMED
from components.network.layouts.lanes import WORD_ROOM, Lanes, apex, lanes_of
from components.network.layouts.rings import DOT_WIDTH, ROW_HEIGHT, RingLayout, ring_layout_of
from components.network.layouts.selected import crossings, selected_positions
from components.network.layouts.subject import Subject, subject_of
from components.style.text_width import estimated_width
from data.view.ties import Ties
from data.view.view import LAYOUTS, Layout, View
from tests.support.cast import view_of_all

DAY = date(2026, 8, 22)
FOCAL = ("BLR", "CHN", "PAK", "RUS")


def arranged(ties: Ties, layout: Layout, frame: Frame = WIDE, **fields: Any) -> Arrangement:
    return arrangement_of(ties, subject_of(ties, replace(View(as_of=DAY), **fields)), layout, frame)


def rings_around(ties: Ties, **fields: Any) -> RingLayout:
    rings = arranged(ties, "rings", **fields).rings
    assert rings
    return rings


def seeded_sets(ties: Ties, number: int) -> list[tuple[str, ...]]:
    chance = random.Random(1951)
    return [tuple(chance.sample(ties.actors_tied, chance.randint(2, MOST_NAMED))) for _ in range(number)]


# The subject ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"as_of": date(1995, 1, 1)},
        {"layers": ("treaty",)},
        {"tiers": ("T1",)},
        {"grades": ("confirmed",)},
        {"text": "samarkand"},
        {"mark": "china"},
        {"focus": "BLR-CHN"},
        {"regions": ("Europe",)},
        {"proposed": True},
    ],
)
def test_no_filter_date_or_focus_changes_who_is_in_the_picture(ties: Ties, fields: dict[str, object]) -> None:
    view = view_of_all(actors=("BLR", "CHN", "RUS"), among=True)
    assert subject_of(ties, replace(view, **fields)) == subject_of(ties, view)  # type: ignore[arg-type]


def test_one_actor_is_the_centre_of_all_its_partners(ties: Ties) -> None:
    assert subject_of(ties, view_of_all(actors=("BLR",))) == Subject("centre", ("BLR", "CHN", "RUS"), "BLR")


def test_countries_chosen_alone_are_by_themselves(ties: Ties) -> None:
    view = view_of_all(actors=("PAK", "BLR"), among=True)
    assert subject_of(ties, view) == Subject("actors", ("BLR", "PAK"))
    assert subject_of(ties, replace(view, among=False)).actors == ("BLR", "CHN", "PAK", "RUS")


def test_steps_reach_further_from_the_focus(ties: Ties) -> None:
    assert subject_of(ties, view_of_all(focus="PAK", steps=1)).actors == ("CHN", "PAK")
    assert subject_of(ties, view_of_all(focus="PAK", steps=2)) == Subject(
        "centre", ("BLR", "CHN", "PAK", "RUS", "TUR"), "PAK"
    )


def test_a_family_shows_its_members_and_an_empty_choice_everyone(ties: Ties) -> None:
    assert subject_of(ties, view_of_all(families=("treaty",))).actors == ("BLR", "CHN", "RUS")
    assert subject_of(ties, view_of_all()) == Subject("everyone", ties.actors_tied)


# Every layout --------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_positions_come_out_the_same_again(curated_ties: Ties, layout: Layout) -> None:
    first = arranged(curated_ties, layout, actors=("RUS",))
    assert arranged(replace(curated_ties), layout, actors=("RUS",)) == first


@pytest.mark.slow
@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_every_actor_of_a_set_is_inside_of_the_frame_with_room_for_its_name(curated_ties: Ties, frame: Frame) -> None:
    names = curated_ties.dataset.actors
    for actors in seeded_sets(curated_ties, 60):
        arrangement = arranged(curated_ties, "force", frame, actors=actors, among=True)
        boxes = {}
        for actor, (x, y) in arrangement.positions.items():
            half = max(estimated_width(names[actor].short_name, LABEL_SIZES["name"]) / 2, DOT_RADIUS)
            boxes[actor] = (x - half, y - DOT_RADIUS, x + half, y + DOT_RADIUS + NAME_LINE)
        assert set(boxes) == set(actors)
        if frame is not WIDE:
            continue
        for left, top, right, bottom in boxes.values():
            assert -frame.width / 2 <= left
            assert right <= frame.width / 2
            assert -frame.height / 2 <= top
            assert bottom <= frame.height / 2
        for (one, a), (other, b) in combinations(boxes.items(), 2):
            apart = a[2] <= b[0] + 2 or b[2] <= a[0] + 2 or a[3] <= b[1] + 2 or b[3] <= a[1] + 2
            assert apart, f"{one} and {other} of {actors}"


@pytest.mark.slow
def test_no_dot_of_everyone_is_on_another(curated_ties: Ties) -> None:
    positions = arranged(curated_ties, "force").positions
    assert set(positions) == set(curated_ties.actors_tied)
    for (x, y), (other_x, other_y) in combinations(positions.values(), 2):
        assert max(abs(x - other_x), abs(y - other_y)) >= 8


def test_a_layout_that_a_subject_cannot_have_says_why_and_gives_way(curated_ties: Ties) -> None:
    everyone = subject_of(curated_ties, View(as_of=DAY))
    hungary = subject_of(curated_ties, View(as_of=DAY, actors=("HUN",)))
    assert "up to 14 countries" in why_not(curated_ties, everyone, "focal")
    assert layout_for(curated_ties, everyone, "focal") == "force"
    assert why_not(curated_ties, hungary, "rings") == "By rank needs a ladder, and the records have none for Hungary."
    assert layout_for(curated_ties, hungary, "rings") == "focal"
    assert layouts_for(curated_ties, hungary) == ("focal", "force", "map")


def test_an_actor_without_any_tie_makes_an_empty_picture(curated_ties: Ties) -> None:
    lonely = next(actor for actor in curated_ties.dataset.actors if actor not in curated_ties.actors_tied)
    for layout in LAYOUTS:
        assert arranged(curated_ties, layout, actors=(lonely,)).positions == {}


# Selected countries --------------------------------------------------------------------------------


def test_the_four_focal_states_are_at_the_corners(curated_ties: Ties) -> None:
    positions = arranged(curated_ties, "focal", actors=FOCAL, among=True).positions
    signs = {actor: (x > 0, y > 0) for actor, (x, y) in positions.items()}
    assert signs == {"BLR": (False, False), "RUS": (True, False), "CHN": (True, True), "PAK": (False, True)}


def test_two_are_side_by_side_and_three_make_a_triangle() -> None:
    widths = dict.fromkeys("ABC", 40.0)
    two = selected_positions(("A", "B"), {("A", "B"): Lanes(1, 1)}, widths, WIDE, 20.0)
    assert two["A"][1] == two["B"][1] == 0
    three = selected_positions(("A", "B", "C"), {}, widths, WIDE, 0.0)
    assert len({y for _, y in three.values()}) == 2


def test_an_ellipse_uses_its_frame(curated_ties: Ties) -> None:
    positions = arranged(curated_ties, "focal", actors=curated_ties.actors_tied[:9], among=True).positions
    across, down = ([point[axis] for point in positions.values()] for axis in (0, 1))
    assert max(across) - min(across) > 0.75 * WIDE.width
    assert max(down) - min(down) > 0.75 * WIDE.height


def test_the_order_on_the_ellipse_crosses_less_than_that_of_the_alphabet(curated_ties: Ties) -> None:
    actors = ("BLR", "CHN", "IND", "IRN", "KAZ", "KGZ", "PAK", "RUS", "TJK", "UZB")
    pairs = [pair for pair in lanes_of(curated_ties) if set(pair) <= set(actors)]
    positions = arranged(curated_ties, "focal", actors=actors, among=True).positions
    order = sorted(actors, key=lambda actor: math.atan2(*positions[actor]))
    assert crossings(order, pairs) < crossings(sorted(actors), pairs)


# Several ties of a pair ----------------------------------------------------------------------------


@pytest.mark.slow
def test_few_pairs_have_room_for_all_their_ties_and_more_have_one_line_each(curated_ties: Ties) -> None:
    actors = ("BLR", "CHN", "PAK", "RUS", "IRN", "KAZ")
    apart = {
        number: arranged(curated_ties, "focal", actors=actors[:number], among=True).are_apart for number in (2, 4, 6)
    }
    assert apart == {2: True, 4: True, 6: False}
    assert not arranged(curated_ties, "focal", TALL, actors=FOCAL, among=True).are_apart
    assert not arranged(curated_ties, "force").are_apart


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
@pytest.mark.parametrize("actors", [("CHN", "PAK"), ("BLR", "CHN", "RUS"), FOCAL], ids=len)
def test_the_outermost_tie_of_every_pair_is_in_the_frame_with_its_words(
    curated_ties: Ties, actors: tuple[str, ...], frame: Frame
) -> None:
    arrangement = arranged(curated_ties, "focal", frame, actors=actors, among=True)
    assert len(arrangement.lanes) > 0
    for (one, other), (above, below) in arrangement.lanes.items():
        lanes = lanes_of(curated_ties)[one, other]
        for aside in (lanes.above * above, -lanes.below * below):
            x, y = apex(arrangement.positions[one], arrangement.positions[other], aside)
            assert abs(x) + WORD_ROOM <= frame.width / 2
            assert abs(y) + WORD_ROOM <= frame.height / 2


# By rank -------------------------------------------------------------------------------------------


def test_names_on_the_rings_do_not_touch(curated_ties: Ties) -> None:
    actors = curated_ties.dataset.actors
    boxes = {
        key: (x, y, x + DOT_WIDTH / 2 + estimated_width(actors[key].short_name, LABEL_SIZES["crowdedName"]))
        for key, (x, y) in rings_around(curated_ties).positions.items()
    }
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = abs(a[1] - b[1]) >= ROW_HEIGHT - 1 or a[2] <= b[0] or b[2] <= a[0]
        assert apart, f"{one} and {other}"


def test_rings_grow_outwards_by_rung(curated_ties: Ties) -> None:
    rings = rings_around(curated_ties)
    assert (rings.centre, rings.family) == ("CHN", "china_ladder")
    names = [ring.name for ring in rings.rings]
    assert names[:3] == ["Coordination (Russia)", "All-weather and permanent", "Comprehensive strategic cooperative"]
    edges = [ring.edge for ring in rings.rings]
    assert all(inner.left > outer.left and inner.top > outer.top for inner, outer in pairwise(edges))


@pytest.mark.parametrize("centre", ["CHN", "RUS", "BLR", "PAK"])
def test_the_centre_of_rings_is_in_the_middle_of_the_picture(curated_ties: Ties, centre: str) -> None:
    edge = rings_around(curated_ties, actors=(centre,)).rings[-1].edge
    # Room for titles is only above.
    assert 0.35 < -edge.top / edge.height < 0.72


@pytest.mark.parametrize(
    ("centre", "family", "innermost"),
    [
        ("RUS", "russia_ladder", "Alliance"),
        ("BLR", "belarus_ladder", "Alliance"),
        ("PAK", "treaty", "Defence and offence"),
        ("ORG:SCO", "organisation", "Members"),
    ],
)
def test_a_centre_is_ranked_by_its_own_ladder(curated_ties: Ties, centre: str, family: str, innermost: str) -> None:
    rings = rings_around(curated_ties, actors=(centre,))
    assert (rings.centre, rings.family, rings.rings[0].name) == (centre, family, innermost)


def test_an_actor_is_inside_the_ring_of_its_latest_label(ties: Ties) -> None:
    rings = rings_around(ties)
    edge = next(ring.edge for ring in rings.rings if ring.name == "All-weather")
    for actor in ("BLR", "PAK"):
        x, y = rings.positions[actor]
        assert edge.left < x < edge.right
        assert edge.top < y < edge.bottom


def test_every_actor_but_the_centre_has_a_ring(curated_ties: Ties) -> None:
    layout = rings_around(curated_ties)
    assert set(layout.ring_of) == set(curated_ties.actors_tied) - {layout.centre}
    for actor, (x, y) in layout.positions.items():
        inside = [i for i, ring in enumerate(layout.rings) if ring.edge.left < x < ring.edge.right]
        inside = [i for i in inside if layout.rings[i].edge.top < y < layout.rings[i].edge.bottom]
        assert actor == layout.centre or layout.ring_of[actor] == inside[0]


def test_the_ring_of_those_without_a_label_says_what_they_lack(curated_ties: Ties) -> None:
    assert rings_around(curated_ties).rings[-1].name == "No partnership label with China"
    alone = Subject("actors", ("BLR", "CHN", "ORG:CSTO"), "CHN")
    layout = ring_layout_of(curated_ties, alone, WIDE)
    assert layout is not None
    assert layout.rings[-1].name == "No declared tie with China", "nobody in it has any"
    russia = rings_around(curated_ties, actors=("RUS",))
    assert russia.centre == "RUS"
    assert russia.rings[-1].name == "Not on this ranking", "China has a label with it, on its own ranking"


# Map and free layout -------------------------------------------------------------------------------


def test_on_the_map_the_north_is_above_and_the_east_to_the_right(curated_ties: Ties) -> None:
    positions = arranged(curated_ties, "map", actors=("CHN", "DEU", "ETH", "RUS"), among=True).positions
    assert positions["DEU"][0] < positions["RUS"][0] < positions["CHN"][0]
    assert positions["RUS"][1] < positions["CHN"][1] < positions["ETH"][1]


def test_the_map_of_china_has_the_pacific_in_the_middle(curated_ties: Ties) -> None:
    positions = arranged(curated_ties, "map").positions
    assert positions["CHN"][0] < positions["USA"][0]
    assert arranged(curated_ties, "map", actors=("DEU", "USA"), among=True).positions["USA"][0] < 0


def test_a_map_has_coasts_and_keeps_everyone_inside(curated_ties: Ties) -> None:
    arrangement = arranged(curated_ties, "map")
    assert arrangement.outlines is not None
    assert arrangement.outlines.land.startswith("M")
    assert len(arrangement.positions) > CROWDED_ABOVE
    for x, y in arrangement.positions.values():
        assert abs(x) < WIDE.width / 2
        assert abs(y) < WIDE.height / 2


@pytest.mark.parametrize("size", [6, MOST_EXACT // 2 + 50], ids=["few", "crowd"])
def test_a_cluster_of_its_own_comes_apart_in_the_free_layout(size: int) -> None:
    actors = tuple(f"{node:04}" for node in range(2 * size))
    # Each is tied to the five after it, and one tie joins the two circles.
    near = [
        (begin + one, begin + (one + step) % size) for begin in (0, size) for one in range(size) for step in range(1, 6)
    ]
    graph = nx.Graph((actors[one], actors[other]) for one, other in [*near, (0, size)])
    positions = free_positions(graph, dict.fromkeys(actors, 30.0), WIDE)

    def mean_distance(pairs: list[tuple[str, str]]) -> float:
        return sum(math.dist(positions[one], positions[other]) for one, other in pairs) / len(pairs)

    first, second = actors[:size], actors[size:]
    inside = [*combinations(first, 2), *combinations(second, 2)]
    between = [(one, other) for one in first for other in second]
    assert mean_distance(inside) < mean_distance(between)


# Ties ----------------------------------------------------------------------------------------------


def test_parallel_ties_take_lanes_to_both_sides() -> None:
    assert [lane_of(order) for order in range(5)] == [0, 1, -1, 2, -2]


def test_a_dyads_ties_have_lanes_of_their_own(curated_ties: Ties) -> None:
    lanes = [line.lane for line in tie_lines_of(curated_ties) if line.actors == ("BLR", "RUS")]
    assert len(lanes) == len(set(lanes)) > 5
    assert sum(line.dyad == "BLR-RUS" for line in tie_lines_of(curated_ties)) == len(lanes)
