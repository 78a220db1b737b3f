"""Files of observed events as their publishers write them, a handful of lines each, and a feed made of some."""

import gzip
import random
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from data.observed.events.intake.importer import Import, import_files

TODAY = date(2024, 12, 31)
HEADER = "date,actor1,actor2,event_code,event_root,quad_class,goldstein,events,mentions,source"


def plain_file(path: Path, rows: Iterable[str], header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return path


def plain_row(day: str, one: str, other: str, code: str = "042", events: str = "1", mentions: str = "3") -> str:
    return f"{day},{one},{other},{code},{code[:2]},1,1.9,{events},{mentions},TEST"


def gdelt_line(number: int, day: str, one: str, other: str, code: str, *, columns: int = 58) -> str:
    cells = [""] * columns
    cells[0], cells[1], cells[7], cells[17] = str(number), day, one, other
    cells[26], cells[27], cells[28], cells[29], cells[31] = code, code[:3], code[:2], "1", "5"
    return "\t".join(cells)


def zipped(path: Path, text: str) -> Path:
    """As GDELT gives them."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(path.stem, text)
    return path


def packed(path: Path, text: str, *, share: float = 1.0) -> Path:
    """A gz of which only a share of the bytes is there."""
    data = gzip.compress(text.encode())
    path.write_bytes(data[: int(len(data) * share)])
    return path


ICEWS_HEADER = "\t".join(
    (
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
        "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
        "City", "District", "Province", "Country", "Latitude", "Longitude",
    )
)  # fmt: skip


def icews_line(number: int, day: str, one: str, other: str, code: str) -> str:
    cells = [str(number), day, "Someone", "Government", one, "Make a visit", code, "1.9", "Another", "", other]
    return "\t".join([*cells, "1", "1", "A paper", "", "", "", "", "", ""])


POLECAT_HEADER = "\t".join(
    (
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
        "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
        "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
        "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
        "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
        "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
    )
)  # fmt: skip


def polecat_line(name: str, day: str, kind: str, quad: str, one: str, other: str) -> str:
    cells = dict.fromkeys(POLECAT_HEADER.split("\t"), "None") | {
        "Event ID": name, "Event Date": day, "Event Type": kind, "Intensity": "2.0", "Quad Code": quad,
        "Actor Country": one, "Recipient Country": other,
    }  # fmt: skip
    return "\t".join(cells.values())


def invented_rows(number: int, seed: int = 1) -> list[str]:
    """Rows that nobody observed, between five states in 2022 to 2024."""
    chance = random.Random(seed)
    states, codes = ("BLR", "CHN", "PAK", "RUS", "USA"), ("042", "057", "061", "112", "138", "190")
    rows = []
    for _ in range(number):
        one, other = chance.sample(states, 2)
        day = f"{chance.randint(2022, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        rows.append(plain_row(day, one, other, chance.choice(codes), mentions=str(chance.randint(1, 40))))
    return rows


def imported(folder: Path, *files: Path) -> Import:
    return import_files(files, folder, today=TODAY)
