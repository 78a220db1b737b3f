"""What machines coded from news, as figures: uses of labels by year, and reports of a desk’s feed. Pure."""

from components.deeds.uses_plan import usage_subject, uses_by_year
from components.figure.captions import FigureOptions, characters_of
from components.figure.kinds.measured.key import plan_legend
from components.figure.marks.plan_chart import MarksChart
from components.figure.model import BriefingFigure
from components.figure.slide_texts import slide_texts
from components.figure.timeline.spans import last_day
from components.observed.answer import ObservedAnswer, observed_answer
from components.observed.plan import observed_plan
from components.observed.words import (
    OBSERVED_TITLE,
    change_text,
    subject_text,
    summary_text,
)
from components.usage.words import BLIND_SPOT, MACHINE, trust_text, use_text
from components.wording.reports import GENERATED, REPORTS_NOT_EVENTS, feed_sentences
from data.analysis.usage.in_use import labels_in_use, use_of_focus
from data.base.days import month_text
from data.observed.events.engine import FeedError
from data.observed.events.feed import Feed, current_feed
from data.store.settings import settings
from data.usage.silence import LabelUse
from data.view.fields.names import actor_or_dyad
from data.view.selection import Selection


def usage_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the pair in focus, or of the labels most used."""
    dataset, dyad, found = selection.dataset, usage_subject(selection), _found(selection)
    plan, summary = uses_by_year(selection, found, last_day(selection))
    assert plan
    use = use_of_focus(selection)
    sentence = use_text(dataset, use, selection.view.as_of) if use and dyad else summary
    title = f"Uses of labels: {actor_or_dyad(dataset, dyad)}" if dyad else "Uses of China’s labels"
    trust = f"{trust_text(dataset)} {BLIND_SPOT}"
    return BriefingFigure(
        kind="Uses of labels",
        picture=MarksChart([plan]),
        legend=plan_legend([plan]),
        citations=(trust,),
        alt_text=f"{title}. {summary}",
        characters=characters_of(dataset),
        slide=slide_texts(
            selection,
            options,
            title,
            sentence,
            [],
            f"Uses are {MACHINE}; the notes say how often the rules are wrong.",
            time=f"{plan.first:.0f}–{plan.last - 1:.0f}",
        ),
    )


def _found(selection: Selection) -> tuple[LabelUse, ...]:
    silent = selection.view.silent
    return tuple(use for use in labels_in_use(selection.ties, selection.view.as_of) if use.is_silent or not silent)


def has_no_uses(selection: Selection) -> bool:
    """Whether there is nothing to draw."""
    return uses_by_year(selection, _found(selection), last_day(selection))[0] is None


# Reports ---------------------------------------------------------------------------------------------------


def observed_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """The figure of the focus, or of all pairs; FeedError if the feed does not answer."""
    feed, answer = _asked(selection)
    dataset = selection.dataset
    generated = f"{GENERATED} " if answer.coverage.is_generated else ""
    summary = f"{generated}{summary_text(dataset, answer)}"
    title = f"{OBSERVED_TITLE}: {subject_text(dataset, answer)}"
    return BriefingFigure(
        kind="Observed events",
        picture=MarksChart([observed_plan(answer)]),
        legend=(),
        citations=tuple(
            filter(None, (change_text(answer), *feed_sentences(answer.coverage, feed.about, feed.engine.name)))
        ),
        alt_text=f"{title}. {summary}",
        characters=characters_of(dataset),
        slide=slide_texts(
            selection,
            options,
            title,
            summary,
            [],
            REPORTS_NOT_EVENTS,
            time=f"{month_text(answer.since)} to {month_text(answer.until)}",
        ),
    )


def _asked(selection: Selection) -> tuple[Feed, ObservedAnswer]:
    feed = current_feed(settings().events)
    return feed, observed_answer(selection, feed)


def has_no_reports(selection: Selection) -> bool:
    """Whether no feed is set, it does not answer, or it has no report of the focus."""
    if not settings().events:
        return True
    try:
        _, answer = _asked(selection)
    except FeedError:
        return True
    return not answer.events
