"""Two buttons that put something on the clipboard of the browser: the picture, and its citation.

A browser lets a page write to the clipboard only while it answers a click. So the picture is promised at once, asked of
the server, and the promise is kept when it comes.
"""

import base64
from collections.abc import Callable
from pathlib import Path

from streamlit.components.v2 import component

from components import session

_HERE = Path(__file__).parent / "browser"
_KEY = "figure_clipboard"

_buttons = component(
    "allweather_clipboard",
    html='<div class="row"><button type="button" id="picture">Copy picture</button>'
    '<button type="button" id="citation">Copy citation</button><span role="status" id="said"></span></div>',
    css=(_HERE / "clipboard.css").read_text("utf-8"),
    js=(_HERE / "clipboard.js").read_text("utf-8"),
)


def copy_buttons(citation: str, picture: Callable[[], bytes]) -> None:
    """Draw the buttons. `picture` makes a PNG, and is called only when the reader asks for it."""
    asked = session.component_state(_KEY, "asked")
    png = base64.b64encode(picture()).decode() if asked else ""
    _buttons(key=_KEY, data={"citation": citation, "png": png, "turn": asked or 0}, on_asked_change=lambda: None)
