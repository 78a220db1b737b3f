"""Tables and columns of the records in the words of the page. Pure."""

import re
from collections.abc import Mapping

from data.model.rows import Table

TABLE_NAMES: Mapping[str, str] = {
    "actors": "Countries and organisations",
    "families": "Families of labels and treaties",
    "tiers": "Labels",
    "ladders": "Rankings",
    "rungs": "Ranks",
    "spells": "Ties, by period",
    "events": "Events",
    "indicators": "Indicators",
    "figures": "Figures",
    "contacts": "Observed contacts",
    "sightings": "Uses of labels in texts",
    "reviews": "Decisions on candidates",
    "series": "Series",
    "sources": "Sources",
    "searches": "What was searched",
    "coverage_gaps": "Days that were not read",
    "rulings": "How doubtful cases are coded",
    "omissions": "What was left out",
    "presets": "Presets",
    "claims": "Example claims",
}
# The words of the records -> those of the page (.docs/glossary.md).
_WORDS = {"dyad": "pair", "tier": "label", "rung": "rank", "ladder": "ranking", "spell": "tie", "layer": "type of tie"}
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})(s?)\b", re.IGNORECASE)


def table_name(table: Table) -> str:
    """ "Ties, by period"; a table without a name of its own is called as in the files."""
    return TABLE_NAMES.get(table.name) or table.name.replace("_", " ").capitalize()


def in_page_words(text: str) -> str:
    """A description from the records, with the page's words for theirs."""
    return _WORD.sub(_page_word, text)


def _page_word(found: re.Match[str]) -> str:
    word = f"{_WORDS[found[1].lower()]}{found[2].lower()}".replace("type of ties", "types of tie")
    return f"{word[0].upper()}{word[1:]}" if found[1][0].isupper() else word


def column_name(column: str) -> str:
    """ "from_actor" -> "From actor", "dyad" -> "Pair"."""
    return in_page_words(column.replace("_", " ")).capitalize()


def about_table(table: Table) -> str:
    """What one row of the table is."""
    return in_page_words(" ".join((table.row.__doc__ or "").split()))
