"""Raw tables -> the same, those of known data sets and programs as plain tables of ties."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.matching.names import comparison_key
from data.upload.forms.alliances import atop_dyad_years, cow_alliances
from data.upload.forms.networks import with_labels
from data.upload.reading.raw import RawTable

_KUMU = ({"from", "to", "type"}, {"from", "to", "label"}, {"from", "to", "direction"})


def recognised(tables: Iterable[RawTable]) -> list[RawTable]:
    """Every table, with the form that it has if that is a known one."""
    return list(_recognised(with_labels(tables)))


def _recognised(tables: Iterable[RawTable]) -> Iterator[RawTable]:
    for raw in tables:
        names = {comparison_key(name[:60]) for name in raw.records[0][2]}
        if "basetreaty" in names and {"country1", "country2"} <= names:
            yield _desta(raw)
        elif any(form <= names for form in _KUMU):
            yield replace(raw, form="Kumu")
        elif raw.form == "" and {"source", "target"} <= names:
            yield replace(raw, form="Gephi edges")
        else:
            yield cow_alliances(raw) or atop_dyad_years(raw) or raw


def _desta(raw: RawTable) -> RawTable:
    """Trade agreements by dyad: one label for all, the name of each as its wording, and when it entered into force."""
    header = [comparison_key(name[:60]) for name in raw.records[0][2]]
    positions = {name: at for at, name in enumerate(header)}
    records = [(*raw.records[0][:2], ["Country 1", "Country 2", "Label", "Wording", "Since", "Layer", "Source"])]
    for first, last, cells in raw.records[1:]:
        cell = {name: cells[at].strip() if at < len(cells) else "" for name, at in positions.items()}
        since = next(
            (year for name in ("entryforceyear", "year") if (year := cell.get(name, "").removesuffix(".0")).isdigit()),
            "",
        )
        label = "trade agreement"
        records.append(
            (
                first,
                last,
                [
                    cell["country1"],
                    cell["country2"],
                    label,
                    cell.get("name", ""),
                    since,
                    "integration",
                    "DESTA, by dyad",
                ],
            )
        )
    return replace(raw, records=tuple(records), form="DESTA trade agreements")
