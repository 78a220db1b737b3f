"""What changed since the version of a pinned link."""

from components.figure.panel.pinned import MOST_DIFFERENCES, _texts
from data.view.selection import select
from data.view.ties import Ties
from tests.support.cast import view_of_all


def test_of_thousands_that_a_reader_added_the_first_are_listed(ties: Ties) -> None:
    """Each was looked for among all: 47 s of the processor for 20,000 added ties."""
    selection = select(ties, view_of_all())
    keys = tuple(spell.spell for spell in selection.spells)
    texts = list(_texts(selection, keys * MOST_DIFFERENCES))
    assert len(texts) == MOST_DIFFERENCES + 1
    assert keys[0] in texts[0]
    assert texts[-1] == f"and {(len(keys) - 1) * MOST_DIFFERENCES:,} more"
