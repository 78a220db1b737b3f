"""The counts below a filter: for each of its values how many ties there are without it, and how many are shown. Pure."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from components.style.markup import Child, element
from components.style.theme import css_colour, styles_of
from components.wording.ranking import rank_names
from data.base.text import quantity
from data.tables.dataset import Dataset
from data.view.counts import Count, YearCounts, counts_by
from data.view.fields.names import layer_name
from data.view.selection import Selection

# Field of the view -> the column that it asks about.
COUNTED_COLUMNS = {"layers": "layer", "tiers": "group"}
_MOST_ROWS = 6


def count_strip(selection: Selection, name: str) -> Element | None:
    """A bar for each value: the whole bar is without the filter, the filled part is what is shown. None without ties."""
    counts, styles = counts_in_order(selection, name), styles_of(selection.dataset)
    keys = list(counts)
    if not keys:
        return None
    names = {key: layer_name(key) for key in keys} if name == "layers" else rank_names(selection.dataset, keys)
    most = max(counts[key].before for key in keys)
    shown, rest = keys[:_MOST_ROWS], keys[_MOST_ROWS:]
    rows = [
        _row(names[key], counts[key], most, css_colour(styles[key].stroke) if key in styles else "") for key in shown
    ]
    if rest:
        others = Count(sum(counts[key].before for key in rest), sum(counts[key].after for key in rest))
        rows.append(_row(quantity(len(rest), "other"), others, most, ""))
    return element("ul", *rows, class_="aw-counts", aria_label="Ties shown, of those without this filter")


def counts_in_order(selection: Selection, name: str) -> dict[str, Count]:
    """Value -> its count, as the bars are from the top: ranks in their order, types by their number."""
    counts = counts_by(selection, name, COUNTED_COLUMNS[name])
    if name == "tiers":
        return {key: counts[key] for key in styles_of(selection.dataset) if key in counts}
    return dict(sorted(counts.items(), key=lambda one: -one[1].before))


def rank_strip(dataset: Dataset, counts: Mapping[str, Count], ends: tuple[int, int]) -> Element:
    """A bar for each rank, from the highest, and the names of the two ends (counted from 1) that the slider is at."""
    styles, names = styles_of(dataset), rank_names(dataset, counts)
    most = max(count.before for count in counts.values())
    bars: list[Child] = []
    for key, count in counts.items():
        colour = f"; background: {css_colour(styles[key].stroke)}"
        inner = element("i", style=f"height: {100 * count.after / max(count.before, 1):.0f}%{colour}")
        title = f"{names[key]}: {count.after:,} of {count.before:,}"
        bars.append(element("span", inner, style=f"height: {max(100 * count.before / most, 4):.0f}%", title=title))
    first, last = (list(names.values())[end - 1] for end in ends)
    text = f"Ranks: {first} to {last}" if first != last else f"Rank: {first}"
    label = f"Ties by rank, from the highest. {text}"
    strip = element("div", *bars, class_="aw-years-strip aw-ranks-strip", role="img", aria_label=label)
    return element("div", strip, element("p", text, class_="aw-quiet"), class_="aw-ranks")


def _row(name: str, count: Count, most: int, colour: str) -> Element:
    number = f"{count.after:,}" if count.after == count.before else f"{count.after:,} of {count.before:,}"
    whole = element(
        "span",
        element("i", style=_width(count.after, count.before) + (f"; background: {colour}" if colour else "")),
        style=_width(min(count.before, most), most),
    )
    return element(
        "li", element("b", name), element("span", whole, class_="aw-track", aria_hidden="true"), element("em", number)
    )


def _width(part: int, whole: int) -> str:
    return f"width: {100 * part / max(whole, 1):.1f}%"


def year_strip(counts: YearCounts, year: int, what: str = "Ties") -> Element:
    """A bar for each year: all ties in force at its end, or events; filled those that pass; the year shown is marked."""
    most = max(*counts.before, 1)
    last = counts.first + len(counts.before) - 1
    bars: list[Child] = []
    for place, (before, after) in enumerate(zip(counts.before, counts.after, strict=True)):
        is_now = counts.first + place == year
        inner = element("i", style=f"height: {100 * after / max(before, 1):.0f}%")
        style = f"height: {max(100 * before / most, 2):.0f}%"
        bars.append(element("span", inner, style=style, class_="aw-now" if is_now else ""))
    place = min(max(year - counts.first, 0), len(counts.before) - 1)
    text = f"{what} by year, {counts.first} to {last}; in {year}: {counts.after[place]:,} shown of {counts.before[place]:,}"
    return element("div", *bars, class_="aw-years-strip", role="img", aria_label=text, title=text)
