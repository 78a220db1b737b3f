"""What was read on each day, and whether a run found far less, or knew far fewer names, than usual."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from data.observed.coding.model.candidate import Candidate
from data.observed.coding.model.item import Item

# A run is compared with as many days before it as make a usual.
FEWEST_DAYS, MOST_DAYS = 20, 400
LEAST_SHARE_FOUND = 0.6
# Names that no rule knew: as many again as usual, and a handful at least, mean a new spelling or a new state.
MOST_UNKNOWN, FEWEST_UNKNOWN = 2.0, 5


@dataclass(frozen=True)
class DayCoverage:
    """The items of a day: all, those with a text; what was found in them; contacts with a partner that no rule knows."""

    date: str
    items: int
    with_text: int
    contacts: int
    sightings: int
    alerts: int
    unknown_names: int
    archives: str

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))

    def row(self) -> dict[str, str]:
        return dict(zip(self.columns(), map(str, astuple(self)), strict=True))

    @classmethod
    def of_row(cls, row: Mapping[str, str]) -> "DayCoverage":
        """From a row of the file; raises KeyError or ValueError if it is none."""
        items, with_text, contacts = int(row["items"]), int(row["with_text"]), int(row["contacts"])
        sightings, alerts, unknown = int(row["sightings"]), int(row["alerts"]), int(row["unknown_names"])
        return cls(row["date"], items, with_text, contacts, sightings, alerts, unknown, row["archives"])


def coverage(
    items: Iterable[Item], candidates: Iterable[Candidate], unknown: Mapping[str, int]
) -> Iterator[DayCoverage]:
    """One row for each day with an item, by date. A candidate counts on the day of its item."""
    by_day: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_day[item.date].append(item)
    day_of_place = {item.place: day for day, of_day in by_day.items() for item in of_day}
    found = Counter(
        (day_of_place.get(candidate.cells.get("item", ""), ""), candidate.table) for candidate in candidates
    )
    for day, of_day in sorted(by_day.items()):
        yield DayCoverage(
            day,
            len(of_day),
            sum(1 for item in of_day if item.text),
            found[day, "contacts"],
            found[day, "sightings"],
            found[day, "alerts"],
            unknown.get(day, 0),
            "; ".join(sorted({archive for item in of_day for archive in item.archives})),
        )


def unusual(new: Sequence[DayCoverage], before: Sequence[DayCoverage]) -> list[str]:
    """Why a run should not be taken as it is, one sentence each; none if it is as usual, or nothing is usual yet."""
    new_days = {day.date for day in new}
    usual = [day for day in before if day.date not in new_days][-MOST_DAYS:]
    if not new or len(usual) < FEWEST_DAYS:
        return []
    return [*_too_few(new, usual), *_too_many_unknown(new, usual)]


def _too_few(new: Sequence[DayCoverage], usual: Sequence[DayCoverage]) -> Iterator[str]:
    for name, found in (("contacts and labels", _rate(new, "contacts", "sightings")), ("items", _rate(new, "items"))):
        expected = _rate(usual, "contacts", "sightings") if name != "items" else _rate(usual, "items")
        # A day or two may be quiet; the number expected must be large enough to say so.
        if expected * len(new) >= 10 and found < LEAST_SHARE_FOUND * expected:
            yield (
                f"{found:.1f} {name} a day were found, {1 - found / expected:.0%} fewer than the usual {expected:.1f}. "
                "Check whether the source has changed its form."
            )


def _too_many_unknown(new: Sequence[DayCoverage], usual: Sequence[DayCoverage]) -> Iterator[str]:
    found, expected = sum(day.unknown_names for day in new), _rate(usual, "unknown_names") * len(new)
    if found >= FEWEST_UNKNOWN and found > MOST_UNKNOWN * expected:
        yield (
            f"{found} contacts have a partner that no rule knows; {expected:.0f} are usual. "
            "Add the names to rules/names.csv or rules/persons.csv."
        )


def _rate(days: Sequence[DayCoverage], *columns: str) -> float:
    """The mean of a day over all columns together."""
    found: int = sum(getattr(day, column) for day in days for column in columns)
    return found / len(days)
