"""The uses of a label: which mentions count as one label, how often, by whom, and how long it has not been used."""

from datetime import date
from pathlib import Path

import pytest

from data.analysis.usage.between import use_changes, used_labels
from data.analysis.usage.in_use import labels_in_use, use_of_focus
from data.analysis.usage.words import partners_of_word
from data.tables.dataset import Dataset, load_records
from data.usage.forms import form_of, forms_of, is_shorter
from data.usage.silence import label_use, months_between
from data.usage.uses import period_of_labels
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import FILES, view_of_all, write_cast

READ_THROUGH = date(2026, 8, 22)


@pytest.mark.parametrize(
    ("one", "other", "partner"),
    [
        ("全天候伙伴关系", "全天候伙伴", "白俄罗斯"),
        ("具有战略意义的中越命运共同体", "具有战略意义的命运共同体", "越南"),
        ("新时代中莫命运共同体", "新时代莫中命运共同体", "莫桑比克"),
        ("全面战略—合作伙伴关系", "全面战略合作伙伴关系", "老挝"),
    ],
)
def test_two_ways_to_write_a_label_are_one_label(one: str, other: str, partner: str) -> None:
    assert form_of(one, partner) == form_of(other, partner)


def test_a_qualifier_makes_another_label_and_its_end_is_a_shorter_form() -> None:
    long, short = form_of("新时代全天候伙伴关系", ""), form_of("全天候伙伴关系", "")
    assert long != short
    assert is_shorter(short, long)
    assert not is_shorter(long, long)
    assert not is_shorter("伙伴", long), "said of anybody"


def test_a_wording_may_name_two_texts() -> None:
    assert forms_of("中朝友好合作互助条约;传统友好合作关系", "朝鲜") == ("友好合作互助条约", "传统友好合作")


def test_uses_are_counted_by_year_and_by_who_spoke(ties: Ties) -> None:
    use = label_use(ties.dataset, next(one for one in ties.spells if one.spell == "blr-2"), READ_THROUGH)
    assert use is not None
    assert (len(use.uses), use.uses.first, use.uses.last) == (3, date(2022, 9, 15), date(2024, 6, 1))
    assert {year: dict(sides) for year, sides in use.uses.by_year.items()} == {
        2022: {"narrator": 1},
        2023: {"china": 1},
        2024: {"partner": 1},
    }
    assert use.uses.last_row is not None
    assert use.uses.last_row.sighting == "l6"


def test_silence_ends_with_the_last_day_that_was_read_or_the_day_shown(ties: Ties) -> None:
    spell = next(one for one in ties.spells if one.spell == "blr-2")
    months = {
        day: use.months
        for day in (date(2024, 5, 31), date(2024, 6, 1), READ_THROUGH, date(2030, 1, 1))
        if (use := label_use(ties.dataset, spell, day))
    }
    assert list(months.values()) == [14, 0, 26, 26]


def test_a_label_that_was_never_found_is_silent_from_its_start_or_the_first_day_read(ties: Ties) -> None:
    use = label_use(ties.dataset, next(one for one in ties.spells if one.spell == "rus-2"), READ_THROUGH)
    assert use is not None
    assert (len(use.uses), use.silent_since, use.is_silent) == (0, date(2015, 4, 20), True)


@pytest.mark.parametrize("name", ["tr-1", "tr-2"])
def test_what_is_no_label_of_chinas_has_no_use(ties: Ties, name: str) -> None:
    assert label_use(ties.dataset, next(one for one in ties.spells if one.spell == name), READ_THROUGH) is None


def test_before_anything_was_read_nothing_is_silent(ties: Ties) -> None:
    spell = next(one for one in ties.spells if one.spell == "rus-2")
    assert label_use(ties.dataset, spell, date(2014, 1, 1)) is None


def test_records_without_sightings_say_nothing_of_use(tmp_path: Path) -> None:
    ties = cast_ties_without_sightings(tmp_path)
    assert period_of_labels(ties.dataset) is None
    assert labels_in_use(ties, READ_THROUGH) == ()
    assert not select(ties, view_of_all(silent=True)).shown.any()
    assert use_changes(ties.dataset, date(2000, 1, 1), READ_THROUGH).first_used == ()


def cast_ties_without_sightings(folder: Path) -> Ties:
    return cast_ties_of(folder, FILES["sightings.csv"].splitlines()[0] + "\n")


def cast_ties_of(folder: Path, sightings: str) -> Ties:
    return ties_of(load_records(write_cast(folder, sightings=sightings)))


def test_the_labels_in_force_are_listed_with_those_not_used_longest_first(ties: Ties) -> None:
    found = labels_in_use(ties, READ_THROUGH)
    assert [(use.partner, use.months) for use in found] == [("RUS", 136), ("TUR", 136), ("PAK", 45), ("BLR", 26)]
    assert [use.spell.spell for use in labels_in_use(ties, date(2016, 1, 1))] == ["pak-1", "rus-2", "tur-1"]


def test_the_filter_keeps_the_labels_not_used_for_long_on_the_day_shown(ties: Ties) -> None:
    kept = select(ties, view_of_all(silent=True, as_of=READ_THROUGH))
    assert {spell.spell for spell in kept.spells} == {"rus-2", "tur-1", "pak-1", "blr-2"}
    early = select(ties, view_of_all(silent=True, as_of=date(2023, 3, 1)))
    assert {spell.spell for spell in early.spells} == {"rus-2", "tur-1"}


@pytest.mark.parametrize(("focus", "partner"), [("BLR", "BLR"), ("BLR-CHN", "BLR"), ("BLR-RUS", ""), ("CHN", "")])
def test_the_use_of_a_focus_is_that_of_the_label_with_china(ties: Ties, focus: str, partner: str) -> None:
    use = use_of_focus(select(ties, view_of_all(focus=focus, as_of=READ_THROUGH)))
    assert (use.partner if use else "") == partner


def test_labels_are_first_and_last_used_between_two_days(tmp_path: Path) -> None:
    header = FILES["sightings.csv"].splitlines()[0]
    uses = (("BLR", "a"), ("PAK", "b"))
    rows = [
        f"{name}{number},{2016 + 2 * number + (name == 'b')}-05-01,{partner},好伙伴{partner},,china,describes,https://e.org"
        for partner, name in uses
        for number in range(3)
    ]
    ties = cast_ties_of(
        tmp_path, "\n".join([header, "first,2013-01-01,RUS,老伙伴,,china,describes,https://e.org", *rows]) + "\n"
    )
    assert len(used_labels(ties.dataset)) == 2, "one use alone is loose speech"
    changes = use_changes(ties.dataset, date(2021, 1, 1), date(2016, 1, 1))
    assert [label.partner for label in changes.first_used] == ["BLR", "PAK"]
    assert [label.partner for label in changes.last_used] == ["BLR"]
    assert use_changes(ties.dataset, date(2016, 1, 1), date(2021, 1, 1), ["PAK"]).last_used == ()


def test_china_has_used_permanent_of_kazakhstan_only(curated: Dataset) -> None:
    for word in ("永久", "permanent"):
        found = partners_of_word(curated, word, date(2026, 10, 10), side="china")
        assert [one.partner for one in found] == ["KAZ"]
    for word in ("", " ", "\u0301", "ally", "art", "Stra", "friend"):
        assert partners_of_word(curated, word, date(2026, 10, 10)) == (), "no part of a word is one"
    assert partners_of_word(curated, "all weather", date(2026, 10, 10))


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [("2024-01-31", "2024-02-29", 0), ("2024-01-15", "2024-02-15", 1), ("2022-03-02", "2024-03-01", 23)],
)
def test_months_are_whole(first: str, second: str, months: int) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(second)) == months
