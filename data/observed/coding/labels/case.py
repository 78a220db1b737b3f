"""A label in its sentence and its item: all that the signs of its partner look at."""

from dataclasses import dataclass
from functools import cached_property

from data.observed.coding.chinese.names import Mention
from data.observed.coding.labels.about import About
from data.observed.coding.labels.pairs import PairMention, pairs_in, partners_named
from data.observed.coding.labels.wordings import Wording

_BARE = ("伙伴关系", "命运共同体")
UNKNOWN = ""


@dataclass(frozen=True)
class Saying:
    """A sentence of an item: who speaks, the actors of its paragraph, the partner just met ("?" if no rule knows him)."""

    text: str
    paragraph: str
    named_in_paragraph: tuple[str, ...]
    speaker: str
    met: str


@dataclass(frozen=True)
class LabelCase:
    """A label, its sentence and its item: all that the signs look at."""

    wording: Wording
    saying: Saying
    about: About

    @cached_property
    def before(self) -> str:
        """The clause before the label."""
        text, start = self.saying.text, self.wording.start
        return text[max(text.rfind(mark, 0, start) for mark in "，；：") + 1 : start]

    @cached_property
    def after(self) -> str:
        text, end = self.saying.text, self.wording.end
        return text[end : min((at for mark in "，。；" if (at := text.find(mark, end)) >= 0), default=len(text))]

    @cached_property
    def known(self) -> frozenset[str]:
        return self.about.named | ({self.about.partner} if self.about.partner else frozenset())

    @cached_property
    def pairs(self) -> list[PairMention]:
        """The pairs of the clause before the label."""
        return pairs_in(self.before, self.known)

    @cached_property
    def names(self) -> list[Mention]:
        """The partners named in the clause before the label, outside its pairs."""
        return [
            name
            for name in partners_named(self.before)
            if not any(pair.start <= name.start < pair.end for pair in self.pairs)
        ]

    @cached_property
    def sentence_pairs(self) -> list[str]:
        return list(dict.fromkeys(pair.actor for pair in pairs_in(self.saying.text, self.about.named) if pair.actor))

    @property
    def is_bare(self) -> bool:
        return self.wording.label in _BARE

    @property
    def is_community(self) -> bool:
        return self.wording.kind == "community"

    @property
    def partner(self) -> str:
        """The partner in hand: the one just met, else that of the item; empty if no rule knows."""
        return UNKNOWN if self.saying.met == "?" else self.saying.met or self.about.partner
