"""Figures -> one PDF: vector, with text that can be selected, tags in reading order, live links and bookmarks.

What turns a picture into PDF knows no tags. So each part of a page is drawn by itself, and the page puts one after the
other with the tag of each around it (ISO 32000-1, 14.7 and 14.8).
"""

import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from components.figure.layout.citation_pages import CITATIONS_HEADING, CitationsPage
from components.figure.layout.links import PageLink
from components.figure.layout.page import PageSize
from components.figure.layout.pages import FigurePage, pages_of_each
from components.figure.model import FILE_LANGUAGE, BriefingFigure, ColourScheme
from components.figure.render.palette import paper_and_ink
from components.figure.render.svg import PagePart, Role, page_parts, svg_document

PROGRAM = "Allweather"
# Role -> the standard type of its tag; what repeats on each page has none.
TAGS: dict[Role, str] = {"title": "/H1", "heading": "/H2", "text": "/P", "picture": "/Figure", "note": "/P"}


def pdf_of(figure: BriefingFigure, size: PageSize, scheme: ColourScheme) -> bytes:
    return pdf_of_all([figure], size, scheme)


def pdf_of_all(figures: Iterable[BriefingFigure], size: PageSize, scheme: ColourScheme) -> bytes:
    """Figures one after the other, each with a bookmark; the file has the title of the first."""
    document, title, marking, descriptions = _TaggedPdf(), "", "", list[str]()
    for figure, pages in pages_of_each(figures, size):
        document.add(figure, pages, scheme)
        title, marking = title or figure.title, marking or figure.slide.marking
        descriptions.append(figure.alt_text)
    return document.content(title, " ".join(descriptions), marking)


class _TaggedPdf:
    """A PDF that grows by figures. A tag names its parent, and a list of parents leads back from parts of pages to tags."""

    def __init__(self) -> None:
        self.writer = PdfWriter()
        self.root = self.writer._add_object(_dictionary(Type="/StructTreeRoot"))
        self.document = self._tag("/Document", self.root)
        self.parents = ArrayObject()

    def add(self, figure: BriefingFigure, pages: Iterable[FigurePage], scheme: ColourScheme) -> None:
        """A figure on its pages, with bookmarks to it and to its notes."""
        _register_fonts(figure.fonts.folder)
        section, bookmark = self._tag("/Sect", self.document), None
        for number, page in enumerate(pages):
            place = self._add_page(figure, page, scheme, section)
            if number == 0:
                bookmark = self.writer.add_outline_item(title=figure.title, page_number=place)
            elif isinstance(page, CitationsPage) and page.is_first:
                self.writer.add_outline_item(title=CITATIONS_HEADING, page_number=place, parent=bookmark)

    def _add_page(self, figure: BriefingFigure, page: FigurePage, scheme: ColourScheme, section: IndirectObject) -> int:
        """The parts of a page with their tags, then its links; returns the place of the page."""
        sheet = self.writer.add_blank_page(page.width, page.height)
        pictures, tags = DictionaryObject(), ArrayObject()
        red, green, blue = (int(paper_and_ink(scheme)[0][start : start + 2], 16) / 255 for start in (1, 3, 5))
        steps = [f"/Artifact BMC {red:.3f} {green:.3f} {blue:.3f} rg 0 0 {page.width} {page.height} re f EMC"]
        for number, part in enumerate(part for part in page_parts(figure, page, scheme) if part.elements):
            name = f"/Part{number}"
            pictures[NameObject(name)] = self._picture_of(figure, part, page, scheme)
            if part.role == "edge":
                steps.append(f"/Artifact BMC q {name} Do Q EMC")
                continue
            steps.append(f"{TAGS[part.role]} <</MCID {len(tags)}>> BDC q {name} Do Q EMC")
            more = {"Alt" if part.role == "picture" else "ActualText": TextStringObject(part.text)}
            tags.append(self._tag(TAGS[part.role], section, Pg=sheet.indirect_reference, K=len(tags), **more))
        sheet[NameObject("/Resources")] = _dictionary(XObject=pictures)
        content = StreamObject()
        content.set_data("\n".join(steps).encode())
        sheet[NameObject("/Contents")] = self.writer._add_object(content.flate_encode())
        sheet[NameObject("/StructParents")] = self._parent_of(tags)
        sheet[NameObject("/Tabs")] = NameObject("/S")
        for link in page.links:
            self._add_link(sheet, link, page.height, section)
        return len(self.writer.pages) - 1

    def _picture_of(
        self, figure: BriefingFigure, part: PagePart, page: FigurePage, scheme: ColourScheme
    ) -> IndirectObject:
        """A part of a page as a picture that the page can draw."""
        size = (page.width, page.height)
        svg = svg_document(figure, part.elements, size, scheme, embed=False, has_paper=False)
        drawn = PdfReader(io.BytesIO(bytes(vl_convert.svg_to_pdf(svg)))).pages[0]
        picture, contents = StreamObject(), drawn.get_contents()
        picture.set_data(contents.get_data() if contents is not None else b"")
        width, height = float(drawn.mediabox.width), float(drawn.mediabox.height)
        picture.update(
            _dictionary(
                Type="/XObject",
                Subtype="/Form",
                BBox=ArrayObject(map(FloatObject, (0, 0, width, height))),
                # From the unit of the drawing to points.
                Matrix=ArrayObject(map(FloatObject, (page.width / width, 0, 0, page.height / height, 0, 0))),
                Resources=drawn["/Resources"].clone(self.writer),
            )
        )
        return self.writer._add_object(picture.flate_encode())

    def _add_link(self, sheet: PageObject, link: PageLink, height: float, section: IndirectObject) -> None:
        left, top, right, bottom = link.box
        annotation = self.writer.add_annotation(
            len(self.writer.pages) - 1, Link(rect=(left, height - bottom, right, height - top), url=link.address)
        )
        assert annotation.indirect_reference
        annotation[NameObject("/Contents")] = TextStringObject(link.address)
        reference = _dictionary(Type="/OBJR", Obj=annotation.indirect_reference, Pg=sheet.indirect_reference)
        tag = self._tag("/Link", section, Pg=sheet.indirect_reference, K=reference)
        annotation[NameObject("/StructParent")] = self._parent_of(tag)

    def _tag(self, kind: str, parent: IndirectObject, **entries: Any) -> IndirectObject:
        """A tag below another."""
        tag = self.writer._add_object(_dictionary(Type="/StructElem", S=kind, P=parent, **entries))
        above = parent.get_object()
        assert isinstance(above, DictionaryObject)
        above.setdefault(NameObject("/K"), ArrayObject()).append(tag)
        return tag

    def _parent_of(self, tags: PdfObject) -> NumberObject:
        """The number under which the tags of a page or of a link are found."""
        number = NumberObject(len(self.parents) // 2)
        self.parents += [number, self.writer._add_object(tags) if isinstance(tags, ArrayObject) else tags]
        return number

    def content(self, title: str, description: str, marking: str) -> bytes:
        tree = self.root.get_object()
        assert isinstance(tree, DictionaryObject)
        tree[NameObject("/ParentTree")] = self.writer._add_object(_dictionary(Nums=self.parents))
        tree[NameObject("/ParentTreeNextKey")] = NumberObject(len(self.parents) // 2)
        self.writer.root_object.update(
            _dictionary(
                StructTreeRoot=self.root,
                MarkInfo=_dictionary(Marked=BooleanObject(True)),
                Lang=TextStringObject(FILE_LANGUAGE),
                ViewerPreferences=_dictionary(DisplayDocTitle=BooleanObject(True)),
            )
        )
        keywords = {"/Keywords": marking} if marking else {}
        self.writer.add_metadata(
            {"/Title": title, "/Subject": description, **keywords, "/Creator": PROGRAM, "/Producer": PROGRAM}
        )
        self.writer.compress_identical_objects()
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()


def _dictionary(**entries: Any) -> DictionaryObject:
    """A dictionary of PDF: its keys, and texts that begin with "/", are names; whole numbers are numbers."""
    return DictionaryObject({NameObject(f"/{key}"): _object(value) for key, value in entries.items()})


def _object(value: Any) -> PdfObject:
    if isinstance(value, PdfObject):
        return value
    return NumberObject(value) if isinstance(value, int) else NameObject(value)


@lru_cache(maxsize=64)
def _register_fonts(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))
