"""Partners known by the name of a person alone."""

import re

from data.observed.coding.clauses.rest import Partners
from data.observed.coding.model.tables import rows_of

_PERSONS = tuple((row["name"], row["actor"], row["office"]) for row in rows_of("persons"))


def person_named(text: str, *, last: bool = True) -> Partners:
    """The actor and office of a person named in the text: of several the last of the table, or the first."""
    found = [{actor: office} for name, actor, office in _PERSONS if re.search(name + "(?!博士后)", text)]
    return (found[-1] if last else found[0]) if found else {}
