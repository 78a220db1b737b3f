"""The map below the network in every format of a figure."""

import io
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape as AutoShape
from pptx.shapes.group import GroupShape
from pptx.util import Pt

from components.figure.captions import FigureOptions
from components.figure.kinds.network import network_figure
from components.figure.layout.coasts import PageMap, map_on_page
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import MARGIN, PAGE_SIZES
from components.figure.layout.slide_page import slide_pages
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.render.files import FILE_FORMATS
from components.figure.render.html import html_of_figure
from components.figure.render.palette import map_colour, paper_and_ink
from components.figure.render.slides import pptx_of
from components.figure.render.svg import svg_of
from components.network.layouts.world_map import Outlines
from components.style.theme import contrast
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all

SVG = "{http://www.w3.org/2000/svg}"
FRAME = (0.0, 0.0, 10.0, 10.0)


def cut(land: str = "", borders: str = "") -> PageMap:
    return map_on_page(Outlines(land, borders, "", 1, (0, 0)), lambda point: point, FRAME)


@pytest.fixture(scope="module")
def bordered(ties: Ties) -> BriefingFigure:
    return network_figure(select(ties, view_of_all(layout="map", borders=True)), FigureOptions())


@pytest.fixture(scope="module")
def plain(ties: Ties) -> BriefingFigure:
    return network_figure(select(ties, view_of_all(layout="map")), FigureOptions())


def paths_of(svg: str) -> dict[str, str]:
    """What the map consists of, and the path of each part."""
    paths = ElementTree.fromstring(svg).iter(f"{SVG}path")
    return {part: path.get("d") or "" for path in paths if (part := path.get("data-map"))}


def test_land_is_cut_at_the_frame_and_the_cut_is_no_coast() -> None:
    world = cut("M5,5L15,5L15,8L5,8Z")
    assert {*world.land[0]} == {(5, 5), (10, 5), (10, 8), (5, 8)}
    assert {point for line in world.coasts for point in line} == {(5, 5), (10, 5), (10, 8), (5, 8)}
    assert all({(10, 5), (10, 8)} != {*ends} for line in world.coasts for ends in pairwise(line))


def test_land_around_the_frame_fills_it_without_a_coast() -> None:
    world = cut("M-5,-5L15,-5L15,15L-5,15Z")
    assert set(world.land[0]) == {(0, 0), (10, 0), (10, 10), (0, 10)}
    assert world.coasts == ()


def test_a_line_that_leaves_and_comes_back_is_in_two_parts() -> None:
    assert cut(borders="M2,2L2,12L4,12L4,2").borders == (((2, 2), (2, 10)), ((4, 10), (4, 2)))


def test_what_is_outside_is_left_out() -> None:
    assert cut("M20,20L25,20L25,25Z", "M-1,-1L-5,4") == PageMap((), (), (), ())


@pytest.mark.parametrize("size", PAGE_SIZES)
def test_the_map_is_inside_the_frame_of_every_page(bordered: BriefingFigure, size: str) -> None:
    (page,) = slide_pages(bordered, size)  # type: ignore[arg-type]
    assert isinstance(page.picture, PageNetwork)
    world = page.picture.map
    assert world
    assert world.land
    assert world.coasts
    assert world.borders
    points = [point for lines in (world.land, world.coasts, world.borders) for line in lines for point in line]
    assert min(x for x, _ in points) >= MARGIN
    assert max(x for x, _ in points) <= page.width - MARGIN
    assert min(y for _, y in points) > 0
    assert max(y for _, y in points) < min(key.y for key in page.legend_keys)


def test_no_other_layout_has_a_map(ties: Ties) -> None:
    figure = network_figure(select(ties, view_of_all(layout="focal", borders=True)), FigureOptions())
    assert paths_of(svg_of(figure, "slide", "light")) == {}


def test_borders_are_drawn_if_asked_for_and_disputed_ones_are_dashed(
    plain: BriefingFigure, bordered: BriefingFigure
) -> None:
    assert paths_of(svg_of(plain, "slide", "light")).keys() == {"land", "coasts"}
    svg = svg_of(bordered, "slide", "light")
    assert paths_of(svg).keys() == {"land", "coasts", "borders", "disputed"}
    dashed = {
        path.get("data-map")
        for path in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if path.get("data-map") and path.get("stroke-dasharray")
    }
    assert dashed == {"disputed"}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark", "grey"])
def test_the_map_is_in_every_format_and_stays_in_the_background(bordered: BriefingFigure, scheme: ColourScheme) -> None:
    land = map_colour("land", scheme)
    assert contrast(land, paper_and_ink(scheme)[0]) < 1.3
    assert f'fill="{land}"' in svg_of(bordered, "slide", scheme)
    assert f'fill="{land}"' in html_of_figure(bordered, "slide", scheme)
    (shape,) = (one for one in group_of(pptx_of(bordered, "slide", scheme)).shapes if one.name == "Land")
    assert isinstance(shape, AutoShape)
    assert f"#{shape.fill.fore_color.rgb}".lower() == land


def group_of(content: bytes) -> GroupShape:
    """The picture of the first slide."""
    (group,) = (shape for shape in Presentation(io.BytesIO(content)).slides[0].shapes if shape.shape_type == 6)
    assert isinstance(group, GroupShape)
    return group


def test_a_slide_has_a_freeform_for_each_part_of_the_map(bordered: BriefingFigure) -> None:
    parts = {shape.name: shape for shape in group_of(pptx_of(bordered, "slide", "light")).shapes}
    assert list(parts)[:4] == ["Land", "Coasts", "Borders", "Disputed borders"], "below all else"
    for shape in list(parts.values())[:4]:
        (path,) = shape._element.iter(qn("a:path"))
        for point in path.iter(qn("a:pt")):
            assert 0 <= int(point.get("x")) <= int(path.get("w"))
            assert 0 <= int(point.get("y")) <= int(path.get("h"))
        assert Pt(MARGIN) - 1 <= shape.left
        assert shape.left + shape.width <= Pt(PAGE_SIZES["slide"][0] - MARGIN) + 1


@pytest.mark.slow
def test_png_and_pdf_show_the_map(plain: BriefingFigure, ties: Ties) -> None:
    without = network_figure(select(ties, view_of_all(layout="focal")), FigureOptions())
    for form in ("png", "pdf"):
        with_map, other = (FILE_FORMATS[form].bytes_of(one, "slide", "light") for one in (plain, without))
        assert len(with_map) > len(other)
