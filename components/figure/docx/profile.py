"""A profile -> a Word document."""

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from components.figure.docx.blocks import PER_POINT, TEXT_WIDTH, Cell, picture, table
from components.figure.docx.elements import caption, paragraph, text_runs
from components.figure.docx.notes import Notes
from components.figure.docx.package import bytes_of, new_document
from components.profile.document import (
    BarChart,
    Block,
    DocumentTable,
    ItemList,
    Paragraph,
    ProfileDocument,
    Runs,
    Section,
    Strip,
)
from components.profile.references import reference_parts

SOURCES = "Sources"


def profile_docx(profile: ProfileDocument, strip_png: bytes, marking: str, note: str = "") -> bytes:
    """The document: card, sentences, sections, notes; `strip_png` is the picture of its strip of time, if it has one."""
    document = new_document(
        profile.title, marking, f"{profile.title}, {profile.subtitle[0].lower()}{profile.subtitle[1:]}"
    )
    writer = _Writer(document, profile, strip_png)
    writer.write(note)
    return bytes_of(document)


class _Writer:
    """Writes the parts of one profile one after the other."""

    def __init__(self, document: Document, profile: ProfileDocument, strip_png: bytes) -> None:
        self.document, self.profile, self.strip_png = document, profile, strip_png
        self.notes = Notes(document)
        self.body = document.element.body
        self.last = self.body[-1]
        self.tables = self.figures = 0

    def write(self, note: str) -> None:
        """All of it; the note of the reader is below the title."""
        profile = self.profile
        self._add(paragraph("Title", *text_runs(profile.title)))
        self._add(paragraph("Subtitle", *text_runs(profile.subtitle)))
        if note:
            self._add(paragraph("Subtitle", *text_runs(note)))
        rows = [(text_runs(fact.name), self._runs(fact.value)) for fact in profile.facts]
        if rows:
            self._add(table("Card", (0.27, 0.73), (), rows, text="TableText", title="Summary"))
            self._add(paragraph("SmallPrint"))
        for sentence in profile.summary:
            self._add(paragraph("ListBullet", *self._runs(sentence)))
        for section in profile.sections:
            self._section(section)
        self._add(paragraph("Heading1", *text_runs(SOURCES)))
        self._add(paragraph("SmallPrint", *text_runs(" ".join(profile.closing))))
        self.notes.close()

    def _add(self, element: BaseOxmlElement) -> None:
        """Before the properties of the section, which come last."""
        self.last.addprevious(element)

    def _section(self, section: Section) -> None:
        self._add(paragraph("Heading1", *text_runs(section.heading)))
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, DocumentTable):
            self._table(
                block.caption,
                [(one.name, one.share) for one in block.columns],
                [list(map(self._runs, row)) for row in block.rows],
            )
        elif isinstance(block, BarChart):
            self._table(
                block.caption,
                [("Year", 0.2), ("Value", 0.8)],
                [[text_runs(bar.period), self._runs(bar.text)] for bar in block.bars],
            )
            if block.others:
                self._add(paragraph("SmallPrint", *self._runs(block.others)))
        elif isinstance(block, ItemList):
            for item in block.items:
                self._add(paragraph("ListBullet", *self._runs(item)))
        elif isinstance(block, Paragraph):
            self._add(paragraph("SmallPrint" if block.is_quiet else "Normal", *self._runs(block.runs)))
        elif self.strip_png:
            self._strip(block)

    def _table(self, title: str, columns: list[tuple[str, float]], rows: list[list[Cell]]) -> None:
        self.tables += 1
        self._add(caption("Table", self.tables, f"{title}: {self.profile.title}"))
        heads = [text_runs(name) for name, _ in columns]
        self._add(table("Rows", [share for _, share in columns], heads, rows, text="TableText", title=title))

    def _strip(self, strip: Strip) -> None:
        self.figures += 1
        self._add(picture(self.document, self.strip_png, TEXT_WIDTH / PER_POINT, strip.text, strip.caption))
        self._add(caption("Figure", self.figures, f"{strip.caption}: {self.profile.title}", style="FigureCaption"))

    def _runs(self, runs: Runs) -> list[BaseOxmlElement]:
        """The texts, each in its language, and the marks of their sources."""
        elements = list[BaseOxmlElement]()
        for run in runs:
            elements += text_runs(run.text, language=run.language, bold=run.is_strong) if run.text else []
            for number, reference in enumerate(run.references):
                linked, rest = reference_parts(reference)
                elements += [self.notes.joint()] if number else []
                elements += self.notes.cite(reference.key, linked, reference.url, rest)
        return elements
