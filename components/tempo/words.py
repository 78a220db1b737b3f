"""Activity in words: what is counted, what came before the label changes, and how far each row is covered. Pure."""

from collections.abc import Iterable

from components.tempo.plan import TempoPlan
from components.wording.filters import filters_in_use
from components.wording.ranking import ladder_text
from data.analysis.contacts import contact_coverage_text, contact_partner
from data.analysis.paces import Pace, usually_above
from data.analysis.tempo import Tempo
from data.analysis.tier_changes import TierChange
from data.base.days import day_text
from data.base.text import list_text, quantity
from data.model.cells import actors_of
from data.tables.origin import added_count_text
from data.usage.uses import OBSERVED_ACTOR
from data.view.events import concerns
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection

ONLY_WITH_CHINA = "Contacts are recorded only for pairs that include China."
# With fewer label changes than this a share is not compared.
FEWEST_COMPARED = 20


def tempo_summary(selection: Selection, tempo: Tempo) -> str:
    """ "Belarus – China: 99 curated events, 53 observed contacts (machine-coded), 5 label changes." """
    subject = actor_or_dyad(selection.dataset, selection.view.focus) if selection.view.focus else "All in view"
    contacts = quantity(len(tempo.contacts), "observed contact (machine-coded)", "observed contacts (machine-coded)")
    counts = [
        quantity(len(tempo.events), "curated event"),
        *([contacts] if tempo.partners else []),
        quantity(len(tempo.moves), "label change"),
    ]
    events = sum(selection.dataset.is_added(event) for event in tempo.events)
    added = added_count_text(event=events, change=_added(selection, tempo.moves))
    return f"{subject}: {', '.join(counts)}{added}."


def _added(selection: Selection, steps: Iterable[TierChange]) -> int:
    return sum(bool(selection.ties.added[step.index]) for step in steps)


# Contacts before the label changes --------------------------------------------------------------------


def pace_text(selection: Selection, tempo: Tempo, paces: tuple[Pace, ...]) -> str:
    """Whether contacts were more than usual before the label changes, as far as they were observed; "" without any."""
    with_china = [step for step in tempo.moves if OBSERVED_ACTOR in actors_of(step.dyad)]
    if not with_china:
        return ONLY_WITH_CHINA if tempo.moves and not tempo.partners else ""
    if not paces:
        changes = "the one label change" if len(with_china) == 1 else f"any of the {len(with_china)} label changes"
        added = added_count_text(change=_added(selection, with_china))
        return f"No full year of contacts was observed before {changes}{added}."
    which = "" if len(with_china) == len(tempo.moves) else " with China"
    is_one_partner = len({pace.partner for pace in paces}) == 1
    text = _one_partner_text if is_one_partner else _several_partners_text
    return f"{text(selection, paces, which)} {_unobserved_text(len(with_china) - len(paces))}".strip()


def _one_partner_text(selection: Selection, paces: tuple[Pace, ...], which: str) -> str:
    """No word of a trend: a count above its average may be chance."""
    changes = _observed_changes(selection, paces, which)
    above = sum(pace.is_above for pace in paces)
    if above == 0:
        any_of = "" if len(paces) == 1 else "any of "
        verdict = f"Contacts did not rise above the yearly average before {any_of}{changes}."
    elif len(paces) == 1:
        verdict = f"Contacts rose above the yearly average before {changes}."
    else:
        verdict = f"Contacts rose above the yearly average before {above} of {changes}."
    counts = list_text([f"{pace.contacts_before} before {pace.step.start.display_text}" for pace in paces], most=6)
    usual = usually_above(selection.dataset, paces)
    average = f"the yearly average of {paces[0].yearly:.1f} is exceeded in {usual:.0%} of all 12-month periods"
    return f"{verdict} In the preceding 12 months: {counts}; {average}."


def _observed_changes(selection: Selection, paces: tuple[Pace, ...], which: str) -> str:
    """ "the one observed label change", "the 3 observed label changes with China"."""
    added = added_count_text(change=_added(selection, [pace.step for pace in paces]))
    if len(paces) == 1:
        return f"the one observed label change{which}{added}"
    return f"the {len(paces)} observed label changes{which}{added}"


def _several_partners_text(selection: Selection, paces: tuple[Pace, ...], which: str) -> str:
    above, usual = sum(pace.is_above for pace in paces), usually_above(selection.dataset, paces)
    added = added_count_text(change=_added(selection, [pace.step for pace in paces]))
    return (
        f"In the preceding 12 months, contacts were above the partner’s yearly average for {above} of {len(paces)} "
        f"observed label changes{which}{added}, {_comparison(above, len(paces), usual)}."
    )


def _comparison(above: int, changes: int, usual: float) -> str:
    """Against the same partners' other times; a handful of changes shows nothing."""
    share = above / changes
    if changes < FEWEST_COMPARED:
        return f"too few to compare with all 12-month periods of these partners ({usual:.0%} are above)"
    than = "as often as" if round(share, 2) == round(usual, 2) else f"{'more' if share > usual else 'less'} often than"
    return f"{than} in all 12-month periods of these partners ({share:.0%} against {usual:.0%})"


def _unobserved_text(changes: int) -> str:
    if not changes:
        return ""
    are_left_out, them = ("is left out", "it") if changes == 1 else ("are left out", "them")
    reason = f"contacts were not observed for the full year before {them}"
    return f"{quantity(changes, 'other label change')} {are_left_out}: {reason}."


# What the chart covers ----------------------------------------------------------------------------------


def left_out_sentences(plan: TempoPlan) -> list[str]:
    """What is counted nowhere on the chart, and why."""
    tempo, wide, sentences = plan.tempo, plan.events.wide, list[str]()
    if early := sum(not plan.on_axis(event.date) for event in tempo.events):
        verb = "appears" if early == 1 else "appear"
        sentences.append(f"{quantity(early, 'event')} before {day_text(plan.first)} {verb} only when counting by year.")
    if wide:
        verb = "is" if wide == 1 else "are"
        sentences.append(f"{quantity(wide, 'event')} dated only to the year {verb} not shown by month.")
    if tempo.undated:
        verb = "is" if tempo.undated == 1 else "are"
        sentences.append(f"{quantity(tempo.undated, 'tie')} with an unknown start date {verb} not counted.")
    if not plan.marks_changes:
        sentences.append("Choose a pair to mark its upgrades.")
    return sentences


def coverage_sentences(plan: TempoPlan) -> list[str]:
    """How far each row of the chart is covered, in the words of the records."""
    sentences = [*_other_ranking(plan), *left_out_sentences(plan), *_tier_searches(plan), *_event_searches(plan)]
    if plan.observed_period:
        first = day_text(plan.observed_period.first)
        sentences.append(
            f"Contacts are recorded from {first}; earlier periods are not covered. Paler bars mark periods observed "
            f"only in part. One visit can count once for each leader met. {contact_coverage_text(plan.selection.dataset)}"
        )
    return sentences


def _other_ranking(plan: TempoPlan) -> list[str]:
    """By whose ranking labels moved up or down, if it is another author's."""
    dataset = plan.selection.dataset
    chosen = dataset.ladders.get(plan.selection.view.ladder)
    families = {plan.selection.ties.tiers[step.index].family for step in plan.tempo.moves}
    if chosen is None or chosen.is_house or chosen.family not in families:
        return []
    return [f"{dataset.families[chosen.family].name}: up and down are by {ladder_text(chosen)}."]


def _tier_searches(plan: TempoPlan) -> list[str]:
    """Where labels were looked for, for the families that were searched for all of an actor's dyads."""
    dataset, ties = plan.selection.dataset, plan.selection.ties
    families = {ties.tiers[step.index].family for step in plan.tempo.moves}
    return [
        f"{dataset.families[search.family].name}: {search.place}."
        for search in dataset.searches
        if search.family in families and any(part.endswith("-*") for part in search.dyads)
    ]


def _event_searches(plan: TempoPlan) -> list[str]:
    """For which dyads events were looked for, unless the focus is one of them."""
    dataset, focus = plan.selection.dataset, plan.selection.view.focus
    searches = [search for search in dataset.searches if search.table == "events"]
    if focus and focus not in dataset.actors and any(search.covers(focus) for search in searches):
        return []
    dyads = sorted({part for search in searches for part in search.dyads if not part.endswith("-*")})
    if not dyads:
        return ["Events were not searched for systematically."]
    pairs = list_text([actor_or_dyad(dataset, dyad) for dyad in dyads], most=6)
    return [f"Events were searched for between {pairs}; for other pairs only events met in other searches are listed."]


# Nothing to show ----------------------------------------------------------------------------------------


def empty_text(selection: Selection) -> str:
    """For an empty result: whose, behind which filters, and what is never recorded."""
    focus = selection.view.focus
    subject = actor_or_dyad(selection.dataset, focus) if focus else "what is in view"
    filters = list_text([part.words for part in filters_in_use(selection)], most=4)
    has_no_contacts = focus and focus != OBSERVED_ACTOR and not contact_partner(selection.dataset, focus)
    never = f" {ONLY_WITH_CHINA}" if has_no_contacts else ""
    nothing = f"No events, contacts or label changes of {subject}"
    if not filters:
        return f"{nothing} are on record.{never} Select another country or pair."
    return f"{nothing} match the filters ({filters}).{never} Remove a filter above, or select another country or pair."


def no_events_text(plan: TempoPlan) -> str:
    """Why the row of events is empty."""
    focus, events = plan.selection.view.focus, plan.selection.dataset.events
    is_on_record = not focus or any(concerns(event, focus) for event in events)
    return "No curated events match the filters" if is_on_record else "No curated events on record"
