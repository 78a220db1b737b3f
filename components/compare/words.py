"""The changes between two days -> their summary, remarks on each, and all of them as a document. Pure."""

from datetime import date
from itertools import groupby

from components.compare.sentences import ComparedDays, change_sentence, sentence_text
from components.style.markup import markdown_document
from components.wording.citations import Citations
from components.wording.ranking import label_ladders, ranking_text
from components.wording.spells import quoted_wording
from data.analysis.diff import Change, ChangeKind, kinds_by_other_ladders, tie_states
from data.base.days import years_before
from data.base.text import list_text, quantity
from data.tables.origin import added_count_text
from data.view.selection import Selection, first_day
from data.view.ties import Ties

_CERTAINTY = (ChangeKind.CERTAIN, ChangeKind.UNCERTAIN)
_WEAK_GRADES = {"recalled": "From memory, no text read.", "contested": "Sources disagree."}


def compared_day(selection: Selection) -> date:
    """The day compared with: the chosen one, or a year before."""
    return selection.view.against or max(first_day(selection.ties), years_before(selection.view.as_of, 1))


def compared_ranking_text(selection: Selection) -> str:
    """ "Ranked by “…”.": the ranking that separates up from down; "" if no labels are in view."""
    return ranking_text(label_ladders(selection, selection.view.ladder))


def change_remarks(ties: Ties, change: Change) -> list[str]:
    """What you must know besides: doubt, other rankings, what the filters hide."""
    state, remarks = change.state_after or change.state_before, list[str]()
    if state and not state.certain and change.kind not in _CERTAINTY and not ties.proposed[change.index]:
        remarks.append("Uncertain on this date: the exact date is not known.")
    if weakness := _WEAK_GRADES.get(ties.spells[change.index].grade):
        remarks.append(weakness)
    for hidden in (change.hidden_before, change.hidden_after):
        if hidden:
            remarks.append(f"The filters hide {quoted_wording(ties, ties.spells[hidden.index])}.")
    for kind, ladders in kinds_by_other_ladders(ties, change).items():
        remarks.append(f"{list_text([ladder.name for ladder in ladders], most=4)}: {kind.value.lower()}.")
    return remarks


def changes_by_kind(changes: tuple[Change, ...]) -> list[tuple[ChangeKind, list[Change]]]:
    """The changes in groups, in their own order."""
    return [(kind, list(group)) for kind, group in groupby(changes, key=lambda change: change.kind)]


def change_summary(changes: tuple[Change, ...], days: ComparedDays, second: Selection) -> str:
    """ "From 1 Mar 2022 to 1 Mar 2023: 1 moved up, 3 new; 17 ties unchanged." `second` is what holds on the second day."""
    return f"{days.text}: {change_counts(changes, second)}."


def change_counts(changes: tuple[Change, ...], second: Selection) -> str:
    """ "1 moved up, 3 new; 17 ties unchanged"."""
    kinds = [f"{len(group)} {kind_in_list(kind)}" for kind, group in changes_by_kind(changes)]
    return f"{', '.join(kinds) or 'nothing changed'}; {_unchanged(changes, second)}"


def kind_in_list(kind: ChangeKind) -> str:
    """ "moved up"; "renamed (same rank)", without commas or semicolons of its own."""
    name, *detail = kind.value.replace(";", ",").split(", ", 1)
    return f"{name[0].lower()}{name[1:]}" + (f" ({detail[0]})" if detail else "")


def _unchanged(changes: tuple[Change, ...], second: Selection) -> str:
    spells = {tie: state.index for tie, state in tie_states(second).items()}
    unchanged = len(spells) - sum(change.after is not None for change in changes)
    counted_spells = {*spells.values(), *(change.index for change in changes)}
    added = sum(bool(second.ties.added[index]) for index in counted_spells)
    return f"{quantity(unchanged, 'tie')} unchanged{added_count_text(tie=added)}"


def changes_document(ties: Ties, changes: tuple[Change, ...], days: ComparedDays, *, about: str, markdown: bool) -> str:
    """All sentences under their kinds, what they are about, and the sources: as plain text or as Markdown."""
    safe = markdown_document if markdown else str
    title, section = ("# ", "## ") if markdown else ("", "")
    citations = Citations(ties.dataset)
    lines = [f"{title}{safe(f'Changes. {days.text}')}", "", safe(about)]
    for kind, group in changes_by_kind(changes):
        sentences = (_full_sentence(ties, change, days, citations) for change in group)
        lines += [
            "",
            f"{section}{safe(f'{kind.value} ({len(group)})')}",
            "",
            *(f"- {safe(text)}" for text in sentences),
        ]
    if citations.numbers:
        lines += ["", f"{section}Sources", "", *(safe(text) + "  " * markdown for text in citations.texts())]
    return "\n".join(lines) + "\n"


def _full_sentence(ties: Ties, change: Change, days: ComparedDays, citations: Citations) -> str:
    """The sentence of a change and the remarks on it."""
    sentence = sentence_text(change_sentence(ties, change, days), citations)
    return " ".join((sentence, *change_remarks(ties, change)))
