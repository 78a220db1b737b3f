"""Names of actors, tiers and dyads as people write them, in any script -> ids of the schema."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from data.base.clean_text import normal_form
from data.base.nearest_names import Names
from data.base.text import search_key
from data.matching.name_forms import other_forms
from data.matching.world_names import world_names
from data.model.cells import DYAD_JOINT, actors_of, dyad_of
from data.tables.dataset import Dataset

# What may separate the two names of a dyad, once every run of spaces is one space.
_SEPARATOR = re.compile(
    " ?[–—−/&;,+|·、] ?| (?:and|и|і|with|vs\\.?) | -{1,9} |[和与與]| ?- ?",
    re.IGNORECASE,
)
# A longer text names no actor and no dyad.
MAX_NAME_CHARACTERS = 300
_MAX_SEPARATORS = 20
# Texts of which it is remembered whom they name: the parts of 20,000 texts without a name are a million.
_MOST_KNOWN = 5_000
_ID_COLUMNS = ("dyad", "start", "known_by", "date", "indicator", "period")
# How similar a name must be to be suggested: "Swasiland" is Eswatini, "Isle of Man" is not Oman.
_NEAR_NAME = 0.8
_CODE = re.compile("[A-Z]{2,3}|[0-9]{1,3}", re.ASCII)


@lru_cache(maxsize=4096)
def comparison_key(text: str) -> str:
    """Folded, letters and digits only, so that "Start-Date " and "start_date" have the same key."""
    return "".join(character for character in search_key(normal_form("NFKC", text)) if character.isalnum())


# Names of two states, as comparison keys.
_SHARED_NAMES = dict.fromkeys(map(comparison_key, ("Congo", "Конго", "刚果", "剛果", "الكونغو")), ("COD", "COG"))


class NameIndex:
    """The actors, dyads and tiers that a cell may name: those of the records and those of the upload."""

    def __init__(self, dataset: Dataset, added_actors: Mapping[str, tuple[str, ...]]) -> None:
        """`added_actors` maps the actors of the upload to their names."""
        self.dataset = dataset
        self._added = added_actors
        self._actors = frozenset(dataset.actors) | frozenset(added_actors)
        # An actor's own name comes before another's alias, and that before a name of which our records know nothing.
        self._actors_by_key: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(3))
        for actor, row in dataset.actors.items():
            own = (row.name, row.short_name, *row.name_native.split("; "), row.name_zh, row.name_ru)
            self._add_names(0, actor, own)
            self._add_names(1, actor, row.aliases)
            self._add_names(2, actor, world_names().names.get(actor, ()))
        for actor, names in added_actors.items():
            self._add_names(0, actor, (actor, *names))
        self._tiers_by_key: dict[str, list[str]] = defaultdict(list)
        for key, tier in dataset.tiers.items():
            for wording in {comparison_key(tier.wording), comparison_key(tier.wording_native)} - {""}:
                self._tiers_by_key[wording].append(key)
        self._known: dict[str, str | None] = {}

    def _add_names(self, rank: int, actor: str, names: tuple[str, ...]) -> None:
        for name in names:
            # Nobody is found by a longer one.
            if len(name) <= MAX_NAME_CHARACTERS and (key := comparison_key(name)):
                self._actors_by_key[rank][key].add(actor)

    # Actors ----------------------------------------------------------------------------------------

    def actor(self, written: str) -> str | None:
        """The actor with this id or name, an id first; None if there is none, or several."""
        if len(written) > MAX_NAME_CHARACTERS:
            return None
        known = self._known.get(written, "")
        if known != "":
            return known
        actor = self._actor(written)
        if len(self._known) < _MOST_KNOWN:
            self._known[written] = actor
        return actor

    def forget(self) -> None:
        """Forget the texts that were asked about: they are a reader’s, and an index may stay for others."""
        self._known.clear()
        comparison_key.cache_clear()

    def _actor(self, written: str) -> str | None:
        text = normal_form("NFKC", written).strip()
        if text.upper() in self._actors:
            return text.upper()
        # "141" is the number of a node or a state, and not the format "14+1".
        if text.isdigit():
            return None
        return self._actor_named(text) or next(filter(None, map(self._actor_named, other_forms(text))), None)

    def _actor_named(self, text: str) -> str | None:
        key = comparison_key(text)
        for by_key in self._actors_by_key:
            if actors := by_key.get(key):
                return next(iter(actors)) if len(actors) == 1 else None
        return None

    def name(self, actor: str) -> str:
        """The English name of an actor; its id if it has none."""
        if actor in self.dataset.actors:
            return self.dataset.actors[actor].name
        return next(iter(self._added.get(actor, ())), actor)

    def dyad_name(self, dyad: str) -> str:
        """ "Belarus – China"; the text itself if it is not a dyad."""
        try:
            return " – ".join(map(self.name, actors_of(dyad)))
        except ValueError:
            return dyad

    def likely_actors(self, written: str) -> tuple[str, ...]:
        """The actors who may be meant: those who share this very name, else the one of the nearest name."""
        shared = _SHARED_NAMES.get(comparison_key(written[:MAX_NAME_CHARACTERS]), ())
        if shared:
            return tuple(actor for actor in shared if actor in self._actors)
        near = self._nearest_actor(written)
        return (near,) if near else ()

    def _nearest_actor(self, written: str) -> str | None:
        """The actor whose name is most similar; None if none is. A code is similar to no other code."""
        if _CODE.fullmatch(written.strip()) or len(written) > MAX_NAME_CHARACTERS:
            return None
        key = comparison_key(written)
        near = self._names.nearest(key)
        is_near = near and SequenceMatcher(None, key, near).ratio() >= _NEAR_NAME
        return self._actor_named(near) if near and is_near else None

    @cached_property
    def _names(self) -> Names:
        return Names(key for by_key in self._actors_by_key for key in by_key if len(key) > 3)

    # Dyads -----------------------------------------------------------------------------------------

    def dyad(self, written: str) -> str | None:
        """The dyad of two actors, in either order: "BLR-CHN", "China and Belarus"; None if it is not clear which."""
        if len(written) > MAX_NAME_CHARACTERS:
            return None
        text = " ".join(normal_form("NFKC", written).split())
        try:
            one, other = actors_of(text.upper())
        except ValueError:
            return self._dyad_of_names(text)
        return dyad_of(one, other) if one != other else None

    def _dyad_of_names(self, text: str) -> str | None:
        """Each separator is tried, as names contain some of them; None unless exactly one dyad results."""
        pairs = {(self.actor(one), self.actor(other)) for one, other in name_pairs(text)}
        dyads = {dyad_of(one, other) for one, other in pairs if one and other and one != other}
        return dyads.pop() if len(dyads) == 1 else None

    # Tiers -----------------------------------------------------------------------------------------

    def tiers(self, written: str, dyad: str) -> list[str]:
        """The tiers with this id or wording that a dyad can have: those of a family of one of its actors, or of nobody."""
        if written in self.dataset.tiers:
            return [written]
        tiers = self._tiers_by_key.get(comparison_key(written[:MAX_NAME_CHARACTERS]), [])
        return [tier for tier in tiers if self.may_have(dyad, tier)]

    def may_have(self, dyad: str, tier: str) -> bool:
        """Whether a tier is of a family of one of the two, or of nobody."""
        family, actors = self.dataset.families[self.dataset.tiers[tier].family], dyad_parts(dyad)
        # "Partner" of two states is no membership.
        is_membership = family.layer == "membership" and not any(actor.startswith("ORG:") for actor in actors)
        return family.owner in actors if family.owner else not is_membership

    def near_tiers(self, written: str) -> list[str]:
        """The tiers whose wording is most similar; empty if none is."""
        near = self._wordings.nearest(comparison_key(written[:MAX_NAME_CHARACTERS]))
        return list(self._tiers_by_key.get(near or "", []))

    @cached_property
    def _wordings(self) -> Names:
        return Names(self._tiers_by_key)

    def tier(self, written: str, dyad: str) -> str | None:
        """The only tier with this wording that the dyad can have; None if there is none, or several."""
        tiers = self.tiers(written, dyad)
        return tiers[0] if len(tiers) == 1 else None

    def wording(self, tier: str) -> str:
        """The wording of a tier of the records; empty for any other."""
        return self.dataset.tiers[tier].wording if tier in self.dataset.tiers else ""

    def family_name(self, tier: str) -> str:
        """The name of the family of a tier of the records."""
        return self.dataset.families[self.dataset.tiers[tier].family].name


def dyad_parts(dyad: str) -> tuple[str, ...]:
    """The two actors of a dyad; none if it is not one."""
    try:
        return actors_of(dyad)
    except ValueError:
        return tuple(dyad.split(DYAD_JOINT))


def name_pairs(text: str) -> Iterator[tuple[str, str]]:
    """(one name, other name) for each place at which a text may be divided."""
    separators = [match.span() for match in _SEPARATOR.finditer(text)]
    separators = separators or [match.span() for match in re.finditer(" ", text)]
    for start, end in separators[:_MAX_SEPARATORS]:
        yield text[:start], text[end:]


def id_stem(row: Mapping[str, str]) -> str:
    """The start of an id for a row without one, such as "blr-chn-2026-11-03"; empty if the row has none of its parts."""
    return "-".join(part.lower() for column in _ID_COLUMNS if (part := row.get(column, "")))
