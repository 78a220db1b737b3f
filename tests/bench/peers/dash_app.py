"""Dash with its Cytoscape, places given: a picture and a choice, no more. Its port is the first argument."""

import sys
from functools import cache

import dash_cytoscape
from dash import Dash, Input, Output, dcc, html

from tests.bench.peers.ties import elements, layers_of, ties_on

STYLES = [
    {"selector": "node", "style": {"label": "data(name)", "width": 14, "height": 14, "font-size": 11}},
    {"selector": "edge", "style": {"curve-style": "haystack", "width": 1}},
]
DAY = "2023-03-01"


@cache
def drawn(chosen: frozenset[str]) -> list[dict[str, object]]:
    ties = ties_on(DAY)
    return elements(ties[ties["layer"].isin(chosen)], DAY)


def page() -> html.Div:
    layers = layers_of(ties_on(DAY))
    choices = [{"label": layer.capitalize(), "value": layer} for layer in layers]
    picture = dash_cytoscape.Cytoscape(
        id="network",
        layout={"name": "preset", "fit": True},
        style={"width": "100%", "height": "700px"},
        stylesheet=STYLES,
        elements=drawn(frozenset(layers)),
    )
    return html.Div(
        [
            html.Div(dcc.Checklist(choices, layers, id="layers"), id="sidebar", style={"width": "20%"}),
            html.Div(picture, style={"flex": "1"}),
        ],
        style={"display": "flex"},
    )


app = Dash(__name__, serve_locally=True)
app.layout = page


@app.callback(Output("network", "elements"), Input("layers", "value"), prevent_initial_call=True)
def filtered(chosen: list[str]) -> list[dict[str, object]]:
    return drawn(frozenset(chosen))


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
