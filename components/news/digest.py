"""News of the records -> a digest: a plain value, and that as Markdown or a web page for a mail. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from components.news.entries import FeedEntry, news_entry, others_text, pins_text
from components.style.markup import element, html_of, link, markdown_document
from components.wording.coverage import coverage_text
from data.base.days import day_text
from data.base.text import list_text
from data.base.version import VERSION
from data.links.version_changes import StoredVersion, VersionChange
from data.news.news import NewsKind, news_of, other_rows
from data.news.touched import figures_with
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad
from data.view.ties import Ties

NOTHING_CHANGED = "Nothing changed in this time."
NO_VERSIONS = (
    "Only one version of the records is stored here. As soon as they change, the differences are listed. A desk that stores "
    "no versions has nothing to compare."
)
MOST_FIGURES = 4
_STYLE = "font: 15px/1.5 Georgia, serif; color: #1a1f2b; max-width: 42em"


@dataclass(frozen=True)
class DigestItem:
    """One change: its sentence with sources and where it leads; of a correction, what it touches."""

    entry: FeedEntry
    pins: str = ""
    figures: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """ "Links pinned to … show the earlier state. Figures with it: “China’s whole ladder”."; "" for what is no correction."""
        figures = f"Figures with it: {list_text(list(self.figures), most=MOST_FIGURES)}." if self.figures else ""
        return " ".join(filter(None, (self.pins, figures)))


@dataclass(frozen=True)
class Digest:
    """What changed in the records: `sections` by kind of change, the newest first; `others` counts the other rows."""

    title: str
    subtitle: str
    sections: Mapping[NewsKind, tuple[DigestItem, ...]]
    others: str
    closing: str
    base: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(self.sections.values()) and not self.others

    @property
    def items(self) -> tuple[DigestItem, ...]:
        return tuple(item for items in self.sections.values() for item in items)


def digest_of(
    ties: Ties,
    versions: Sequence[StoredVersion],
    changes: Iterable[VersionChange],
    *,
    watch: Sequence[str] = (),
    since: date | None = None,
    today: date,
    base: str = "",
) -> Digest:
    """The changes stored since a day, of a watchlist or of all; links begin with `base`, the address of the page."""
    dataset, changes = ties.dataset, tuple(changes)
    first = datetime(since.year, since.month, since.day, tzinfo=UTC) if since else None
    recent = [change for change in changes if first is None or change.version.at >= first]
    news = [one for one in news_of(versions, changes, watch) if first is None or one.change.version.at >= first]
    items = [
        (one, DigestItem(news_entry(dataset, one), pins_text(one), _figures(ties, one.kind, one.change, today)))
        for one in news
    ]
    sections = {kind: tuple(item for one, item in items if one.kind is kind) for kind in NewsKind}
    others = other_rows(recent) if not watch else {}
    return Digest(
        title="What’s new in the records",
        subtitle=_subtitle(dataset, watch, since, today),
        sections=sections,
        others=f"Also changed: {others_text(others)}." if others else "",
        closing=" ".join(
            filter(None, (coverage_text(dataset), f"Records version {dataset.version}, Allweather {VERSION}."))
        ),
        base=base,
    )


def _figures(ties: Ties, kind: NewsKind, change: VersionChange, today: date) -> tuple[str, ...]:
    """Of a correction, the saved views that show the row."""
    if kind is not NewsKind.CORRECTION or change.row.after is None:
        return ()
    return figures_with(ties, change.row.table, "/".join(change.row.new_key), today)


def _subtitle(dataset: Dataset, watch: Sequence[str], since: date | None, today: date) -> str:
    names = list_text([actor_or_dyad(dataset, one) for one in watch], most=12)
    span = f"{day_text(since)} to {day_text(today)}" if since else f"Until {day_text(today)}"
    return f"{span} · {names}" if names else f"{span} · all countries and pairs"


# As a file -----------------------------------------------------------------------------------------------


def markdown_of(digest: Digest, marking: str = "") -> str:
    """The digest as Markdown; texts of the records stay texts."""
    lines = [marking, f"# {digest.title}", digest.subtitle]
    lines += [] if not digest.is_empty else [NOTHING_CHANGED]
    for kind, items in digest.sections.items():
        lines += [f"## {kind.value}", "\n".join(_markdown_item(digest, item) for item in items)] if items else []
    lines += [digest.others, digest.closing]
    return "\n\n".join(filter(None, lines)) + "\n"


def _markdown_item(digest: Digest, item: DigestItem) -> str:
    sources = f" Source: {'; '.join(item.entry.sources)}." if item.entry.sources else ""
    place = f" <{digest.base}{item.entry.link}>" if digest.base else ""
    text = " ".join(filter(None, (item.entry.sentence, item.remark)))
    return f"- {item.entry.at:%Y-%m-%d}: {markdown_document(f'{text}{sources}')}{place}"


def html_page_of(digest: Digest, marking: str = "") -> str:
    """The digest as a web page that a mail can hold: no script, no picture, no style sheet."""
    parts = [element("p", element("strong", marking))] if marking else []
    parts += [element("h1", digest.title), element("p", digest.subtitle)]
    parts += [element("p", NOTHING_CHANGED)] if digest.is_empty else []
    for kind, items in digest.sections.items():
        if items:
            rows = [
                element(
                    "li",
                    element("b", day_text(item.entry.at.date()), " "),
                    link(item.entry.sentence, f"{digest.base}{item.entry.link}")
                    if digest.base
                    else item.entry.sentence,
                    f" {item.remark}",
                    f" Source: {'; '.join(item.entry.sources)}." if item.entry.sources else None,
                )
                for item in items
            ]
            parts += [element("h2", kind.value), element("ul", *rows)]
    parts += [element("p", text) for text in (digest.others, digest.closing) if text]
    head = element("head", element("meta", charset="utf-8"), element("title", digest.title))
    page = element("html", head, element("body", *parts, style=_STYLE), lang="en")
    return f"<!DOCTYPE html>\n{html_of(page)}\n"
