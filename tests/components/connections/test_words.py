"""The answers as a whole, on the tiny cast; and each of them on the curated records."""

from dataclasses import replace
from datetime import date

import pytest

from components.connections.picture import lit_mask, pictured
from components.connections.rows import answer_evidence, answer_frame, answer_text
from components.connections.time_strip import time_lanes, time_strip
from components.connections.words import asked_actors, network_answer, question_of
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import NetworkPicture
from components.style.markup import html_of
from data.analysis.connections.graph import HEEDED
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import QUESTIONS
from tests.components.connections.asking import answered, asked
from tests.support.cast import view_of_all


def test_a_condition_begins_the_sentence(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK", without=("CHN",))
    assert answer.sentence == "Without China, no connection between Belarus and Pakistan is on record on 1 March 2023."
    answer = answered(ties, "BLR", "RUS", grades=("confirmed",), layers=("partnership",))
    assert answer.sentence.startswith(
        "By partnership ties only and by confirmed records only, Belarus and Russia have no"
    )


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("field", HEEDED)
def test_each_filter_that_a_question_heeds_is_said(ties: Ties, field: str, question: str) -> None:
    """A link may bring one that no widget of the page shows: what it hides would be denied without a word."""
    values = {
        "layers": (("treaty",), "by treaty ties only"),
        "grades": (("confirmed",), "by confirmed records only"),
        "withdrawn": (tuple(ties.dataset.sources), "with 2 sources treated as withdrawn"),
        "added_only": (True, "by your own ties only"),
    }
    value, words = values[field]
    answer = answered(ties, "BLR", "CHN", question=question, **{field: value})
    assert words in answer.sentence[:60].lower()


def test_the_answer_names_what_was_not_searched(ties: Ties) -> None:
    assert answered(ties, "PAK", "RUS").gaps == (
        "Not searched between Pakistan and Russia: Treaties; none of these is on record.",
        "Not all partners of Pakistan and Russia were searched. Other ties may exist.",
    )


@pytest.mark.parametrize("pair", [("BLR", "CHN"), ("RUS", "BLR"), ("BLR", "CHN", "RUS")])
def test_labels_that_were_not_searched_are_named_by_whose_ranking_they_are_in(
    curated_ties: Ties, pair: tuple[str, ...]
) -> None:
    day = date(2026, 10, 10)
    for question in ("connected", "common"):
        first = answered(curated_ties, *pair, question=question, as_of=day).gaps[0]
        assert first.startswith("Not searched between ")
        assert "labels of Belarus’ own ranking of partners" in first
        assert "partnership labels" not in first


def test_the_share_of_unknown_triangles_is_always_there(ties: Ties) -> None:
    assert answered(ties, "CHN", question="triangles").sentence == (
        "No triangle around China is unbalanced by these records. Of 3 in all, 1 is balanced and 2 (67 %) are unknown, as the "
        "records have no sourced partnership label, treaty or measure for one side."
    )
    assert "(100 %)" in answered(ties, "BLR", "PAK", question="triangles").sentence


def test_without_a_question_two_well_known_actors_are_asked_about(ties: Ties) -> None:
    assert asked_actors(asked(ties)) == ("BLR", "PAK")
    assert asked_actors(select(ties, view_of_all(focus="CHN-RUS"))) == ("CHN", "RUS")


def test_one_actor_alone_is_asked_what_depends_on_it(ties: Ties) -> None:
    assert question_of(asked(ties, "BLR")) == "hangs"
    assert question_of(asked(ties, "BLR", question="common")) == "common"


def test_evidence_text_and_table_have_the_ties_with_their_sources(ties: Ties) -> None:
    selection = asked(ties, "BLR", "PAK")
    answer = answered(ties, "BLR", "PAK")
    html = html_of(answer_evidence(ties, answer))
    assert "all-weather partnership" in html
    assert "Leaders meet" in html
    assert "- Belarus – China – Pakistan: since 10 May 2015" in answer_text(selection, answer)
    frame = answer_frame(ties, answer)
    assert set(frame["Grade"]) == {"confirmed", "reported"}
    assert frame["Sources"].str.len().min() > 0
    # What tells the rows apart is on the left; what they have in common is repeated further to the right.
    assert list(frame.columns[:3]) == ["Pair", "Wording", "In force"]
    # A cell that has the wording in all languages is cut.
    whole = frame[frame["Wording"] == "“all-weather partnership”"]
    assert "全天候伙伴关系" in set(whole["In the original"])


def test_the_picture_has_the_actors_of_the_answer_with_its_ties_in_full(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK")
    shown = pictured(asked(ties, "BLR", "PAK", actors=("TUR",)), answer)
    assert shown.actors == {"BLR", "CHN", "PAK", "RUS"}
    lit = lit_mask(shown, answer)
    assert {ties.spells[index].spell for index in shown.indices if lit[index]} == {"blr-2", "tr-2", "pak-1"}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "between",
    [("BLR", "PAK"), ("BLR", "CHN"), ("HUN",), ("KAZ", "IRN"), ("SRB", "PAK"), ("TWN", "USA"), ("ORG:EU", "BLR")],
)
def test_every_question_has_an_answer_on_the_records(
    curated_ties: Ties, question: str, between: tuple[str, ...]
) -> None:
    for day in (date(1990, 1, 1), date(2026, 10, 10)):
        selection = select(curated_ties, replace(view_of_all(between=between, question=question), as_of=day))
        answer = network_answer(selection)
        assert answer is not None
        assert answer.sentence.endswith(".")
        assert answer.sentence[0].isupper()
        assert "  " not in " ".join((answer.sentence, *answer.details, *answer.gaps))
        assert {actor for index in answer.lit for actor in curated_ties.actors[index]} <= set(answer.actors)


def test_the_figure_has_the_paths_numbered_and_the_rest_as_background(ties: Ties) -> None:
    selection = asked(ties, "BLR", "PAK")
    figure = FIGURE_KINDS["connected"].figure_of(selection, FigureOptions())
    assert figure.title == "How Belarus and Pakistan are connected, 1 March 2023"
    assert isinstance(figure.picture, NetworkPicture)
    assert {edge.actors: bool(edge.number) for edge in figure.picture.edges} == {
        ("BLR", "CHN"): True,
        ("CHN", "PAK"): True,
        ("BLR", "RUS"): False,
        ("CHN", "RUS"): False,
    }
    assert {dot.actor for dot in figure.picture.dots} == {"BLR", "CHN", "PAK", "RUS"}
    assert len(figure.citations) == 3
    assert FIGURE_KINDS["connected"].is_empty(asked(ties, "BLR", "PAK", without=("CHN",)))


def test_the_strip_says_when_each_way_was_open(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK")
    (lane, *_) = time_lanes(asked(ties), answer)
    assert lane.name == "Belarus – China – Pakistan"
    assert [date.fromordinal(start).isoformat() for start, _ in lane.times] == ["2015-05-10"]
    strip = time_strip(asked(ties), answer)
    assert strip is not None
    assert "since 2015" in html_of(strip)


def test_what_is_not_shown_at_once_can_be_opened(curated_ties: Ties) -> None:
    selection = select(curated_ties, replace(view_of_all(between=("CHN",), question="hangs"), as_of=date(2026, 10, 10)))
    answer = network_answer(selection)
    assert answer is not None
    (part,) = answer.parts
    html = html_of(answer_evidence(curated_ties, answer))
    assert f"<summary>and {len(part.others)} more</summary>" in html
    assert all(name_in_html in html for name_in_html in (row.name.replace("&", "&amp;") for row in part.rows))
    assert f"and {part.more} more, not listed" in html
    assert f"and {len(part.others) + part.more} more" in answer_text(selection, answer)


def test_a_triangle_is_one_row_of_the_table(curated_ties: Ties) -> None:
    selection = select(
        curated_ties, replace(view_of_all(between=("BLR",), question="triangles"), as_of=date(2026, 10, 10))
    )
    answer = network_answer(selection)
    assert answer is not None
    frame = answer_frame(curated_ties, answer)
    assert not frame["Of"].duplicated().any()
    assert len(frame) == sum(len(part.rows) for part in answer.parts)
    assert frame["First side"].str.contains(r"positive|negative|both signs").all()
    assert frame["Sources"].str.len().min() > 0


@pytest.mark.parametrize("question", ["connected", "common", "hangs", "triangles"])
def test_a_suspended_tie_counts_for_no_question_and_is_named(curated_ties: Ties, question: str) -> None:
    between = ("ORG:EU", "RUS")
    selection = select(curated_ties, view_of_all(question=question, between=between, as_of=date(2026, 10, 10)))
    answer = network_answer(selection)
    assert answer is not None
    suspended = {index for index, spell in enumerate(curated_ties.spells) if spell.status == "suspended"}
    assert suspended.isdisjoint(answer.lit)
    assert "directly tied" not in answer.sentence
    if question == "hangs":
        assert answer.sentence == (
            "The European Union and Russia have no ties but measures with each other on record on this date, so nothing "
            "depends on them."
        )
        alone = answered(curated_ties, "ORG:EU", question=question, as_of=date(2026, 10, 10))
        assert alone.sentence.endswith("with China only, besides measures.")
    assert "Suspended, so not counted: the European Union and Russia, “strategic partnership”." in answer.gaps


def test_what_is_outside_of_the_records_is_said_first(ties: Ties) -> None:
    assert answered(ties, "BLR", "PAK", as_of=date(2090, 1, 1)).sentence.startswith("By sources read through ")
    for question in QUESTIONS:
        assert "read through" in answered(ties, "BLR", question=question, as_of=date(2090, 1, 1)).sentence
        gaps = answered(ties, "BLR", question=question, as_of=date(1900, 1, 1)).gaps
        assert gaps[0].startswith("The records begin in 1994: ")


@pytest.mark.parametrize("question", ["connected", "common"])
@pytest.mark.parametrize("between", [("BLR", "PAK"), ("BLR", "RUS"), ("CHN", "PRK"), ("BLR", "PAK", "KAZ", "IRN")])
def test_each_line_with_a_date_lists_the_ties_that_led_to_it(
    curated_ties: Ties, question: str, between: tuple[str, ...]
) -> None:
    day = date(2026, 10, 10)
    answer = answered(curated_ties, *between, question=question, as_of=day)
    for row in (row for part in answer.parts for row in part.rows if "since" in row.remark):
        opening = row.spells[0]
        begun = curated_ties.spells[opening].opening
        assert begun
        assert str(begun.first.year) in row.remark
        since = int(curated_ties.starts[1][opening])
        for pair in {curated_ties.actors[index] for index in row.spells}:
            own = [index for index in row.spells if curated_ties.actors[index] == pair]
            reached = since
            while reached <= day.toordinal():
                after = [
                    int(curated_ties.ends[1][one])
                    for one in own
                    if curated_ties.starts[0][one] <= reached < curated_ties.ends[1][one]
                ]
                assert after, (row.name, row.remark, date.fromordinal(reached))
                reached = max(after)


def test_a_bar_has_what_the_filters_let_through(ties: Ties) -> None:
    selection = asked(ties, "BLR", "PAK", question="common", grades=("confirmed",))
    answer = network_answer(selection)
    assert answer
    for lane in time_lanes(selection, answer):
        assert all(start >= date(2015, 4, 20).toordinal() for start, _ in lane.times)
    withdrawn = asked(ties, "CHN", "RUS", grades=("confirmed",))
    answer = network_answer(withdrawn)
    assert answer
    # The label of 1994 is only reported.
    assert [date.fromordinal(start).year for lane in time_lanes(withdrawn, answer)[:1] for start, _ in lane.times] == [
        2011
    ]


def test_no_picture_has_one_of_two_alone(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK", without=("CHN",))
    assert answer.lit == ()


def test_a_day_before_the_records_is_said_in_the_sentence(ties: Ties) -> None:
    sentence = answered(ties, "BLR", "PAK", as_of=date(1900, 1, 1)).sentence
    assert "on record on 1 January 1900. The records begin only in 1994." in sentence


def test_a_suspended_tie_of_one_of_two_is_said_to_be_of_that_one(curated_ties: Ties) -> None:
    gaps = answered(curated_ties, "RUS", "VNM", as_of=date(2026, 10, 10)).gaps
    tie = "the European Union and Russia, “strategic partnership”"
    assert f"Suspended, so not counted among the ties of Russia: {tie}." in gaps
