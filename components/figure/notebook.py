"""A selection -> its figure as HTML, for the display of a notebook. Pure."""

from components.figure.captions import FigureOptions
from data.base.later import Late
from data.view.selection import Selection

_network_figure = Late("components.figure.kinds.network", "network_figure")
_svg_of = Late("components.figure.render.svg", "svg_of")


def selection_html(selection: Selection) -> str | None:
    """The figure as SVG, in which every text is escaped; None without ties, so that the notebook shows the value itself.

    Its fonts are those of the reader: with them in the file each picture would be megabytes.
    """
    if not selection.indices:
        return None
    svg: str = _svg_of(_network_figure(selection, FigureOptions()), "slide", "light", embed=False)
    return svg
