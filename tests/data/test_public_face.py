"""The package `data` as a script or a notebook uses it: one import, and nothing is loaded before it is used."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import data
from data import Answer, RecordsError, View, check_claim, compare, frame, load, profile, select
from tests.support.cast import view_of_all, write_cast
from tests.support.inputs.anything import write_hostile
from tests.support.running.programs import ROOT

HEAVY = "pandas", "numpy", "pydantic", "networkx", "streamlit"


def test_the_records_are_loaded_selected_and_compared(folder: Path) -> None:
    ties = load(write_cast(folder))
    selection = select(ties, View(as_of=date(2023, 3, 1), tiers=("T1",)))
    assert {ties.spells[index].spell for index in selection.indices} == {"blr-2", "pak-1"}
    (change,) = compare(ties, view_of_all(as_of=date(2022, 9, 15)), against=date(2022, 9, 14))
    assert change.tie.startswith("BLR-CHN")


def test_a_claim_is_checked_from_its_text(folder: Path) -> None:
    answer = check_claim(
        load(str(write_cast(folder))), "BLR;contains;all-weather;CHN;nth;2;PAK;ever", as_of=date(2023, 3, 1)
    )
    assert isinstance(answer, Answer)
    assert answer.verdict.name == "TRUE"


def test_a_profile_is_of_an_actor_or_a_pair_and_of_nothing_else(folder: Path) -> None:
    ties, day = load(write_cast(folder)), date(2023, 3, 1)
    country = profile(ties, "BLR", as_of=day)
    assert set(frame(ties, country.ties)["dyad"]) == {ties.spells[index].dyad for index in country.ties}
    assert profile(ties, "CHN-BLR", as_of=day) == profile(ties, "BLR-CHN", as_of=day)
    for of in ("ZZZ", "BLR-ZZZ", "BLR-BLR", "", "<b>"):
        with pytest.raises(ValueError, match="not "):
            profile(ties, of, as_of=day)


def test_a_notebook_shows_a_selection_as_its_figure_with_texts_that_stay_texts(folder: Path) -> None:
    ties = load(write_hostile(folder / "records"))
    html = select(ties, View(as_of=date(2023, 3, 1)))._repr_html_()
    assert html
    assert html.startswith("<svg")
    assert not any(markup in html for markup in ("<img", "<script", "<b>"))
    assert select(ties, View(as_of=date(1900, 1, 1)))._repr_html_() is None


def test_every_public_name_is_there() -> None:
    assert all(getattr(data, name) for name in data.__all__)
    assert issubclass(RecordsError, Exception)


def test_importing_it_loads_nothing() -> None:
    command = f"import sys, data; print([name for name in {HEAVY} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"
