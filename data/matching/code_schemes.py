"""A column of codes -> the lists of codes that it can be of. No code is guessed from one list into another."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.matching.names import comparison_key
from data.matching.world_names import Scheme, world_names

_LETTERS3, _LETTERS2 = re.compile("[A-Za-z]{3}", re.ASCII), re.compile("[A-Za-z]{2}", re.ASCII)
_DIGITS = re.compile(r"[0-9]{1,3}(?:\.0)?", re.ASCII)
# The share of the values that must be codes of a list.
_LEAST_SHARE_OF_CODES = 0.8
# Words in the names of columns that say which list it is.
_HINTS: tuple[tuple[str, str], ...] = (
    ("iso", "iso"),
    ("cow", "cow"),
    ("ccode", "cow"),
    ("stateabb", "cow"),
    ("gwno", "cow"),
    ("fips", "fips"),
)


@dataclass(frozen=True)
class CodeReading:
    """`scheme` is the list of the codes, None if they are names or if it is open; `open` are then the lists that fit."""

    scheme: Scheme | None = None
    open: tuple[Scheme, ...] = ()
    example: str = ""


def code_reading(values: Iterable[str], headers: Iterable[str]) -> CodeReading:
    """The list of codes of which the values are. Codes that mean the same in two lists decide nothing."""
    distinct = {value.strip() for value in values} - {""}
    schemes = _schemes_for(distinct)
    if not schemes:
        return CodeReading()
    shares = {scheme: _share(distinct, world_names().codes[scheme]) for scheme in schemes}
    fitting = [scheme for scheme in schemes if shares[scheme] >= _LEAST_SHARE_OF_CODES]
    best = [scheme for scheme in fitting if shares[scheme] == max(shares.values())]
    if len(best) <= 1:
        return CodeReading(best[0] if best else None)
    hinted = [scheme for scheme in best if any(_is_hint(name, scheme) for name in headers)]
    if len(hinted) == 1:
        return CodeReading(hinted[0])
    one, other = (world_names().codes[scheme] for scheme in best[:2])
    differing = sorted(code for value in distinct if one.get(code := code_of(value)) != other.get(code))
    return CodeReading(None, tuple(best[:2]), differing[0]) if differing else CodeReading(best[0])


def _schemes_for(values: set[str]) -> tuple[Scheme, ...]:
    forms: tuple[tuple[re.Pattern[str], tuple[Scheme, ...]], ...] = (
        (_LETTERS3, ("iso", "cow")),
        (_LETTERS2, ("iso-2", "fips")),
        (_DIGITS, ("iso number", "cow number")),
    )
    for pattern, schemes in forms:
        if values and sum(bool(pattern.fullmatch(value)) for value in values) >= _LEAST_SHARE_OF_CODES * len(values):
            return schemes
    return ()


def _share(values: set[str], codes: Mapping[str, str]) -> float:
    return sum(code_of(value) in codes for value in values) / len(values)


def _is_hint(header: str, scheme: Scheme) -> bool:
    key = comparison_key(header[:100])
    return any(word in key and scheme.startswith(start) for word, start in _HINTS)


def code_of(written: str) -> str:
    """The code as the lists have it: "002" and "2.0" -> "2"."""
    text = written.strip().removesuffix(".0")
    return text.lstrip("0") if text.isdigit() else text.upper()


def actor_of_code(scheme: Scheme, written: str) -> str | None:
    """The actor with this code; None if there is none."""
    return world_names().codes[scheme].get(code_of(written))
