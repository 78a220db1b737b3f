"""The label of a tie -> a tier of ours, a tier of the upload, or one of a family of its own; or a question."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from data.base.text import quotable
from data.matching.names import NameIndex, comparison_key, dyad_parts
from data.upload.mapping.choices import MAX_QUESTIONS, OWN, Choices, Question, QuestionKey
from data.upload.ties.own_labels import OwnFamilies, layer_of

# How similar two wordings are that may be meant to be one.
_NEAR = 0.9


@dataclass
class LabelReader:
    """`title` names the table and its family; `own_tiers` are the tiers of the upload, by id and by wording."""

    names: NameIndex
    choices: Choices
    title: str
    is_ranked: bool
    own_tiers: Mapping[str, str]
    families: OwnFamilies
    own_wordings: Mapping[str, str] = field(default_factory=dict)
    is_strict: bool = False
    # Type of tie -> labels whose words speak of it.
    judged: dict[str, dict[str, None]] = field(default_factory=dict)
    _open: dict[QuestionKey, tuple[str, ...]] = field(default_factory=dict)
    _rows: Counter[QuestionKey] = field(default_factory=Counter)
    _near_tiers: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], str | None] = field(default_factory=dict)

    def tier(self, label: str, dyad: str, layer: str) -> str | None:
        """The tier of a label that a dyad holds; None if the reader has to choose."""
        key = (label, dyad, layer)
        if key not in self._known or self._known[key] is None:
            self._known[key] = self._tier(*key)
        return self._known[key]

    def _tier(self, label: str, dyad: str, layer: str) -> str | None:
        tiers = self.names.tiers(label, dyad)
        if len(tiers) == 1:
            return tiers[0]
        if own := self.own_tiers.get(label) or self.own_tiers.get(comparison_key(label)):
            return own
        candidates = tiers or self._near(label, dyad)
        if candidates or self.is_strict:
            answer = self._answer(label, tuple(candidates))
            if answer != OWN:
                return answer
        return self._own_tier(label, dyad, layer)

    def _near(self, label: str, dyad: str) -> list[str]:
        """The tiers of the dyad whose wording nearly is the label."""
        if label not in self._near_tiers:
            key = comparison_key(label[:300])
            self._near_tiers[label] = [
                tier
                for tier in self.names.near_tiers(label)
                if SequenceMatcher(None, key, comparison_key(self.names.wording(tier))).ratio() >= _NEAR
            ]
        return [tier for tier in self._near_tiers[label] if self.names.may_have(dyad, tier)]

    def _answer(self, label: str, candidates: tuple[str, ...]) -> str | None:
        key: QuestionKey = ("label", "", "/".join(candidates), label)
        self._open[key] = candidates
        self._rows[key] += 1
        answer = self.choices.answers.get(key)
        return answer if answer in (*candidates, OWN) else None

    def _own_tier(self, label: str, dyad: str, layer: str) -> str:
        if not layer:
            layer = layer_of(f"{label} {self.title}")
            self.judged.setdefault(layer, {}).setdefault(" ".join(label.split()))
        family = self.families.family(self.title, layer, is_ranked=self.is_ranked)
        return family.tier(" ".join(label.split()), dyad_parts(dyad))

    def wording(self, tier: str) -> str:
        """The wording of a tier of ours or of the upload; empty for one of its own family."""
        return self.names.wording(tier) or self.own_wordings.get(tier, "")

    def is_own(self, tier: str) -> bool:
        """Whether the tier is not one of ours."""
        return tier not in self.names.dataset.tiers

    def questions(self) -> list[Question]:
        """One for each label that may be several of ours."""
        return [self._question(key, tiers) for key, tiers in list(self._open.items())[:MAX_QUESTIONS]]

    def _question(self, key: QuestionKey, tiers: tuple[str, ...]) -> Question:
        label = quotable(key[3])
        options = tuple((tier, f"{self.names.wording(tier)} ({self.names.family_name(tier)})") for tier in tiers)
        options += ((OWN, f"A label of your own: {label}"),)
        text = (
            f"“{label}” is not one label only: which is meant?"
            if len(tiers) > 1
            else f"“{label}”: is it one of our labels?"
        )
        return Question(key, text, options, self._rows[key], self.choices.answers.get(key, ""))
