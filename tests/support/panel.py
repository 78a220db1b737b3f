"""The text of the panel beside a picture, in all its tabs, as AppTest gets it."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

NAME = "allweather_evidence"


def panel_text(page: AppTest) -> str:
    """The texts in their order, without a space between parts of a sentence."""
    (panel,) = (one for one in page.main.get("bidi_component") if one.proto.component_name == NAME)
    data = json.loads(gzip.decompress(panel.proto.bytes))
    return "".join(_texts([data["card"], [tab[2] for tab in data["tabs"]]]))


def _texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        is_element = len(tree) > 1 and isinstance(tree[0], str) and isinstance(tree[1], dict)
        for part in tree[2:] if is_element else tree:
            yield from _texts(part)
