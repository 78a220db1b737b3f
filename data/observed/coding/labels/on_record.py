"""The labels that the records know: a wording -> its tier, and which tiers a partner has had."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from data.model.tie_rows import Spell, Tier
from data.observed.coding.labels.pairs import SHORTS
from data.tables.dataset import Dataset
from data.usage.uses import OBSERVED_ACTOR

COMMUNITY, PLAIN_TIER = "CN-O01", "CN-T33"
_FAMILIES = "china_"
# Forms of the plain partnership for which no spell is needed, and wordings that are no label by themselves.
_PLAIN_FORMS = ("合作伙伴关系", "建设性伙伴关系", "建设性合作伙伴关系")
_NO_LABELS = ("外交关系", "中朝友好合作互助条约", "全面发展和战略合作")
# A tier without a wording of its own: each partner has another.
_NO_WORDING = "CN-T14"
_PAIR = re.compile(
    rf"(?:中国?[—－\-–]?(?:{SHORTS})|(?:{SHORTS})中国?)(?=命运共同体)|^(?:中(?:{SHORTS})|(?:{SHORTS})中)"
)
_ANY_COMMUNITY = re.compile("(?:新时代|全天候|高水平)*命运共同体")


@dataclass(frozen=True)
class LabelsOnRecord:
    """What the records say of China’s labels."""

    tiers: tuple[Tier, ...]
    spells: tuple[Spell, ...]
    _known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False)

    def tier_of(self, partner: str, label: str) -> str:
        """The tier whose wording, or that of a spell with this partner, is exactly the label; empty if there is none."""
        if (partner, label) not in self._known:
            self._known[partner, label] = self._tier_of(partner, label)
        return self._known[partner, label]

    def _tier_of(self, partner: str, label: str) -> str:
        for form in (label, f"{label}关系" if label.endswith("伙伴") else label):
            tier = self._of_partner.get((partner, form)) or self._of_anyone.get(form)
            if tier:
                return tier
        if not label.endswith("命运共同体"):
            return ""
        plain = without_pair(label)
        return self._pairless.get((partner, plain)) or (COMMUNITY if _ANY_COMMUNITY.fullmatch(plain) else "")

    def wordings(self, partner: str) -> frozenset[str]:
        """The wordings of all labels that the partner has had."""
        return self._wordings.get(partner, frozenset())

    def wordings_until(self, partner: str, day: str) -> tuple[str, ...]:
        """The wordings of the labels that the partner has had until a day (ISO)."""
        spells = (spell for spell in self._by_partner.get(partner, ()) if str(spell.opening or "") <= day)
        return tuple(part for spell in spells for part in re.split("[;；]", spell.wording_zh) if part.strip())

    def tiers_of(self, partner: str) -> frozenset[str]:
        """The tiers that the partner has had."""
        return frozenset(tier for (other, _), tier in self._of_partner.items() if other == partner)

    def usual(self, partner: str, day: str) -> str:
        """The Chinese wording of the label in force with a partner on a day (ISO); empty if there is none."""
        for spell in self._by_partner.get(partner, ()):
            if (
                spell.status == "in force"
                and spell.wording_zh
                and ((spell.start is None or str(spell.start) <= day) and (spell.end is None or str(spell.end) > day))
            ):
                return spell.wording_zh.split("; ")[0]
        return ""

    @cached_property
    def _by_partner(self) -> dict[str, tuple[Spell, ...]]:
        """The spells of each partner, the latest start first."""
        spells: dict[str, list[Spell]] = defaultdict(list)
        for spell in sorted(self.spells, key=lambda spell: str(spell.start or ""), reverse=True):
            spells[_partner(spell)].append(spell)
        return {partner: tuple(of_partner) for partner, of_partner in spells.items()}

    @cached_property
    def _of_anyone(self) -> dict[str, str]:
        tiers: dict[str, str] = {}
        for tier in self.tiers:
            if tier.tier == COMMUNITY:
                tiers["命运共同体"] = tier.tier
            elif tier.tier != _NO_WORDING:
                for part in re.split("[;；/]", tier.wording_native):
                    for form in (re.sub("[（(].*?[)）]", "", part), re.sub("[（()）]", "", part)):
                        tiers[form.strip().replace("中美", "")] = tier.tier
        tiers |= {form: PLAIN_TIER for form in _PLAIN_FORMS if any(tier.tier == PLAIN_TIER for tier in self.tiers)}
        return {form: tier for form, tier in tiers.items() if form and form not in _NO_LABELS}

    @cached_property
    def _of_partner(self) -> dict[tuple[str, str], str]:
        tiers: dict[tuple[str, str], str] = {}
        for spell in self.spells:
            for part in filter(None, map(str.strip, re.split("[;；]", spell.wording_zh))):
                tiers.setdefault((_partner(spell), re.sub("^中美", "", part)), spell.tier)
        return tiers

    @cached_property
    def _pairless(self) -> dict[tuple[str, str], str]:
        return {(partner, without_pair(label)): tier for (partner, label), tier in self._of_partner.items()}

    @cached_property
    def _wordings(self) -> dict[str, frozenset[str]]:
        wordings: dict[str, set[str]] = defaultdict(set)
        for partner, label in self._of_partner:
            wordings[partner] |= {label, without_pair(label)}
        return {partner: frozenset(labels) for partner, labels in wordings.items()}


def without_pair(label: str) -> str:
    """A label without the name of the pair in it: 中巴命运共同体 -> 命运共同体."""
    return _PAIR.sub("", label)


def _partner(spell: Spell) -> str:
    return spell.dyad.replace(f"{OBSERVED_ACTOR}-", "").replace(f"-{OBSERVED_ACTOR}", "")


def labels_on_record(dataset: Dataset) -> LabelsOnRecord:
    """The labels of the records that one of China’s families holds."""
    tiers = {key: tier for key, tier in dataset.tiers.items() if tier.family.startswith(_FAMILIES)}
    spells: Iterable[Spell] = (row for row in dataset.rows["spells"] if isinstance(row, Spell))
    of_china = (spell for spell in spells if spell.tier in tiers and OBSERVED_ACTOR in spell.dyad.split("-"))
    return LabelsOnRecord(tuple(tiers.values()), tuple(of_china))
