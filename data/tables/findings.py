"""What is wrong with the records: where it is, why, and how to fix it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.base.fault import Fault, FaultError
from data.base.nearest_names import Names
from data.base.text import printable, quotable

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# About one cell: the many values of a list could have thousands, among which those about other cells would be lost.
MOST_OF_CELL = 5
# Characters of what is said of a cell: what is said of a row as it was written is long.
_LONGEST = 2_000
_QUOTED = re.compile(r"'([^']*)'")
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_COMMAS = re.compile(r"-?\d{1,3}(,\d{3}){1,9}(\.\d{1,30})?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"-?\d{1,3}(?:(?:\.\d{3}){1,9}|\d{0,27}),\d{1,30}", re.ASCII)
_NOT_A_NUMBER = ("float_parsing", "int_parsing", "int_from_float", "finite_number", "int_parsing_size")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `row` is the line number as a text editor shows it; the header is line 1.

    `reason` says what is wrong, `fix` what to do about it, `value` what the cell contains.
    """

    file: str
    row: int | None
    column: str | None
    reason: str
    fix: str
    value: str = ""

    def __post_init__(self) -> None:
        # An id of 100,000 characters would stand in the finding of each row that names it.
        for part in ("reason", "fix"):
            if len(text := getattr(self, part)) > _LONGEST:
                object.__setattr__(self, part, f"{text[: _LONGEST - 1]}…")

    @classmethod
    def of(cls, file: str, row: int | None, column: str | None, fault: Fault, value: str = "") -> "Finding":
        """A fault at a place."""
        return cls(file, row, column, fault.reason, fault.fix, value)

    @property
    def message(self) -> str:
        """The reason, and the fix in brackets."""
        return str(Fault(self.reason, self.fix))

    def __str__(self) -> str:
        position = self.file if self.row is None else f"{self.file}:{self.row}"
        return printable(": ".join(part for part in (position, self.column, self.message) if part))


class RecordsError(Exception):
    """The records cannot be used; `findings` says everything that is wrong with them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


# A cell that pydantic refuses, in plain English ----------------------------------------------------


def fault_of(error: "ErrorDetails") -> Fault:
    """A pydantic error as a sentence about the cell."""
    value, kind, context = str(error["input"]), error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return _choice_fault(value, _QUOTED.findall(context["expected"]))
    if value == "" or kind == "string_too_short":
        return Fault("is empty", "fill in the cell")
    if kind == "string_too_long":
        most = context["max_length"]
        return Fault(f'"{quotable(value)}" has {len(value):,} characters', f"write at most {most}")
    if kind == "value_error":
        return _value_fault(value, context["error"])
    if kind == "string_unicode":
        return Fault("contains half of a character (a lone surrogate)", "type the cell again")
    return _number_fault(kind, value, context)


def _choice_fault(value: str, choices: list[str]) -> Fault:
    one_of = ", ".join(choices)
    if not value:
        return Fault("is empty", f"use one of {one_of}")
    return Fault(f'"{quotable(value)}" is not one of {one_of}', Names(choices).fix_for(value, "use one of these"))


def _value_fault(value: str, error: ValueError) -> Fault:
    fault = error.fault if isinstance(error, FaultError) else Fault(str(error), "correct it")
    return Fault(fault.reason.replace(value, quotable(value)), fault.fix.replace(value, quotable(value)))


def _number_fault(kind: str, value: str, context: Mapping[str, Any]) -> Fault:
    if kind in _NOT_A_NUMBER:
        number = "whole number" if kind.startswith("int") else "number"
        return Fault(f'"{quotable(value)}" is not a {number}', _without_commas(value) or f"write a {number}")
    if kind == "greater_than_equal":
        return Fault(f'"{quotable(value)}" is too small', f"use at least {context['ge']:g}")
    if kind == "less_than_equal":
        return Fault(f'"{quotable(value)}" is too large', f"use at most {context['le']:g}")
    return Fault(f'"{quotable(value)}" is not allowed here ({kind.replace("_", " ")})', "correct it")


def _without_commas(value: str) -> str:
    """How to write a number with marks for thousands, or a comma for the point; both ways where it may be either."""
    bare = re.sub(r"\s", "", value)[:60]
    ways = [bare.replace(",", "")] if _COMMAS.fullmatch(bare) else []
    ways += [bare.replace(".", "").replace(",", ".")] if _DECIMAL_COMMA.fullmatch(bare) else []
    ways += [bare] if bare != value and not ways and _NUMBER.fullmatch(bare) else []
    return f"write {' or '.join(ways)}" if ways else ""
