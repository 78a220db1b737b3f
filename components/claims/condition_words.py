"""The conditions of a verdict, in words: what the reader, or whoever made the link, has chosen besides the claim. Pure."""

from components.wording.ranking import ladder_text
from data.analysis.claims.answers import Answer
from data.base.text import quantity


def conditions_text(answer: Answer) -> str:
    """ ", with 2 sources treated as withdrawn, by the ranking “…” (ORCA, 2023)"; "" if all records count, by our own ranking."""
    withdrawn = f", with {quantity(answer.withdrawn, 'source')} treated as withdrawn" if answer.withdrawn else ""
    return f"{withdrawn}{f', by the ranking {ladder_text(answer.ladder)}' if answer.ladder else ''}"
