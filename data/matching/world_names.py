"""Names and codes of the states of the world, in the six languages of the UN, as other tables write them.

The file is made of Unicode CLDR (display names), UNTERM (short and formal names, through datasets/country-codes, public
domain), and common English forms; the codes are ISO 3166-1, FIPS 10-4 and those of the Correlates of War project.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

_FILE = Path(__file__).with_name("world_names.csv")

Scheme = Literal["iso", "iso-2", "iso number", "cow", "cow number", "fips"]
SCHEME_NAMES: dict[Scheme, str] = {
    "iso": "ISO 3166-1 codes",
    "iso-2": "ISO two-letter codes",
    "iso number": "ISO numbers",
    "cow": "Correlates of War codes",
    "cow number": "Correlates of War numbers",
    "fips": "FIPS 10-4 codes",
}


@dataclass(frozen=True)
class WorldNames:
    """`names` maps an actor to its names, `codes` a scheme to its codes and their actors."""

    names: dict[str, tuple[str, ...]]
    codes: dict[Scheme, dict[str, str]]


@lru_cache(maxsize=1)
def world_names() -> WorldNames:
    """All that the file holds; not to be changed."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns: dict[Scheme, str] = {
        "iso": "actor",
        "iso-2": "alpha_2",
        "iso number": "number",
        "cow": "cow",
        "cow number": "cow_number",
        "fips": "fips",
    }
    codes = {scheme: {row[column]: row["actor"] for row in rows if row[column]} for scheme, column in columns.items()}
    # The codes of states before and after a union, as the project counts them.
    codes["cow"] |= {"GFR": "DEU", "YAR": "YEM"}
    codes["cow number"] |= {"260": "DEU", "678": "YEM"}
    return WorldNames({row["actor"]: tuple(row["names"].split("; ")) for row in rows}, codes)
