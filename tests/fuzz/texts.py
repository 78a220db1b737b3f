"""The targets that are texts: dates, links, claims, stories, settings, pins."""

import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from random import Random
from zlib import compress, crc32

from components.claims.words import claim_sentence
from data.analysis.claims.answers import check_claim
from data.analysis.claims.claim import ClaimError
from data.analysis.periods import after_period, period_of
from data.base.version import VERSION
from data.links.claims import SEPARATOR, claim_text, parse_claim
from data.links.page_links import view_of_link
from data.links.pins import Pin, read_pin, stored_records
from data.links.stories import StoryError, json_of_story, pack_story, story_of_json, unpack_story
from data.links.view_query import query_of_view, view_of_query
from data.matching.dates import day
from data.model.dates import partial_date
from data.model.span import span_between
from data.store.base import Store
from data.store.folder import FolderStore
from data.store.settings import SETTINGS_VARIABLE, settings
from data.tables.findings import RecordsError
from data.view.selection import select
from data.view.view import FIELDS, UNITS
from tests.fuzz.mutation import any_bytes, any_text, mutated, mutated_text, mutated_zip
from tests.fuzz.use import check_summary
from tests.fuzz.world import SETTINGS, World
from tests.support.cast import TODAY, VISIT_IN_BEIJING
from tests.support.inputs.anything import DATES


def is_refusal(problem: Exception) -> bool:
    """A refusal in letters that can be seen."""
    assert str(problem).replace("\n", "").isprintable(), repr(str(problem))
    return False


# Dates ---------------------------------------------------------------------------------------------


def make_date(random: Random, _: World) -> str:
    if random.random() < 0.2:
        return any_text(random)
    numbers = [
        str(random.choice((random.randrange(2300), random.randrange(40), random.randrange(13)))) for _ in range(3)
    ]
    numbers[0] = numbers[0].zfill(random.choice((1, 4)))
    plain = random.choice(("-", "-", ".", "/", " ", "年")).join(
        part.zfill(2) for part in numbers[: random.randrange(1, 4)]
    )
    written = random.choice(
        (plain, plain, random.choice(DATES), f"{numbers[1]} {random.choice(('May', 'Sept', 'Foo'))} {numbers[0]}")
    )
    return written if random.random() < 0.7 else mutated_text(random, written)


def take_date(_: World, text: str) -> bool:
    """A date as it was read keeps its bounds in order, and every step from it stays within the calendar."""
    if guessed := day(text):
        assert partial_date(guessed).text == guessed
    try:
        read = partial_date(text)
    except ValueError:
        return bool(guessed)
    assert read.text == text
    assert read.first <= read.middle <= read.last
    assert read.display_text
    assert span_between(read, None).is_certain(read.last.toordinal())
    for unit in UNITS:
        if first := period_of(read, unit):
            assert first <= read.first <= read.last < after_period(first, unit)
    return True


# Links ---------------------------------------------------------------------------------------------


def make_link(random: Random, _: World) -> dict[str, str]:
    link = random.choice(
        (
            {"preset": "all-weather"},
            {"focus": "BLR-CHN", "steps": "2", "tiers": "T1,china_ladder/D", "text": "potash", "withdrawn": "s1"},
            {
                "as_of": "2011-06-10",
                "layers": "treaty,partnership",
                "actors": "BLR,CHN",
                "among": "yes",
                "layout": "map",
            },
            {"since": "2013-01-01", "until": "2022-12-31", "kinds": "visit", "regions": "Europe", "proposed": "yes"},
            {
                "table": "spells",
                "record": "blr-1",
                "against": "2015-01-01",
                "ladder": "other",
                "unit": "month",
                "mark": "a",
            },
        )
    )
    spoilt = {name: mutated_text(random, text) if random.random() < 0.4 else text for name, text in link.items()}
    for _more in range(random.randrange(4)):
        name = random.choice((*FIELDS, "preset")) if random.random() < 0.8 else any_text(random)
        spoilt[name] = any_text(random)
    return spoilt


def take_link(world: World, query: dict[str, str]) -> bool:
    """Some view comes of it, with a notice for each part that was not taken; and that view has a link of its own."""
    view, notices = view_of_query(query, world.dataset, today=TODAY)
    assert all(notice.isprintable() and len(notice) < 400 for notice in notices), notices
    check_summary(select(world.ties, view))
    again = view_of_query(query_of_view(view, world.dataset, today=TODAY), world.dataset, today=TODAY)
    assert again == (view, ()), (again, view)
    return not notices


# Claims --------------------------------------------------------------------------------------------


def make_claim(random: Random, world: World) -> str:
    parts = random.choice(world.claims).split(SEPARATOR)
    for _ in range(random.randrange(3)):
        odd = random.choice(random.choice(world.claims).split(SEPARATOR)) if random.random() < 0.7 else any_text(random)
        parts[random.randrange(len(parts))] = odd
    text = SEPARATOR.join(parts)
    return text if random.random() < 0.7 else mutated_text(random, text)


def take_claim(world: World, text: str) -> bool:
    try:
        claim = parse_claim(text, world.dataset)
    except ClaimError as problem:
        return is_refusal(problem)
    assert parse_claim(claim_text(claim), world.dataset) == claim
    check_claim(world.ties, claim, as_of=VISIT_IN_BEIJING)
    assert claim_sentence(world.dataset, claim)
    return True


# Stories -------------------------------------------------------------------------------------------


def make_story(random: Random, world: World) -> bytes:
    return any_bytes(random) if random.random() < 0.1 else mutated(random, random.choice(world.stories))


def take_story(world: World, content: bytes) -> bool:
    try:
        story = story_of_json(content)
    except StoryError as problem:
        return is_refusal(problem)
    assert story_of_json(json_of_story(story)) == story
    return _opened(world, pack_story(story))


def make_story_link(random: Random, world: World) -> str:
    """Letters of a link spoilt; or a spoilt story packed rightly, which gets further."""
    if random.random() < 0.5:
        return mutated_text(random, random.choice(world.links))
    return urlsafe_b64encode(compress(make_story(random, world))).decode().rstrip("=")


def take_story_link(world: World, letters: str) -> bool:
    try:
        unpack_story(letters)
    except StoryError as problem:
        return is_refusal(problem)
    return _opened(world, letters)


def _opened(world: World, letters: str) -> bool:
    """The page of stories opens with it, at any scene."""
    for scene in ("0", "39"):
        view, notices = view_of_link({"story": letters, "scene": scene}, world.dataset, "story", today=TODAY)
        assert all(notice.isprintable() for notice in notices), notices
        check_summary(select(world.ties, view))
    return True


# Settings and pins ---------------------------------------------------------------------------------


def make_settings(random: Random, _: World) -> bytes:
    return any_bytes(random) if random.random() < 0.1 else mutated(random, SETTINGS.encode())


def take_settings(world: World, content: bytes) -> bool:
    # A name of its own: what was read is kept by name, time and size.
    place = world.own / f"{crc32(content)}.toml"
    place.write_bytes(content)
    before = os.environ.get(SETTINGS_VARIABLE)
    os.environ[SETTINGS_VARIABLE] = str(place)
    try:
        read = settings()
        for marking in ("", *read.handling.levels):
            read.handling.refusal(read.handling.stricter(marking))
        _nothing_there(read.store)
    except RecordsError as problem:
        return is_refusal(problem)
    finally:
        os.environ.pop(SETTINGS_VARIABLE)
        if before is not None:
            os.environ[SETTINGS_VARIABLE] = before
        place.unlink()
    return True


def _nothing_there(store: Store) -> None:
    """A folder that is none is told as a fault; one that is there may be any folder of the machine, and is left alone."""
    there = True
    with suppress(OSError):
        there = not isinstance(store, FolderStore) or store.folder.exists()
    if not there:
        with suppress(RecordsError):
            raise AssertionError(f"read: {store.files()}")


def make_pin(random: Random, world: World) -> tuple[str, bytes]:
    """A spoilt pin, and a stored version that was spoilt on the disk."""
    pin = random.choice(world.pins)
    return pin if random.random() < 0.2 else mutated_text(random, pin), mutated_zip(random, world.version)


def take_pin(world: World, spoilt: tuple[str, bytes]) -> bool:
    text, packed = spoilt
    place = Pin(f"{crc32(packed):012x}", VERSION)
    (world.versions / f"{place.records}.zip").write_bytes(packed)
    stored_records(place, FolderStore(world.own, world.versions))
    (world.versions / f"{place.records}.zip").unlink()
    pin = read_pin(text)
    assert pin is None or str(pin) == text
    return pin is not None
