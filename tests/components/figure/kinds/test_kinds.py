"""The figures of the other pages, the pack, and what each file of them holds."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from components.figure.__main__ import main
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.citation_pages import citation_pages
from components.figure.layout.network_on_page import PageNetwork
from components.figure.layout.page import MARGIN, PAGE_SIZES, PageSize
from components.figure.layout.pages import pages_of
from components.figure.layout.slide_page import slide_pages
from components.figure.model import BriefingFigure, NetworkPicture, StraightLine, TextLine
from components.figure.render.files import FILE_FORMATS, html_bytes, png_of_pages
from components.figure.render.pack import PACK_FORMATS
from components.figure.render.svg import svg_of, svg_slide
from components.figure.text.font_files import BOLD
from components.figure.text.footnotes import superscript
from components.figure.timeline.chart import TimelineChart
from components.network.places import arrangement_for, places_of
from components.style.theme import AS_OF, HOLLOW
from data.store.settings import SETTINGS_VARIABLE
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import FOCAL_ACTORS, TODAY, VISIT_IN_BEIJING, view_of_all
from tests.support.font_cover import characters_without_font
from tests.support.pdf import fonts_of

WITH_SOURCES = FigureOptions(with_sources=True)
CHARTS = [name for name in FIGURE_KINDS if name not in ("network", "connected")]


@pytest.fixture(scope="module")
def focal(curated_ties: Ties) -> Selection:
    view = View(as_of=VISIT_IN_BEIJING, layout="focal", actors=FOCAL_ACTORS, among=True, focus="BLR-CHN")
    return select(curated_ties, view)


@pytest.fixture(scope="module")
def ladder(curated_ties: Ties) -> Selection:
    return select(curated_ties, View(as_of=TODAY, families=("china_ladder",), of="CHN"))


def figures_of(selection: Selection) -> list[BriefingFigure]:
    """One of each kind that has something to draw; reports need a desk's own feed."""
    kinds = (kind for kind in FIGURE_KINDS.values() if not kind.is_empty(selection))
    return [kind.figure_of(selection, FigureOptions()) for kind in kinds]


def words_on(figure: BriefingFigure, size: PageSize) -> list[list[TextLine]]:
    pages = (page.picture for page in slide_pages(figure, size))
    return [
        [part for part in page if isinstance(part, TextLine)] for page in pages if not isinstance(page, PageNetwork)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("size", PAGE_SIZES)
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("which", ["focal", "ladder"])
def test_all_text_of_a_chart_is_on_the_page(
    size: PageSize, name: str, which: str, focal: Selection, ladder: Selection
) -> None:
    found = {"focal": focal, "ladder": ladder}[which]
    if FIGURE_KINDS[name].is_empty(found):
        return
    figure, (width, height) = FIGURE_KINDS[name].figure_of(found, FigureOptions()), PAGE_SIZES[size]
    for page in words_on(figure, size):
        for words in page:
            left, top, right, bottom = words.box
            assert left >= MARGIN - 1, words
            assert right <= width - MARGIN + 24, words
            assert top >= 0, words
            assert bottom <= height, words


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ladder", "changes", "compare", "sources"])
def test_no_line_of_a_text_covers_another(name: str, focal: Selection, ladder: Selection) -> None:
    found = focal if name == "compare" else ladder
    for page in words_on(FIGURE_KINDS[name].figure_of(found, FigureOptions()), "slide"):
        boxes = sorted(words.box for words in page)
        for place, box in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = box[0] >= other[2] or box[2] <= other[0] or box[1] >= other[3] or box[3] <= other[1]
                assert apart, (box, other)


@pytest.mark.slow
def test_the_ladder_has_every_partner_with_its_number_and_each_number_its_note(ladder: Selection) -> None:
    figure = FIGURE_KINDS["ladder"].figure_of(ladder, WITH_SOURCES)
    words = "".join(part.text for page in words_on(figure, "slide") for part in page)
    assert all(superscript([number]) in words for number in range(1, 165))
    assert figure.title == "China’s 164 partners by label, November 2026"
    assert len(figure.citations) == 164


def test_the_timeline_numbers_every_spell_and_cites_it(focal: Selection) -> None:
    figure = FIGURE_KINDS["timeline"].figure_of(focal, WITH_SOURCES)
    spells = int(focal.passed.sum())
    assert figure.citations[spells - 1].startswith(f"{spells}. ")
    texts = " ".join(part.text for page in words_on(figure, "slide") for part in page)
    assert "China – Pakistan" in texts
    assert "1 Mar 2023" in texts


@pytest.mark.slow
def test_a_timeline_ends_where_the_sources_end_whatever_day_it_is_drawn(focal: Selection) -> None:
    one, two = (svg_of(FIGURE_KINDS["timeline"].figure_of(focal, FigureOptions()), "slide", "light") for _ in range(2))
    assert one == two


def test_the_key_of_a_timeline_counts_the_periods_that_are_drawn(focal: Selection) -> None:
    figure = FIGURE_KINDS["timeline"].figure_of(focal, FigureOptions())
    counts = [entry.count for entry in figure.legend if entry.unit == "period"]
    assert sum(counts) == int(focal.passed.sum())
    assert figure.slide.sentence.startswith(f"{sum(counts)} periods and ")


def test_nothing_on_a_timeline_is_written_across_the_line_of_the_day_shown(focal: Selection) -> None:
    for name in ("timeline", "claim"):
        for page in slide_pages(FIGURE_KINDS[name].figure_of(focal, FigureOptions()), "slide"):
            assert not isinstance(page.picture, PageNetwork)
            (line,) = (one for one in page.picture if isinstance(one, StraightLine) and one.paint == AS_OF)
            top, bottom = line.start[1] + 3, line.end[1]
            texts = [one for one in page.picture if isinstance(one, TextLine) and top < one.y < bottom]
            assert [one.text for one in texts if one.box[0] < line.start[0] < one.box[2]] == []


def test_many_events_of_a_pair_are_columns_by_year(focal: Selection) -> None:
    picture = FIGURE_KINDS["timeline"].figure_of(focal, FigureOptions()).picture
    assert isinstance(picture, TimelineChart)
    counted = [row for row in picture.rows if row.noun == "event"]
    assert sum(count for row in counted for _, count in row.columns) == len(focal.events)
    assert not any(row.events for row in picture.rows)


def test_a_bar_without_room_for_its_label_has_it_below_the_name_of_its_row(focal: Selection) -> None:
    figure = FIGURE_KINDS["timeline"].figure_of(focal, FigureOptions())
    texts = " ".join(line.text for page in words_on(figure, "a4-portrait") for line in page)
    assert "2005 closer strategic cooperative partnership; 2015 all-weather strategic cooperative" in texts


def test_the_label_that_holds_is_whole_on_a_profile(curated_ties: Ties) -> None:
    for day in (date(2026, 10, 10), TODAY):
        profile = FIGURE_KINDS["profile"].figure_of(select(curated_ties, View(as_of=day, of="HUN")), FigureOptions())
        for size in PAGE_SIZES:
            texts = [line.text for page in words_on(profile, size) for line in page]
            assert [text for text in texts if "…" in text] == [], (day, size)


def test_a_title_says_that_only_ties_near_the_focus_are_shown(curated_ties: Ties) -> None:
    near = View(as_of=TODAY, actors=FOCAL_ACTORS, among=True, focus="RUS", steps=1)
    title = FIGURE_KINDS["network"].figure_of(select(curated_ties, near), FigureOptions()).slide.title
    assert title.startswith("Ties among Belarus, China, Pakistan and Russia within one step of Russia, ")


def test_no_sentence_ends_with_a_word_on_a_line_of_its_own(curated_ties: Ties) -> None:
    selection = select(curated_ties, View(as_of=TODAY, layout="rings", actors=("RUS",)))
    (page,) = slide_pages(FIGURE_KINDS["network"].figure_of(selection, FigureOptions()), "slide")
    first, last = page.sentence_lines
    assert last.width > 0.3 * first.width


def test_the_key_of_a_network_counts_the_lines_that_are_drawn(curated_ties: Ties) -> None:
    selection = select(curated_ties, View(as_of=TODAY, layout="focal", actors=("IRN",)))
    figure = FIGURE_KINDS["network"].figure_of(selection, FigureOptions())
    page = slide_pages(figure, "slide")[0].picture
    assert isinstance(page, PageNetwork)
    assert sum(entry.count for entry in figure.legend) == len(page.curves) < selection.count_shown
    assert "have no line of their own" in figure.slide.remarks


def test_a_label_that_has_ended_has_a_hollow_dot_with_a_key(curated_ties: Ties) -> None:
    selection = select(curated_ties, View(as_of=TODAY, layout="rings", actors=("RUS",)))
    figure = FIGURE_KINDS["network"].figure_of(selection, FigureOptions())
    assert isinstance(figure.picture, NetworkPicture)
    hollow = {dot.actor for dot in figure.picture.dots if dot.is_hollow}
    assert {"UKR", "ORG:EU"} <= hollow, "ended, suspended"
    places = places_of(curated_ties, arrangement_for(selection))
    labels = zip(places["actors"], places["labels"], strict=True)
    on_page = {actor for actor, held in labels if held is not None and not selection.in_force[list(held)].any()}
    assert on_page == hollow, "the page is sent what the file draws"
    assert not figure.picture.dot("CHN").is_hollow, "not on this ranking"
    assert figure.legend[-1].shape == HOLLOW


def test_what_a_picture_says_of_one_country_says_that_not_all_its_partners_were_searched(curated_ties: Ties) -> None:
    figures = {actor: select(curated_ties, View(as_of=TODAY, actors=(actor,))) for actor in ("HUN", "CHN")}
    texts = {
        actor: FIGURE_KINDS["network"].figure_of(one, FigureOptions()).slide.sentence for actor, one in figures.items()
    }
    assert "Not all partners of Hungary were searched" in texts["HUN"]
    assert "searched" not in texts["CHN"]


@pytest.mark.slow
def test_a_column_that_begins_within_a_group_names_it(ladder: Selection) -> None:
    page = words_on(FIGURE_KINDS["ladder"].figure_of(ladder, FigureOptions()), "slide")[0]
    tops = [min((one for one in page if one.x == x), key=lambda one: one.y) for x in {one.x for one in page}]
    headings = [one for one in tops if one.weight == BOLD]
    assert len(headings) == len({one.x for one in page}), "nothing but headings at the top of a column"
    assert any(one.text.endswith("continued") for one in page)


def test_a_crowded_comparison_has_the_signs_at_the_names(curated_ties: Ties) -> None:
    view = View(as_of=TODAY, against=VISIT_IN_BEIJING, layout="rings", families=("china_ladder",))
    figure = FIGURE_KINDS["compare"].figure_of(select(curated_ties, view), FigureOptions())
    network = slide_pages(figure, "slide")[0].picture
    assert isinstance(network, PageNetwork)
    assert network.names["HUN"].lines == ("↑ Hungary",)
    assert "in force by then (start date unknown)" in figure.slide.sentence
    signs = {entry.sign: entry.text for entry in figure.legend if entry.sign}
    assert signs["↑"].startswith("moved up · ")
    assert "unchanged" not in [entry.name for entry in figure.legend], "none is drawn"


def test_the_title_of_a_claim_is_its_verdict(focal: Selection) -> None:
    later = select(focal.ties, replace(focal.view, as_of=TODAY))
    titles = [FIGURE_KINDS["claim"].figure_of(one, FigureOptions()).title for one in (focal, later)]
    assert titles[0].startswith("True on 1 March 2023: “Belarus was the second country after Pakistan")
    assert titles[1].startswith("True on ")
    own = FIGURE_KINDS["claim"].figure_of(later, FigureOptions(title="Who was second"))
    assert own.slide.sentence.startswith("True on "), "a title of one's own does not hide the verdict"


def test_tempo_has_the_finding_the_counts_and_a_note_for_each_step(focal: Selection) -> None:
    figure = FIGURE_KINDS["tempo"].figure_of(focal, FigureOptions())
    assert "53 observed contacts" in figure.slide.sentence
    texts = [part.text for page in words_on(figure, "slide") for part in page]
    assert "Label changes" in texts
    assert figure.citations[0].startswith("1. China and Belarus: “diplomatic relations")


@pytest.mark.parametrize("name", FIGURE_KINDS)
def test_every_character_of_every_figure_has_a_font(name: str, focal: Selection) -> None:
    kind = FIGURE_KINDS[name]
    if not kind.is_empty(focal):
        assert characters_without_font("".join(kind.figure_of(focal, FigureOptions()).texts)) == ""


@pytest.mark.parametrize("name", FIGURE_KINDS)
@pytest.mark.parametrize(
    "form", [form if form == "svg" else pytest.param(form, marks=pytest.mark.slow) for form in FILE_FORMATS]
)
def test_every_figure_of_the_cast_can_be_had_in_every_format(name: str, form: str, ties: Ties) -> None:
    selection = select(ties, replace(view_of_all(), focus="BLR-CHN"))
    kind = FIGURE_KINDS[name]
    if not kind.is_empty(selection):
        assert len(FILE_FORMATS[form].bytes_of(kind.figure_of(selection, FigureOptions()), "square", "grey")) > 1000


@pytest.mark.slow
def test_a_pdf_of_any_kind_uses_no_font_of_the_machine(focal: Selection) -> None:
    done = PACK_FORMATS["pdf"].bytes_of(figures_of(focal), "slide", "light", lambda *_: None)
    pdf = PdfReader(io.BytesIO(done))
    fonts = fonts_of(pdf)
    assert fonts
    assert all("AllweatherSans" in name for name in fonts), fonts
    assert len(pdf.outline) == len(figures_of(focal))


@pytest.mark.slow
def test_a_png_shows_what_the_svg_says(focal: Selection) -> None:
    """Where the SVG puts its title there is ink, and where it puts nothing there is paper."""

    figure = FIGURE_KINDS["network"].figure_of(focal, FigureOptions())
    picture = Image.open(io.BytesIO(png_of_pages(figure, pages_of(figure, "slide"), "light", scale=0.75))).convert("L")
    (page, *_) = slide_pages(figure, "slide")
    title = page.lines[0]
    box = (round(title.x), round(title.y - 14), round(title.x + 300), round(title.y + 4))
    shades = picture.crop(box).tobytes()
    assert min(shades) < 80 < 240 < max(shades)
    assert min(picture.crop((0, 0, 900, 10)).tobytes()) > 240


@pytest.mark.slow
def test_the_picture_of_a_slide_is_a_group_with_a_description(focal: Selection) -> None:
    done = PACK_FORMATS["pptx"].bytes_of(figures_of(focal), "slide", "light", lambda *_: None)
    show = Presentation(io.BytesIO(done))
    groups = {shape.name for slide in show.slides for shape in slide.shapes if shape.shape_type == 6}
    assert {"Network", "Timeline", "Ladder", "Compare", "Tempo", "Changes", "Sources"} <= groups


@pytest.mark.slow
def test_a_pack_reports_its_progress_and_holds_every_format(ties: Ties) -> None:
    selection = select(ties, view_of_all())
    reports: list[tuple[float, str]] = []
    figures = [FIGURE_KINDS[name].figure_of(selection, FigureOptions()) for name in ("network", "ladder")]
    first = PACK_FORMATS["zip"].bytes_of(figures, "slide", "light", lambda share, what: reports.append((share, what)))
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert sorted(names) == sorted(f"{kind}.{form}" for kind in ("network", "ladder") for form in FILE_FORMATS)
    assert [share for share, _ in reports] == sorted(share for share, _ in reports)
    assert len(reports) == len(names)


@pytest.mark.slow
def test_a_page_lets_nothing_load_and_no_text_of_the_records_run(focal: Selection) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    page = html_bytes(
        FIGURE_KINDS["network"].figure_of(focal, FigureOptions(title=evil, with_sources=True)), "slide", "light"
    ).decode()
    assert "default-src 'none'" in page
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert 'href="https://tv.cctv.com/' in page
    assert 'id="citation-19"' in page


@pytest.mark.slow
def test_citations_continue_over_pages_and_every_page_says_how_many_there_are(focal: Selection) -> None:
    figure = FIGURE_KINDS["timeline"].figure_of(focal, WITH_SOURCES)
    pages = pages_of(figure, "a4-portrait")
    assert len(pages) == len(slide_pages(figure, "a4-portrait")) + len(citation_pages(figure, "a4-portrait"))
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in svg_slide(figure, page, "light", embed=False)


# The command line -----------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "desk.toml"
    place.write_text('[handling]\nmarking = "TLP:GREEN"\nlimit = "TLP:AMBER"\n', "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(place))
    return place


@pytest.mark.slow
@pytest.mark.usefixtures("desk")
def test_the_marking_of_the_settings_is_on_the_figure_and_their_limit_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path / "a")]) == 0
    assert "TLP:GREEN" in (tmp_path / "a.svg").read_text("utf-8")
    assert main(["--out", str(tmp_path / "b"), "--marking", "TLP:RED"]) == 1
    assert "TLP:RED is stricter than TLP:AMBER" in capsys.readouterr().err
    assert not (tmp_path / "b.svg").exists()
    assert main(["--out", str(tmp_path / "b"), "--marking", "SECRET"]) == 1


@pytest.mark.slow
def test_several_figures_make_a_pack(tmp_path: Path) -> None:
    assert main(["--figure", "network,sources", "--format", "pptx,zip", "--out", str(tmp_path / "pack")]) == 0
    assert len(Presentation(str(tmp_path / "pack.pptx")).slides) >= 2
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert "sources.html" in archive.namelist()


@pytest.mark.slow
def test_a_pin_of_other_records_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--view", "http://desk/?pin=0123456789ab-1.0", "--out", str(tmp_path / "a")]) == 0
    assert "pinned to version 0123456789ab-1.0" in capsys.readouterr().err


def test_a_profile_is_on_paper_in_word_and_pdf_unless_a_size_is_chosen(ladder: Selection) -> None:
    kind = FIGURE_KINDS["profile"]
    assert [kind.size_of(extension, "slide") for extension in ("docx", "pdf", "pptx")] == [
        "a4-portrait",
        "a4-portrait",
        "slide",
    ]
    assert kind.size_of("pdf", "square") == "square"
    assert FIGURE_KINDS["network"].size_of("pdf", "slide") == "slide"
    assert kind.file_name("profile", ladder) == f"allweather-profile-chn-{TODAY.isoformat()}"
