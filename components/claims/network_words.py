"""A claim about the network and its answer, in words. Pure."""

from components.wording.names import name_in_sentence, names_text
from components.wording.spells import quoted_wording, since_text
from data.analysis.claims.answers import Answer
from data.analysis.claims.network import NetworkVerdict
from data.analysis.claims.verdicts import Verdict
from data.base.text import list_text, quantity, with_capital
from data.tables.dataset import Dataset
from data.view.fields.claim import ANY_TIE, OF_LABELS, WORD_SEPARATOR, Claim, Form
from data.view.ties import Ties

# Names, or ways, in one list of a reason.
MOST_IN_REASON = 6
EACH_PARTNER = "each of its partners on record"
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
# Where relations without a label count as well.
_OF_ANY_PARTNERSHIP = {"partnership": ("partnership ties", "a partnership tie")}


def ties_text(what: str, form: Form, *, is_one: bool = False) -> str:
    """The types of tie of a claim: "treaties or memberships", "a treaty or a membership"."""
    texts = TIES_OF if form in OF_LABELS else TIES_OF | _OF_ANY_PARTNERSHIP
    names = [texts[kind][is_one] for kind in what.split(WORD_SEPARATOR)]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def network_sentence(dataset: Dataset, claim: Claim) -> str:
    """ "Belarus and Pakistan are connected by ties without China"."""
    actor = name_in_sentence(dataset, claim.actor) if claim.actor else EACH_PARTNER
    partner = name_in_sentence(dataset, claim.partner)
    many, one = ties_text(claim.what, claim.form), ties_text(claim.what, claim.form, is_one=True)
    other = name_in_sentence(dataset, claim.other) if claim.other else ""
    ends = _all_names(dataset, claim.ends)
    left_out = f", without {_all_names(dataset, claim.left_out)}" if claim.left_out else ""
    texts = {
        Form.CONNECTED: f"{actor} and {partner} are connected by {many}{left_out}",
        Form.SHARED: f"{ends} {'all' if claim.more else 'both'} have {one} with {other}",
        Form.DEPENDS: f"without {partner}, {actor} would have no {many}",
        Form.KEEPS: f"without {partner}, {actor} would still have {many}",
        Form.BALANCED: f"{actor}, {partner} and {other} form a balanced triangle",
        Form.UNBALANCED: f"{actor}, {partner} and {other} form an unbalanced triangle",
        Form.GROUPED: f"{ends} are in one group by their {many}",
    }
    return with_capital(texts[claim.form])


def network_reasons(ties: Ties, answer: Answer, found: NetworkVerdict) -> list[str]:
    """Why the answer is what it is."""
    claim, dataset = answer.claim, ties.dataset
    if claim.form is Form.CONNECTED:
        return [_ways_text(dataset, found), *_opening_texts(ties, answer, found)]
    many, one = ties_text(claim.what, claim.form), ties_text(claim.what, claim.form, is_one=True)
    if claim.is_of_each:
        return [with_capital(_each_text(dataset, claim, found))]
    if claim.form in (Form.DEPENDS, Form.KEEPS):
        actor, partner = (name_in_sentence(dataset, each) for each in (claim.actor, claim.partner))
        if found.others:
            names = names_text(dataset, found.others, MOST_IN_REASON)
            also = "also has" if claim.form is Form.DEPENDS else "has"
            return [with_capital(f"{actor} {also} {many} with {names}.")]
        if found.spells:
            return [with_capital(f"in the records all {many} of {actor} are with {partner}.")]
        return [with_capital(f"the records have no {many} of {actor} on this date.")]
    missing = [end for end in claim.ends if end not in found.tied]
    if not missing:
        return [f"{'All' if claim.more else 'Both'} have {one} on record."]
    return [
        f"The records have no {many} of {names_text(dataset, tuple(missing), MOST_IN_REASON)} with {name_in_sentence(dataset, claim.other)}."
    ]


def _each_text(dataset: Dataset, claim: Claim, found: NetworkVerdict) -> str:
    """ "each of the 8 partners of Belarus on record has ties with others too."."""
    many, partner = ties_text(claim.what, claim.form), name_in_sentence(dataset, claim.partner)
    if not found.tied:
        return f"the records have no {many} of {partner} on this date."
    if found.others:
        verb = "has" if len(found.others) == 1 else "have"
        return f"{names_text(dataset, found.others, MOST_IN_REASON)} {verb} {many} on record with {partner} only."
    if len(found.tied) == 1:
        return f"{names_text(dataset, tuple(found.tied), MOST_IN_REASON)}, its only partner on record, has {many} with others too."
    return f"each of the {len(found.tied)} partners of {partner} on record has {many} with others too."


def _ways_text(dataset: Dataset, found: NetworkVerdict) -> str:
    if not found.ways:
        return "The records show no way from one to the other on this date."
    between = [way[1:-1] for way in found.ways]
    if not between[0]:
        return "They are directly tied."
    ways = [", then ".join(name_in_sentence(dataset, actor) for actor in way) for way in between]
    if len(ways) > 1 and len(between[0]) > 1:
        # Each has commas of its own.
        return f"The shortest ways lead through {'; '.join(ways[:-1])}; and {ways[-1]}."
    return (
        f"The shortest {'way leads' if len(ways) == 1 else 'ways lead'} through {list_text(ways, most=MOST_IN_REASON)}."
    )


def _opening_texts(ties: Ties, answer: Answer, found: NetworkVerdict) -> list[str]:
    """ "Without China, they have been connected since 9 June 2017, when the way led through Russia, then the SCO (3 steps); …",
    if the ties shown do not say so.
    """
    opening, dataset = found.opening, ties.dataset
    if not opening or (opening.way in found.ways and opening.spell in found.spells):
        return []
    between = ", then ".join(name_in_sentence(dataset, actor) for actor in opening.way[1:-1])
    way = f"the way led through {between}" if between else "they were directly tied"
    steps = f" ({quantity(len(opening.way) - 1, 'step')})" if between else ""
    wording = quoted_wording(ties, ties.spells[opening.spell])
    pair = names_text(dataset, ties.actors[opening.spell], MOST_IN_REASON)
    claim = answer.claim
    left_out = f"without {_all_names(dataset, claim.left_out)}, " if claim.left_out else ""
    by = "" if claim.what == ANY_TIE else f" by {ties_text(claim.what, claim.form)}"
    begun = with_capital(f"{left_out}they have been connected{by} {since_text(ties, opening.spell)}, when {way}{steps}")
    return [f"{begun}; the tie that opened that way: {pair}, {wording}."]


def _all_names(dataset: Dataset, actors: tuple[str, ...]) -> str:
    return list_text([name_in_sentence(dataset, actor) for actor in actors if actor], most=len(actors))


def network_doubts(dataset: Dataset, answer: Answer, found: NetworkVerdict) -> list[str]:
    """What the answer cannot say."""
    claim = answer.claim
    if found.is_searched or (answer.verdict is Verdict.TRUE and not claim.is_of_each):
        return []
    if claim.is_of_each:
        name = name_in_sentence(dataset, claim.partner)
        return [f"Not all partners of {name} were searched; one that is missing here may have no other ties."]
    if claim.form is Form.CONNECTED:
        return [
            "A way may lead through anybody, and not all partners of all countries were searched: so it is never false."
        ]
    if claim.form in (Form.DEPENDS, Form.KEEPS):
        name = name_in_sentence(dataset, claim.actor)
        return [f"Not all partners of {name} were searched; it may have ties that are missing here."]
    return ["Not all kinds of these ties were searched; one that is missing here may exist."]
