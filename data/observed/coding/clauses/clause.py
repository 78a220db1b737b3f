"""A clause -> the contacts that it tells of: who of China’s leaders, what kind, with whom."""

import re
from collections.abc import Iterator

from data.observed.coding.chinese.leaders import BEFORE_NAME, LEADER, NAMES, in_term, leaders_at_start
from data.observed.coding.chinese.names import NAME, scopes
from data.observed.coding.chinese.offices import office_of, partners_in
from data.observed.coding.clauses.calls import phone_calls, video_calls
from data.observed.coding.clauses.letters import letters
from data.observed.coding.clauses.persons import person_named
from data.observed.coding.clauses.rest import FoundContact, Partners, Reading, Rest
from data.observed.coding.clauses.talks import meetings, signatures, talks
from data.observed.coding.clauses.together import attendance, summits, together, welcomes
from data.observed.coding.clauses.visits import arrivals, late_arrivals, visits
from data.observed.coding.model.tables import verbs, words

_LETTER, _PHONE, _VIDEO = verbs("letter"), verbs("phone"), verbs("video")
_TALKS, _MEETING, _SIGNATURE = verbs("talks"), verbs("meeting"), verbs("signature")
_NO_CONTACT, _WEAK = words("no_contact"), words("weak")
# In this order: the first that knows the verb decides.
READINGS: tuple[Reading, ...] = (
    phone_calls,
    video_calls,
    arrivals,
    summits,
    welcomes,
    attendance,
    together,
    talks,
    meetings,
    late_arrivals,
    visits,
    signatures,
)
_GUEST_MEETS = re.compile(rf"^(.{{2,40}}?)(?:分别)?(会见|接见|同|与|和)({NAMES})(.*)$")
# What a leader is going to do, or leaves from, is no contact yet.
_LATER = re.compile(
    "(主席|总书记|总理)?(的|将|即将|拟|应.{2,30}邀请将|乘|离|结束|回到|返回|签署|特使)|总书记(在|会)|"
    "(主席|总理)?(今|明|后)天将|会见记"
)
_PLANNED = re.compile("^.{0,30}(将|即将)(同|与|于|对|访|出席|赴|会|应|举行|主持|在|前往)")
_TITLE = re.compile("^(主席|总书记|总理|委员长|副主席|外长)")


def contacts_in(clause: str, day: str, *, in_text: bool = False) -> list[FoundContact]:
    """The contacts of a clause; one without partners tells of a contact whose partner it does not name."""
    found = [match for match in LEADER.finditer(clause) if in_term(match.group(), day)]
    if not found:
        return []
    guest = _guest_meets(clause, day)
    if guest:
        return [guest]
    before = clause[: found[0].start()]
    passive = _passive(clause, before, found[0].group())
    if passive is not None:
        return passive
    if not re.fullmatch(BEFORE_NAME, LEADER.sub("", before)):
        return []
    names, end = leaders_at_start(clause, found)
    rest = re.sub("^并(?=[同与会])", "", clause[end:])
    if _is_still_to_come(rest):
        return []
    rest = _TITLE.sub("", rest)
    if not in_text:
        rest = rest.split("强调")[0]
    return [FoundContact(name, kind, dict(partners)) for kind, partners in _read(rest) for name in names]


def _read(text: str) -> Iterator[tuple[str, Partners]]:
    if _LETTER.search(text) and not re.search("联合主持|贺信精神|宣读|转达|转交", text):
        yield from letters(text)
        return
    if _NO_CONTACT.search(_WEAK.sub("", text) if NAME.search(text) else text):
        return
    rest = Rest(text, signs=_SIGNATURE.search(text) is not None)
    for reading in READINGS:
        contacts = reading(rest)
        if contacts is not None:
            yield from contacts
            return


def _is_still_to_come(rest: str) -> bool:
    if _LATER.match(rest) and not re.match("签署.{0,30}联合|应.{2,30}邀请", rest) and not _SIGNATURE.match(rest):
        return True
    return _PLANNED.search(rest) is not None


def _guest_meets(clause: str, day: str) -> FoundContact | None:
    """A title with the guest as its subject: “the president of X meets Li Qiang”."""
    found = _GUEST_MEETS.match(clause)
    if not found:
        return None
    guest, verb, leader, rest = found.groups()
    if not NAME.search(guest) or re.search("应|邀请|欢迎|祝贺|特使", guest) or not in_term(leader, day):
        return None
    if re.match("(主席|总书记|总理)?的?(特使|特别代表|代表)", rest):
        return None
    kind = _kind_of_guest(verb, rest)
    partners = partners_in(guest, kind, strict=False) if kind else {}
    return FoundContact(leader, kind, partners) if partners else None


def _kind_of_guest(verb: str, rest: str) -> str:
    if verb in ("会见", "接见") and not re.match("^(的|时|后)", rest):
        return "meeting"
    kinds = (("phone_call", _PHONE), ("video_call", _VIDEO), ("talks", _TALKS), ("meeting", _MEETING))
    return next((kind for kind, pattern in kinds if pattern.search(rest)), "")


def _passive(clause: str, before: str, leader: str) -> list[FoundContact] | None:
    """A welcome for the leader, or a letter to him; None if the clause is neither."""
    if re.search("举行.{0,6}仪式欢迎(?:国务院总理|国家主席)?$", before) and not NAME.search(before):
        actors = [scope.actor for scope in scopes(clause)]
        office = office_of(before, "")
        one = len(set(actors)) == 1 and office != "other"
        return [FoundContact(leader, "attends_with", {actors[0]: office})] if one else []
    if not NAME.search(before) or re.search("特使|应|邀请|各界|民众|媒体|人士", before):
        return None
    if re.search("举行.{0,6}仪式欢迎$|举行仪式，?欢迎", before):
        partners = partners_in(before, "attends_with", strict=True) or person_named(before)
        return [FoundContact(leader, "attends_with", partners)] if partners else []
    sent = re.search("(致电|致信|发来|来电|祝贺|致贺|向|复电|致函)", before) and _LETTER.search(clause)
    if sent and not re.search("表示哀悼.*逝世", clause):
        sender = re.split("致电|致信|发来|来电|向|就", before)[0]
        partners = partners_in(sender, "letter_message", strict=True)
        return [FoundContact(leader, "letter_message", partners)] if partners else []
    return None
