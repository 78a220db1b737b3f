"""Tempo in words: what is counted, what came before the steps, and how far each row is covered. Pure."""

from collections.abc import Iterable

from components.tempo.plan import Plan
from components.wording.filters import filters_in_use
from data.analysis.contacts import OBSERVED_ACTOR, contact_coverage_text, contact_partner
from data.analysis.missing_ties import covers
from data.analysis.paces import Pace, usually_above
from data.analysis.tempo import Tempo
from data.analysis.tier_steps import TierStep
from data.base.text import counted, listed
from data.model.cells import actors_of
from data.model.dates import spoken_day
from data.tables.origin import added_count_text
from data.view.events import concerns
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection

ONLY_WITH_CHINA = "Contacts are recorded only for dyads with China."
# Below so many steps a share is not compared.
FEWEST = 20


def about(selection: Selection, tempo: Tempo) -> str:
    """ "Belarus – China: 99 curated events, 53 observed contacts, 5 tier steps." """
    who = actor_or_dyad(selection.dataset, selection.view.focus) if selection.view.focus else "All in view"
    contacts = counted(len(tempo.contacts), "observed contact (machine-coded)", "observed contacts (machine-coded)")
    parts = [
        counted(len(tempo.events), "curated event"),
        *([contacts] if tempo.partners else []),
        counted(len(tempo.moves), "tier step"),
    ]
    events = sum(selection.dataset.is_added(event) for event in tempo.events)
    return f"{who}: {', '.join(parts)}{added_count_text(event=events, step=_added(selection, tempo.moves))}."


def _added(selection: Selection, steps: Iterable[TierStep]) -> int:
    return sum(bool(selection.ties.added[step.index]) for step in steps)


def finding(selection: Selection, tempo: Tempo, paces: tuple[Pace, ...]) -> str:
    """Whether contacts were more than usual before the steps, as far as they were observed."""
    own = [step for step in tempo.moves if OBSERVED_ACTOR in actors_of(step.dyad)]
    if not own:
        return "" if tempo.partners or not tempo.moves else ONLY_WITH_CHINA
    if not paces:
        steps = "the one step" if len(own) == 1 else f"any of the {len(own)} steps"
        return f"No whole year of contacts was observed before {steps}{added_count_text(step=_added(selection, own))}."
    added = added_count_text(step=_added(selection, [pace.step for pace in paces]))
    if len({pace.partner for pace in paces}) == 1:
        each = [f"{pace.before} before {pace.step.start.spoken}" for pace in paces]
        whose = "" if len(own) == len(tempo.moves) else " with China"
        usual = usually_above(selection.dataset, paces)
        return (
            f"{_stood(paces, whose + added)} In the 12 months before: {listed(each, most=6)}, against {paces[0].yearly:.1f} in a "
            f"mean year, which {usual:.0%} of any 12 months exceed. {_covered(len(paces), len(own))}"
        )
    above, usual = sum(pace.above for pace in paces), usually_above(selection.dataset, paces)
    return (
        f"In the 12 months before, contacts stood above the partner’s own mean year at {above} of {len(paces)} "
        f"observed steps{added}, {_compared(above, len(paces), usual)}. {_covered(len(paces), len(own))}"
    )


def _stood(paces: tuple[Pace, ...], whose: str) -> str:
    """No word of a trend: a count above its mean may be chance."""
    above, steps = sum(pace.above for pace in paces), len(paces)
    if steps == 1:
        return f"Contacts {'stood above' if above else 'did not stand above'} their mean year before the one observed step{whose}."
    return f"Contacts stood above their mean year before {above or 'none'} of the {steps} observed steps{whose}."


def _compared(above: int, steps: int, usual: float) -> str:
    """Against the same partners' other times; a handful of steps tells nothing."""
    share = above / steps
    if steps < FEWEST:
        return f"too few to tell from any 12 months of these partners ({usual:.0%} are above)"
    than = "as often as" if round(share, 2) == round(usual, 2) else f"{'more' if share > usual else 'less'} often than"
    return f"{than} in any 12 months of these partners ({share:.0%} against {usual:.0%})"


def _covered(observed: int, steps: int) -> str:
    rest = steps - observed
    if not rest:
        return ""
    return f"{counted(rest, 'other step')} had no year of observed contacts before {'it' if rest == 1 else 'them'}."


def left_out(plan: Plan) -> list[str]:
    """What is counted nowhere on the chart, and why."""
    tempo, said = plan.tempo, []
    early = sum(not plan.on_axis(event.date) for event in tempo.events)
    if early:
        said.append(f"{counted(early, 'event')} before {spoken_day(plan.first)} are on the axis only by year.")
    if plan.events.wide:
        verb = "is" if plan.events.wide == 1 else "are"
        said.append(f"{counted(plan.events.wide, 'event')} known to the year only {verb} not shown by month.")
    if tempo.undated:
        said.append(
            f"{counted(tempo.undated, 'tie')} with no known start {'has' if tempo.undated == 1 else 'have'} no step."
        )
    if not plan.ruled:
        said.append(f"{len(tempo.moves):,} steps are too many for rules; a dyad in focus has its own.")
    return said


def worth(plan: Plan) -> list[str]:
    """How far each row is covered, in the words of the records."""
    said = [*left_out(plan), *_tiers_searched(plan), *_events_searched(plan)]
    if plan.observed is None:
        return said
    first = spoken_day(plan.observed.first)
    return [
        *said,
        f"No contacts were recorded before {first}: silence there means nothing; paler bars are of periods "
        f"that were observed in part. One visit can count once for each "
        f"leader met. {contact_coverage_text(plan.selection.dataset)}",
    ]


def _tiers_searched(plan: Plan) -> list[str]:
    """Where tiers were looked for, for the families that were searched for all of an actor's dyads."""
    dataset, ties = plan.selection.dataset, plan.selection.ties
    families = {ties.tiers[step.index].family for step in plan.tempo.moves}
    return [
        f"{dataset.families[search.family].name}: {search.place}."
        for search in dataset.searches
        if search.family in families and any(part.endswith("-*") for part in search.dyads)
    ]


def _events_searched(plan: Plan) -> list[str]:
    """For which dyads events were looked for, unless the focus is one of them."""
    dataset, focus = plan.selection.dataset, plan.selection.view.focus
    searches = [search for search in dataset.searches if search.table == "events"]
    if focus and focus not in dataset.actors and any(covers(search, focus) for search in searches):
        return []
    dyads = sorted({part for search in searches for part in search.dyads if not part.endswith("-*")})
    if not dyads:
        return ["No search for events is recorded."]
    return [
        f"Events were looked for between {listed([actor_or_dyad(dataset, dyad) for dyad in dyads], most=6)}; "
        "elsewhere only what other searches met."
    ]


def why_nothing(selection: Selection) -> str:
    """For an empty result: whose, behind which filters, and what is never recorded."""
    focus = selection.view.focus
    who = actor_or_dyad(selection.dataset, focus) if focus else "what is in view"
    filters = listed([part.words for part in filters_in_use(selection)], most=4)
    never = (
        f" {ONLY_WITH_CHINA}"
        if focus and focus != OBSERVED_ACTOR and not contact_partner(selection.dataset, focus)
        else ""
    )
    if not filters:
        return f"No event, contact or tier step of {who} is recorded.{never} Choose another focus."
    return (
        f"No event, contact or tier step of {who} passes the filters ({filters}).{never} "
        "Drop a filter above, or choose another focus."
    )


def no_events(plan: Plan) -> str:
    """Why the row of events is empty."""
    focus = plan.selection.view.focus
    known = any(concerns(event, focus) for event in plan.selection.dataset.events) if focus else True
    return "No curated event passes the filters" if known else "No curated event is recorded"
