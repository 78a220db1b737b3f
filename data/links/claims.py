"""A claim as text, in a link and in the file of the example questions, and back."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from data.analysis.claims.claim import MOST, ClaimError, checked
from data.base.text import shortened
from data.tables.dataset import Dataset
from data.view.fields.claim import Claim, Form, Relation, Scope
from data.view.fields.codecs import LONGEST_TEXT

SAVED = Path(__file__).parents[1] / "records" / "claims.csv"
SEPARATOR = ";"
E = TypeVar("E", bound=StrEnum)


def claim_text(claim: Claim) -> str:
    """ "BLR;contains;all-weather;CHN;nth;2;PAK;ever"."""
    number = str(claim.number or "")
    parts = (claim.actor, claim.relation, claim.what, claim.partner, claim.form, number, claim.other, claim.scope)
    return SEPARATOR.join(parts)


def parse_claim(text: str, dataset: Dataset) -> Claim:
    """The claim that `claim_text` wrote; raises ClaimError, which says which part cannot be read."""
    parts = text.split(SEPARATOR)
    if len(parts) != len(fields(Claim)) or len(text) > LONGEST_TEXT:
        raise ClaimError(f"“{shortened(text)}” is not a claim: it needs eight parts with “;” between them")
    actor, relation, what, partner, form, number, other, scope = parts
    claim = Claim(
        actor,
        _one_of(Relation, relation),
        what,
        partner,
        _one_of(Form, form),
        _number(number),
        other,
        _one_of(Scope, scope),
    )
    return checked(claim, dataset)


def _one_of(kind: type[E], text: str) -> E:
    try:
        return kind(text)
    except ValueError:
        raise ClaimError(f"“{shortened(text)}” is not one of {', '.join(kind)}") from None


def _number(text: str) -> int:
    if not (text == "" or (text.isascii() and text.isdigit() and len(text) <= len(str(MOST)))):
        raise ClaimError(f"“{shortened(text)}” is not a number up to {MOST}")
    return int(text or 0)


# The example questions ------------------------------------------------------------------------------


@dataclass(frozen=True)
class ExampleClaim:
    """A claim as somebody may make it, the day it is asked for, and the answer that it must get."""

    title: str
    claim: str
    as_of: date
    answer: str


@lru_cache(maxsize=1)
def example_claims(path: Path = SAVED) -> tuple[ExampleClaim, ...]:
    """In the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        ExampleClaim(row["title"], row["claim"], date.fromisoformat(row["as_of"]), row["answer"]) for row in rows
    )


def readable(saved: Iterable[ExampleClaim], dataset: Dataset) -> dict[ExampleClaim, Claim]:
    """Those of which the records hold every actor and tier."""
    claims = {}
    for one in saved:
        try:
            claims[one] = parse_claim(one.claim, dataset)
        except ClaimError:
            continue
    return claims
