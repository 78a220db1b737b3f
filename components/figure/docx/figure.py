"""A figure -> a Word document: the picture with its numbered caption, and its notes."""

import re
from collections.abc import Sequence

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from components.figure.captions import Note
from components.figure.charts.paragraphs import ChartParagraph
from components.figure.docx.blocks import PER_POINT, TEXT_WIDTH, picture
from components.figure.docx.elements import caption, hyperlink, paragraph, text_runs
from components.figure.docx.notes import Notes
from components.figure.docx.package import bytes_of, new_document
from components.figure.model import BriefingFigure
from components.figure.text.breaks import unbroken_dates
from components.style.markup import is_web_address

# A web address, without what ends a sentence or stands between two of them.
_ADDRESS = re.compile(r"(https?://[^\s;]*[^\s;.,)])")
_BETWEEN_YEARS = re.compile(r"(?<=\b\d{4})–(?=\d{4}\b)")


def figure_docx(figure: BriefingFigure, pngs: Sequence[bytes], paragraphs: Sequence[ChartParagraph] = ()) -> bytes:
    """Title, sentence, each picture with its caption; each statement of the notes has its sources as a footnote.

    `paragraphs` are those of a figure that is text.
    """
    texts = figure.slide
    named = ", ".join(filter(None, (texts.title, texts.day)))
    document = new_document(texts.title, texts.marking, named)
    last = document.element.body[-1]
    notes = Notes(document)
    parts = [
        paragraph("Title", *text_runs(unbroken_title(texts.title))),
        *([paragraph("Subtitle", *text_runs(texts.sentence))] if texts.sentence else []),
    ]
    parts += [_paragraph(document, text) for text in paragraphs]
    for number, png in enumerate(pngs, 1):
        part = f" ({number} of {len(pngs)})" if len(pngs) > 1 else ""
        parts += [
            picture(document, png, TEXT_WIDTH / PER_POINT, figure.alt_text, texts.title),
            caption("Figure", number, f"{named}{part}", style="FigureCaption"),
        ]
    parts += [paragraph("Subtitle", *text_runs(texts.note))] if texts.note else []
    source = " ".join(filter(None, (texts.coverage and f"{texts.coverage}.", texts.remarks, texts.sources)))
    parts.append(paragraph("SmallPrint", *text_runs(source), *_link(document, texts.link)))
    parts += [paragraph("Heading1", *text_runs("Notes"))] if figure.citations else []
    parts += [_note(figure, note, notes) for note in figure.citations]
    for part in parts:
        last.addprevious(part)
    notes.close()
    return bytes_of(document)


def unbroken_title(title: str) -> str:
    """A title in which no line ends within a date or between two years, or begins with a dash: Word breaks after dashes."""
    title = _BETWEEN_YEARS.sub("\u00a0to\u00a0", title).replace(" – ", "\u00a0– ")
    return unbroken_dates(title)


def _paragraph(document: Document, text: ChartParagraph) -> BaseOxmlElement:
    """A heading, or a text in which web addresses are links."""
    if text.is_heading:
        return paragraph("Heading1", *text_runs(text.text))
    runs = list[BaseOxmlElement]()
    for number, part in enumerate(_ADDRESS.split(text.text)):
        if number % 2 and is_web_address(part):
            runs.append(hyperlink(document.part, part, text_runs(part, style="Hyperlink")))
        else:
            runs += text_runs(part) if part else []
    return paragraph("SmallPrint", *runs)


def _link(document: Document, address: str) -> list[BaseOxmlElement]:
    if not is_web_address(address):
        return []
    link = hyperlink(document.part, address, text_runs("This view", style="Hyperlink"))
    return [*text_runs(" "), link]


def _note(figure: BriefingFigure, note: str, notes: Notes) -> BaseOxmlElement:
    """What a note states, and the marks of its sources; with its number if the picture has numbers."""
    if not isinstance(note, Note):
        return paragraph("SmallPrint", *text_runs(note))
    number = f"{note.number}. " if note.number and figure.with_sources else ""
    marks = list[BaseOxmlElement]()
    for place, (key, text, address) in enumerate(note.sources):
        title = text.removesuffix(address).rstrip(", ") if address else text
        marks += [*([notes.joint()] if place else []), *notes.cite(key, title, address, ".")]
    return paragraph(
        "NoteList" if not number else "NumberedNote",
        *text_runs(f"{number}{note.statement}"),
        *marks,
        *text_runs(note.more),
    )
