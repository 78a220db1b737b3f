"""Letters, messages, congratulations and condolences -> whom they were exchanged with."""

import re

from data.observed.coding.chinese.names import NAME, is_organisation
from data.observed.coding.chinese.offices import partners_in
from data.observed.coding.clauses.rest import Partners
from data.observed.coding.model.tables import rows_of, words

_NO_CONTACT, _TO_OFFICE = words("no_contact"), words("congratulation")
_ORGANISATIONS = [(row["actor"], re.compile(row["pattern"])) for row in rows_of("addressees")]
_OCCASION = re.compile("(?:就|因)[^，,]{0,60}?(?=向|致电|致信|致函|同|与)")


def letters(text: str) -> list[tuple[str, Partners]]:
    """The contacts of a clause about a letter."""
    if _NO_CONTACT.search(text) and not NAME.search(text):
        return []
    words_of_address = _without_occasion(text)
    states = {
        actor: office
        for actor, office in partners_in(words_of_address, "letter_message", strict=True).items()
        if not is_organisation(actor)
    }
    if (
        states
        and re.search("论坛|博览会|大会|研讨会|峰会", words_of_address)
        and not _TO_OFFICE.search(words_of_address)
    ):
        states = {}
    return [("letter_message", states or _organisations(words_of_address))]


def _without_occasion(text: str) -> str:
    if re.match("^.{0,8}(就|因)", text):
        text = _OCCASION.sub("", text, count=1)
    return re.sub("就.*?(?=互致|互发)", "", text) if "互致" in text or "互发" in text else text


def _organisations(text: str) -> Partners:
    if re.search("中国[—－\\-–]|中非|中欧|中拉|中阿", text):
        return {}
    return {actor: "other" for actor, pattern in _ORGANISATIONS if pattern.search(text)}
