"""Changes -> sentences ready to paste: the date, both wordings, and the numbers of the sources."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from components.style.markup import markdown_document
from components.wording.citations import Citations
from components.wording.spells import date_text, pair_text, quoted_wording, start_text
from data.analysis.diff import Change, ChangeKind, TieState, kinds_by_other_ladders, tie_states
from data.analysis.ladders import ladder_for
from data.base.text import counted, listed
from data.model.dates import spoken_day, years_before
from data.model.schema import Spell
from data.tables.origin import added_count_text
from data.view.selection import Selection, first_day
from data.view.ties import Ties

# A text and the ids of the sources that it rests on.
Sentence = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Between:
    """The two days that are compared; `backwards` if the first is the later one."""

    first: date
    second: date

    @property
    def backwards(self) -> bool:
        return self.first > self.second

    @property
    def spoken(self) -> str:
        return f"{'Back from' if self.backwards else 'From'} {spoken_day(self.first)} to {spoken_day(self.second)}"


def against(selection: Selection) -> date:
    """The day compared with: the chosen one, or a year before."""
    return selection.view.against or max(first_day(selection.ties), years_before(selection.view.as_of, 1))


def order_words(selection: Selection) -> str:
    """Which order tells up from down."""
    families = dict.fromkeys(selection.ties.tiers[index].family for index in selection.indices)
    ladders = (ladder_for(selection.dataset, family, selection.view.ladder) for family in families)
    names = [f"“{ladder.name}”" for ladder in dict.fromkeys(ladders) if ladder.family.endswith("ladder")]
    return f"Up and down by the order {listed(names)}." if names else ""


def sentence(ties: Ties, change: Change, between: Between) -> Sentence:
    """What changed, in one sentence; read backwards in time, every verb is the opposite one."""
    make = _BACKWARDS if between.backwards else _FORWARDS
    # A sentence names the state of the earlier day and that of the later one, whichever was asked for first.
    held = (change.state_after, change.state_before) if between.backwards else (change.state_before, change.state_after)
    said = make[change.kind](_Told(ties, *held, ties.spells[change.index], pair_text(ties, change.index), between))
    first, *rest = said
    return ((first[0][0].upper() + first[0][1:], first[1]), *rest)


@dataclass(frozen=True)
class _Told:
    """What a sentence is made of: the earlier and the later state, one of which may be missing."""

    ties: Ties
    earlier: TieState | None
    later: TieState | None
    spell: Spell
    who: str
    between: Between

    @property
    def old(self) -> Spell:
        return self.ties.spells[self.earlier.index] if self.earlier else self.spell

    @property
    def new(self) -> Spell:
        return self.ties.spells[self.later.index] if self.later else self.spell

    @property
    def declared(self) -> bool:
        """Whether two sides declared it: a text binds, a measure is taken, and neither is declared."""
        at = self.later or self.earlier
        return at is not None and self.ties.layer(at.index) == "partnership"

    @property
    def act(self) -> str:
        """The speech act, where it is less than being in force."""
        return f", {self.new.status} and no more" if self.new.status in ("proposed", "announced") else ""

    @property
    def passing(self) -> str:
        """The wordings between the two, if there were several steps."""
        if not (self.earlier and self.later):
            return ""
        steps = [self.ties.spells[at] for at in range(self.earlier.index + 1, self.later.index)]
        return (
            f", by way of {listed([f'{quoted_wording(self.ties, step)} ({start_text(step)})' for step in steps])}"
            if steps
            else ""
        )

    @property
    def vague(self) -> str:
        """Why it cannot be told for certain whether it held."""
        dates = {"start": self.spell.start, "end": self.spell.end}
        inexact = {name: day for name, day in dates.items() if day and day.precision != "day"}
        return " and ".join(f"its {name} is known as {day.spoken} only" for name, day in inexact.items())


def _moved(verb: str) -> Callable[[_Told], Sentence]:
    def told(of: _Told) -> Sentence:
        return (
            (f"{start_text(of.new)}, {of.who} {verb} from {quoted_wording(of.ties, of.old)}", of.old.sources),
            (f" to {quoted_wording(of.ties, of.new)}{of.passing}{of.act}", of.new.sources),
        )

    return told


def _stood(where: str) -> Callable[[_Told], Sentence]:
    def told(of: _Told) -> Sentence:
        return (
            (f"until {_bare(start_text(of.new))}, {of.who} {where} {quoted_wording(of.ties, of.old)}", of.old.sources),
            (f" and not yet {quoted_wording(of.ties, of.new)}", of.new.sources),
        )

    return told


def _bare(words: str) -> str:
    return words.removeprefix("on ").removeprefix("in ").removeprefix("by ")


def _began(of: _Told) -> Sentence:
    if of.declared:
        return ((f"{start_text(of.new)}, {of.who} declared {quoted_wording(of.ties, of.new)}{of.act}", of.new.sources),)
    return (
        (f"{start_text(of.new)}, {quoted_wording(of.ties, of.new)} began between {of.who}{of.act}", of.new.sources),
    )


def _ended(of: _Told) -> Sentence:
    end = date_text(of.old.end) if of.old.end else "between the two days"
    return ((f"{end}, {quoted_wording(of.ties, of.old)} between {of.who} ended", of.old.sources),)


def _not_begun(of: _Told) -> Sentence:
    return (
        (f"until {_bare(start_text(of.new))}, {of.who} had no {quoted_wording(of.ties, of.new)} yet", of.new.sources),
    )


def _not_ended(of: _Told) -> Sentence:
    end = _bare(date_text(of.old.end)) if of.old.end else "a day between the two"
    return ((f"until {end}, {of.who} still had {quoted_wording(of.ties, of.old)}", of.old.sources),)


def _settled(sure: bool) -> Callable[[_Told], Sentence]:
    """Certain on one of the two days, and only possible on the other."""

    def told(of: _Told) -> Sentence:
        early, late = sorted((of.between.first, of.between.second))
        certain, possible = (late, early) if sure else (early, late)
        text = f"that {of.who} have {quoted_wording(of.ties, of.spell)} is certain as of {spoken_day(certain)}"
        return ((f"{text} and only possible as of {spoken_day(possible)}: {of.vague}", of.spell.sources),)

    return told


def _status(of: _Told) -> Sentence:
    text = f"{start_text(of.new)}, {quoted_wording(of.ties, of.new)} of {of.who} became {of.new.status}, after having been {of.old.status}"
    return ((text, of.new.sources),)


def _status_back(of: _Told) -> Sentence:
    text = f"until {_bare(start_text(of.new))}, {quoted_wording(of.ties, of.old)} of {of.who} was {of.old.status}, not yet {of.new.status}"
    return ((text, of.old.sources),)


def _resourced(of: _Told) -> Sentence:
    return (
        (
            f"{quoted_wording(of.ties, of.old)} of {of.who} is the same on both days; it rested on one text",
            of.old.sources,
        ),
        (f" and {start_text(of.new)} was stated again", of.new.sources),
    )


def _seen(of: _Told) -> Sentence:
    shown = of.new.known_by.spoken if of.new.known_by else "the later day"
    return (
        (
            f"{quoted_wording(of.ties, of.new)} between {of.who} is shown by {shown}; when it began was not found",
            of.new.sources,
        ),
    )


_FORWARDS: dict[ChangeKind, Callable[[_Told], Sentence]] = {
    ChangeKind.UP: _moved("moved up"),
    ChangeKind.NEW: _began,
    ChangeKind.DOWN: _moved("moved down"),
    ChangeKind.ENDED: _ended,
    ChangeKind.REWORDED: _moved("reworded their tie, on the same rung,"),
    ChangeKind.OTHER: _moved("changed their tie"),
    ChangeKind.STATUS: _status,
    ChangeKind.CERTAIN: _settled(sure=True),
    ChangeKind.UNCERTAIN: _settled(sure=False),
    ChangeKind.RESOURCED: _resourced,
    ChangeKind.SEEN: _seen,
    ChangeKind.UNSEEN: _seen,
}
# The type is that of the way back: "moved up" means that the earlier day, which is the second one here, stands higher.
_BACKWARDS: dict[ChangeKind, Callable[[_Told], Sentence]] = {
    ChangeKind.UP: _stood("stood higher, on"),
    ChangeKind.NEW: _not_ended,
    ChangeKind.DOWN: _stood("stood lower, on"),
    ChangeKind.ENDED: _not_begun,
    ChangeKind.REWORDED: _stood("used, on the same rung,"),
    ChangeKind.OTHER: _stood("used"),
    ChangeKind.STATUS: _status_back,
    ChangeKind.CERTAIN: _settled(sure=False),
    ChangeKind.UNCERTAIN: _settled(sure=True),
    ChangeKind.RESOURCED: _resourced,
    ChangeKind.SEEN: _seen,
    ChangeKind.UNSEEN: _seen,
}


def remarks(ties: Ties, change: Change) -> list[str]:
    """What a reader must know besides: doubt, other orders, what the filters keep out of view."""
    spell = ties.spells[change.index]
    said = []
    held = change.state_after or change.state_before
    if held and not held.certain and change.kind not in (ChangeKind.CERTAIN, ChangeKind.UNCERTAIN):
        said.append("Possible on the day, not certain: a date is not exact.")
    if spell.grade != "confirmed":
        said.append({"recalled": "Recalled: no text was read.", "contested": "Sources disagree."}.get(spell.grade, ""))
    for hidden in (change.hidden_before, change.hidden_after):
        if hidden:
            said.append(f"{quoted_wording(ties, ties.spells[hidden.index])} is outside the filters.")
    for kind, ladders in kinds_by_other_ladders(ties, change).items():
        said.append(f"{listed([ladder.name for ladder in ladders], most=4)}: {kind.value.lower()}.")
    return [words for words in said if words]


def cited(parts: Sentence, citations: Citations) -> str:
    """A sentence with the numbers of its sources: "On 15 Sep 2022, … [1, 2]." """
    return "".join(text + (f" [{citations.cite(sources)}]" if sources else "") for text, sources in parts) + "."


def told_by_kind(changes: tuple[Change, ...]) -> list[tuple[ChangeKind, list[Change]]]:
    return [(kind, list(group)) for kind, group in groupby(changes, key=lambda change: change.kind)]


def document(ties: Ties, changes: tuple[Change, ...], between: Between, *, about: str, markdown: bool) -> str:
    """All sentences under their types, what they are about, and the sources: as plain text or as Markdown."""
    safe = markdown_document if markdown else str
    citations = Citations(ties.dataset)
    lines = [f"{'# ' if markdown else ''}{safe(f'Changes. {between.spoken}')}", "", safe(about)]
    for kind, group in told_by_kind(changes):
        lines += ["", f"{'## ' if markdown else ''}{safe(f'{kind.value} ({len(group)})')}", ""]
        lines += [
            f"- {safe(' '.join((cited(sentence(ties, change, between), citations), *remarks(ties, change))))}"
            for change in group
        ]
    if citations.numbers:
        lines += ["", "## Sources" if markdown else "Sources", ""]
        lines += [safe(text) + ("  " if markdown else "") for text in citations.texts()]
    return "\n".join(lines) + "\n"


def summary(changes: tuple[Change, ...], between: Between, second: Selection) -> str:
    """ "From 1 Mar 2022 to 1 Mar 2023: 1 moved up, 3 new; 17 ties unchanged." `second` is what holds on the second day."""
    kinds = [f"{len(group)} {kind.value[0].lower()}{kind.value[1:]}" for kind, group in told_by_kind(changes)]
    held = {tie: state.index for tie, state in tie_states(second).items()}
    unchanged = len(held) - sum(change.after is not None for change in changes)
    added = {at for at in (*held.values(), *(change.index for change in changes)) if second.ties.added[at]}
    same = f"{counted(unchanged, 'tie')} unchanged{added_count_text(tie=len(added))}"
    return f"{between.spoken}: {', '.join(kinds)}; {same}." if kinds else f"{between.spoken}: nothing changed; {same}."
