"""The file of sources of a desk -> what is to be collected: nothing that the file does not turn on."""

import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from data.observed.collect.adapter import Adapter
from data.observed.collect.rss import RssAdapter
from data.observed.collect.site import DAY, SiteAdapter


class SourcesError(Exception):
    """A file of sources that cannot be used; its text says why."""


class CollectedSource(BaseModel):
    """One source; `name` is its folder in the inbox."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")
    kind: Literal["feed", "site"]
    address: str = Field(pattern=r"^https?://")
    items: str = ""
    content: str = ""
    # Seconds between two pages; a longer one in robots.txt counts.
    pause: float = Field(3.0, ge=0)
    on: bool = False

    @field_validator("items")
    @classmethod
    def _is_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as problem:
            raise ValueError(f"“items” is not a valid pattern: {problem}") from problem
        return pattern

    @model_validator(mode="after")
    def _names_its_parts(self) -> "CollectedSource":
        if self.kind == "site" and not (DAY in self.address and self.items and self.content):
            raise ValueError("a site needs {day} in its address, “items” and “content”")
        return self

    @property
    def adapter(self) -> Adapter:
        if self.kind == "feed":
            return RssAdapter(self.address, self.content)
        return SiteAdapter(self.address, self.items, self.content)


class _Sources(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: list[CollectedSource] = []


def sources_in(path: Path) -> list[CollectedSource]:
    """The sources of a file that are turned on. Raises SourcesError."""
    try:
        sources = _Sources.model_validate(tomllib.loads(path.read_text("utf-8"))).source
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as problem:
        raise SourcesError(f"{path.name} cannot be used: {problem}") from problem
    names = [source.name for source in sources]
    if len(set(names)) < len(names):
        raise SourcesError(f"{path.name} has two sources of one name")
    return [source for source in sources if source.on]
