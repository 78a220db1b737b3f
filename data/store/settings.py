"""What a desk sets for itself: `.allweather.toml` in the folder of the program, or the file that ALLWEATHER_SETTINGS names.

Without a file every setting has the value written here. ALLWEATHER_RECORDS, if set, wins over `records`.
"""

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from data.base.fault import Fault
from data.store.base import Store
from data.store.open_store import is_database, store_of
from data.tables.cell_faults import fault_of
from data.tables.findings import Finding, RecordsError
from data.tables.reading import RECORDS

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

SETTINGS_VARIABLE, RECORDS_VARIABLE = "ALLWEATHER_SETTINGS", "ALLWEATHER_RECORDS"
ROOT = Path(__file__).parents[2]
FILE = ROOT / ".allweather.toml"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Handling(_Part):
    """How far a figure may be passed on."""

    marking: str = Field("", description="The handling line of every figure, unless the view has a stricter one.")
    levels: list[str] = Field(
        ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"],
        description="Markings from the freest to the strictest (as given, those of FIRST's Traffic Light Protocol 2.0).",
    )
    limit: str = Field("", description="The strictest marking with which a figure may still be exported; empty: any.")

    @model_validator(mode="after")
    def _known(self) -> "Handling":
        for name in ("marking", "limit"):
            if (value := getattr(self, name)) and value not in self.levels:
                raise ValueError(f'"{value}" ({name}) is not one of levels: {", ".join(self.levels)}')
        return self

    def stricter(self, chosen: str) -> str:
        """The stricter of the desk's marking and the chosen one."""
        marks = [mark for mark in (self.marking, chosen) if mark]
        return max(marks, key=self.levels.index, default="")

    def refusal(self, marking: str) -> str:
        """Why a figure with this marking may not be exported; empty if it may."""
        if not (self.limit and marking) or self.levels.index(marking) <= self.levels.index(self.limit):
            return ""
        return f"Not exported: {marking} is stricter than {self.limit}, the limit that this desk set for exports."


class Editing(_Part):
    """Who may change the records in the page."""

    on: bool = Field(False, description="Whether they can be changed in the page at all.")
    editors: list[str] = Field([], description="With a log-in: the e-mail addresses of those who may; others read.")

    def names(self, address: str) -> bool:
        """Whether the e-mail address is that of an editor; capitals make no difference."""
        return address.casefold() in {editor.casefold() for editor in self.editors}


class Settings(_Part):
    """All settings of a desk."""

    records: str = Field(
        "",
        description="The folder of the records, or an SQLAlchemy address; empty: the ones that come with the program.",
    )
    kept: str = Field(
        ".kept",
        description="Where each version of the records is kept for pinned links, in their folder; empty: nowhere.",
    )
    handling: Handling = Handling()
    editing: Editing = Editing()

    @property
    def store(self) -> Store:
        """The place of the records."""
        address = os.environ.get(RECORDS_VARIABLE) or self.records or str(RECORDS)
        return store_of(address if is_database(address) else str(ROOT / address), kept=self.kept)


def settings() -> Settings:
    """The settings as the file has them now; RecordsError with a finding for each fault."""
    place = Path(os.environ.get(SETTINGS_VARIABLE) or FILE)
    try:
        stat = place.stat()
    except FileNotFoundError:
        if SETTINGS_VARIABLE in os.environ:
            fix = f"create it, or change {SETTINGS_VARIABLE}, which names it"
            raise RecordsError([Finding(str(place), None, None, "does not exist", fix)]) from None
        return Settings()
    except OSError as error:
        raise RecordsError([_unreadable(place, error)]) from error
    return _read(place, stat.st_mtime_ns, stat.st_size)


def _unreadable(place: Path, error: OSError) -> Finding:
    return Finding(
        place.name, None, None, f"cannot be read: {error.strerror}", "check that it is a file and that you may read it"
    )


@lru_cache(maxsize=4)
def _read(place: Path, changed: int, size: int) -> Settings:  # noqa: ARG001 (part of the key)
    try:
        return Settings.model_validate(tomllib.loads(place.read_text("utf-8")))
    except OSError as error:
        raise RecordsError([_unreadable(place, error)]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordsError([Finding(place.name, None, None, f"is not valid TOML: {error}", "correct it")]) from error
    except ValidationError as problem:
        faults = (
            Finding.of(place.name, None, ".".join(map(str, error["loc"])), _fault(error)) for error in problem.errors()
        )
        raise RecordsError(faults) from problem


def _fault(error: "ErrorDetails") -> Fault:
    """What is wrong with a setting; in pydantic's words where they name the kind of value that is needed."""
    if error["type"] == "extra_forbidden":
        return Fault("is not a setting", "see the list of settings in the documentation")
    return Fault(error["msg"], "correct it") if error["type"].endswith("_type") else fault_of(error)
