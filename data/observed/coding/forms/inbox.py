"""A folder of transcripts -> its items, each once, however many archives hold it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.base.text_encodings import EncodingError, text_of
from data.observed.coding.forms.files import NoItemsError, items_of_json, items_of_markdown
from data.observed.coding.model.item import Item, video_of

_READERS = {".json": items_of_json, ".md": items_of_markdown, ".markdown": items_of_markdown}
LARGEST_FILE = 20_000_000


@dataclass(frozen=True)
class Inbox:
    """The items, and (file, reason) of what could not be read."""

    items: tuple[Item, ...]
    unread: tuple[tuple[str, str], ...]


def read_inbox(folder: Path) -> Inbox:
    """Read a folder with all below it. The first folder in the path of a file is the name of its archive."""
    items: list[Item] = []
    unread: list[tuple[str, str]] = []
    for path in _files(folder):
        name = path.relative_to(folder)
        archive = name.parts[0] if len(name.parts) > 1 else ""
        try:
            items += _items_of(path, (archive,) if archive else ())
        except (NoItemsError, EncodingError) as problem:
            unread.append((name.as_posix(), str(problem)))
        except OSError as problem:
            unread.append((name.as_posix(), problem.strerror or "it cannot be read"))
    return Inbox(tuple(each_once(items)), tuple(unread))


def _files(folder: Path) -> Iterator[Path]:
    """The files in a known form by name; hidden ones, and links out of the inbox, are left out."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in _READERS and path.is_file() and path.resolve().is_relative_to(root):
            yield path


def _items_of(path: Path, archives: tuple[str, ...]) -> Iterator[Item]:
    if path.stat().st_size > LARGEST_FILE:
        raise NoItemsError(f"it is larger than {LARGEST_FILE // 1_000_000} MB")
    items = [*_READERS[path.suffix.lower()](text_of(path.read_bytes()), path.name)]
    for number, item in enumerate(items, start=1):
        # What has no address of its own is found again in the inbox by its file.
        yield Item(item.date, item.url or f"inbox:{path.name}#{number}", item.title, item.text, archives)


def each_once(items: Iterable[Item]) -> list[Item]:
    """Each item once, with its longest text, its first title and its earliest day. Their order changes nothing."""
    by_place: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: (item.archives, item.date, item.url, item.title, item.text)):
        key = video_of(item.url) or f"{item.date}\0{item.title}"
        before = by_place.get(key)
        by_place[key] = _merged(before, item) if before else item
    return sorted(by_place.values(), key=lambda item: (item.date, item.url, item.title))


def _merged(before: Item, item: Item) -> Item:
    return Item(
        min(before.date, item.date),
        before.url,
        before.title or item.title,
        item.text if len(item.text) > len(before.text) else before.text,
        tuple(dict.fromkeys((*before.archives, *item.archives))),
    )
