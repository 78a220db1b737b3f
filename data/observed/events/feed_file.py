"""What a feed says of itself (`feed.json`): its edition, its files, what was counted and what was set aside."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from data.base.fault import FaultError

FEED_FILE = "feed.json"
_FORMAT = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class FileCounts(_Part):
    """One file that was read. `reports` are its rows between two countries, `events` what they count together.

    `aside` counts bad lines by reason, `left_out` sound ones that are not about two countries.
    """

    name: str
    digest: str
    layout: str
    family: str
    lines: int
    reports: int
    events: int
    aside: dict[str, int]
    left_out: dict[str, int]
    unknown_actors: dict[str, int]


class FeedFile(_Part):
    """The state of a feed. Its tables are in the folder `edition-N`."""

    format: int = _FORMAT
    edition: int = 0
    family: str = ""
    reports: int = 0
    duplicates: int = 0
    files: tuple[FileCounts, ...] = ()

    @property
    def folder(self) -> str:
        return f"edition-{self.edition}"

    @property
    def digests(self) -> frozenset[str]:
        return frozenset(file.digest for file in self.files)

    @property
    def lines_aside(self) -> int:
        return sum(sum(file.aside.values()) for file in self.files)

    @property
    def lines_left_out(self) -> int:
        return sum(sum(file.left_out.values()) for file in self.files)


def feed_file_of(text: str) -> FeedFile:
    """The content of `feed.json`. FaultError if it is none of ours."""
    try:
        feed = FeedFile.model_validate_json(text)
    except ValidationError as error:
        raise FaultError(f"{FEED_FILE} cannot be read", "import the files again into an empty folder") from error
    if feed.format != _FORMAT:
        raise FaultError(f"{FEED_FILE} is of another program version", "import the files again into an empty folder")
    return feed


def read_feed_file(folder: Path) -> FeedFile:
    """The feed of a folder; an empty one if nothing was imported. FaultError if its file is faulty."""
    try:
        return feed_file_of((folder / FEED_FILE).read_text("utf-8"))
    except FileNotFoundError:
        return FeedFile()
    except (OSError, UnicodeDecodeError) as error:
        raise FaultError(f"{FEED_FILE} cannot be read", "check that you may read it") from error
