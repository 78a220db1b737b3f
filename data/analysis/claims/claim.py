"""A claim about who has which tier with whom: its parts, its form in a link, and the claims that are kept with the product."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from data.model.cells import actors_of
from data.tables.dataset import Dataset
from data.view.view import LONGEST_TEXT, shortened

SAVED = Path(__file__).parents[2] / "records" / "claims.csv"
JOINT, WORD_JOINT = ";", ","
MOST = 999
E = TypeVar("E", bound=StrEnum)


class Relation(StrEnum):
    """What the actor's tier has to be."""

    CONTAINS = "contains"
    ON = "on"
    AT_LEAST = "at_least"


class Form(StrEnum):
    """What is said of the actor."""

    HAS = "has"
    NTH = "nth"
    ORDER = "order"
    ONLY = "only"
    COUNT = "count"
    BEFORE = "before"
    AFTER = "after"


class Scope(StrEnum):
    """Whether a tier counts that was held at any time until the day, or only one in force on it."""

    EVER = "ever"
    THEN = "then"


NUMBERED = frozenset({Form.NTH, Form.ORDER, Form.COUNT})
WITH_OTHER = frozenset({Form.NTH, Form.ORDER, Form.BEFORE, Form.AFTER})
NEEDS_OTHER = frozenset({Form.BEFORE, Form.AFTER})


class ClaimError(ValueError):
    """A claim that cannot be read; the text is for the reader."""


@dataclass(frozen=True)
class Claim:
    """`actor` · `relation` `what` (words, or the id of a tier) · with `partner` · `form`, `number`, `other` · `scope`.

    NTH says that it is the n-th and so far the last; ORDER only that n-1 came before. In both, `other` (or "")
    is the one that came directly before.
    """

    actor: str
    relation: Relation
    what: str
    partner: str
    form: Form = Form.HAS
    number: int = 0
    other: str = ""
    scope: Scope = Scope.EVER

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.what.split(WORD_JOINT))


def tier_keywords(dataset: Dataset) -> list[str]:
    """The words that a tier may contain, those of many tiers first."""
    count: dict[str, int] = {}
    for tier in dataset.tiers.values():
        for word in tier.keywords:
            count[word] = count.get(word, 0) + 1
    return sorted(count, key=lambda word: (-count[word], word))


# From a link and back ------------------------------------------------------------------------------


def claim_text(claim: Claim) -> str:
    """ "BLR;contains;all-weather;CHN;nth;2;PAK;ever"."""
    number = str(claim.number or "")
    parts = (claim.actor, claim.relation, claim.what, claim.partner, claim.form, number, claim.other, claim.scope)
    return JOINT.join(parts)


def parse_claim(text: str, dataset: Dataset) -> Claim:
    """Read what `claim_text` writes; ClaimError says which part cannot be taken."""
    parts = text.split(JOINT)
    if len(parts) != len(Claim.__dataclass_fields__) or len(text) > LONGEST_TEXT:
        raise ClaimError(f"“{shortened(text)}” is no claim: eight parts with “;” between them are taken")
    actor, relation, what, partner, form, number, other, scope = parts
    claim = Claim(
        _actor(actor, dataset, empty=form == Form.COUNT),
        _one_of(Relation, relation),
        what,
        _actor(partner, dataset),
        _one_of(Form, form),
        _number(number),
        _actor(other, dataset, empty=form not in NEEDS_OTHER),
        _one_of(Scope, scope),
    )
    return _sensible(claim, dataset)


def _actor(text: str, dataset: Dataset, *, empty: bool = False) -> str:
    if text not in dataset.actors and not (empty and text == ""):
        raise ClaimError(f"“{shortened(text)}” is no actor of the records")
    return text


def _one_of(kind: type[E], text: str) -> E:
    try:
        return kind(text)
    except ValueError:
        raise ClaimError(f"“{shortened(text)}” is none of {', '.join(kind)}") from None


def _number(text: str) -> int:
    if not (text == "" or (text.isascii() and text.isdigit() and len(text) <= len(str(MOST)))):
        raise ClaimError(f"“{shortened(text)}” is no number up to {MOST}")
    return int(text or 0)


def _sensible(claim: Claim, dataset: Dataset) -> Claim:
    if claim.relation is Relation.CONTAINS:
        unknown = set(claim.words) - set(tier_keywords(dataset))
        if unknown:
            raise ClaimError(f"no tier of the records contains “{shortened(min(unknown))}”")
    elif claim.what not in dataset.tiers:
        raise ClaimError(f"“{shortened(claim.what)}” is no tier of the records")
    if claim.partner in (claim.actor, claim.other) or (claim.other and claim.other == claim.actor):
        raise ClaimError("a claim names each actor once")
    if claim.form in (Form.NTH, Form.ORDER) and not claim.number:
        raise ClaimError("a claim about an order says which number")
    return claim


# Making one ----------------------------------------------------------------------------------------


def first_claim(dataset: Dataset) -> Claim | None:
    """Something to begin with where no kept claim fits the records: the first spell, as a claim. None without spells."""
    for spell in dataset.mains:
        owner = dataset.families[dataset.tiers[spell.tier].family].owner
        one, other = sorted(actors_of(spell.dyad), key=lambda actor: actor == owner)
        return Claim(one, Relation.ON, spell.tier, other)
    return None


def changed(claim: Claim, dataset: Dataset, **parts: Any) -> Claim:
    """The claim with other parts, and what no longer fits them put right: a claim that can be read."""
    new = replace(claim, **parts)
    if new.relation is Relation.CONTAINS and not set(new.words) <= set(tier_keywords(dataset)):
        new = replace(new, what=_some_word(claim, dataset))
    elif new.relation is not Relation.CONTAINS and new.what not in dataset.tiers:
        new = replace(new, what=_some_tier(claim, dataset))
    if new.partner == new.actor:
        new = replace(new, partner=claim.actor) if "actor" in parts else replace(new, actor=claim.partner)
    if new.form is not Form.COUNT and not new.actor:
        new = replace(new, actor=_another(dataset, new.partner, new.other))
    if new.form not in WITH_OTHER or new.other in (new.actor, new.partner):
        new = replace(new, other="")
    if new.form in NEEDS_OTHER and not new.other:
        new = replace(new, other=_another(dataset, new.actor, new.partner))
    number = 0 if new.form not in NUMBERED else new.number or int(new.form is not Form.COUNT)
    return replace(new, number=number)


def _some_word(claim: Claim, dataset: Dataset) -> str:
    """A word of the tier that the claim was about."""
    tier = dataset.tiers.get(claim.what)
    return next(iter(tier.keywords), "") if tier and tier.keywords else next(iter(tier_keywords(dataset)), "")


def _some_tier(claim: Claim, dataset: Dataset) -> str:
    """A tier with the words that the claim was about."""
    wanted = set(claim.words)
    fitting = (key for key, tier in dataset.tiers.items() if wanted <= set(tier.keywords))
    return next(fitting, next(iter(dataset.tiers)))


def _another(dataset: Dataset, *taken: str) -> str:
    return next(actor for actor in dataset.actors if actor not in taken)


# The claims that are kept --------------------------------------------------------------------------


@dataclass(frozen=True)
class ExampleClaim:
    """A claim as somebody may say it, the day it is asked for, and the answer that it must get."""

    title: str
    claim: str
    as_of: date
    answer: str


@lru_cache(maxsize=1)
def example_claims(path: Path = SAVED) -> tuple[ExampleClaim, ...]:
    """The library, in the order of its file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        ExampleClaim(row["title"], row["claim"], date.fromisoformat(row["as_of"]), row["answer"]) for row in rows
    )


def readable(saved: Iterable[ExampleClaim], dataset: Dataset) -> dict[ExampleClaim, Claim]:
    """Those of which the records hold every actor and tier."""
    found = {}
    for one in saved:
        try:
            found[one] = parse_claim(one.claim, dataset)
        except ClaimError:
            continue
    return found
