"""The elements of a Word document: runs in their language, fields, links."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

from components.figure.addresses import link_target

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMESPACES = {"w": nsmap["w"]}
_WORD = f"{{{nsmap['w']}}}"
_LANGUAGES = {"zh": "zh-CN", "ru": "ru-RU", "be": "be-BY"}


def word(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """An element of WordprocessingML with its attributes; a trailing "_" of a name is dropped."""
    # A long list of notes is thousands of elements: python-docx's own function takes the names apart for each of them.
    values = {f"{_WORD}{name.rstrip('_')}": str(value) for name, value in attributes.items()}
    element: BaseOxmlElement = oxml_parser.makeelement(f"{_WORD}{tag}", values, _NAMESPACES)
    element.extend(children)
    return element


def text_run(text: str, *properties: BaseOxmlElement, style: str = "", language: str = "") -> BaseOxmlElement:
    """A run of one script, with its language; properties in the order of the schema."""
    run = word("r")
    script = _script(text)
    words = [word("rStyle", val=style)] if style else []
    words += [word("rFonts", hint="eastAsia")] if script == "zh" else []
    words += properties
    if script == "rtl":
        words += [word("rtl"), word("lang", bidi="ar-SA")]
    elif (code := _LANGUAGES.get(language or script)) is not None:
        words.append(word("lang", eastAsia=code) if code == "zh-CN" else word("lang", val=code))
    if words:
        run.append(word("rPr", *words))
    content = word("t")
    content.text = _allowed(text)
    content.set(_SPACE, "preserve")
    run.append(content)
    return run


def text_runs(text: str, *, style: str = "", language: str = "", bold: bool = False) -> list[BaseOxmlElement]:
    """The text in runs of one script each, so that every part has the right font and language."""
    return [
        text_run(part, *([word("b"), word("bCs")] if bold else []), style=style, language=language if script else "")
        for script, part in _by_script(text)
    ]


def _by_script(text: str) -> Iterator[tuple[str, str]]:
    """(script, part): spaces and punctuation belong to the part before them."""
    marked, last = list[tuple[str, str]](), ""
    for character in text:
        last = _script_of(character, last)
        marked.append((last, character))
    for script, group in groupby(marked, lambda pair: pair[0]):
        yield script, "".join(character for _, character in group)


def _script(text: str) -> str:
    return next((script for script, _ in _by_script(text.strip()[:1])), "")


def _script_of(character: str, before: str) -> str:
    code = ord(character)
    if 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or 0xAC00 <= code <= 0xD7AF:
        return "zh"
    if 0x0400 <= code <= 0x052F:
        return "ru"
    if unicodedata.bidirectional(character) in ("R", "AL"):
        return "rtl"
    if character.isalnum() and character.isascii():
        return ""
    return before if character == " " or not character.isascii() else ""


def _allowed(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return "".join(one for one in text if one in "\t\n" or (ord(one) >= 32 and ord(one) not in (0xFFFE, 0xFFFF)))


def field_runs(code: str, result: str = "1", *properties: BaseOxmlElement, style: str = "") -> list[BaseOxmlElement]:
    """A field that the word processor computes, such as PAGE or SEQ, with the result that it shows until then."""
    instruction = word("instrText")
    instruction.text = f" {code} "
    instruction.set(_SPACE, "preserve")
    return [
        word("r", word("fldChar", fldCharType="begin")),
        word("r", instruction),
        word("r", word("fldChar", fldCharType="separate")),
        text_run(result, *properties, style=style),
        word("r", word("fldChar", fldCharType="end")),
    ]


def hyperlink(part: Part, address: str, runs: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """A link to a page of the web, in the part that holds it; what no address may have is escaped, or Word takes the file for broken."""
    element = word("hyperlink")
    target = link_target(address)
    element.set(qn("r:id"), part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element.extend(runs)
    return element


def paragraph(style: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph of a style, by the id of the style."""
    properties = [word("pPr", word("pStyle", val=style))] if style else []
    return word("p", *properties, *children)


def caption(kind: str, number: int, text: str, *, style: str = "Caption") -> BaseOxmlElement:
    """A numbered caption, "Table 2. Ties in force": the word processor counts and can list them."""
    return paragraph(
        style, text_run(f"{kind} "), *field_runs(f"SEQ {kind} \\* ARABIC", str(number)), *text_runs(f". {text}")
    )
