"""The answer to a claim -> the rows that decide it, as elements of the page and as plain text. Pure."""

from xml.etree.ElementTree import Element

from components.claims.carried_words import TiesOfTime, ties_by_time
from components.claims.condition_words import conditions_text
from components.claims.words import claim_sentence, doubts, history_text, holder_text, reasons, since_then, verdict_text
from components.style.markup import element
from components.style.theme import css_colour, style_key, styles_of
from components.wording.citations import Citations
from components.wording.spells import dates_text, grade_text, pair_text, quoted_wording
from data.analysis.claims.answers import Answer
from data.analysis.claims.verdicts import Verdict
from data.analysis.holders import Holder
from data.base.days import day_text
from data.base.text import list_text
from data.view.ties import SpellIndex, Ties

VERDICT_SYMBOLS = {Verdict.TRUE: "✓", Verdict.FALSE: "✕", Verdict.UNDETERMINED: "?"}
MOST_EVIDENCE_ROWS = 60


def answer_head(ties: Ties, answer: Answer) -> Element:
    """The verdict, the claim, the reasons and the history."""
    sign = f"aw-sign aw-{answer.verdict.name.lower()}"
    return element(
        "div",
        element("h2", "Answer", class_="aw-unseen"),
        element(
            "h3",
            element("span", VERDICT_SYMBOLS[answer.verdict], class_=sign, aria_hidden="true"),
            f" {verdict_text(answer)} on {day_text(answer.as_of)}{conditions_text(answer)}",
        ),
        element("p", f"{claim_sentence(ties.dataset, answer.claim)}.", class_="aw-claim"),
        element("p", " ".join(reasons(ties, answer))),
        element("p", later, class_="aw-since") if (later := since_then(ties, answer)) else None,
        element("p", history_text(answer), class_="aw-quiet"),
        class_="aw-evidence aw-answer",
    )


def answer_evidence(ties: Ties, answer: Answer) -> Element:
    """The doubts, the rows that decide it in order of arrival, what is not counted, and the sources."""
    citations = Citations(ties.dataset)
    remarks = [element("p", remark, class_="aw-flag") for remark in doubts(ties, answer)]
    rows = [*_deciding(ties, answer, citations), *_excluded(ties, answer, citations)]
    sources = [element("h4", "Sources"), citations.list()] if citations.numbers else []
    return element("div", *remarks, *rows, *sources, class_="aw-evidence aw-ladder")


def _deciding(ties: Ties, answer: Answer, citations: Citations) -> list[Element]:
    if answer.spells:
        return [each for part in ties_by_time(ties.dataset, answer) for each in _ties_of_time(ties, part, citations)]
    if not answer.deciding:
        return []
    rows = [_holder_row(ties, holder, answer, citations) for holder in answer.deciding[:MOST_EVIDENCE_ROWS]]
    rest = len(answer.deciding) - len(rows)
    more = [element("p", f"and {rest} more", class_="aw-quiet")] if rest else []
    return [element("h4", "Evidence, by date"), element("ol", *rows, class_="aw-arrivals"), *more]


def _ties_of_time(ties: Ties, part: TiesOfTime, citations: Citations) -> list[Element]:
    rows = [_spell_row(ties, index, citations) for index in part.spells[:MOST_EVIDENCE_ROWS]]
    rest = len(part.spells) - len(rows)
    more = [element("p", f"and {rest} more", class_="aw-quiet")] if rest else []
    return [element("h4", part.heading), element("ul", *rows, class_="aw-list"), *more]


def _excluded(ties: Ties, answer: Answer, citations: Citations) -> list[Element]:
    actor = ties.dataset.actors.get(answer.claim.actor)
    sections = (
        (f"What {actor.name if actor else 'the country'} has instead", answer.instead),
        ("Excluded: the wording appears, but not as a formal label", answer.near_misses),
    )
    parts: list[Element] = []
    for heading, indices in sections:
        if indices:
            rows = (_spell_row(ties, index, citations) for index in indices)
            parts += [element("h4", heading), element("ul", *rows, class_="aw-list")]
    return parts


def _holder_row(ties: Ties, holder: Holder, answer: Answer, citations: Citations) -> Element:
    """The spell with which it arrived, and the one it had come to by the day."""
    remarks = ["in question"] * (holder.actor == answer.claim.actor) + ["uncertain"] * (not holder.certain)
    remark = f" ({list_text(remarks)})" if remarks else ""
    later = holder.current if holder.current != holder.index else None
    return _spell_row(ties, holder.index, citations, remark, later)


def _spell_row(
    ties: Ties, index: SpellIndex, citations: Citations, remark: str = "", later: SpellIndex | None = None
) -> Element:
    spell, dataset = ties.spells[index], ties.dataset
    names = " – ".join(dataset.actors[actor].name for actor in ties.actors[index])
    stroke = styles_of(dataset)[style_key(ties, index)].stroke
    family = dataset.families[ties.tiers[index].family].name
    return element(
        "li",
        element("b", names),
        f"{remark} {dates_text(spell)}: {quoted_wording(ties, spell)}",
        _mark(ties, index, citations),
        *_later_label(ties, later, citations),
        element("div", f"{grade_text(spell.grade)} · {family}", class_="aw-quiet"),
        style=f"border-left: 3px solid {css_colour(stroke)}; padding-left: 0.6rem",
    )


def _later_label(ties: Ties, later: SpellIndex | None, citations: Citations) -> list[Element | str | None]:
    if later is None:
        return []
    return [f"; by then {quoted_wording(ties, ties.spells[later])}", _mark(ties, later, citations)]


def _mark(ties: Ties, index: SpellIndex, citations: Citations) -> Element | None:
    sources = ties.spells[index].sources
    return citations.mark(sources) if sources else None


def answer_text(ties: Ties, answer: Answer) -> str:
    """The answer with its rows and sources, as plain text for the clipboard."""
    citations = Citations(ties.dataset)
    claim = claim_sentence(ties.dataset, answer.claim)
    lines = [
        f"“{claim}”: {verdict_text(answer).lower()} on {day_text(answer.as_of)}{conditions_text(answer)}.",
        *reasons(ties, answer),
        *([later] if (later := since_then(ties, answer)) else []),
        history_text(answer),
        *doubts(ties, answer),
        "",
    ]
    for part in ties_by_time(ties.dataset, answer):
        lines.append(part.heading)
        for index in part.spells[:MOST_EVIDENCE_ROWS]:
            spell = ties.spells[index]
            cited = f" [{citations.cite(spell.sources)}]" if spell.sources else ""
            lines.append(f"- {pair_text(ties, index)}: {quoted_wording(ties, spell)}, {dates_text(spell)}{cited}")
    for holder in answer.deciding[:MOST_EVIDENCE_ROWS]:
        spell = ties.spells[holder.index]
        cited = f" [{citations.cite(spell.sources)}]" if spell.sources else ""
        lines.append(f"- {holder_text(ties, holder)}: {quoted_wording(ties, spell)}{cited}")
    return "\n".join([*lines, "", "Sources", *citations.texts()]) + "\n"
