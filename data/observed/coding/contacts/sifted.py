"""Contacts as reported -> those with a state or organisation, by the right means, with the offices that the text names."""

import re

from data.observed.coding.chinese.leaders import LEADER
from data.observed.coding.chinese.names import scopes
from data.observed.coding.chinese.offices import partners_in, without_modifiers
from data.observed.coding.chinese.openings import first_sentence
from data.observed.coding.clauses.rest import Partners
from data.observed.coding.contacts.reported import Reported
from data.observed.coding.model.item import Item
from data.observed.coding.model.tables import words

_NO_STATE, _STATE_GUEST = words("no_state"), words("state_guest")
_VIDEO = re.compile("视频方式(?:会见|会晤|同|与|举行)|视频会见|视频会晤|视频会谈|视频连线")
_GUESTS = re.compile("客人|代表团|访华团|一行|朋友")
_OF_SOCIETY = re.compile("工商|企业|商界|财界|经济界|智库|媒体|青年|大学")
_STATE_OFFICE = re.compile("议会|议员|议长|总统|总理|首相|部长|大臣|国会|政党|特使|省长|州长|市长|政府|司令|主席|国王")
_CHAIR_OF_COMPANY = re.compile("(董事会|基金会|集团|公司|商会|协会|理事会|委员会|俱乐部)主席")
_OWN_CHAIRS = re.compile(f"(国家|副|政协|全国政协|军委|中央军委)主席|{LEADER.pattern}")
_NOT_HEAD = re.compile(
    "顾问|前国|前首|特使|特别代表|前总|原总|副总|副议|副首|代表团|客人|候任|州长|省长|市长|办公厅|夫人|大使"
)


def sifted(item: Item, contacts: list[Reported]) -> list[Reported]:
    """The contacts that count, with what the first sentence adds to them."""
    sentence = first_sentence(item.text)
    if _VIDEO.search(sentence) and not ("视频" in item.title and "会见" in item.title):
        contacts = [c._replace(kind="video_call") if c.kind in ("meeting", "talks") else c for c in contacts]
    counted = [sifted_one for contact in contacts if (sifted_one := _sifted(item.title, sentence, contact))]
    for contact in counted:
        _find_offices(item.title, sentence, contact)
    return counted


def _sifted(title: str, sentence: str, contact: Reported) -> Reported | None:
    if (
        contact.kind in ("meeting", "talks")
        and _GUESTS.search(title)
        and _NO_STATE.search(sentence)
        and not _STATE_GUEST.search(_OWN_CHAIRS.sub("", sentence.split(contact.leader)[-1]))
    ):
        return None
    in_person = contact.kind in ("meeting", "talks", "video_call", "attends_with")
    if in_person and set(contact.partners.values()) == {"other"} and _OF_SOCIETY.search(title) and "代表" in title:
        return None
    if "客人" in title and len(contact.partners) > 1:
        partners = _without_private(sentence, contact.partners)
        return contact._replace(partners=partners) if partners else None
    return contact


def _without_private(sentence: str, partners: Partners) -> Partners:
    """Without the guests who spoke for a company or a school."""
    said = {scope.actor: scope.text for scope in scopes(without_modifiers(sentence))}
    return {
        actor: office for actor, office in partners.items() if office != "other" or not _is_private(said.get(actor, ""))
    }


def _is_private(text: str) -> bool:
    return bool(_NO_STATE.search(text)) and not _STATE_OFFICE.search(_CHAIR_OF_COMPANY.sub("", text))


def _find_offices(title: str, sentence: str, contact: Reported) -> None:
    """Fill in offices that the title left open."""
    if contact.kind == "visit_arrival" or "other" not in contact.partners.values() or _NOT_HEAD.search(title):
        return
    start = max(sentence.find(contact.leader), 0)
    for actor, office in partners_in(sentence[start:], contact.kind, strict=True).items():
        if contact.partners.get(actor) == "other" and office != "other":
            contact.partners[actor] = office
