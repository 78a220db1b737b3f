"""A Word document as its reader and its word processor find it: parts, styles, notes, captions, languages, marking."""

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import docx
import pytest

from components.figure.captions import FigureOptions
from components.figure.docx.elements import hyperlink, text_runs
from components.figure.docx.figure import unbroken_title
from components.figure.docx.package import new_document
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.render.files import FILE_FORMATS
from data.view.selection import select
from data.view.ties import Ties
from data.view.view import View
from tests.support.cast import view_of_all

W, R = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
)
MARKING, LINK = "TLP:AMBER", "https://desk.example/network?as_of=2023-03-01"
OPTIONS = FigureOptions(marking=MARKING, link=LINK)


class WordFile:
    """The parts of a document."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.document = docx.Document(io.BytesIO(content))

    def part(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.archive.read(f"word/{name}.xml"))

    def text(self, name: str = "document") -> str:
        return "".join(part.text or "" for part in self.part(name).iter(f"{W}t"))

    def fields(self) -> list[str]:
        return [(part.text or "").strip() for part in self.part("document").iter(f"{W}instrText")]


@pytest.fixture(scope="module")
def profile(curated_ties: Ties) -> WordFile:
    selection = select(curated_ties, View(as_of=date(2026, 10, 10), of="CHN-RUS"))
    figure = FIGURE_KINDS["profile"].figure_of(selection, OPTIONS)
    return WordFile(FILE_FORMATS["docx"].bytes_of(figure, "a4-portrait", "light"))


@pytest.fixture(scope="module")
def network(ties: Ties) -> WordFile:
    figure = FIGURE_KINDS["network"].figure_of(select(ties, view_of_all()), OPTIONS)
    return WordFile(FILE_FORMATS["docx"].bytes_of(figure, "slide", "light"))


@pytest.fixture(params=["profile", "network"])
def file(request: pytest.FixtureRequest) -> WordFile:
    found: WordFile = request.getfixturevalue(request.param)
    return found


def test_every_part_is_xml_and_every_relation_leads_to_a_part(file: WordFile) -> None:
    names = set(file.archive.namelist())
    for name in names:
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(file.archive.read(name))
    for name in (one for one in names if one.endswith(".rels")):
        folder = name.split("_rels/")[0]
        for relation in ElementTree.fromstring(file.archive.read(name)):
            if relation.get("TargetMode") != "External":
                target = relation.attrib["Target"]
                assert (target.lstrip("/") if target.startswith("/") else f"{folder}{target}") in names


def test_every_style_that_is_used_is_there(file: WordFile) -> None:
    known = {style.get(f"{W}styleId") for style in file.part("styles").iter(f"{W}style")}
    for part in ("document", "footnotes", "header1", "footer1"):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            assert {style.get(f"{W}val") for style in file.part(part).iter(f"{W}{tag}")} <= known


def test_each_footnote_is_cited_once_and_later_marks_refer_to_it(file: WordFile) -> None:
    notes = [int(note.attrib[f"{W}id"]) for note in file.part("footnotes")]
    cited = [int(mark.attrib[f"{W}id"]) for mark in file.part("document").iter(f"{W}footnoteReference")]
    assert cited == list(range(1, len(cited) + 1))
    assert sorted(notes) == [-1, 0, *cited]
    bookmarks = {mark.get(f"{W}name") for mark in file.part("document").iter(f"{W}bookmarkStart")}
    assert {field.split()[1] for field in file.fields() if field.startswith("NOTEREF")} <= bookmarks


def test_a_footnote_is_a_source_with_a_link(profile: WordFile) -> None:
    (first,) = (note for note in profile.part("footnotes") if note.get(f"{W}id") == "1")
    (link,) = first.iter(f"{W}hyperlink")
    relations = ElementTree.fromstring(profile.archive.read("word/_rels/footnotes.xml.rels"))
    addresses = {relation.attrib["Id"]: relation.attrib["Target"] for relation in relations}
    assert addresses[link.attrib[f"{R}id"]].startswith("http")
    assert "Reliability" in "".join(text.text or "" for text in first.iter(f"{W}t"))


def test_captions_are_numbered_by_the_word_processor(file: WordFile) -> None:
    numbers = [field for field in file.fields() if field.startswith("SEQ")]
    assert numbers
    captions = [
        one.text
        for one in file.document.paragraphs
        if one.style and one.style.name in ("Caption", "caption", "Figure Caption")
    ]
    assert all(re.match(r"(Table|Figure) \d+\. ", caption) for caption in captions)
    assert len(captions) == len(numbers)


def test_a_profile_has_headings_tables_whose_head_repeats_and_a_described_picture(profile: WordFile) -> None:
    styles = [one.style.name for one in profile.document.paragraphs if one.style]
    assert styles[:2] == ["Title", "Subtitle"]
    assert styles.count("Heading 1") + styles.count("heading 1") >= 4
    assert len(list(profile.part("document").iter(f"{W}tblHeader"))) == len(profile.document.tables) - 1
    (shape,) = profile.document.inline_shapes
    assert shape._inline.docPr.get("descr", "").startswith("Strip of time to 10 Oct 2026.")


def test_each_script_has_its_language(profile: WordFile) -> None:
    runs = [
        (run.findtext(f"{W}t") or "", run.find(f"{W}rPr/{W}lang")) for run in profile.part("document").iter(f"{W}r")
    ]
    chinese = [lang for text, lang in runs if "全面战略" in text]
    assert chinese
    assert all(lang is not None and lang.get(f"{W}eastAsia") == "zh-CN" for lang in chinese)
    russian = [lang for text, lang in runs if "партнёрство" in text]
    assert russian
    assert all(lang is not None and lang.get(f"{W}val") == "ru-RU" for lang in russian)


def test_the_marking_is_on_each_page_and_the_properties_are_ours(file: WordFile) -> None:
    assert file.text("header1") == MARKING
    assert "Page 1 of 1" in file.text("footer1")
    properties = file.document.core_properties
    assert (properties.author, properties.last_modified_by, properties.language) == ("", "", "en-GB")
    assert properties.title
    assert properties.category == MARKING
    assert properties.created
    assert properties.created.year >= 2026
    assert not any("thumbnail" in name for name in file.archive.namelist())
    (section,) = file.document.sections
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_a_figure_has_its_title_its_picture_and_the_way_back(network: WordFile) -> None:
    assert (
        network.document.paragraphs[0].text == "All ties, 1 March 2023" or "2023" in network.document.paragraphs[0].text
    )
    (shape,) = network.document.inline_shapes
    assert shape._inline.docPr.get("descr")
    links = {relation.target_ref for relation in network.document.part.rels.values() if relation.is_external}
    assert links == {LINK}


def test_a_text_is_split_by_script_and_loses_only_what_xml_cannot_hold() -> None:
    texts = [run.findtext(f"{W}t") for run in text_runs("a 全面 b\x00 Договор, پاکستان")]
    assert "".join(filter(None, texts)) == "a 全面 b Договор, پاکستان"
    assert len(texts) == 6


def test_an_address_with_letters_that_none_may_have_is_escaped_in_its_relation() -> None:
    document = new_document("A", "", "")
    hyperlink(document.part, 'https://example.org/a|b"<c>{d}', [])
    targets = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert targets == ["https://example.org/a%7Cb%22%3Cc%3E%7Bd%7D"]


def test_a_list_is_text_with_links_and_no_picture(curated_ties: Ties) -> None:
    view = View(as_of=date(2023, 3, 1), actors=("BLR", "CHN", "PAK", "RUS"), among=True)
    figure = FIGURE_KINDS["sources"].figure_of(select(curated_ties, view), FigureOptions())
    file = WordFile(FILE_FORMATS["docx"].bytes_of(figure, "slide", "light"))
    document = file.part("document")
    assert not document.findall(".//{*}drawing")
    assert len(document.findall(".//{*}hyperlink")) > 20
    assert len(document.findall(".//{*}p")) > 40


def test_no_line_of_a_title_ends_within_a_date_or_between_two_years() -> None:
    assert unbroken_title("Words and deeds: China – Russia, 1990–2026") == (
        "Words and deeds: China\u00a0– Russia, 1990\u00a0to\u00a02026"
    )
    assert unbroken_title("Ties, 1 March 2023") == "Ties, 1\u00a0March\u00a02023"
