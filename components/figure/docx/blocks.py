"""Tables and pictures of a Word document."""

import io
from collections.abc import Sequence

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from components.figure.docx.elements import paragraph, word

# Twentieths of a point (dxa), in which tables are measured, and their number in a point.
PER_POINT = 20
TEXT_WIDTH = 9412
Cell = Sequence[BaseOxmlElement]


def table(
    style: str, widths: Sequence[float], head: Sequence[Cell], rows: Sequence[Sequence[Cell]], *, text: str, title: str
) -> BaseOxmlElement:
    """A table of paragraphs' runs; `widths` are shares of the text, `head` is repeated on each page, if there is one."""
    sizes = [round(share * TEXT_WIDTH) for share in widths]
    element = word(
        "tbl",
        word(
            "tblPr",
            word("tblStyle", val=style),
            word("tblW", w=sum(sizes), type="dxa"),
            word("tblLayout", type="fixed"),
            word("tblLook", val="0420" if head else "0400", firstRow=int(bool(head)), noHBand=1, noVBand=1),
            word("tblCaption", val=title),
        ),
        word("tblGrid", *(word("gridCol", w=size) for size in sizes)),
    )
    if head:
        element.append(_row(head, sizes, "TableHead", is_head=True))
    element.extend(_row(row, sizes, text, is_head=False) for row in rows)
    return element


def _row(cells: Sequence[Cell], sizes: Sequence[int], style: str, *, is_head: bool) -> BaseOxmlElement:
    properties = word("trPr", word("cantSplit"), *([word("tblHeader")] if is_head else []))
    return word(
        "tr",
        properties,
        *(
            word("tc", word("tcPr", word("tcW", w=size, type="dxa")), paragraph(style, *cell))
            for cell, size in zip(cells, sizes, strict=True)
        ),
    )


def picture(document: Document, png: bytes, width: float, alt_text: str, title: str) -> BaseOxmlElement:
    """A paragraph with the picture, `width` points wide, with its alternative text."""
    shape = document.part.new_pic_inline(io.BytesIO(png), width=Emu(round(width * 12700)))
    for side in ("distT", "distB", "distL", "distR"):
        shape.set(side, "0")
    shape.docPr.set("descr", alt_text)
    shape.docPr.set("title", title)
    shape.docPr.set("name", title)
    return paragraph("Figure", word("r", word("drawing", shape)))
