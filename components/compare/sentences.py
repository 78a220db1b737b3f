"""A change between two days -> one sentence ready to paste: the date, both wordings, the sources of each. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from components.wording.citations import Citations
from components.wording.spells import date_text, pair_text, quoted_wording, start_text
from data.analysis.diff import Change, ChangeKind, TieState
from data.base.days import day_text
from data.base.text import list_text, with_capital
from data.model.tie_rows import Spell
from data.view.ties import Ties

# The parts of a sentence, each with the ids of the sources that it rests on.
CitedParts = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ComparedDays:
    """The two days that are compared; `backwards` if the first is the later one."""

    first: date
    second: date

    @property
    def backwards(self) -> bool:
        return self.first > self.second

    @property
    def text(self) -> str:
        return f"{'Back from' if self.backwards else 'From'} {day_text(self.first)} to {day_text(self.second)}"


def change_sentence(ties: Ties, change: Change, days: ComparedDays) -> CitedParts:
    """What changed, in one sentence; read backwards in time, every verb is the opposite one."""
    templates = _BACKWARDS if days.backwards else _FORWARDS
    # A sentence names the state of the earlier day and that of the later one, whichever was asked for first.
    states = (change.state_before, change.state_after)
    earlier, later = reversed(states) if days.backwards else states
    facts = _Facts(ties, earlier, later, ties.spells[change.index], pair_text(ties, change.index), days)
    (opening, sources), *rest = templates[change.kind](facts)
    return ((with_capital(opening), sources), *rest)


def sentence_text(parts: CitedParts, citations: Citations) -> str:
    """A sentence with the numbers of its sources: "On 15 Sep 2022, … [1, 2]." """
    cited = (f" [{citations.cite(sources)}]" if sources else "" for _, sources in parts)
    return "".join(text + numbers for (text, _), numbers in zip(parts, cited, strict=True)) + "."


@dataclass(frozen=True)
class _Facts:
    """What a sentence is made of: the earlier and the later state, one of which may be missing."""

    ties: Ties
    earlier: TieState | None
    later: TieState | None
    spell: Spell
    pair: str
    days: ComparedDays

    @property
    def old(self) -> Spell:
        return self.ties.spells[self.earlier.index] if self.earlier else self.spell

    @property
    def new(self) -> Spell:
        return self.ties.spells[self.later.index] if self.later else self.spell

    def quoted(self, spell: Spell) -> str:
        return quoted_wording(self.ties, spell)

    @property
    def is_declared(self) -> bool:
        """Whether two sides declared it: a text binds, a measure is taken, and neither is declared."""
        state = self.later or self.earlier
        return state is not None and self.ties.layer(state.index) == "partnership"

    @property
    def status_note(self) -> str:
        """The speech act, where it is less than being in force."""
        return f", {self.new.status} only" if self.new.status in ("proposed", "announced") else ""

    @property
    def steps_between(self) -> str:
        """The wordings between the two, if there were several steps."""
        if not (self.earlier and self.later):
            return ""
        spells = [self.ties.spells[index] for index in range(self.earlier.index + 1, self.later.index)]
        steps = list_text([f"{self.quoted(spell)} ({start_text(spell)})" for spell in spells])
        return f", via {steps}" if steps else ""

    @property
    def imprecise(self) -> str:
        """Why it is not certain whether it was in force."""
        dates = {"start": self.spell.start, "end": self.spell.end}
        vague = {name: day for name, day in dates.items() if day and day.precision != "day"}
        return " and ".join(f"the {name} is known only as {day.display_text}" for name, day in vague.items())


_Template = Callable[[_Facts], CitedParts]


def _start_day(spell: Spell) -> str:
    """The start as it follows "before": "15 Sep 2022", "Jun 2011"."""
    day = spell.opening
    return day.display_text if day else "an unknown date"


def _moved(verb: str) -> _Template:
    def parts(facts: _Facts) -> CitedParts:
        return (
            (f"{start_text(facts.new)}, {facts.pair} {verb} from {facts.quoted(facts.old)}", facts.old.sources),
            (f" to {facts.quoted(facts.new)}{facts.steps_between}{facts.status_note}", facts.new.sources),
        )

    return parts


def _ranked(verb: str) -> _Template:
    """Backwards: what was there before the later state."""

    def parts(facts: _Facts) -> CitedParts:
        return (
            (f"before {_start_day(facts.new)}, {facts.pair} {verb} {facts.quoted(facts.old)}", facts.old.sources),
            (f" rather than {facts.quoted(facts.new)}", facts.new.sources),
        )

    return parts


def _began(facts: _Facts) -> CitedParts:
    start, wording = start_text(facts.new), facts.quoted(facts.new)
    if facts.is_declared:
        return ((f"{start}, {facts.pair} declared {wording}{facts.status_note}", facts.new.sources),)
    verb = f"was {facts.new.status}" if facts.status_note else "took effect"
    return ((f"{start}, {wording} between {facts.pair} {verb}", facts.new.sources),)


def _ended(facts: _Facts) -> CitedParts:
    end = date_text(facts.old.end) if facts.old.end else "between the two dates"
    return ((f"{end}, {facts.quoted(facts.old)} between {facts.pair} ended", facts.old.sources),)


def _not_begun(facts: _Facts) -> CitedParts:
    text = f"before {_start_day(facts.new)}, {facts.pair} did not yet have {facts.quoted(facts.new)}"
    return ((text, facts.new.sources),)


def _not_ended(facts: _Facts) -> CitedParts:
    end = facts.old.end.display_text if facts.old.end else "a day between the two dates"
    return ((f"until {end}, {facts.pair} still had {facts.quoted(facts.old)}", facts.old.sources),)


def _certain_on_one_day(*, later_is_certain: bool) -> _Template:
    """Certain on one of the two days, and uncertain on the other."""

    def parts(facts: _Facts) -> CitedParts:
        early, late = sorted((facts.days.first, facts.days.second))
        certain, uncertain = (late, early) if later_is_certain else (early, late)
        text = (
            f"{facts.pair} held {facts.quoted(facts.spell)} on {day_text(certain)}; "
            f"on {day_text(uncertain)} this is uncertain, because {facts.imprecise}"
        )
        return ((text, facts.spell.sources),)

    return parts


def _status(facts: _Facts) -> CitedParts:
    opening = f"{start_text(facts.new)}, the status of {facts.quoted(facts.new)} between {facts.pair}"
    return ((f"{opening} changed from {facts.old.status} to {facts.new.status}", facts.new.sources),)


def _status_back(facts: _Facts) -> CitedParts:
    opening = f"before {_start_day(facts.new)}, the status of {facts.quoted(facts.old)} between {facts.pair}"
    return ((f"{opening} was {facts.old.status}, not yet {facts.new.status}", facts.old.sources),)


def _restated(facts: _Facts) -> CitedParts:
    return (
        (
            f"{facts.quoted(facts.old)} between {facts.pair} did not change: it was stated earlier",
            facts.old.sources,
        ),
        (f" and restated {start_text(facts.new)}", facts.new.sources),
    )


def _documented(facts: _Facts) -> CitedParts:
    day = facts.new.known_by.display_text if facts.new.known_by else "the later date"
    text = f"{facts.quoted(facts.new)} between {facts.pair} was in force by {day}; its start date is unknown"
    return ((text, facts.new.sources),)


_FORWARDS: Mapping[ChangeKind, _Template] = {
    ChangeKind.UP: _moved("moved up"),
    ChangeKind.NEW: _began,
    ChangeKind.DOWN: _moved("moved down"),
    ChangeKind.ENDED: _ended,
    ChangeKind.REWORDED: _moved("renamed their tie at the same rank,"),
    ChangeKind.OTHER: _moved("changed their tie"),
    ChangeKind.STATUS: _status,
    ChangeKind.CERTAIN: _certain_on_one_day(later_is_certain=True),
    ChangeKind.UNCERTAIN: _certain_on_one_day(later_is_certain=False),
    ChangeKind.RESOURCED: _restated,
    ChangeKind.SEEN: _documented,
    ChangeKind.UNSEEN: _documented,
}
# The kind is that of the way back: "moved up" means that the earlier day, which is the second one here, ranks higher.
_BACKWARDS: Mapping[ChangeKind, _Template] = {
    ChangeKind.UP: _ranked("still held the higher-ranked"),
    ChangeKind.NEW: _not_ended,
    ChangeKind.DOWN: _ranked("still held the lower-ranked"),
    ChangeKind.ENDED: _not_begun,
    ChangeKind.REWORDED: _ranked("still held the equally ranked"),
    ChangeKind.OTHER: _ranked("still had"),
    ChangeKind.STATUS: _status_back,
    ChangeKind.CERTAIN: _certain_on_one_day(later_is_certain=False),
    ChangeKind.UNCERTAIN: _certain_on_one_day(later_is_certain=True),
    ChangeKind.RESOURCED: _restated,
    ChangeKind.SEEN: _documented,
    ChangeKind.UNSEEN: _documented,
}
