"""What a cell may contain: actors, dyads, dates, numbers and lists, read from text."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from data.base.fault import InvalidValueError
from data.model.dates import PartialDate, partial_date

LIST_SEPARATOR = ";"
# Values of a list in a cell; of ours none has ten. One of 65,000 would be as many faults, sources or names.
MOST_LISTED = 60

# Characters of an id: rows that find a row by its name repeat it, and each its own copy.
LONGEST_ID = 200
_ACTOR = re.compile(r"[A-Z]{3}|ORG:[A-Z0-9-]{1,80}", re.ASCII)
# The id of an organisation may contain hyphens itself: the first actor ends at the first one that leaves a second.
_DYAD = re.compile(r"([A-Z]{3}|ORG:[A-Z0-9-]{1,80}?)-([A-Z]{3}|ORG:[A-Z0-9-]{1,80})", re.ASCII)
DYAD_JOINT = "-"
# Separators of ids: in lists of cells and links, before a rung group, in the name of a tie.
_JOINTS = re.compile(r"[,;/|]")


def dyad_of(one: str, other: str) -> str:
    """The unordered pair of two actors, alphabetical: "CHN", "BLR" -> "BLR-CHN"."""
    return DYAD_JOINT.join(sorted((one, other)))


def is_dyad(text: str) -> bool:
    """Whether a text has the form of a dyad; its actors need not be known."""
    try:
        actors_of(text)
    except ValueError:
        return False
    return True


def actors_of(dyad: str) -> tuple[str, str]:
    """The two actors of a dyad; "CHN-ORG:ASEAN" -> ("CHN", "ORG:ASEAN"). InvalidValueError if it is not one."""
    if match := _DYAD.fullmatch(dyad):
        return match[1], match[2]
    raise InvalidValueError(f'"{dyad}" is not a valid dyad', "use two actor ids, such as BLR-CHN")


def _actor(value: str) -> str:
    if not _ACTOR.fullmatch(value):
        raise InvalidValueError(f'"{value}" is not a valid actor id', "use an ISO code such as BLR, or ORG:SCO")
    return value


def _dyad(value: str) -> str:
    one, other = actors_of(value)
    if one == other:
        raise InvalidValueError(f'"{value}" pairs an actor with itself', "use two different actors")
    if value != dyad_of(one, other):
        raise InvalidValueError(f'"{value}" is not in alphabetical order', f"use {dyad_of(one, other)}")
    return value


def _id(value: str) -> str:
    if _JOINTS.search(value):
        raise InvalidValueError(f'"{value}" is not a valid id', 'write it without "," ";" "/" and "|"')
    if len(value) > LONGEST_ID:
        raise InvalidValueError(f"has {len(value):,} characters", f"use an id of at most {LONGEST_ID}")
    return value


def is_yes(cell: str) -> bool:
    """Whether a cell that is yes or no says yes."""
    return cell == "yes"


def empty_is_none(value: Any) -> Any:
    return None if value == "" else value


def split(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(LIST_SEPARATOR) if part.strip())


def is_too_long_a_list(cell: str) -> bool:
    """Whether a cell has more values than a list may have."""
    return cell.count(LIST_SEPARATOR) > MOST_LISTED


def listed(value: Any) -> Any:
    """The values of a list in a cell; InvalidValueError if there are too many."""
    if isinstance(value, str) and is_too_long_a_list(value):
        number = value.count(LIST_SEPARATOR) + 1
        raise InvalidValueError(f"lists {number:,} values; at most {MOST_LISTED} are allowed", "list fewer")
    return split(value)


def _parsed(value: Any) -> Any:
    return partial_date(value) if isinstance(value, str) else value


def _day(value: PartialDate) -> PartialDate:
    if value.precision != "day":
        raise InvalidValueError(f'"{value}" is not a full day', "use the form 2011-06-16")
    return value


Date = Annotated[PartialDate, BeforeValidator(_parsed)]
Day = Annotated[PartialDate, BeforeValidator(_parsed), AfterValidator(_day)]
MaybeDate = Annotated[PartialDate | None, BeforeValidator(lambda value: _parsed(empty_is_none(value)))]
Latitude = Annotated[Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None, BeforeValidator(empty_is_none)]
Longitude = Annotated[
    Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None, BeforeValidator(empty_is_none)
]
Number = Annotated[float, Field(allow_inf_nan=False)]
Texts = Annotated[tuple[str, ...], BeforeValidator(listed)]
Filled = Annotated[str, Field(min_length=1)]
Id = Annotated[Filled, AfterValidator(_id)]
ActorId = Annotated[str, AfterValidator(_actor)]
DyadId = Annotated[str, AfterValidator(_dyad)]
