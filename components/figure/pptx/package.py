"""Parts with their types and relations -> the zip file that PowerPoint opens."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from posixpath import basename, dirname, relpath
from xml.sax.saxutils import quoteattr

from components.figure.pptx.markup import HEAD, without_forbidden
from data.base.zip_time import NO_TIME

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class PartRelation:
    """What a part refers to: the last word of the relation's type, and the name of another part or a web address."""

    id: str
    kind: str
    target: str

    @property
    def is_link(self) -> bool:
        return self.kind == "hyperlink"


@dataclass(frozen=True)
class PackagePart:
    """A file in the package, its media type, and the parts that it refers to."""

    name: str
    mime: str
    content: str
    relations: tuple[PartRelation, ...] = field(default=())


def package_of(parts: Iterable[PackagePart]) -> bytes:
    """The file; the first part is the one that an application opens."""
    parts = list(parts)
    files = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _relations_of_package(parts)}
    for part in parts:
        files[part.name] = part.content
        if part.relations:
            files[f"{dirname(part.name)}/_rels/{basename(part.name)}.rels"] = _relations(part)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.encode())
    return out.getvalue()


def _content_types(parts: list[PackagePart]) -> str:
    overrides = "".join(
        f"<Override PartName={quoteattr('/' + part.name)} ContentType={quoteattr(part.mime)}/>" for part in parts
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations_of_package(parts: list[PackagePart]) -> str:
    """Of the package itself: the presentation and its properties."""
    kinds = {
        "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
        "docProps/app.xml": f"{OFFICE}/extended-properties",
    }
    roots = {parts[0].name: f"{OFFICE}/officeDocument", **kinds}
    return _relations_file(
        _relation(f"rId{number}", kind, name) for number, (name, kind) in enumerate(roots.items(), 1)
    )


def _relations(part: PackagePart) -> str:
    folder = dirname(part.name)
    return _relations_file(
        _relation(
            one.id, f"{OFFICE}/{one.kind}", one.target if one.is_link else relpath(one.target, folder), one.is_link
        )
        for one in part.relations
    )


def _relation(key: str, kind: str, target: str, is_link: bool = False) -> str:
    mode = ' TargetMode="External"' if is_link else ""
    return f"<Relationship Id={quoteattr(key)} Type={quoteattr(kind)} Target={quoteattr(target)}{mode}/>"


def _relations_file(relations: Iterable[str]) -> str:
    lines = without_forbidden("".join(relations))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'
