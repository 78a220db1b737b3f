"""Texts as figures: the list of changes, and the list of sources of a briefing. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.compare.sentences import Between, change_sentence
from components.compare.words import change_remarks, change_summary, changes_by_kind, compared_day, ranking_text
from components.figure.captions import (
    FigureOptions,
    characters_of,
    footer_of,
    scope_text,
    sources_text,
    subtitle_of,
)
from components.figure.fonts import BOLD, REGULAR, Fonts
from components.figure.model import Box, BriefingFigure, Drawing, TextLine
from components.wording.citations import citation
from components.wording.filters import sentence
from data.analysis.diff import changes_between, two_days
from data.base.text import capitalised, counted
from data.model.dates import spoken_day
from data.tables.origin import added_count_text
from data.view.selection import Selection

TYPE = (12.0, 10.5, 9.0, 8.2)
LEADING, GUTTER, WIDEST = 1.38, 20.0, 520.0


@dataclass(frozen=True)
class TextColumns:
    """Paragraphs; a heading begins with no number and is bold."""

    paragraphs: tuple[tuple[str, int], ...]

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.paragraphs]

    def drawn(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        """In the largest type with which all fits on one page, else in the smallest on several."""
        for size in TYPE:
            columns = self._columns(frame, size, fonts)
            count = _count(frame)
            if len(columns) <= count:
                break
        width = (frame[2] - frame[0] - (count - 1) * GUTTER) / count
        pages = [columns[at : at + count] for at in range(0, len(columns), count)]
        return [
            [
                TextLine(
                    text,
                    frame[0] + place * (width + GUTTER),
                    frame[1] + size * (1 + row * LEADING),
                    size,
                    fonts.width(text, size, weight),
                    weight,
                )
                for place, lines in enumerate(page)
                for row, (text, weight) in enumerate(lines)
                if text
            ]
            for page in pages
        ]

    def _columns(self, frame: Box, size: float, fonts: Fonts) -> list[list[tuple[str, int]]]:
        """Paragraphs in columns; one stays whole unless it is longer than a column, a heading with what follows."""
        count = _count(frame)
        width = (frame[2] - frame[0] - (count - 1) * GUTTER) / count
        high = int((frame[3] - frame[1] - size) / (size * LEADING))
        columns: list[list[tuple[str, int]]] = [[]]
        for place, (text, weight) in enumerate(self.paragraphs):
            lines = fonts.wrapped(text, size, width, weight)
            following = 3 if weight == BOLD and place + 1 < len(self.paragraphs) else 0
            if columns[-1] and len(columns[-1]) + len(lines) + following > high:
                columns.append([])
            for line in lines:
                if len(columns[-1]) >= high:
                    columns.append([])
                columns[-1].append((line, weight))
            columns[-1].append(("", weight))
        return columns


def _count(frame: Box) -> int:
    return 1 if frame[2] - frame[0] <= WIDEST else 2


def changes_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """What changed between the day compared with and the day shown, each change with its sources."""
    first, second = two_days(selection.ties, selection.view, against=compared_day(selection))
    between = Between(first.view.as_of, second.view.as_of)
    changes = changes_between(first, second, ladder=selection.view.ladder)
    said, lines = change_summary(changes, between, second), list[tuple[str, int]]()
    for kind, group in changes_by_kind(changes):
        lines.append((f"{kind.value} ({len(group)})", BOLD))
        for change in group:
            parts = change_sentence(selection.ties, change, between)
            text = "".join(text for text, _ in parts)
            sources = dict.fromkeys(key for _, keys in parts for key in keys)
            whole = (
                f"{capitalised(text)}.",
                *change_remarks(selection.ties, change),
                f"{sources_text(selection.dataset, sources)}.",
            )
            lines.append((" ".join(whole), REGULAR))
    return _listed(
        selection, options, "Changes", f"Changes: {scope_text(selection)}", said, lines, ranking_text(selection)
    )


def sources_figure(selection: Selection, options: FigureOptions) -> BriefingFigure:
    """Every source of the ties in view, by publisher."""
    keys = {key for index in selection.indices for key in selection.ties.spells[index].sources}
    lines = [(text, REGULAR) for text in sorted(citation(selection.dataset, key) for key in keys)]
    added = sum(selection.dataset.is_added(selection.dataset.sources[key]) for key in keys)
    title = f"{counted(len(lines), 'source')}{added_count_text(source=added)}: {scope_text(selection)}, {spoken_day(selection.view.as_of)}"
    return _listed(selection, options, "Sources", title, sentence(selection), lines)


def _listed(
    selection: Selection,
    options: FigureOptions,
    kind: str,
    title: str,
    said: str,
    lines: Sequence[tuple[str, int]],
    *footer: str,
) -> BriefingFigure:
    return BriefingFigure(
        kind=kind,
        title=capitalised(title),
        subtitle=subtitle_of(options, said),
        picture=TextColumns(tuple(lines) or (("Nothing.", REGULAR),)),
        legend=(),
        citations=(),
        footer=footer_of(selection.dataset, options, *footer),
        alt_text=f"{said} {_first(lines)}",
        characters=characters_of(selection.dataset),
    )


def _first(lines: Iterable[tuple[str, int]]) -> str:
    return " ".join(text for text, weight in lines if weight == REGULAR)[:1000]
