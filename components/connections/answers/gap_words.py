"""What was not searched, in sentences: so much an answer cannot say."""

from components.connections.answers.answer import pair_names
from components.wording.coverage import coverage_text, first_day_searched, record_set_text
from components.wording.names import names_text
from data.analysis.connections.gaps import Gaps
from data.base.days import day_in_full
from data.base.text import inner_quotes, list_text, quantity
from data.model.cells import actors_of
from data.tables.dataset import Dataset

_MOST_FAMILIES = 3


def gap_sentences(dataset: Dataset, gaps: Gaps) -> tuple[str, ...]:
    """What the records cannot exclude, as nobody looked for it."""
    return tuple(
        filter(
            None,
            (
                _pair_text(dataset, gaps),
                _partners_text(dataset, gaps),
                _suspended_text(dataset, gaps),
                _after_text(dataset, gaps),
            ),
        )
    )


def _pair_text(dataset: Dataset, gaps: Gaps) -> str:
    families = [record_set_text(dataset, dataset.families[family]) for family in gaps.not_searched]
    if not families:
        return ""
    names = pair_names(dataset, gaps.actors)
    more = len(families) - _MOST_FAMILIES
    more_kinds = [f"{quantity(more, 'more kind')} of tie"] if more > 0 else []
    kinds = list_text([*families[:_MOST_FAMILIES], *more_kinds], most=len(families))
    if len(gaps.actors) < 3:
        return f"Not searched between {names}: {kinds}; none of these is on record."
    return f"Not searched between every two of {names}: {kinds}; of each of these, some two have none on record."


def _partners_text(dataset: Dataset, gaps: Gaps) -> str:
    """Of whom all partners were searched, and of whom only some pairs were looked at."""
    whole = [actor for actor in gaps.actors if gaps.whole[actor]]
    partly = [actor for actor in gaps.actors if not gaps.whole[actor]]
    texts = []
    for actor in whole:
        families = _searched_families(dataset, gaps, actor)
        through = max(one.through.last for one in gaps.whole[actor])
        searched = f" ({list_text(families)}, through {day_in_full(through)})" if families else ""
        texts.append(f"All partners of {names_text(dataset, (actor,))} were searched{searched}.")
    if partly:
        looked = [
            f"{gaps.looked_at[actor]} of {names_text(dataset, (actor,))}" for actor in partly if gaps.looked_at[actor]
        ]
        of_one = f"{gaps.looked_at[partly[0]]} of them"
        only = f", only {of_one if len(partly) == 1 else list_text(looked, most=9)}" if looked else ""
        texts.append(
            f"Not all partners of {pair_names(dataset, tuple(partly))} were searched{only}. Other ties may exist."
        )
    return " ".join(texts)


def _searched_families(dataset: Dataset, gaps: Gaps, actor: str) -> list[str]:
    """The families of which all partners of an actor were searched; of those only searched for a later time, from when."""
    texts = []
    for family in dict.fromkeys(one.family for one in gaps.whole[actor] if one.family):
        begin = first_day_searched([one for one in gaps.whole[actor] if one.family == family])
        later = f" only from {day_in_full(begin)} on" if begin and gaps.day < begin else ""
        texts.append(dataset.families[family].name + later)
    return texts


def _suspended_text(dataset: Dataset, gaps: Gaps) -> str:
    """ "Suspended, so not counted: Russia and the European Union, “strategic partnership”."; where only one of those asked about
    has such ties, whose they are.
    """
    texts = [
        f"{names_text(dataset, actors_of(spell.dyad))}, “{inner_quotes(spell.wording)}”" for spell in gaps.suspended
    ]
    ends = {actor for spell in gaps.suspended for actor in actors_of(spell.dyad)}
    whose = tuple(actor for actor in gaps.actors if actor in ends)
    among = f" among the ties of {pair_names(dataset, whose)}" if len(whose) < len(gaps.actors) else ""
    return f"Suspended, so not counted{among}: {'; '.join(texts[:_MOST_FAMILIES])}." if texts else ""


def _after_text(dataset: Dataset, gaps: Gaps) -> str:
    return coverage_text(dataset) if gaps.is_after else ""
