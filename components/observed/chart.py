"""An answer -> two charts on one time axis: counts, and below them shares; co-operation upwards, conflict downwards."""

import altair as alt
import pandas as pd

from components.observed.answer import ObservedAnswer
from components.style.theme import QUAD_BARS, Theme
from components.wording.reports import share_text
from data.analysis.periods import after_period
from data.base.days import month_text
from data.observed.events.vocabulary import CONFLICT, QUAD_NAMES

_HEIGHT = 130
# The quads from the axis outwards.
_ORDER = {1: 1, 2: 2, 3: 1, 4: 2}
_COLUMNS = ["from", "to", "period", "kind", "order", "reports", "number", "share", "share_text"]


def observed_frame(answer: ObservedAnswer) -> pd.DataFrame:
    """One row a period and quad with reports; conflict has negative numbers, which the chart draws downwards."""
    rows = []
    for period in answer.periods:
        after = after_period(period.first, answer.unit)
        margin = (after - period.first) * 0.07
        for quad, reports in sorted(period.quads.items()):
            sign, share = -1 if quad in CONFLICT else 1, reports / period.all if period.all else 0.0
            rows.append(
                {
                    "from": pd.Timestamp(period.first) + margin,
                    "to": pd.Timestamp(after) - margin,
                    "period": str(period.first.year) if answer.unit == "year" else month_text(period.first),
                    "kind": QUAD_NAMES[quad],
                    "order": _ORDER[quad],
                    "reports": reports,
                    "number": sign * reports,
                    "share": sign * share * 100,
                    "share_text": share_text(share),
                }
            )
    return pd.DataFrame(rows, columns=_COLUMNS)


def counts_chart(answer: ObservedAnswer, theme: Theme) -> alt.Chart:
    return _bars(answer, theme, "number", f"Reports per {answer.unit}", "format(abs(datum.value), ',')")


def shares_chart(answer: ObservedAnswer, theme: Theme) -> alt.Chart:
    return _bars(answer, theme, "share", "% of all reports", "format(abs(datum.value), '.3~f')")


def _bars(answer: ObservedAnswer, theme: Theme, field: str, title: str, label: str) -> alt.Chart:
    ends = [answer.since.isoformat(), after_period(answer.until, "month").isoformat()]
    colours = alt.Scale(domain=list(QUAD_BARS), range=[bar.on(theme) for bar in QUAD_BARS.values()])
    legend = alt.Legend(title=None, orient="top", columns=2) if field == "number" else None
    chart: alt.Chart = (
        alt.Chart(observed_frame(answer))
        .mark_bar(stroke=None)
        .encode(
            x=alt.X(
                "from:T",
                axis=alt.Axis(title=None, grid=True, gridOpacity=0.3, tickCount=8),
                scale=alt.Scale(type="utc", nice=False, domain=ends),
            ),
            x2=alt.X2("to:T"),
            y=alt.Y(
                f"sum({field}):Q",
                stack="zero",
                axis=alt.Axis(
                    title=title, titleFontSize=11, labelExpr=label, tickCount=4, minExtent=48, gridOpacity=0.3
                ),
            ),
            color=alt.Color("kind:N", scale=colours, legend=legend),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("period", title="period"),
                alt.Tooltip("kind", title="kind"),
                alt.Tooltip("reports", title="reports", format=","),
                alt.Tooltip("share_text", title="share of all reports"),
            ],
        )
        .properties(height=_HEIGHT)
    )
    return chart


def observed_table(answer: ObservedAnswer) -> pd.DataFrame:
    """The same as a table: one row a period, a column a quad, the sum and its share."""
    rows = []
    for period in answer.periods:
        row: dict[str, object] = {
            "Period": str(period.first.year) if answer.unit == "year" else month_text(period.first)
        }
        row |= {name: period.quads.get(quad, 0) for quad, name in QUAD_NAMES.items()}
        rows.append(
            {
                **row,
                "Reports": period.events,
                "Share of all": share_text(period.events / period.all if period.all else 0),
            }
        )
    return pd.DataFrame(rows)
