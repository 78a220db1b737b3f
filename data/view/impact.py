"""What rests on a source: which rows would have none without it, and which still stand, on whose word."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.base.text import counted
from data.tables.cross_references import caption
from data.tables.dataset import Dataset


@dataclass(frozen=True)
class Citing:
    """A row that cites a source: its table, its id, the words for it, and who vouches for it besides."""

    table: str
    key: str
    words: str
    other_sources: tuple[str, ...]
    other_voices: tuple[str, ...]


@dataclass(frozen=True)
class Impact:
    """The rows that cite what is withdrawn. A row that stands on one voice is weaker than it was."""

    withdrawn: frozenset[str]
    alone: tuple[Citing, ...]
    standing: tuple[Citing, ...]


def impact_of(dataset: Dataset, withdrawn: frozenset[str]) -> Impact:
    """What the withdrawal of these sources would do; several outlets of one family are one voice."""
    citing = list(_citing(dataset, withdrawn))
    return Impact(
        frozenset(withdrawn),
        alone=tuple(row for row in citing if not row.other_sources),
        standing=tuple(row for row in citing if row.other_sources),
    )


def rests_on(sources: tuple[str, ...], withdrawn: frozenset[str]) -> bool:
    """Whether nothing is left without them; a row that never had a source loses none."""
    return bool(sources) and withdrawn.issuperset(sources)


def _citing(dataset: Dataset, withdrawn: frozenset[str]) -> Iterator[Citing]:
    for table, rows in (("spells", dataset.spells), ("events", dataset.events), ("figures", dataset.figures)):
        for row in rows:
            if not withdrawn.isdisjoint(row.sources):
                others = tuple(source for source in row.sources if source not in withdrawn)
                voices = dict.fromkeys(dataset.sources[source].family for source in others)
                yield Citing(table, row.id, caption(dataset, row), others, tuple(voices))


def impact_lines(impact: Impact) -> Iterator[str]:
    """The impact line by line, for a terminal."""
    yield f"Without {', '.join(sorted(impact.withdrawn))}:"
    yield f"{counted(len(impact.alone), 'row')} would have no source left:"
    yield from (f"  {row.table} {row.key} ({row.words})" for row in impact.alone)
    yield f"{counted(len(impact.standing), 'row')} would keep a source:"
    for row in impact.standing:
        voices = f"{counted(len(row.other_voices), 'voice')}: {', '.join(row.other_voices)}"
        yield f"  {row.table} {row.key} ({row.words}), on {voices}"
