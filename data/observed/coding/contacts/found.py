"""An item -> one row for each leader, kind and partner of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from data.observed.coding.chinese.leaders import ENGLISH_NAME, LEADER
from data.observed.coding.chinese.names import scopes
from data.observed.coding.chinese.openings import day_of
from data.observed.coding.contacts.further import further
from data.observed.coding.contacts.most_used import most_used_label
from data.observed.coding.contacts.reported import reported
from data.observed.coding.contacts.sifted import sifted
from data.observed.coding.model.item import Item
from data.observed.coding.model.tables import words

_NO_CONTACT = words("no_contact")
_JOINT_STATEMENT = re.compile("联合声明|联合公报|联合新闻公报|联合宣言")
_OF_TWO = re.compile("中华人民共和国|^中|两国")
_ABOUT_STATEMENT = re.compile("周年|发言人|解读|专家|落实")
_SIGNERS = ("Xi Jinping", "Hu Jintao", "Li Keqiang", "Li Qiang", "Wen Jiabao")
OFFICE_RANK = {
    "head_of_state": 5,
    "head_of_government": 4,
    "foreign_minister": 3,
    "speaker": 2,
    "other": 1,
    "": 0,
}
_NEAR_DAYS = 3


@dataclass(slots=True)
class Found:
    """A contact of an item, before those of all items are merged."""

    day: str
    item: Item
    kind: str
    partner: str
    leader: str
    office: str
    label: str
    origin: str


def found_in(item: Item) -> tuple[list[Found], int]:
    """(the contacts of an item, how many more have a partner that no rule knows)."""
    if not LEADER.search(item.title) and not item.title.startswith("中"):
        # No reading of a title begins without a leader or a pair with China.
        return [], 0
    reading = reported(item)
    if not reading.contacts:
        return [], reading.unknown
    contacts = sifted(item, reading.contacts)
    actors = sorted({actor for contact in contacts for actor in contact.partners})
    more = chain.from_iterable(further(item, contact) for contact in contacts if contact.partners)
    day, labels = day_of(item.text, item.date), {}
    rows = []
    for contact in [*contacts, *more]:
        for actor, office in contact.partners.items():
            if actor not in labels:
                labels[actor] = most_used_label(item.text, actor, actors)
            leader = ENGLISH_NAME[contact.leader]
            rows.append(Found(day, item, contact.kind, actor, leader, office, labels[actor], contact.origin))
    return rows, reading.unknown


def joint_statements(items: Iterable[Item], found: Iterable[Found]) -> Iterator[Found]:
    """Statements that are items of their own: by the highest contact with the partner within three days."""
    high = [
        row
        for row in found
        if row.kind in ("talks", "meeting")
        and row.office in ("head_of_state", "head_of_government")
        and row.leader in _SIGNERS
    ]
    for item in items:
        partner = _partner_of_statement(item.title)
        if not partner:
            continue
        near = [
            (row, gap) for row in high if row.partner == partner and (gap := _gap(item.date, row.day)) <= _NEAR_DAYS
        ]
        if near:
            row, _ = min(near, key=lambda pair: (-OFFICE_RANK[pair[0].office], pair[1], pair[0].day, pair[0].leader))
            label = most_used_label(item.text, partner, [partner])
            yield Found(item.date, item, "joint_statement", partner, row.leader, row.office, label, "title")


def _partner_of_statement(title: str) -> str:
    if not _JOINT_STATEMENT.search(title) or not _OF_TWO.search(title) or LEADER.search(title):
        return ""
    if _NO_CONTACT.search(title) or _ABOUT_STATEMENT.search(title):
        return ""
    actors = {scope.actor for scope in scopes(title)}
    return actors.pop() if len(actors) == 1 else ""


def _gap(day: str, other: str) -> int:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
