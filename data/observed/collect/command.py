"""`python -m data.observed collect SOURCES --into INBOX`: the items of the sources that a desk turned on -> its inbox."""

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path

from data.base.text import quantity
from data.observed.collect.adapter import FetchError
from data.observed.collect.collecting import Collected, collect
from data.observed.collect.fetching import Fetcher
from data.observed.collect.sources import CollectedSource, SourcesError, sources_in

_DAYS, _MAX_NAMED = 7, 5


def main(arguments: list[str]) -> int:
    """Run the command; 0 if everything listed could be read, else 1."""
    options = _options(arguments)
    try:
        sources = sources_in(options.sources)
    except SourcesError as problem:
        print(problem, file=sys.stderr)
        return 1
    if not sources:
        print("No source is turned on: set “on = true” for each that may be read.")
        return 0
    until = options.until or date.today()
    since = options.since or until - timedelta(_DAYS)
    results = [_report(source, _collected(source, options.into, since, until)) for source in sources]
    return 1 if any(result.failures for result in results) else 0


def _collected(source: CollectedSource, inbox: Path, since: date, until: date) -> Collected:
    try:
        reader = Fetcher(source.address, source.pause)
    except FetchError as problem:
        return Collected(failures=[(source.address, str(problem))])
    return collect(source.adapter, reader, inbox / source.name, since, until)


def _report(source: CollectedSource, result: Collected) -> Collected:
    print(f"{source.name}: {quantity(result.new, 'new item')}, {result.known:,} there already")
    for address, reason in result.failures[:_MAX_NAMED]:
        print(f"{source.name}: not read: {' '.join(filter(None, (address, f'({reason})')))}", file=sys.stderr)
    return result


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.observed collect", description="Read new items of sites and feeds into an inbox, politely."
    )
    parser.add_argument("sources", type=Path, help="a TOML file of sources; see the guide on operations")
    parser.add_argument("--into", type=Path, required=True, help="the inbox")
    parser.add_argument("--since", type=date.fromisoformat, help=f"first day; by default {_DAYS} days before the last")
    parser.add_argument("--until", type=date.fromisoformat, help="last day; by default today")
    return parser.parse_args(arguments)
