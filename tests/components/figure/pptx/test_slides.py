"""Slides: what PowerPoint and its readers need to open, edit and describe them, for every figure, size and look."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from pptx import Presentation
from pptx import presentation as pptx_types

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.page import PAGE_SIZES, PageSize
from components.figure.model import BriefingFigure, ColourScheme
from components.figure.pptx.markup import NAMESPACES
from components.figure.render.slides import pptx_of, pptx_of_all
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import FOCAL_ACTORS, VISIT_IN_BEIJING, view_of_all

A, R, P = (f"{{{address}}}" for address in NAMESPACES.values())
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
MARKING = "TLP:AMBER+STRICT"
# Every look, and every size.
CASES: list[tuple[PageSize, ColourScheme]] = [
    *(("slide", scheme) for scheme in get_args(ColourScheme)),
    *((size, "light") for size in PAGE_SIZES if size != "slide"),
]
OPTIONS = FigureOptions(marking=MARKING, with_sources=True)


class Deck:
    """The parts of a file of slides as XML."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = self.archive.namelist()
        self.parts = {name: ElementTree.fromstring(self.archive.read(name)) for name in self.names}

    def pages(self, folder: str) -> Iterator[Element]:
        return (root for name, root in self.parts.items() if re.fullmatch(rf"ppt/{folder}/\w+\.xml", name))

    def slides(self) -> list[Element]:
        return list(self.pages("slides"))


def all_figures(ties: Ties, options: FigureOptions = OPTIONS) -> list[BriefingFigure]:
    selection = select(ties, view_of_all(focus="BLR-CHN"))
    return [kind.figure_of(selection, options) for kind in FIGURE_KINDS.values() if not kind.is_empty(selection)]


@pytest.fixture(scope="module")
def content(ties: Ties) -> bytes:
    """A pack of all figures of the cast."""
    return pptx_of_all(all_figures(ties), "slide", "light")


@pytest.fixture(scope="module")
def deck(content: bytes) -> Deck:
    return Deck(content)


@pytest.fixture(scope="module")
def presentation(content: bytes) -> pptx_types.Presentation:
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def focal(curated_ties: Ties) -> Deck:
    """The slide of four actors with parallel ties."""
    view = View(as_of=VISIT_IN_BEIJING, layout="focal", actors=FOCAL_ACTORS, among=True)
    return Deck(pptx_of(FIGURE_KINDS["network"].figure_of(select(curated_ties, view), OPTIONS), "slide", "light"))


# The file -------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scheme"), CASES)
def test_every_part_has_a_type_and_every_relation_a_target(size: PageSize, scheme: ColourScheme, ties: Ties) -> None:
    deck = Deck(pptx_of_all(all_figures(ties, FigureOptions(with_sources=True)), size, scheme))
    assert len(deck.names) == len(set(deck.names))
    types = deck.parts["[Content_Types].xml"]
    typed = {one.get("PartName", "").lstrip("/") for one in types if one.tag.endswith("}Override")}
    assert typed == {name for name in deck.names if not name.endswith((".rels", "[Content_Types].xml"))}
    for name in (name for name in deck.names if name.endswith(".rels")):
        folder, source = posixpath.split(name.replace("_rels/", "").removesuffix(".rels"))
        relations = {one.get("Id") for one in deck.parts[name]}
        assert len(relations) == len(deck.parts[name])
        for target in (one.get("Target", "") for one in deck.parts[name] if not one.get("TargetMode")):
            assert posixpath.normpath(posixpath.join(folder, target)) in deck.names
        if source:
            root = deck.parts[posixpath.join(folder, source)]
            assert {value for one in root.iter() for key, value in one.attrib.items() if key.startswith(R)} <= {
                *relations
            }
    bodies = [body for root in deck.parts.values() for body in root.iter(f"{P}txBody")]
    assert all(body.find(f"{A}p") is not None for body in bodies)
    slide_size = deck.parts["ppt/presentation.xml"].find(f"{P}sldSz")
    assert slide_size is not None
    assert [int(slide_size.get(side, "0")) / 12_700 for side in ("cx", "cy")] == [*PAGE_SIZES[size]]


def test_the_properties_are_ours_and_say_when_the_file_was_made(
    content: bytes, presentation: pptx_types.Presentation
) -> None:
    properties = presentation.core_properties
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.category == MARKING
    assert presentation.slides[0].shapes.title
    assert properties.title == presentation.slides[0].shapes.title.text_frame.text
    now = datetime.now(UTC).replace(tzinfo=None)
    assert properties.created
    assert timedelta(0) <= now - properties.created.replace(tzinfo=None) < timedelta(hours=1)
    assert b"python" not in b"".join(map(Deck(content).archive.read, Deck(content).names)).lower()


def test_text_has_no_characters_that_xml_forbids(ties: Ties) -> None:
    evil = "A\x00\x0b\x1f\ufffe title <b>&amp;"
    figure = all_figures(ties, replace(OPTIONS, title="A title"))[0]
    slide = replace(figure.slide, title=evil, sentence=evil, marking=evil)
    shown = Presentation(io.BytesIO(pptx_of(replace(figure, slide=slide), "slide", "light")))
    assert shown.slides[0].shapes.title
    assert shown.slides[0].shapes.title.text_frame.text == "A title <b>&amp;"


# Slides ---------------------------------------------------------------------------------------------


def test_no_two_shapes_of_a_page_have_the_same_id(deck: Deck, focal: Deck) -> None:
    for page in (*deck.slides(), *deck.pages("notesSlides"), *focal.slides()):
        ids = Counter(one.get("id") for one in page.iter(f"{P}cNvPr"))
        assert [shape for shape, count in ids.items() if count > 1] == []


def test_every_slide_has_a_title_in_a_placeholder_of_its_layout(presentation: pptx_types.Presentation) -> None:
    for slide in presentation.slides:
        assert slide.shapes.title
        assert slide.shapes.title.text_frame.text
        layout = {one.placeholder_format.idx: one.placeholder_format.type for one in slide.slide_layout.placeholders}
        for placeholder in slide.placeholders:
            assert layout[placeholder.placeholder_format.idx] == placeholder.placeholder_format.type


def test_the_marking_is_twice_on_every_slide_and_on_every_page_of_notes(deck: Deck) -> None:
    for page in (*deck.slides(), *deck.pages("notesSlides")):
        assert [text.text for text in page.iter(f"{A}t")].count(MARKING) >= 2


def test_nothing_takes_an_effect_from_the_theme(deck: Deck, focal: Deck) -> None:
    for page in (*deck.slides(), *focal.slides()):
        assert not list(page.iter(f"{P}style"))
    (theme, _) = deck.pages("theme")
    assert all(len(effects) == 0 for effects in theme.iter(f"{A}effectLst"))


def test_every_text_wraps_within_a_box_that_does_not_change_its_size(deck: Deck, focal: Deck) -> None:
    for page in (*deck.slides(), *focal.slides()):
        for body in page.iter(f"{A}bodyPr"):
            assert body.get("wrap") == "square"
            assert [one.tag for one in body] == [f"{A}noAutofit"]


def test_what_has_no_words_has_alternative_text_or_is_marked_as_decoration(deck: Deck, focal: Deck) -> None:
    for page in (*deck.slides(), *focal.slides()):
        for shape in (*page.iter(f"{P}sp"), *page.iter(f"{P}cxnSp"), *page.iter(f"{P}grpSp")):
            (identity, *_) = shape.iter(f"{P}cNvPr")
            is_decoration = any(one.tag.endswith("}decorative") for one in identity.iter())
            words = "".join(text.text or "" for text in shape.iter(f"{A}t"))
            assert identity.get("descr") or is_decoration or words


def test_each_chinese_text_says_its_language(deck: Deck) -> None:
    texts = [(run.findtext(f"{A}t") or "", run.find(f"{A}rPr")) for page in deck.slides() for run in page.iter(f"{A}r")]
    chinese = [properties for text, properties in texts if "全天候" in text]
    assert chinese
    assert {properties.get("lang") for properties in chinese if properties is not None} == {"zh-CN"}


def test_the_sources_are_in_the_notes_and_on_slides_of_their_own_only_if_wanted(ties: Ties) -> None:
    selection = select(ties, view_of_all())
    for with_sources, least in ((False, 1), (True, 2)):
        figure = FIGURE_KINDS["network"].figure_of(selection, FigureOptions(with_sources=with_sources))
        slides = Presentation(io.BytesIO(pptx_of(figure, "slide", "light"))).slides
        assert len(slides) >= least
        assert (len(slides) == 1) is not with_sources
        notes = slides[0].notes_slide.notes_text_frame
        assert notes
        assert all(citation in notes.text for citation in figure.citations)


def test_the_address_of_a_source_is_a_link_and_nothing_else_is(ties: Ties) -> None:
    figure = FIGURE_KINDS["network"].figure_of(select(ties, view_of_all()), OPTIONS)
    evil = ('1. See javascript:alert(1) and https://example.org/a?b="c"&d.', "2. file:///etc/passwd, http://[.")
    deck = Deck(pptx_of(replace(figure, citations=evil), "slide", "light"))
    for name in ("slides/_rels/slide2", "notesSlides/_rels/notesSlide1"):
        links = [one for one in deck.parts[f"ppt/{name}.xml.rels"] if one.get("TargetMode") == "External"]
        assert [link.get("Target") for link in links] == ["https://example.org/a?b=%22c%22&d"]


@pytest.mark.parametrize("with_sources", [True, False])
def test_what_a_reader_wrote_is_never_a_link(ties: Ties, with_sources: bool) -> None:
    """Anybody can make an address with a title, or a link with a story and a note: what they lead to would look like ours."""
    evil = "https://evil.example/a"
    selection = select(ties, replace(view_of_all(), note=f"See {evil}."))
    options = FigureOptions(f"Log in at {evil}", sentence=f"Or at {evil}.", with_sources=with_sources)
    deck = Deck(pptx_of(FIGURE_KINDS["network"].figure_of(selection, options), "slide", "light"))
    targets = [link.get("Target", "") for name, part in deck.parts.items() if name.endswith(".rels") for link in part]
    assert not [target for target in targets if "evil" in target]
    assert any("evil" in "".join(slide.itertext()) for slide in deck.slides())


# The network ----------------------------------------------------------------------------------------


def test_a_tie_is_one_line(focal: Deck) -> None:
    (slide, *_) = focal.slides()
    names = [one.get("name", "") for one in slide.iter(f"{P}cNvPr")]
    ties = [name for name in names if name.startswith("Tie ")]
    assert len(ties) == len(set(ties)) == 19


def test_a_straight_tie_is_glued_to_both_actors_where_it_touches_them(focal: Deck) -> None:
    (slide, *_) = focal.slides()
    ovals = {identity_of(shape): frame_of(shape) for shape in slide.iter(f"{P}sp") if is_oval(shape)}
    glued = [shape for shape in slide.iter(f"{P}cxnSp") if (shape.find(f".//{A}stCxn")) is not None]
    assert len(glued) >= 3
    for connector in glued:
        left, top, width, height = frame_of(connector)
        for end in ("stCxn", "endCxn"):
            glue = connector.find(f".//{A}{end}")
            assert glue is not None
            x, y, size, _ = ovals[glue.get("id", "")]
            assert 0 <= int(glue.get("idx", "")) < 8
            corners = [(across, down) for across in (left, left + width) for down in (top, top + height)]
            distances = [((a - x - size / 2) ** 2 + (d - y - size / 2) ** 2) ** 0.5 for a, d in corners]
            assert any(abs(distance - size / 2) < 500 for distance in distances)


def identity_of(shape: Element) -> str:
    return next(shape.iter(f"{P}cNvPr")).get("id", "")


def is_oval(shape: Element) -> bool:
    outline = shape.find(f".//{A}prstGeom")
    return outline is not None and outline.get("prst") == "ellipse"


def frame_of(shape: Element) -> tuple[int, int, int, int]:
    """Left, top, width, height in English Metric Units."""
    (frame, *_) = shape.iter(f"{A}xfrm")
    place, size = frame.find(f"{A}off"), frame.find(f"{A}ext")
    assert place is not None
    assert size is not None
    return int(place.get("x", "")), int(place.get("y", "")), int(size.get("cx", "")), int(size.get("cy", ""))


def test_the_parts_are_there_without_which_powerpoint_repairs_a_file(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = archive.read("ppt/_rels/presentation.xml.rels").decode()
        for part in ("presProps", "viewProps", "tableStyles"):
            assert f'Target="{part}.xml"' in relations
            assert f"ppt/{part}.xml" in archive.namelist()
