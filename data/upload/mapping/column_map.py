"""What each column of a reader's table is: a plain value that can be kept as a file and is found again by the header."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.base.fault import FaultError
from data.model.vocabulary import LAYERS
from data.upload.mapping.columns import roles_of, upload_table
from data.upload.reading.raw import MAX_TABLE_COLUMNS

FORM = "allweather-columns"
_MAX_BYTES = 200_000
_MAX_TEXT = 200


@dataclass(frozen=True)
class ColumnMap:
    """`roles` has one role for each column of the header, empty for one that is left out. An empty table is left out.

    `actor_b` is the second actor and `label` the label of every row, where no column says so. `layer` is the type of tie
    of labels that are not ours, and `is_ranked` whether their order in the file is a ranking.
    """

    header: tuple[str, ...]
    table: str
    roles: tuple[str, ...]
    actor_b: str = ""
    label: str = ""
    layer: str = ""
    is_ranked: bool = False

    def position(self, role: str) -> int | None:
        """Where the column with this role is; None if there is none."""
        return self.roles.index(role) if role in self.roles else None

    def with_role(self, position: int, role: str) -> "ColumnMap":
        """The same with another role for a column; a column that had this role is left out."""
        roles = ["" if role and other == role else other for other in self.roles]
        roles[position] = role
        return replace(self, roles=tuple(roles))

    def to_json(self) -> bytes:
        """The text of a file, which `read_column_map` reads."""
        columns = [[name, role] for name, role in zip(self.header, self.roles, strict=True)]
        content = {
            "form": FORM,
            "table": self.table,
            "columns": columns,
            "second_actor": self.actor_b,
            "label": self.label,
            "type_of_tie": self.layer,
            "ranked": self.is_ranked,
        }
        return json.dumps(content, ensure_ascii=False, indent=2).encode()


def read_column_map(content: bytes) -> ColumnMap:
    """The value of such a file. Raises FaultError if it is none."""
    try:
        if len(content) > _MAX_BYTES:
            raise ValueError
        value = json.loads(content)
        if value["form"] != FORM:
            raise ValueError
        columns = [(_text(name), _text(role)) for name, role in value["columns"]]
        texts = [_text(value.get(name, "")) for name in ("table", "second_actor", "label", "type_of_tie")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FaultError("is not a file of columns from this page", "choose the columns on the page") from None
    table, actor_b, label, layer = texts
    known = upload_table(table)
    allowed = {role.key for role in roles_of(known)} if known else set()
    roles = _once(role if role in allowed else "" for _, role in columns[:MAX_TABLE_COLUMNS])
    header = tuple(name for name, _ in columns[:MAX_TABLE_COLUMNS])
    layer = layer if layer in LAYERS else ""
    return ColumnMap(header, table if known else "", roles, actor_b, label, layer, value.get("ranked") is True)


def _once(roles: Iterable[str]) -> tuple[str, ...]:
    """The roles, each at its first place only."""
    seen: set[str] = set()
    kept = []
    for role in roles:
        kept.append("" if role in seen else role)
        seen |= {role} - {""}
    return tuple(kept)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return "".join(letter for letter in value if letter.isprintable())[:_MAX_TEXT]
