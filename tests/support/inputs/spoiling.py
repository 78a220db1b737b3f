"""The tiny cast as cells, and ways to spoil it: a line changed, added or removed, or the file itself."""

import csv
import io
from pathlib import Path

from data.model.schema import TABLE

Cells = dict[str, str]

CHINA = "spells/china.csv"
OTHER = "spells/other.csv"

CAST: dict[str, tuple[str, list[Cells]]] = {
    "actors.csv": (
        "actors",
        [
            {"actor": "BLR", "name": "Belarus", "name_native": "Беларусь", "region": "Europe"},
            {"actor": "CHN", "name": "China", "name_zh": "中国", "region": "East Asia"},
            {"actor": "PAK", "name": "Pakistan", "region": "South Asia"},
            {
                "actor": "RUS",
                "name": "Russia",
                "name_ru": "Россия",
                "region": "Europe",
                "aliases": "Russian Federation",
            },
        ],
    ),
    "families.csv": (
        "families",
        [
            {"family": "china_ladder", "name": "China's partnerships", "layer": "partnership", "owner": "CHN"},
            {"family": "union", "name": "Union State", "layer": "integration", "exclusive": "no"},
        ],
    ),
    "tiers.csv": (
        "tiers",
        [
            {"tier": "all-weather", "wording": "all-weather comprehensive strategic partnership", "first_with": "PAK"},
            {"tier": "csp", "wording": "comprehensive strategic partnership", "wording_native": "全面战略伙伴关系"},
            {"tier": "friendly", "wording": "friendly cooperation", "sources": "mfa-2005"},
            {"tier": "union-state", "family": "union", "wording": "Union State"},
        ],
    ),
    "ladders.csv": (
        "ladders",
        [
            {"ladder": "house-china", "family": "china_ladder", "name": "Ours"},
            {"ladder": "house-union", "family": "union", "name": "Ours"},
            {"ladder": "scholar", "family": "china_ladder", "name": "A scholar's", "house": "no", "year": "2019"},
        ],
    ),
    "rungs.csv": (
        "rungs",
        [
            {"ladder": "house-china", "tier": "all-weather"},
            {"ladder": "house-china", "tier": "csp", "rung": "2", "group": "B", "group_name": "Middle"},
            {"ladder": "house-china", "tier": "friendly", "rung": "3", "group": "B", "group_name": "Middle"},
            {"ladder": "house-union", "tier": "union-state"},
            {"ladder": "scholar", "tier": "csp"},
        ],
    ),
    CHINA: (
        "spells",
        [
            {"spell": "blr-1", "dyad": "BLR-CHN", "start": "2016-09-29", "end": "2022-09-15", "tier": "csp"},
            {"spell": "blr-2", "dyad": "BLR-CHN", "start": "2022-09-15", "sources": "joint-2022; wire"},
            {"spell": "pak-1", "dyad": "CHN-PAK", "start": "2005-04", "sources": "mfa-2005"},
            {"spell": "rus-1", "dyad": "CHN-RUS", "tier": "csp", "known_by": "2019-06-05", "grade": "recalled"},
        ],
    ),
    OTHER: (
        "spells",
        [{"spell": "union-1", "dyad": "BLR-RUS", "tier": "union-state", "start": "1999-12-08", "status": "in force"}],
    ),
    "events.csv": (
        "events",
        [
            {"event": "e-1", "date": "2022-09-15", "title": "Belarus raised in Samarkand", "significance": "5"},
            {"event": "e-2", "date": "2023-02-28", "end_date": "2023-03-02", "title": "Visit", "others": "RUS"},
            {"event": "e-3", "dyad": "BLR-RUS", "date": "2023-03", "title": "Talks, “in a good air”", "kind": "summit"},
        ],
    ),
    "indicators.csv": ("indicators", [{"indicator": "potash", "name": "Potash", "unit": "t", "directed": "yes"}]),
    "figures.csv": (
        "figures",
        [{"figure": "f-1", "from_actor": "BLR", "to_actor": "CHN", "indicator": "potash", "value": "1910000"}],
    ),
    "sources.csv": (
        "sources",
        [
            {"source": "joint-2022", "title": "Joint declaration", "date": "2022-09-15"},
            {"source": "mfa-2005", "title": "Treaty", "date": "2005-04"},
            {"source": "wire", "title": "[a page without a date]"},
        ],
    ),
    "contacts.csv": ("contacts", [{"contact": "c-1", "date": "2022-09-15", "partner": "BLR"}]),
    "rulings.csv": ("rulings", [{"ruling": "opening"}]),
    "omissions.csv": ("omissions", [{"item": "row 7"}]),
    "searches.csv": (
        "searches",
        [{"search": "s-1", "family": "china_ladder", "dyads": "CHN-*; BLR-RUS", "through": "2026-06-30"}],
    ),
}

# What a row of a table says unless the cast says otherwise.
USUAL: dict[str, Cells] = {
    "actors": {"kind": "state"},
    "families": {"exclusive": "yes", "meaning": "What is declared."},
    "tiers": {"family": "china_ladder"},
    "ladders": {"author": "us", "house": "yes", "rationale": "By usage."},
    "rungs": {"rung": "1", "group": "A", "group_name": "Top"},
    "spells": {
        "tier": "all-weather",
        "wording": "partnership",
        "status": "announced",
        "sources": "joint-2022",
        "grade": "confirmed",
    },
    "events": {
        "dyad": "BLR-CHN",
        "kind": "visit",
        "significance": "3",
        "sources": "joint-2022",
        "grade": "confirmed",
    },
    "indicators": {"definition": "Muriate of potash."},
    "figures": {"dyad": "BLR-CHN", "period": "2022", "sources": "wire", "grade": "reported"},
    "sources": {"publisher": "MFA", "family": "mfa", "reliability": "B"},
    "searches": {"table": "spells", "place": "the web", "finding": "nothing more"},
    "contacts": {"kind": "talks", "leader": "Xi Jinping", "office": "head_of_state", "url": "https://example.org"},
    "rulings": {"question": "What opens a spell?", "decision": "The text.", "reason": "It can be cited."},
    "omissions": {"collection": "the first", "fate": "left out", "reason": "Unsupported."},
}


def write_cast(folder: Path) -> Path:
    """A small valid folder of records."""
    for file, (table, rows) in CAST.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        short_names = [{"short_name": row["name"]} if table == "actors" else {} for row in rows]
        filled = [USUAL[table] | short | row for short, row in zip(short_names, rows, strict=True)]
        write_cells(path, TABLE[table].columns, filled)
    return folder


def change(folder: Path, file: str, line: int, **cells: str) -> int:
    """Write other cells into a line; the header is line 1."""
    columns, rows = read_cells(folder / file)
    rows[line - 2] |= cells
    write_cells(folder / file, columns, rows)
    return line


def add(folder: Path, file: str, like: int, **cells: str) -> int:
    """Append a copy of a line with other cells; its line number."""
    columns, rows = read_cells(folder / file)
    write_cells(folder / file, columns, [*rows, rows[like - 2] | cells])
    return len(rows) + 2


def remove(folder: Path, file: str, line: int) -> None:
    columns, rows = read_cells(folder / file)
    write_cells(folder / file, columns, rows[: line - 2] + rows[line - 1 :])


def append(folder: Path, file: str, text: str | bytes) -> None:
    """Append text as it is, to spoil the file itself."""
    with (folder / file).open("ab") as stream:
        stream.write(text if isinstance(text, bytes) else text.encode())


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Replace text everywhere in the file."""
    text = (folder / file).read_bytes().decode()
    assert old in text, f"{old!r} is not in {file}"
    (folder / file).write_bytes(text.replace(old, new).encode())


def read_cells(path: Path) -> tuple[tuple[str, ...], list[Cells]]:
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    rows = list(reader)
    return tuple(reader.fieldnames or ()), rows


def write_cells(path: Path, columns: tuple[str, ...], rows: list[Cells]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
