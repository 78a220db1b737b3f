"""How far the sources were read, and of whom not all partners were searched, in words."""

from components.wording.names import name_in_sentence
from data.base.days import day_text
from data.tables.dataset import Dataset
from data.view.selection import Selection, read_through


def coverage_text(dataset: Dataset) -> str:
    """What the time after the last source read means; empty if the records do not say how far sources were read."""
    through = read_through(dataset)
    return f"Sources were read through {day_text(through)}. Later events are not covered." if through else ""


def partial_search_text(dataset: Dataset, actor: str) -> str:
    """That few ties of an actor do not mean that it has no others; "" where all its partners were searched."""
    is_whole = any(f"{actor}-*" in search.dyads for search in dataset.searches if search.table == "spells")
    return "" if is_whole else f"Not all partners of {name_in_sentence(dataset, actor)} were searched."


def partial_search_of(selection: Selection) -> str:
    """The same for a view of the ties of one actor."""
    actors = selection.view.actors
    return partial_search_text(selection.dataset, actors[0]) if len(actors) == 1 else ""
