"""The briefing figure: what each file holds, in every script, with nothing cut and nothing covered."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import resvg_py
from PIL import Image
from pypdf import PdfReader

from components.figure.__main__ import main, query_of
from components.figure.captions import FigureOptions
from components.figure.kinds.network import network_figure
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout import pages
from components.figure.layout.citation_pages import citation_pages
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import PAGE_SIZES, PageSize
from components.figure.layout.pages import pages_of
from components.figure.layout.slide_page import slide_pages
from components.figure.model import BriefingFigure, NetworkPicture
from components.figure.render.files import MOST_PNG_PAGES, png_bytes, png_of_pages
from components.figure.render.palette import stroke_colour
from components.figure.render.pdf import pdf_of, pdf_of_all
from components.figure.render.slides import pptx_of_all
from components.figure.render.svg import svg_of
from components.figure.text.footnotes import superscript
from components.style.theme import GROUP_STROKES, luminance
from data.base.fault import FaultError
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import FOCAL_ACTORS, TODAY, VISIT_IN_BEIJING, view_of_all, write_cast
from tests.support.font_cover import characters_without_font
from tests.support.pdf import fonts_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def focal(curated_ties: Ties) -> BriefingFigure:
    view = View(as_of=VISIT_IN_BEIJING, layout="focal", actors=FOCAL_ACTORS, among=True)
    options = FigureOptions(marking="TLP:CLEAR", with_sources=True)
    return FIGURE_KINDS["network"].figure_of(select(curated_ties, view), options)


@pytest.fixture(scope="module")
def ladder(curated_ties: Ties) -> BriefingFigure:
    return network_figure(select(curated_ties, View(as_of=TODAY, families=("china_ladder",))), FigureOptions())


@pytest.fixture(scope="module")
def small(ties: Ties) -> BriefingFigure:
    return network_figure(select(ties, view_of_all(layout="focal")), FigureOptions())


def texts_of(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.slow
def test_the_same_view_gives_the_same_bytes(focal: BriefingFigure) -> None:
    assert svg_of(focal, "slide", "light") == svg_of(focal, "slide", "light")


def test_every_tie_has_its_number_and_every_number_its_citation(focal: BriefingFigure) -> None:
    svg = svg_of(focal, "slide", "light")
    root, texts = ElementTree.fromstring(svg), texts_of(svg)
    drawn = {path.get("data-citation") for path in root.iter(f"{SVG}path")}
    assert drawn == {str(number) for number in range(1, 20)}
    assert all(any(text.endswith(superscript([number])) for text in texts) for number in range(1, 20))
    assert all(any(text.startswith(f"{number}. ") for text in texts) for number in drawn)
    assert "https://tv.cctv.com/2022/09/16/" in "".join(texts)


@pytest.mark.slow
def test_title_coverage_ranking_version_and_marking_are_on_it(focal: BriefingFigure) -> None:
    svg = svg_of(focal, "a4-portrait", "light")
    words = " ".join(texts_of(svg))
    for expected in (
        "Ties among Belarus, China, Pakistan and Russia, 1 March 2023",
        "TLP:CLEAR",
        "Sources through 10 October 2026 · not complete: ",
        "more types of tie · labels ranked by Allweather (unofficial) · Allweather ",
    ):
        assert expected in words
    assert "255" not in words, "what is not shown is no part of it"
    root = ElementTree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == focal.title
    assert "all-weather strategic cooperative partnership: China – Pakistan" in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.slow
def test_the_file_contains_its_fonts_and_asks_no_host(focal: BriefingFigure) -> None:
    svg = svg_of(focal, "slide", "light")
    assert svg.count("@font-face") >= 4
    assert "url(http" not in svg
    assert "href" not in svg


def test_every_character_of_all_records_has_a_font(curated_ties: Ties) -> None:
    figure = network_figure(select(curated_ties, view_of_all(proposed=True)), FigureOptions())
    assert characters_without_font("".join(figure.texts)) == ""


@pytest.mark.slow
def test_a_pdf_has_text_that_can_be_selected_in_every_script_and_no_other_font(focal: BriefingFigure) -> None:
    pdf = PdfReader(io.BytesIO(pdf_of(focal, "a4-landscape", "light")))
    words = "".join(page.extract_text() for page in pdf.pages)
    assert "全天候全面战略伙伴关系" in words.replace("\n", ""), "a line may end between two Chinese letters"
    assert "Союзного государства" in words
    assert all(f"{number}. " in words for number in range(1, 20))
    assert pdf.metadata
    assert pdf.metadata.title == focal.title
    assert [str(entry["/Title"]) for entry in pdf.outline if not isinstance(entry, list)] == [focal.title]
    root: Any = pdf.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    (section,) = root["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    tags = [tag.get_object() for tag in section.get_object()["/K"]]
    assert [tag["/S"] for tag in tags if tag["/S"] != "/Link"][:5] == ["/H1", "/P", "/Figure", "/P", "/P"]
    assert tags[2]["/Alt"] == focal.alt_text
    links = [note.get_object()["/A"]["/URI"] for page in pdf.pages for note in page.get("/Annots", ())]
    assert "https://tv.cctv.com/2022/09/16/VIDEZ2zwwa5uu9sbnGUQlrYO220916.shtml" in links
    fonts = fonts_of(pdf)
    assert fonts
    assert all("AllweatherSans" in name for name in fonts), "a font of the machine stands in for a letter"


@pytest.mark.slow
def test_a_png_is_as_large_as_it_is_said_to_be(small: BriefingFigure) -> None:
    one, two = (png_of_pages(small, slide_pages(small, "square"), "light", scale=scale) for scale in (1, 2))
    widths = [int.from_bytes(png[16:20]) for png in (one, two)]
    assert widths == [960, 1920]


@pytest.mark.slow
def test_a_png_of_many_pages_has_the_first_and_each_is_drawn_by_itself(
    small: BriefingFigure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a picture is drawn no other thread runs: that of all notes of all records would stop the server for 30 s."""
    drawn, draw = list[bytes](), resvg_py.svg_to_bytes

    def counted(**asked: Any) -> bytes:
        drawn.append(bytes(draw(**asked)))
        return drawn[-1]

    monkeypatch.setattr(resvg_py, "svg_to_bytes", counted)
    many = replace(small, with_sources=True, citations=small.citations * 200)
    assert len(pages_of(many, "slide")) > MOST_PNG_PAGES
    png = Image.open(io.BytesIO(png_bytes(many, "slide", "light")))
    assert png.size == (1920, 1080 * MOST_PNG_PAGES)
    assert [Image.open(io.BytesIO(page)).size for page in drawn] == [(1920, 1080)] * MOST_PNG_PAGES
    first, last = (Image.open(io.BytesIO(drawn[place])).convert("RGB") for place in (0, -1))
    assert png.crop((0, 0, 1920, 1080)).tobytes() == first.tobytes()
    assert png.crop((0, png.height - 1080, *png.size)).tobytes() == last.tobytes()
    assert png.info["Title"] == many.title


@pytest.mark.slow
@pytest.mark.parametrize("size", PAGE_SIZES)
@pytest.mark.parametrize("which", ["focal", "ladder"])
def test_no_name_covers_another_and_nothing_is_cut(
    size: PageSize, which: str, focal: BriefingFigure, ladder: BriefingFigure
) -> None:
    figure = {"focal": focal, "ladder": ladder}[which]
    (page,) = slide_pages(figure, size)
    assert isinstance(page.picture, PageNetwork)
    assert isinstance(figure.picture, NetworkPicture)
    boxes = [label.box for label in page.picture.names.values()]
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= page.width
        assert top >= 0
        assert bottom <= page.height
        for other in boxes[place + 1 :]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
    assert len(boxes) == len(figure.picture.dots), "each actor has its name"
    for sheet in citation_pages(figure, size):
        assert all(line.y < page.height for line in sheet.lines)
    assert sum(len(column) for sheet in citation_pages(figure, size) for column in sheet.columns) == len(
        figure.citations
    )


def test_text_of_the_records_stays_text(ties: Ties) -> None:
    evil = "<script>alert(1)</script>"
    figure = network_figure(select(ties, view_of_all(layout="focal")), FigureOptions(evil))
    assert evil not in svg_of(figure, "slide", "light")
    assert evil in texts_of(svg_of(figure, "slide", "light"))


def test_the_order_of_the_rungs_survives_in_grey() -> None:
    shades = [luminance(stroke_colour(GROUP_STROKES[group], "grey")) for group in "ABCDEFG"]
    assert shades == sorted(shades)


@pytest.mark.parametrize("write", [pdf_of_all, pptx_of_all])
def test_a_file_of_many_figures_has_an_end_and_that_of_one_has_all_its_pages(
    write: Callable[..., bytes], small: BriefingFigure, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replace(small, with_sources=True)
    monkeypatch.setattr(pages, "MOST_PAGES", 1)
    assert len(pages_of(whole, "slide")) > 1
    assert write([whole], "slide", "light")
    with pytest.raises(FaultError, match=r"more than 1 pages.*fewer figures or scenes"):
        write([small, small], "slide", "light")


@pytest.fixture
def output(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: "".join(capsys.readouterr())


def test_the_command_writes_the_files_asked_for(folder: Path, tmp_path: Path, output: Callable[[], str]) -> None:
    records = str(write_cast(folder))
    out = tmp_path / "weekly"
    view = "http://127.0.0.1:8501/?as_of=2023-03-01&nonsense=1"
    assert main(["--view", view, "--format", "svg,pptx", "--out", str(out), "--records", records]) == 0
    assert "“nonsense” was ignored" in output()
    assert texts_of((tmp_path / "weekly.svg").read_text("utf-8"))
    assert (tmp_path / "weekly.pptx").read_bytes().startswith(b"PK")
    assert main(["--view", "as_of=1900-01-01", "--out", str(out), "--records", records]) == 1
    assert "No ties match this view" in output()


def test_an_address_and_a_bare_query_are_read_alike() -> None:
    assert query_of("https://x/network?as_of=2023-03-01&text=a%20b") == query_of("as_of=2023-03-01&text=a+b")
