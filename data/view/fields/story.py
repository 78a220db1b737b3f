"""The value of a story: saved views with captions, in the order of telling."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_SCENES = 40
LONGEST_CAPTION = 600
LONGEST_TITLE = 120
MOST_SOURCES = 20


@dataclass(frozen=True)
class Scene:
    """One saved view, as the query of its link, with its caption and the ids of its sources."""

    caption: str
    view: Mapping[str, str] = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """At least one scene."""

    title: str
    scenes: tuple[Scene, ...]
