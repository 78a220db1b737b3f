"""A claim about the network and its answer, in words. Pure."""

from components.wording.names import name_in_sentence
from components.wording.spells import quoted_wording
from data.analysis.claims.answers import Answer
from data.analysis.claims.network import NetworkVerdict
from data.analysis.claims.verdicts import Verdict
from data.base.days import day_in_full
from data.base.text import list_text, quantity, with_capital
from data.tables.dataset import Dataset
from data.view.fields.claim import ANY_TIE, Claim, Form
from data.view.ties import Ties

_MOST_NAMED = 6
# Type of tie -> as it follows "by", and as it follows "a" or "an".
TIES_OF = {
    ANY_TIE: ("ties", "a tie"),
    "partnership": ("partnership labels", "a partnership label"),
    "treaty": ("treaties", "a treaty"),
    "membership": ("memberships", "a membership"),
    "integration": ("integration ties", "an integration tie"),
    "presence": ("forces and bases", "a tie by forces or bases"),
    "adversarial": ("measures", "a measure"),
    "flow": ("flows", "a flow"),
}


def network_sentence(dataset: Dataset, claim: Claim) -> str:
    """ "Belarus and Pakistan are connected by ties without China"."""
    actor, partner = (name_in_sentence(dataset, one) for one in (claim.actor, claim.partner))
    many, one = TIES_OF[claim.what]
    other = name_in_sentence(dataset, claim.other) if claim.other else ""
    texts = {
        Form.CONNECTED: f"{actor} and {partner} are connected by {many}{f', without {other}' if other else ''}",
        Form.SHARED: f"{actor} and {partner} both have {one} with {other}",
        Form.DEPENDS: f"without {partner}, {actor} would have no {many}",
        Form.BALANCED: f"{actor}, {partner} and {other} form a balanced triangle",
        Form.GROUPED: f"{actor} and {partner} are in one group by their {many}",
    }
    return with_capital(texts[claim.form])


def network_reasons(ties: Ties, answer: Answer, found: NetworkVerdict) -> list[str]:
    """Why the answer is what it is."""
    claim, dataset = answer.claim, ties.dataset
    if claim.form is Form.CONNECTED:
        return [_ways_text(dataset, found), *_opening_texts(ties, found)]
    many, one = TIES_OF[claim.what]
    if claim.form is Form.DEPENDS:
        actor, partner = (name_in_sentence(dataset, each) for each in (claim.actor, claim.partner))
        if found.others:
            names = _names(dataset, found.others)
            return [with_capital(f"{actor} also has {many} with {names}.")]
        if found.spells:
            return [with_capital(f"in the records all {many} of {actor} are with {partner}.")]
        return [with_capital(f"the records have no {many} of {actor} on this date.")]
    ends = [claim.actor, claim.partner]
    missing = [end for end in ends if end not in found.tied]
    if not missing:
        return [f"Both have {one} on record."]
    return [
        f"The records have no {many} of {_names(dataset, tuple(missing))} with {name_in_sentence(dataset, claim.other)}."
    ]


def _ways_text(dataset: Dataset, found: NetworkVerdict) -> str:
    if not found.ways:
        return "The records show no way from one to the other on this date."
    between = [way[1:-1] for way in found.ways]
    if not between[0]:
        return "They are directly tied."
    ways = [", then ".join(name_in_sentence(dataset, actor) for actor in way) for way in between]
    return f"The shortest {'way leads' if len(ways) == 1 else 'ways lead'} through {list_text(ways, most=_MOST_NAMED)}."


def _opening_texts(ties: Ties, found: NetworkVerdict) -> list[str]:
    """ "On 9 June 2017 the way led through Russia, then the SCO (3 steps); it opened with …", if the ties shown do not say so."""
    opening, dataset = found.opening, ties.dataset
    if not opening or (opening.way in found.ways and opening.spell in found.spells):
        return []
    between = ", then ".join(name_in_sentence(dataset, actor) for actor in opening.way[1:-1])
    way = f"the way led through {between}" if between else "they were directly tied"
    steps = f" ({quantity(len(opening.way) - 1, 'step')})" if between else ""
    wording = quoted_wording(ties, ties.spells[opening.spell])
    pair = _names(dataset, ties.actors[opening.spell])
    return [f"When this began, on {day_in_full(opening.day)}, {way}{steps}; the tie that opened it: {pair}, {wording}."]


def _names(dataset: Dataset, actors: tuple[str, ...]) -> str:
    return list_text([name_in_sentence(dataset, actor) for actor in actors], most=_MOST_NAMED)


def network_doubts(dataset: Dataset, answer: Answer, found: NetworkVerdict) -> list[str]:
    """What the answer cannot say."""
    if answer.verdict is Verdict.TRUE or found.is_searched:
        return []
    claim = answer.claim
    if claim.form is Form.CONNECTED:
        return [
            "A way may lead through anybody, and not all partners of all countries were searched: so it is never false."
        ]
    if claim.form is Form.DEPENDS:
        name = name_in_sentence(dataset, claim.actor)
        return [f"Not all partners of {name} were searched; it may have ties that are missing here."]
    return ["Not all kinds of these ties were searched; one that is missing here may exist."]
