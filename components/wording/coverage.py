"""How far the sources were read, in words."""

from data.base.days import day_text
from data.tables.dataset import Dataset
from data.view.selection import read_through


def coverage_text(dataset: Dataset) -> str:
    """What the time after the last source read means; empty if the records do not say how far sources were read."""
    through = read_through(dataset)
    return f"Sources were read through {day_text(through)}. Later events are not covered." if through else ""
