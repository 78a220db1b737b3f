"""The legend of a picture as a filter: what is chosen in it are labels, by rung group, or types of tie."""

from collections.abc import Iterable
from dataclasses import replace

from components import session
from components.style.theme import styles_of
from data.model.vocabulary import LAYERS
from data.tables.dataset import Dataset
from data.view.view import View


def chosen_styles(view: View, dataset: Dataset) -> tuple[str, ...]:
    """The styles of the legend that the view is filtered by, in the order of the legend."""
    filters = {*view.tiers, *view.layers}
    return tuple(key for key in styles_of(dataset) if key in filters)


def legend_decides(view: View, dataset: Dataset) -> bool:
    """Whether the styles chosen in the legend say which ties pass, of those that pass all other filters.

    Not where labels or types of tie are chosen that the legend does not have, where another filter depends on what is
    shown, and where labels that a reader added have styles of their own beside the type of their tie.
    """
    beside = {*view.tiers, *view.layers}.difference(chosen_styles(view, dataset))
    return not (beside or view.focus or view.steps or any(map(dataset.is_added, dataset.families.values())))


def view_with_styles(view: View, dataset: Dataset, styles: Iterable[str]) -> View:
    """The view filtered by these styles; by neither labels nor types of tie that the legend has, if there are none.

    Labels and types of tie exclude each other: a tie has a label or is of another type. Labels chosen one by one give
    way to those of the legend; "partnership" is not in the legend and stays.
    """
    known, chosen = styles_of(dataset), frozenset(styles)
    groups = tuple(key for key in known if key in chosen and key not in LAYERS)
    layers = tuple(layer for layer in LAYERS if layer in chosen or (layer == "partnership" and layer in view.layers))
    single = () if chosen else tuple(key for key in view.tiers if key not in known)
    return replace(view, tiers=groups or single, layers=layers)


def filter_on_click(dataset: Dataset, picture: str) -> None:
    """Callback of a picture: an entry of its legend was clicked."""
    styles = session.picture_message(picture, "styles")
    if styles is not None:
        session.set_view(view_with_styles(session.view(), dataset, map(str, styles)))
