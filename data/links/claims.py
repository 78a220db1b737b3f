"""A claim as text, in a link and in the table of example questions, and back."""

from enum import StrEnum
from typing import TypeVar

from data.analysis.claims.claim import GREATEST_NUMBER, ClaimError, validate_claim
from data.base.text import quoted
from data.model.ledger_rows import ClaimRow
from data.tables.dataset import Dataset
from data.view.fields.claim import Claim, Form, Relation, Scope
from data.view.fields.codecs import LONGEST_CLAIM

SEPARATOR, _BETWEEN_ACTORS = ";", ","
# The ninth names further countries, and is left out without any.
_PARTS = 8
E = TypeVar("E", bound=StrEnum)


def claim_text(claim: Claim) -> str:
    """ "BLR;contains;all-weather;CHN;nth;2;PAK;ever"; with further countries "BLR;on;any;PAK;shared;;CHN;then;IRN,KAZ"."""
    number = str(claim.number or "")
    parts = (claim.actor, claim.relation, claim.what, claim.partner, claim.form, number, claim.other, claim.scope)
    return SEPARATOR.join((*parts, *([_BETWEEN_ACTORS.join(claim.more)] if claim.more else [])))


def parse_claim(text: str, dataset: Dataset) -> Claim:
    """The claim that `claim_text` wrote; raises ClaimError, which says which part cannot be read."""
    parts = text.split(SEPARATOR)
    if len(parts) not in (_PARTS, _PARTS + 1) or len(text) > LONGEST_CLAIM:
        raise ClaimError(f"{quoted(text)} is not a claim: it needs eight parts with “;” between them")
    actor, relation, what, partner, form, number, other, scope, *further = parts
    claim = Claim(
        actor,
        _one_of(Relation, relation),
        what,
        partner,
        _one_of(Form, form),
        _number(number),
        other,
        _one_of(Scope, scope),
        tuple(further[0].split(_BETWEEN_ACTORS)) if further else (),
    )
    return validate_claim(claim, dataset)


def _one_of(kind: type[E], text: str) -> E:
    try:
        return kind(text)
    except ValueError:
        raise ClaimError(f"{quoted(text)} is not one of {', '.join(kind)}") from None


def _number(text: str) -> int:
    if not (text == "" or (text.isascii() and text.isdigit() and len(text) <= len(str(GREATEST_NUMBER)))):
        raise ClaimError(f"{quoted(text)} is not a number up to {GREATEST_NUMBER}")
    return int(text or 0)


# The example questions ------------------------------------------------------------------------------


def example_claims(dataset: Dataset) -> dict[ClaimRow, Claim]:
    """The example questions that can be read, in the order of their table."""
    claims = {}
    for row in dataset.example_claims:
        try:
            claims[row] = parse_claim(row.claim, dataset)
        except ClaimError:
            continue
    return claims
