"""Questions of the review in words, and as the rows of a list. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date

from data.base.days import day_text
from data.base.text import quantity, with_capital
from data.observed.review.alert_groups import AlertGroup, Urgency
from data.observed.review.answers import ReviewAnswer
from data.observed.review.questions import PRECISION, ReviewQuestion
from data.tables.dataset import Dataset

CANDIDATE_TABLES = {"alerts": "Label alerts", "contacts": "Contacts", "sightings": "Uses of labels"}
STATES = {"new": "New", "changed": "Read in another way", "gone": "No longer found"}
ANSWER_NAMES = {"accepted": "Accept", "corrected": "Accept, corrected", "rejected": "Reject"}
ANSWER_COLUMNS = ("Answer", "State", "Date", "Country", "What", "Label", "Confidence")
ALERT_COLUMNS = ("Answer", "What to look at", "Last", "Country", "Label", "Times", "First", "Confidence")
URGENCIES = {
    Urgency.NEW_STEP: "1 A step that is not on record",
    Urgency.NEW_LABEL: "2 A label that is not on record",
    Urgency.MISSING: "3 A label that is missing",
    Urgency.OTHER_FORM: "4 Another form of a label on record",
    Urgency.STEP_ON_RECORD: "5 A step that is on record",
}
ALERTS_NOTE = (
    "One row a country and label, the most urgent first, then by how sure the rules are. A decision counts for all the "
    "times in its row."
)
_OFFICES = {
    "head_of_state": "the head of state",
    "head_of_government": "the head of government",
    "foreign_minister": "the foreign minister",
    "speaker": "the speaker of parliament",
    "other": "another office",
}
_CONTEXTS = {
    "declares": "declared",
    "raises": "raised to it",
    "reaffirms": "reaffirmed",
    "calls for": "called for",
    "describes": "described",
}
_SIDES = {"china": "China", "partner": "the partner", "narrator": "both sides or the narrator"}


def day_words(day: str) -> str:
    """A day of a cell as the page writes days; what is not a full day stays as it is."""
    try:
        return day_text(date.fromisoformat(day))
    except ValueError:
        return day


def country(dataset: Dataset, partner: str) -> str:
    """The name of a partner; its code if the records do not have it."""
    return dataset.actors[partner].name if partner in dataset.actors else partner


def what(question: ReviewQuestion) -> str:
    """What was read, in a few words."""
    cells = question.candidate.cells
    kind = cells.get("kind", "").replace("_", " ")
    if question.candidate.table == "contacts":
        office = _OFFICES.get(cells.get("office", ""), "")
        return f"{with_capital(kind)}: {cells.get('leader', '')}{f' and {office}' if office else ''}"
    context, side = _CONTEXTS.get(cells.get("context", ""), ""), _SIDES.get(cells.get("speaker_side", ""), "")
    said = f"{context} ({side})" if context and side else context
    if question.candidate.table == "alerts":
        return with_capital(f"{kind}: {said}" if said else kind)
    return with_capital(said)


def list_rows(
    dataset: Dataset, questions: Iterable[ReviewQuestion], answers: Mapping[str, ReviewAnswer]
) -> list[tuple[str, ...]]:
    """The rows of the list, in the columns of ANSWER_COLUMNS."""
    rows: list[tuple[str, ...]] = []
    for question in questions:
        candidate, answer = question.candidate, answers.get(question.candidate.key)
        label = _label(dataset, candidate.cells)
        rows.append(
            (
                ANSWER_NAMES[answer.decision] if answer else "",
                STATES[question.state],
                candidate.cells["date"],
                country(dataset, candidate.cells["partner"]),
                what(question),
                label,
                candidate.confidence,
            )
        )
    return rows


def alert_rows(
    dataset: Dataset, groups: Iterable[AlertGroup], answers: Mapping[str, ReviewAnswer]
) -> list[tuple[object, ...]]:
    """One row a matter."""
    return [
        (
            ANSWER_NAMES[answer.decision] if (answer := answers.get(group.question.candidate.key)) else "",
            URGENCIES[group.urgency],
            group.last_day,
            country(dataset, group.question.candidate.cells["partner"]),
            _label(dataset, group.question.candidate.cells),
            len(group.members),
            group.first_day,
            group.question.candidate.confidence,
        )
        for group in groups
    ]


def group_text(group: AlertGroup | None) -> str:
    """ "17 times, 3 Jan 2014 to 9 May 2025."; "" for what was found once."""
    if group is None or len(group.members) == 1:
        return ""
    return f"{len(group.members):,} times, {day_words(group.first_day)} to {day_words(group.last_day)}."


def _label(dataset: Dataset, cells: Mapping[str, str]) -> str:
    tier = dataset.tiers.get(cells.get("tier", ""))
    wording = cells.get("label_zh", "")
    return f"{wording} ({tier.wording})" if tier and wording else wording


def headline(dataset: Dataset, question: ReviewQuestion) -> str:
    """One line that says what is asked."""
    cells = question.candidate.cells
    return f"{country(dataset, cells['partner'])}, {day_words(cells['date'])}: {what(question)}"


def place(question: ReviewQuestion) -> str:
    """Where it was read."""
    candidate = question.candidate
    number = f"paragraph {candidate.paragraph}" if candidate.paragraph else "the title"
    return f"{with_capital(number)} of the item of {day_words(candidate.cells['aired'])}"


def found_by(question: ReviewQuestion) -> str:
    """Which rule read it, and how sure that is."""
    candidate = question.candidate
    precision = PRECISION.get(candidate.rule)
    sampled = f"; {precision.correct} of {precision.read} sampled rows of this rule were right" if precision else ""
    return f"Machine-coded: rule {candidate.rule}, version {candidate.version}, confidence {candidate.confidence}{sampled}."


def difference(question: ReviewQuestion) -> str:
    """What is read now and what the records have; empty if the records have nothing of it."""
    if question.state == "gone":
        return "The row is in the records, but the item no longer gives it. Accept keeps the row, Reject removes it."
    if not question.row:
        return "It was decided before, and is read in another way now." if question.state == "changed" else ""
    cells = question.candidate.cells
    pairs = [
        f"{name}: {old or 'empty'} → {cells.get(name, '') or 'empty'}"
        for name, old in question.row.items()
        if name in cells and name not in ("url", "contact") and old != cells.get(name, "")
    ]
    return f"In the records → as read now: {'; '.join(pairs)}."


def outdated_text(number: int) -> str:
    """That so many decisions were dropped, and why."""
    decisions = "1 decision of yours was" if number == 1 else f"{number:,} decisions of yours were"
    return f"{decisions} dropped: others have decided there in the meantime, or what it was about has changed. The rest can be saved."


def rule_words(rule: str, questions: list[ReviewQuestion]) -> str:
    """A rule of which all can be accepted at once."""
    precision = PRECISION[rule]
    return f"{rule.replace('_', ' ')}: {quantity(len(questions), 'candidate')}, {precision.correct} of {precision.read} sampled rows right"
