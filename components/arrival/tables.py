"""The flow and the usual steps as tables. Pure."""

import pandas as pd

from components.arrival.words import change_duration, years_text
from data.analysis.arrival import Arrivals, ChangePattern, LevelChange
from data.analysis.arrival_flow import Flow, name_of
from data.tables.origin import added_mark
from data.view.fields.names import actor_or_dyad

STEP_COLUMNS = ("From", "To", "Partners", "Median", "Fastest", "Slowest", "Selected")


def flow_frame(flow: Flow) -> pd.DataFrame:
    """One row a rank, one column a day: how many were there."""
    levels = flow.levels()
    counts = {
        day.isoformat(): [sum(position == level for position in positions.values()) for level in levels]
        for day, positions in zip(flow.days, flow.positions, strict=True)
    }
    return pd.DataFrame({"Rank": [name_of(level) for level in levels], **counts})


def level_changes_frame(arrivals: Arrivals, patterns: list[ChangePattern], holder: str) -> pd.DataFrame:
    """One row a step between ranks: how many made it, how long it took, who was fastest and slowest."""
    rows = [
        (
            pattern.before.name,
            pattern.after.name,
            len(pattern.changes),
            years_text(pattern.median_days) if pattern.median_days is not None else "",
            *(_change_text(arrivals, pattern.timed[end]) if pattern.timed else "" for end in (0, -1)),
            "yes" if any(step.after.holder == holder for step in pattern.changes) else "",
        )
        for pattern in patterns
    ]
    frame = pd.DataFrame(rows, columns=list(STEP_COLUMNS))
    return frame if holder else frame.drop(columns="Selected")


def _change_text(arrivals: Arrivals, step: LevelChange) -> str:
    """ "Belarus, 9 years 1 month"."""
    ties = arrivals.selection.ties
    mark = added_mark(ties.dataset, ties.spells[step.after.first])
    return f"{actor_or_dyad(ties.dataset, step.after.holder)}, {change_duration(arrivals, step)}{mark}"
