"""The standing of a label -> sentences: what it is, how it rose and how fast, its place among peers. Pure."""

from collections.abc import Iterable

from components.arrival.words import by_order, years_text
from components.profile.document import Run, Runs, plain
from components.profile.references import references_of
from components.wording.names import agrees, name_in_sentence, pair_in_sentence, possessive
from components.wording.spells import STATUS_TEXTS
from data.analysis.diff import ChangeKind, tier_change_kind
from data.analysis.profiles.standing import Standing
from data.base.text import inner_quotes, list_text, number_word, ordinal, with_capital
from data.model.dates import duration
from data.model.tie_rows import Spell
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad
from data.view.ties import SpellIndex, Ties

MOST_EARLIER = 4
# The group of our rankings for relations without a label.
NO_LABEL_GROUP = "R"


def is_label(standing: Standing) -> bool:
    """Whether it is a label, and not only a relation that has none."""
    return standing.level is None or standing.level.group != NO_LABEL_GROUP


def label_held(standings: Iterable[Standing]) -> Standing | None:
    """The first ranked label among the standings of an actor."""
    return next((one for one in standings if one.level and is_label(one)), None)


def since_text(spell: Spell) -> str:
    """ "since 9 May 2024", "since 2011"; "in force by 1 May 2013 (start date unknown)", and where it is so "suspended by now"."""
    status = f", {STATUS_TEXTS['suspended']}" if spell.status == "suspended" else ""
    if spell.start:
        return f"since {spell.start.display_text}{status}"
    known = f"in force by {spell.known_by.display_text}" if spell.known_by else "in force"
    return f"{known} (start date unknown){status}"


def what_it_is(ties: Ties, standing: Standing) -> Runs:
    """The label, since when, and its group in our ranking."""
    dataset, spell = ties.dataset, ties.spells[standing.index]
    owner = dataset.families[standing.ladder.family].owner
    noun = "label" if is_label(standing) else "relation"
    verb = "has been" if spell.start else "is"
    opening = f"The {noun} between {pair_in_sentence(dataset, spell.dyad, owner)} {verb} "
    wording = Run(f"“{inner_quotes(spell.wording)}”{added_mark(dataset, spell)}")
    rank = f"; {_group_text(standing)}" if standing.level and is_label(standing) else ""
    status = f" ({spell.status} only)" if spell.status == "announced" else ""
    ending = Run(
        f"{status}{', ' if not spell.start else ' '}{since_text(spell)}", references_of(dataset, spell.sources)
    )
    return (Run(opening), wording, ending, Run(f"{rank}."))


def _group_text(standing: Standing) -> str:
    """ "“All-weather” is the second highest of nine groups in our ranking (unofficial)"."""
    assert standing.level
    place, count = standing.place, len(standing.levels)
    where = "the highest" if place == 1 else "the lowest" if place == count else f"the {ordinal(place)} highest"
    return f"it belongs to “{standing.level.name}”, {where} of {number_word(count)} groups in our ranking (unofficial)"


def how_it_rose(ties: Ties, standing: Standing) -> Runs:
    """The labels before it, and how long the last step took beside the same step of others."""
    dataset, path = ties.dataset, standing.path
    earlier = [index for index in path[:-1] if ties.spells[index].tier != ties.spells[path[-1]].tier]
    if not earlier:
        return plain("No earlier label is on record.") if is_label(standing) else ()
    runs = [
        Run("It followed " if len(earlier) < 3 else f"It is the {ordinal(len(earlier) + 1)} on record: before it came ")
    ]
    shown = earlier[-MOST_EARLIER:][::-1]
    for number, index in enumerate(shown):
        spell = ties.spells[index]
        joint = "" if number == 0 else " and " if number == len(shown) - 1 and len(shown) == len(earlier) else ", "
        runs.append(
            Run(
                f"{joint}“{inner_quotes(spell.wording)}” ({_begin_text(spell)}){added_mark(dataset, spell)}",
                references_of(dataset, spell.sources),
            )
        )
    if len(earlier) > len(shown):
        runs.append(Run(f" and {len(earlier) - len(shown)} more"))
    return (*runs, Run(f".{_pace_text(ties, standing)}"))


def _begin_text(spell: Spell) -> str:
    """ "from 2004", "in force by 3 Jun 2010"; and that it is from memory."""
    if spell.start:
        text = f"from {spell.start.display_text}"
    else:
        text = f"in force by {spell.known_by.display_text}" if spell.known_by else "start date unknown"
    return f"{text}, from memory" if spell.grade == "recalled" else text


def _pace_text(ties: Ties, standing: Standing) -> str:
    """ " The rise from “…” to “…” took 6 years 11 months; the median of 8 partners is 7.2 years."."""
    step, usual = standing.step, standing.usual
    if not (step and step.before.level and step.after.level):
        return ""
    one, other = (ties.spells[stay.first].start for stay in (step.before, step.after))
    kind = tier_change_kind(ties, step.before.last, step.after.first, standing.ladder)
    noun = {ChangeKind.UP: "rise", ChangeKind.DOWN: "step down"}.get(kind, "step")
    if not (one and other):
        return f" How long the {noun} from “{step.before.level.name}” took is not known."
    opening = f" The {noun} from “{step.before.level.name}” to “{step.after.level.name}” took {duration(one, other)}"
    if usual is None or len(usual.changes) < 2:
        return f"{opening}; no other partner has made it."
    if len(usual.timed) < 2 or usual.median_days is None:
        return f"{opening}."
    return f"{opening}; the median of the {len(usual.timed)} partners that made it is {years_text(usual.median_days)}."


def place_among_peers(ties: Ties, standing: Standing) -> Runs:
    """Its number among those of its group, who came before and who after; nothing without a ranking."""
    if not standing.level or not is_label(standing):
        return ()
    dataset = ties.dataset
    owner, holder = dataset.families[standing.ladder.family].owner, _holder_name(ties, standing)
    this = next((peer for peer in standing.peers if peer.actor == standing.holder), None)
    if this is None:
        return ()
    partners = f"{possessive(dataset, owner)} partners" if owner else "the partners"
    is_actor = standing.holder in dataset.actors
    verb = agrees(dataset, standing.holder, "is", "are") if is_actor else "is"
    if len(standing.peers) == 1:
        return plain(with_capital(f"of {partners}, {holder} {verb} the only one in this group."))
    if standing.order == (1, len(standing.peers)):
        # The dates are too vague to say anything.
        return ()
    number = f"{_order_text(*standing.order)} of {number_word(len(standing.peers))}"
    before, same, after, _ = by_order(standing.peers, this)
    neighbours = [
        f"after {_peer_text(ties, before[-1].index)}" if before else "",
        f"on the same day as {list_text([_peer_name(ties, one.index) for one in same])}" if same else "",
        f"before {_peer_text(ties, after[0].index)}" if after else "",
    ]
    order = f", {list_text([part for part in neighbours if part])}" if any(neighbours) else ""
    text = f"Of {partners} in “{standing.level.name}”, {holder} {verb} {number} to reach it{order}."
    named = (*before[-1:], *same, *after[:1])
    sources = dict.fromkeys(key for one in named for key in ties.spells[one.index].sources)
    return plain(text, references_of(dataset, sources))


def _order_text(first: int, last: int) -> str:
    """ "the second", "the seventh or eighth", "between the first and the fourth": dates may be vague."""
    if last - first > 1:
        return f"between the {ordinal(first)} and the {ordinal(last)}"
    return f"the {ordinal(first)}" if first == last else f"the {ordinal(first)} or {ordinal(last)}"


def _holder_name(ties: Ties, standing: Standing) -> str:
    dataset, holder = ties.dataset, standing.holder
    return name_in_sentence(dataset, holder) if holder in dataset.actors else actor_or_dyad(dataset, holder)


def _peer_text(ties: Ties, index: SpellIndex) -> str:
    """ "Uzbekistan (24 Jan 2024)"."""
    dataset, spell = ties.dataset, ties.spells[index]
    since = spell.start.display_text if spell.start else "start date unknown"
    return f"{_peer_name(ties, index)} ({since}){added_mark(dataset, spell)}"


def _peer_name(ties: Ties, index: SpellIndex) -> str:
    dataset, spell = ties.dataset, ties.spells[index]
    owner = dataset.families[ties.tiers[index].family].owner
    others = [actor for actor in ties.actors[index] if actor != owner]
    return name_in_sentence(dataset, others[0]) if len(others) == 1 else actor_or_dyad(dataset, spell.dyad)
