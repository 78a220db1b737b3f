"""Groups in a picture of their own: each within a rectangle, so that no two outlines overlap."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.network.layouts.geometry import TALL, WIDE, Frame
from components.network.layouts.hulls import GroupBox, grouped_positions, hull_around, rectangles
from tests.support.examples import examples

GROUPS = [
    tuple(f"{group}{number}" for number in range(size))
    for group, size in zip("abcdef", (14, 9, 5, 4, 3, 3), strict=True)
]
REACH = 20.0


def _meet(one: GroupBox, other: GroupBox) -> bool:
    return all(
        min(one[side] + one[side + 2], other[side] + other[side + 2]) - max(one[side], other[side]) > 1e-6
        for side in (0, 1)
    )


@given(st.lists(st.floats(1, 1000), min_size=1, max_size=12))
@examples(60)
def test_rectangles_fill_the_whole_without_overlap_in_proportion(areas: list[float]) -> None:
    areas.sort(reverse=True)
    boxes = rectangles(areas, (-300.0, -200.0, 600.0, 400.0))
    for area, (_, _, width, height) in zip(areas, boxes, strict=True):
        assert width * height == pytest.approx(area / sum(areas) * 600 * 400)
    assert not any(_meet(one, other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_no_outline_reaches_into_another(frame: Frame) -> None:
    graph: nx.Graph[str] = nx.Graph()
    for group in GROUPS:
        graph.add_edges_from(combinations(group, 2))
    graph.add_edges_from(zip(GROUPS[0], GROUPS[1], strict=False))
    positions = grouped_positions(graph, GROUPS, dict.fromkeys(graph, 60.0), frame)
    assert set(positions) == set(graph)
    boxes = []
    for group in GROUPS:
        xs, ys = zip(*hull_around([positions[actor] for actor in group], REACH), strict=True)
        boxes.append((min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    assert not any(_meet(one, other) for one, other in combinations(boxes, 2))
