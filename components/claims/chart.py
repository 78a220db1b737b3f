"""The answer to a claim -> a chart: when the claim was true as a band; above it, when each holder arrived."""

from datetime import date

import altair as alt
import pandas as pd

from components.claims.words import VERDICT_WORDS, holder_text
from components.style.chart_style import layered, tooltips
from components.style.theme import AS_OF, INK, VERDICT_BANDS, Theme, style_key, styles_of, text_on
from data.analysis.claims.answers import Answer
from data.analysis.claims.verdicts import Verdict
from data.tables.origin import added_mark
from data.view.selection import first_day
from data.view.ties import Ties

BAND_COLOURS = {verdict: VERDICT_BANDS[verdict.name.lower()] for verdict in Verdict}
MOST_NAMES = 14
# Pixels.
HOLDER_ROW_HEIGHT = 19
# In the first third of the axis a name is to the right of its dot, where there is room.
EARLY_SHARE = 0.3
# Pixels of a letter of a verdict, and around the word: a narrower band has no room for it.
_LETTER_WIDTH, _AROUND_WORD = 6.6, 8.0
YEARS_BEFORE_FIRST = 2


def claim_chart(ties: Ties, answer: Answer, *, today: date, theme: Theme) -> alt.LayerChart:
    """When the claim was true, and when each holder arrived."""
    first, last = _first_day(ties, answer), max(answer.as_of, today)
    rows = len(answer.deciding)
    scale = alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()], nice=False)
    x = alt.X("from:T", scale=scale, axis=alt.Axis(title=None, tickCount=8, gridOpacity=0.3))
    y_scale = alt.Scale(domain=[rows + HOLDER_ROW_HEIGHT / _row_height(rows), 0], nice=False)
    y = alt.Y("row:Q", scale=y_scale, axis=None)
    layers = (
        *_verdict_bands(answer, (first, last), x, alt.X("to:T", scale=scale), y),
        *_arrival_dots(_arrivals_frame(ties, answer, first, last, theme), x, y, theme),
        _day_rule(answer.as_of, x, theme),
    )
    height = round(_row_height(rows) * rows) + HOLDER_ROW_HEIGHT
    return layered(layers, height)


def says_something(answer: Answer) -> bool:
    """Whether a chart shows more than the sentence: an arrival, or a change of the verdict."""
    return bool(answer.deciding) or len(answer.history) > 1


def _first_day(ties: Ties, answer: Answer) -> date:
    """A little before the first arrival; the first day of the records if nobody arrived."""
    arrivals = [int(ties.starts[0][holder.index]) for holder in answer.deciding]
    start = first_day(ties)
    return max(start, date.fromordinal(min(arrivals) - YEARS_BEFORE_FIRST * 365)) if arrivals else start


def _row_height(rows: int) -> float:
    """Pixels; with many arrivals the rows grow flatter, and the dots show how fast they came."""
    return min(HOLDER_ROW_HEIGHT, HOLDER_ROW_HEIGHT * MOST_NAMES / max(rows, 1))


def _verdict_bands(answer: Answer, axis: tuple[date, date], x: alt.X, x_end: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Each time with one verdict, its word on it where that has room, however wide the chart is."""
    rows, (first, last) = len(answer.deciding), axis
    days = max((last - first).days, 1)
    frame = pd.DataFrame(
        [
            {
                "from": period.since,
                "to": period.until or last,
                "verdict": VERDICT_WORDS[period.verdict],
                "room": _AROUND_WORD + _LETTER_WIDTH * len(VERDICT_WORDS[period.verdict]),
                "share": (min(period.until or last, last) - max(period.since, first)).days / days,
                "shade": BAND_COLOURS[period.verdict],
                "ink": text_on(BAND_COLOURS[period.verdict]),
                "row": rows + HOLDER_ROW_HEIGHT / _row_height(rows) / 2,
            }
            for period in answer.history
        ]
    )
    base = alt.Chart(frame).encode(y=y, tooltip=tooltips("verdict", "from", "to"))
    bars = base.mark_bar(height=HOLDER_ROW_HEIGHT - 4, clip=True).encode(
        x=x, x2=alt.X2("to:T"), color=alt.Color("shade:N", scale=None)
    )
    words = base.mark_text(align="right", dx=-4, fontSize=11, clip=True).encode(
        x=x_end, text=alt.Text("verdict:N"), color=alt.Color("ink:N", scale=None)
    )
    return [bars, words.transform_filter("datum.share * width > datum.room")]


def _arrival_dots(frame: pd.DataFrame, x: alt.X, y: alt.Y, theme: Theme) -> list[alt.Chart]:
    """A dot for each holder, in order; names as far as there is room."""
    if frame.empty:
        return []
    base = alt.Chart(frame).encode(x=x, y=y, tooltip=tooltips("name"))
    points = base.mark_point(filled=True, opacity=1).encode(
        color=alt.Color("colour:N", scale=None),
        shape=alt.condition("datum.in_question", alt.value("diamond"), alt.value("circle")),
        size=alt.condition("datum.in_question", alt.value(130), alt.value(60)),
    )
    kinds = [(in_question, early) for in_question in (True, False) for early in (True, False)]
    return [
        points,
        *(_names(base, in_question=in_question, early=early, theme=theme) for in_question, early in kinds),
    ]


def _names(base: alt.Chart, *, in_question: bool, early: bool, theme: Theme) -> alt.Chart:
    marks = base.mark_text(
        align="left" if early else "right",
        dx=9 if early else -9,
        fontSize=12,
        fontWeight=700 if in_question else 400,
        color=INK[theme],
    )
    shown = (alt.datum.in_question == in_question) & (alt.datum.early == early) & alt.datum.named
    names: alt.Chart = marks.encode(text=alt.Text("name:N")).transform_filter(shown)
    return names


def _arrivals_frame(ties: Ties, answer: Answer, first: date, last: date, theme: Theme) -> pd.DataFrame:
    """One row a holder; `in_question` is the actor of the claim."""
    styles, every = styles_of(ties.dataset), -(-len(answer.deciding) // MOST_NAMES)
    in_question = next((row for row, holder in enumerate(answer.deciding) if holder == answer.of_actor), None)
    early = first.toordinal() + EARLY_SHARE * (last - first).days
    return pd.DataFrame(
        [
            {
                "from": date.fromordinal(int(ties.starts[0][holder.index])),
                "name": holder_text(ties, holder) + added_mark(ties.dataset, ties.spells[holder.index]),
                "row": row + 0.5,
                "colour": styles[style_key(ties, holder.current)].stroke.on(theme),
                "in_question": row == in_question,
                "early": bool(ties.starts[0][holder.index] < early),
                "named": row == in_question
                or (row % every == 0 and (in_question is None or abs(row - in_question) >= every)),
            }
            for row, holder in enumerate(answer.deciding)
        ]
    )


def _day_rule(day: date, x: alt.X, theme: Theme) -> alt.Chart:
    rule: alt.Chart = (
        alt.Chart(pd.DataFrame({"from": [day]})).mark_rule(color=AS_OF.on(theme), strokeWidth=1.6).encode(x=x)
    )
    return rule
