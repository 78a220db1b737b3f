"""Two buttons that copy something to the clipboard: the picture, and its citation.

A browser lets a page write to the clipboard only while it answers a click. So the script promises the picture at once,
asks the server for it, and fulfils the promise when it arrives.
"""

import base64
from collections.abc import Callable
from pathlib import Path

from streamlit.components.v2 import component

from components import session

_BROWSER = Path(__file__).parent / "browser"
_KEY = "figure_clipboard"

_buttons = component(
    "allweather_clipboard",
    html='<div class="row"><button type="button" id="picture">Copy picture</button>'
    '<button type="button" id="citation">Copy citation</button><span role="status" id="status"></span></div>',
    css=(_BROWSER / "clipboard.css").read_text("utf-8"),
    js=(_BROWSER / "clipboard.js").read_text("utf-8"),
)


def draw_copy_buttons(citation: str, picture: Callable[[], bytes]) -> None:
    """Draw the buttons. `picture` makes a PNG, and is called only when somebody wants to copy it."""
    request = session.component_state(_KEY, "request")
    png = base64.b64encode(picture()).decode() if request else ""
    data = {"citation": citation, "png": png, "request": request or 0}
    _buttons(key=_KEY, data=data, on_request_change=lambda: None)
