"""The value of a claim about who has which tier with whom."""

from dataclasses import dataclass
from enum import StrEnum

WORD_SEPARATOR = ","


class Relation(StrEnum):
    """What the actor's tier has to be."""

    CONTAINS = "contains"
    ON = "on"
    AT_LEAST = "at_least"


class Form(StrEnum):
    """What the claim says of the actor."""

    HAS = "has"
    NTH = "nth"
    ORDER = "order"
    ONLY = "only"
    COUNT = "count"
    BEFORE = "before"
    AFTER = "after"
    USED = "used"
    DEED = "deed"
    CONNECTED = "connected"
    SHARED = "shared"
    DEPENDS = "depends"
    KEEPS = "keeps"
    BALANCED = "balanced"
    UNBALANCED = "unbalanced"
    GROUPED = "grouped"


class Scope(StrEnum):
    """Whether a tier counts that was held at any time until the day, or only one in force on it."""

    EVER = "ever"
    THEN = "then"


NUMBERED_FORMS = frozenset({Form.NTH, Form.ORDER, Form.COUNT})
OF_TRIANGLES = frozenset({Form.BALANCED, Form.UNBALANCED})
NEEDS_OTHER = frozenset({Form.BEFORE, Form.AFTER, Form.SHARED, *OF_TRIANGLES})
WITH_OTHER = frozenset({Form.NTH, Form.ORDER, Form.CONNECTED, *NEEDS_OTHER})
# May be said of everyone or of nobody in particular, so that no actor needs to be named.
WITHOUT_ACTOR = frozenset({Form.COUNT, Form.KEEPS})
# May name further countries: others of whom the same is said, or others that are left out.
NAMING_MORE = frozenset({Form.CONNECTED, Form.SHARED, Form.GROUPED})
# About ties of any label: `what` is a type of tie, several of them, or any but measures.
OF_NETWORK = frozenset({Form.CONNECTED, Form.SHARED, Form.DEPENDS, Form.KEEPS, Form.GROUPED, *OF_TRIANGLES})
# Of these a partnership tie counts only if it is a label: they speak of labels. Ways and groups are by any partnership tie.
OF_LABELS = frozenset({Form.SHARED, Form.DEPENDS, Form.KEEPS})
ANY_TIE = "any"


@dataclass(frozen=True)
class Claim:
    """`actor` · `relation` `what` (words, or the id of a tier) · with `partner` · `form`, `number`, `other` · `scope`.

    NTH says that it is the n-th and so far the last; ORDER only that n-1 came before. In both, `other` (or "")
    is the one that came directly before. USED says that the partner has used such a label of the actor only. DEED says
    that by `what`, a series, the actor was above the median of the others in its label group with the partner.

    Of the network, CONNECTED says that ties lead from the actor to the partner, without `other` and `more` if they are given;
    SHARED that both, and each of `more`, have a tie with `other`; DEPENDS that the actor has ties with the partner only, and
    KEEPS that it has some with others, or that each of the partner’s partners has ("" for the actor); BALANCED that the three
    form a balanced triangle by the signs on record, and UNBALANCED that they form one that is not; GROUPED that the actor, the partner and `more` are in one group that holds
    together.
    """

    actor: str
    relation: Relation
    what: str
    partner: str
    form: Form = Form.HAS
    number: int = 0
    other: str = ""
    scope: Scope = Scope.EVER
    more: tuple[str, ...] = ()

    @property
    def layers(self) -> tuple[str, ...]:
        """Of a claim about the network, the types of tie that it is about; () for any but measures."""
        return () if self.what == ANY_TIE else self.words

    @property
    def ends(self) -> tuple[str, ...]:
        """Of a claim about the network, those of whom it says the same."""
        return (self.actor, self.partner, *(self.more if self.form in (Form.SHARED, Form.GROUPED) else ()))

    @property
    def left_out(self) -> tuple[str, ...]:
        """Those without whom two are said to be connected."""
        return tuple(filter(None, (self.other, *self.more))) if self.form is Form.CONNECTED else ()

    @property
    def is_of_each(self) -> bool:
        """Whether it says of each partner of one that it would keep a tie."""
        return self.form is Form.KEEPS and not self.actor

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.what.split(WORD_SEPARATOR))
