"""What the program is made of: every package of the lock, its hashes, and a licence that lets a department use it."""

import json
import re

from tests.sbom import UNKNOWN, bill_of_materials, packages
from tests.test_lock import locked

# LGPL is used unchanged, as a library (psycopg).
REFUSED = re.compile(r"(?<!L)(?<!Lesser )(A?GPL|Affero|General Public)")


def test_every_package_of_the_lock_is_listed_with_its_hashes() -> None:
    listed = json.loads(bill_of_materials())["components"]
    assert {part["name"] for part in listed} == set(locked())
    assert all(part["properties"] and part["purl"] for part in listed)


def test_no_package_has_a_licence_that_forbids_its_use() -> None:
    licences = {package.name: package.licence for package in packages()}
    assert {name: text for name, text in licences.items() if REFUSED.search(text) and "Lesser" not in text} == {}
    assert "not stated" not in licences.values()
    assert sum(text == UNKNOWN for text in licences.values()) < 10
