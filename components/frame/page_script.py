"""Scripts of ours that a page needs once: a file from our own server, which browsers keep, or else a message.

Under `streamlit run` there are no routes of ours, and a message comes again with each reload.
"""

import hashlib

from streamlit.components.v2 import component

# Address -> script, of the modules that are loaded.
SCRIPTS: dict[str, str] = {}
_served: list[bool] = []

_loader = component(
    "allweather_script_file",
    js="""export default ({data: {address}}) => {
  if (document.querySelector(`script[src$="${address}"]`)) return;
  document.head.append(Object.assign(document.createElement("script"), {src: new URL(address, document.baseURI)}));
};
""",
)


def mark_files_as_served() -> None:
    """The process has routes for our files, and pages may ask for them there."""
    _served[:] = [True]


def are_files_served() -> bool:
    return bool(_served)


class PageScript:
    """A script that makes something known in globalThis, for which others wait; one a module, made at import."""

    def __init__(self, name: str, text: str) -> None:
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        # From the page, so that a path before it stays. A new script has another name: browsers keep it for good.
        self.address = f"scripts/{name}-{digest}.js"
        SCRIPTS[self.address] = f"(() => {{\n{text}\n}})();\n"
        # A module of its own: vis-network must not see `exports` or `module`.
        self._message = component(f"allweather_{name}_script", js=f"{text}\nexport default function () {{}}\n")

    def draw(self, key: str) -> None:
        """Have the page load it."""
        if are_files_served():
            _loader(key=key, data={"address": self.address})
        else:
            self._message(key=key)
