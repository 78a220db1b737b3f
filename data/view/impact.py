"""What rests on a source: which rows would have no source without it, and which would keep one, and whose."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.base.text import quantity
from data.tables.cross_references import caption
from data.tables.dataset import Dataset


@dataclass(frozen=True)
class CitingRow:
    """A row that cites a source: its table, its id, its caption, and its other sources."""

    table: str
    key: str
    caption: str
    other_sources: tuple[str, ...]
    other_families: tuple[str, ...]


@dataclass(frozen=True)
class Impact:
    """The rows that cite what is withdrawn: those left without a source, and those that keep one."""

    withdrawn: frozenset[str]
    unsupported: tuple[CitingRow, ...]
    supported: tuple[CitingRow, ...]


def impact_of(dataset: Dataset, withdrawn: frozenset[str]) -> Impact:
    """What the withdrawal of these sources would do; several outlets of one family count as one."""
    citing = list(_citing(dataset, withdrawn))
    return Impact(
        frozenset(withdrawn),
        unsupported=tuple(row for row in citing if not row.other_sources),
        supported=tuple(row for row in citing if row.other_sources),
    )


def rests_on(sources: tuple[str, ...], withdrawn: frozenset[str]) -> bool:
    """Whether a row would have no source left without them; one that never had a source loses none."""
    return bool(sources) and withdrawn.issuperset(sources)


def _citing(dataset: Dataset, withdrawn: frozenset[str]) -> Iterator[CitingRow]:
    for table, rows in (("spells", dataset.spells), ("events", dataset.events), ("figures", dataset.figures)):
        for row in rows:
            if not withdrawn.isdisjoint(row.sources):
                others = tuple(source for source in row.sources if source not in withdrawn)
                families = dict.fromkeys(dataset.sources[source].family for source in others)
                yield CitingRow(table, row.id, caption(dataset, row), others, tuple(families))


def impact_lines(impact: Impact) -> Iterator[str]:
    """The impact line by line, for a terminal."""
    yield f"Without {', '.join(sorted(impact.withdrawn))}:"
    yield f"{quantity(len(impact.unsupported), 'row')} would have no source left:"
    yield from (f"  {row.table} {row.key} ({row.caption})" for row in impact.unsupported)
    yield f"{quantity(len(impact.supported), 'row')} would keep a source:"
    for row in impact.supported:
        families = f"{quantity(len(row.other_families), 'independent source')}: {', '.join(row.other_families)}"
        yield f"  {row.table} {row.key} ({row.caption}), from {families}"
