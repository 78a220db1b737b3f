"""Countries or dates side by side on the page: each a small picture of its own, so that a narrow screen has one below another."""

import base64
from collections.abc import Iterator
from math import atan2, hypot
from xml.etree.ElementTree import Element

import pandas as pd
import streamlit as st

from components.figure.captions import FigureOptions
from components.figure.kinds.multiples import chart_of, multiples_figure, subject_of
from components.figure.model import Drawing, Marker, StraightLine
from components.figure.render.svg import svg_document
from components.figure.render.svg_shapes import SvgShapes
from components.figure.small.chart import MultiplesChart, heading_height
from components.figure.small.names import NAME_AT_DOT, ROW_OF_NAMES
from components.figure.small.places import rows_of
from components.frame.tables import ROW_OF_SEVERAL_LINES
from components.multiples.words import SideBySide, panel_rows, tie_rows
from components.style.markup import element, html_of
from components.style.page_style import page_theme
from data.view.selection import Selection

# Points, of each picture: as high as the names in its columns need, within limits.
WIDTH, _HEIGHT, _LEAST_HEIGHT, _MOST_HEIGHT = 330.0, 255.0, 170.0, 420.0
# Lines of a picture that say what they are below the mouse, the highest.
_MOST_TIPS = 200


def draw_panels(selection: Selection, shown: SideBySide) -> None:
    """Draw the pictures, each with its words as its description."""
    figure, scheme = multiples_figure(selection, FigureOptions()), page_theme()
    shapes, pictures = SvgShapes(figure.fonts, scheme), []
    for panel in shown.panels:
        chart = chart_of(shown, panel)
        height = height_of(chart)
        (drawing,) = chart.pages((0.0, 0.0, WIDTH, height), figure.fonts)
        svg = svg_document(figure, shapes.drawing(drawing), (WIDTH, height), scheme, embed=True)
        address = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
        pictures.append(element("li", element("img", src=address, alt=panel.text), *tips_over(drawing, height)))
    st.html(html_of(element("ul", *pictures, class_="aw-panels")))


def height_of(chart: MultiplesChart) -> float:
    """The height of each picture, in points: the same for all, as all have the same rows of names."""
    if not chart.hubs:
        return _HEIGHT
    height = heading_height(WIDTH) + rows_of(chart.hubs, len(chart.partners)) * NAME_AT_DOT * ROW_OF_NAMES
    return min(max(height, _LEAST_HEIGHT), _MOST_HEIGHT)


def tips_over(drawing: Drawing, height: float) -> Iterator[Element]:
    """What dots and lines say below the mouse, as a picture says nothing: boxes over them, those of the dots on top."""
    lines = [shape for shape in drawing if isinstance(shape, StraightLine) and shape.name]
    for line in lines[-_MOST_TIPS:]:
        (x1, y1), (x2, y2) = line.start, line.end
        turn = (
            f"transform: rotate({atan2(y2 - y1, x2 - x1):.4f}rad); width: {100 * hypot(x2 - x1, y2 - y1) / WIDTH:.2f}%"
        )
        yield element(
            "i", class_="aw-tip", aria_hidden="true", title=line.name, style=f"{_place(x1, y1, height)}; {turn}"
        )
    for dot in (shape for shape in drawing if isinstance(shape, Marker) and shape.name):
        yield element(
            "i", class_="aw-tip aw-tip-dot", aria_hidden="true", title=dot.name, style=_place(*dot.centre, height)
        )


def _place(x: float, y: float, height: float) -> str:
    return f"left: {100 * x / WIDTH:.2f}%; top: {100 * y / height:.2f}%"


def draw_panels_table(shown: SideBySide) -> None:
    """Draw how many ties of each label and type each panel has, and which: a row for each pair or partner."""
    st.dataframe(
        pd.DataFrame(panel_rows(shown)), hide_index=True, width="stretch", key="panels_table", alt=subject_of(shown)
    )
    st.dataframe(
        pd.DataFrame(tie_rows(shown)),
        hide_index=True,
        width="stretch",
        key="panels_ties",
        row_height=ROW_OF_SEVERAL_LINES,
        alt=f"{subject_of(shown)}: each tie with its dates",
    )
