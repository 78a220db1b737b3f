"""The lock: every package that the page needs, at one version and with its hashes."""

import re
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKED = re.compile(
    r"^([a-z0-9.-]+)==([^ ;\\]+)(?: ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


def locked() -> dict[str, str]:
    return {name: version for name, version, _ in LOCKED.findall((ROOT / ".lock.txt").read_text("utf-8"))}


def asked() -> list[Requirement]:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def test_every_direct_dependency_is_locked_within_its_bounds() -> None:
    versions = locked()
    for requirement in asked():
        assert requirement.specifier.contains(versions[requirement.name.lower()]), requirement


# The first version of each without a hole that was known when the floor was set.
SAFE = {"starlette": "1.10", "filelock": "3.20.3", "pypdf": "7", "fonttools": "4.60.2"}


def test_no_floor_allows_a_version_with_a_known_hole() -> None:
    floors = {
        requirement.name.lower(): min(
            Version(one.version) for one in requirement.specifier if one.operator in (">=", "==")
        )
        for requirement in asked()
    }
    for name, version in SAFE.items():
        assert floors.get(name, Version(version)) >= Version(version), name


def test_every_package_of_the_lock_has_its_hashes_and_no_host_stands_in_it() -> None:
    text = (ROOT / ".lock.txt").read_text("utf-8")
    assert len(re.findall(r"^[a-z0-9.-]+==", text, re.M)) == len(LOCKED.findall(text)) > 20
    assert "://" not in text
