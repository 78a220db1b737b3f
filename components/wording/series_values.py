"""Values of series as people write them: "63 %", "0.04", "$5.79 bn", "five engagements". Pure."""

from components.wording.amounts import DOLLARS, number_text
from data.model.measured_rows import Series
from data.series.value_columns import Value

_MILLION = "million "
# What a source puts before a number; any other qualifier follows in brackets.
_BEFORE = ("about", "just under", "just over")


def amount(series: Series, value: float) -> str:
    """A value with its unit."""
    if series.form == "percent":
        return f"{value:.0f} %"
    if series.form == "index":
        return signed(f"{value:.2f}")
    if series.form == "amount" and series.unit.startswith(_MILLION):
        unit = series.unit.removeprefix(_MILLION).partition(",")[0]
        text = number_text(value * 1e6)
        return f"${text}" if unit == DOLLARS else f"{text} {unit}"
    unit = series.unit.partition(",")[0]
    return f"{number_text(value)} {unit.removesuffix('s') if value == 1 else unit}"


def value_text(series: Series, value: Value) -> str:
    """A value as its source qualifies it, or in its own words: "about $8.5 bn", "ambassador"."""
    text = value.words or amount(series, value.value)
    if value.qualifier.startswith(_BEFORE):
        return f"{value.qualifier} {text}"
    return f"{text} ({value.qualifier})" if value.qualifier else text


def move(series: Series, value: float) -> str:
    """A difference of two values: "+0.6 points", "−0.02"."""
    if series.form == "percent":
        return f"{signed(f'{value:+.1f}')} points"
    return signed(f"{value:+.2f}" if series.form == "index" else f"{value:+,.0f}")


def signed(text: str) -> str:
    """With the sign of mathematics, and no sign before zero."""
    return text.lstrip("+-") if not text.strip("+-0.") else text.replace("-", "−")


def inline_name(series: Series) -> str:
    """The name of a series within a sentence."""
    return series.name[:1].lower() + series.name[1:]


def series_with(series: Series, owner: str) -> str:
    """ "votes in the UN General Assembly with China, chance-corrected"."""
    if series.form == "count":
        # Counts name their side themselves: "meetings and visits of China’s president, …".
        return inline_name(series)
    name, comma, rest = inline_name(series).partition(", ")
    return f"{name} with {owner}{comma}{rest}"
