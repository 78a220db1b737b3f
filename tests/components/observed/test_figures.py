"""Figures of what machines coded: uses of labels by year, and the reports of a feed."""

from datetime import date
from pathlib import Path

import pytest

from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.marks.plan_chart import MarksChart
from components.figure.model import BriefingFigure
from components.style.plan import Area, MarksPlan
from data.store.settings import SETTINGS_VARIABLE
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all
from tests.support.inputs.event_files import imported, invented_rows, plain_file

DAY = date(2026, 8, 22)


def plan_of(ties: Ties, kind: str, **view: object) -> MarksPlan:
    figure = FIGURE_KINDS[kind].figure_of(select(ties, view_of_all(as_of=DAY, **view)), FigureOptions())
    return _plan(figure)


def _plan(figure: BriefingFigure) -> MarksPlan:
    assert isinstance(figure.picture, MarksChart)
    (plan,) = figure.picture.plans
    return plan


def test_the_uses_of_a_pair_stand_below_its_labels_by_year_and_by_whom(ties: Ties) -> None:
    plan = plan_of(ties, "usage", focus="BLR-CHN")
    tips = [mark.tip for mark in plan.marks if isinstance(mark, Area)]
    assert any(tip.startswith("all-weather partnership, since 15 Sep 2022") for tip in tips)
    assert {"2022: 1 by the narrator or both sides", "2023: 1 by China", "2024: 1 by Belarus"} <= set(tips)
    assert "before 2015-04-20: not read" in tips, "what was not read is shaded"


def test_without_a_pair_each_label_is_a_row(ties: Ties) -> None:
    plan = plan_of(ties, "usage")
    assert list(plan.scale.values()) == ["Belarus", "Pakistan"]
    assert FIGURE_KINDS["usage"].is_empty(select(ties, view_of_all(as_of=date(2010, 1, 1))))


def test_the_reports_of_a_feed_are_a_figure_that_says_what_they_are_not(
    ties: Ties, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    selection = select(ties, view_of_all(as_of=DAY, focus="BLR-CHN"))
    assert FIGURE_KINDS["observed"].is_empty(selection), "no feed is set"
    imported(tmp_path / "feed", plain_file(tmp_path / "all.csv", invented_rows(300)))
    settings = tmp_path / "desk.toml"
    settings.write_text(f"events = '{tmp_path / 'feed'}'\n", "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(settings))
    assert not FIGURE_KINDS["observed"].is_empty(selection)
    figure = FIGURE_KINDS["observed"].figure_of(selection, FigureOptions())
    assert "reports, not events" in figure.slide.remarks
    assert "% of all reports between two countries" in figure.slide.sentence
    tips = [mark.tip for mark in _plan(figure).marks if isinstance(mark, Area)]
    assert any(tip.startswith("2023: Verbal co-operation, ") for tip in tips)
    assert any(tip.endswith(" %") for tip in tips), "each count has its share below it"
