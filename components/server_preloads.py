"""What a browser fetches while Streamlit's page starts, named in a header of the page.

Else it asks for each only when the message comes that needs it, one after the other, and the picture waits for all.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from starlette.types import Scope

from components.addresses.routes import is_too_long
from components.network.served_networks import shared_network
from components.pages import PAGES, page_at
from components.style.page_style import STYLE_ADDRESS
from components.style.served_files import address_of
from data.links.page_links import MAP, STORY

_STATIC = Path(st.__file__).parent / "static"
_WITH_PICTURE = frozenset(("network", MAP, "compare", STORY))
_IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
# Parts of Streamlit's page that draw our style, and our components.
_STYLE_PART, _COMPONENT_PART = "Html", "BidiComponent"


def preloads(scope: Scope) -> str:
    """The value of the header `Link` for a page; empty for anything else."""
    path = scope["path"].lstrip("/")
    if path and path not in PAGES:
        return ""
    query = scope["query_string"]
    page = page_at(path, {} if is_too_long(query) else dict(parse_qsl(query.decode("latin-1"))))
    # The style comes first: else the page would show for a moment without it.
    links = [f"<{STYLE_ADDRESS}>; rel=preload; as=style", *map(_module, streamlit_parts(_STYLE_PART))]
    if page.path in _WITH_PICTURE:
        links += map(_module, streamlit_parts(_COMPONENT_PART))
        links += (
            f"<{address}>; rel=preload; as=script" for address in map(address_of, ("vis-network", "picture")) if address
        )
        if network := shared_network():
            links.append(f"<{network}>; rel=preload; as=fetch; crossorigin")
    return ", ".join(links)


def _module(file: str) -> str:
    return f"<static/js/{file}>; rel=modulepreload; crossorigin"


@cache
def streamlit_parts(name: str) -> tuple[str, ...]:
    """The files of a part of Streamlit's page and of what it imports, which the page itself does not name; () if there is none."""
    scripts, page = _STATIC / "static" / "js", (_STATIC / "index.html").read_text("utf-8")
    return tuple(_with_imports(scripts, [path.name for path in scripts.glob(f"{name}.*.js")], page))


def _with_imports(scripts: Path, files: list[str], page: str) -> Iterator[str]:
    found: dict[str, None] = {}
    while files:
        file = files.pop()
        if file in found or file in page or not (scripts / file).is_file():
            continue
        found[file] = None
        files += _IMPORTED.findall((scripts / file).read_text("utf-8"))
    yield from found
