"""News: what changed in the world, what was found later, what was corrected; of a watchlist; and what a correction touches."""

from datetime import UTC, date, datetime

import pytest

from data.links.version_changes import StoredVersion, VersionChange
from data.news.news import NewsKind, is_watched, news_kind, news_of, other_rows
from data.news.touched import figures_with
from data.store.changes import RowChange
from data.view.ties import Ties
from tests.support.cast import TODAY

COVERED = date(2026, 8, 22)
VERSIONS = tuple(
    StoredVersion(name, datetime(2026, 11, day, tzinfo=UTC)) for name, day in (("v3", 22), ("v2", 15), ("v1", 8))
)
SPELL = {
    "spell": "blr-2",
    "dyad": "BLR-CHN",
    "start": "2022-09-15",
    "end": "",
    "grade": "confirmed",
    "status": "in force",
}
EVENT = {"event": "e9", "dyad": "CHN-PAK", "others": "RUS", "date": "2026-10-01", "title": "A visit"}


def change(
    table: str, before: dict[str, str] | None, after: dict[str, str] | None, version: StoredVersion = VERSIONS[0]
) -> VersionChange:
    return VersionChange(version, RowChange(table, before, after), COVERED)


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (change("events", None, EVENT), NewsKind.WORLD),
        (change("events", None, EVENT | {"date": "2026-08-22"}), NewsKind.LATER),
        (change("spells", None, SPELL), NewsKind.LATER),
        (change("spells", None, SPELL | {"start": "2026-11"}), NewsKind.WORLD),
        (change("spells", SPELL, SPELL | {"end": "2026-10-03", "note": "ended"}), NewsKind.WORLD),
        (change("spells", SPELL, SPELL | {"end": "2025-10-03"}), NewsKind.CORRECTION),
        (change("spells", SPELL, SPELL | {"end": "2026-10-03", "start": "2022"}), NewsKind.CORRECTION),
        (change("spells", SPELL, SPELL | {"grade": "reported"}), NewsKind.CORRECTION),
        (change("spells", SPELL, None), NewsKind.CORRECTION),
        (change("events", None, EVENT | {"date": "soon"}), NewsKind.LATER),
    ],
)
def test_a_change_is_of_the_world_if_it_happened_after_what_had_been_read(one: VersionChange, kind: NewsKind) -> None:
    assert news_kind(one) is kind


def test_records_that_do_not_say_what_was_read_cannot_tell_what_is_new_in_the_world() -> None:
    assert news_kind(VersionChange(VERSIONS[0], RowChange("events", None, EVENT))) is NewsKind.LATER


def test_a_watchlist_holds_actors_and_dyads_and_others_concerned() -> None:
    assert [is_watched(EVENT, watch) for watch in ((), ("RUS",), ("CHN-PAK",), ("BLR", "PAK"), ("BLR-CHN",))] == [
        True, True, True, True, False,
    ]  # fmt: skip
    changes = (change("spells", SPELL, SPELL | {"grade": "reported"}), change("events", None, EVENT))
    assert [one.change for one in news_of(VERSIONS, changes, ("PAK",))] == [changes[1]]


def test_a_correction_names_the_versions_that_show_the_earlier_state() -> None:
    correction = change("spells", SPELL, SPELL | {"grade": "reported"})
    assert [one.pins for one in news_of(VERSIONS, (correction,))] == [("v2", "v1")]
    earlier = change("spells", SPELL | {"grade": "recalled"}, SPELL, VERSIONS[1])
    assert [one.pins for one in news_of(VERSIONS, (correction, earlier))] == [("v2",), ("v1",)]


def test_the_rows_of_other_tables_are_counted() -> None:
    changes = (change("sources", None, {"source": "s9"}), change("contacts", None, {}), change("contacts", None, {}))
    assert other_rows(changes) == {"contacts": 2, "sources": 1}
    assert news_of(VERSIONS, changes) == ()


def test_a_correction_names_the_figures_that_show_the_row(ties: Ties) -> None:
    assert "“Belarus, China, Pakistan, Russia”" in figures_with(ties, "spells", "blr-2", TODAY)
    assert figures_with(ties, "spells", "nothing", TODAY) == ()
    assert "“Everything”" in figures_with(ties, "events", "e3", TODAY)
