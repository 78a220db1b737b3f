"""Settings of a desk: `.allweather.toml` in the program folder, or the file named by ALLWEATHER_SETTINGS.

Without a file every setting has its default below. ALLWEATHER_RECORDS, if set, takes precedence over `records`.
"""

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, model_validator

from data.base.clean_text import normal_form
from data.base.fault import Fault
from data.store.base import Store
from data.store.open_store import is_database, store_of
from data.tables.findings import Finding, RecordsError, fault_of
from data.tables.reading import RECORDS

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SETTINGS_VARIABLE, RECORDS_VARIABLE = "ALLWEATHER_SETTINGS", "ALLWEATHER_RECORDS"
ROOT = Path(__file__).parents[2]
FILE = ROOT / ".allweather.toml"


def _exact(address: str) -> str:
    """An e-mail address as it is compared: composed letters, and the case of the domain ignored if it is ASCII.

    Case folding would take "ſmith" for "smith", and other people for editors.
    """
    name, at, domain = normal_form("NFC", address).rpartition("@")
    return f"{name}{at}{domain.lower() if domain.isascii() else domain}"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Handling(_Section):
    """How far figures and files may be distributed."""

    marking: str = Field(
        "", description="Classification marking of all that leaves, unless a reader chose a stricter one."
    )
    levels: list[str] = Field(
        ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"],
        description="Markings from the least to the most restrictive (default: FIRST's Traffic Light Protocol 2.0).",
    )
    limit: str = Field("", description="The most restrictive marking that may still be exported; empty: any.")
    csv: Literal["column", "file"] = Field(
        "column",
        description="Where a CSV file has its marking: in a last column, or in a text file of its own, both in a zip.",
    )

    @model_validator(mode="after")
    def _check_markings(self) -> "Handling":
        for name in ("marking", "limit"):
            if (value := getattr(self, name)) and value not in self.levels:
                raise ValueError(f'"{value}" ({name}) is not one of levels: {", ".join(self.levels)}')
        return self

    def stricter(self, chosen: str) -> str:
        """The stricter of the desk's marking and the chosen one; empty if there is neither."""
        marks = [mark for mark in (self.marking, chosen) if mark]
        return max(marks, key=self.levels.index, default="")

    def refusal(self, marking: str) -> str:
        """Why nothing with this marking may be exported; empty if it may."""
        if not (self.limit and marking) or self.levels.index(marking) <= self.levels.index(self.limit):
            return ""
        return f"Not exported: {marking} is stricter than {self.limit}, the limit for exports set by this desk."


class Editing(_Section):
    """Who may change the records on the page."""

    on: bool = Field(False, description="Whether records can be changed on the page at all.")
    editors: list[str] = Field(
        [], description="With a log-in: the e-mail addresses of the editors; all others can only read."
    )

    def names(self, address: str) -> bool:
        """Whether the e-mail address is that of an editor: letter by letter, but for the case of an ASCII domain."""
        return bool(address) and _exact(address) in set(map(_exact, self.editors))


class Addresses(_Section):
    """Figures, tables and feeds at addresses, for wikis, slides and scripts."""

    on: bool = Field(True, description="Whether there are any.")
    open: bool = Field(
        False, description="Where a log-in is configured: whether they are there without it, for scripts."
    )
    embedding: bool = Field(False, description="Whether pages of other hosts may show the figures.")


class Settings(_Section):
    """All settings of a desk."""

    records: str = Field(
        "",
        description="The folder of the records, or an SQLAlchemy address; empty: the records included with the program.",
    )
    # `kept` was the name of this setting before.
    versions: str = Field(
        ".kept",
        validation_alias=AliasChoices("versions", "kept"),
        description="The folder for stored versions (pinned links need them), within the records; empty: none.",
    )
    versions_most: int = Field(
        500,
        ge=0,
        description="How many versions are stored; the ones shown longest ago are deleted. 0: all are stored for ever.",
    )
    events: str = Field(
        "",
        description="The feed of observed events: a folder made by `python -m data.observed import`, a Spark, as "
        "sc://host:15002/;folder=/srv/events, or a database over Ibis, as ibis+clickhouse://host/name; empty: none.",
    )
    candidates: str = Field(
        "",
        description="The folder of candidates for review on the page Edit, made by `python -m data.observed code`; "
        "empty: none.",
    )
    series: str = Field(
        ".series",
        description="The folder of the desk's own series, made by `python -m data.series import`; empty: none.",
    )
    handling: Handling = Handling()
    editing: Editing = Editing()
    addresses: Addresses = Addresses()

    @property
    def series_folder(self) -> Path | None:
        """The folder of the desk's own series; None if it is turned off. It need not exist."""
        return ROOT / self.series if self.series else None

    @property
    def store(self) -> Store:
        """The store of the records."""
        address = os.environ.get(RECORDS_VARIABLE) or self.records or str(RECORDS)
        place = address if is_database(address) else str(ROOT / address)
        return store_of(place, versions=self.versions, most=self.versions_most)


def settings() -> Settings:
    """The settings as they are in the file now. Raises RecordsError with a finding for each fault."""
    path = Path(os.environ.get(SETTINGS_VARIABLE) or FILE)
    try:
        stat = path.stat()
    except FileNotFoundError:
        if SETTINGS_VARIABLE in os.environ:
            fix = f"create it, or change {SETTINGS_VARIABLE}, which names it"
            raise RecordsError([Finding(path.name, None, None, "does not exist", fix)]) from None
        return Settings()
    except OSError as error:
        raise RecordsError([_unreadable(path, error)]) from error
    return _read(path, stat.st_mtime_ns, stat.st_size)


def is_editing_on() -> bool:
    """Whether the desk lets people edit; not while the settings cannot be read, which the page then says."""
    try:
        return settings().editing.on
    except RecordsError:
        return False


def _unreadable(path: Path, error: OSError) -> Finding:
    fix = "check that it is a file and that you may read it"
    return Finding(path.name, None, None, f"cannot be read: {error.strerror}", fix)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Settings:  # noqa: ARG001 (part of the key)
    try:
        return Settings.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise RecordsError([_unreadable(path, error)]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordsError([Finding(path.name, None, None, f"is not valid TOML: {error}", "correct it")]) from error
    except ValidationError as problem:
        raise RecordsError(_setting_finding(path, error) for error in problem.errors()) from problem


def _setting_finding(path: Path, error: "ErrorDetails") -> Finding:
    """What is wrong with a setting; in pydantic's words where they name the kind of value that is needed."""
    if error["type"] == "extra_forbidden":
        fault = Fault("is not a setting", "see the list of settings in the documentation")
    elif error["type"].endswith("_type"):
        fault = Fault(error["msg"], "correct it")
    else:
        fault = fault_of(error)
    return Finding.of(path.name, None, ".".join(map(str, error["loc"])), fault)
