"""Calls by phone or video."""

import re

from data.observed.coding.chinese.offices import partners_in
from data.observed.coding.clauses.rest import Partners, Rest
from data.observed.coding.model.tables import verbs

_PHONE, _VIDEO = verbs("phone"), verbs("video")


def phone_calls(rest: Rest) -> list[tuple[str, Partners]] | None:
    if not _PHONE.search(rest.text):
        return None
    partner = rest.between(_PHONE) or _PHONE.sub("", rest.text)
    return [("phone_call", partners_in(partner, "phone_call", strict=False))]


def video_calls(rest: Rest) -> list[tuple[str, Partners]] | None:
    if not _VIDEO.search(rest.text) or re.search("出席.{0,22}(?:视频峰会|峰会)", rest.text):
        return None
    return [("video_call", partners_in(rest.text, "video_call", strict=False))]
