"""What travels to the browser: plain JSON, all of it once, and little with a filter."""

import base64
import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from components.network.layouts.graph import tie_lines_of
from components.network.packed import packed
from components.network.payload import network_bytes, network_of, pyvis_network
from components.network.view_message import view_of
from components.network.words import doubt_of
from components.style.markup import element, html_of, link, markdown_safe
from components.style.theme import style_key, styles_of
from components.table.rows import csv_of
from components.wording.spells import dates_text, original_wording
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import TODAY, cast_text, view_of_all, write_cast
from tests.support.inputs.network_message import spells_in, ties_in


def test_the_network_is_plain_json_and_the_same_again(ties: Ties) -> None:
    network = network_of(ties, TODAY)
    assert json.loads(gzip.decompress(network_bytes(ties, TODAY))) == json.loads(json.dumps(network, allow_nan=False))
    assert network_bytes(replace(ties), TODAY) == network_bytes(ties, TODAY)


def test_pyvis_keeps_parallel_ties(curated_ties: Ties) -> None:
    network = pyvis_network(curated_ties)
    between = [edge["id"] for edge in network.edges if {edge["from"], edge["to"]} == {"BLR", "CHN"}]
    assert len(between) == len(set(between)) > 3


def test_days_travel_as_days_since_1970(ties: Ties) -> None:
    network = network_of(ties, TODAY)
    spells = spells_in(network)
    tie = next(tie for tie in ties_in(network) if tie["id"] == "BLR-CHN|china_ladder")
    spell = next(spells[index] for index in tie["spells"] if spells[index]["wording"] == "all-weather partnership")
    assert date.fromordinal(date(1970, 1, 1).toordinal() + spell["opening"][0]) == date(2022, 9, 15)
    assert spell["closing"] == (None, None, "")


def test_the_columns_say_of_each_tie_and_spell_what_its_row_says(curated_ties: Ties) -> None:
    network = network_of(curated_ties, TODAY)
    spells, families = spells_in(network), curated_ties.dataset.families
    for index, (spell, row) in enumerate(zip(spells, curated_ties.spells, strict=True)):
        _, _, without_end, with_end = spell["opening"]
        end = spell["closing"][2]
        assert dates_text(row) == (with_end.replace(network["spells"]["endMark"], end) if end else without_end)
        assert (spell["wording"], spell["original"]) == (row.wording, original_wording(row))
        assert (spell["grade"], spell["doubt"]) == (row.grade, doubt_of(row))
        assert spell["basis"] == (row.instrument or row.occasion)
        assert network["kindNames"][spell["kind"]] == families[curated_ties.tiers[index].family].name
        style = list(styles_of(curated_ties.dataset))[network["kindStyles"][spell["kind"]]]
        assert style == style_key(curated_ties, index)
    lines = tie_lines_of(curated_ties)
    assert [tie["id"] for tie in ties_in(network)] == [line.tie for line in lines]
    assert [tie["dyad"] for tie in ties_in(network)] == [line.dyad for line in lines]
    assert [tie["spells"] for tie in ties_in(network)] == [list(line.spells) for line in lines]
    assert sorted(index for line in lines for index in line.spells) == list(range(len(curated_ties)))
    assert all(curated_ties.tie[index] == line.tie for line in lines for index in line.spells)


def test_a_text_of_many_spells_is_written_once(curated_ties: Ties) -> None:
    columns = network_of(curated_ties, TODAY)["spells"]
    for name, column in columns.items():
        if isinstance(column, dict):
            assert len(column["values"]) == len(set(column["values"])), name
            assert set(column.get("codes", [0])) == set(range(len(column["values"]))), name


def test_a_mask_is_packed_bit_by_bit() -> None:
    mask = np.array([True, False, False, True, False, False, False, False, True])
    assert base64.b64decode(packed(mask)) == bytes([0b10010000, 0b10000000])


def test_a_view_of_all_curated_records_is_small(curated_ties: Ties) -> None:
    selection = select(curated_ties, view_of_all(layers=("treaty",), mark="china"))
    assert (
        len(
            json.dumps(view_of(selection, TODAY, name="n", heading="h", fit_count=1, message_number=0), allow_nan=False)
        )
        < 1000
    )


def test_texts_never_become_markup() -> None:
    evil = "<script>alert(1)</script>"
    assert html_of(element("p", evil, class_=evil)) == (
        '<p class="&lt;script&gt;alert(1)&lt;/script&gt;">&lt;script&gt;alert(1)&lt;/script&gt;</p>'
    )
    assert link("text", "javascript:alert(1)") == "text"
    assert link("text", "http://[broken") == "text"
    assert markdown_safe("[a](b) *c* $d$ :e:") == r"\[a\]\(b\) \*c\* \$d\$ \:e\:"
    # Streamlit looks for these three before and after it reads Markdown.
    assert markdown_safe(":material/home:") == r"\:material\/home\:"
    assert markdown_safe(":material_home: :streamlit:") == "\\:\u2060material\\_home\\: \\:\u2060streamlit\\:"
    # A notice quotes what a link says, and must not become a way to elsewhere.
    assert markdown_safe("a@b.example") == "a\\@\u2060b\\.example"
    plain = markdown_safe("https://evil.example, WWW.evil.example").replace("\\", "")
    assert plain == "https:\u2060//evil.example, WWW\u2060.evil.example"


@pytest.mark.parametrize("wording", ["=1+1", "+1+1", "-1+1", "@a", "＝1", "a=1"])
def test_a_cell_never_becomes_a_formula(folder: Path, wording: str) -> None:
    changed = cast_text(
        "spells/china.csv", "all-weather partnership,全天候伙伴关系,,,,2015", f"{wording},全天候伙伴关系,,,,2015"
    )
    selection = select(ties_of(load_records(write_cast(folder, spells_china=changed))), view_of_all())
    written = f"'{wording}" if wording != "a=1" else wording
    assert f'"{written}",' in csv_of(selection).decode("utf-8-sig").splitlines()[1]
