"""What actors have in common, in words."""

from components.connections.answers.answer import (
    MOST_ANSWER_ROWS,
    MOST_IN_PICTURE,
    AnswerPart,
    AnswerRow,
    NetworkAnswer,
    counted_text,
    pair_names,
    part_of,
)
from components.connections.answers.gap_words import gap_sentences
from components.wording.names import name_in_sentence, names_text
from components.wording.spells import since_text
from data.analysis.connections.common import Alike, InCommon, SharedTie, in_common
from data.analysis.connections.traits import Trait, TraitKind
from data.analysis.connections.triangles import names_treaty
from data.base.days import day_in_full
from data.base.text import list_text, quantity, with_capital
from data.tables.dataset import Dataset
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

KIND_TEXTS: dict[TraitKind, str] = {
    "label": "label with",
    "relations": "relations without a partnership label with",
    "organisation": "place in",
    "treaty": "treaty with",
    "membership": "shared membership with",
    "integration": "integration with",
    "presence": "forces or bases with",
    "flow": "flow with",
    "sent": "sanctions or other measures against",
    "received": "sanctions or other measures from",
    "measure": "sanctions or other measures with",
}
# The same after "share": of several partners, too.
_SHARED_TEXTS: dict[TraitKind, str] = KIND_TEXTS | {
    "label": "labels with",
    "organisation": "a place in",
    "treaty": "treaties with",
    "membership": "memberships that they share with",
    "integration": "integration ties with",
    "flow": "flows with",
}
MOST_IN_LIST, MOST_ALIKE_SHOWN, _MOST_SHARED = 20, 6, 8
_ALIKE_HEADING = "Who else has some of them (overlap: of these ties and all of its own, how many are in both)"


def common_answer(selection: Selection, actors: tuple[str, ...]) -> NetworkAnswer:
    """The answer to "what do they have in common?"; of one actor alone, who has the same ties."""
    found, dataset = in_common(selection, actors), selection.dataset
    partners = tuple(dict.fromkeys(row.partner for row in found.shared))
    names = pair_names(dataset, found.actors)
    drawn = (*found.actors, *partners[: MOST_IN_PICTURE - len(found.actors)])
    alone = len(found.actors) == 1
    return NetworkAnswer(
        subject=f"Who has the same ties as {names}" if alone else f"What {names} have in common",
        sentence=_alone_sentence(selection, found) if alone else common_sentence(selection, found),
        details=tuple(_details(selection.ties, found)),
        parts=tuple(_parts(selection.ties, found)),
        gaps=gap_sentences(dataset, found.gaps),
        lit=tuple(
            dict.fromkeys(index for row in found.shared if row.partner in drawn for of in row.spells for index in of)
        ),
        actors=drawn,
    )


def common_sentence(selection: Selection, found: InCommon) -> str:
    """ "Belarus and Pakistan share 4 ties: labels of the same rank (“…”) with China; treaties with China; and a place in the SCO."."""
    dataset, day = selection.dataset, day_in_full(selection.view.as_of)
    names, condition = pair_names(dataset, found.actors), counted_text(selection.view, dataset)
    partners = tuple(dict.fromkeys(row.partner for row in found.shared))
    if not partners:
        return with_capital(f"{condition}{names} have no tie of one kind with the same partner on {day}.")
    what = quantity(len(found.shared), "tie") if len(found.shared) > 1 else "one kind of tie"
    return with_capital(f"{condition}{names} share {what}: {_shared_text(dataset, found)}.")


def _shared_text(dataset: Dataset, found: InCommon) -> str:
    """ "labels of the same rank with China; treaties with China and Russia; and a place in the SCO"."""
    by_kind: dict[str, list[str]] = {}
    for row in found.shared:
        kind = _SHARED_TEXTS[row.kind]
        if row.kind == "label":
            kind = f"labels of {_ranks_text(dataset, found, row.partner) or 'different ranks'} with"
        by_kind.setdefault(kind, []).append(name_in_sentence(dataset, row.partner))
    texts = [f"{kind} {list_text(partners, most=_MOST_SHARED)}" for kind, partners in by_kind.items()]
    return texts[0] if len(texts) == 1 else f"{'; '.join(texts[:-1])}; and {texts[-1]}"


def _ranks_text(dataset: Dataset, found: InCommon, partner: str) -> str:
    """ "the same rank (“All-weather”)": named, as each may have other labels beside it; "" if no rank is the same."""
    groups = [trait.group for trait in found.traits if (trait.kind, trait.partner) == ("label", partner)]
    names = list_text([f"“{_rank_name(dataset, group)}”" for group in groups], most=len(groups) or 1)
    return f"the same rank ({names})" if groups else ""


def _alone_sentence(selection: Selection, found: InCommon) -> str:
    """ "Nobody else has all 27 ties of Belarus on record; Kazakhstan has the most of them, 5 of 27."."""
    dataset, names = selection.dataset, pair_names(selection.dataset, found.actors)
    if not found.shared:
        condition = counted_text(selection.view, dataset)
        return with_capital(f"{condition}{names} has no tie on record on {day_in_full(selection.view.as_of)}.")
    number, condition = len(found.shared), counted_text(selection.view, dataset)
    text = _alike_sentence(
        dataset, found, f"all {number} ties of {names}" if number > 1 else f"the only tie of {names}"
    )
    return (
        f"{condition}{text[0].lower()}{text[1:]}" if condition and text.startswith("Nobody") else f"{condition}{text}"
    )


def _details(ties: Ties, found: InCommon) -> list[str]:
    """Who else has it comes first, as it is asked for; what only one has can be long."""
    dataset = ties.dataset
    texts = [_alike_sentence(dataset, found)] if found.shared and len(found.actors) > 1 else []
    for actor, rows in zip(found.actors, found.only, strict=True):
        if rows:
            name, unsearched = name_in_sentence(dataset, actor), _unsearched_text(dataset, found, actor)
            texts.append(f"On record only for {name}{unsearched}: {_rows_text(ties, rows)}.")
    return texts


def _unsearched_text(dataset: Dataset, found: InCommon, actor: str) -> str:
    """ " (not all partners of Pakistan were searched)": the others may have it too; "" if all were."""
    others = [one for one in found.actors if one != actor and not found.gaps.whole[one]]
    return f" (not all partners of {names_text(dataset, others, len(others))} were searched)" if others else ""


def _alike_sentence(dataset: Dataset, found: InCommon, what: str = "") -> str:
    number = len(found.shared)
    every = "both" if number == 2 else f"all {number}"
    what = what or (f"{every} of these shared ties" if number > 1 else "this shared tie")
    names, is_one = names_text(dataset, found.closest), len(found.closest) == 1
    if found.closest and found.most_held == number:
        return f"{with_capital(names)} also {'has' if is_one else 'have'} {what}."
    apart = _partners_text(dataset, found)
    if not found.closest:
        return f"Nobody else has {what} on record{', or any of them' if number > 1 else ''}{apart}."
    most = f"{names} {'has' if is_one else 'have'} the most of them, {found.most_held} of {number}{'' if is_one else ' each'}"
    return f"Nobody else has {what} on record; {most}{apart}."


def _partners_text(dataset: Dataset, found: InCommon) -> str:
    """ " (not compared: China and Russia, with whom some of these ties are)"; "" if none of them has as many."""
    if not found.partners_as_close:
        return ""
    which = "some of these ties are" if len(found.shared) > 1 else "the tie is"
    return f" (not compared: {names_text(dataset, found.partners_as_close)}, with whom {which})"


def _rows_text(ties: Ties, rows: tuple[SharedTie, ...]) -> str:
    """ "label with Kazakhstan and Venezuela; treaty with Russia"."""
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(_kind_text(ties, row), []).append(name_in_sentence(ties.dataset, row.partner))
    return "; ".join(f"{kind} {list_text(partners, most=8)}" for kind, partners in by_kind.items())


def _kind_text(ties: Ties, row: SharedTie) -> str:
    """Of relations that are declared no partnership, whether each has them by a treaty: in triangles it is one."""
    is_by_treaty = row.kind == "relations" and all(
        any(names_treaty(ties.spells[index]) for index in of) for of in row.spells if of
    )
    return "treaty, without a partnership label, with" if is_by_treaty else KIND_TEXTS[row.kind]


def trait_text(dataset: Dataset, trait: Trait) -> str:
    """ "label with China (rank “All-weather”)": within a group of ranks labels count as equal; of any rank, none is named."""
    with_partner = f"{KIND_TEXTS[trait.kind]} {name_in_sentence(dataset, trait.partner)}"
    if not trait.group:
        return with_partner
    return f"{with_partner} (rank “{_rank_name(dataset, trait.group)}”)"


def _rank_name(dataset: Dataset, group: str) -> str:
    """ "china_ladder/B" -> "All-weather"."""
    family, letter = group.split("/")
    names = (
        rung.group_name for rung in dataset.rungs if rung.group == letter and dataset.tiers[rung.tier].family == family
    )
    return next(names, letter)


def _parts(ties: Ties, found: InCommon) -> list[AnswerPart]:
    dataset = ties.dataset
    parts = (
        [
            part_of(
                "Shared",
                [_row(ties, found, row) for row in found.shared[:MOST_ANSWER_ROWS]],
                len(found.shared),
                MOST_IN_LIST,
            )
        ]
        if len(found.actors) > 1 and found.shared
        else []
    )
    if found.between:
        parts.append(AnswerPart("Between them", (AnswerRow(pair_names(dataset, found.actors), "", found.between),)))
    if found.partly:
        rows = [_row(ties, found, row) for row in found.partly[:MOST_ANSWER_ROWS]]
        parts.append(part_of("Shared by some of them", rows, len(found.partly), MOST_IN_LIST))
    if found.alike:
        rows = [_alike_row(dataset, found, one) for one in found.alike]
        parts.append(part_of(_ALIKE_HEADING, rows, found.count_alike, MOST_ALIKE_SHOWN))
    return parts


def _row(ties: Ties, found: InCommon, row: SharedTie) -> AnswerRow:
    having = tuple(actor for actor, spells in zip(found.actors, row.spells, strict=True) if spells)
    of_whom = f"{names_text(ties.dataset, having)}, " if len(having) < len(found.actors) else ""
    same = "" if row.kind != "label" else "labels of the same rank, " if row.is_same else "different labels, "
    # The tie that gives the date comes first.
    opening = (row.since.index,) if row.since else ()
    now: tuple[SpellIndex, ...] = tuple(index for of in row.spells for index in of)
    spells = tuple(dict.fromkeys((*opening, *row.earlier, *now)))
    remark = f"{of_whom}{same}{since_text(ties, row.since.index) if row.since else ''}"
    # Both dates are said: a claim that each has a label is of any rank.
    if row.since and row.since_any and row.since_any.latest < row.since.latest:
        remark += f"; each has had a label {since_text(ties, row.since_any.index)}"
    return AnswerRow(
        with_capital(f"{_kind_text(ties, row)} {name_in_sentence(ties.dataset, row.partner)}"),
        remark,
        spells,
        is_ranked=row.kind == "label",
    )


def _alike_row(dataset: Dataset, found: InCommon, one: Alike) -> AnswerRow:
    """The list first; the share of both sets only beside it."""
    traits = list_text([trait_text(dataset, trait) for trait in one.shared], most=8)
    share = f"{len(one.shared)} of {len(found.shared)}; overlap {100 * one.similarity:.0f} %"
    return AnswerRow(dataset.actors[one.actor].name, f"{traits} ({share})", ())
