"""A digest of changes -> a Word document."""

from components.figure.docx.elements import hyperlink, paragraph, text_runs
from components.figure.docx.package import bytes_of, new_document
from components.news.digest import NOTHING_CHANGED, Digest, DigestItem
from components.style.markup import is_web_address
from data.base.days import day_text


def digest_docx(digest: Digest, marking: str) -> bytes:
    """The document: a heading for each kind of change, its entries with sources, and how far sources were read."""
    document = new_document(digest.title, marking, f"{digest.title}, {digest.subtitle}")
    last = document.element.body[-1]
    blocks = [("Title", digest.title), ("Subtitle", digest.subtitle)]
    blocks += [("Normal", NOTHING_CHANGED)] if digest.is_empty else []
    for style, text in blocks:
        last.addprevious(paragraph(style, *text_runs(text)))
    for kind, items in digest.sections.items():
        if items:
            last.addprevious(paragraph("Heading1", *text_runs(kind.value)))
        for item in items:
            address = f"{digest.base}{item.entry.link}"
            runs = text_runs(item.entry.sentence)
            linked = [hyperlink(document.part, address, runs)] if is_web_address(address) else runs
            last.addprevious(
                paragraph(
                    "ListBullet", *text_runs(f"{day_text(item.entry.at.date())}: "), *linked, *text_runs(_rest(item))
                )
            )
    for text in filter(None, (digest.others, digest.closing)):
        last.addprevious(paragraph("SmallPrint", *text_runs(text)))
    return bytes_of(document)


def _rest(item: DigestItem) -> str:
    sources = f"Source: {'; '.join(item.entry.sources)}." if item.entry.sources else ""
    return "".join(f" {text}" for text in (item.remark, sources) if text)
