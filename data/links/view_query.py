"""The view as the query of a link, and back: the presets, what differs from them, and what is packed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from data.base.text import excerpt, quantity, quoted
from data.links.claims import claim_text, parse_claim
from data.links.drafts import pack_draft, unpack_draft
from data.links.packed_limits import LONGEST_PACKED, check_packed, fits_a_link
from data.links.stories import pack_story, unpack_story
from data.tables.dataset import Dataset
from data.view.fields.claim import Claim
from data.view.fields.codecs import ANY, LONGEST_CLAIM, Codec, UnreadableError
from data.view.fields.draft import Draft
from data.view.fields.story import Story
from data.view.presets import default_preset, presets
from data.view.view import FIELDS, View

# Characters of a notice that are quoted from a problem.
LONGEST_PROBLEM = 120
# Notices of one link; the last one counts the others.
MOST_NOTICES = 6


class _ClaimCodec:
    longest = LONGEST_CLAIM

    def parse(self, text: str, dataset: Dataset) -> Claim | None:
        if len(text) > LONGEST_CLAIM or not text.isprintable():
            raise UnreadableError(f"use at most {LONGEST_CLAIM} printable characters")
        return None if text == ANY else parse_claim(text, dataset)

    def write(self, value: Claim | None) -> str:
        return claim_text(value) if value else ANY


class _StoryCodec:
    longest = LONGEST_PACKED

    def parse(self, text: str, dataset: Dataset) -> Story | None:  # noqa: ARG002 (a story is any view's)
        if text == ANY:
            return None
        check_packed(text)
        return unpack_story(text)

    def write(self, value: Story | None) -> str | None:
        text = pack_story(value) if value else ANY
        return text if fits_a_link(text) else None


class _DraftCodec:
    longest = LONGEST_PACKED

    def parse(self, text: str, dataset: Dataset) -> Draft:  # noqa: ARG002 (what the rows say is checked later)
        if text == ANY:
            return Draft()
        check_packed(text)
        return unpack_draft(text)

    def write(self, value: Draft) -> str | None:
        if value.is_too_large:
            return None
        text = pack_draft(value) if value.changes else ANY
        return text if fits_a_link(text) else None


_PACKED: Mapping[str, Codec] = {"claim": _ClaimCodec(), "story": _StoryCodec(), "draft": _DraftCodec()}
CODECS: Mapping[str, Codec] = {name: field.codec or _PACKED[name] for name, field in FIELDS.items()}


def view_of_query(query: Mapping[str, str], dataset: Dataset, *, today: date) -> tuple[View, tuple[str, ...]]:
    """The view that a link asks for, and a notice for each part that could not be read."""
    named = presets(dataset, today=today)
    notices: list[str] = []
    default = default_preset(dataset, today=today)
    preset = query.get("preset", default.key)
    if preset not in named:
        notices.append(_ignored("preset", f"{quoted(preset)} is not one of {', '.join(named)}"))
    view = named.get(preset, default).view
    for name, text in _with_ends(query).items():
        if name == "preset":
            continue
        if name not in CODECS:
            notices.append(_ignored(name, "a view has no such part"))
            continue
        codec = CODECS[name]
        if len(text) > codec.longest:
            notices.append(_ignored(name, f"it is too long (at most {codec.longest:,} characters)"))
            continue
        try:
            view = replace(view, **{name: codec.parse(text, dataset)})
        except UnreadableError as problem:
            notices.append(_ignored(name, excerpt(str(problem), LONGEST_PROBLEM)))
    return view, few_notices(notices)


def _with_ends(query: Mapping[str, str]) -> Mapping[str, str]:
    """The query with `from` and `to`, as people write them, in the form of `between`."""
    ends = [query[name] for name in ("from", "to") if query.get(name)]
    if not ends or "between" in query:
        return query
    others = {name: text for name, text in query.items() if name not in ("from", "to")}
    return {**others, "between": ",".join(ends)}


def few_notices(notices: Iterable[str]) -> tuple[str, ...]:
    """The first notices, and how many there are besides."""
    notices = tuple(notices)
    if len(notices) <= MOST_NOTICES:
        return notices
    left_out = len(notices) - MOST_NOTICES + 1
    return (*notices[: MOST_NOTICES - 1], f"{quantity(left_out, 'more part')} of this link could not be read.")


def _ignored(name: str, problem: str) -> str:
    return f"{quoted(name)} was ignored: {problem.removesuffix('.')}."


def query_of_view(view: View, dataset: Dataset, *, today: date) -> dict[str, str]:
    """The shortest link that opens this view: the nearest preset, and what differs from it.

    A day is always written out, so that a link means the same tomorrow. What is too long for a link is left out.
    """
    candidates = []
    for preset in presets(dataset, today=today).values():
        query = _differences(view, preset.view)
        if preset != default_preset(dataset, today=today):
            query = {"preset": preset.key, **query, "as_of": view.as_of.isoformat()}
        candidates.append(query)
    return min(candidates, key=len)


def _differences(view: View, preset: View) -> dict[str, str]:
    pairs = ((name, getattr(view, name), getattr(preset, name)) for name in CODECS)
    texts = {name: CODECS[name].write(value) for name, value, other in pairs if value != other}
    return {name: text for name, text in texts.items() if text is not None}
