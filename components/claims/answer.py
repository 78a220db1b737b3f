"""The answer to a claim: the verdict, when it held, and the rows that decide it."""

from datetime import date
from xml.etree.ElementTree import Element

import altair as alt
import pandas as pd
import streamlit as st

from components import session
from components.claims.words import (
    VERDICT_WORDS,
    doubts,
    history_words,
    reasons,
    sentence_of,
    told_member,
    verdict_words,
)
from components.style.markup import element, html_of
from components.style.page_style import ground, readable_chart
from components.style.theme import AS_OF, INK, css_colour, style_key, styles_of, text_on
from components.wording.citations import Citations
from components.wording.spells import held, quoted
from data.analysis.claims.verdicts import Answer, Verdict
from data.analysis.holders import Holder
from data.base.text import listed
from data.model.dates import spoken_day
from data.tables.origin import added_mark
from data.view.selection import first_day
from data.view.ties import SpellIndex, Ties

SIGNS = {Verdict.TRUE: "✓", Verdict.FALSE: "✕", Verdict.UNDETERMINED: "?"}
SHADES = {Verdict.TRUE: "#2f7d5b", Verdict.FALSE: "#b4bac3", Verdict.UNDETERMINED: "#7d6415"}
MOST_ROWS, MOST_NAMES = 60, 14
ROW, AXIS = 19, 34
# The share of the axis in which a name stands to the right of its dot.
EARLY = 0.3
# Milliseconds: a shorter band has no room for its word.
A_YEAR = 365 * 86_400_000


def answer(ties: Ties, given: Answer) -> None:
    """Draw it."""
    citations = Citations(ties.dataset)
    told = f"{sentence_of(ties.dataset, given.claim)}, as of {spoken_day(given.as_of)}."
    head = element(
        "h3",
        element("span", SIGNS[given.verdict], class_=f"aw-sign aw-{given.verdict.name.lower()}", aria_hidden="true"),
        f" {verdict_words(given)}",
    )
    said = element("p", " ".join(reasons(ties, given)))
    past = element("p", history_words(given), class_="aw-quiet")
    st.html(
        html_of(
            element(
                "div",
                element("h2", "Answer", class_="aw-unseen"),
                head,
                element("p", told, class_="aw-claim"),
                said,
                past,
                class_="aw-evidence aw-answer",
            )
        )
    )
    st.altair_chart(readable_chart(chart_of(ties, given)), width="stretch", alt=history_words(given))
    remarks = [element("p", words, class_="aw-flag") for words in doubts(ties, given)]
    rows = _rows(ties, given, citations)
    sources = [element("h4", "Sources"), citations.list()] if citations.numbers else []
    st.html(html_of(element("div", *remarks, *rows, *sources, class_="aw-evidence aw-ladder")))


def _rows(ties: Ties, given: Answer, citations: Citations) -> list[Element]:
    """The rows that decide it, in order of arrival; then what is not counted."""
    parts: list[Element] = []
    if given.deciding:
        rows = [_member(ties, member, given, citations) for member in given.deciding[:MOST_ROWS]]
        rest = len(given.deciding) - len(rows)
        parts = [
            element("h4", "The rows that decide it, in order of arrival"),
            element("ol", *rows, class_="aw-arrivals"),
        ]
        parts += [element("p", f"and {rest} more", class_="aw-quiet")] if rest else []
    for head, places in (
        ("What it has instead", given.instead),
        ("Not counted, though the words stand in it", given.nearly),
    ):
        if places:
            parts += [
                element("h4", head),
                element("ul", *(_row(ties, at, citations) for at in places), class_="aw-list"),
            ]
    return parts


def _member(ties: Ties, member: Holder, given: Answer, citations: Citations) -> Element:
    """The spell with which it arrived, and the one it had come to by the day."""
    words = "asked about" if member.actor == given.claim.actor else ""
    words = listed([word for word in (words, "" if member.certain else "possible") if word])
    later = (
        (f"by then {quoted(ties, ties.spells[member.current])}", member.current)
        if member.current != member.index
        else None
    )
    return _row(ties, member.index, citations, f" ({words})" if words else "", later)


def _row(
    ties: Ties, index: SpellIndex, citations: Citations, beside: str = "", later: tuple[str, int] | None = None
) -> Element:
    spell, dataset = ties.spells[index], ties.dataset
    names = " – ".join(dataset.actors[actor].name for actor in ties.actors[index])
    stroke = styles_of(dataset)[style_key(ties, index)].stroke
    return element(
        "li",
        element("b", names),
        f"{beside} {held(spell)}: {quoted(ties, spell)}",
        _mark(ties, index, citations),
        *((f"; {later[0]}", _mark(ties, later[1], citations)) if later else ()),
        element("div", f"{spell.grade} · {dataset.families[ties.tiers[index].family].name}", class_="aw-quiet"),
        style=f"border-left: 3px solid {css_colour(stroke)}; padding-left: 0.6rem",
    )


def _mark(ties: Ties, index: SpellIndex, citations: Citations) -> Element | None:
    sources = ties.spells[index].sources
    return citations.mark(sources) if sources else None


def chart_of(ties: Ties, given: Answer) -> alt.LayerChart:
    """When the claim held, as a band; above it, when each arrived."""
    end = max(given.as_of, session.today())
    rows = len(given.deciding)
    scale = alt.Scale(type="utc", domain=[_from(ties, given).isoformat(), end.isoformat()], nice=False)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[rows + ROW / _row_height(rows), 0], nice=False), axis=None)
    axis = alt.Axis(title=None, tickCount=8, gridOpacity=0.3)
    days = alt.X("from:T", scale=scale, axis=axis)
    layers = (
        *_bands(given, end, days, alt.X("to:T", scale=scale), y),
        *_arrivals(ties, given, days, y),
        _day(given.as_of, days),
    )
    height = round(_row_height(rows) * rows) + ROW + AXIS
    whole: alt.LayerChart = alt.layer(*layers).properties(height=height).configure_view(stroke=None)
    return whole


def _bands(given: Answer, end: date, x: alt.X, x_end: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Each time with one verdict, its word on it."""
    rows = len(given.deciding)
    frame = pd.DataFrame(
        [
            {
                "from": period.since,
                "to": period.until or end,
                "verdict": VERDICT_WORDS[period.verdict],
                "shade": SHADES[period.verdict],
                "ink": text_on(SHADES[period.verdict]),
                "row": rows + ROW / _row_height(rows) / 2,
            }
            for period in given.history
        ]
    )
    base = alt.Chart(frame).encode(y=y, tooltip=["verdict", "from", "to"])
    bars = base.mark_bar(height=ROW - 4, clip=True).encode(x=x, x2="to:T", color=alt.Color("shade:N", scale=None))
    words = base.mark_text(align="right", dx=-4, fontSize=11, clip=True).encode(
        x=x_end, text="verdict:N", color=alt.Color("ink:N", scale=None)
    )
    return [bars, words.transform_filter(alt.datum.to - alt.datum["from"] > A_YEAR)]


def _row_height(rows: int) -> float:
    """Pixels; with many arrivals the rows grow flatter, and the dots tell how fast they came."""
    return min(ROW, ROW * MOST_NAMES / max(rows, 1))


def _from(ties: Ties, given: Answer) -> date:
    """A little before the first arrival; all of the time if none is known."""
    firsts = [int(ties.starts[0][member.index]) for member in given.deciding]
    start = first_day(ties)
    return max(start, date.fromordinal(min(firsts) - 730)) if firsts else start


def _arrivals(ties: Ties, given: Answer, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A dot for each, in order; names as far as there is room."""
    if not given.deciding:
        return []
    base = alt.Chart(_arrivals_frame(ties, given)).encode(x=x, y=y, tooltip=["name"])
    points = base.mark_point(filled=True, opacity=1).encode(
        color=alt.Color("colour:N", scale=None),
        shape=alt.condition("datum.own", alt.value("diamond"), alt.value("circle")),
        size=alt.condition("datum.own", alt.value(130), alt.value(60)),
    )
    names = [
        base.mark_text(
            align="left" if early else "right",
            dx=9 if early else -9,
            fontSize=12,
            fontWeight=700 if own else 400,
            color=INK[ground()],
        )
        .encode(text="name:N")
        .transform_filter((alt.datum.own == own) & (alt.datum.early == early) & alt.datum.named)
        for own in (True, False)
        for early in (True, False)
    ]
    return [points, *names]


def _arrivals_frame(ties: Ties, given: Answer) -> pd.DataFrame:
    """One row a member; early ones have their name to the right, where there is room."""
    styles, theme = styles_of(ties.dataset), ground()
    step = -(-len(given.deciding) // MOST_NAMES)
    own = next((at for at, member in enumerate(given.deciding) if member.actor == given.claim.actor), None)
    start, end = _from(ties, given), max(given.as_of, session.today())
    early = start.toordinal() + EARLY * (end - start).days
    return pd.DataFrame(
        [
            {
                "from": date.fromordinal(int(ties.starts[0][member.index])),
                "name": told_member(ties, member) + added_mark(ties.dataset, ties.spells[member.index]),
                "row": number + 0.5,
                "colour": styles[style_key(ties, member.current)].stroke.on(theme),
                "own": number == own,
                "early": bool(ties.starts[0][member.index] < early),
                "named": number == own or (number % step == 0 and (own is None or abs(number - own) >= step)),
            }
            for number, member in enumerate(given.deciding)
        ]
    )


def _day(day: date, x: alt.X) -> alt.Chart:
    rule: alt.Chart = (
        alt.Chart(pd.DataFrame({"from": [day]})).mark_rule(color=AS_OF.on(ground()), strokeWidth=1.6).encode(x=x)
    )
    return rule


def answer_text(ties: Ties, given: Answer) -> str:
    """The answer with its rows and sources, as plain text for the clipboard."""
    citations = Citations(ties.dataset)
    lines = [
        f"“{sentence_of(ties.dataset, given.claim)}”, as of {spoken_day(given.as_of)}: {verdict_words(given).lower()}.",
        *reasons(ties, given),
        history_words(given),
        *doubts(ties, given),
        "",
    ]
    for member in given.deciding[:MOST_ROWS]:
        spell = ties.spells[member.index]
        cited = f" [{citations.cite(spell.sources)}]" if spell.sources else ""
        lines.append(f"- {told_member(ties, member)}: {quoted(ties, spell)}{cited}")
    return "\n".join([*lines, "", "Sources", *citations.texts()]) + "\n"
