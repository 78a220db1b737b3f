"""The template as an open document, and its way back to bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

from components.figure.docx.elements import field_runs, text_run, word
from components.figure.model import FILE_LANGUAGE
from data.base.zip_time import NO_TIME

_TEMPLATE = Path(__file__).parent / "template"
# File of the template -> its place in a document.
_PARTS: Mapping[str, str] = {
    "content_types.xml": "[Content_Types].xml",
    "package_rels.xml": "_rels/.rels",
    "document_rels.xml": "word/_rels/document.xml.rels",
    "document.xml": "word/document.xml",
    "styles.xml": "word/styles.xml",
    "settings.xml": "word/settings.xml",
    "numbering.xml": "word/numbering.xml",
    "footnotes.xml": "word/footnotes.xml",
    "fontTable.xml": "word/fontTable.xml",
    "theme.xml": "word/theme/theme1.xml",
    "header.xml": "word/header1.xml",
    "footer.xml": "word/footer1.xml",
    "core.xml": "docProps/core.xml",
    "app.xml": "docProps/app.xml",
}


@lru_cache(maxsize=1)
def _template() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for file, part in _PARTS.items():
            package.writestr(zipfile.ZipInfo(part, NO_TIME), (_TEMPLATE / file).read_bytes())
    return out.getvalue()


def new_document(title: str, marking: str, footer: str) -> Document:
    """An empty document on A4: the marking in its header, `footer` and the number of the page below."""
    document = docx.Document(io.BytesIO(_template()))
    made = datetime.now(UTC).replace(microsecond=0)
    properties = document.core_properties
    properties.title, properties.category, properties.language = title, marking, FILE_LANGUAGE
    properties.created = properties.modified = made
    section = document.sections[0]
    if marking:
        section.header.paragraphs[0]._p.append(text_run(marking))
    below = section.footer.paragraphs[0]._p
    below.append(text_run(footer))
    for part in (
        word("r", word("tab")),
        text_run("Page "),
        *field_runs("PAGE"),
        text_run(" of "),
        *field_runs("NUMPAGES"),
    ):
        below.append(part)
    return document


class _Writer:
    """Writes parts as python-docx does, but without the time, which its own writer takes from the clock."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, place: PackURI, content: bytes | str) -> None:
        entry = zipfile.ZipInfo(place.membername, NO_TIME)
        self._archive.writestr(entry, content, zipfile.ZIP_DEFLATED)


def bytes_of(document: Document) -> bytes:
    package, out = document.part.package, io.BytesIO()
    assert package is not None
    for part in package.parts:
        part.before_marshal()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        writer = _Writer(archive)
        PackageWriter._write_content_types_stream(writer, package.parts)  # type: ignore[no-untyped-call]
        PackageWriter._write_pkg_rels(writer, package.rels)  # type: ignore[no-untyped-call]
        PackageWriter._write_parts(writer, package.parts)  # type: ignore[arg-type]
    return out.getvalue()
