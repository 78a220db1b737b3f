"""What a table of the records is made of: a column, a row, a row that others may contradict, a table and its files."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field


def column(description: str, *, refers_to: str | None = None, default: Any = ..., optional: bool = False) -> Any:
    """A column: what it contains, and the table whose ids it names if it names any.

    An optional one may be missing from a file, such as one that is older than the column.
    """
    extra: dict[str, Any] = {"refers_to": refers_to} if refers_to else {}
    extra |= {"optional": True} if optional else {}
    return Field(default, description=description, json_schema_extra=extra or None)


class Row(BaseModel):
    """One row of a table; every cell is text on arrival."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)
    key: ClassVar[tuple[str, ...]]

    @property
    def id(self) -> str:
        """What the row is cited by: its key, in one text."""
        return "/".join(str(getattr(self, column)) for column in self.key)


class ContestableRow(Row):
    """A row that others of its table may contradict."""

    if TYPE_CHECKING:
        # Declared where the column has its place among the others.
        contest: str

    @property
    def is_main(self) -> bool:
        """Whether the page goes by this row; if not, it is what other sources say of the main one."""
        return not self.contest or self.contest == self.id


@dataclass(frozen=True)
class Table:
    """A table and the files that hold it, as a pattern below the records folder.

    `order` names the columns by which its rows are sorted; without it their order has a meaning and is kept. An
    `optional` table may have no file. One `in_columns` is large: it is never an object a row.
    """

    name: str
    row: type[Row]
    files: str
    order: tuple[str, ...] = ()
    optional: bool = False
    in_columns: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.row.model_fields)

    @cached_property
    def references(self) -> dict[str, str]:
        """Column -> the table whose ids it names."""
        return {name: str(extra["refers_to"]) for name, extra in self._extras.items() if "refers_to" in extra}

    @property
    def optional_columns(self) -> frozenset[str]:
        """The columns that may be missing from a file."""
        return frozenset(name for name, extra in self._extras.items() if "optional" in extra)

    @property
    def _extras(self) -> dict[str, dict[str, Any]]:
        extras = {name: field.json_schema_extra for name, field in self.row.model_fields.items()}
        return {name: extra for name, extra in extras.items() if isinstance(extra, dict)}
