"""The message of a network as a browser reads it: rows out of its columns."""

from collections.abc import Mapping, Sequence
from typing import Any


def spells_in(network: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the message says of each spell, by the name of the column."""
    columns, count = network["spells"], len(network["spells"]["kind"])
    rows = [
        {name: _value(column, row) for name, column in columns.items() if isinstance(column, dict)}
        for row in range(count)
    ]
    for row, spell in enumerate(rows):
        spell |= {"kind": columns["kind"][row], "added": row in columns["added"]}
    return rows


def ties_in(network: Mapping[str, Any]) -> list[dict[str, Any]]:
    """{id, dyad, lane, spells} of each tie."""
    columns, nodes = network["ties"], network["nodes"]
    ends = zip(columns["from"], columns["to"], strict=True)
    dyads = [columns["joint"].join(nodes[place]["id"] for place in pair) for pair in ends]
    return [
        {
            "id": dyad + _value(columns["line"], row),
            "dyad": dyad,
            "lane": columns["lane"][row],
            "spells": list(range(columns["first"][row], columns["first"][row] + columns["count"][row])),
        }
        for row, dyad in enumerate(dyads)
    ]


def _value(column: Mapping[str, Sequence[Any]], row: int) -> Any:
    return column["values"][column["codes"][row] if "codes" in column else 0]
