"""Values of years -> bars and columns, as elements of the page that need no drawing library. Pure."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from components.style.markup import Child, element
from data.base.text import quantity

# Percent of the width that the longest bar has, and that the shortest one needs to be seen.
_LONGEST, _SHORTEST = 45.0, 0.4
# Fewer years need no picture, and a section of a page shows the last of many.
FEWEST_YEARS, MOST_YEARS = 3, 10
# Years between two that are written below columns.
YEARS_APART = 4


def bar_row(period: str, share: float, texts: Iterable[Child], *, is_disputed: bool) -> Element:
    """One lying bar: its period, `share` of the longest bar, its value in words."""
    return element(
        "div",
        element("span", period, class_="aw-year"),
        element(
            "span",
            class_="aw-bar aw-disputed" if is_disputed else "aw-bar",
            style=f"width: {max(share * _LONGEST, _SHORTEST):.1f}%",
        ),
        element("span", *texts),
        role="listitem",
    )


def bar_list(caption: str, rows: Iterable[Element]) -> list[Element]:
    """The bars below their caption."""
    return [
        element("p", caption, class_="aw-caption"),
        element("div", *rows, class_="aw-bars", role="list", aria_label=caption),
    ]


def year_columns(counts: Mapping[int, int], noun: str, most: int, unread: Mapping[int, str]) -> Element:
    """A column a year, as high as its share of `most`; the same numbers as text are the name of the picture.

    `unread` says of the years that were not read whole which days were not: such a year is hatched.
    """
    text = ", ".join(f"{year}: {quantity(count, noun)}" for year, count in counts.items() if count)
    missing = "; ".join(words for year, words in unread.items() if year in counts)
    columns = (
        _column(year, count, most, unread.get(year, ""), is_named=not place % YEARS_APART)
        for place, (year, count) in enumerate(counts.items())
    )
    label = f"{noun.capitalize()}s a year. {text}." + (f" Not read whole: {missing}." if missing else "")
    return element("div", *columns, class_="aw-columns", role="img", aria_label=label)


def _column(year: int, count: int, most: int, unread: str, *, is_named: bool) -> Element:
    height = 100 * count / max(most, 1)
    return element(
        "div",
        element("span", str(count) if count else "", class_="aw-count"),
        element("span", class_="aw-column", style=f"height: {height:.0f}%"),
        element("span", str(year) if is_named else "", class_="aw-named"),
        title="; ".join(filter(None, (f"{year}: {count}", unread))),
        class_="aw-unread" if unread else "",
    )
