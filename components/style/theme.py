"""The one table from rung group and layer to colour, width and dash.

Colours grow lighter with each rung group in the light theme (darker in the dark one), so that the order survives
printing in grey; hue differs as well, and width repeats the order. The dash shows the layer. Every colour has a
contrast of at least 3:1 to its background (WCAG 2.2, 1.4.11); a test measures both.
"""

from dataclasses import dataclass
from typing import Literal

from data.base.memo import memo
from data.model.tie_rows import Family
from data.model.vocabulary import LAYERS, Layer
from data.tables.dataset import Dataset
from data.view.fields.names import LAYER_NAMES
from data.view.ties import SpellIndex, Ties

Theme = Literal["light", "dark"]
PAPER: dict[Theme, str] = {"light": "#fdfcfa", "dark": "#14171c"}
INK: dict[Theme, str] = {"light": "#1d2430", "dark": "#e8e6e1"}
# Links, buttons and the ring of keyboard focus: the primaryColor of .streamlit/config.toml.
ACCENT: dict[Theme, str] = {"light": "#890325", "dark": "#f08a94"}
SOLID: tuple[int, ...] = ()
# The least contrast (WCAG 2.2) of text (1.4.3), and of lines, dots and focus rings (1.4.11).
TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
# The least share of its colour that an uncertain tie keeps.
LEAST_DOUBT_SHARE = 0.5
# The share of its colour that is left of what is outside the focus: lines recede, names must stay readable (4.5:1)
# and dots visible (3:1).
DIM_SHARES: dict[str, float] = {"lines": 0.13, "text": 0.66, "dots": 0.5}
# The map below a network: the shares of ink in its land and its lines, the width of a line, and the dash of a border
# that is disputed.
MAP_SHARES: dict[str, float] = {"land": 0.075, "coast": 0.28, "border": 0.36}
MAP_LINE, DISPUTED_DASH = 0.8, (3, 3)
# The dash of a tie that ended between the two dates of a comparison.
ENDED_DASH = (3, 5)
# The sign before an answer to a claim, by verdict; its text is white in both themes.
VERDICT_SIGNS: dict[str, str] = {"true": "#2f7d5b", "false": "#5d6673", "undetermined": "#7d6415"}
# The band of the times at which a claim had a verdict.
VERDICT_BANDS: dict[str, str] = VERDICT_SIGNS | {"false": "#b4bac3"}
# De-emphasised marks, where one thing is singled out.
PALE: dict[Theme, str] = {"light": "#c9ced6", "dark": "#3c434e"}


@dataclass(frozen=True)
class Stroke:
    """How a tie is drawn: a colour for each theme, the width and the dashes in pixels."""

    light: str
    dark: str
    width: float
    dash: tuple[int, ...] = SOLID

    def on(self, theme: Theme) -> str:
        """The colour for a theme."""
        return self.dark if theme == "dark" else self.light


GROUP_STROKES: dict[str, Stroke] = {
    "A": Stroke("#340060", "#f1ebfd", 6.0),
    "B": Stroke("#890325", "#fdb9ba", 5.2),
    "C": Stroke("#8e3800", "#fda57c", 4.2),
    "D": Stroke("#006c97", "#5bbbef", 3.4),
    "E": Stroke("#128460", "#61b794", 2.6),
    "F": Stroke("#927a00", "#ad9742", 2.1),
    "G": Stroke("#9d7699", "#a480a0", 1.7),
    "S": Stroke("#808fa0", "#778593", 1.4),
    "R": Stroke("#808fa0", "#778593", 1.0),
    # Communities with a shared future: a vocabulary beside the ladder, not a rung of it.
    "O": Stroke("#6b4f9e", "#b8a5ea", 1.6),
}
LAYER_STROKES: dict[Layer, Stroke] = {
    "partnership": GROUP_STROKES["S"],
    "treaty": Stroke("#1d6767", "#7abfbf", 2.6, (10, 4)),
    "membership": Stroke("#56538b", "#aba9e8", 2.2, (2, 4)),
    "integration": Stroke("#4a652b", "#9ebd80", 2.8, (10, 3, 2, 3)),
    "presence": Stroke("#7f4d30", "#dba383", 2.6, (5, 4)),
    "adversarial": Stroke("#ac051b", "#fe8b83", 2.6, (14, 6)),
    "flow": Stroke("#306372", "#86bbcc", 2.0, (1, 3)),
}
EVENT_SHAPES: dict[str, str] = {
    "recognition": "diamond",
    "tier_change": "diamond",
    "treaty": "square",
    "agreement": "square",
    "visit": "circle",
    "summit": "circle",
    "statement": "triangle-right",
    "military": "triangle-up",
    "economic": "triangle-left",
    "infrastructure": "triangle-left",
    "dispute": "triangle-down",
    "sanction": "triangle-down",
    "un_vote": "cross",
    "other": "cross",
}


# Time without data, behind a chart of either theme.
SHADE = "#808080"
EVENT_MARK = Stroke("#6b7482", "#98a2b3", 1)
# The shape of a dot without a filling; and how wide its outline is.
HOLLOW, HOLLOW_LINE = "hollow circle", 1.6
# The day shown, on an axis.
AS_OF = Stroke("#b0304a", "#ff8f9c", 1.6)

# In counts of events, kinds that share a shape share a bar; shape and order in the stack distinguish them as well.
EVENT_BARS: dict[str, Stroke] = {
    "visits and summits": Stroke("#0072b2", "#56b4e9", 1),
    "agreements and treaties": Stroke("#117733", "#5fbf77", 1),
    "recognition and label changes": Stroke("#882255", "#dd8fc0", 1),
    "statements": Stroke("#a67c00", "#e6c84a", 1),
    "military": Stroke("#c04f00", "#ff8c42", 1),
    "economy and infrastructure": Stroke("#1d8a7b", "#8fe0d2", 1),
    "disputes and sanctions": Stroke("#3a3a3a", "#f2f2f2", 1),
    "other": Stroke("#868686", "#8a8a8a", 1),
}
_BAR_OF_SHAPE = {
    "circle": "visits and summits",
    "square": "agreements and treaties",
    "diamond": "recognition and label changes",
    "triangle-right": "statements",
    "triangle-up": "military",
    "triangle-left": "economy and infrastructure",
    "triangle-down": "disputes and sanctions",
}
# Bar -> the one shape of its kinds, in the order of the kinds.
SHAPE_OF_BAR = {_BAR_OF_SHAPE.get(shape, "other"): shape for shape in EVENT_SHAPES.values()}
# In person blue, by wire brown; the darker of two is the weightier. Greyer than events: a machine coded them.
CONTACT_BARS: dict[str, Stroke] = {
    "talks": Stroke("#22456b", "#a9cbee", 1),
    "meeting": Stroke("#6685a6", "#6489af", 1),
    "phone call": Stroke("#7a4a1d", "#dba970", 1),
    "video call": Stroke("#a9832f", "#96733a", 1),
}
# Uses of a label in a year, in a strip: the more often, the stronger; at most so strong that a number in ink can be read.
USE_MARK = Stroke("#2f6f9f", "#4a86b5", 1)
WEAKEST_USE, STRONGEST_USE = 0.18, 0.6


def strength_of(share: float) -> float:
    """How strong a year is drawn that has this share of the most uses in any."""
    return WEAKEST_USE + (STRONGEST_USE - WEAKEST_USE) * share


# Reports of the feed of observed events, by quad; co-operation is drawn upwards, conflict downwards.
QUAD_BARS: dict[str, Stroke] = {
    "Verbal co-operation": Stroke("#6f8fc9", "#5f7fb8", 1),
    "Material co-operation": Stroke("#1f4e9c", "#a9c6f5", 1),
    "Verbal conflict": Stroke("#c9803a", "#b5763a", 1),
    "Material conflict": Stroke("#8a3c00", "#ffb37a", 1),
}
# Shape and colour of the mark of a step, by the kind of change; the names are those of `data.analysis.diff.ChangeKind`.
STEP_MARKS: dict[str, tuple[str, Stroke]] = {
    "Moved up": ("triangle-up", Stroke("#5b2a9c", "#c4a5f5", 1)),
    "New": ("circle", Stroke("#56657c", "#a3b2c8", 1)),
    "Moved down": ("triangle-down", Stroke("#b0304a", "#ff8f9c", 1)),
    "Renamed, same rank": ("diamond", Stroke("#868686", "#8a8a8a", 1)),
    "Changed, not ranked in this order": ("square", Stroke("#7a6a00", "#c8b64a", 1)),
}
# A change of a tie that is not the declared label.
OTHER_TIE_MARK: tuple[str, Stroke] = ("cross", Stroke("#868686", "#8a8a8a", 1))


def group_stroke(letter: str) -> Stroke:
    """The stroke of a rung group; a letter that has none of its own gets that of partnerships."""
    return GROUP_STROKES.get(letter, LAYER_STROKES["partnership"])


def event_bar(kind: str) -> str:
    """The bar on which events of a kind are counted."""
    return _BAR_OF_SHAPE.get(EVENT_SHAPES[kind], "other")


def css_colour(stroke: Stroke) -> str:
    """The colour as CSS that follows the theme of the page."""
    return f"light-dark({stroke.light}, {stroke.dark})"


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2): 0 is black, 1 is white."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2): 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(background: str) -> str:
    """Black or white, whichever has more contrast to the colour."""
    return max(("#ffffff", "#000000"), key=lambda text: contrast(text, background))


def blend(colour: str, background: str, share: float) -> str:
    """The colour at an opacity of `share` on the background, as "#rrggbb", for renderers without opacity."""
    parts = (
        round(share * int(colour[start : start + 2], 16) + (1 - share) * int(background[start : start + 2], 16))
        for start in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def text_colour(colour: str, paper: str) -> str:
    """The colour, moved towards black or white only as far as text in it needs to be readable on the paper."""
    ink = text_on(paper)
    candidates = (blend(colour, ink, share / 20) for share in range(20, 0, -1))
    return next((candidate for candidate in candidates if contrast(candidate, paper) >= TEXT_CONTRAST), ink)


def doubt_share(colour: str, paper: str) -> float:
    """The share of its colour that an uncertain tie keeps: half, or as much as it needs to be visible on the paper."""
    shares = (share / 20 for share in range(round(20 * LEAST_DOUBT_SHARE), 20))
    return next((share for share in shares if contrast(blend(colour, paper, share), paper) >= MARK_CONTRAST), 1.0)


@dataclass(frozen=True)
class Style:
    """One entry of the legend: a rung group of a partnership family, or a layer."""

    key: str
    name: str
    stroke: Stroke


@memo
def styles_of(dataset: Dataset) -> dict[str, Style]:
    """Key -> style, for every style that the records can need, in the order of a legend. Not to be changed."""
    styles: dict[str, Style] = {}
    for rung in sorted(dataset.rungs, key=lambda rung: (*GROUP_STROKES, rung.group).index(rung.group)):
        family = dataset.families[dataset.tiers[rung.tier].family]
        if _shows_ranks(dataset, family) and dataset.ladders[rung.ladder].is_house:
            key = f"{family.family}/{rung.group}"
            stroke = group_stroke(rung.group)
            styles.setdefault(key, Style(key, rung.group_name, stroke))
    for layer in LAYERS[1:]:
        styles[layer] = Style(layer, LAYER_NAMES[layer], LAYER_STROKES[layer])
    return styles


def _shows_ranks(dataset: Dataset, family: Family) -> bool:
    """Whether its rung groups have styles of their own: a declared partnership, or labels that a reader added."""
    return family.layer == "partnership" or dataset.is_added(family)


def style_key(ties: Ties, index: SpellIndex) -> str:
    """The style of a spell: its rung group if it is a declared partnership or a reader's label, its layer otherwise."""
    family = ties.dataset.families[ties.tiers[index].family]
    return ties.group(index) if _shows_ranks(ties.dataset, family) else family.layer
