"""Names of actors, tiers and dyads as people write them, in any script -> ids of the schema."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from data.base.text import search_key
from data.model.cells import DYAD_JOINT, actors_of, dyad_of
from data.tables.dataset import Dataset
from data.view.fields.names import names_of

# What may separate the two names of a dyad.
_SEPARATOR = re.compile(r"\s*[–—−/&;,+|·、]\s*|\s+(?:and|и|і|with|vs\.?)\s+|\s+-+\s+|[和与與]|\s*-\s*", re.IGNORECASE)
_MAX_SEPARATORS = 20
_ID_COLUMNS = ("dyad", "start", "known_by", "date", "indicator", "period")


@lru_cache(maxsize=4096)
def comparison_key(text: str) -> str:
    """Folded, letters and digits only, so that "Start-Date " and "start_date" have the same key."""
    return "".join(character for character in search_key(unicodedata.normalize("NFKC", text)) if character.isalnum())


class NameIndex:
    """The actors, dyads and tiers that a cell may name: those of the records and those of the upload."""

    def __init__(self, dataset: Dataset, added_actors: Mapping[str, tuple[str, ...]]) -> None:
        """`added_actors` maps the actors of the upload to their names."""
        self.dataset = dataset
        self._actors = frozenset(dataset.actors) | frozenset(added_actors)
        self._actors_by_key: dict[str, set[str]] = defaultdict(set)
        for actor in dataset.actors:
            self._add_names(actor, names_of(dataset, actor))
        for actor, names in added_actors.items():
            self._add_names(actor, (actor, *names))
        self._tiers_by_key: dict[str, list[str]] = defaultdict(list)
        for key, tier in dataset.tiers.items():
            for wording in {comparison_key(tier.wording), comparison_key(tier.wording_native)} - {""}:
                self._tiers_by_key[wording].append(key)

    def _add_names(self, actor: str, names: tuple[str, ...]) -> None:
        for name in names:
            self._actors_by_key[comparison_key(name)].add(actor)

    def actor(self, written: str) -> str | None:
        """The actor with this id or name, an id first; None if there is none, or several."""
        text = unicodedata.normalize("NFKC", written).strip()
        if text.upper() in self._actors:
            return text.upper()
        actors = self._actors_by_key.get(comparison_key(text), set())
        return next(iter(actors)) if len(actors) == 1 else None

    def dyad(self, written: str) -> str | None:
        """The dyad of two actors, in either order: "BLR-CHN", "China and Belarus"; None if it is not clear which."""
        text = unicodedata.normalize("NFKC", written).strip()
        try:
            one, other = actors_of(text.upper())
        except ValueError:
            return self._dyad_of_names(text)
        return dyad_of(one, other) if one != other else None

    def _dyad_of_names(self, text: str) -> str | None:
        """Each separator is tried, as names contain some of them; None unless exactly one dyad results."""
        separators = [match.span() for match in _SEPARATOR.finditer(text)]
        separators = separators or [match.span() for match in re.finditer(r"\s+", text)]
        pairs = {(self.actor(text[:start]), self.actor(text[end:])) for start, end in separators[:_MAX_SEPARATORS]}
        dyads = {dyad_of(one, other) for one, other in pairs if one and other and one != other}
        return dyads.pop() if len(dyads) == 1 else None

    def tier(self, written: str, dyad: str) -> str | None:
        """The tier with this wording; of several, the one on the ladder of an actor of the dyad. None if not unique."""
        tiers = self._tiers_by_key.get(comparison_key(written), [])
        if len(tiers) > 1:
            tiers = [tier for tier in tiers if self._owner(tier) in dyad.split(DYAD_JOINT)]
        return tiers[0] if len(tiers) == 1 else None

    def _owner(self, tier: str) -> str:
        return self.dataset.families[self.dataset.tiers[tier].family].owner

    def wording(self, tier: str) -> str:
        """The wording of a tier of the records; empty for any other."""
        return self.dataset.tiers[tier].wording if tier in self.dataset.tiers else ""


def id_stem(row: Mapping[str, str]) -> str:
    """The start of an id for a row without one, such as "blr-chn-2026-11-03"; empty if the row has none of its parts."""
    return "-".join(part.lower() for column in _ID_COLUMNS if (part := row.get(column, "")))
