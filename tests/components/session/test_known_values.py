"""A view names what the records have, whatever a browser sends as chosen."""

from collections.abc import Mapping

import pytest

from components.session.known_values import with_known_values
from data.view.ties import Ties
from tests.support.cast import view_of_all

FORGED = tuple(f"forged {number}" for number in range(20_000))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"actors": ("BLR", *FORGED, "CHN")}, {"actors": ("BLR", "CHN")}),
        ({"actors": ("BLR",) * 20_000}, {"actors": ("BLR",)}),
        ({"families": FORGED, "layers": FORGED, "withdrawn": FORGED}, {"families": (), "layers": (), "withdrawn": ()}),
        ({"tiers": FORGED, "between": FORGED, "without": FORGED}, {"tiers": (), "between": (), "without": ()}),
        ({"watch": ("BLR-CHN", "x" * 1_000_000)}, {"watch": ("BLR-CHN",)}),
        ({"circled": ("BLR", "CHN") * 5_000}, {"circled": ("BLR", "CHN")}),
        ({"layout": "x" * 1_000_000, "ladder": FORGED[0]}, {"layout": "rings", "ladder": ""}),
        ({"deed": "x" * 1_000_000, "question": "why"}, {"deed": "", "question": "connected"}),
    ],
)
def test_a_view_names_only_what_the_records_have_and_of_a_list_each_once(
    sent: Mapping[str, object], kept: Mapping[str, object], ties: Ties
) -> None:
    """Lists of megabytes were remembered with what was made of everybody's records, long after their session."""
    view = with_known_values(view_of_all(**sent), ties.dataset)
    assert {name: getattr(view, name) for name in kept} == kept


def test_what_the_records_have_stays_as_it_is(ties: Ties) -> None:
    view = view_of_all(actors=("CHN", "BLR"), tiers=tuple(ties.dataset.tiers), focus="BLR-CHN", text="a", note="Mine.")
    assert with_known_values(view, ties.dataset) is view
