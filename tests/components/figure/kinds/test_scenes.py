"""A story as slides: one a scene, each with its caption."""

import io

import pytest
from pptx import Presentation
from pypdf import PdfReader

from components.figure.captions import FigureOptions
from components.figure.panel.scenes import story_figures
from components.figure.render.pack import PACK_FORMATS
from data.view.fields.story import Scene, Story
from data.view.selection import Selection
from data.view.ties import Ties
from tests.support.cast import TODAY

STORY = Story(
    "Two days",
    (
        Scene("Only treaties.", {"as_of": "2020-01-01", "layers": "treaty"}, ("s1", "no-such-source")),
        Scene("", {"as_of": "2021-01-01"}),
        Scene("Before all ties.", {"as_of": "1950-01-01"}),
    ),
)


def link_of(scene: Selection) -> str:
    return f"https://allweather.example/?as_of={scene.view.as_of}"


@pytest.fixture(scope="module")
def files(ties: Ties) -> dict[str, bytes]:
    figures = list(story_figures(ties, STORY, FigureOptions(marking="TLP:GREEN"), link_of, today=TODAY))
    return {name: PACK_FORMATS[name].bytes_of(figures, "slide", "light", lambda *_: None) for name in ("pptx", "pdf")}


def test_each_scene_is_a_slide_with_the_title_of_the_story_and_its_caption(files: dict[str, bytes]) -> None:
    slides = Presentation(io.BytesIO(files["pptx"])).slides
    texts = [{one.placeholder_format.idx: one.text_frame.text for one in slide.placeholders} for slide in slides]
    assert [text[0] for text in texts] == [f"Two days ({number} of 3)" for number in (1, 2, 3)]
    assert texts[0][13] == "Only treaties."
    assert "ties in force" in texts[1][13], "without a caption a slide says what it shows"
    assert texts[2][13] == "Before all ties."


def test_each_slide_has_the_link_of_its_scene(files: dict[str, bytes]) -> None:
    for slide, day in zip(Presentation(io.BytesIO(files["pptx"])).slides, ("2020", "2021", "1950"), strict=True):
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert f"https://allweather.example/?as_of={day}-01-01" in words


def test_the_sources_of_a_caption_are_in_the_notes(files: dict[str, bytes]) -> None:
    first, second, _ = Presentation(io.BytesIO(files["pptx"])).slides
    assert first.notes_slide.notes_text_frame
    assert second.notes_slide.notes_text_frame
    assert "Sources of the caption: Evening News, Leaders meet" in first.notes_slide.notes_text_frame.text
    assert "Sources of the caption" not in second.notes_slide.notes_text_frame.text


def test_the_pdf_has_a_page_for_each_scene(files: dict[str, bytes]) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages]
    for number in (1, 2, 3):
        assert any(f"Two days ({number} of 3)" in page for page in pages)
