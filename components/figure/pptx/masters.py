"""The master, the layouts and the master of notes: where a title, a text and the page of notes have their places."""

from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import Literal
from xml.etree.ElementTree import Element

from components.figure.model import FILE_LANGUAGE, Box
from components.figure.pptx.markup import document, node
from components.figure.pptx.shapes import ShapeTree
from components.figure.pptx.text import TextStyle
from components.figure.pptx.typeface import CHINESE_TYPEFACE, TYPEFACE

_THEME = Template((Path(__file__).parent / "template" / "theme.xml").read_text("utf-8"))
# Width and height of a page of notes in points: that of every new presentation.
NOTES_WIDTH, NOTES_HEIGHT = 540.0, 720.0
NOTES_MARGIN, NOTES_TOP, NOTES_IMAGE_HEIGHT = 54.0, 44.0, 280.0
# With more characters notes are in smaller type.
LONG_NOTES, LONG_NOTES_STYLE = 1500, TextStyle(7.0, "tx1", after=3.0)
NOTES_STYLE, MARKING_STYLE = TextStyle(10.0, "tx1", after=4.0), TextStyle(11.0, "tx1", is_bold=True, align="ctr")
# The slide's own texts by the colours of the theme; a dark theme has them the other way round.
COLOUR_MAP = {f"accent{number}": f"accent{number}" for number in range(1, 7)} | {
    "hlink": "hlink",
    "folHlink": "folHlink",
}
LIGHT_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
DARK_MAP = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}


@dataclass(frozen=True)
class Colours:
    """The colours of a presentation, "#1d2430": paper, text, quieter text, and six others."""

    paper: str
    ink: str
    quiet: str
    accents: tuple[str, ...]
    is_dark: bool = False


@dataclass(frozen=True)
class Places:
    """The size of a slide, and the boxes of title, sentence and text on a page of sources; in points."""

    width: float
    height: float
    title: Box
    sentence: Box
    text: Box


def theme(colours: Colours) -> str:
    """The theme part: our colours and typefaces, and no effects."""
    dark, light = (colours.paper, colours.ink) if colours.is_dark else (colours.ink, colours.paper)
    # The other background of a theme is not used: it is that of the slide.
    second_dark, second_light = (colours.paper, colours.quiet) if colours.is_dark else (colours.quiet, colours.paper)
    values = {"dk1": dark, "lt1": light, "dk2": second_dark, "lt2": second_light, "text": colours.ink}
    values |= {f"accent{number}": colour for number, colour in enumerate(colours.accents, 1)}
    plain = {name: colour.lstrip("#").upper() for name, colour in values.items()}
    return _THEME.substitute(plain, typeface=TYPEFACE, chinese=CHINESE_TYPEFACE)


def slide_master(places: Places, layouts: tuple[str, ...], *, is_dark: bool) -> str:
    """`layouts` are the ids of the relations to the layouts."""
    shapes = ShapeTree()
    title, text = TextStyle(is_bold=True), TextStyle()
    shapes.placeholder("Title", node("p:ph", type="title"), ["Title"], places.title, title)
    shapes.placeholder("Text", node("p:ph", type="body", idx=1), ["Text"], places.text, text)
    numbers = (node("p:sldLayoutId", id=2_147_483_649 + number, **{"r:id": key}) for number, key in enumerate(layouts))
    return document(
        node(
            "p:sldMaster",
            _common(shapes, with_background=True),
            node("p:clrMap", **(DARK_MAP if is_dark else LIGHT_MAP), **COLOUR_MAP),
            node("p:sldLayoutIdLst", *numbers),
            _text_styles(),
        )
    )


def picture_layout(places: Places) -> str:
    """Title, a sentence, and room for the picture."""
    shapes = ShapeTree()
    shapes.placeholder("Title", node("p:ph", type="title"), ["Title"], places.title, TextStyle(24, is_bold=True))
    sentence = node("p:ph", type="body", sz="quarter", idx=13)
    shapes.placeholder("Sentence", sentence, ["Sentence"], places.sentence, TextStyle(13))
    return _layout(shapes, "Title, sentence and picture")


def text_layout(places: Places) -> str:
    """Title and text: for notes and sources."""
    shapes = ShapeTree()
    shapes.placeholder("Title", node("p:ph", type="title"), ["Title"], places.title, TextStyle(18, is_bold=True))
    shapes.placeholder("Text", node("p:ph", type="body", idx=1), ["Text"], places.text, TextStyle(9))
    return _layout(shapes, "Title and text")


def _layout(shapes: ShapeTree, name: str) -> str:
    kept = node("p:clrMapOvr", node("a:masterClrMapping"))
    root = node("p:sldLayout", _common(shapes, name=name), kept, preserve=1, userDrawn=1)
    return document(root)


def notes_master(width: float, height: float) -> str:
    """`width` and `height` are those of a slide."""
    shapes = ShapeTree()
    fill_notes(shapes, [""], width / height)
    common = _common(shapes, with_background=True)
    return document(node("p:notesMaster", common, node("p:clrMap", **LIGHT_MAP, **COLOUR_MAP), _notes_style()))


def fill_notes(
    shapes: ShapeTree, paragraphs: list[str], ratio: float, marking: str = "", *, has_links: bool = True
) -> None:
    """The picture of the slide, the text below it, and the marking at the top and at the bottom of the page."""
    room = NOTES_WIDTH - 2 * NOTES_MARGIN
    width = min(room, NOTES_IMAGE_HEIGHT * ratio)
    left, below = (NOTES_WIDTH - width) / 2, NOTES_TOP + width / ratio
    shapes.slide_image((left, NOTES_TOP, left + width, below))
    box = (NOTES_MARGIN, below + 12, NOTES_WIDTH - NOTES_MARGIN, NOTES_HEIGHT - NOTES_TOP)
    style = NOTES_STYLE if sum(map(len, paragraphs)) < LONG_NOTES else LONG_NOTES_STYLE
    style = replace(style, has_links=has_links)
    shapes.placeholder("Notes", node("p:ph", type="body", idx=1), paragraphs, box, style)
    for top in (16.0, NOTES_HEIGHT - 32) if marking else ():
        place = (NOTES_MARGIN, top, NOTES_WIDTH - NOTES_MARGIN, top + 16)
        shapes.text("Marking", [marking], place, MARKING_STYLE, anchor="ctr", fill="bg1")


def _common(shapes: ShapeTree, *, name: str | None = None, with_background: bool = False) -> Element:
    background = node("p:bg", node("p:bgRef", node("a:schemeClr", val="bg1"), idx=1001)) if with_background else None
    return node("p:cSld", background, shapes.root(), name=name)


def _text_styles() -> Element:
    levels = (f"a:lvl{number}pPr" for number in range(1, 10))
    body = (_level(level, "mn", 1400) for level in levels)
    return node(
        "p:txStyles",
        node("p:titleStyle", _level("a:lvl1pPr", "mj", 2400, b=1)),
        node("p:bodyStyle", *body),
        node("p:otherStyle", *default_levels()),
    )


def _notes_style() -> Element:
    return node("p:notesStyle", *(_level(f"a:lvl{number}pPr", "mn", 1000) for number in range(1, 10)))


def default_levels() -> list[Element]:
    """What a text is set in that is in no placeholder."""
    return [_level(f"a:lvl{number}pPr", "mn", 1400) for number in range(1, 10)]


def _level(tag: str, fonts: Literal["mj", "mn"], size: int, **more: int) -> Element:
    faces = (node(f"a:{script}", typeface=f"+{fonts}-{short}") for script, short in _SCRIPTS.items())
    fill = node("a:solidFill", node("a:schemeClr", val="tx1"))
    properties = node("a:defRPr", fill, *faces, lang=FILE_LANGUAGE, sz=size, kern=0, **more)
    return node(tag, node("a:buNone"), properties, marL=0, indent=0, algn="l", rtl=0, eaLnBrk=1, latinLnBrk=0)


_SCRIPTS = {"latin": "lt", "ea": "ea", "cs": "cs"}
