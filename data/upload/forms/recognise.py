"""Raw tables -> the same, those of known data sets and programs as plain tables of ties."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.matching.names import comparison_key
from data.upload.forms.alliances import atop_dyad_years, cow_alliances
from data.upload.forms.networks import with_labels
from data.upload.forms.trade import trade_agreements
from data.upload.reading.raw import RawTable

_KUMU = ({"from", "to", "type"}, {"from", "to", "label"}, {"from", "to", "direction"})


def recognised(tables: Iterable[RawTable]) -> list[RawTable]:
    """Every table, with the form that it has if that is a known one."""
    return list(_recognised(with_labels(trade_agreements(tables))))


def _recognised(tables: Iterable[RawTable]) -> Iterator[RawTable]:
    for raw in tables:
        names = {comparison_key(name[:60]) for name in raw.records[0][2]}
        if any(form <= names for form in _KUMU):
            yield replace(raw, form="Kumu")
        elif raw.form == "" and {"source", "target"} <= names:
            yield replace(raw, form="Gephi edges")
        else:
            yield cow_alliances(raw) or atop_dyad_years(raw) or raw
