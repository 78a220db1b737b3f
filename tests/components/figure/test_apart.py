"""Files made in a process of their own: the same as here, within limits, and counted for whoever asked for them."""

import pickle
from dataclasses import replace

import pytest

from components.addresses.answers import RefusedError
from components.addresses.resources import figure as figure_at
from components.addresses.work import EFFORT_AT_ONCE, TOO_MANY, Pool, Rate, run_charged
from components.figure.apart import files
from components.figure.apart.files import DRAWING, file_apart, pack_apart
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout import pages
from components.figure.layout.pages import pages_of
from components.figure.model import BriefingFigure
from components.figure.render.files import png_bytes, svg_bytes
from data.apart.limits import WorkLimits
from data.base.fault import FaultError
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import Layout
from tests.support.cast import TODAY, view_of_all
from tests.support.running.own_loop import run_apart

WITH_SOURCES = FigureOptions(with_sources=True)
TOO_LITTLE = WorkLimits(1, 60, 600_000_000, 1_000)


@pytest.fixture
def selection(ties: Ties) -> Selection:
    return select(ties, view_of_all())


@pytest.fixture
def figure(selection: Selection) -> BriefingFigure:
    return FIGURE_KINDS["network"].figure_of(selection, WITH_SOURCES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "layout"), [*((name, "rings") for name in FIGURE_KINDS), ("network", "map"), ("network", "force")]
)
def test_another_process_can_draw_every_kind_of_figure(curated_ties: Ties, name: str, layout: Layout) -> None:
    found = select(curated_ties, view_of_all(as_of=TODAY, layout=layout, of="CHN"))
    if FIGURE_KINDS[name].is_empty(found):
        pytest.skip("there is nothing in it")
    figure = FIGURE_KINDS[name].figure_of(found, WITH_SOURCES)
    again: BriefingFigure = pickle.loads(pickle.dumps(figure))
    assert again.texts == figure.texts
    assert len(pages_of(again, "slide")) == len(pages_of(figure, "slide"))


def test_the_file_is_the_same_as_here(figure: BriefingFigure) -> None:
    assert file_apart("png", figure, "slide", "light") == png_bytes(figure, "slide", "light")
    assert file_apart("svg", figure, "a4-portrait", "dark") == svg_bytes(figure, "a4-portrait", "dark")


def test_a_pack_says_how_far_it_is(figure: BriefingFigure) -> None:
    said = list[tuple[float, str]]()
    pack = pack_apart("pptx", [figure, figure], "slide", "light", lambda share, name: said.append((share, name)))
    assert pack.startswith(b"PK")
    assert said == [(0.0, "Network"), (0.5, "Network")]


@pytest.mark.slow
def test_what_is_wrong_with_a_pack_is_said_as_here(figure: BriefingFigure) -> None:
    many = [figure] * (pages.MOST_PAGES + 1)
    with pytest.raises(FaultError, match="more than 200 pages"):
        pack_apart("pptx", many, "slide", "light")


def test_a_file_that_takes_too_much_ends_alone(figure: BriefingFigure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FIGURE_LIMITS", TOO_LITTLE)
    with pytest.raises(FaultError, match="takes too much time or memory"):
        file_apart("png", figure, "slide", "light")
    assert file_apart("svg", replace(figure, with_sources=False), "slide", "light")


@pytest.mark.slow
def test_an_address_says_so_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FIGURE_LIMITS", TOO_LITTLE)
    with pytest.raises(RefusedError, match="leave the sources out") as refused:
        figure_at("png", {"focus": "BLR"}, "https://allweather.example").make()
    assert refused.value.status == 503


def test_whoever_asked_owes_the_time_of_the_other_process(figure: BriefingFigure) -> None:
    effort = Rate(EFFORT_AT_ONCE, 0.0)
    effort.spend("a", EFFORT_AT_ONCE - 0.01)

    async def ask() -> bytes:
        make = lambda: file_apart("png", figure, "slide", "light")  # noqa: E731
        return await run_charged(Pool(1, 4, turns=DRAWING), make, (effort, "a"))

    async def ask_twice() -> None:
        assert await ask()
        with pytest.raises(RefusedError, match=TOO_MANY):
            await ask()

    run_apart(ask_twice())
