"""The command `python -m components.news digest`: what changed in the records, as Word, a web page or Markdown for a mail."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from components.figure.docx.digest import digest_docx
from components.news.digest import Digest, digest_of, html_page_of, markdown_of
from data.export.permission import NotPermittedError, permission
from data.links.pins import pin_of, store_version
from data.links.version_changes import version_changes
from data.store.base import StoreError
from data.store.open_store import store_of
from data.store.settings import settings
from data.tables.dataset import load_files
from data.tables.findings import RecordsError
from data.view.fields.codecs import ActorsOrDyads, UnreadableError
from data.view.ties import ties_of

FORMATS: Mapping[str, Callable[[Digest, str], bytes]] = {
    "docx": digest_docx,
    "html": lambda digest, marking: html_page_of(digest, marking).encode(),
    "md": lambda digest, marking: markdown_of(digest, marking).encode(),
}


def arguments_of(words: Sequence[str]) -> argparse.Namespace:
    """The options of the command line; exits with a message where one is not valid."""
    parser = argparse.ArgumentParser(prog="python -m components.news", description=__doc__)
    digest = parser.add_subparsers(dest="command", required=True).add_parser("digest", help="what changed, as a file")
    digest.add_argument("--watch", default="", help="countries and pairs, such as HUN,CHN-KAZ; without it all")
    digest.add_argument("--since", type=date.fromisoformat, help="the first day, such as 2026-11-21; without it a week")
    digest.add_argument("--format", default="html", help=f"one or more of {','.join(FORMATS)}")
    digest.add_argument("--out", type=Path, default=Path("allweather-digest"), help="the file; the extension is added")
    digest.add_argument("--address", default="", help="the address of the page, for links: https://desk.example")
    digest.add_argument("--marking", default="", help="a classification marking: one of the levels in the settings")
    digest.add_argument("--records", help="the folder of the records, or the address of a database")
    chosen = parser.parse_args(words)
    chosen.format = chosen.format.split(",")
    if unknown := [name for name in chosen.format if name not in FORMATS]:
        parser.error(f"unknown formats: {', '.join(unknown)}; choose from {', '.join(FORMATS)}")
    return chosen


def main(words: Sequence[str]) -> int:
    """Write the files; 0 if that worked, else 1 with the reason on the error stream."""
    chosen = arguments_of(words)
    try:
        permit = permission(chosen.marking)
        permit.check()
        digest = _digest(chosen)
    except (RecordsError, StoreError, NotPermittedError, UnreadableError) as fault:
        print(fault, file=sys.stderr)
        return 1
    for extension in chosen.format:
        path = chosen.out.with_name(f"{chosen.out.name.removesuffix(f'.{extension}')}.{extension}")
        path.write_bytes(FORMATS[extension](digest, permit.marking))
        print(path)
    return 0


def _digest(chosen: argparse.Namespace) -> Digest:
    """The changes up to the records as they are, which are stored as a version if they are not yet."""
    store = store_of(chosen.records, versions=".kept") if chosen.records else settings().store
    files, today = store.files(), date.today()
    dataset = load_files(files)
    watch = ActorsOrDyads().parse(chosen.watch, dataset)
    store_version(dataset.version, files, store)
    versions, changes = version_changes(store, pin_of(dataset).records)
    since = chosen.since or today - timedelta(days=7)
    base = chosen.address.rstrip("/")
    return digest_of(ties_of(dataset), versions, changes, watch=watch, since=since, today=today, base=base)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
