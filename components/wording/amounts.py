"""Measured values as people write them: "$14.39 bn", "+9.1 %", "about 1.91 m tonnes". Pure."""

from data.model.measured_rows import Figure, Indicator
from data.tables.dataset import Dataset
from data.view.fields.names import actor_or_dyad

_SCALES = ((1e9, " bn"), (1e6, " m"))
DOLLARS, _PERCENT, _CHANGE = "US dollars", "percent", "change"
# What a source puts before a number; any other qualifier follows in brackets.
_BEFORE = frozenset(
    (
        "about",
        "almost",
        "around",
        "as many as",
        "at least",
        "less than",
        "more than",
        "nearly",
        "not more than",
        "over",
        "up to",
    )
)


def amount_text(value: float, indicator: Indicator) -> str:
    """A value with its unit: "$14.39 bn", "25 %", "+9.1 %", "635,000 tonnes", "$470 a tonne"."""
    unit = indicator.unit
    if unit.startswith(DOLLARS):
        return f"{'−' if value < 0 else ''}${number_text(abs(value))}{unit.removeprefix(DOLLARS)}"
    if unit.startswith(_PERCENT):
        sign = "+" if value > 0 and _CHANGE in indicator.name else ""
        return f"{sign}{number_text(value)} %{unit.removeprefix(_PERCENT)}"
    one = unit.removesuffix("s") if value == 1 and " " not in unit else unit
    return f"{number_text(value)} {one}"


def number_text(value: float) -> str:
    """ "1.91 m", "14.39 bn", "635,000", "9.1", "−3"."""
    sign, size = ("−" if value < 0 else ""), abs(value)
    for scale, name in _SCALES:
        if size >= scale:
            return f"{sign}{_plain(float(f'{size / scale:.4g}'))}{name}"
    return f"{sign}{_plain(size)}"


def _plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def figure_amount(dataset: Dataset, figure: Figure) -> str:
    """The value as the source qualifies it: "about $900 m", "$1.75 m (derived: …)"."""
    amount = amount_text(figure.value, dataset.indicators[figure.indicator])
    if figure.qualifier in _BEFORE:
        return f"{figure.qualifier} {amount}"
    return f"{amount} ({figure.qualifier})" if figure.qualifier else amount


def series_name(dataset: Dataset, figure: Figure, of: str) -> str:
    """ "Potash delivered, Belarus to China"; of an actor's own page also whose it is."""
    name, actors = dataset.indicators[figure.indicator].name, dataset.actors
    if figure.from_actor and figure.to_actor:
        return f"{name}, {actors[figure.from_actor].name} to {actors[figure.to_actor].name}"
    if figure.dyad and of in actors:
        return f"{name}, {actor_or_dyad(dataset, figure.dyad)}"
    alone = figure.to_actor or figure.from_actor
    return f"{name}, {actors[alone].name}" if alone and not figure.dyad and alone != of else name
