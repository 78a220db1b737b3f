"""Alliances of the Correlates of War (by dyad) and of ATOP (by dyad and year) -> plain tables of ties."""

from collections.abc import Mapping
from dataclasses import replace

from data.matching.names import comparison_key
from data.upload.reading.raw import RawTable

# The columns of an obligation, and the label of an alliance of which it is the strongest; strongest first.
_COW = (
    ("defense", "defence"),
    ("neutrality", "neutrality"),
    ("nonaggression", "non-aggression"),
    ("entente", "consultation"),
)
_ATOP = (
    ("defense", "defence"), ("offense", "offence"), ("neutral", "neutrality"), ("nonagg", "non-aggression"), ("consul", "consultation"),
)  # fmt: skip
_LABELS = {
    "defence": "treaty with a duty of defence",
    "offence": "treaty with a duty of offence",
    "neutrality": "treaty with a duty of neutrality",
    "non-aggression": "treaty of non-aggression",
    "consultation": "treaty with a duty to consult",
}
# The project's names that are those of two states without the number.
_NAMES = {"484": "Republic of the Congo"}
_NO_OBLIGATION = "treaty of friendship, no such obligation read"
_COW_HEADER = ("Country 1", "Country 2", "Label", "Since", "In force by", "Valid until", "Obligations", "Source")
_COW_SOURCE = "Correlates of War, Formal Interstate Alliances, by dyad"
_ATOP_HEADER = ("Country 1", "Country 2", "Label", "Year", "Obligations", "Source")
_ATOP_SOURCE = "ATOP, Alliance Treaty Obligations and Provisions, by dyad and year"


def cow_alliances(raw: RawTable) -> RawTable | None:
    """Alliances by dyad, with the day of each date in a column of its own; None for any other table."""
    at = _positions(raw)
    if not {"ccode1", "ccode2", "dyadstyear", "defense", "entente"} <= at.keys():
        return None
    one, other = ("statename1", "statename2") if "statename1" in at and "statename2" in at else ("ccode1", "ccode2")
    records = [(*raw.records[0][:2], list(_COW_HEADER))]
    for first, last, cells in raw.records[1:]:
        cell = _cells(at, cells)
        start, is_before = _date(cell, "dyadst"), cell.get("leftcensor") == "1"
        # An alliance that holds on the last day of the data has no known end.
        end = "" if cell.get("rightcensor") == "1" else _date(cell, "dyadend")
        label, obligations = _obligations(cell, _COW)
        opening = ["", start] if is_before else [start, ""]
        sides = [
            _NAMES.get(cell["ccode1"], cell[one]),
            _NAMES.get(cell["ccode2"], cell[other]),
        ]
        records.append((first, last, [*sides, label, *opening, end, obligations, _COW_SOURCE]))
    return replace(raw, records=tuple(records), form="COW alliances by dyad")


def atop_dyad_years(raw: RawTable) -> RawTable | None:
    """Alliances by dyad and year; None for any other table."""
    at = _positions(raw)
    pair = next((pair for pair in (("statea", "stateb"), ("mem1", "mem2")) if set(pair) <= at.keys()), None)
    if pair is None or not {"year", "defense", "nonagg", "consul"} <= at.keys():
        return None
    records, last_year = [(*raw.records[0][:2], list(_ATOP_HEADER))], 0
    for first, last, cells in raw.records[1:]:
        cell = _cells(at, cells)
        last_year = max(last_year, int(cell["year"][:4]) if cell["year"][:4].isdecimal() else 0)
        if cell.get("atopally", "1") != "0":
            label, obligations = _obligations(cell, _ATOP)
            records.append(
                (first, last, [cell[pair[0]], cell[pair[1]], label, cell["year"], obligations, _ATOP_SOURCE])
            )
    left_out = len(raw.records) - len(records)
    return replace(raw, records=tuple(records), form="ATOP alliances by year", last_year=last_year, left_out=left_out)


def _positions(raw: RawTable) -> dict[str, int]:
    return {comparison_key(name[:60]): at for at, name in enumerate(raw.records[0][2])}


def _cells(at: Mapping[str, int], cells: list[str]) -> dict[str, str]:
    return {
        name: cells[position].strip().removesuffix(".0") if position < len(cells) else ""
        for name, position in at.items()
    }


def _date(cell: Mapping[str, str], start: str) -> str:
    """The date of three columns, as exact as they are; a missing part is empty, or below 0."""
    year, month, day = (cell.get(f"{start}{part}", "") for part in ("year", "month", "day"))
    if not year.isdecimal():
        return ""
    parts = [year, *([month] if month.isdecimal() and int(month[:3]) > 0 else [])]
    parts += [day] if len(parts) == 2 and day.isdecimal() and int(day[:3]) > 0 else []
    return "-".join(part.zfill(2) for part in parts)


def _obligations(cell: Mapping[str, str], columns: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """(label of the strongest obligation, all of them as a list in a cell)."""
    found = [
        name
        for column, name in columns
        if cell.get(column, "0") not in ("", "0", "NA", ".") and cell[column][:1] != "-"
    ]
    return (_LABELS[found[0]] if found else _NO_OBLIGATION), "; ".join(found)
