"""An answer about the network as elements of the page, as plain text, and as a table. Pure."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pandas as pd

from components.connections.answers.answer import AnswerPart, AnswerRow, NetworkAnswer
from components.style.markup import element
from components.style.theme import css_colour, style_key, styles_of
from components.wording.citations import Citations, citation
from components.wording.inner_links import inner_address
from components.wording.spells import dates_text, grade_text, pair_text, quoted_wording
from data.base.days import day_in_full
from data.base.text import list_text, quantity, with_capital
from data.tables.origin import added_mark
from data.view.selection import Selection
from data.view.ties import SpellIndex, Ties

# What a row is of comes first: what it has in common with others is repeated in each.
TABLE_COLUMNS = ("Pair", "Wording", "In force", "Grade", "Of", "Remark", "In the original", "Part", "Sources")
METHOD_HEADING = "How these were found, and who is left out"
# Ties of one line that are shown before the others are opened.
_MOST_TIES = 12
_MOST_SOURCES = 6
# Ties of one source that are named.
_MOST_OF_SOURCE = 3


def answer_head(answer: NetworkAnswer) -> Element:
    """The sentence that answers, and what else is to be said."""
    return element(
        "div",
        element("h2", "Answer", class_="aw-unseen"),
        element("h3", answer.sentence),
        *(element("p", text) for text in answer.details),
        *([_opened(METHOD_HEADING, *(element("p", text) for text in answer.method))] if answer.method else []),
        class_="aw-evidence aw-answer",
    )


def answer_gaps(answer: NetworkAnswer) -> Element | None:
    """What was not searched."""
    if not answer.gaps:
        return None
    return element(
        "div",
        element("h4", "Not searched"),
        *(element("p", text) for text in answer.gaps),
        class_="aw-evidence aw-answer",
    )


def sources_alone(ties: Ties, answer: NetworkAnswer) -> Element | None:
    """The sources without which a tie of the answer would have none, each with the way to all that rests on it."""
    alone: dict[str, list[SpellIndex]] = {}
    for index in answer.lit:
        if len(ties.spells[index].sources) == 1:
            alone.setdefault(ties.spells[index].sources[0], []).append(index)
    if not alone:
        return None
    rows = []
    for key, indices in sorted(alone.items(), key=lambda one: -len(one[1]))[:_MOST_SOURCES]:
        source = ties.dataset.sources[key]
        address = inner_address("records", {"table": "sources", "record": key})
        named = [
            f"{pair_text(ties, index)}, {quoted_wording(ties, ties.spells[index])}"
            for index in indices[:_MOST_OF_SOURCE]
        ]
        more_ties = [quantity(len(indices) - len(named), "other tie")] if len(indices) > len(named) else []
        title, day = source.title_en or source.title, source.date.display_text if source.date else "undated"
        text = f", {source.publisher}, {day}: the only source of {list_text([*named, *more_ties], most=9)}"
        rows.append(element("li", element("a", title, href=address), text))
    rest = len(alone) - len(rows)
    more = [element("p", f"and {quantity(rest, 'more source')}", class_="aw-quiet")] if rest else []
    return element(
        "div",
        element("h4", "Sources that it depends on"),
        element("ul", *rows, class_="aw-list"),
        *more,
        class_="aw-evidence",
    )


def answer_evidence(ties: Ties, answer: NetworkAnswer) -> Element:
    """Each line with the ties that support it, and the sources."""
    citations = Citations(ties.dataset)
    parts = [each for part in answer.parts for each in _part(ties, part, citations)]
    sources = [element("h4", "Sources"), citations.list()] if citations.numbers else []
    return element("div", *parts, *sources, class_="aw-evidence aw-ladder")


def _part(ties: Ties, part: AnswerPart, citations: Citations) -> list[Element]:
    rows = [_row(ties, row, citations) for row in part.at_once]
    return [element("h4", part.heading), element("ul", *rows, class_="aw-list"), *_others(ties, part, citations)]


def _others(ties: Ties, part: AnswerPart, citations: Citations) -> list[Element]:
    """The other lines of a part, to be opened; and how many more there are."""
    more = element("p", f"and {part.more:,} more, not listed", class_="aw-quiet") if part.more else None
    if not part.others:
        return [more] if more is not None else []
    rows = [_row(ties, row, citations) for row in part.others]
    return [_opened(f"and {len(rows):,} more", element("ul", *rows, class_="aw-list"), more)]


def _opened(text: str, *inside: Element | None) -> Element:
    return element("details", element("summary", text), *inside, class_="aw-more")


def _row(ties: Ties, row: AnswerRow, citations: Citations) -> Element:
    shown = row.spells[:_MOST_TIES]
    steps = [element("ul", *(_tie(ties, index, citations) for index in shown))] if shown else []
    others = [_tie(ties, index, citations) for index in row.spells[len(shown) :]]
    more = [_opened(f"and {quantity(len(others), 'more tie')}", element("ul", *others))] if others else []
    remark = f": {row.remark}" if row.remark else ""
    return element("li", element("b", row.name), remark, *steps, *more)


def _tie(ties: Ties, index: SpellIndex, citations: Citations) -> Element:
    """One tie: who, its wording, since when, how well supported, and its sources."""
    spell = ties.spells[index]
    stroke = styles_of(ties.dataset)[style_key(ties, index)].stroke
    return element(
        "li",
        f"{with_capital(pair_text(ties, index))}: {quoted_wording(ties, spell)}, {dates_text(spell)}",
        citations.mark(spell.sources) if spell.sources else None,
        element("span", f" · {grade_text(spell.grade)}", class_="aw-quiet"),
        style=f"border-left: 3px solid {css_colour(stroke)}; padding-left: 0.6rem; list-style: none",
    )


def answer_text(selection: Selection, answer: NetworkAnswer) -> str:
    """The answer with its ties, what was not searched, and the sources, as plain text for the clipboard."""
    ties, citations = selection.ties, Citations(selection.dataset)
    lines = [f"{answer.sentence} ({day_in_full(selection.view.as_of)})", *answer.details, *answer.method]
    for part in answer.parts:
        lines += ["", part.heading]
        for row in part.at_once:
            lines.append(f"- {row.name}" + (f": {row.remark}" if row.remark else ""))
            lines += [f"  - {_tie_text(ties, index, citations)}" for index in row.spells[:_MOST_TIES]]
        more = len(part.others) + part.more
        lines += [f"and {more:,} more"] if more else []
    gaps = ["", "Not searched", *answer.gaps] if answer.gaps else []
    return "\n".join([*lines, *gaps, "", "Sources", *citations.texts()]) + "\n"


def _tie_text(ties: Ties, index: SpellIndex, citations: Citations) -> str:
    spell = ties.spells[index]
    cited = f" [{citations.cite(spell.sources)}]" if spell.sources else ""
    wording = f"{quoted_wording(ties, spell)}, {dates_text(spell)}, {grade_text(spell.grade)}"
    return f"{with_capital(pair_text(ties, index))}: {wording}{cited}"


def answer_frame(ties: Ties, answer: NetworkAnswer) -> pd.DataFrame:
    """One row for each tie that supports a line of the answer, and one for a line without ties; or one for each line."""
    if answer.columns:
        columns = ["Of", *answer.columns, "Part", "Sources"]
        return pd.DataFrame(list(_line_rows(ties, answer)), columns=columns)
    return pd.DataFrame(list(_table_rows(ties, answer)), columns=list(TABLE_COLUMNS))


def _line_rows(ties: Ties, answer: NetworkAnswer) -> Iterator[tuple[str, ...]]:
    for part in answer.parts:
        for row in part.rows:
            keys = dict.fromkeys(key for index in row.spells for key in ties.spells[index].sources)
            yield row.name, *row.cells, part.heading, "; ".join(citation(ties.dataset, key) for key in keys)


def _table_rows(ties: Ties, answer: NetworkAnswer) -> Iterator[tuple[str, ...]]:
    for part in answer.parts:
        for row in part.rows:
            of = (row.name, row.remark)
            if not row.spells:
                # It is about one country, whose ties are in the remark.
                yield row.name, "", "", "", *of, "", part.heading, ""
            for index in row.spells:
                spell = ties.spells[index]
                sources = "; ".join(citation(ties.dataset, key) for key in spell.sources)
                # The original beside it would need more lines than a row has.
                wording = f"“{spell.wording}”{added_mark(ties.dataset, spell)}"
                words = (wording, dates_text(spell), grade_text(spell.grade))
                yield with_capital(pair_text(ties, index)), *words, *of, spell.native_text, part.heading, sources
