"""One field of the view: what is declared of it, in one place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from data.tables.dataset import Dataset
from data.view.fields.codecs import Codec

WidgetKind = Literal["pills", "list", "text", "toggle", "day"]


@dataclass(frozen=True)
class Widget:
    """How the sidebar shows a field: what it may be set to, by id, and the words for an id."""

    kind: WidgetKind
    label: str
    placeholder: str = ""
    help: str | None = None
    options: Callable[[Dataset], Sequence[str]] = lambda _: ()
    option_text: Callable[[Dataset, str], str] = lambda _, key: key


@dataclass(frozen=True)
class Field:
    """`codec` writes it in a link (None: `data.links` packs it). `ties` and `events` say what it may hide.

    `pages` are those on which it says where the reader is, or how the picture is lettered; it is in the link of no other
    page, and a preset or a scene leaves it alone. `text` puts the filter
    into words, given the view.
    """

    codec: Codec | None
    ties: bool = False
    events: bool = False
    pages: tuple[str, ...] = ()
    text: Callable[[Any, Dataset], str] | None = None
    widget: Widget | None = None


def declared(default: Any, *args: Any, **parts: Any) -> Any:
    """A dataclass field with its declaration; arguments are those of `Field`."""
    return field(default=default, metadata={"field": Field(*args, **parts)})
