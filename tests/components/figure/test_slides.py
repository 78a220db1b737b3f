"""Slides: what PowerPoint and its readers need to open, edit and describe them."""

import io
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from pptx import Presentation
from pptx import presentation as pptx_types

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.pack import PACK_FORMATS
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all


@pytest.fixture(scope="module")
def presentation(ties: Ties) -> pptx_types.Presentation:
    """A pack of all figures of the cast."""
    selection = select(ties, view_of_all())
    figures = [kind.figure_of(selection, FigureOptions()) for kind in FIGURE_KINDS.values()]
    return Presentation(io.BytesIO(PACK_FORMATS["pptx"].bytes_of(figures, "slide", "light", lambda *_: None)))


def test_no_two_shapes_of_a_slide_have_the_same_id(presentation: pptx_types.Presentation) -> None:
    for slide in presentation.slides:
        ids = Counter(element.get("id") for element in slide.element.iter() if str(element.tag).endswith("}cNvPr"))
        assert [shape for shape, count in ids.items() if count > 1] == []


def test_a_file_of_slides_bears_our_name_and_the_time_of_making(presentation: pptx_types.Presentation) -> None:
    properties = presentation.core_properties
    assert properties.author == properties.last_modified_by == "Allweather"
    assert properties.comments == ""
    now = datetime.now(UTC).replace(tzinfo=None)
    assert properties.created
    assert timedelta(0) <= now - properties.created < timedelta(hours=1)
