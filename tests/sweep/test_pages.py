"""What is a fault of a page, by its model."""

from dataclasses import replace

import pytest

from components.figure.layout.free_space import TextLabel
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.slide_page import SlidePage
from components.figure.model import TextLine
from tests.sweep.pages import faults_of_page


def line(text: str, x: float, y: float, size: float = 10.0) -> TextLine:
    """A text 40 points wide."""
    return TextLine(text, x, y, size, 40.0)


# A page of 200 by 100 points that is whole.
WHOLE = SlidePage(
    200, 100, (line("Title", 10, 20),), (), (), (), (), (line("Foot", 10, 95),),
    (line("one", 10, 45), line("two", 10, 70)), (10, 10, 190, 20),
)  # fmt: skip


def network(**names: tuple[float, float]) -> PageNetwork:
    """Dots of A and B, with names of 40 by 10 points from there."""
    labels = {actor: TextLabel((actor,), (x, y, x + 40, y + 10), 10) for actor, (x, y) in names.items()}
    return PageNetwork({"A": (20, 50), "B": (120, 50)}, labels, (), (), 5)


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (replace(WHOLE, foot=(line("Much more…", 10, 95),)), "“Much more…” is cut"),
        (replace(WHOLE, foot=(line("Foot", 180, 95),)), "“Foot” is off the page"),
        (replace(WHOLE, picture=(line("one", 10, 45), line("two", 20, 45), line("x", 10, 70))), "“one” is on “two”"),
        (replace(WHOLE, picture=(line("one", 10, 45, 5), line("two", 10, 70))), "a text of 5.0 points"),
        (replace(WHOLE, picture=()), "64% of the page is empty, from 22 points down"),
        (replace(WHOLE, picture=network(A=(115, 45), B=(130, 60))), "the name of A is on the dot of B"),
        (replace(WHOLE, picture=network(A=(72, 45), B=(130, 60))), "the name of A is nearer to the dot of B"),
    ],
)
def test_a_fault_of_a_page_is_named(page: SlidePage, fault: str) -> None:
    assert fault in faults_of_page(page)


def test_a_page_that_is_whole_has_no_fault() -> None:
    assert faults_of_page(WHOLE) == []
    assert faults_of_page(replace(WHOLE, picture=network(A=(28, 45), B=(128, 45)))) == []
