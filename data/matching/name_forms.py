"""Other forms of a name of a state: inverted, with its form of government, in brackets."""

import re
from collections.abc import Iterator

# Before the name, in the languages of the UN; "of" and articles may follow.
_GOVERNMENT = re.compile(
    r"(?:the )?(?:(?:islamic|democratic|socialist|people['’]?s|federal|federative|arab|co-operative|cooperative|"
    r"plurinational|bolivarian|independent|united|oriental|hashemite|grand|sovereign) ){0,4}"
    r"(?:republic|kingdom|state|commonwealth|federation|principality|sultanate|duchy|union) of (?:the )?",
    re.IGNORECASE,
)
_GOVERNMENT_ELSEWHERE = re.compile(
    r"(?:la )?(?:république|royaume|república|reino|principauté|principado)"
    r"(?: (?:populaire|islamique|démocratique|fédérale|popular|islámica|democrática|federal)){0,3} "
    r"(?:de la |de los |del |des |du |de l['’]|d['’]|de )"
    r"|(?:республика|королевство|государство|княжество|федеративная республика|исламская республика) ",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:人民|联邦|聯邦|伊斯兰|民主|社会主义){0,2}(?:共和国|共和國|王国|王國|联邦|聯邦)$")
_DESCRIBES = re.compile(
    r"\b(?:republic|state|states|kingdom|rep|islamic|democratic|federated|province|république|república)\b", re.I
)
# Names that mean another state with the form of government than without.
_DIFFER_WITH_IT = frozenset(("korea", "china", "congo", "vietnam", "viet nam", "ireland", "macedonia", "germany"))
# An article after the name, as ISO writes it: "Niger (the)", "Congo (the Democratic Republic of the)", "Pérou (le)".
_ARTICLE = re.compile(r"(?:the|le|la|les|l['’])(?: |$)|l['’]", re.IGNORECASE)
# The number of a note, raised or not, or its letter in brackets: "Belarus1", "China (b)".
_NOTE = re.compile(r"(?:(?<=[^\W\d_])\d{1,2}| \([a-z0-9]\))$")
_MOST_LETTERS = 120


def other_forms(name: str) -> Iterator[str]:
    """Forms under which the same state may be known: "Korea, South" -> "South Korea"; "Republic of Cuba" -> "Cuba"."""
    text = " ".join(name.split())
    if not text or len(text) > _MOST_LETTERS:
        return
    yield from _without_mark(text)
    first, comma, rest = text.partition(", ")
    if comma and rest and ", " not in rest:
        yield f"{rest} {first}"
        if _DESCRIBES.search(rest) and first.casefold() not in _DIFFER_WITH_IT:
            yield first
    if text.endswith(")") and " (" in text:
        first, _, rest = text[:-1].partition(" (")
        rest = _ARTICLE.sub("", rest, count=1) if _ARTICLE.match(rest) else rest
        if not rest:
            yield first
            return
        yield f"{rest} {first}"
        if _DESCRIBES.search(rest) and first.casefold() not in _DIFFER_WITH_IT:
            yield first
    yield from _without_government(text)


def _without_mark(text: str) -> Iterator[str]:
    """Without a footnote mark, or an article."""
    plain = text.rstrip("*†‡ ").rstrip()
    plain = plain[: plain.rindex("[")].rstrip() if plain.endswith("]") and "[" in plain else plain
    if plain and plain != text:
        yield plain
    if (match := _NOTE.search(text)) and len(text[: match.start()]) > 3:
        yield text[: match.start()]
    if plain.casefold().startswith("the "):
        yield plain[4:]


def _without_government(text: str) -> Iterator[str]:
    for pattern in (_GOVERNMENT, _GOVERNMENT_ELSEWHERE):
        match = pattern.match(text)
        if match and (rest := text[match.end() :]) and rest.casefold() not in _DIFFER_WITH_IT:
            yield rest
    match = _AFTER.search(text)
    if match and match.start() > 1:
        yield text[: match.start()]
