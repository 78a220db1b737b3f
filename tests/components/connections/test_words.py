"""The answers in sentences, on the tiny cast; and each of them on the curated records."""

from dataclasses import replace
from datetime import date

import pytest

from components.connections.answers.answer import NetworkAnswer
from components.connections.answers.dependence_words import dependence_sentence
from components.connections.picture import lit_mask, pictured
from components.connections.rows import answer_evidence, answer_frame, answer_text, sources_alone
from components.connections.time_strip import time_lanes, time_strip
from components.connections.words import asked_actors, network_answer, question_of
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.model import NetworkPicture
from components.style.markup import html_of
from components.wording.names import name_in_sentence
from data.analysis.connections.common import in_common
from data.analysis.connections.dependence import dependence_on
from data.view.selection import Selection, select
from data.view.ties import Ties
from data.view.view import QUESTIONS
from tests.support.cast import view_of_all


def asked(ties: Ties, *between: str, **fields: object) -> Selection:
    return select(ties, view_of_all(between=between, **fields))


def answered(ties: Ties, *between: str, **fields: object) -> NetworkAnswer:
    answer = network_answer(asked(ties, *between, **fields))
    assert answer is not None
    return answer


def test_a_connection_is_one_sentence_with_its_date(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK")
    assert answer.sentence == (
        "Belarus and Pakistan have no tie of their own on record, but are connected in 2 steps: through China, since 10 May "
        "2015. One way or another, they have been connected without a break since 20 April 2015, at first in 3 steps "
        "through Russia, then China."
    )
    assert answer.details == (
        "Through China, at first by “treaty of friendship” (Belarus and China, since 10 May 2015) and “all-weather "
        "partnership” (China and Pakistan, since 20 April 2015).",
        "There is 1 way with one more step: through Russia, then China.",
    )
    assert answer.subject == "How Belarus and Pakistan are connected"


def test_a_condition_begins_the_sentence(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK", without=("CHN",))
    assert answer.sentence == "Without China, no connection between Belarus and Pakistan is on record on 1 March 2023."
    answer = answered(ties, "BLR", "RUS", grades=("confirmed",), layers=("partnership",))
    assert answer.sentence.startswith(
        "By partnership ties only and by confirmed records only, Belarus and Russia have no"
    )


def test_a_direct_tie_is_called_so(ties: Ties) -> None:
    assert answered(ties, "BLR", "CHN").sentence == (
        "Belarus and China are directly tied, since 10 May 2015. One way or another, they have been connected without a break "
        "since 21 February 1995, at first in 2 steps through Russia."
    )


def test_a_start_that_is_not_known_is_no_date_of_a_beginning(ties: Ties) -> None:
    assert (
        answered(ties, "CHN", "TUR").sentence == "China and Türkiye are directly tied, since 1 May 2013 at the latest."
    )


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


def test_what_two_share_is_said_with_their_rank(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK", question="common")
    assert (
        answer.sentence
        == "Belarus and Pakistan share one kind of tie: labels of the same rank (“All-weather”) with China."
    )
    assert answer.details == (
        "Nobody else has this shared tie.",
        "On record only for Belarus (not all partners of Pakistan were searched): treaty with China and Russia.",
    )


def test_of_several_labels_the_rank_that_is_the_same_is_named(curated_ties: Ties) -> None:
    # Serbia and Kazakhstan differ on the ladder of partnerships.
    sentence = answered(curated_ties, "KAZ", "SRB", question="common", as_of=date(2026, 10, 10)).sentence
    assert "labels of the same rank (“Community with a shared future”) with China" in sentence
    assert "labels of different ranks with Russia" in sentence


def test_all_who_have_as_much_in_common_are_named_together(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "PAK", question="common", as_of=date(2026, 10, 10))
    nearest = "Uzbekistan and Kazakhstan have the most of them, 3 of 4 each"
    assert answer.details[0] == f"Nobody else has all 4 of these shared ties; {nearest}."


@pytest.mark.parametrize(
    "between",
    [
        *(
            ("IND", "IRN"),
            ("RUS", "VNM"),
            ("KAZ", "UZB"),
            ("IRN", "PAK"),
            ("BLR", "RUS"),
            ("SRB", "HUN"),
            ("TUR", "SAU"),
        ),
        *(("BRA", "ZAF"), ("PRK", "VEN"), ("USA", "GBR"), ("PAK", "SRB", "KAZ")),
    ],
)
def test_nobody_is_said_to_share_a_tie_with_itself_and_both_numbers_are_one(
    curated_ties: Ties, between: tuple[str, ...]
) -> None:
    selection = asked(curated_ties, *between, question="common", as_of=date(2026, 10, 10))
    answer = answered(curated_ties, *between, question="common", as_of=date(2026, 10, 10))
    found = in_common(selection, between)
    number = len(found.shared)
    partners = {row.partner for row in found.shared}
    assert f" share {number} ties: " in answer.sentence or (number == 1 and "share one kind of tie" in answer.sentence)
    said = answer.details[0]
    assert {1: "this shared tie", 2: "both of these"}.get(number, f"all {number} of these") in said
    assert "of the same rank" not in said
    assert partners.isdisjoint(found.closest)
    compared = said.split(" (not compared: ")[0]
    assert not any(name_in_sentence(curated_ties.dataset, one) in compared for one in partners)
    # The list counts by the same number, those who have most of them first.
    (rows,) = [part.rows for part in answer.parts if part.heading.startswith("Who else")]
    counts = [row.remark or row.name for row in rows]
    numbers = [int(text.rpartition("(")[2].split(" of ")[0]) for text in counts]
    assert all(f" of {number};" in text for text in counts)
    assert numbers == sorted(numbers, reverse=True)


def test_what_depends_on_an_actor_is_said_in_plain_words(ties: Ties) -> None:
    answer = answered(ties, "CHN", question="hangs")
    assert answer.sentence == (
        "Without China, Pakistan and Türkiye would have no tie left on record and Belarus and Russia would have no declared "
        "label on record. These records may lack other ties of these actors."
    )
    assert "Pakistan itself has ties on record with China only." in answered(ties, "PAK", question="hangs").sentence


def test_what_depends_on_a_tie_says_first_what_would_be_lost_and_then_who_is_between(ties: Ties) -> None:
    sentence = answered(ties, "BLR", "CHN", question="hangs").sentence
    assert sentence.startswith("If all ties between them ended, Belarus and China would lose two: “all-weather p")
    assert ". Belarus would have no declared label on record and China" in sentence
    assert sentence.endswith(
        " These records may lack other ties of Belarus and China. The two would still be connected, through Russia."
    )


def test_what_all_partners_were_searched_for_is_lost_without_a_reserve(ties: Ties) -> None:
    selection = asked(ties, "BLR", "CHN", question="hangs")
    found = replace(dependence_on(selection, "BLR-CHN"), is_complete=True)
    sentence = dependence_sentence(selection, found)
    assert sentence.startswith("In these records, if all ties between them ended")
    assert "on record" not in sentence


@pytest.mark.parametrize("between", [("BLR",), ("RUS",), ("CHN",), ("PAK",), ("BLR", "RUS"), ("CHN", "KAZ")])
def test_what_the_records_cannot_conclude_is_lost_on_record_only(curated_ties: Ties, between: tuple[str, ...]) -> None:
    sentence = answered(curated_ties, *between, question="hangs", as_of=date(2026, 10, 10)).sentence
    losses, *limits = sentence.split(" These records may lack other ties of ")
    assert losses.count(" would have no ") == losses.count(" on record") == bool(limits) * losses.count(" on record")
    assert "Russia would have no integration tie" not in sentence


def test_the_share_of_unknown_triangles_is_always_there(ties: Ties) -> None:
    assert answered(ties, "CHN", question="triangles").sentence == (
        "No triangle around China is unbalanced by these records. Of 3 in all, 1 is balanced and 2 (67 %) are unknown, as the "
        "records have no partnership, treaty or measure for one side."
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


def test_what_depends_on_a_tie_leads_to_the_sources_that_it_rests_on_alone(ties: Ties) -> None:
    sources = sources_alone(ties, answered(ties, "BLR", "CHN", question="hangs"))
    assert sources is not None
    assert "./records?table=sources&amp;record=s1" in html_of(sources)


def test_each_way_has_its_own_date_and_shows_the_tie_that_gives_it(curated_ties: Ties) -> None:
    selection = select(curated_ties, replace(view_of_all(between=("BLR", "PAK")), as_of=date(2026, 10, 10)))
    answer = network_answer(selection)
    assert answer is not None
    ways = [row for row in answer.parts[0].rows if row.name.count("–") == 2]
    for row in ways:
        since = row.remark.split(", ")[0]
        assert since in answer.sentence
        assert since.split()[-1] in answer_text(selection, answer).split(row.name)[1].split("\n")[1]
    assert "at first by a tie that has ended" in ways[0].remark


def test_a_shared_label_is_dated_from_when_both_had_one_of_that_rank(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK", question="common")
    (row, *_) = answer.parts[0].rows
    # Belarus has had a label since 2016, and it became the same one in 2022.
    assert (
        row.remark == "labels of the same rank, since 15 September 2022; each has had a label since 29 September 2016"
    )
    (lane, *_) = time_lanes(asked(ties), answer)
    assert [date.fromordinal(start).isoformat() for start, _ in lane.times] == ["2022-09-15"]


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
        assert gaps[0].startswith("The records begin on ")


def test_a_way_that_began_with_another_tie_says_so_beside_the_sentence(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "PAK", as_of=date(2026, 10, 10))
    assert answer.details[0].startswith("Through China, at first by “diplomatic relations")


def test_what_depends_on_a_tie_is_about_the_tie_alone(ties: Ties) -> None:
    answer = answered(ties, "BLR", "CHN", question="hangs")
    assert answer.details == ()
    assert {ties.actors[index] for part in answer.parts for row in part.rows for index in row.spells} == {
        ("BLR", "CHN")
    }
    assert answered(ties, "BLR", "PAK", question="hangs").sentence.startswith(
        "Belarus and Pakistan have no ties with each other on record"
    )


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


def test_a_treaty_on_relations_is_not_called_a_label(curated_ties: Ties) -> None:
    details = answered(curated_ties, "BLR", "PAK", question="common", as_of=date(2026, 10, 10)).details
    assert "relations without a partnership label with North Korea" in details[1]
    assert "label with North Korea" not in details[1].replace("without a partnership label with", "")


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


def test_a_source_without_another_names_its_date_and_its_ties(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "CHN", question="hangs", as_of=date(2026, 10, 10))
    sources = sources_alone(curated_ties, answer)
    if sources is not None:
        assert "the only source of " in html_of(sources)
    assert not any("United States" in text for text in answer.gaps)


def test_a_day_before_the_records_is_said_in_the_sentence(ties: Ties) -> None:
    sentence = answered(ties, "BLR", "PAK", as_of=date(1900, 1, 1)).sentence
    assert "on record on 1 January 1900. The records begin only on " in sentence


def test_what_a_pair_shares_with_an_organisation_is_said_apart_from_what_it_would_lose(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "CHN", question="hangs", as_of=date(2026, 10, 10))
    lost, kept = answer.sentence.split(" Not lost: ")
    assert "SCO" not in lost
    assert "“shared SCO membership”" in kept


def test_what_two_have_through_an_organisation_is_not_lost_with_their_ties(curated_ties: Ties) -> None:
    answer = answered(curated_ties, "BLR", "RUS", question="hangs", as_of=date(2026, 10, 10))
    lost, kept = answer.sentence.split(" Not lost: ")
    for name in ("Eurasian Economic Union", "CSTO", "CIS", "SCO"):
        assert name not in lost
        assert name in kept
    # The Union State is of these two alone.
    assert "“Union State”" in lost
    assert [part.heading for part in answer.parts][-1] == "Kept: what both have through organisations"
