"""`python -m data.observed code INBOX --out FOLDER`: a folder of transcripts -> candidates to review, and the coverage by day."""

import argparse
import sys
from pathlib import Path

from data.base.text import quantity
from data.observed.coding.candidates_file import CoderRun, read_run, write_run
from data.observed.coding.coder import coded
from data.observed.coding.forms.inbox import read_inbox
from data.observed.coding.model.coverage import unusual
from data.observed.coding.model.tables import rules_version
from data.tables.dataset import load_records
from data.tables.findings import RecordsError
from data.tables.reading import RECORDS

_MAX_NAMED = 10


def main(arguments: list[str]) -> int:
    """Run the command; 0 if it wrote the candidates, 1 if it stopped and wrote nothing."""
    options = _options(arguments)
    if not options.inbox.is_dir():
        return _stop(f"There is no folder {options.inbox}.")
    try:
        dataset = load_records(options.records)
    except RecordsError as problem:
        return _stop(str(problem))
    inbox = read_inbox(options.inbox)
    for name, reason in inbox.unread[:_MAX_NAMED]:
        print(f"Not read: {name} ({reason})", file=sys.stderr)
    result, before = coded(inbox.items, dataset), read_run(options.out)
    reasons = unusual(result.days, before.days)
    if reasons and not options.anyway:
        return _stop("Stopped: this run is unusual. Nothing was written.", *reasons, "Take it with --anyway.")
    run = before.followed_by(CoderRun(result.candidates, result.days))
    write_run(options.out, run)
    counts = ", ".join(
        quantity(sum(1 for candidate in result.candidates if candidate.table == table), one, many)
        for table, one, many in (
            ("contacts", "contact", None),
            ("sightings", "sighting", None),
            ("alerts", "label alert", None),
        )
    )
    print(
        f"{quantity(len(inbox.items), 'item')} of {quantity(len(result.days), 'day')} read: {counts} (rules {rules_version()})."
    )
    return 0


def _stop(*lines: str) -> int:
    print(*lines, sep="\n", file=sys.stderr)
    return 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.observed code",
        description="Find contacts, uses of labels and label alerts in a folder of transcripts, as candidates to review.",
    )
    parser.add_argument(
        "inbox", type=Path, help="folder of transcripts (JSON or Markdown, one item or one broadcast a file)"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for candidates.csv and coverage.csv")
    parser.add_argument("--records", type=Path, default=RECORDS, help="folder of the records (labels and names)")
    parser.add_argument("--anyway", action="store_true", help="take a run that finds far less than usual")
    return parser.parse_args(arguments)
