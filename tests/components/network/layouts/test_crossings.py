"""Lines that cross, and places at which they cross less."""

import numpy as np

from components.network.layouts.crossings import crossing_count, with_fewer_crossings

SQUARE = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
DIAGONALS = np.array([[0, 2], [1, 3]])


def test_diagonals_cross_and_sides_do_not() -> None:
    assert crossing_count(SQUARE, DIAGONALS) == 1
    assert crossing_count(SQUARE, np.array([[0, 1], [2, 3]])) == 0


def test_lines_that_meet_at_an_actor_do_not_cross() -> None:
    assert crossing_count(SQUARE, np.array([[0, 2], [0, 1], [1, 2]])) == 0


def test_actors_move_until_their_lines_no_longer_cross() -> None:
    points = with_fewer_crossings(SQUARE * 0.3, DIAGONALS)
    assert crossing_count(points, DIAGONALS) == 0


def test_an_actor_leaves_the_line_of_two_others() -> None:
    in_line = np.array([[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0], [0.4, 0.9]])
    points = with_fewer_crossings(in_line, np.array([[0, 2], [1, 3]]))
    assert abs(points[1][1] - points[0][1]) > 0.05


def test_whom_everyone_is_tied_to_stays_in_the_middle() -> None:
    angles = np.linspace(0, 2 * np.pi, 9)[:-1]
    wheel = np.concatenate([[[0.0, 0.0]], np.c_[np.cos(angles), np.sin(angles)]])
    spokes = [[0, rim] for rim in range(1, 9)]
    points = with_fewer_crossings(wheel, np.array([*spokes, [1, 4], [2, 7]]))
    assert points[0].tolist() == [0, 0]


def test_the_places_are_the_same_each_time() -> None:
    dice = np.random.default_rng(1)
    points, pairs = dice.uniform(-1, 1, (20, 2)), np.array([[one, (one * 7 + 3) % 20] for one in range(20)])
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    first = with_fewer_crossings(points, pairs)
    assert np.array_equal(first, with_fewer_crossings(points, pairs))
    assert crossing_count(first, pairs) < crossing_count(points, pairs)
