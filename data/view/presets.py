"""The places to start from."""

from dataclasses import dataclass, replace
from datetime import date

from data.tables.dataset import Dataset
from data.view.view import View

DEFAULT_PRESET = "focal"
FOCAL_ACTORS = ("BLR", "CHN", "PAK", "RUS")
VISIT_IN_BEIJING = date(2023, 3, 1)


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
            Preset("focal", "Belarus, China, Pakistan, Russia", visit),
            Preset("all-weather", "China’s all-weather circle", replace(now, tiers=all_weather)),
            Preset("ladder", "China’s whole ladder", replace(now, families=ladder)),
            Preset("union-state", "Union State", replace(visit, as_of=today, actors=union)),
            Preset("everything", "Everything", now),
        )
    }
