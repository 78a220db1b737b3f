"""Contacts of all items -> one row for each day, partner, kind and leader, with an id."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from data.observed.coding.contacts.found import OFFICE_RANK, Found

# With persons of different offices on one day these are different contacts.
_BY_OFFICE = ("meeting", "talks", "letter_message", "phone_call", "video_call")
_ONCE_A_VISIT = ("state_visit", "joint_statement")
_VISIT_DAYS = 5
Key = tuple[str, str, str, str, str]


def merged(found: Iterable[Found]) -> list[tuple[str, Found]]:
    """(id, contact) of each, by day, partner, kind and leader."""
    by_key = _by_key(found)
    ids: set[str] = set()
    rows = []
    for row in _once(sorted(by_key.values(), key=lambda row: (row.day, row.partner, row.kind, row.leader))):
        plain = f"{row.day.replace('-', '')}_{row.partner.replace(':', '.')}_{row.kind}_{_letters(row.leader)}"
        contact = f"{plain}_{row.office or 'x'}" if plain in ids else plain
        ids.add(contact)
        rows.append((contact, row))
    return rows


def _letters(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower())


def _by_key(found: Iterable[Found]) -> dict[Key, Found]:
    merged_rows: dict[Key, Found] = {}
    offices: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for row in sorted(found, key=_order):
        plain = (row.day, row.partner, row.kind, row.leader)
        key = (*plain, _office_key(row, merged_rows, offices[plain]))
        before = merged_rows.get(key)
        if before is None:
            merged_rows[key] = row
            continue
        if OFFICE_RANK[row.office] > OFFICE_RANK[before.office]:
            before.office = row.office
        before.label = before.label or row.label
    return merged_rows


def _office_key(row: Found, merged_rows: dict[Key, Found], known: list[str]) -> str:
    """Which of the contacts of one day the row belongs to; an office that is not known joins whatever is there."""
    if row.kind not in _BY_OFFICE:
        return ""
    if row.office in ("other", ""):
        if not known:
            known.append("other")
        return known[0]
    plain = (row.day, row.partner, row.kind, row.leader)
    if "other" in known and merged_rows[*plain, "other"].item.url == row.item.url:
        # The same item names the office in another place.
        known[known.index("other")] = row.office
        merged_rows[*plain, row.office] = merged_rows.pop((*plain, "other"))
    elif row.office not in known:
        known.append(row.office)
    return row.office


def _order(row: Found) -> tuple[str, ...]:
    # Within an item the order in which it tells of them.
    return (row.day, row.item.date, row.item.url, row.item.title)


def _once(rows: Iterable[Found]) -> Iterable[Found]:
    """Without a second state visit or statement of one visit, and what an item aired twice repeats."""
    last_visit: dict[tuple[str, str, str], date] = {}
    last_title: dict[tuple[str, str, str, str], date] = {}
    for row in rows:
        day = date.fromisoformat(row.day)
        visit = (row.kind, row.partner, row.leader)
        if row.kind in _ONCE_A_VISIT:
            if visit in last_visit and (day - last_visit[visit]).days <= _VISIT_DAYS:
                continue
            last_visit[visit] = day
        aired = (*visit, row.item.title)
        if aired in last_title and (day - last_title[aired]).days in (0, 1):
            continue
        last_title[aired] = day
        yield row
