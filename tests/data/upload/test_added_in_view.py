"""A view of the added ties alone: on a day on which they hold, and in places of their own."""

from datetime import date
from pathlib import Path

import pytest

from components.network.layouts.arrangement import why_not
from components.network.layouts.geometry import WIDE
from components.network.layouts.rings import ring_layout_of
from components.network.layouts.subject import subject_of
from components.style.theme import style_key, styles_of
from data.tables.dataset import Dataset, load_records
from data.upload.added_in_view import view_of_added, without_added
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
from data.view.selection import select
from data.view.ties import ties_of
from data.view.view import View
from tests.support.cast import write_cast

MISSIONS = (
    "Country A,Country B,Mission,Since,Until\nRussia,Belarus,Embassy,1990,2000\nRussia,Pakistan,Embassy,1991,2001\n"
    "Russia,China,Consulate,1992,2001-06-01\n"
)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder: Path = write_cast(tmp_path_factory.mktemp("ours"))
    overlay = overlay_of(load_records(folder), [Upload("missions.csv", MISSIONS.encode())])
    assert overlay.dataset
    return overlay.dataset


@pytest.fixture(scope="module")
def unranked(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A list of pairs alone, whose one label ranks nobody."""
    folder: Path = write_cast(tmp_path_factory.mktemp("unranked"))
    overlay = overlay_of(load_records(folder), [Upload("edges.csv", b"Source,Target\nCHN,PAK\nCHN,RUS\n")])
    assert overlay.dataset
    return overlay.dataset


def test_added_ties_are_shown_alone_on_the_last_day_on_which_one_held(dataset: Dataset) -> None:
    view = view_of_added(View(as_of=date(2026, 11, 28), text="nothing"), dataset)
    selection = select(ties_of(dataset), view)
    assert view.as_of > date(2001, 1, 1)
    assert {selection.ties.spells[index].wording for index in selection.indices} <= {"Embassy", "Consulate"}
    assert len(selection.indices)
    assert not without_added(view, dataset).added_only


def test_they_have_places_and_styles_by_their_own_order(dataset: Dataset) -> None:
    ties = ties_of(dataset)
    view = view_of_added(View(as_of=date(2026, 11, 28)), dataset)
    subject = subject_of(ties, view)
    assert (subject.centre, subject.actors) == ("RUS", ("BLR", "CHN", "PAK", "RUS"))
    keys = {style_key(ties, index) for index in range(len(ties)) if ties.added[index]}
    assert len(keys) == 2
    assert {styles_of(dataset)[key].name for key in keys} == {"Embassy", "Consulate"}


def test_rings_show_the_order_of_the_added_labels_and_never_that_of_others(dataset: Dataset, unranked: Dataset) -> None:
    ties = ties_of(dataset)
    ranked = subject_of(ties, view_of_added(View(as_of=date(2000, 1, 1)), dataset))
    rings = ring_layout_of(ties, ranked, WIDE)
    assert rings
    assert {ring.name for ring in rings.rings} == {"Embassy", "Consulate"}
    alone = subject_of(ties_of(unranked), View(as_of=date(2000, 1, 1), added_only=True))
    assert why_not(ties_of(unranked), alone, "rings")
    assert not why_not(ties_of(unranked), alone, "focal")
