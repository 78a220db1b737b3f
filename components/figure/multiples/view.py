"""Countries or dates side by side on the page: each a small picture of its own, so that a narrow screen has one below another."""

import base64

import pandas as pd
import streamlit as st

from components.figure.captions import FigureOptions
from components.figure.kinds.multiples import chart_of, multiples_figure
from components.figure.render.svg import svg_document
from components.figure.render.svg_shapes import SvgShapes
from components.multiples.words import SideBySide, panel_rows, tie_rows
from components.style.markup import element, html_of
from components.style.page_style import page_theme
from data.view.selection import Selection

# Points, of each picture.
WIDTH, _HEIGHT = 330.0, 255.0


def draw_panels(selection: Selection, shown: SideBySide) -> None:
    """Draw the pictures, each with its words as its description."""
    figure, scheme = multiples_figure(selection, FigureOptions()), page_theme()
    shapes, pictures = SvgShapes(figure.fonts, scheme), []
    for panel in shown.panels:
        chart = chart_of(shown, panel)
        (drawing,) = chart.pages((0.0, 0.0, WIDTH, _HEIGHT), figure.fonts)
        svg = svg_document(figure, shapes.drawing(drawing), (WIDTH, _HEIGHT), scheme, embed=True)
        address = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
        pictures.append(element("li", element("img", src=address, alt=panel.text)))
    st.html(html_of(element("ul", *pictures, class_="aw-panels")))


def draw_panels_table(shown: SideBySide) -> None:
    """Draw how many ties of each label and type each panel has, and which: a row for each pair or partner."""
    st.dataframe(
        pd.DataFrame(panel_rows(shown)), hide_index=True, width="stretch", key="panels_table", alt=shown.subject
    )
    st.dataframe(
        pd.DataFrame(tie_rows(shown)),
        hide_index=True,
        width="stretch",
        key="panels_ties",
        alt=f"{shown.subject}: each tie with its dates",
    )
