"""Which requirements are not installed: `python -m tests.support.running.packages FILE` prints them; exit code 1 if there are any."""

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement


def requirements_in(file: Path) -> Iterator[str]:
    """The requirements of a file and of the files that it includes by -r, without comments."""
    for line in file.read_text("utf-8").splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("-r "):
            yield from requirements_in(file.parent / text.removeprefix("-r "))
        elif text:
            yield text


def missing_packages(file: Path) -> list[str]:
    """The requirements of a file that this interpreter does not satisfy."""
    try:
        # Comes with pytest.
        from packaging.requirements import Requirement
    except ImportError:
        return list(requirements_in(file))
    return [text for text in requirements_in(file) if not _is_installed(Requirement(text))]


def _is_installed(requirement: "Requirement") -> bool:
    if requirement.marker and not requirement.marker.evaluate():
        return True
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return False
    return requirement.specifier.contains(version, prereleases=True)


if __name__ == "__main__":
    missing = missing_packages(Path(sys.argv[1]))
    print("\n".join(missing))
    sys.exit(bool(missing))
