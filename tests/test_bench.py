"""The benchmark compares like with like."""

from importlib import import_module

import pytest

from tests.bench.measuring.subjects import OUR_RECORDS, REAL, read_subject
from tests.bench.measuring.synthetic import AS_OF


def test_the_other_ways_draw_the_ties_that_ours_is_counted_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLWEATHER_RECORDS", str(OUR_RECORDS))
    drawn = import_module("tests.bench.peers.ties").ties_on(AS_OF.isoformat())
    counted = read_subject(REAL, OUR_RECORDS)
    assert len(drawn) == counted.ties
    assert (drawn["layer"] != counted.toggled).sum() == counted.ties_after
