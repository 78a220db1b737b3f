"""The text colours and the height of charts. Apart from the page's style, as most pages have no chart to load Altair for."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from components.style.page_style import page_theme
from components.style.theme import INK, PAPER, blend

Chart = alt.Chart | alt.LayerChart
# Whether a chart is as narrow as a phone, for Vega: there is little room for names, and none for words on what is drawn.
IS_NARROW = "containerSize()[0] < 560"

# The whole chart is checked when it is sent; to check each part when it is made, too, would take twice as long.
alt.utils.schemapi.disable_debug_mode()


def readable_chart(chart: Chart) -> Chart:
    """The chart with axis and legend text of enough contrast, and as high as it says without its axis and legend.

    Streamlit's theme makes texts too pale, and would take the room for axis and legend from what is drawn.
    """
    quiet = blend(INK[page_theme()], PAPER[page_theme()], 0.8)
    # A shallow copy, for the reason that `layered` has.
    whole: Chart = chart.copy(deep=False)
    config = {} if whole.config is alt.Undefined else whole.config.to_dict(validate=False)
    axis = {**config.get("axis", {}), "labelColor": quiet, "titleColor": quiet}
    legend = {**config.get("legend", {}), "labelColor": quiet}
    whole.config = alt.Config(**{**config, "axis": axis, "legend": legend})
    whole.autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
    return whole


def tooltips(*columns: str) -> list[alt.Tooltip]:
    """What a tooltip lists. Altair needs 3 ms to find the class of a channel that is given as a string."""
    return [alt.Tooltip(column) for column in columns]


def layered(
    layers: Sequence[Chart], height: float, *, resolve: alt.Resolve | None = None, **config: Any
) -> alt.LayerChart:
    """The layers as one chart without a frame, so high without its axis; each `config` is a part of Altair's, such as `legend`.

    All at once: each method of Altair that sets a property copies every layer.
    """
    settings = alt.Config(view=alt.ViewConfig(stroke=None), **config)
    return alt.LayerChart(layer=[*layers], height=height, resolve=resolve or alt.Undefined, config=settings)
