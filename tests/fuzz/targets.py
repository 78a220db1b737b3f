"""What is fuzzed: how an input is made, and what takes it. Taking it says whether it was accepted; it must not raise."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from data.export.added_rows import added_rows_zip, finding_rows, guess_rows, skipped_file
from data.model.schema import TABLE
from data.tables.dataset import dataset_of
from data.tables.reading import Tables, store_line
from data.tables.rules import all_findings
from data.tables.sheet import Sheet
from data.upload.mapping.column_map import read_column_map
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import Upload
from tests.fuzz import texts
from tests.fuzz.mutation import any_bytes, book_of_rows, csv_of_rows, mutated, mutated_rows, mutated_zip
from tests.fuzz.use import use_everywhere
from tests.fuzz.world import World, timeless
from tests.support.inputs.anything import FILE_NAMES


@dataclass(frozen=True)
class Target:
    """`share` is how many of 100,000 inputs it gets. `take` is True if the input was accepted, False if it was
    refused with a message."""

    name: str
    share: int
    make: Callable[[Random, World], Any]
    take: Callable[[World, Any], bool]


def check_messages(messages: list[str]) -> None:
    """A refusal says something, in letters that can be seen."""
    assert messages
    assert all(message and message.isprintable() for message in messages), messages


# Uploads -------------------------------------------------------------------------------------------


def make_csv(random: Random, world: World) -> Upload:
    table = _table(random, world)
    name = random.choice((f"{table}.csv", f"{table}.csv", "mine.csv", "mine.txt", random.choice(FILE_NAMES[:-2])))
    if random.random() < 0.08:
        return Upload(name, any_bytes(random))
    content = csv_of_rows(random, mutated_rows(random, table, _renamed(random, world, table)))
    return Upload(name, content if random.random() < 0.7 else mutated(random, content))


def _table(random: Random, world: World) -> str:
    """Mostly one that can be uploaded without others."""
    return random.choice(("spells", "events", "figures", "actors", random.choice(list(world.rows))))


def _renamed(random: Random, world: World, table: str) -> list[list[str]]:
    """Mostly under ids of their own: with ours they would be refused as other rows of the same id."""
    header, *rows = world.rows[table]
    return [header, *([f"x-{row[0]}", *row[1:]] if random.random() < 0.8 else row for row in rows)]


def make_xlsx(random: Random, world: World) -> Upload:
    if random.random() < 0.4:
        table = _table(random, world)
        rows = mutated_rows(random, table, _renamed(random, world, table))
        return Upload("mine.xlsx", timeless(book_of_rows(table, rows)))
    return Upload("mine.xlsx", mutated_zip(random, random.choice(world.books)))


def make_zip(random: Random, world: World) -> Upload:
    return Upload("mine.zip", mutated_zip(random, random.choice(world.zips)))


def take_upload(world: World, upload: Upload) -> bool:
    overlay = overlay_of(world.dataset, [upload])
    guess_rows(overlay.guesses)
    if overlay.findings:
        check_messages([str(finding) for finding in overlay.findings])
        finding_rows(overlay.findings)
        skipped_file(overlay)
    for table in overlay.tables:
        assert read_column_map(table.columns.to_json()).table == table.columns.table
    if overlay.dataset:
        use_everywhere(overlay.dataset)
        _comes_back(world, overlay)
    return overlay.dataset is not None or not overlay.findings


def _comes_back(world: World, overlay: Overlay) -> None:
    """Added rows that are downloaded and uploaded again are the same rows."""
    assert overlay.dataset
    again = overlay_of(world.dataset, [Upload("own.zip", added_rows_zip(overlay.dataset))])
    assert not again.findings, again.findings
    assert again.dataset
    assert again.dataset.version == overlay.dataset.version, [again.lines, overlay.lines]


# A folder of records -------------------------------------------------------------------------------


def make_rows(random: Random, world: World) -> tuple[str, bytes]:
    """A table with other cells; or, less often, its bytes spoilt."""
    table = random.choice(list(world.rows))
    content = csv_of_rows(random, mutated_rows(random, table, world.rows[table]))
    return table, content if random.random() < 0.8 else mutated(random, content)


def take_rows(world: World, spoilt: tuple[str, bytes]) -> bool:
    name, content = spoilt
    sheet = Sheet(TABLE[name], TABLE[name].files)
    sheet.read(content)
    tables = Tables({**world.tables.lines, name: {}}, list(sheet.findings), {name} if sheet.incomplete else set())
    for line in sheet.lines:
        store_line(tables, TABLE[name], line)
    if findings := all_findings(tables):
        check_messages([str(finding) for finding in findings])
        return False
    use_everywhere(dataset_of(tables))
    return True


TARGETS = (
    Target("CSV upload", 18_000, make_csv, take_upload),
    Target("XLSX upload", 5_000, make_xlsx, take_upload),
    Target("zip upload", 5_000, make_zip, take_upload),
    Target("cells of the records", 20_000, make_rows, take_rows),
    Target("dates", 16_000, texts.make_date, texts.take_date),
    Target("links", 12_000, texts.make_link, texts.take_link),
    Target("claims in a link", 8_000, texts.make_claim, texts.take_claim),
    Target("story, JSON", 6_000, texts.make_story, texts.take_story),
    Target("story in a link", 4_000, texts.make_story_link, texts.take_story_link),
    Target("settings", 4_000, texts.make_settings, texts.take_settings),
    Target("pins", 2_000, texts.make_pin, texts.take_pin),
)  # fmt: skip
