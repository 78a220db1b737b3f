"""The text colours and the height of charts. Apart from the page's style, as most pages have no chart to load Altair for."""

import altair as alt

from components.style.page_style import page_theme
from components.style.theme import INK, PAPER, blend

Chart = alt.Chart | alt.LayerChart


def readable_chart(chart: Chart) -> Chart:
    """The chart with axis and legend text of enough contrast, and as high as it says without its axis and legend.

    Streamlit's theme makes texts too pale, and would take the room for axis and legend from what is drawn.
    """
    quiet = blend(INK[page_theme()], PAPER[page_theme()], 0.8)
    with_axes: Chart = chart.configure_axis(labelColor=quiet, titleColor=quiet)
    set_before = with_axes.config.legend
    legend = set_before.to_dict() if isinstance(set_before, alt.LegendConfig) else {}
    with_legend: Chart = with_axes.configure_legend(**legend, labelColor=quiet)
    whole: Chart = with_legend.properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    return whole
