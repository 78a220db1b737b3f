"""Trade agreements of DESTA: its list of treaties by dyad, and its list of withdrawals -> plain tables of ties."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from data.matching.code_schemes import actor_of_code
from data.matching.names import comparison_key
from data.matching.world_names import world_names
from data.upload.reading.raw import RawTable, Record

_HEADER = ["Country 1", "Country 2", "Label", "Wording", "Since", "Until", "Status", "Layer", "Source"]
_LABEL = "trade agreement"
_SOURCE = "DESTA, list of treaties by dyad"
_WITHDRAWAL = "withdraw"
# The two sides and the number of the agreement, of which there may be later texts.
_Membership = tuple[frozenset[str], str]


@dataclass(frozen=True)
class _Row:
    """A row of DESTA: its place in the file, and its cells by column."""

    record: Record
    cell: Mapping[str, str]

    @property
    def sides(self) -> tuple[str, str]:
        return self._side("1"), self._side("2")

    def _side(self, number: str) -> str:
        """The name that belongs to the ISO number, which is always the same; the name as it is written if there is none."""
        written = self.cell.get(f"country{number}", "")
        actor = actor_of_code("iso number", self.cell.get(f"iso{number}", ""))
        return world_names().names[actor][0] if actor else written

    @property
    def membership(self) -> _Membership:
        return frozenset(self.sides), self.cell.get("basetreaty", "")

    def year(self, column: str) -> str:
        """A year, empty if there is none."""
        text = self.cell.get(column, "").removesuffix(".0")
        return text if text.isdigit() else ""


def is_desta(raw: RawTable) -> bool:
    """Whether a table is one of DESTA's by dyad."""
    names = {comparison_key(name[:60]) for name in raw.records[0][2]}
    return {"basetreaty", "country1", "country2"} <= names


def trade_agreements(tables: Iterable[RawTable]) -> list[RawTable]:
    """The tables, those of DESTA as ties; a withdrawal is the end of a tie, and no table of its own beside others."""
    tables = list(tables)
    rows = {number: list(_rows(raw)) for number, raw in enumerate(tables) if is_desta(raw)}
    ends: dict[_Membership, str] = {}
    lists = set()
    for number, of_table in rows.items():
        for row in of_table:
            if not _is_withdrawal(tables[number], row):
                lists.add(number)
            elif year := row.year("year"):
                ends[row.membership] = min(year, ends.get(row.membership, year))
    return [
        _ties(raw, rows[number], ends) if number in rows else raw
        for number, raw in enumerate(tables)
        if number in lists or number not in rows or not lists
    ]


def _rows(raw: RawTable) -> Iterator[_Row]:
    names = [comparison_key(name[:60]) for name in raw.records[0][2]]
    for record in raw.records[1:]:
        yield _Row(record, {name: cell.strip() for name, cell in zip(names, record[2], strict=False)})


def _is_withdrawal(raw: RawTable, row: _Row) -> bool:
    return _WITHDRAWAL in row.cell.get("entrytype", "").casefold() or _WITHDRAWAL in raw.name.casefold()


def _ties(raw: RawTable, rows: Iterable[_Row], ends: Mapping[_Membership, str]) -> RawTable:
    """One row for each pair and agreement: its first text that entered into force, otherwise the first that was signed."""
    first: dict[_Membership, _Row] = {}
    for row in rows:
        if not _is_withdrawal(raw, row):
            other = first.setdefault(row.membership, row)
            if _opening(row) < _opening(other):
                first[row.membership] = row
    ties = [(*row.record[:2], _cells(row, ends.get(row.membership, ""))) for row in first.values()]
    header = (*raw.records[0][:2], _HEADER)
    return replace(
        raw, records=(header, *sorted(ties)), form="DESTA trade agreements", left_out=len(raw.records) - len(ties) - 1
    )


def _opening(row: _Row) -> tuple[bool, str]:
    force = row.year("entryforceyear")
    return not force, force or row.year("year")


def _cells(row: _Row, end: str) -> list[str]:
    force = row.year("entryforceyear")
    status = "in force" if force else "signed"
    name = row.cell.get("name", "").removesuffix(" (consolidated)")
    return [*row.sides, _LABEL, name, force or row.year("year"), end, status, "integration", _SOURCE]
