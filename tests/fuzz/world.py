"""What the inputs meet: the cast as our records, and the real files that are spoilt."""

import re
from dataclasses import dataclass
from pathlib import Path

from data.export.added_rows import template_xlsx, template_zip
from data.export.csv_files import csv_of
from data.export.files import xlsx_of, zip_of
from data.links.claims import claim_text
from data.links.pins import pin_of, store_version
from data.links.stories import built_in_story, json_of_story, pack_story, story_of_json
from data.matching.columns import UPLOAD_TABLES
from data.model.schema import TABLES
from data.store.folder import FolderStore
from data.tables.dataset import Dataset, load_records
from data.tables.reading import Tables, read_tables
from data.view.fields.claim import Claim, Form, Relation
from data.view.fields.story import Story
from data.view.ties import Ties, ties_of
from tests.fuzz.mutation import entries_of, rows_of_csv, zipped
from tests.support.cast import write_cast

_MADE = "docProps/core.xml"
SETTINGS = """\
records = "records"
versions = ".kept"

[handling]
marking = "TLP:GREEN"
limit = "TLP:AMBER"
levels = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"]
"""


@dataclass(frozen=True)
class World:
    """`own` is a folder for files that the inputs become."""

    dataset: Dataset
    ties: Ties
    tables: Tables
    own: Path
    versions: Path
    rows: dict[str, list[list[str]]]
    books: tuple[bytes, ...]
    zips: tuple[bytes, ...]
    version: bytes
    stories: tuple[bytes, ...]
    links: tuple[str, ...]
    claims: tuple[str, ...]
    pins: tuple[str, ...]


def world_in(folder: Path) -> World:
    """Write the cast into the folder and make of it every file that the product makes."""
    place, versions = write_cast(folder / "records"), folder / "versions"
    dataset = load_records(place)
    store = FolderStore(place, versions)
    store_version(dataset.version, store.files(), store)
    small = Story("Two scenes", built_in_story().scenes[:2])
    stories = (json_of_story(small), json_of_story(built_in_story()))
    return World(
        dataset,
        ties_of(dataset),
        read_tables(store.files()),
        folder,
        versions,
        {table.name: rows_of_csv(csv_of(table, dataset.rows[table.name])) for table in TABLES},
        (
            timeless(xlsx_of({table.name: dataset.rows[table.name] for table in UPLOAD_TABLES})),
            timeless(template_xlsx()),
        ),
        (zip_of(dataset), template_zip(dataset)),
        timeless(next(versions.iterdir()).read_bytes()),
        stories,
        tuple(pack_story(story_of_json(story)) for story in stories),
        tuple(claim_text(Claim("BLR", Relation.CONTAINS, "all-weather", "CHN", form, 2, "PAK")) for form in Form),
        (str(pin_of(dataset)),),
    )


def timeless(packed: bytes) -> bytes:
    """A zip or workbook without the time of its making, so that the same seed makes the same inputs."""
    return zipped(
        [
            (name, re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+Z", b"2023-03-01T00:00:00Z", inside) if name == _MADE else inside)
            for name, inside in entries_of(packed)
        ]
    )
