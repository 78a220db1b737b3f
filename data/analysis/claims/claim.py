"""A claim about who has which tier with whom, against the records: whether it makes sense, and how one is made."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data.analysis.claims.deeds import claimable_series
from data.base.text import quoted
from data.model.cells import actors_of
from data.model.vocabulary import LAYERS
from data.tables.dataset import Dataset
from data.view.fields.claim import (
    ANY_TIE,
    NAMING_MORE,
    NEEDS_OTHER,
    NUMBERED_FORMS,
    OF_NETWORK,
    OF_TRIANGLES,
    WITH_OTHER,
    WITHOUT_ACTOR,
    WORD_SEPARATOR,
    Claim,
    Form,
    Relation,
    Scope,
)
from data.view.fields.codecs import UnreadableError

GREATEST_NUMBER = 999
# Further countries that a claim may name.
MOST_MORE = 8


class ClaimError(UnreadableError):
    """A claim that cannot be read; the text is for the reader."""


def tier_keywords(dataset: Dataset) -> list[str]:
    """The words that a tier may contain, those of many tiers first."""
    count: dict[str, int] = {}
    for tier in dataset.tiers.values():
        for word in tier.keywords:
            count[word] = count.get(word, 0) + 1
    return sorted(count, key=lambda word: (-count[word], word))


def validate_claim(claim: Claim, dataset: Dataset) -> Claim:
    """The claim itself; raises ClaimError if it names what the records do not hold, or makes no sense."""
    _check_actor(claim.actor, dataset, optional=claim.form in WITHOUT_ACTOR)
    _check_actor(claim.partner, dataset)
    _check_actor(claim.other, dataset, optional=claim.form not in NEEDS_OTHER)
    _check_more(claim, dataset)
    if claim.form is Form.DEED:
        if claim.what not in {series.series for series in claimable_series(dataset)}:
            raise ClaimError(f"{quoted(claim.what)} is not a series by which states can be compared")
    elif claim.form in OF_NETWORK:
        if not _is_kind(claim.what, claim.form):
            raise ClaimError(f"{quoted(claim.what)} is not a type of tie")
    elif claim.relation is Relation.CONTAINS:
        unknown = set(claim.words) - set(tier_keywords(dataset))
        if unknown:
            raise ClaimError(f"no label in the records contains {quoted(min(unknown))}")
    elif claim.what not in dataset.tiers:
        raise ClaimError(f"{quoted(claim.what)} is not a label in the records")
    named = [actor for actor in (claim.actor, claim.partner, claim.other, *claim.more) if actor]
    if len(set(named)) < len(named):
        raise ClaimError("a claim can name each country only once")
    if claim.form in (Form.NTH, Form.ORDER) and not claim.number:
        raise ClaimError("a claim about an order needs a number")
    return claim


def _is_kind(what: str, form: Form) -> bool:
    """Whether a claim about the network can be about it: any tie, or types of tie; a triangle has sides of any type."""
    kinds = what.split(WORD_SEPARATOR)
    of_layers = form not in OF_TRIANGLES and set(kinds) <= set(LAYERS) and len(set(kinds)) == len(kinds)
    return what == ANY_TIE or of_layers


def _check_more(claim: Claim, dataset: Dataset) -> None:
    if not claim.more:
        return
    if (
        claim.form not in NAMING_MORE
        or len(claim.more) > MOST_MORE
        or (claim.form is Form.CONNECTED and not claim.other)
    ):
        raise ClaimError("this claim cannot name so many countries")
    for actor in claim.more:
        _check_actor(actor, dataset)


def _check_actor(actor: str, dataset: Dataset, *, optional: bool = False) -> None:
    if actor not in dataset.actors and not (optional and actor == ""):
        raise ClaimError(f"{quoted(actor)} is not an actor in the records")


# Making one ----------------------------------------------------------------------------------------


def first_claim(dataset: Dataset) -> Claim | None:
    """Something to begin with where no kept claim fits the records: the first spell, as a claim. None without spells."""
    for spell in dataset.main_spells:
        owner = dataset.families[dataset.tiers[spell.tier].family].owner
        one, other = sorted(actors_of(spell.dyad), key=lambda actor: actor == owner)
        return Claim(one, Relation.ON, spell.tier, other)
    return None


def claim_with(claim: Claim, dataset: Dataset, **parts: Any) -> Claim:
    """The claim with other parts; what no longer fits them is replaced, so that the claim makes sense."""
    new = replace(claim, **parts)
    if new.form is Form.DEED:
        offered = [series.series for series in claimable_series(dataset)]
        what = new.what if new.what in offered else next(iter(offered), "")
        # Records without a series have nothing to claim of one.
        new = replace(new, relation=Relation.ON, what=what) if what else replace(new, form=Form.HAS)
    if new.form in OF_NETWORK:
        # The sides of a triangle may be of any type that has a sign.
        what = new.what if _is_kind(new.what, new.form) else ANY_TIE
        new = replace(new, relation=Relation.ON, what=what, scope=Scope.THEN)
    elif new.form is not Form.DEED:
        new = _with_label(new, claim, dataset)
    new = _each_once(new, claim, parts)
    if new.form not in WITHOUT_ACTOR and not new.actor:
        new = replace(new, actor=_another(dataset, new.partner, new.other))
    if new.form not in WITH_OTHER or new.other in (new.actor, new.partner):
        new = replace(new, other="")
    if new.form in NEEDS_OTHER and not new.other:
        new = replace(new, other=_another(dataset, new.actor, new.partner))
    number = 0 if new.form not in NUMBERED_FORMS else new.number or int(new.form is not Form.COUNT)
    return replace(new, number=number, more=_further(new, claim))


def _further(new: Claim, claim: Claim) -> tuple[str, ...]:
    """The further countries: another question is about none, and nobody is named twice."""
    if new.form not in NAMING_MORE or new.form is not claim.form or (new.form is Form.CONNECTED and not new.other):
        return ()
    return tuple(actor for actor in dict.fromkeys(new.more) if actor not in (new.actor, new.partner, new.other))


def _each_once(new: Claim, claim: Claim, parts: Mapping[str, Any]) -> Claim:
    """With an actor that is chosen in one place and was named in another: the two change places."""
    for chosen in ("actor", "partner", "other"):
        free = getattr(claim, chosen) if chosen in parts else ""
        for place in ("actor", "partner", "other"):
            if free and place != chosen and getattr(new, place) == getattr(new, chosen) != "":
                swap: dict[str, Any] = {place: free}
                new = replace(new, **swap)
    # Another question does not leave out whom the last one named.
    if new.form is Form.CONNECTED and claim.form is not Form.CONNECTED and "other" not in parts:
        new = replace(new, other="")
    return new


def _with_label(new: Claim, claim: Claim, dataset: Dataset) -> Claim:
    """With a word or a tier that there is, of what the claim was about."""
    if new.relation is Relation.CONTAINS and not set(new.words) <= set(tier_keywords(dataset)):
        return replace(new, what=_some_word(claim, dataset))
    if new.relation is not Relation.CONTAINS and new.what not in dataset.tiers:
        return replace(new, what=_some_tier(claim, dataset))
    return new


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
