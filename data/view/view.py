"""The filter state as one frozen value, and its form in a link. Pure: nothing here knows of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, get_args

from data.model.cells import actors_of
from data.model.dates import FIRST_YEAR, LAST_YEAR
from data.model.schema import EVENT_KINDS, GRADES, LAYERS, REGIONS, TABLE
from data.tables.dataset import Dataset

Layout = Literal["focal", "rings", "force", "map"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
Unit = Literal["year", "month"]
UNITS: tuple[Unit, ...] = get_args(Unit)
DEFAULT_PRESET = "focal"
ANY = "any"
MOST_STEPS = 3
LONGEST_TEXT = 120
# Of what is packed into a link: a story, or changes that are not saved yet.
LONGEST_PACKED = 24_000
MOST_SCENES = 40
FOCAL_ACTORS = ("BLR", "CHN", "PAK", "RUS")
VISIT_IN_BEIJING = date(2023, 3, 1)


@dataclass(frozen=True)
class View:
    """What the reader asked to see. An empty tuple or text filters nothing.

    `tiers` holds tier ids and whole rung groups ("china_ladder/B"). `among` keeps only ties with both
    ends in `actors`. `mark` and `focus` highlight and hide nothing; `steps` (1 to 3, 0 is off) keeps what
    is that near to the focus. `proposed` also shows what was only proposed or wished for; `withdrawn` names
    sources that are not believed, so that what rests on them alone goes. The rest filters nothing and says where
    the reader is: `table` and `record` on the records page, `against` (the other day) on the page that compares,
    `claim` on the page of claims, `story` and `scene` in a story, `unit` the length of a period on the page of tempo,
    `draft` the changes of a curator that are not saved yet.
    """

    as_of: date
    layout: Layout = "rings"
    layers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    among: bool = False
    regions: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    text: str = ""
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    mark: str = ""
    focus: str = ""
    steps: int = 0
    ladder: str = ""
    proposed: bool = False
    withdrawn: tuple[str, ...] = ()
    table: str = ""
    record: str = ""
    against: date | None = None
    claim: str = ""
    story: str = ""
    scene: int = 0
    unit: Unit = "year"
    draft: str = ""


# Page -> the fields that say where on it the reader is.
PLACES: Mapping[str, tuple[str, ...]] = {
    "records": ("table", "record"),
    "edit": ("table", "draft"),
    "compare": ("against",),
    "claims": ("claim",),
    "story": ("story", "scene"),
    "tempo": ("unit",),
}
FIELDS = tuple(field.name for field in fields(View))
NOTHING_CHOSEN: Mapping[str, Any] = {
    field.name: field.default for field in fields(View) if field.name not in ("as_of", "layout")
}


def at_the_place_of(view: View, other: View) -> View:
    """What `view` shows, at the place where the reader is with `other`."""
    return replace(view, **{name: getattr(other, name) for names in PLACES.values() for name in names})


def on_page(view: View, page: str) -> View:
    """The view without the places on other pages."""
    here = PLACES.get(page, ())
    others = (name for names in PLACES.values() for name in names if name not in here)
    return replace(view, **{name: NOTHING_CHOSEN[name] for name in others})


@dataclass(frozen=True)
class Preset:
    """A named place to start from."""

    key: str
    title: str
    view: View


def presets(dataset: Dataset, *, today: date) -> dict[str, Preset]:
    """The places to start from, as far as the records hold the actors they are about."""
    focal = tuple(actor for actor in FOCAL_ACTORS if actor in dataset.actors)
    union = tuple(actor for actor in ("BLR", "RUS") if actor in dataset.actors)
    all_weather = tuple(key for key, tier in dataset.tiers.items() if "all-weather" in tier.keywords)
    all_weather = tuple(key for key in all_weather if dataset.tiers[key].family == "china_ladder")
    ladder = tuple(family for family in ("china_ladder",) if family in dataset.families)
    visit = View(as_of=VISIT_IN_BEIJING, layout="focal", actors=focal, among=bool(focal))
    now = View(as_of=today)
    return {
        preset.key: preset
        for preset in (
            Preset("focal", "Focal triangle", visit),
            Preset("all-weather", "China’s all-weather circle", replace(now, tiers=all_weather)),
            Preset("ladder", "China’s whole ladder", replace(now, families=ladder)),
            Preset("union-state", "Union State", replace(visit, as_of=today, actors=union)),
            Preset("everything", "Everything", now),
        )
    }


# From a link and back ------------------------------------------------------------------------------


class UnreadableError(ValueError):
    """A parameter that cannot be taken; its text is for the reader."""


def _choices(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The values that each list may hold."""
    groups = {f"{dataset.tiers[rung.tier].family}/{rung.group}" for rung in dataset.rungs}
    return {
        "layers": frozenset(LAYERS),
        "families": frozenset(dataset.families),
        "tiers": frozenset(dataset.tiers) | groups,
        "actors": frozenset(dataset.actors),
        "regions": frozenset(REGIONS),
        "grades": frozenset(GRADES),
        "kinds": frozenset(EVENT_KINDS),
        "withdrawn": frozenset(dataset.sources),
    }


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if len(text) == len("2023-03-01") else date.fromisoformat("")
    except ValueError:
        raise UnreadableError(f"“{text}” is no day (use 2023-03-01)") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableError(f"“{text}” lies outside of {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _one_of(allowed: frozenset[str], text: str) -> str:
    if text not in allowed:
        raise UnreadableError(f"“{text}” is not in the records")
    return text


def _list(allowed: frozenset[str], text: str) -> tuple[str, ...]:
    """Known values are kept, the unknown ones named."""
    if text == ANY:
        return ()
    return tuple(dict.fromkeys(_one_of(allowed, part) for part in text.split(",")))


def _focus(dataset: Dataset, text: str) -> str:
    """An actor, or a dyad of two."""
    try:
        known = text in dataset.actors or all(actor in dataset.actors for actor in actors_of(text))
    except ValueError:
        known = False
    if not known and text != ANY:
        raise UnreadableError(f"“{text}” is no actor or dyad of the records")
    return "" if text == ANY else text


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise UnreadableError(f"a text of at most {LONGEST_TEXT} printable letters is taken")
    return text


def _readers(dataset: Dataset) -> dict[str, Callable[[str], Any]]:
    """How the text of each parameter becomes the value of the field of that name."""
    flags = {"yes": True, "no": False}
    steps = {str(number): number for number in range(MOST_STEPS + 1)}

    def chosen(table: Mapping[str, Any]) -> Callable[[str], Any]:
        return lambda text: table[_one_of(frozenset(table), text)]

    def listed(allowed: frozenset[str]) -> Callable[[str], Any]:
        return lambda text: _list(allowed, text)

    def maybe_day(text: str) -> date | None:
        return None if text == ANY else _day(text)

    return {
        **{name: listed(allowed) for name, allowed in _choices(dataset).items()},
        "as_of": _day,
        "since": maybe_day,
        "until": maybe_day,
        "layout": chosen({layout: layout for layout in LAYOUTS}),
        "among": chosen(flags),
        "steps": chosen(steps),
        "text": _text,
        "mark": _text,
        "focus": lambda text: _focus(dataset, text),
        "ladder": chosen({key: key for key in dataset.ladders}),
        "proposed": chosen(flags),
        "table": chosen({key: key for key in TABLE}),
        "record": _text,
        "against": maybe_day,
        "claim": _text,
        "story": lambda text: "" if text == ANY else _packed(text),
        "draft": lambda text: "" if text == ANY else _packed(text),
        "scene": chosen({str(number): number for number in range(MOST_SCENES)}),
        "unit": chosen({unit: unit for unit in UNITS}),
    }


def fits_a_link(packed: str) -> bool:
    return len(packed) <= LONGEST_PACKED


def _packed(text: str) -> str:
    """Something packed; whether it can be unpacked is for `data.links.stories` and `data.links.drafts` to say."""
    if not fits_a_link(text) or not (text.isascii() and text.replace("-", "").replace("_", "").isalnum()):
        raise UnreadableError("part of it is missing, or it is longer than is taken")
    return text


def shortened(text: str, most: int = 40) -> str:
    """For quoting what somebody sent: printable, and no longer than needed to recognise it."""
    clean = "".join(letter if letter.isprintable() else "�" for letter in text)
    return clean if len(clean) <= most else f"{clean[:most]}…"


def view_of_query(query: Mapping[str, str], dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """The view that a link asks for, and a notice for each part that could not be taken."""
    named = presets(dataset, today=today)
    notices: list[str] = []
    preset = query.get("preset", DEFAULT_PRESET)
    if preset not in named:
        notices.append(f"“preset” was ignored: “{shortened(preset)}” is none of {', '.join(named)}.")
    view = named.get(preset, named[DEFAULT_PRESET]).view
    readers = _readers(dataset)
    for name, text in query.items():
        if name == "preset":
            continue
        if name not in readers:
            notices.append(f"“{shortened(name)}” was ignored: no such part of a view.")
            continue
        try:
            view = replace(view, **{name: readers[name](text)})
        except UnreadableError as problem:
            notices.append(f"“{name}” was ignored: {shortened(str(problem), 90)}.")
    return view, tuple(notices)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(value) or ANY
    return ANY if value in ("", None) else str(value)


def query_of_view(view: View, dataset: Dataset, *, today: date) -> dict[str, str]:
    """The shortest link that opens this view: the nearest preset, and what differs from it.

    A day is always written out, so that a link means the same tomorrow.
    """
    candidates = []
    for preset in presets(dataset, today=today).values():
        query = {
            name: _written(getattr(view, name)) for name in FIELDS if getattr(view, name) != getattr(preset.view, name)
        }
        if preset.key != DEFAULT_PRESET:
            query = {"preset": preset.key, **query, "as_of": _written(view.as_of)}
        candidates.append(query)
    return min(candidates, key=len)
