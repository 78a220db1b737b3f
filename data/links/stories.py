"""Story: a short sequence of saved views with captions; to and from JSON and a link. Pure: nothing here knows of a page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from unicodedata import category

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limits

from data.base import packing
from data.base.text import counted
from data.view.view import MOST_SCENES, shortened

FORMAT = "allweather story 1"
LONGEST_CAPTION = 600
LONGEST_TITLE = 120
MOST_SOURCES = 20
# Bytes of JSON, whether from a file or unpacked from a link: forty scenes at their longest need less.
LARGEST = 400_000
# They reorder the text around them, so a caption could be made to read as what it does not say.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class StoryError(ValueError):
    """A story that cannot be taken; its text is for the reader and says how to mend it."""


@dataclass(frozen=True)
class Scene:
    """One saved view, as the query of its link, with what is to be said of it."""

    caption: str
    view: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """At least one scene, in the order of telling."""

    title: str
    scenes: tuple[Scene, ...]


def plain(text: str) -> str:
    """One paragraph without letters that cannot be seen and reorder or hide what can."""
    seen = (letter for letter in text if letter.isspace() or category(letter) not in ("Cc", "Cs"))
    return " ".join("".join(letter for letter in seen if letter not in _REORDERING).split())


# The border: JSON and links ------------------------------------------------------------------------

_Title = Annotated[str, StringConstraints(max_length=LONGEST_TITLE), AfterValidator(plain)]
_Caption = Annotated[str, StringConstraints(max_length=LONGEST_CAPTION), AfterValidator(plain)]
_Part = Annotated[str, StringConstraints(min_length=1, max_length=40)]
_Value = Annotated[str, StringConstraints(max_length=4000)]
_Key = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class _SceneFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    caption: _Caption
    view: Annotated[dict[_Part, _Value], Limits(max_length=40)]
    sources: Annotated[list[_Key], Limits(max_length=MOST_SOURCES)] = []


class _StoryFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: Literal["allweather story 1"]
    title: _Title
    scenes: Annotated[list[_SceneFile], Limits(min_length=1, max_length=MOST_SCENES)]


# Kind of pydantic's error -> what is wrong and how to mend it.
_MENDING: Mapping[str, str] = {
    "json_invalid": "this is not JSON. Choose a file that was downloaded from this page",
    "missing": "this is missing. Add it",
    "extra_forbidden": "no story has this. Take it out",
    "string_type": "this has to be a text in quotation marks",
    "string_too_long": "this is too long. Shorten it to {max_length} letters",
    "string_too_short": "this is empty. Fill it in or take it out",
    "too_short": "there is no scene. Add one",
    "too_long": "there are more than {max_length} entries. Take some out",
    "literal_error": "this is not the format of a story. It has to be {expected}",
    "dict_type": "this has to be the parts of a link, as in {{“as_of”: “2023-03-01”}}",
    "list_type": "this has to be a list",
    "model_type": "this has to be an object in braces",
}


def _place(where: tuple[int | str, ...]) -> str:
    """("scenes", 2, "caption") -> "scene 3, caption"."""
    if len(where) > 1 and where[0] == "scenes" and isinstance(where[1], int):
        rest = [shortened(str(part)) for part in where[2:] if part != "[key]"]
        return ", ".join([f"scene {where[1] + 1}", *rest])
    return ", ".join(shortened(str(part)) for part in where) or "the file"


def _fault(problem: ValidationError) -> str:
    first, more = problem.errors()[0], problem.error_count() - 1
    words = _MENDING.get(first["type"], "this cannot be read").format(**first.get("ctx", {}))
    return f"{_place(first['loc'])}: {words}." + (f" Besides it, {counted(more, 'fault')}." if more else "")


def story_of_json(text: bytes) -> Story:
    """A story from a file. Raises StoryError."""
    if len(text) > LARGEST:
        raise StoryError(f"This file is larger than any story ({LARGEST // 1000} kB). Choose another one.")
    try:
        told = _StoryFile.model_validate_json(text.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as problem:
        raise StoryError(f"This story cannot be read: {_fault(problem)}") from None
    return Story(told.title, tuple(Scene(scene.caption, scene.view, tuple(scene.sources)) for scene in told.scenes))


def _plain_values(story: Story) -> dict[str, Any]:
    scenes = [
        {
            "caption": scene.caption,
            "view": dict(scene.view),
            **({"sources": list(scene.sources)} if scene.sources else {}),
        }
        for scene in story.scenes
    ]
    return {"format": FORMAT, "title": story.title, "scenes": scenes}


def json_of_story(story: Story) -> bytes:
    """A story as a file that people can read and edit."""
    return (json.dumps(_plain_values(story), ensure_ascii=False, indent=2) + "\n").encode()


def packed(story: Story) -> str:
    """A story in letters that a link may hold."""
    return packing.packed(json.dumps(_plain_values(story), ensure_ascii=False, separators=(",", ":")).encode())


@lru_cache(maxsize=32)
def unpacked(text: str) -> Story:
    """The story in a link. Raises StoryError."""
    found = packing.unpacked(text, LARGEST)
    if found is None:
        raise StoryError(
            "The story in this link cannot be read: part of it is missing. Copy the whole link, or ask for the file."
        )
    return story_of_json(found)


@lru_cache(maxsize=1)
def shipped() -> Story:
    """The story that comes with the records: the focal dyads from 1951 to today."""
    return story_of_json((Path(__file__).parents[1] / "records" / "stories" / "focal.json").read_bytes())
