"""What a file writes for an actor -> a state of the world, none (a region, an organisation), or unknown."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from data.matching.name_forms import other_forms
from data.matching.names import comparison_key
from data.matching.world_names import world_names
from data.observed.events.vocabulary import CAMEO_ACTORS, NO_STATES

Standing = Literal["state", "no state", "unknown"]
# Names of POLECAT and ICEWS for nobody.
_NOBODY = ("", "none", "null", "---", "n/a")


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    return {comparison_key(name): actor for actor, names in world_names().names.items() for name in names}


def actor_of(written: str) -> str:
    """The ISO code of a state, by its code or any of its names; empty if it is none that we know."""
    text = written.strip()
    code = CAMEO_ACTORS.get(text.upper(), text.upper())
    if code in world_names().codes["iso"]:
        return code
    return next(filter(None, (_by_key().get(comparison_key(form)) for form in (text, *other_forms(text)))), "")


def actor_rows(values: Iterable[str]) -> Iterator[tuple[str, str, Standing]]:
    """(as written, actor, standing) for each text; whoever is nobody is no state."""
    for written in values:
        actor = actor_of(written)
        text = written.strip()
        is_nobody = text.casefold() in _NOBODY or text.upper() in NO_STATES
        yield written, actor, "state" if actor else "no state" if is_nobody else "unknown"
