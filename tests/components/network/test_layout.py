"""Positions: without chance, for all times, and far enough apart for names."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from components.network.graph import graph_of, lane_of, tie_lines_of
from components.network.labels import LABEL_SIZES
from components.network.layout import CORNERS, positions_of
from components.network.rings import DOT_WIDTH, ROW_HEIGHT, center_of, ring_layout_of
from components.style.text_width import estimated_width
from data.view.ties import Ties
from data.view.view import LAYOUTS, Layout


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_actor_of_all_times_has_a_place_of_its_own(curated_ties: Ties, layout: Layout) -> None:
    positions = positions_of(curated_ties, layout)
    assert tuple(positions) == curated_ties.actors_tied
    assert layout == "map" or len(set(positions.values())) == len(positions)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_positions_come_out_the_same_again(curated_ties: Ties, layout: Layout) -> None:
    first = dict(positions_of(curated_ties, layout))
    assert positions_of(replace(curated_ties), layout) == first


def test_names_on_the_rings_do_not_touch(curated_ties: Ties) -> None:
    positions = positions_of(curated_ties, "rings")
    actors = curated_ties.dataset.actors
    boxes = {
        key: (x, y, x + DOT_WIDTH / 2 + estimated_width(actors[key].short_name, LABEL_SIZES["crowdedName"]))
        for key, (x, y) in positions.items()
    }
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = abs(a[1] - b[1]) >= ROW_HEIGHT - 1 or a[2] <= b[0] or b[2] <= a[0]
        assert apart, f"{one} and {other}"


def test_rings_grow_outwards_by_rung(curated_ties: Ties) -> None:
    rings = ring_layout_of(curated_ties)
    assert rings.center == center_of(curated_ties) == "CHN"
    names = [ring.name for ring in rings.rings]
    assert names[:3] == ["Coordination (Russia)", "All-weather and permanent", "Comprehensive strategic cooperative"]
    edges = [ring.edge for ring in rings.rings]
    assert all(inner.left > outer.left and inner.top > outer.top for inner, outer in pairwise(edges))


def test_an_actor_stands_inside_the_ring_of_its_last_tier(ties: Ties) -> None:
    rings = ring_layout_of(ties)
    edge = next(ring.edge for ring in rings.rings if ring.name == "All-weather")
    for actor in ("BLR", "PAK"):
        x, y = rings.positions[actor]
        assert edge.left < x < edge.right
        assert edge.top < y < edge.bottom


def test_every_actor_but_the_center_has_a_ring(curated_ties: Ties) -> None:
    layout = ring_layout_of(curated_ties)
    assert set(layout.ring_of) == set(curated_ties.actors_tied) - {layout.center}
    for actor, (x, y) in layout.positions.items():
        inside = [i for i, ring in enumerate(layout.rings) if ring.edge.left < x < ring.edge.right]
        inside = [i for i in inside if layout.rings[i].edge.top < y < layout.rings[i].edge.bottom]
        assert actor == layout.center or layout.ring_of[actor] == inside[0]


def test_the_ring_of_those_without_a_tie_names_the_center(curated_ties: Ties) -> None:
    assert ring_layout_of(curated_ties).rings[-1].name == "No declared tie with China"


def test_dyads_with_many_parallel_ties_are_level_in_the_focal_layout(curated_ties: Ties) -> None:
    positions = positions_of(curated_ties, "focal")
    assert [positions[actor] for actor in ("BLR", "RUS", "CHN", "PAK")] == list(CORNERS)


def test_parallel_ties_take_lanes_to_both_sides() -> None:
    assert [lane_of(order) for order in range(5)] == [0, 1, -1, 2, -2]


def test_a_dyads_ties_have_lanes_of_their_own(curated_ties: Ties) -> None:
    lanes = [line.lane for line in tie_lines_of(curated_ties) if line.actors == ("BLR", "RUS")]
    assert len(lanes) == len(set(lanes)) > 5
    assert graph_of(curated_ties).number_of_edges("BLR", "RUS") == len(lanes)
