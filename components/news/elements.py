"""A digest -> elements of the page; each entry carries when it was stored, so that the browser can mark what is new. Pure."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from components.news.digest import NO_VERSIONS, NOTHING_CHANGED, Digest, DigestItem
from components.news.steps import Latest
from components.style.markup import element
from data.base.days import day_text

EXPLANATIONS = {
    "Changes in the world": "Happened after the last day that the records had covered.",
    "Found later": "Not known before, about a time that had been covered.",
    "Corrections of the records": "The records said otherwise before; the world did not change.",
}
MOST_OPEN = 12
_LATEST = "Ties and significant events of the last twelve months that sources cover, whenever they were recorded."


def news_elements(digest: Digest, latest: Iterable[Latest] = (), *, is_first_version: bool) -> list[Element]:
    """The sections with their entries, what else changed, the newest of the world, and how far sources were read."""
    parts = list[Element]()
    for kind, items in digest.sections.items():
        if items:
            rows = [_row(item) for item in items]
            parts += [
                element("h2", f"{kind.value} · {len(items)}", class_="aw-part"),
                element("p", EXPLANATIONS[kind.value], class_="aw-quiet"),
                *_list(rows),
            ]
    if digest.is_empty:
        parts.append(element("p", NO_VERSIONS if is_first_version else NOTHING_CHANGED))
    parts += [element("p", digest.others, class_="aw-quiet")] if digest.others else []
    parts += _latest(tuple(latest))
    return [*parts, *([element("p", digest.closing, class_="aw-quiet")] if digest.closing else [])]


def _list(rows: list[Element]) -> list[Element]:
    """The first entries, and the others folded: a revision of hundreds of rows would bury what comes after it."""
    first, rest = rows[:MOST_OPEN], rows[MOST_OPEN:]
    parts = [element("ul", *first, class_="aw-list")]
    if rest:
        more = element("summary", f"{len(rest)} more")
        parts.append(element("details", more, element("ul", *rest, class_="aw-list")))
    return parts


def _latest(latest: tuple[Latest, ...]) -> list[Element]:
    """Whatever changed here since: what a reader who comes for the first time may want to know of the world."""
    if not latest:
        return []
    rows = [_told(one.sentence, f".{one.link}", one.sources) for one in latest]
    return [
        element("h2", f"Latest in the records · {len(rows)}", class_="aw-part"),
        element("p", _LATEST, class_="aw-quiet"),
        element("ul", *rows, class_="aw-list"),
    ]


def _told(sentence: str, href: str, sources: tuple[str, ...]) -> Element:
    return element(
        "li",
        sentence,
        " ",
        element("a", "Show", href=href, aria_label=f"Show: {sentence}"),
        element("div", f"Source: {'; '.join(sources)}.", class_="aw-quiet") if sources else None,
    )


def _row(item: DigestItem) -> Element:
    entry = item.entry
    return element(
        "li",
        element("b", day_text(entry.at.date())),
        " ",
        entry.sentence,
        " ",
        element("a", "Show", href=f".{entry.link}", aria_label=f"Show: {entry.sentence}"),
        element("div", item.remark, class_="aw-quiet") if item.remark else None,
        element("div", f"Source: {'; '.join(entry.sources)}.", class_="aw-quiet") if entry.sources else None,
        data_at=entry.at.isoformat(),
    )
