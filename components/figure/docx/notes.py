"""Real footnotes, which python-docx does not write: one for each source, and cross-references to it."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from components.figure.docx.elements import field_runs, hyperlink, paragraph, text_run, text_runs, word
from components.style.markup import is_web_address

STYLE = "FootnoteReference"


class Notes:
    """The notes of a document. `cite` gives the runs of a mark: a new note, or a reference to one that is there.

    Footnotes, not endnotes: LibreOffice puts endnotes on pages without the header, and so without the marking.
    """

    def __init__(self, document: Document) -> None:
        self._part: Part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        self._root = parse_xml(self._part.blob)
        self._numbers: dict[str, int] = {}

    def cite(self, key: str, linked: str, address: str, rest: str) -> list[BaseOxmlElement]:
        """The mark of a source: `linked` is the part of the note that leads to the address, `rest` follows it."""
        if number := self._numbers.get(key):
            mark = _bookmark_name(number)
            return field_runs(f"NOTEREF {mark} \\f \\h", str(number), style=STYLE)
        number = self._numbers[key] = len(self._numbers) + 1
        self._root.append(self._note(number, linked, address, rest))
        reference = word("r", word("rPr", word("rStyle", val=STYLE)), word("footnoteReference", id=number))
        start = word("bookmarkStart", id=number, name=_bookmark_name(number))
        return [start, reference, word("bookmarkEnd", id=number)]

    def joint(self) -> BaseOxmlElement:
        """The comma between two marks."""
        return text_run(",", word("vertAlign", val="superscript"))

    def _note(self, number: int, linked: str, address: str, rest: str) -> BaseOxmlElement:
        mark = word("r", word("rPr", word("rStyle", val=STYLE)), word("footnoteRef"))
        is_linked = is_web_address(address)
        runs = text_runs(linked, style="Hyperlink" if is_linked else "")
        parts = [hyperlink(self._part, address, runs)] if is_linked else runs
        text = paragraph("FootnoteText", mark, word("r", word("tab")), *parts, *text_runs(rest))
        return word("footnote", text, id=number)

    def close(self) -> None:
        """Write the notes into their part; last of all."""
        self._part._blob = serialize_part_xml(self._root)


def _bookmark_name(number: int) -> str:
    return f"_Ref{number:08d}"
