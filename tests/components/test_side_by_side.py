"""Countries or dates side by side: the same subject, everyone in the same place, in every picture and every file."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.multiples import chart_of
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.layout.free_space import TextLabel
from components.figure.model import Box, FilledBox, Marker, Point, Shape, TextLine
from components.figure.multiples.view import WIDTH, height_of, tips_over
from components.figure.render.files import FILE_FORMATS
from components.figure.small.chart import MultiplesChart
from components.multiples.words import days_of, panel_rows, side_by_side, tie_rows
from components.style.theme import styles_of
from components.wording.ranking import rank_names
from data.base.text import quantity
from data.links.page_links import link_of_view, view_of_link
from data.view.selection import Selection, read_through, select
from data.view.ties import Ties
from data.view.view import MOST_PANELS
from tests.support.cast import TODAY, view_of_all, write_cast
from tests.whole.test_hostile import opened

DAYS = (date(2010, 1, 1), date(2016, 10, 1), date(2023, 3, 1))


def test_each_date_says_what_is_new_and_what_ended_since_the_one_before(ties: Ties) -> None:
    shown = side_by_side(select(ties, view_of_all(days=DAYS)))
    assert [panel.title for panel in shown.panels] == ["1 Jan 2010", "1 Oct 2016", "1 Mar 2023"]
    for panel, day in zip(shown.panels, DAYS, strict=True):
        assert set(panel.spells) == set(select(ties, view_of_all(as_of=day)).indices)
    assert shown.panels[1].remark == (
        "6 ties, 3 new, 1 of unknown start and 1 label changed since 1 Jan 2010 (China – Russia)"
    )
    assert [row["Ties"] for row in panel_rows(shown)] == [
        len({ties.tie[i] for i in one.spells}) for one in shown.panels
    ]


def test_a_label_that_changed_is_counted_and_its_pair_named(ties: Ties) -> None:
    days = (date(2020, 1, 1), date(2023, 3, 1), date(2023, 4, 1))
    _, after, last = side_by_side(select(ties, view_of_all(days=days))).panels
    assert after.remark.endswith(", 1 label changed since 1 Jan 2020 (Belarus – China)")
    assert last.remark.endswith(", none new, ended or changed since 1 Mar 2023")


def test_a_label_that_comes_into_view_by_a_change_is_not_new_and_one_that_leaves_it_has_not_ended(ties: Ties) -> None:
    """As What changed? says it."""
    for tier, count in (("T1", "2 ties"), ("T2", "1 tie")):
        view = view_of_all(days=(date(2020, 1, 1), date(2023, 3, 1)), tiers=(tier,))
        _, after = side_by_side(select(ties, view)).panels
        assert after.remark == f"{count}, 1 label changed since 1 Jan 2020 (Belarus – China)"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"actors": ("BLR",), "days": DAYS}, "Belarus’ ties on 1 Jan 2010, 1 Oct 2016 and 1 Mar 2023"),
        ({"days": DAYS[1:]}, "All ties in the records on 1 Oct 2016 and 1 Mar 2023"),
        ({"panels": ("BLR", "PAK")}, "The ties of Belarus and Pakistan side by side, 1 March 2023"),
    ],
)
def test_the_title_of_the_file_names_its_subject(ties: Ties, fields: dict[str, tuple[object, ...]], title: str) -> None:
    figure = FIGURE_KINDS["side-by-side"].figure_of(select(ties, view_of_all(**fields)), FigureOptions())
    assert figure.slide.title == title


def test_a_country_shows_its_own_ties_and_who_is_a_partner_of_all(ties: Ties) -> None:
    shown = side_by_side(select(ties, view_of_all(panels=("BLR", "PAK"))))
    assert [panel.centre for panel in shown.panels] == ["BLR", "PAK"]
    for panel in shown.panels:
        assert all(panel.centre in ties.actors[index] for index in panel.spells)
    assert shown.sentence == "Partners of all of them: China."


@pytest.mark.slow
@pytest.mark.parametrize("fields", [{"days": DAYS}, {"panels": ("BLR", "PAK", "RUS")}])
def test_everyone_has_one_place_in_all_pictures(ties: Ties, fields: dict[str, tuple[object, ...]]) -> None:
    selection = select(ties, view_of_all(**fields))
    shown = side_by_side(selection)
    figure = FIGURE_KINDS["side-by-side"].figure_of(selection, FigureOptions())
    places: dict[str, set[tuple[float, float]]] = {}
    for panel in shown.panels:
        (drawing,) = chart_of(shown, panel).pages((0, 0, 300, 240), figure.fonts)
        for shape in drawing:
            if isinstance(shape, Marker):
                places.setdefault(shape.name, set()).add(shape.centre)
    assert len(places) > 2
    assert all(len(points) == 1 for points in places.values())
    for form in FILE_FORMATS.values():
        assert form.bytes_of(figure, "slide", "light")


def test_at_most_five_are_read_from_a_link(ties: Ties) -> None:
    days = ",".join(f"20{number}-01-01" for number in range(10, 10 + MOST_PANELS + 1))
    view, notices = view_of_link({"days": days}, ties.dataset, "side-by-side", today=TODAY)
    assert (view.days, len(notices)) == ((), 1)
    chosen = view_of_all(days=DAYS, panels=("BLR",))
    link = link_of_view(chosen, ties.dataset, "side-by-side", today=TODAY)
    opened_view, _ = view_of_link(link, ties.dataset, "side-by-side", today=TODAY)
    assert (opened_view.days, opened_view.panels) == (DAYS, ("BLR",))


def test_a_link_with_countries_alone_is_of_these_countries_and_as_new_as_the_sources(ties: Ties) -> None:
    view, notices = view_of_link({"panels": "BLR,TUR"}, ties.dataset, "side-by-side", today=TODAY)
    assert notices == ()
    assert (view.actors, view.is_among, view.as_of) == (("BLR", "TUR"), False, read_through(ties.dataset))
    link = link_of_view(view, ties.dataset, "side-by-side", today=TODAY)
    assert view_of_link(link, ties.dataset, "side-by-side", today=TODAY) == (view, ())


def test_the_pictures_are_in_order_of_time_whatever_the_order_of_the_boxes(ties: Ties) -> None:
    shown = side_by_side(select(ties, view_of_all(days=(DAYS[2], DAYS[0], DAYS[1]))))
    assert [panel.key for panel in shown.panels] == [day.isoformat() for day in DAYS]


def test_without_a_choice_the_date_shown_is_the_last_of_some(ties: Ties) -> None:
    days = days_of(select(ties, view_of_all()))
    assert days[-1] == view_of_all().as_of
    assert len(days) <= MOST_PANELS


def test_the_page_changes_between_dates_and_countries(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(write_cast(folder), monkeypatch, "side-by-side", as_of="2023-03-01", preset="everything")
    assert not page.exception
    page.segmented_control(key="panels_of").set_value("Countries").run()
    assert page.query_params["panels"]
    page.multiselect(key="panels_countries").set_value(["BLR", "PAK"]).run()
    assert page.query_params["panels"] == "BLR,PAK"
    # Cleared, the box stays empty until somebody is chosen, and nobody joins them.
    page.multiselect(key="panels_countries").set_value([]).run()
    assert page.multiselect(key="panels_countries").value == []
    assert "Choose one or more countries." in [box.value for box in page.info]
    assert "artners of all" not in " ".join(block.proto.body for block in page.main.get("html"))
    page.multiselect(key="panels_countries").set_value(["BLR"]).run()
    assert (page.query_params["panels"], page.multiselect(key="panels_countries").value) == ("BLR", ["BLR"])
    assert not page.multiselect(key="panels_countries").proto.select_all
    page.segmented_control(key="panels_of").set_value("Dates").run()
    # The dates are of the same country.
    assert page.query_params["actors"] == "BLR"
    page.date_input(key="panels_day_0").set_value(date(2012, 1, 1)).run()
    assert "2012-01-01" in page.query_params["days"]
    assert not page.exception


def test_pictures_that_a_filter_empties_say_so_with_the_numbers_that_it_hides(ties: Ties) -> None:
    days = (date(2010, 1, 1), date(2023, 3, 1))
    filtered = view_of_all(days=days, actors=("BLR",), tiers=("T1",))
    shown = side_by_side(select(ties, filtered))
    hidden = select(ties, view_of_all(as_of=days[0], actors=("BLR",))).count_shown
    assert hidden
    assert not shown.panels[0].spells
    assert shown.hidden_text.startswith("The picture of 1 Jan 2010 is empty, as the filter “")
    assert shown.hidden_text.endswith(f"” hides {quantity(hidden, 'tie')}.")
    figure = FIGURE_KINDS["side-by-side"].figure_of(select(ties, filtered), FigureOptions())
    assert shown.hidden_text in f"{figure.slide.sentence} {figure.slide.remarks}"
    assert not side_by_side(select(ties, view_of_all(days=days, actors=("BLR",)))).hidden_text


def test_the_button_that_removes_filters_keeps_the_countries_and_names_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(write_cast(folder), monkeypatch, "side-by-side", as_of="2023-03-01", actors="BLR", tiers="T1")
    assert "are empty, as the filter" in " ".join(box.value for box in page.info)
    button = page.button(key="reset")
    assert button.label == "Show all ties of Belarus"
    button.click().run()
    assert page.query_params["actors"] == "BLR"
    assert "tiers" not in page.query_params
    # Nothing but the country is left: it has a button of its own.
    assert not [one for one in page.button if one.key == "reset"]
    assert [one for one in page.button if one.key == "drop_actors"]


def test_a_date_stays_in_the_box_in_which_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = "2010-01-01,2016-10-01,2023-03-01"
    page = opened(write_cast(folder), monkeypatch, "side-by-side", as_of="2023-03-01", days=days)
    page.date_input(key="panels_day_0").set_value(date(2020, 5, 1)).run()
    assert [page.date_input(key=f"panels_day_{place}").value for place in range(3)] == [
        date(2020, 5, 1),
        date(2016, 10, 1),
        date(2023, 3, 1),
    ]
    assert page.query_params["days"] == "2020-05-01,2016-10-01,2023-03-01"
    page.date_input(key="panels_day_1").set_value(date(2023, 3, 1)).run()
    assert any(box.value.startswith("1 Mar 2023 is among the dates already") for box in page.info)
    assert page.date_input(key="panels_day_1").value == date(2016, 10, 1)


def test_a_line_says_what_it_is_and_since_when_and_the_table_has_every_tie(ties: Ties) -> None:
    selection = select(ties, view_of_all(panels=("BLR", "PAK")))
    shown = side_by_side(selection)
    figure = FIGURE_KINDS["side-by-side"].figure_of(selection, FigureOptions())
    (drawing,) = chart_of(shown, shown.panels[1]).pages((0, 0, 420, 320), figure.fonts)
    texts = [shape.text for shape in drawing if isinstance(shape, TextLine)]
    assert any(text.endswith("since 2015") for text in texts)
    rows = {row["Partner"]: row for row in tie_rows(shown)}
    assert "all-weather" in rows["China"]["Pakistan"]
    assert "since 20 Apr 2015" in rows["China"]["Pakistan"]
    cells = sum(bool(row[panel.title]) for row in rows.values() for panel in shown.panels)
    assert cells == sum(len({ties.actors[index] for index in panel.spells}) for panel in shown.panels)


def test_who_is_not_on_record_yet_is_not_drawn_and_a_day_after_the_sources_says_so(ties: Ties) -> None:
    days = (date(1995, 6, 1), date(2050, 1, 1))
    shown = side_by_side(select(ties, view_of_all(days=days)))
    chart = chart_of(shown)
    before, after = chart.panels
    assert "PAK" not in before.begun
    assert {actor for actor, _ in chart.places} <= after.begun
    assert "by sources through" in shown.panels[1].remark
    assert "by sources through" not in shown.panels[0].remark


def test_a_line_and_a_dot_say_below_the_mouse_what_they_are(ties: Ties) -> None:
    shown = side_by_side(select(ties, view_of_all(panels=("BLR", "PAK"))))
    figure = FIGURE_KINDS["side-by-side"].figure_of(select(ties, view_of_all(panels=("BLR", "PAK"))), FigureOptions())
    (drawing,) = chart_of(shown, shown.panels[1]).pages((0, 0, WIDTH, 255), figure.fonts)
    tips = list(tips_over(drawing, 255))
    titles = [tip.get("title") or "" for tip in tips]
    assert any("all-weather" in title and "China" in title for title in titles)
    assert "Pakistan" in titles


SUBJECTS: tuple[dict[str, object], ...] = (
    {"actors": ("BLR",)},
    {"actors": ("CHN",)},
    {"actors": ("PAK",)},
    {"actors": ("RUS",), "layers": ("partnership",)},
    {"actors": ("BLR", "RUS")},
    {"actors": ("BLR",), "layout": "map"},
    {"families": ("china_ladder",), "tiers": ("china_ladder/B",)},
    {},
)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, MOST_PANELS + 1))
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_each_name_is_at_its_own_dot_and_those_left_out_are_counted(
    curated_ties: Ties, subject: dict[str, object], number: int
) -> None:
    days = tuple(date(2027 - 4 * place, 1, 1) for place in range(number))
    check_names(select(curated_ties, view_of_all(days=days, **subject)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "panels", [("BLR", "PAK"), ("CHN", "RUS"), ("BLR", "PAK", "SRB"), ("BLR", "CHN", "IND", "PAK", "RUS")]
)
def test_each_name_beside_countries_is_at_its_own_dot(curated_ties: Ties, panels: tuple[str, ...]) -> None:
    check_names(select(curated_ties, view_of_all(panels=panels, as_of=date(2026, 10, 10))))


def check_names(selection: Selection) -> None:
    """Fails where a name is nearer to another dot, or on another name, or left out without a word."""
    shown = side_by_side(selection)
    figure = FIGURE_KINDS["side-by-side"].figure_of(selection, FigureOptions())
    frames = ((30.0, 80.0, 930.0, 420.0), (30.0, 80.0, 565.0, 640.0))
    for chart in (chart_of(shown), *(chart_of(shown, panel) for panel in shown.panels)):
        for frame in frames if len(chart.panels) > 1 else ((0.0, 0.0, WIDTH, height_of(chart)),):
            (drawing,) = chart.pages(frame, figure.fonts)
            starts = [place for place, shape in enumerate(drawing) if isinstance(shape, FilledBox) and shape.name]
            assert len(starts) == len(chart.panels)
            for start, end in zip(starts, [*starts[1:], len(drawing)], strict=True):
                check_panel(chart, drawing[start:end])


def check_panel(chart: MultiplesChart, panel: Sequence[Shape]) -> None:
    """The same of one panel."""
    dots = {shape.name: shape.centre for shape in panel if isinstance(shape, Marker)}
    texts = {text: name for actor, name in chart.names for text in chart.texts_of(actor, name)}
    lines = [shape for shape in panel if isinstance(shape, TextLine)]
    last_dot = max((place for place, shape in enumerate(panel) if isinstance(shape, Marker)), default=0)
    names = [one for one in panel[last_dot:] if isinstance(one, TextLine) and one.text.partition(", ")[0] in texts]
    for name in names:
        distances = {dot: distance(name.box, point) for dot, point in dots.items()}
        own = texts[name.text.partition(", ")[0]]
        assert all(distances[own] < other for dot, other in distances.items() if dot != own), name.text
    for one, other in combinations(names, 2):
        assert not TextLabel((), one.box, 1).meets(TextLabel((), other.box, 1)), (one.text, other.text)
    said = next((line.text for line in lines if line.text.endswith("left out")), "0")
    assert int(said.split()[0]) == len(dots) - len(names)


def distance(box: Box, point: Point) -> float:
    """From a box to a point, in points."""
    (left, top, right, bottom), (x, y) = box, point
    return hypot(max(left - x, x - right, 0.0), max(top - y, y - bottom, 0.0))


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_the_pictures_of_a_country_fill_their_room_and_all_its_partners_have_names(
    curated_ties: Ties, number: int
) -> None:
    days = tuple(date(2026 - 5 * place, 10, 10) for place in range(number))
    selection = select(curated_ties, view_of_all(days=days, actors=("BLR",)))
    chart, figure = (
        chart_of(side_by_side(selection)),
        FIGURE_KINDS["side-by-side"].figure_of(selection, FigureOptions()),
    )
    (drawing,) = chart.pages((30.0, 80.0, 930.0, 420.0), figure.fonts)
    assert not [shape for shape in drawing if isinstance(shape, TextLine) and shape.text.endswith("left out")]
    boxes = [shape.box for shape in drawing if isinstance(shape, FilledBox) and shape.name]
    assert sum((right - left) * (bottom - top) for left, top, right, bottom in boxes) > 0.8 * 900 * 340
    left, top, right, bottom = boxes[-1]
    inside = [shape.centre for shape in drawing if isinstance(shape, Marker) and left < shape.centre[0] < right]
    heights = [y for _, y in inside]
    assert max(heights) - min(heights) > 0.6 * (bottom - top)


def test_the_legend_has_no_numbers_as_they_would_be_of_no_date(ties: Ties) -> None:
    figure = FIGURE_KINDS["side-by-side"].figure_of(select(ties, view_of_all(days=DAYS)), FigureOptions())
    assert figure.legend
    assert all(entry.text == entry.name for entry in figure.legend)


def test_ranks_of_one_name_say_whose_they_are(curated_ties: Ties) -> None:
    keys = [key for key in styles_of(curated_ties.dataset) if "/" in key]
    names = rank_names(curated_ties.dataset, keys)
    assert len(set(names.values())) == len(keys)
    assert {"Alliance (Russia)", "Alliance (Belarus)"} <= set(names.values())
    assert names["china_ladder/B"] == "All-weather and permanent"
