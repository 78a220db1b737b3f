"""Scripts of ours that a page needs once: a file that browsers keep where our own server runs, else a message."""

from streamlit.components.v2 import component

from components.style.served_files import add_file, are_files_served

# JavaScript: a function that loads the script at an address, once.
LOAD_SCRIPT = """const loadScript = (address) => {
  if (document.querySelector(`script[src$="${address}"]`)) return;
  document.head.append(Object.assign(document.createElement("script"), {src: new URL(address, document.baseURI)}));
};
"""
_loader = component(
    "allweather_script_file",
    js=f"{LOAD_SCRIPT}export default ({{data: {{address}}}}) => loadScript(address);\n",
)


class PageScript:
    """A script that makes something known in globalThis, for which others wait; made once, at import."""

    def __init__(self, name: str, text: str) -> None:
        # In a scope of its own; vis-network must not see `exports` or `module`.
        self.address = add_file(name, "js", f"(() => {{\n{text}\n}})();\n")
        self._message = component(f"allweather_{name}_script", js=f"{text}\nexport default function () {{}}\n")

    def draw(self, key: str) -> None:
        """Have the page load it."""
        if are_files_served():
            _loader(key=key, data={"address": self.address})
        else:
            self._message(key=key)
