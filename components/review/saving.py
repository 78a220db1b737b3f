"""Decisions on candidates: taken with a key, kept until they are saved together."""

from collections.abc import Iterable

from components import session
from components.editor.saves import attempt_save
from components.session import workspace
from data.base.text import quantity
from data.observed.review.answers import Decision, ReviewAnswer, changes_of
from data.observed.review.questions import Questions, ReviewQuestion
from data.observed.review.steps import draft_of_step
from data.store.settings import settings
from data.tables.dataset import Dataset


def decide(
    question: ReviewQuestion,
    decision: Decision,
    shown: list[ReviewQuestion],
    cells: tuple[tuple[str, str], ...] = (),
    *,
    members: Iterable[ReviewQuestion] = (),
) -> None:
    """Keep the decision, also for those that a question stands for, and go to the next one without a decision."""
    new = {one.candidate.key: ReviewAnswer(one, decision, cells) for one in (question, *members)}
    workspace.set_answers({**workspace.answers(), **new})
    go_on(question, shown, only_open=True)


def go_on(question: ReviewQuestion, shown: list[ReviewQuestion], *, only_open: bool = False, by: int = 1) -> None:
    """Look at the next question of the list, or the one before; at its end, at the first."""
    keys = [one.candidate.key for one in shown]
    start = keys.index(question.candidate.key) if question.candidate.key in keys else -1
    answered = workspace.answers() if only_open else {}
    order = [keys[(start + by * step) % len(keys)] for step in range(1, len(keys) + 1)]
    workspace.set_reviewed_candidate(next((key for key in order if key not in answered), order[0]))


def take_back(question: ReviewQuestion, members: Iterable[ReviewQuestion] = ()) -> None:
    keys = {one.candidate.key for one in (question, *members)}
    workspace.set_answers({key: one for key, one in workspace.answers().items() if key not in keys})


def accept_all(questions: Iterable[ReviewQuestion]) -> None:
    """Accept the questions of a rule that have no decision yet."""
    new = {question.candidate.key: ReviewAnswer(question, "accepted") for question in questions}
    workspace.set_answers({**new, **workspace.answers()})


def drop_outdated(asked: Questions) -> int:
    """Drop the decisions on what is no longer asked like this, as others decided it or changed its row; how many there were.

    No save would take them, nor with them any other, and what is not listed cannot be taken back.
    """
    answers = workspace.answers()
    kept = {key: one for key, one in answers.items() if asked.by_key.get(key) == one.question}
    if len(kept) < len(answers):
        workspace.set_answers(kept)
    return len(answers) - len(kept)


def draft_step(
    dataset: Dataset, question: ReviewQuestion, shown: list[ReviewQuestion], members: Iterable[ReviewQuestion] = ()
) -> None:
    """Put the new label into the draft, to be completed and saved with the rows."""
    draft = workspace.draft()
    for change in draft_of_step(dataset, question.candidate):
        if change.new_key not in {one.new_key for one in draft.of(change.table)}:
            draft = draft.with_changes(change.table, [*draft.of(change.table), change])
    decide(question, "accepted", shown, members=members)
    session.set_draft(draft)
    session.change(table="spells")
    workspace.redraw_grid()
    workspace.set_edit_part("rows")


def save(dataset: Dataset) -> None:
    """Save all decisions at once, with who, when, before and after."""
    answers = [*workspace.answers().values()]
    if not answers:
        # They were saved by the first of two clicks.
        workspace.repeat_save_message()
        return
    entry, message = attempt_save(lambda who: settings().store.save(changes_of(dataset, answers), who=who))
    if entry:
        workspace.set_answers({})
        message = f"Saved as number {entry.number}: {quantity(len(answers), 'decision')}."
    workspace.set_save_message(message)
