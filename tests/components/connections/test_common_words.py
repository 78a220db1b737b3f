"""What two share, and who else shares it, in sentences."""

from datetime import date

import pytest

from components.connections.time_strip import time_lanes
from components.wording.names import name_in_sentence
from data.analysis.connections.common import in_common
from data.view.ties import Ties
from tests.components.connections.asking import answered, asked


def test_what_two_share_is_said_with_their_rank(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK", question="common")
    assert (
        answer.sentence
        == "Belarus and Pakistan share one kind of tie: labels of the same rank (“All-weather”) with China."
    )
    assert answer.details == (
        "Nobody else has this shared tie on record.",
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
    assert answer.details[0] == f"Nobody else has all 4 of these shared ties on record; {nearest}."


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


def test_a_shared_label_is_dated_from_when_both_had_one_of_that_rank(ties: Ties) -> None:
    answer = answered(ties, "BLR", "PAK", question="common")
    (row, *_) = answer.parts[0].rows
    # Belarus has had a label since 2016, and it became the same one in 2022.
    assert (
        row.remark == "labels of the same rank, since 15 September 2022; each has had a label since 29 September 2016"
    )
    (lane, *_) = time_lanes(asked(ties), answer)
    assert [date.fromordinal(start).isoformat() for start, _ in lane.times] == ["2022-09-15"]


def test_a_treaty_on_relations_is_not_called_a_label(curated_ties: Ties) -> None:
    details = answered(curated_ties, "BLR", "PAK", question="common", as_of=date(2026, 10, 10)).details
    assert "treaty, without a partnership label, with North Korea" in details[1]
    assert "label with North Korea" not in details[1].replace("without a partnership label, with", "")


def test_relations_by_a_treaty_are_named_so_as_in_triangles(curated_ties: Ties) -> None:
    details = answered(curated_ties, "BLR", "PAK", question="common", as_of=date(2026, 10, 10)).details
    assert "treaty, without a partnership label, with North Korea" in " ".join(details)
    assert "on record" in details[0]
