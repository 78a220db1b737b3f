"""A view that names only what the records have.

A page of ours offers nothing else, and a link is read so; but a browser may send any text as what was chosen in a menu. What is
remembered of a view is everybody's: it would hold lists of megabytes, and take the page away.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from data.tables.dataset import Dataset
from data.view.fields.codecs import ActorOrDyad, ActorsOrDyads, Codec, ListOf, OneOf, Text
from data.view.fields.names import is_actor_or_dyad
from data.view.view import FIELDS, View


def with_known_values(view: View, dataset: Dataset) -> View:
    """The view without what these records do not have; of a list each value once."""
    changes: dict[str, Any] = {}
    for name, field in FIELDS.items():
        value, default = getattr(view, name), getattr(View, name, None)
        if field.codec and value != default:
            known = _known(field.codec, value, dataset)
            if known != value:
                changes[name] = default if known is None else known
    return replace(view, **changes) if changes else view


def _known(codec: Codec, value: Any, dataset: Dataset) -> Any:
    """What of a value the records have; None if nothing is left of it."""
    match codec:
        case ListOf():
            allowed = frozenset(codec.values(dataset))
            return _each_once((one for one in value if one in allowed), codec.most)
        case ActorsOrDyads():
            return _each_once((one for one in value if is_actor_or_dyad(dataset, one)), codec.most)
        case ActorOrDyad():
            return value if isinstance(value, str) and is_actor_or_dyad(dataset, value) else None
        case OneOf():
            return value if value in codec.values(dataset) else None
        case Text():
            return value if len(value) <= codec.longest else None
    return value


def _each_once(values: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[: most or None]
