"""What the program is made of: `python -m tests.sbom` prints a CycloneDX 1.6 list, with `--licences` a table of licences.

Read from .lock.txt (versions, hashes) and from the installed packages (licences); nobody is asked for anything.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from data.base.version import VERSION

LOCK = Path(__file__).parents[1] / ".lock.txt"
_ENTRY = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)[^\n]*\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n)+)", re.M)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_LICENCE = "License :: "
UNKNOWN = "not installed here"
# Read in the licence file of a package whose description does not say it.
_READ_IN_FILE = {"resvg-py": "MIT"}


@dataclass(frozen=True)
class Package:
    """One package of the lock; `licence` as its makers write it, UNKNOWN where another version or none is installed."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str


def packages() -> list[Package]:
    entries = _ENTRY.findall(LOCK.read_text("utf-8"))
    return [Package(name, version, tuple(_HASH.findall(hashes)), licence_of(name)) for name, version, hashes in entries]


def licence_of(name: str) -> str:
    """Its SPDX expression, or else its classifiers, or else the first line of what it says."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return UNKNOWN
    if expressions := about.get_all("License-Expression"):
        return str(expressions[0])
    classifiers = [
        text.rsplit(" :: ", 1)[-1] for text in about.get_all("Classifier") or () if text.startswith(_LICENCE)
    ]
    said = "".join(about.get_all("License") or ()).strip().splitlines()
    return " AND ".join(classifiers) or (said[0] if said else _READ_IN_FILE.get(name, "not stated"))


def bill_of_materials() -> str:
    """CycloneDX 1.6 as JSON."""
    components = [
        {
            "type": "library",
            "name": package.name,
            "version": package.version,
            "purl": f"pkg:pypi/{package.name}@{package.version}",
            "bom-ref": f"pkg:pypi/{package.name}@{package.version}",
            "licenses": [{"license": {"name": package.licence}}],
            "properties": [{"name": "sha256", "value": value} for value in package.hashes],
        }
        for package in packages()
    ]
    about = {"component": {"type": "application", "name": "allweather", "version": VERSION, "bom-ref": "allweather"}}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": about, "components": components}
    return json.dumps(bill, indent=1) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.sbom", description="List what the program is made of.")
    parser.add_argument("--licences", action="store_true", help="a table of licences instead of the CycloneDX list")
    if parser.parse_args(arguments).licences:
        for package in packages():
            print(f"{package.name:32} {package.version:14} {package.licence}")
    else:
        print(bill_of_materials(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
