"""Slides with their notes -> the bytes of a presentation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from components.figure.pptx.markup import HEAD, document, emu, node, without_forbidden
from components.figure.pptx.masters import (
    NOTES_HEIGHT,
    NOTES_WIDTH,
    Colours,
    Places,
    default_levels,
    fill_notes,
    notes_master,
    picture_layout,
    slide_master,
    text_layout,
    theme,
)
from components.figure.pptx.package import PackagePart, PartRelation, package_of
from components.figure.pptx.shapes import ShapeTree
from data.base.version import VERSION

PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml"
MASTER, NOTES_MASTER = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
THEME, NOTES_THEME = "ppt/theme/theme1.xml", "ppt/theme/theme2.xml"
# Parts of nothing but a root, without which PowerPoint may offer to repair the file: relation -> name and root.
SETTINGS = {
    "presProps": ("ppt/presProps.xml", "p:presentationPr"),
    "viewProps": ("ppt/viewProps.xml", "p:viewPr"),
    "tableStyles": ("ppt/tableStyles.xml", "a:tblStyleLst"),
}
# The id of the style of tables that PowerPoint itself names as the usual one.
TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
_LAYOUTS = {"picture": "ppt/slideLayouts/slideLayout1.xml", "text": "ppt/slideLayouts/slideLayout2.xml"}
# PowerPoint allows no longer title.
_LONGEST_TITLE = 255


@dataclass(frozen=True)
class Slide:
    """The shapes of a slide, its layout ("picture" or "text"), and the paragraphs of its notes."""

    shapes: ShapeTree
    notes: tuple[str, ...]
    layout: str = "picture"


@dataclass(frozen=True)
class Deck:
    """Slides of one size in one set of colours; `notes_colours` are those of the pages of notes, which are printed."""

    title: str
    slides: Sequence[Slide]
    places: Places
    colours: Colours
    notes_colours: Colours
    marking: str = ""


def pptx_file(deck: Deck) -> bytes:
    """The file; it was made now, by nobody in particular."""
    return package_of([_presentation(deck), *_settings(), *_masters(deck), *_slides(deck), _core(deck), _app(deck)])


def _presentation(deck: Deck) -> PackagePart:
    slides = [f"rId{number}" for number in range(10, 10 + len(deck.slides))]
    root = node(
        "p:presentation",
        node("p:sldMasterIdLst", node("p:sldMasterId", id=2_147_483_648, **{"r:id": "rId1"})),
        node("p:notesMasterIdLst", node("p:notesMasterId", **{"r:id": "rId2"})),
        node("p:sldIdLst", *(node("p:sldId", id=256 + place, **{"r:id": key}) for place, key in enumerate(slides))),
        node("p:sldSz", cx=emu(deck.places.width), cy=emu(deck.places.height)),
        node("p:notesSz", cx=emu(NOTES_WIDTH), cy=emu(NOTES_HEIGHT)),
        node("p:defaultTextStyle", *default_levels()),
        saveSubsetFonts=1,
    )
    relations = (
        PartRelation("rId1", "slideMaster", MASTER),
        PartRelation("rId2", "notesMaster", NOTES_MASTER),
        PartRelation("rId3", "theme", THEME),
        *(PartRelation(f"rId{number}", kind, name) for number, (kind, (name, _)) in enumerate(SETTINGS.items(), 4)),
        *(PartRelation(key, "slide", _slide_name(number)) for number, key in enumerate(slides, 1)),
    )
    return PackagePart("ppt/presentation.xml", f"{PRESENTATIONML}.presentation.main+xml", document(root), relations)


def _settings() -> Iterator[PackagePart]:
    for kind, (name, tag) in SETTINGS.items():
        root = node(tag, **({"def": TABLE_STYLE} if kind == "tableStyles" else {}))
        yield PackagePart(name, f"{PRESENTATIONML}.{kind}+xml", document(root))


def _masters(deck: Deck) -> list[PackagePart]:
    """The master with its layouts and theme, and the master of the notes with its own."""
    places, theme_mime = deck.places, "application/vnd.openxmlformats-officedocument.theme+xml"
    layouts = {"picture": picture_layout(places), "text": text_layout(places)}
    keys = tuple(f"rId{number}" for number in range(2, 2 + len(layouts)))
    to_layouts = (PartRelation(key, "slideLayout", _LAYOUTS[name]) for key, name in zip(keys, layouts, strict=True))
    master = slide_master(places, keys, is_dark=deck.colours.is_dark)
    return [
        PackagePart(
            MASTER, f"{PRESENTATIONML}.slideMaster+xml", master, (PartRelation("rId1", "theme", THEME), *to_layouts)
        ),
        *(
            PackagePart(
                _LAYOUTS[name],
                f"{PRESENTATIONML}.slideLayout+xml",
                text,
                (PartRelation("rId1", "slideMaster", MASTER),),
            )
            for name, text in layouts.items()
        ),
        PackagePart(THEME, theme_mime, theme(deck.colours)),
        PackagePart(
            NOTES_MASTER,
            f"{PRESENTATIONML}.notesMaster+xml",
            notes_master(places.width, places.height),
            (PartRelation("rId1", "theme", NOTES_THEME),),
        ),
        PackagePart(NOTES_THEME, theme_mime, theme(deck.notes_colours)),
    ]


def _slide_name(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _slides(deck: Deck) -> list[PackagePart]:
    """Each slide, and its page of notes."""
    parts = []
    for number, slide in enumerate(deck.slides, 1):
        name, notes_name = _slide_name(number), f"ppt/notesSlides/notesSlide{number}.xml"
        notes = ShapeTree()
        # Behind a slide of sources there is its title alone, which may be by whoever made a link.
        ratio, has_links = deck.places.width / deck.places.height, slide.layout != "text"
        fill_notes(notes, list(slide.notes), ratio, deck.marking, has_links=has_links)
        parts += [
            PackagePart(
                name,
                f"{PRESENTATIONML}.slide+xml",
                _page("p:sld", slide.shapes),
                (
                    PartRelation("rId1", "slideLayout", _LAYOUTS[slide.layout]),
                    PartRelation("rId2", "notesSlide", notes_name),
                    *_links(slide.shapes),
                ),
            ),
            PackagePart(
                notes_name,
                f"{PRESENTATIONML}.notesSlide+xml",
                _page("p:notes", notes),
                (
                    PartRelation("rId1", "notesMaster", NOTES_MASTER),
                    PartRelation("rId2", "slide", name),
                    *_links(notes),
                ),
            ),
        ]
    return parts


def _links(shapes: ShapeTree) -> Iterator[PartRelation]:
    return (PartRelation(key, "hyperlink", address) for address, key in shapes.links.items())


def _page(tag: str, shapes: ShapeTree) -> str:
    return document(node(tag, node("p:cSld", shapes.root()), node("p:clrMapOvr", node("a:masterClrMapping"))))


def _core(deck: Deck) -> PackagePart:
    """Title, marking as the category, and the time of making; the author is for the desk to fill in."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    title, marking = (escape(without_forbidden(text)) for text in (deck.title[:_LONGEST_TITLE], deck.marking))
    category = f"<cp:category>{marking}</cp:category>" if marking else ""
    content = (
        f"{HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title>{category}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{now}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{now}</dcterms:modified></cp:coreProperties>'
    )
    return PackagePart("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", content)


def _app(deck: Deck) -> PackagePart:
    count = len(deck.slides)
    content = (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Allweather {VERSION}</Application><Slides>{count}</Slides><Notes>{count}</Notes></Properties>"
    )
    return PackagePart(
        "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", content
    )
