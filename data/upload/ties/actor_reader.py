"""The two actors of a row, whatever form they are in; and a question for each name that is not known."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.base.clean_text import normal_form
from data.base.text import quotable
from data.matching.code_schemes import CodeReading, actor_of_code
from data.matching.empty_cells import is_empty
from data.matching.names import MAX_NAME_CHARACTERS, NameIndex, name_pairs
from data.matching.world_names import SCHEME_NAMES, Scheme
from data.model.cells import dyad_of
from data.model.tie_rows import SHORT
from data.tables.sheet import UNWANTED
from data.upload.mapping.choices import ADD, ALL_NAMES, MAX_QUESTIONS, SKIP, Choices, Question, QuestionKey
from data.upload.ties.own_labels import MAX_ID

_NOT_IN_ID = re.compile("[^A-Z0-9]+")
NAMES_ONLY = CodeReading()


@dataclass
class AddedActors:
    """The actors that the reader chose to add, of all tables of an upload: their rows by id, and their ids by name."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    stems: Counter[str] = field(default_factory=Counter)


@dataclass
class ActorReader:
    """`codes` says of which list the codes are; `added` are the actors that the reader chose to add."""

    names: NameIndex
    choices: Choices
    codes: CodeReading = NAMES_ONLY
    added: AddedActors = field(default_factory=AddedActors)
    _unknown: Counter[str] = field(default_factory=Counter)
    _by_text: dict[str, str | None] = field(default_factory=dict)

    def scheme_question(self, file: str, columns: str) -> Question | None:
        """Which list the codes are of; None if that is clear."""
        if not self.codes.open:
            return None
        key: QuestionKey = ("codes", file, columns, "")
        code = self.codes.example
        options = tuple(
            (scheme, f"{SCHEME_NAMES[scheme]}: {code} is {self._code_name(scheme, code)}") for scheme in self.codes.open
        )
        answer = self.choices.answers.get(key, "")
        chosen = next((scheme for scheme in self.codes.open if scheme == answer), None)
        self.codes = CodeReading(chosen, () if chosen else self.codes.open, code)
        return Question(key, f"Codes in {columns}: of which list are they?", options, 0, chosen or "")

    def _code_name(self, scheme: Scheme, code: str) -> str:
        actor = actor_of_code(scheme, code)
        return self.names.name(actor) if actor else "not used"

    def actor(self, written: str) -> str | None:
        """The actor; None if it is not known, which is then asked about."""
        if written not in self._by_text:
            self._by_text[written] = self._actor(written)
        actor = self._by_text[written]
        if actor is None and not self.codes.open and not is_empty(written) and len(written) <= MAX_NAME_CHARACTERS:
            self._unknown[written] += 1
        return actor

    def _actor(self, written: str) -> str | None:
        if self.codes.open or len(written) > MAX_NAME_CHARACTERS:
            return None
        by_code = actor_of_code(self.codes.scheme, written) if self.codes.scheme else None
        if by_code:
            return by_code
        # "NA" is Namibia in a list of two-letter codes only.
        if is_empty(written):
            return None
        known = (
            None
            if self.codes.scheme and written.strip().isalpha() and len(written.strip()) <= 3
            else self.names.actor(written)
        )
        return known or self._answered(written)

    def _answered(self, written: str) -> str | None:
        answer = self.choices.answers.get(("actor", "", "", written)) or self.choices.answers.get(ALL_NAMES, "")
        if answer == ADD:
            return self._add(written)
        return answer if answer in self.names.dataset.actors else None

    def _add(self, name: str) -> str:
        """The id of a new actor of this name."""
        name = " ".join(UNWANTED.sub("", name).split())
        if name in self.added.by_name:
            return self.added.by_name[name]
        plain = normal_form("NFKD", name).encode("ascii", "ignore").decode().upper()
        stem = _NOT_IN_ID.sub("-", plain).strip("-")[:MAX_ID] or "ADDED"
        actor = f"ORG:{stem}"
        while actor in self.added.rows or self.names.actor(actor):
            # Names in other letters than Latin ones all have the same stem.
            self.added.stems[stem] += 1
            actor = f"ORG:{stem}-{self.added.stems[stem] + 1}"
        self.added.by_name[name] = actor
        short = name if len(name) <= SHORT else name[: SHORT - 1].rstrip() + "…"
        self.added.rows[actor] = {
            "actor": actor,
            "kind": "organisation",
            "name": name,
            "short_name": short,
            "region": "Several regions",
            "note": "Added from a table of the reader; its kind and region were not given.",
        }
        return actor

    def dyad(self, written: str) -> str | None:
        """The dyad of a cell with both names; None if it is not clear which, or one of them is not known."""
        known = self.names.dyad(written)
        if known:
            return known
        text = " ".join(written[:300].split())
        for one, other in name_pairs(text):
            first, second = self.names.actor(one), self.names.actor(other)
            if one and other and (first or second):
                first, second = first or self.actor(one), second or self.actor(other)
                return dyad_of(first, second) if first and second and first != second else None
        return None

    # Questions -------------------------------------------------------------------------------------

    def name(self, actor: str) -> str:
        return self.added.rows[actor]["name"] if actor in self.added.rows else self.names.name(actor)

    def questions(self) -> list[Question]:
        """One for each name that is not known, the most frequent first, and for names that were answered."""
        answered = {key[3]: answer for key, answer in self.choices.answers.items() if key[0] == "actor" and key[3]}
        found = [*self._unknown.most_common(MAX_QUESTIONS), *((name, 0) for name in answered if name in self._by_text)]
        return [self._question(name, rows, answered.get(name, "")) for name, rows in dict(found).items()]

    def _question(self, written: str, rows: int, answer: str) -> Question:
        likely = self.names.likely_actors(written)
        options: tuple[tuple[str, str], ...] = tuple((actor, f"{self.names.name(actor)} ({actor})") for actor in likely)
        options += ((ADD, "Add it as a new actor"), (SKIP, "Leave its rows out"))
        return Question(
            ("actor", "", "", written), f"“{quotable(written)}” is not a known country or actor.", options, rows, answer
        )


def cells_at(records: Iterable[tuple[int, int, list[str]]], *positions: int | None) -> list[str]:
    """The texts of some columns."""
    return [cells[at].strip() for _, _, cells in records for at in positions if at is not None and at < len(cells)]
