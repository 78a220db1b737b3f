"""Series of what two states do -> a section of their profile: ranks, both sides' books, whose data. Pure."""

from components.deeds.words import mirror_sentences, rank_sentences
from components.profile.document import ItemList, Paragraph, Section, plain
from data.analysis.deeds.pair import deeds_of
from data.base.memo import memo
from data.series.library import shipped_library
from data.view.ties import Ties

MOST_SENTENCES = 5
WHERE = "The page Words and deeds has every value beside the labels, by year, with its unit, coverage and caveats."


@memo
def deeds_sections(ties: Ties, dyad: str) -> tuple[Section, ...]:
    """What the series say of a pair; nothing where none has a value of it."""
    library = shipped_library(ties.dataset)
    deeds = deeds_of(ties, library, dyad) if library.series else ()
    sentences = [*rank_sentences(ties, library, dyad), *mirror_sentences(ties, dyad, deeds)] if deeds else []
    if not sentences:
        return ()
    names = dict.fromkeys(deed.series.citation.partition(":")[0].partition(";")[0] for deed in deeds)
    sources = f"{WHERE} Values: {'; '.join(name.rstrip('.') for name in names)}."
    items = ItemList(tuple(plain(sentence) for sentence in sentences[:MOST_SENTENCES]))
    return (Section("Words and deeds", (items, Paragraph(plain(sources), is_quiet=True))),)
