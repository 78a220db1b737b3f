"""A country or organisation -> the sentences of its profile. Pure."""

from collections import Counter
from collections.abc import Iterable

from components.profile.document import Reference, Run, Runs, plain
from components.profile.label_sentences import is_label, label_held, place_among_peers, since_text, what_it_is
from components.profile.references import references_of
from components.profile.use_of_label import use_of, use_sentence
from components.wording.coverage import coverage_text
from components.wording.names import agrees, name_in_sentence
from components.wording.spells import STATUS_TEXTS
from data.analysis.diff import ChangeKind
from data.analysis.profiles.country import CountryProfile
from data.analysis.profiles.standing import arrivals_on
from data.base.days import day_text
from data.base.text import list_text, quantity
from data.model.tie_rows import Family
from data.tables.origin import added_mark
from data.view.selection import read_through
from data.view.ties import SpellIndex, Ties

_MOST_NAMED = 4
_LAYER_NOUNS = {
    "partnership": ("partnership label", "partnership labels"),
    "treaty": ("treaty", "treaties"),
    "membership": ("membership", "memberships"),
    "integration": ("step of integration", "steps of integration"),
    "presence": ("deployment or base", "deployments and bases"),
    "adversarial": ("adversarial measure", "adversarial measures"),
    "flow": ("flow", "flows"),
}
_KIND_VERBS = {
    ChangeKind.UP: "moved up",
    ChangeKind.NEW: "began",
    ChangeKind.DOWN: "moved down",
    ChangeKind.ENDED: "ended",
    ChangeKind.REWORDED: "got another name at the same rank",
    ChangeKind.OTHER: "got another label that our ranking does not compare",
    ChangeKind.STATUS: "changed status",
    ChangeKind.CERTAIN: "became certain",
    ChangeKind.UNCERTAIN: "became uncertain",
    ChangeKind.RESOURCED: "got a record of its own",
}


def country_sentences(ties: Ties, profile: CountryProfile) -> tuple[Runs, ...]:
    """The sentences, each with its sources; those that have nothing to say are left out."""
    sentences = (
        how_many_ties(ties, profile),
        *(highest_holders(ties, profile, family) for family in _own_families(ties, profile)),
        *highest_label(ties, profile),
        use_sentence(ties, use_of(ties, label_held(profile.standings), profile.day), profile.day),
        changes_sentence(ties, profile),
        measures_sentence(ties, profile),
        doubt_sentence(ties, profile),
    )
    return tuple(sentence for sentence in sentences if sentence)


def how_many_ties(ties: Ties, profile: CountryProfile) -> Runs:
    """How many ties are in force, of which types, with how many."""
    dataset, day = ties.dataset, day_text(profile.day)
    subject = f"On {day}, {name_in_sentence(dataset, profile.actor)} {agrees(dataset, profile.actor, 'has', 'have')}"
    if not profile.ties:
        return plain(f"{subject} no tie on record.")
    partners = {one for index in profile.ties for one in ties.actors[index]} - {profile.actor}
    layers = Counter(ties.layer(index) for index in profile.ties)
    kinds = [quantity(number, *_LAYER_NOUNS[layer]) for layer, number in layers.most_common()]
    with_whom = f"{len(partners):,} countries and organisations"
    if len(partners) == 1:
        with_whom = name_in_sentence(dataset, *partners)
    # Where there are many, the tables below have the sources of each.
    references = _sources_of(ties, profile.ties) if len(profile.ties) <= _MOST_NAMED else ()
    number = sum(ties.spells[index].status == "suspended" for index in profile.ties)
    of_them = f" {number:,} of these {'is' if number == 1 else 'are'} {STATUS_TEXTS['suspended']}." if number else ""
    if len(kinds) == 1:
        return plain(f"{subject} {kinds[0]} in force with {with_whom}.{of_them}", references)
    count = f"{len(profile.ties):,} ties in force with {with_whom}"
    return plain(f"{subject} {count}: {list_text(kinds, most=7)}.{of_them}", references)


def _sources_of(ties: Ties, indices: Iterable[SpellIndex]) -> tuple[Reference, ...]:
    return references_of(ties.dataset, dict.fromkeys(key for index in indices for key in ties.spells[index].sources))


def _own_families(ties: Ties, profile: CountryProfile) -> list[Family]:
    """The families of labels whose words are the actor's own."""
    families = ties.dataset.families.values()
    used = {ties.tiers[index].family for index in profile.labels}
    return [one for one in families if one.owner == profile.actor and one.family in used and one.layer == "partnership"]


def highest_holders(ties: Ties, profile: CountryProfile, family: Family) -> Runs:
    """Who holds the highest label that the actor gives, and since when."""
    ladder = ties.dataset.house_ladder(family.family)
    arrivals = arrivals_on(ties, ladder.ladder, profile.day)
    levels = sorted({level.height: level for level in arrivals.levels.values()}.values(), key=lambda one: one.height)
    held = [index for index in profile.labels if ties.tiers[index].family == family.family]
    if len(levels) < 2 or not held:
        return ()
    heights = {
        index: arrivals.levels[ties.tiers[index].tier] for index in held if ties.tiers[index].tier in arrivals.levels
    }
    parts = []
    for level in [one for one in levels if one in heights.values()][:2]:
        indices = [index for index, own in heights.items() if own == level]
        parts.append((level.name, indices))
    runs = [Run(f"In “{ladder.name}”, the highest group is “{parts[0][0]}”: ")]
    runs += _holders(ties, profile, parts[0][1])
    if len(parts) > 1:
        runs += [Run(f"; next comes “{parts[1][0]}”: "), *_holders(ties, profile, parts[1][1])]
    return (*runs, Run("."))


def _holders(ties: Ties, profile: CountryProfile, indices: list[SpellIndex]) -> list[Run]:
    runs = list[Run]()
    shown = sorted(indices, key=lambda index: ties.starts[0][index])[: 7 if len(indices) <= 7 else _MOST_NAMED]
    for number, index in enumerate(shown):
        joint = "" if number == 0 else " and " if number == len(indices) - 1 else ", "
        spell = ties.spells[index]
        partner = next(one for one in ties.actors[index] if one != profile.actor)
        name = name_in_sentence(ties.dataset, partner)
        since = since_text(spell).replace(" (start date unknown)", "")
        runs.append(
            Run(f"{joint}{name} ({since}){added_mark(ties.dataset, spell)}", references_of(ties.dataset, spell.sources))
        )
    if len(indices) > len(shown):
        runs.append(Run(f" and {len(indices) - len(shown)} more"))
    return runs


def highest_label(ties: Ties, profile: CountryProfile) -> tuple[Runs, ...]:
    """Its label in another actor's words, and its place among those with the same."""
    standings = [one for one in profile.standings if ties.dataset.families[one.ladder.family].owner != profile.actor]
    ranked = [one for one in standings if one.level and is_label(one)] or standings
    if not ranked:
        return ()
    return what_it_is(ties, ranked[0]), place_among_peers(ties, ranked[0])


def changes_sentence(ties: Ties, profile: CountryProfile) -> Runs:
    """How many ties moved up, came, ended and so on in the last twelve months."""
    since = day_text(profile.since)
    if not profile.changes:
        return plain(f"No change of its ties since {since} is on record.") if profile.ties else ()
    (first, number), *others = Counter(change.kind for change in profile.changes).items()
    parts = [f"{quantity(number, 'tie')} {_kind_text(first, number)}"]
    parts += [f"{count} {_kind_text(kind, count)}" for kind, count in others]
    states = (change.state_after or change.state_before for change in profile.changes)
    indices = [state.index for state in states if state]
    references = _sources_of(ties, indices) if len(indices) <= _MOST_NAMED else ()
    return plain(f"Since {since}, {list_text(parts, most=6)}.", references)


def _kind_text(kind: ChangeKind, number: int) -> str:
    """What so many ties did: "moved up", "was first documented"."""
    if kind in (ChangeKind.SEEN, ChangeKind.UNSEEN):
        verb = "was" if number == 1 else "were"
        return f"{verb} first documented" if kind is ChangeKind.SEEN else f"{verb} not documented yet"
    return _KIND_VERBS[kind]


def measures_sentence(ties: Ties, profile: CountryProfile) -> Runs:
    """Measures in force that it received and that it took."""
    parts = list[Run]()
    for opening, indices in (
        ("Measures in force against it: ", profile.measures_received),
        ("Measures that it took and that are in force: ", profile.measures_sent),
    ):
        if not indices:
            continue
        parts.append(Run(f"{' ' if parts else ''}{opening}"))
        for number, index in enumerate(indices[:_MOST_NAMED]):
            spell = ties.spells[index]
            joint = "" if number == 0 else "; "
            since = since_text(spell).replace(" (start date unknown)", "")
            parts.append(
                Run(
                    f"{joint}{spell.wording} ({since}){added_mark(ties.dataset, spell)}",
                    references_of(ties.dataset, spell.sources),
                )
            )
        rest = len(indices) - _MOST_NAMED
        parts.append(Run(f"; and {rest} more." if rest > 0 else "."))
    return tuple(parts)


def doubt_sentence(ties: Ties, profile: CountryProfile) -> Runs:
    """How many of its ties are disputed, from memory, or without a known start; and what is not covered."""
    spells = [ties.spells[index] for index in profile.ties]
    disputed = sum(spell.spell in ties.dataset.disputes or spell.grade == "contested" for spell in spells)
    unread = sum(spell.grade == "recalled" for spell in spells)
    unknown = sum(spell.start is None for spell in spells)
    counts = [
        f"sources disagree on {disputed}" if disputed else "",
        f"{unread} {'is' if unread == 1 else 'are'} from memory" if unread else "",
        f"the start of {unknown} is unknown" if unknown else "",
    ]
    parts = [part for part in counts if part]
    text = f"Of its ties in force, {list_text(parts)}." if parts else ""
    through = read_through(ties.dataset)
    if through and profile.day > through:
        text = f"{text} {coverage_text(ties.dataset)}".strip()
    return plain(text) if text else ()
