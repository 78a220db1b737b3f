"""A story to and from JSON and a link."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from unicodedata import category

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limits

from data.base import packing
from data.base.clean_text import clean_text
from data.base.memo import memo
from data.base.text import excerpt, quantity
from data.view.fields.codecs import UnreadableError
from data.view.fields.story import LONGEST_CAPTION, LONGEST_TITLE, MOST_SCENES, MOST_SOURCES, Scene, Story

_FORMAT = "allweather story 1"
# Bytes of JSON, whether from a file or unpacked from a link: forty scenes at their longest need less.
LARGEST = 400_000
# They reorder the text around them, so a caption could be made to read as what it does not say.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class StoryError(UnreadableError):
    """A story that cannot be read; its text is for the reader and says how to fix it."""


def plain(text: str) -> str:
    """One paragraph without invisible characters, which could reorder or hide the others."""
    visible = (character for character in clean_text(text) if character.isspace() or category(character) != "Cc")
    return " ".join("".join(character for character in visible if character not in _REORDERING).split())


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
    # The classification marking with which it was downloaded: for people.
    handling: Annotated[str, StringConstraints(max_length=LONGEST_TITLE)] = ""
    title: _Title
    scenes: Annotated[list[_SceneFile], Limits(min_length=1, max_length=MOST_SCENES)]


# Kind of pydantic's error -> what is wrong and how to fix it.
_PROBLEMS: Mapping[str, str] = {
    "json_invalid": "this is not JSON. Choose a file that was downloaded from this page",
    "missing": "this is missing. Add it",
    "extra_forbidden": "a story has no such part. Remove it",
    "string_type": "this must be text in quotation marks",
    "string_too_long": "this is too long. Shorten it to {max_length} characters",
    "string_too_short": "this is empty. Fill it in or remove it",
    "too_short": "there is no scene. Add one",
    "too_long": "there are more than {max_length} entries. Remove some",
    "literal_error": "this is not the format of a story. It must be {expected}",
    "dict_type": "this must be the parts of a link, as in {{“as_of”: “2023-03-01”}}",
    "list_type": "this must be a list",
    "model_type": "this must be an object in braces",
}


def _path(where: tuple[int | str, ...]) -> str:
    """("scenes", 2, "caption") -> "scene 3, caption"."""
    if len(where) > 1 and where[0] == "scenes" and isinstance(where[1], int):
        rest = [excerpt(str(part)) for part in where[2:] if part != "[key]"]
        return ", ".join([f"scene {where[1] + 1}", *rest])
    return ", ".join(excerpt(str(part)) for part in where) or "the file"


def _problem(error: ValidationError) -> str:
    first, more = error.errors()[0], error.error_count() - 1
    words = _PROBLEMS.get(first["type"], "this cannot be read").format(**first.get("ctx", {}))
    return f"{_path(first['loc'])}: {words}." + (
        f" There {'is' if more == 1 else 'are'} {quantity(more, 'more fault')}." if more else ""
    )


def story_of_json(text: bytes) -> Story:
    """A story from a file; raises StoryError."""
    if len(text) > LARGEST:
        raise StoryError(f"This file is larger than any story ({LARGEST // 1000} kB). Choose another one.")
    try:
        content = _StoryFile.model_validate_json(text.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise StoryError(f"This story cannot be read: {_problem(error)}") from None
    return Story(
        content.title, tuple(Scene(scene.caption, scene.view, tuple(scene.sources)) for scene in content.scenes)
    )


def _plain_values(story: Story, marking: str = "") -> dict[str, Any]:
    scenes = [
        {
            "caption": scene.caption,
            "view": dict(scene.view),
            **({"sources": list(scene.sources)} if scene.sources else {}),
        }
        for scene in story.scenes
    ]
    return {"format": _FORMAT, **({"handling": marking} if marking else {}), "title": story.title, "scenes": scenes}


def json_of_story(story: Story, marking: str = "") -> bytes:
    """A story as a file that people can read and edit, with its classification marking if there is one."""
    return (json.dumps(_plain_values(story, marking), ensure_ascii=False, indent=2) + "\n").encode()


@memo
def pack_story(story: Story) -> str:
    """A story in characters that a link may hold."""
    return packing.pack(json.dumps(_plain_values(story), ensure_ascii=False, separators=(",", ":")).encode())


def unpack_story(text: str) -> Story:
    """The story in a link; raises StoryError."""
    content = packing.unpack(text, LARGEST)
    if content is None:
        raise StoryError("Part of the story is missing. Copy the whole link, or ask for the file.")
    return story_of_json(content)


@lru_cache(maxsize=1)
def built_in_story() -> Story:
    """The story that comes with the records: the focal dyads from 1951 to today."""
    return story_of_json((Path(__file__).parents[1] / "records" / "stories" / "focal.json").read_bytes())
