"""A selection -> events and observed contacts by period under the tier steps, as a figure. Pure."""

from components.figure.captions import FigureOptions, characters_of, spell_citation
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.figure.timeline.spans import last_day
from components.figure.titles import ties_text, years_text
from components.tempo.plan import TempoPlan
from components.tempo.words import coverage_sentences, pace_text, tempo_summary
from data.analysis.paces import paces_of
from data.analysis.tempo import tempo_of
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection


def tempo_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the focus, or of everything in view."""
    # Its rows are frames of pandas, which takes as long to load as the rest of the program: no other figure needs it.
    from components.figure.charts.tempo import TempoChart

    tempo, unit, focus = tempo_of(selection), selection.view.unit, selection.view.focus
    plan = TempoPlan(selection, tempo, unit, last_day(selection))
    steps = [step for step in tempo.changes if plan.on_axis(step.start)] if plan.marks_changes else []
    numbers = {step.index: number for number, step in enumerate(steps, 1)}
    subject = actor_or_dyad(selection.dataset, focus) if focus else ties_text(selection)
    years = years_text(plan.first.year, plan.last.year)
    counts = tempo_summary(selection, tempo)
    summary = f"{counts} {pace_text(selection, tempo, paces_of(selection, tempo))}"
    return BriefingFigure(
        kind="Tempo",
        picture=TempoChart(plan, numbers),
        legend=(),
        citations=(
            *(spell_citation(selection, index, number) for index, number in numbers.items()),
            *coverage_sentences(plan),
        ),
        alt_text=f"Bars by {unit}. {summary}",
        characters=characters_of(selection.dataset),
        slide=slide_texts(
            selection,
            options,
            f"Events and contacts per {unit}: {subject}",
            counts,
            [*(selection.ties.spells[step.index] for step in tempo.changes), *tempo.events],
            time=years,
        ),
    )


def has_no_counts(selection: Selection) -> bool:
    return tempo_of(selection).is_empty
