"""A country or pair -> its profile as a document. Pure."""

from collections.abc import Sequence
from datetime import date

from components.compare.sentences import ComparedDays, change_sentence
from components.profile.blocks import (
    events_section,
    figures_section,
    missing_section,
    partner_table,
    rows_left_out,
    ties_table,
)
from components.profile.country_sentences import country_sentences
from components.profile.deeds_sections import deeds_sections, deeds_sections_of_country
from components.profile.document import (
    Block,
    DocumentTable,
    Fact,
    ItemList,
    Paragraph,
    ProfileDocument,
    Reference,
    Run,
    Runs,
    Section,
    TableColumn,
    in_order_of_citation,
    plain,
)
from components.profile.label_sentences import is_label, label_held, since_text
from components.profile.pair_sentences import pair_sentences
from components.profile.references import references_of
from components.profile.strip import strip_of
from components.profile.use_of_label import use_fact, use_of, use_sections
from components.wording.citations import GLOSS_NOTE, RELIABILITY_KEY, reading_notes
from components.wording.coverage import NONE_ON_RECORD, partial_search_text
from components.wording.spells import start_text, words_of_side
from data.analysis.diff import Change
from data.analysis.profiles.country import CountryProfile, country_profile
from data.analysis.profiles.pair import PairProfile, pair_profile
from data.analysis.profiles.standing import Standing, path_to
from data.base.days import day_text
from data.base.memo import memo_large
from data.base.text import list_text, possessive, quantity, with_capital
from data.base.version import VERSION
from data.model.cells import actors_of
from data.model.tie_rows import Ladder
from data.tables.dataset import Dataset
from data.tables.origin import added_count_text
from data.view.fields.names import actor_or_dyad, focus_actors
from data.view.selection import Selection, read_through, select
from data.view.ties import SpellIndex, Ties
from data.view.view import View


@memo_large
def profile_document(ties: Ties, of: str, day: date) -> ProfileDocument:
    """The profile of an actor or a dyad of the records on a day."""
    if of in ties.dataset.actors:
        return _country_document(ties, country_profile(ties, of, day))
    return _pair_document(ties, pair_profile(ties, of, day))


def profile_subject(selection: Selection) -> str:
    """Whose profile the view asks for: the focus, else the one named in the link; "" for nobody in the records."""
    subject, actors = selection.view.focus or selection.view.of, selection.dataset.actors
    return subject if subject and all(actor in actors for actor in focus_actors(selection.dataset, subject)) else ""


def _document(
    ties: Ties, of: str, headline: str, day: date, facts: list[Fact], summary: tuple[Runs, ...], sections: list[Section]
) -> ProfileDocument:
    references = in_order_of_citation(facts, summary, sections)
    return ProfileDocument(
        of=of,
        title=actor_or_dyad(ties.dataset, of),
        headline=headline,
        subtitle=_subtitle(ties.dataset, day),
        facts=tuple(facts),
        summary=summary,
        sections=tuple(sections),
        closing=_closing(ties.dataset, references),
        references=references,
    )


def _subtitle(dataset: Dataset, day: date) -> str:
    through = read_through(dataset)
    return f"As of {day_text(day)}" + (f" · sources through {day_text(through)}" if through else "")


def _closing(dataset: Dataset, references: tuple[Reference, ...]) -> tuple[str, ...]:
    notes = [RELIABILITY_KEY] if any(one.reliability for one in references) else []
    notes += reading_notes(one.reading for one in references)
    if any(one.title_en or one.title.startswith("[") for one in references):
        notes.append(GLOSS_NOTE)
    return (*notes, f"Records version {dataset.version}, Allweather {VERSION}.")


# A pair --------------------------------------------------------------------------------------------------


def _pair_document(ties: Ties, profile: PairProfile) -> ProfileDocument:
    dataset, sections = ties.dataset, list[Section]()
    strip = strip_of(ties, profile.history, (*profile.events.weightiest, *profile.events.latest), profile.day)
    if strip:
        sections.append(Section("Over time", (strip,)))
    if profile.ties:
        sections.append(Section("Ties in force", (ties_table(ties, profile.ties),)))
    sections += use_sections(ties, use_of(ties, profile.label, profile.day), profile.day)
    sections += events_section(dataset, profile.events, profile.dyad)
    sections += figures_section(dataset, profile.figures, profile.dyad)
    sections += deeds_sections(ties, profile.dyad)
    sections += missing_section(select(ties, View(as_of=profile.day, focus=profile.dyad)), profile.missing)
    return _document(
        ties,
        profile.dyad,
        _pair_headline(ties, profile),
        profile.day,
        _pair_facts(ties, profile),
        pair_sentences(ties, profile),
        sections,
    )


def _pair_headline(ties: Ties, profile: PairProfile) -> str:
    """ "All-weather partnership, since 15 Sep 2022; 3 ties in force, including 1 added tie."."""
    label = profile.label
    if not profile.ties:
        return "No declared label and no tie on record for this date."
    wording = "No declared label on record"
    if label:
        wording = f"{with_capital(ties.spells[label.index].wording)}, {since_text(ties.spells[label.index])}"
    return f"{wording}; {quantity(len(profile.ties), 'tie')} in force{_added_text(ties, profile.ties)}."


def _added_text(ties: Ties, indices: Sequence[SpellIndex]) -> str:
    """How many of the ties you added."""
    return added_count_text(tie=sum(bool(ties.added[index]) for index in indices))


def _pair_facts(ties: Ties, profile: PairProfile) -> list[Fact]:
    """The card: the label in English and in both sides' words, what differs, rank group, since, the label before."""
    if profile.label is None:
        facts = [Fact("Label", plain("no declared label on record"))]
        for index in profile.ties[:1]:
            spell = ties.spells[index]
            value = Run(f"{spell.wording}, {since_text(spell)}", references_of(ties.dataset, spell.sources))
            facts.append(Fact("First tie", (value,)))
        return [*facts, Fact("Ties in force", plain(f"{len(profile.ties):,}" if profile.ties else NONE_ON_RECORD))]
    facts = [*_label_facts(ties, profile.label), *use_fact(ties, use_of(ties, profile.label, profile.day))]
    for other in profile.labels[1:]:
        spell = ties.spells[other.index]
        name = ties.dataset.families[other.ladder.family].name
        value = Run(f"{spell.wording}, {since_text(spell)}", references_of(ties.dataset, spell.sources))
        facts.append(Fact(name, (value,)))
    if profile.more_labels:
        facts.append(Fact("More labels", plain(f"{profile.more_labels:,}, in the table of ties")))
    return facts


def _label_facts(ties: Ties, label: Standing) -> list[Fact]:
    dataset, spell = ties.dataset, ties.spells[label.index]
    name = "Label" if is_label(label) else "Relation"
    facts = [Fact(name, (Run(spell.wording, references_of(dataset, spell.sources), is_strong=True),))]
    facts += [
        Fact(f"{possessive(dataset.actors[actor].name)} own text", _words_of(ties, label.index, actor))
        for actor in _sides(ties, label)
    ]
    if spell.mismatch:
        facts.append(Fact("What differs", plain(spell.mismatch)))
    if label.level and is_label(label):
        facts.append(
            Fact("Rank group (unofficial)", plain(f"{label.level.name}, {label.place} of {len(label.levels)}"))
        )
    facts.append(Fact("Since", plain(with_capital(start_text(spell).removeprefix("on ").removeprefix("in ")))))
    if (previous := _previous(ties, label.index)) is not None:
        before = ties.spells[previous]
        facts.append(Fact("Label before", plain(before.wording, references_of(dataset, before.sources))))
    return facts


def _sides(ties: Ties, label: Standing) -> list[str]:
    """The two actors, the owner of the label first."""
    owner = ties.dataset.families[label.ladder.family].owner
    return sorted(actors_of(ties.spells[label.index].dyad), key=lambda actor: actor != owner)


def _words_of(ties: Ties, index: SpellIndex, actor: str) -> Runs:
    """The wording in the languages of one side, as far as the records have it."""
    words = words_of_side(ties.spells[index], actor)
    if not words:
        return plain("not on record")
    runs = list[Run]()
    for language, wording in words:
        runs += [*([Run(" / ")] if runs else []), Run(wording, language=language)]
    return tuple(runs)


def _previous(ties: Ties, index: SpellIndex) -> SpellIndex | None:
    """The last spell of the same tie with another wording."""
    wording = ties.spells[index].wording
    earlier = [one for one in path_to(ties, index)[:-1] if ties.spells[one].wording != wording]
    return earlier[-1] if earlier else None


# A country -----------------------------------------------------------------------------------------------


def _country_document(ties: Ties, profile: CountryProfile) -> ProfileDocument:
    dataset, sections = ties.dataset, list[Section]()
    owns = any(one.owner == profile.actor and one.layer == "partnership" for one in dataset.families.values())
    history = [index for one in profile.standings for index in one.path]
    strip = (
        None
        if owns
        else strip_of(
            ties, history, (*profile.events.weightiest, *profile.events.latest), profile.day, names_of_pairs=True
        )
    )
    if strip:
        sections.append(Section("Over time", (strip,)))
    sections += _tie_sections(ties, profile)
    if profile.changes:
        sections.append(_changes_section(ties, profile))
    if profile.places:
        sections.append(_places_section(ties, profile))
    sections += use_sections(ties, use_of(ties, label_held(profile.standings), profile.day), profile.day)
    sections += events_section(dataset, profile.events, profile.actor)
    sections += figures_section(dataset, profile.figures, profile.actor)
    sections += deeds_sections_of_country(ties, profile.actor)
    return _document(
        ties,
        profile.actor,
        _country_headline(ties, profile),
        profile.day,
        _country_facts(ties, profile),
        country_sentences(ties, profile),
        sections,
    )


def _country_headline(ties: Ties, profile: CountryProfile) -> str:
    partners = {one for index in profile.ties for one in ties.actors[index]} - {profile.actor}
    if not partners:
        return "No tie on record for this date."
    with_whom = quantity(len(partners), "country or organisation", "countries and organisations")
    counted = f"{quantity(len(profile.ties), 'tie')} in force with {with_whom}{_added_text(ties, profile.ties)}."
    return f"{counted} {partial_search_text(ties.dataset, profile.actor)}".strip()


def _country_facts(ties: Ties, profile: CountryProfile) -> list[Fact]:
    row = ties.dataset.actors[profile.actor]
    facts = (
        [Fact("Own name", plain(row.name_native.replace("; ", " / ")))] if row.name_native not in ("", row.name) else []
    )
    facts.append(Fact("Region", plain(row.region)))
    standing = label_held(profile.standings)
    if standing:
        spell = ties.spells[standing.index]
        owner = ties.dataset.families[standing.ladder.family].owner
        value = Run(f"{spell.wording}, {since_text(spell)}", references_of(ties.dataset, spell.sources))
        facts.append(Fact(f"Label with {ties.dataset.actors[owner].name}" if owner else "Label", (value,)))
        facts += use_fact(ties, use_of(ties, standing, profile.day))
    facts.append(Fact("Ties in force", plain(f"{len(profile.ties):,}" if profile.ties else NONE_ON_RECORD)))
    if row.note:
        facts.append(Fact("Note", plain(row.note)))
    return facts


def _tie_sections(ties: Ties, profile: CountryProfile) -> list[Section]:
    """Labels, memberships, treaties and the like, measures."""
    sections = []
    for heading, indices, where in (
        ("Partnership labels", profile.labels, "Partners by rank"),
        ("Memberships", profile.memberships, "the table of ties"),
        ("Treaties, integration and bases", profile.bindings, "the table of ties"),
    ):
        if indices:
            table = partner_table(ties, profile.actor, indices, heading)
            sections.append(Section(heading, (table, *rows_left_out(len(indices), where))))
    measures: list[Block] = [
        partner_table(ties, profile.actor, indices, caption)
        for caption, indices in (
            ("Measures against it", profile.measures_received),
            ("Measures it took", profile.measures_sent),
            ("Other measures", profile.measures_other),
        )
        if indices
    ]
    return [*sections, Section("Measures", tuple(measures))] if measures else sections


def _changes_section(ties: Ties, profile: CountryProfile) -> Section:
    days = ComparedDays(profile.since, profile.day)
    items = tuple(_change_item(ties, change, days) for change in profile.changes)
    return Section(f"What changed since {day_text(profile.since)}", (ItemList(items),))


def _change_item(ties: Ties, change: Change, days: ComparedDays) -> Runs:
    parts = change_sentence(ties, change, days)
    return (*(Run(text, references_of(ties.dataset, sources)) for text, sources in parts), Run("."))


def _places_section(ties: Ties, profile: CountryProfile) -> Section:
    """The rankings that rank its labels, ours first, and in one line those that do not."""
    columns = (TableColumn("Ranking", 0.42), TableColumn("Label", 0.38), TableColumn("Place from the top", 0.2))
    rows = tuple(
        (
            plain(_ladder_text(place.ladder)),
            plain(ties.spells[place.index].wording),
            plain(f"{place.place} of {place.count}"),
        )
        for place in profile.places
        if place.place
    )
    silent = list(dict.fromkeys(_ladder_text(place.ladder) for place in profile.places if not place.place))
    blocks: list[Block] = [DocumentTable("Place on each ranking", columns, rows)] if rows else []
    if silent:
        blocks.append(Paragraph(plain(f"Not ranked in {list_text(silent, most=8)}."), is_quiet=True))
    return Section("Place on each ranking", tuple(blocks))


def _ladder_text(ladder: Ladder) -> str:
    return f"“{ladder.name}”" if ladder.is_house else f"“{ladder.name}” ({ladder.author})"
