"""The tables of the records in the words of the page."""

import re
from xml.etree.ElementTree import Element

import pytest

from components.records.record_cells import readable_cell
from components.records.words import TABLE_NAMES, about_table, column_name, in_page_words, table_name
from data.model.columns import description
from data.model.rows import Table
from data.model.schema import TABLE, TABLES
from data.tables.dataset import Dataset
from data.tables.rows import cells_of


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_speaks_the_words_of_the_page(table: Table) -> None:
    texts = [about_table(table), *(in_page_words(description(table, column)) for column in table.columns)]
    assert table.name in TABLE_NAMES
    assert not [text for text in texts if re.search(r"\b(dyads?|tiers?|spells?|rungs?|ladders?)\b", text)]


def test_names_of_tables_and_columns() -> None:
    assert table_name(TABLE["spells"]) == "Ties, by period"
    assert [column_name(column) for column in ("dyad", "from_actor", "tier")] == ["Pair", "From actor", "Label"]
    assert (
        in_page_words("A period during which a dyad held one tier.") == "A period during which a pair held one label."
    )
    assert in_page_words("Layers and Spells") == "Types of tie and Ties"


def test_a_record_is_read_in_names_with_its_sources_as_links_and_a_value_with_its_unit(curated: Dataset) -> None:
    spell = next(row for row in curated.spells if row.dyad == "CHN-HUN")
    cells = cells_of(spell)
    assert readable_cell(curated, TABLE["spells"], spell, "dyad", cells["dyad"]) == ["China – Hungary"]
    first, *_ = readable_cell(curated, TABLE["spells"], spell, "sources", cells["sources"])
    assert isinstance(first, Element)
    assert first.get("href") == curated.sources[spell.sources[0]].url
    assert first.text
    assert spell.sources[0] not in first.text
    figure = next(row for row in curated.figures if row.indicator == "potash_import_dependence")
    (value,) = readable_cell(curated, TABLE["figures"], figure, "value", cells_of(figure)["value"])
    assert "%" in str(value)
    assert readable_cell(curated, TABLE["figures"], figure, "to_actor", figure.to_actor or "") == ["China"]
