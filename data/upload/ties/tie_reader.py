"""A table of ties, in whatever columns -> rows of spells, with what they need of actors, labels and sources."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from data.base.fault import Fault
from data.base.text import quotable
from data.matching.columns import has_way
from data.matching.dates import day
from data.matching.empty_cells import is_empty, is_empty_date, is_no_date, is_unknown
from data.matching.names import MAX_NAME_CHARACTERS, NameIndex, comparison_key
from data.matching.values import choice, lookalike_fault
from data.model.cells import dyad_of
from data.model.columns import choices_of
from data.model.dates import HOW_TO_WRITE, partial_date
from data.model.schema import TABLE
from data.upload.mapping.choices import CHOOSE_LABEL, NAME_IT, SAY_THE_LIST, Choices, Question
from data.upload.mapping.column_map import ColumnMap
from data.upload.mapping.columns import ACTOR_A, ACTOR_B, DIRECTION, LAST_DAY, LAYER, ROLE_NAMES, SIGNED, YEAR
from data.upload.mapping.match_log import MatchLog
from data.upload.reading.raw import RawTable, Record
from data.upload.reading.time_budget import check_time
from data.upload.ties.actor_reader import ActorReader, AddedActors, cells_at
from data.upload.ties.blanks import fill
from data.upload.ties.date_columns import DateColumns, dates_of_ours
from data.upload.ties.label_reader import LabelReader
from data.upload.ties.own_labels import label_fault
from data.upload.ties.side_readers import readers_of
from data.upload.ties.source_reader import SourceReader
from data.upload.ties.tie_row import TieRow, choice_of_layer, date_fault, day_after

SPELLS = TABLE["spells"]
_ONE_WAY = frozenset(("directed", "oneway", "unidirectional"))
# What people write for it, as comparison keys.
IN_FORCE_WORDS = frozenset(("inforce", "active", "current", "effective", "valid", "ongoing", "operational"))
# The words of our own tables of ties.
_STATUSES = dict.fromkeys(IN_FORCE_WORDS, "in force") | {"onlyproposed": "proposed", "suspendedbynow": "suspended"}
_DATES = ("start", SIGNED, "known_by", "end", LAST_DAY, YEAR)


@dataclass
class TieReader:
    """Reads the rows of one table; `today` is the day by which a tie without any date is known."""

    raw: RawTable
    columns: ColumnMap
    records: tuple[Record, ...]
    names: NameIndex
    choices: Choices
    log: MatchLog
    labels: LabelReader
    sources: SourceReader
    today: date
    added_actors: AddedActors
    actors: ActorReader = field(init=False)
    dates: DateColumns = field(init=False)
    questions: list[Question] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)
    # What is filled in or read otherwise in the row that is read; it counts once the row is a tie.
    _in_row: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._at = {role: position for position, role in enumerate(self.columns.roles) if role}
        self._heads = {role: quotable(self.columns.header[position].strip()) for role, position in self._at.items()}
        pair = [self._at[role] for role in (ACTOR_A, ACTOR_B) if role in self._at]
        self._has_way = has_way([self.columns.header[position] for position in pair])
        heads = [quotable(self.columns.header[position].strip()) for position in pair]
        sides = [(head, cells_at(self.records, at)) for head, at in zip(heads, pair, strict=True)]
        self._readers, self.questions = readers_of(sides, self.raw.file, self.names, self.choices, self.added_actors)
        self.actors = self._readers[0]
        ours = {spell.spell: spell for spell in self.names.dataset.spells} if "spell" in self._at else {}
        self.dates = DateColumns(self.raw.file, self.choices, dates_of_ours(ours))
        for role in _DATES:
            if role in self._at:
                ids = cells_at(self.records, self._at["spell"]) if ours else [""] * len(self.records)
                texts = cells_at(self.records, self._at[role])
                if len(ids) == len(texts):
                    self.dates.add(role, self._heads[role], list(zip(ids, texts, strict=True)))
        self.questions += self.dates.questions

    def questions_about_actors(self) -> list[Question]:
        """One for each name that is not known."""
        return [question for reader in self._readers for question in reader.questions()]

    def rows(self) -> list[TieRow]:
        """Every row that can be read; the others have a finding."""
        return [row for record in self.records if (row := self._row(record))]

    def heading(self, role: str) -> str:
        """The name of the column with a role, as the reader wrote it."""
        return self._heads.get(role, ROLE_NAMES.get(role, role))

    # One row ---------------------------------------------------------------------------------------

    def _row(self, record: Record) -> TieRow | None:
        check_time()
        line, _, cells = record
        written = {
            role: cells[position].strip() if position < len(cells) else "" for role, position in self._at.items()
        }
        for column in ("spell", "contest"):
            if fault := lookalike_fault(self.names, SPELLS, column, written.get(column, "")):
                self._fault(line, column, fault, written[column])
                return None
        self._way = ""
        self._in_row.clear()
        dyad = self._dyad(line, written)
        dates = self._dates(line, written)
        choices = self._choices(line, written)
        if dyad is None or dates is None:
            return None
        row = (
            {column: text for column, text in written.items() if column in SPELLS.columns}
            | choices
            | dates
            | {"dyad": dyad}
        )
        for column in SPELLS.columns:
            if column in ("occasion", "instrument", "note", "wording", "sources") and is_empty(row.get(column, "")):
                row[column] = ""
        if row.get("status") == "ended" and not row.get("end") and not dates.get(YEAR):
            # It would be drawn as if it still held.
            self._fault(
                line, "status", Fault("says that the tie has ended, and nothing says when", "add its end"), "ended"
            )
            return None
        tier = self._tier(line, written, row)
        if tier is None:
            return None
        row["tier"], wording = tier
        row["wording"] = row.get("wording", "") or wording
        if fault := self.sources.fault(row.get("sources", "")):
            self._fault(line, "sources", fault, row.get("sources", ""))
            return None
        self.filled.update(self._in_row)
        self.filled.update(fill(row, self._way or written.get(DIRECTION, ""), self.sources, self.raw.file))
        return TieRow(line, row, self._year(dates))

    def _year(self, dates: dict[str, str]) -> int | None:
        return int(dates[YEAR][:4]) if dates.get(YEAR) else None

    def _fault(self, line: int, role: str, fault: Fault, value: str) -> None:
        self.log.add_finding(line, self.heading(role), fault, value)

    # Actors ----------------------------------------------------------------------------------------

    def _dyad(self, line: int, written: dict[str, str]) -> str | None:
        if "dyad" in self._at:
            return self._dyad_of_cell(line, written["dyad"])
        one = self._actor(line, ACTOR_A, written.get(ACTOR_A, ""))
        other = self._actor(line, ACTOR_B, written.get(ACTOR_B, "")) if ACTOR_B in self._at else self.columns.actor_b
        if not one or not other:
            if one and ACTOR_B not in self._at:
                self._fault(
                    line,
                    ACTOR_B,
                    Fault("the second actor is missing", "choose its column, or one actor for all rows"),
                    "",
                )
            return None
        if one == other:
            fault = Fault(f"pairs {self.actors.name(one)} with itself", "use two different actors")
            self._fault(line, ACTOR_A, fault, written.get(ACTOR_A, ""))
            return None
        if self._has_way or comparison_key(written.get(DIRECTION, "")) in _ONE_WAY:
            self._way = f"from {self.actors.name(one)} to {self.actors.name(other)}"
        return dyad_of(one, other)

    def _actor(self, line: int, role: str, text: str) -> str | None:
        reader = self._readers[-1 if role == ACTOR_B else 0]
        actor = reader.actor(text)
        if actor is None:
            self._fault(line, role, self._actor_fault(text, reader), text)
            return None
        name = self.actors.name(actor)
        is_code = reader.codes.scheme == "iso" and text.upper() == actor
        if text == actor or name.casefold() == text.casefold() or is_code:
            return actor
        if self.log.add_guess(line, self._heads[role], text, name):
            return actor
        self._refused(line, role, text)
        return None

    def _actor_fault(self, text: str, reader: ActorReader) -> Fault:
        if reader.codes.open:
            return Fault("is a code of more than one list", SAY_THE_LIST)
        if not text:
            return Fault("is empty", "name a country or another actor")
        if len(text) > MAX_NAME_CHARACTERS:
            return Fault(f"has {len(text):,} characters; a name has at most {MAX_NAME_CHARACTERS}", "shorten it")
        if fault := lookalike_fault(self.names, SPELLS, "dyad", text):
            return fault
        return Fault(f'"{quotable(text)}" is not a known country or actor', NAME_IT)

    def _refused(self, line: int, role: str, text: str) -> None:
        self._fault(line, role, Fault(f'"{quotable(text)}" was not read, as you chose', "correct it"), text)

    def _dyad_of_cell(self, line: int, text: str) -> str | None:
        dyad = self.actors.dyad(text)
        if dyad is None:
            plain = Fault(f'"{quotable(text)}" is not a valid dyad', "use two actor ids, such as BLR-CHN")
            self._fault(line, "dyad", lookalike_fault(self.names, SPELLS, "dyad", text) or plain, text)
            return None
        if text == dyad or self.log.add_guess(line, self._heads["dyad"], text, self.names.dyad_name(dyad)):
            return dyad
        self._refused(line, "dyad", text)
        return None

    # Dates -----------------------------------------------------------------------------------------

    def _dates(self, line: int, written: dict[str, str]) -> dict[str, str] | None:
        """The dates of a row; None, with a finding, if one cannot be read."""
        dates = {}
        for role in _DATES:
            if role in self._at:
                text = self._date(line, role, written[role])
                if text is None:
                    return None
                dates[role] = text
        last_day = dates.pop(LAST_DAY, "")
        start = dates.get("start")
        if last_day and start and partial_date(last_day).last < partial_date(start).first:
            fault = Fault(f"{last_day} is before the start, {start}", "correct one of the two dates")
            self._fault(line, LAST_DAY, fault, last_day)
            return None
        if last_day and not dates.get("end"):
            dates["end"] = day_after(partial_date(last_day))
            self._in_row[LAST_DAY] += 1
        signed = dates.pop(SIGNED, "")
        if signed and not any(dates.get(role) for role in ("start", "known_by", YEAR)):
            dates["start"] = signed
            if is_empty(written.get("status", "")):
                dates["status"] = "signed"
            self._in_row[SIGNED] += 1
        if not any(dates.get(role) for role in ("start", "known_by", YEAR)):
            if dates.get("end") and partial_date(dates["end"]).last < self.today:
                fault = Fault("has an end and no start", "add its start, or choose the column that has it")
                self._fault(line, "end" if "end" in self._at else LAST_DAY, fault, dates["end"])
                return None
            dates["known_by"] = self.today.isoformat()
            self._in_row["known_by"] += 1
        return dates

    def _date(self, line: int, role: str, text: str) -> str | None:
        # The form of our own files, which also our own checks read.
        is_nothing = is_no_date(text) if role in ("end", LAST_DAY) else is_empty_date(text)
        if is_nothing and not (role in ("end", LAST_DAY) and is_unknown(text)):
            return ""
        if is_nothing and self.log.add_guess(line, self._heads[role], text, "no end, as if it is still in force"):
            return ""
        read = day(text, self.dates.order(role))
        if read is None:
            self._fault(line, role, date_fault(text), text)
            return None
        if read == text or self.log.add_guess(line, self._heads[role], text, read):
            return read
        self._fault(line, role, Fault(f'"{quotable(text)}" is not a valid date', HOW_TO_WRITE), text)
        return None

    # Labels and the rest ---------------------------------------------------------------------------

    def _tier(self, line: int, written: dict[str, str], row: dict[str, str]) -> tuple[str, str] | None:
        """(tier, wording); None, with a finding, if the reader has to choose."""
        text = written.get("tier", "")
        label = self.columns.label if is_empty(text) else text
        layer = choice_of_layer(written.get(LAYER, "")) or self.columns.layer
        label = label or row.get("wording", "")
        if fault := label_fault(label):
            self._fault(line, "tier", fault, label)
            return None
        if not label:
            self._fault(line, "tier", Fault("the label is missing", "choose a column, or one label for all rows"), "")
            return None
        tier = self.labels.tier(label, row["dyad"], layer)
        if tier is None:
            fault = Fault(f'"{quotable(label)}" may be several labels, or nearly is one of ours', CHOOSE_LABEL)
            self._fault(line, "tier", fault, label)
            return None
        wording = self.labels.wording(tier) or label
        if text in (tier, "") or wording.casefold() == text.casefold() or self.labels.is_own(tier):
            return tier, wording
        if self.log.add_guess(line, self._heads["tier"], text, wording):
            return tier, wording
        self._refused(line, "tier", text)
        return None

    def _choices(self, line: int, written: dict[str, str]) -> dict[str, str]:
        """The cells of columns of a few words, as the schema writes them."""
        known = {}
        for column in ("status", "grade"):
            text = written.get(column, "")
            word = choice(SPELLS, column, text) if text and text not in choices_of(SPELLS, column) else None
            if column == "status":
                word = _STATUSES.get(comparison_key(text[:30]), word)
            if word and text != word and self.log.add_guess(line, self._heads[column], text, word):
                known[column] = word
        return known
