"""The codes of observed events: CAMEO and PLOVER, and the four quads both come down to. A row is a report, not an event.

The list of CAMEO codes (Gerner, Schrodt and Yilmaz) is from andybega/icews (MIT).
"""

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

CODES = Path(__file__).with_name("cameo_codes.csv")
QUAD_NAMES = {
    1: "Verbal co-operation",
    2: "Material co-operation",
    3: "Verbal conflict",
    4: "Material conflict",
}
COOPERATION, CONFLICT = (1, 2), (3, 4)
# The types of POLECAT; their quad is in the file.
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
# Codes that the layouts use for what is no state: regions, and places below a state (CAMEO, chapter on actors).
NO_STATES = frozenset(
    (
        "WSB", "BAG", "GZS", "AFR", "ASA", "BLK", "CRB", "CAU", "CFR", "CAS", "CEU", "EIN", "EAF", "EEU", "EUR", "LAM",
        "MEA", "MDT", "NAF", "NMR", "PGS", "SCN", "SAM", "SAS", "SEA", "SAF", "WAF", "WST", "IGO", "NGO", "INT", "MNC",
        "UNO", "EEC", "XXX",
    )
)  # fmt: skip
# CAMEO's own codes where they are not those of ISO 3166-1.
CAMEO_ACTORS = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD"}


class Code(NamedTuple):
    """A code of CAMEO; its kind is its root."""

    code: str
    kind: str
    quad: int
    label: str


@lru_cache(maxsize=1)
def cameo_codes() -> dict[str, Code]:
    """Every code of the list."""
    with CODES.open(encoding="utf-8", newline="") as file:
        rows = [Code(row["code"], row["root"], int(row["quad_class"]), row["label"]) for row in csv.DictReader(file)]
    return {row.code: row for row in rows}


def kind_name(kind: str) -> str:
    """ "04" -> "Consult", "SANCTION" -> "Sanction"."""
    name = cameo_codes()[kind].label if kind in cameo_codes() else kind
    return name.replace("COOPERAT", "CO-OPERAT").capitalize()


def code_name(code: str) -> str:
    """ "042" -> "Make a visit"; the code itself if it is of no list."""
    return cameo_codes()[code].label if len(code) > 2 and code in cameo_codes() else kind_name(code)


def codes_of(family: str) -> tuple[str, ...]:
    """The codes that reports of a coder can have, in their order."""
    return PLOVER_TYPES if family == "POLECAT" else tuple(sorted(cameo_codes()))
