"""What is known of a pair or a country on a day."""

from datetime import date
from pathlib import Path

import pytest

from data.analysis.profiles.country import country_profile
from data.analysis.profiles.last_contact import last_top_contact
from data.analysis.profiles.measured import is_whole_year, series_of_dyad
from data.analysis.profiles.pair import MOST_LABELS, pair_profile
from data.tables.dataset import load_records
from data.view.ties import Ties, ties_of
from tests.support.cast import FILES, cast_text, write_cast
from tests.support.inputs.uploads import overlay_with
from tests.support.work import calls_of

DAY = date(2023, 3, 1)


def wordings(ties: Ties, indices: tuple[int, ...]) -> list[str]:
    return [ties.spells[index].spell for index in indices]


def test_a_pair_has_its_label_its_other_ties_and_what_was_before(ties: Ties) -> None:
    profile = pair_profile(ties, "BLR-CHN", DAY)
    assert wordings(ties, profile.ties) == ["blr-2", "tr-2"]
    assert wordings(ties, profile.past) == ["blr-1"]
    assert profile.label
    assert wordings(ties, profile.label.path) == ["blr-1", "blr-2"]
    assert (profile.label.place, len(profile.label.levels), profile.label.order) == (1, 3, (2, 2))
    assert [peer.actor for peer in profile.label.peers] == ["PAK", "BLR"]


def test_a_pair_before_its_first_tie_has_none(ties: Ties) -> None:
    profile = pair_profile(ties, "BLR-CHN", date(2000, 1, 1))
    assert (profile.label, profile.ties, profile.history) == (None, (), ())
    assert {missing.reason for missing in profile.missing} == {"not begun"}


def test_a_pair_need_not_be_in_the_records(ties: Ties) -> None:
    profile = pair_profile(ties, "PAK-TUR", DAY)
    assert (profile.ties, profile.events.count, profile.figures, profile.contact) == ((), 0, (), None)


def test_the_last_contact_at_the_top_is_a_visit_or_an_observed_meeting(ties: Ties) -> None:
    found = last_top_contact(ties.dataset, "BLR-CHN", DAY)
    assert found
    assert found.contact
    assert found.contact.contact == "c3"
    earlier = last_top_contact(ties.dataset, "BLR-CHN", date(2023, 2, 28))
    assert earlier
    assert earlier.contact
    assert earlier.contact.contact == "c2"
    assert last_top_contact(ties.dataset, "CHN-RUS", DAY) is None


def test_of_one_day_the_event_says_more_than_the_contact(folder: Path) -> None:
    events = cast_text("events.csv", "e2,BLR-CHN,RUS,2023-03-01,,statement", "e2,BLR-CHN,RUS,2023-03-01,,visit")
    found = last_top_contact(load_records(write_cast(folder, events=events)), "BLR-CHN", DAY)
    assert found
    assert found.event
    assert found.event.event == "e2"


def test_the_events_are_the_latest_and_the_weightiest_of_the_others(ties: Ties) -> None:
    events = pair_profile(ties, "BLR-CHN", DAY).events
    assert [event.event for event in events.latest] == ["e2", "e1"]
    assert (events.weightiest, events.count) == ((), 2)
    assert pair_profile(ties, "BLR-CHN", date(2023, 2, 28)).events.count == 1


def test_a_country_has_labels_treaties_measures_and_what_changed(ties: Ties) -> None:
    profile = country_profile(ties, "BLR", DAY)
    assert wordings(ties, profile.labels) == ["blr-2"]
    assert wordings(ties, profile.bindings) == ["tr-1", "tr-2"]
    assert [change.kind.value for change in profile.changes] == ["Moved up"]
    assert profile.since == date(2022, 3, 1)
    assert [(place.ladder.ladder, place.place) for place in profile.places] == [("house", 1)]


def test_a_measure_is_one_that_was_sent_or_one_that_was_received(folder: Path) -> None:
    row = "m-1,BLR-TUR,MT,Turkish embargo,,,,,2020,,,in force,,,,s1,confirmed,,,TUR\n"
    files = {
        "families": FILES["families.csv"] + "measures,Measures,adversarial,,no,An act against the other.\n",
        "tiers": FILES["tiers.csv"] + "MT,measures,embargo,,,,,,\n",
        "ladders": FILES["ladders.csv"] + "m,measures,Measures,Allweather,2026,yes,All equal.,\n",
        "rungs": FILES["rungs.csv"] + "m,MT,1,M,Measures\n",
    }
    write_cast(folder, **files)
    header = FILES["spells/treaties.csv"].splitlines()[0]
    (folder / "spells" / "measures.csv").write_text(f"{header},taken_by\n{row}", "utf-8")
    ties = ties_of(load_records(folder))
    assert wordings(ties, country_profile(ties, "BLR", DAY).measures_received) == ["m-1"]
    assert wordings(ties, country_profile(ties, "TUR", DAY).measures_sent) == ["m-1"]
    assert country_profile(ties, "BLR", DAY).measures_sent == ()


def test_parts_of_a_year_are_apart_from_whole_years(folder: Path) -> None:
    figures = FILES["figures.csv"] + "".join(
        f"f{number},BLR-CHN,BLR,CHN,potash,{period},{number},,{contest},s1,confirmed,\n"
        for number, period, contest in ((2, "2021", ""), (3, "2023-01/2023-05", ""), (4, "2021-H1", ""))
    )
    (series,) = series_of_dyad(load_records(write_cast(folder, figures=figures)), "BLR-CHN")
    assert [figure.period for figure in series.years] == ["2021", "2022"]
    assert [figure.period for figure in series.others] == ["2021-H1", "2023-01/2023-05"]
    assert series.is_series


def test_several_values_of_one_year_are_a_series_only_if_they_contradict_one_another(folder: Path) -> None:
    for contest, is_series in (("", False), ("x", True)):
        rows = "".join(
            f"f{number},BLR-CHN,BLR,CHN,potash,{period},{number},,{contest},s1,confirmed,\n"
            for number, period in ((2, "2021"), (3, "2021"))
        )
        dataset = load_records(write_cast(folder, figures=FILES["figures.csv"] + rows))
        (series,) = series_of_dyad(dataset, "BLR-CHN")
        assert series.is_series is is_series


def test_a_whole_year_is_written_as_a_year_alone() -> None:
    assert is_whole_year("2022")
    assert not any(map(is_whole_year, ("2022-H1", "2022-01", "2021/2022", "to 2025", "historically", "٢٠٢٢")))


@pytest.mark.slow
def test_of_thousands_of_labels_a_profile_has_the_first_and_the_number_of_the_others(folder: Path) -> None:
    lines = "".join(f"China,Pakistan,friends {number},{1900 + number % 100}\n" for number in range(4000))
    ours = load_records(write_cast(folder))
    added = overlay_with(ours, "ties.csv", f"Country A,Country B,Relationship,Since\n{lines}").dataset
    assert added
    ties = ties_of(added)
    assert calls_of(lambda: pair_profile(ties, "CHN-PAK", date(2023, 3, 1))) < 300 * 4000
    profile = pair_profile(ties, "CHN-PAK", date(2023, 3, 1))
    assert len(profile.labels) + profile.more_labels >= 4000 > MOST_LABELS == len(profile.labels)
