"""Slides: a page that is complete by itself, with all texts on it, nothing over anything else, and no numbers of notes."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import PAGE_SIZES, PageSize
from components.figure.layout.slide_page import SlidePage, slide_pages
from components.figure.layout.tie_curves import points_of
from components.figure.layout.tie_words import MOST_OF_OTHERS
from components.figure.model import Box, BriefingFigure, ColourScheme, TextLine
from components.figure.render.files import FILE_FORMATS
from components.figure.render.svg import svg_slide
from data.analysis.change_days import change_days, days_after
from data.model.vocabulary import LAYERS
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import FOCAL_ACTORS, TODAY, VISIT_IN_BEIJING, view_of_all

SVG = "{http://www.w3.org/2000/svg}"
LINK = "https://allweather.example/?pin=1f7328f3faf3-1.0"
OPTIONS = FigureOptions(marking="TLP:AMBER+STRICT", link=LINK)
PRESENTED = ("network", "compare", "timeline", "ladder", "tempo")
SUBJECTS = {
    "focal": View(as_of=VISIT_IN_BEIJING, layout="focal", actors=FOCAL_ACTORS, among=True),
    "ladder": View(as_of=TODAY, families=("china_ladder",)),
    "everything": View(as_of=TODAY),
}


def slide_of(selection: Selection, name: str = "network", options: FigureOptions = OPTIONS) -> BriefingFigure:
    return FIGURE_KINDS[name].figure_of(selection, options)


def boxes_around(page: SlidePage) -> list[Box]:
    """The boxes of the texts around the picture, and of the legend."""
    keys = ((key.x, key.y - key.size * 0.7, key.text.x + len(key.text.text) * 2, key.y + 5) for key in page.legend_keys)
    return [*(line.box for line in page.lines), *keys]


def boxes_in(page: SlidePage) -> list[Box]:
    """The boxes of the texts in the picture."""
    if isinstance(page.picture, PageNetwork):
        wordings = (curve.wording for curve in page.picture.curves)
        return [label.box for label in (*page.picture.names.values(), *filter(None, wordings))]
    return [shape.box for shape in page.picture if isinstance(shape, TextLine)]


def overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def texts_of(figure: BriefingFigure, size: PageSize = "slide", scheme: ColourScheme = "light") -> list[str]:
    root = ElementTree.fromstring(svg_slide(figure, slide_pages(figure, size)[0], scheme, embed=False))
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.slow
@pytest.mark.parametrize("size", PAGE_SIZES)
@pytest.mark.parametrize("name", PRESENTED)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_text_is_on_the_page_and_none_over_another(
    subject: str, name: str, size: PageSize, curated_ties: Ties
) -> None:
    for page in slide_pages(slide_of(select(curated_ties, SUBJECTS[subject]), name), size):
        around, inside = boxes_around(page), boxes_in(page)
        for left, top, right, bottom in (*around, *inside):
            assert left >= 0
            assert top >= 0
            assert right <= page.width + 0.5
            assert bottom <= page.height
        for one, other in combinations(around, 2):
            assert not overlaps(one, other)
        assert not [pair for pair in ((one, other) for one in inside for other in around) if overlaps(*pair)]
        assert page.title[0] < page.title[2] < page.width


def test_a_slide_says_what_when_through_when_and_on_whose_word(curated_ties: Ties) -> None:
    figure = slide_of(select(curated_ties, SUBJECTS["focal"]))
    texts = texts_of(figure)
    assert "Ties among Belarus, China, Pakistan and Russia, 1 March 2023" in texts
    words = " ".join(texts)
    assert "Sources through 10 October 2026" in words
    assert "19 ties in force; the highest label is “comprehensive strategic partnership of coordination" in words
    assert "Sources: CCTV Xinwen Lianbo" in words
    assert "19 records: 19 confirmed" in words
    assert "unofficial" in words
    assert LINK in words
    assert texts.count("TLP:AMBER+STRICT") == 2


@pytest.mark.parametrize("name", PRESENTED)
def test_a_slide_has_no_numbers_of_notes(name: str, ties: Ties) -> None:
    selection = select(ties, replace(view_of_all(), focus="BLR-CHN"))
    texts = texts_of(slide_of(selection, name))
    if name == "tempo":
        # The counts beside the axes of the chart are its only numbers.
        texts = [text for text in texts if not text.isdigit() or int(text) > 9]
    years = {str(year) for year in range(1950, 2031)}
    assert [text for text in texts if text.isdigit() and text not in years] == []


@pytest.mark.slow
def test_a_whole_ladder_is_on_one_slide_with_every_partner(curated_ties: Ties) -> None:
    figure = slide_of(select(curated_ties, SUBJECTS["ladder"]), "ladder")
    (page,) = slide_pages(figure, "slide")
    assert not isinstance(page.picture, PageNetwork)
    words = " ".join(shape.text for shape in page.picture if isinstance(shape, TextLine)).replace("\u00a0", " ")
    assert figure.slide.title == "China’s 164 partners by label, November 2026"
    for name in ("Pakistan", "Solomon Is.", "Côte d’Ivoire", "USA"):
        assert name in words


def test_a_chart_that_needs_several_slides_numbers_them(curated_ties: Ties) -> None:
    pages = slide_pages(slide_of(select(curated_ties, SUBJECTS["everything"]), "timeline"), "slide")
    assert len(pages) > 2
    assert [page.edges[-1].text for page in pages] == [
        f"{number} of {len(pages)}" for number in range(1, len(pages) + 1)
    ]


@pytest.mark.slow
def test_the_legend_is_whole_and_grouped_labels_first(curated_ties: Ties) -> None:
    figure = slide_of(select(curated_ties, SUBJECTS["focal"]))
    for size in PAGE_SIZES:
        (page,) = slide_pages(figure, size)
        assert [key.entry for key in page.legend_keys] == list(figure.legend)
        texts = [line.text for line in (*page.lines, *page.edges)]
        assert texts.index("Labels by rank") < texts.index("Other types of tie")


def test_a_long_title_and_a_link_that_does_not_fit_leave_the_picture_its_room(ties: Ties) -> None:
    options = FigureOptions(title="A very long title " * 12, link="https://allweather.example/?" + "x" * 900)
    (page,) = slide_pages(slide_of(select(ties, view_of_all()), options=options), "a4-portrait")
    assert max(line.box[3] for line in page.lines if line.weight == 700) < 125
    assert not [line for line in page.lines if "xxx" in line.text]


def test_text_of_a_reader_stays_text(ties: Ties) -> None:
    evil = "</style><script>alert(1)</script>"
    figure = slide_of(select(ties, view_of_all()), options=FigureOptions(title=evil))
    assert evil in texts_of(figure)
    assert "<script" not in svg_slide(figure, slide_pages(figure, "slide")[0], "light")


def test_colours_follow_the_scheme(ties: Ties) -> None:
    figure = slide_of(select(ties, view_of_all()))
    page = slide_pages(figure, "slide")[0]
    light, dark, grey = (svg_slide(figure, page, scheme, embed=False) for scheme in ("light", "dark", "grey"))
    assert 'fill="#14171c"' in dark
    assert 'fill="#14171c"' not in light
    assert texts_of(figure, scheme="dark") == texts_of(figure, scheme="grey")
    assert grey != light


@pytest.mark.slow
@pytest.mark.parametrize("size", PAGE_SIZES)
def test_a_png_is_exactly_the_page(size: PageSize, ties: Ties) -> None:
    png = FILE_FORMATS["png"].bytes_of(slide_of(select(ties, view_of_all())), size, "light")
    # Points are fractions of pixels on A4: a pixel more is the rest of one.
    for pixels, points in zip((png[16:20], png[20:24]), PAGE_SIZES[size], strict=True):
        assert 0 <= int.from_bytes(pixels) - 2 * points <= (0 if size in ("slide", "square") else 1)


# Steps through time -----------------------------------------------------------------------------------


def test_days_of_change_are_those_on_which_a_spell_begins_or_ends_within_the_filters(ties: Ties) -> None:
    days = change_days(select(ties, view_of_all(layers=("treaty",))), until=TODAY)
    assert days == (date(1995, 2, 21), date(2015, 5, 10))


def test_a_vague_date_is_two_days_of_change(ties: Ties) -> None:
    days = change_days(select(ties, view_of_all(actors=("CHN", "RUS"), among=True)), until=TODAY)
    assert {date(1994, 1, 1), date(1994, 12, 31), date(2011, 6, 1)} <= set(days)


def test_steps_go_to_the_nearest_day_first() -> None:
    days = (date(2001, 1, 1), date(2002, 1, 1), date(2003, 1, 1))
    assert days_after(days, date(2002, 1, 1), forward=True) == (date(2003, 1, 1),)
    assert days_after(days, date(2002, 6, 1), forward=False) == (date(2002, 1, 1), date(2001, 1, 1))
    assert days_after(days, date(2003, 1, 1), forward=True) == ()


@pytest.mark.slow
def test_no_actor_moves_while_one_steps_through_time(curated_ties: Ties) -> None:
    view = SUBJECTS["focal"]
    places = dict[str, set[tuple[float, float]]]()
    for day in change_days(select(curated_ties, view), until=TODAY)[::9]:
        (page,) = slide_pages(slide_of(select(curated_ties, replace(view, as_of=day))), "slide")
        assert isinstance(page.picture, PageNetwork)
        for actor, (x, y) in page.picture.positions.items():
            places.setdefault(actor, set()).add((round(x, 1), round(y, 1)))
    assert {actor: len(found) for actor, found in places.items()} == dict.fromkeys(FOCAL_ACTORS, 1)


def triangles(ties: Ties) -> Selection:
    """The triangles with Belarus and China: many ties of few pairs, and long remarks."""
    return select(ties, View(as_of=date(2026, 10, 10), between=("BLR", "CHN"), question="triangles"))


def test_the_key_counts_lines_where_one_stands_for_several_ties_and_adds_up_with_the_remark(curated_ties: Ties) -> None:
    figure = slide_of(triangles(curated_ties), "connected")
    page = slide_pages(figure, "slide")[0]
    assert isinstance(page.picture, PageNetwork)
    lines = [curve for curve in page.picture.curves if curve.numbers]
    counted = [entry for entry in figure.legend if entry.unit == "line"]
    assert sum(entry.count for entry in counted) == len(lines)
    assert all(entry.text.endswith(("1 line", " lines")) for entry in counted)
    ties = sum(len(curve.numbers) for curve in lines)
    assert f"{ties - len(lines)} of {ties} ties have no line of their own." in figure.slide.remarks


@pytest.mark.parametrize("size", ["slide", "a4-landscape", "a4-portrait"])
def test_small_print_that_has_no_room_ends_with_a_sentence_and_keeps_the_sources(
    curated_ties: Ties, size: PageSize
) -> None:
    figure = slide_of(triangles(curated_ties), "connected", FigureOptions())
    long = " ".join([figure.slide.remarks, *(f"Remark {number} is about nothing." for number in range(60))])
    foot = slide_pages(replace(figure, slide=replace(figure.slide, remarks=long)), size)[0].foot
    text = " ".join(line.text for line in foot)
    assert "…" not in text
    assert "Remark 0 is about nothing. " in text or "Other ties may exist. " in text
    assert text.endswith(figure.slide.sources)


def test_words_that_would_lie_on_the_lines_of_others_are_brief(curated_ties: Ties) -> None:
    page = slide_pages(slide_of(triangles(curated_ties), "connected"), "slide")[0]
    assert isinstance(page.picture, PageNetwork)
    curves = page.picture.curves
    points, told = points_of(curves), {index for index, curve in enumerate(curves) if curve.numbers}
    shared = [index for index in told if len(curves[index].edges) > 1 and curves[index].edge.style in LAYERS]
    assert shared
    for index in shared:
        if wording := curves[index].wording:
            assert points.count_of(wording.box, told - {index}) <= MOST_OF_OTHERS, wording.lines
