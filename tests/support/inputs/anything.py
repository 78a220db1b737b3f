"""Anything that somebody may write into a cell, a link or a file: hostile and odd texts, and strategies that draw them."""

import csv
import io
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from hypothesis import strategies as st
from pydantic import AfterValidator

from data.model.columns import choices_of, kind_of
from data.model.dates import FIRST_YEAR, LAST_YEAR, PartialDate, partial_date
from data.model.rows import Table
from data.model.schema import TABLE, TABLES
from data.model.vocabulary import EVENT_KINDS, GRADES, LAYERS, REGIONS
from data.tables.rows import csv_text
from data.view.fields.claim import ANY_TIE, OF_NETWORK, Claim, Form, Relation
from data.view.fields.codecs import LONGEST_TEXT
from data.view.fields.story import MOST_SCENES, Scene, Story
from data.view.view import LAYOUTS, MOST_STEPS, UNITS, View
from tests.support.cast import FILES, write_cast

# What must stay a text wherever it is shown or written. `globalThis.pwned` tells that one of them ran.
MARKUP = (
    '<img src=x onerror="globalThis.pwned=1">',
    "</script><script>globalThis.pwned=1</script>",
    "<svg/onload=globalThis.pwned=1>",
    "[a](javascript:globalThis.pwned=1) ![b](https://example.com/x.png)",
    "$x^2$ :red[x] :material/home: **b** `c` # d",
    "javascript:globalThis.pwned=1",
    "{{constructor.constructor('globalThis.pwned=1')()}} ${globalThis.pwned=1}",
    "\"onfocus=globalThis.pwned=1 autofocus x='",
    "--><iframe srcdoc='<script>parent.pwned=1</script>'></iframe><!--",
    "&lt;b&gt; &#60;i&#62; ]]> <?xml?> %3Cu%3E",
)
FORMULAS = (
    "=HYPERLINK(\"http://example.com\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "'=1+1",
)  # fmt: skip
LETTERS = (
    "ﷺ e\u0301\u0302\u0303\u0304\u0305\u0306 Z͑ͫ̓ͪ̂ͫ̽",
    "👩‍👩‍👧‍👦 🇨🇳🇧🇾",
    "مرحبا عالم",
    "x" * 10_000,
    "長" * 300,
)
HOSTILE = (*MARKUP, *FORMULAS, *LETTERS)
# No file of records and no upload may hold these.
UNSEEN = ("a\u202eb", "a\u200bb", "a\0b", "a\x07b", "\ud800", "a\u2028b", "a\ufeffb", "a\x1bb", "\ufffd")
NUMBERS = (
    "nan", "NaN", "inf", "-inf", "1e999", "1e308", "-1e308", "1e-400", "-0", "0", "9" * 400, "9" * 5000, "0x10", "1_000",
    "１２", "1,000,000", "1 000", "1.5", "2.0", "-1", "3e3", "١", "½", "9007199254740993", "",
)  # fmt: skip
DATES = (
    "0000", "0001-01-01", "9999", "9999-12-31", "10000-01-01", "2023-02-29", "2024-02-29", "2011-00", "2011-13-01",
    "2022-09-15T12:00:00Z", "2022-09-15T23:59:60+14:00", "2022-09-15 00:00", "-2022", "20220915", "15.09.2022", "3/4/2020",
    "31/12/2022", "29 Feb 2023", "99999", "44819", "２０１１", "1799", "2200", "1800", "2199-12-31",
)  # fmt: skip
PARAMETERS = ("<script>", "%00", "../../etc/passwd", "a,b,,c", ",", "any", "yes", "-1", "1" * 300, "__proto__")
ANYTHING = (*MARKUP, *FORMULAS, *LETTERS, *UNSEEN, *NUMBERS, *DATES, *PARAMETERS, '"', "'", ",", ";", "\n", "\r", "\t")
FILE_NAMES = (
    "<img src=x onerror=globalThis.pwned=1>.csv",
    "../../../etc/passwd.csv",
    "C:\\spells.csv",
    "spells\u202evsc.csv",
    "a\0b.csv",
    "[a](javascript:globalThis.pwned=1) $x$ :red[b].csv",
    "=cmd|' /C calc'!A0.csv",
    "x" * 5_000 + ".csv",
    ".csv",
    "spells.csv.exe",
)  # fmt: skip


def free_columns(table: Table) -> tuple[str, ...]:
    """The columns of a table that hold whatever somebody wrote: no id, no choice of words, no date, no number."""
    return tuple(name for name in table.columns if _is_free(table, name))


def _is_free(table: Table, column: str) -> bool:
    # Figures that contradict one another share an id that is no row's; a search names dyads, or all of an actor's.
    is_id = column in (*table.row.key, *table.references, "contest", "dyads")
    checked = any(isinstance(form, AfterValidator) for form in table.row.model_fields[column].metadata)
    return not (is_id or checked) and kind_of(table, column) in ("text", "list") and not choices_of(table, column)


def rows_of(file: str) -> list[dict[str, str]]:
    """The rows of a file of the cast, without columns that it leaves out."""
    return list(csv.DictReader(io.StringIO(FILES[file])))


def _ids(file: str) -> list[str]:
    key = TABLE[file.removesuffix(".csv")].row.key[0]
    return [row[key] for row in rows_of(file)]


# A folder of records in which everything free is hostile -------------------------------------------


def write_hostile(folder: Path, texts: tuple[str, ...] = HOSTILE) -> Path:
    """The cast with a hostile text in each cell that may hold anything; ids and references are as they were."""
    write_cast(folder)
    for file in FILES:
        table = next(table for table in TABLES if fnmatch(file, table.files))
        rows, free = [dict.fromkeys(table.columns, "") | row for row in rows_of(file)], free_columns(table)
        for number, row in enumerate(rows):
            for at, column in enumerate(free):
                # Each table begins elsewhere, so that all texts are there; all rungs of a group have one name.
                place = at + 4 * TABLES.index(table) + (0 if column == "group_name" else number)
                row[column] = _hostile(table, column, row[column], texts[place % len(texts)])
        (folder / file).write_text(csv_text(table.columns, rows), encoding="utf-8")
    return folder


def _hostile(table: Table, column: str, written: str, text: str) -> str:
    if kind_of(table, column) == "list":
        # Beside what is there: the page finds tiers by their keywords, actors by their aliases.
        return "; ".join(filter(None, (written, text.replace(";", ""))))
    limits = (getattr(limit, "max_length", None) for limit in table.row.model_fields[column].metadata)
    return text[: next(filter(None, limits), None)]


# Strategies ----------------------------------------------------------------------------------------

texts = st.sampled_from(ANYTHING) | st.text(max_size=40)
days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
date_texts = st.builds(lambda day, letters: day.isoformat()[:letters], days, st.sampled_from((4, 7, 10)))
partial_dates: st.SearchStrategy[PartialDate] = date_texts.map(partial_date)
# Days on which something of the cast begins, ends or is not certain.
turning_days = st.sampled_from(
    [date.fromisoformat(f"{day}") for day in ("2011-05-31", "2011-06-01", "2011-07-01", "2015-04-20", "2022-09-15")]
)
near_days = st.dates(date(1990, 1, 1), date(2026, 12, 31)) | turning_days
printable = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=LONGEST_TEXT).filter(
    str.isprintable
)


def _some(values: list[str] | tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


CLAIMS = tuple(
    Claim("BLR", Relation.ON, ANY_TIE, "CHN", form, 0, "PAK")
    if form in OF_NETWORK
    else Claim("BLR", Relation.CONTAINS, "all-weather", "CHN", form, 2, "PAK")
    for form in Form
    if form is not Form.DEED
)
# Without what reorders or hides other characters, which no story keeps.
captions = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=40)
stories = st.builds(
    Story,
    captions,
    st.lists(
        st.builds(Scene, captions, st.just({"as_of": "2020-01-01"}), _some(("s1", "s2"))), min_size=1, max_size=3
    ).map(tuple),
)


def views(as_of: st.SearchStrategy[date] = near_days) -> st.SearchStrategy[View]:
    """Any view of the cast that a link can hold."""
    groups = [f"china_ladder/{row['group']}" for row in rows_of("rungs.csv") if row["ladder"] == "house"]
    return st.builds(
        View,
        as_of=as_of,
        layout=st.sampled_from(LAYOUTS),
        layers=_some(LAYERS),
        families=_some(_ids("families.csv")),
        tiers=_some([*_ids("tiers.csv"), *groups]),
        actors=_some(_ids("actors.csv")),
        among=st.booleans(),
        regions=_some(REGIONS),
        grades=_some(GRADES),
        text=st.sampled_from(("", "白俄罗斯", "potash", "x&y=z", "50%")) | printable,
        kinds=_some(EVENT_KINDS),
        since=st.none() | days,
        until=st.none() | days,
        mark=printable,
        focus=st.sampled_from(("", "BLR-CHN", "BLR-TUR", *_ids("actors.csv"))),
        steps=st.integers(0, MOST_STEPS),
        # The default has no text of its own in a link.
        ladder=st.sampled_from(_ids("ladders.csv")),
        proposed=st.booleans(),
        withdrawn=_some(_ids("sources.csv")),
        table=st.sampled_from(tuple(TABLE)),
        record=printable,
        against=st.none() | days,
        claim=st.none() | st.sampled_from(CLAIMS),
        story=st.none() | stories,
        scene=st.integers(0, MOST_SCENES - 1),
        unit=st.sampled_from(UNITS),
    )
