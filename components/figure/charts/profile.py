"""A profile as a picture: in brief on a page that is wider than high, in full on pages that are higher."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from components.figure.charts.profile_pages import (
    ABOUT_SOURCES,
    BULLET,
    PROFILE_LEADING,
    SMALL_TYPE,
    ProfilePages,
    raised_text,
)
from components.figure.charts.strip import strip_shapes, strip_texts
from components.figure.charts.text import text_line
from components.figure.model import Box, Drawing, FilledBox, Shape
from components.figure.text.font_files import BOLD, REGULAR
from components.figure.text.fonts import Fonts, joints_of
from components.profile.document import (
    BarChart,
    Block,
    DocumentTable,
    ItemList,
    Paragraph,
    ProfileDocument,
    text_of,
)
from components.profile.references import reference_parts

# Type sizes in points; the sentences of a brief are as large as fits.
BRIEF_SIZES = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
CARD_SCALES = (1.35, 1.2, 1.1, 1.0)
CARD_GAP = 7.0
# Of a longer fact a slide has the beginning.
MOST_FACT_LINES = 5


@dataclass(frozen=True)
class ProfileChart:
    """The document; `notes_follow` on pages of their own, so that the sources need no list here."""

    document: ProfileDocument
    notes_follow: bool = True

    @property
    def texts(self) -> list[str]:
        numbers, profile = self.document.numbers, self.document
        runs = [*(fact.value for fact in profile.facts), *profile.summary]
        texts = [raised_text(part, numbers) for part in runs] + [fact.name for fact in profile.facts]
        for section in profile.sections:
            texts.append(section.heading)
            for block in section.blocks:
                texts += list(_texts_of(block, numbers))
        sources = ["".join(reference_parts(one)) for one in profile.references]
        return [*texts, *sources, *profile.closing, BULLET, ABOUT_SOURCES]

    def without_numbers(self) -> "ProfileChart":
        return replace(self, notes_follow=False)

    def pages(self, frame: Box, fonts: Fonts) -> list[Drawing]:
        if frame[3] - frame[1] > frame[2] - frame[0]:
            return ProfilePages(frame, fonts, self.document, has_list=not self.notes_follow).pages()
        return [brief_shapes(self.document, frame, fonts, has_numbers=self.notes_follow)]


def _texts_of(block: Block, numbers: Mapping[str, int]) -> Iterator[str]:
    if isinstance(block, DocumentTable):
        yield block.caption
        yield from (column.name for column in block.columns)
        yield from (raised_text(cell, numbers) for row in block.rows for cell in row)
    elif isinstance(block, BarChart):
        yield block.caption
        yield from (raised_text(bar.text, numbers) for bar in block.bars)
        yield raised_text(block.others, numbers)
    elif isinstance(block, ItemList):
        yield from (raised_text(item, numbers) for item in block.items)
    elif isinstance(block, Paragraph):
        yield raised_text(block.runs, numbers)
    else:
        yield from strip_texts(block)


# In brief -------------------------------------------------------------------------------------------------


def brief_shapes(profile: ProfileDocument, frame: Box, fonts: Fonts, *, has_numbers: bool) -> Drawing:
    """The card at the left, the sentences at the right, the strip of time below both."""
    left, top, right, bottom = frame
    strip = profile.strip
    strip_part: Drawing = ()
    if strip:
        _, end = strip_shapes(strip, (left, 0.0, right, bottom), fonts)
        lowest = bottom - end
        strip_part, _ = strip_shapes(strip, (left, lowest, right, bottom), fonts)
        bottom = lowest - 14
    split = left + (right - left) * 0.36
    texts = [raised_text(runs, profile.numbers) if has_numbers else text_of(runs) for runs in profile.summary]
    card = _card(profile, (left, top, split - 18, bottom), fonts)
    return [*card, *_sentences(texts, (split, top, right, bottom), fonts), *strip_part]


def _card(profile: ProfileDocument, frame: Box, fonts: Fonts) -> list[Shape]:
    """In the largest type with which all facts have room; what still has none is left out."""
    for scale in CARD_SCALES:
        shapes, count = _card_at(profile, frame, fonts, scale)
        if count == len(profile.facts):
            break
    return shapes


def _card_at(profile: ProfileDocument, frame: Box, fonts: Fonts, scale: float) -> tuple[list[Shape], int]:
    """The card, and how many facts it has."""
    left, top, right, bottom = frame
    y, shapes, count, small = top, list[Shape](), 0, SMALL_TYPE * scale
    for number, fact in enumerate(profile.facts):
        size = (13.0 if number == 0 else 11.0) * scale
        weight = BOLD if number == 0 else REGULAR
        lines = _first_lines(text_of(fact.value), size, right - left - 10, weight, fonts)
        if y + small * PROFILE_LEADING + len(lines) * size * PROFILE_LEADING > bottom:
            break
        count += 1
        y += small * PROFILE_LEADING
        shapes.append(text_line(fact.name, left + 10, y, small + 0.5, fonts, paint="quiet"))
        for line, joint in zip(lines, joints_of(text_of(fact.value), lines), strict=True):
            y += size * 1.22
            shapes.append(text_line(line, left + 10, y, size, fonts, weight=weight, joint=joint))
        y += CARD_GAP * scale
    return [FilledBox((left, top, left + 3, y - 2), "ink", 0.85), *shapes], count


def _first_lines(text: str, size: float, room: float, weight: int, fonts: Fonts) -> list[str]:
    """As many lines as a fact may have; the last one says by "…" that there is more."""
    lines = fonts.wrap(text, size, room, weight)
    if len(lines) <= MOST_FACT_LINES:
        return lines
    words = lines[MOST_FACT_LINES - 1].split()
    while len(words) > 1 and fonts.width(f"{' '.join(words)}…", size, weight) > room:
        words.pop()
    return [*lines[: MOST_FACT_LINES - 1], f"{' '.join(words)}…"]


def _sentences(texts: list[str], frame: Box, fonts: Fonts) -> list[Shape]:
    """In the largest type with which all have room; what still has none is left out."""
    left, top, right, bottom = frame
    for size in BRIEF_SIZES:
        wrapped = [fonts.wrap(text, size, right - left - size) for text in texts]
        height = sum((len(lines) + 0.5) * size * PROFILE_LEADING for lines in wrapped)
        if height <= bottom - top:
            break
    shapes, y = list[Shape](), top
    for text, lines in zip(texts, wrapped, strict=True):
        if y + len(lines) * size * PROFILE_LEADING > bottom + size:
            break
        shapes.append(text_line(BULLET, left, y + size, size, fonts, paint="quiet"))
        for line, joint in zip(lines, joints_of(text, lines), strict=True):
            shapes.append(text_line(line, left + size, y + size, size, fonts, joint=joint))
            y += size * PROFILE_LEADING
        y += size * 0.5
    return shapes
