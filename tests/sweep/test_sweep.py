"""A seeded part of the sweep, at every size of screen; all of it is `python -m tests.sweep`."""

from collections.abc import Sequence
from datetime import date

import pytest
from playwright.sync_api import Page

from data.view.ties import Ties
from tests.sweep.cases import Case, all_cases, some_cases
from tests.sweep.drawn import DrawnPicture, Label, faults_of, share_used
from tests.sweep.screen import SIZES, screen

TODAY = date(2026, 8, 1)
PICTURES = 9
EVERYONE_NAMED = "preset ladder, rings"


@pytest.mark.browser
@pytest.mark.one_reader
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_picture_is_whole(page: Page, address: str, curated_ties: Ties, size: tuple[int, int]) -> None:
    pictures = some_cases(curated_ties, TODAY, PICTURES, seed=size[0])
    presets = [case for case in all_cases(curated_ties, TODAY, sets=0) if case.name.startswith("preset ")]
    shown = screen(page, address, size, curated_ties, TODAY)
    drawn = {case.name: shown.draw(case) for case in [*pictures, *presets]}
    faults = {name: faults for name, picture in drawn.items() if (faults := faults_of(picture))}
    assert faults == {}
    if size in ((1440, 900), (1920, 1080)):
        assert drawn[EVERYONE_NAMED].missing_names == 0, "there is room for all names of China's ladder"


def test_the_sweep_has_every_actor_as_the_centre_every_layout_and_all_sets(curated_ties: Ties) -> None:
    pictures = all_cases(curated_ties, TODAY, sets=5)
    names = {case.name for case in pictures}
    assert {f"{actor}, map" for actor in curated_ties.actors_tied} <= names
    assert {case.view.layout for case in pictures} == {"rings", "focal", "force", "map"}
    assert len({case.view.actors for case in pictures if case.name.startswith("set ")}) == 5


@pytest.mark.slow
def test_a_seed_chooses_the_same_pictures_again(curated_ties: Ties) -> None:
    chosen: list[list[Case]] = [some_cases(curated_ties, TODAY, 4, seed=seed) for seed in (1, 1, 2)]
    assert chosen[0] == chosen[1] != chosen[2]


# What is a fault -----------------------------------------------------------------------------------


def picture(
    *, names: Sequence[Label] = (), dots: Sequence[Label] = (), wordings: Sequence[Label] = (), cut: bool = False
) -> DrawnPicture:
    """In a frame of 200 by 100, with as many actors as dots."""
    legend = ("Alliance",) if cut else ()
    return DrawnPicture("force", (200, 100), len(dots), tuple(dots), tuple(names), tuple(wordings), (), (), legend, cut)


@pytest.mark.parametrize(
    ("drawn", "fault"),
    [
        (picture(dots=[("A", (0, 0, 9, 9))]), "1 of 1 actors have no name"),
        (picture(names=[("a", (0, 0, 20, 9)), ("b", (15, 0, 40, 9))]), "“a” is on “b”"),
        (picture(names=[("a", (0, 0, 20, 9))], dots=[("B", (15, 0, 24, 9))]), "“a” is on the dot of B"),
        (picture(dots=[("A", (0, 0, 9, 9)), ("B", (5, 5, 14, 14))]), "the dots of A and B are on one another"),
        (picture(wordings=[("w", (190, 0, 204, 9))]), "“w” is outside the frame"),
        (picture(cut=True), "the legend cuts “Alliance”"),
        (picture(cut=True), "the heading is cut"),
    ],
)
def test_a_fault_is_named(drawn: DrawnPicture, fault: str) -> None:
    assert fault in faults_of(drawn)


def test_a_whole_picture_has_no_fault_and_says_how_much_of_its_frame_it_uses() -> None:
    whole = picture(names=[("a", (20, 40, 60, 50))], dots=[("A", (0, 40, 10, 50))])
    assert faults_of(whole) == []
    assert whole.overlaps == 0
    assert whole.used == pytest.approx(60 * 10 / (200 * 100))
    assert share_used((), (200, 100)) == 0
