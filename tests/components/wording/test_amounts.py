"""Measured values, periods and names as people write them."""

import pytest

from components.wording.amounts import amount_text, figure_amount, number_text
from components.wording.names import agrees, name_in_sentence, possessive
from components.wording.periods import period_text
from data.model.measured_rows import Indicator
from data.view.ties import Ties


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (14_390_000_000, "14.39 bn"),
        (1_910_000, "1.91 m"),
        (1_750_687, "1.75 m"),
        (635_000, "635,000"),
        (9.1, "9.1"),
        (-3, "−3"),
        (0, "0"),
    ],
)
def test_large_numbers_are_short(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("value", "name", "unit", "text"),
    [
        (8_860_000_000, "Trade", "US dollars", "$8.86 bn"),
        (470, "Price", "US dollars a tonne", "$470 a tonne"),
        (25, "Share", "percent", "25 %"),
        (9.1, "Tonnage, change on the year", "percent", "+9.1 %"),
        (30, "Share", "percent of potash output", "30 % of potash output"),
        (1, "Visits", "visits", "1 visit"),
        (2, "Visits", "visits", "2 visits"),
        (30_000_000_000, "Currency swap", "yuan", "30 bn yuan"),
    ],
)
def test_a_value_has_its_unit_as_a_newspaper_writes_it(value: float, name: str, unit: str, text: str) -> None:
    indicator = Indicator.model_validate(
        {"indicator": "x", "name": name, "unit": unit, "directed": "no", "definition": "What is counted."}
    )
    assert amount_text(value, indicator) == text


def test_a_qualifier_is_before_the_number_or_in_brackets(ties: Ties) -> None:
    (figure,) = ties.dataset.figures
    about, derived = (figure.model_copy(update={"qualifier": one}) for one in ("about", "derived: a / b"))
    assert figure_amount(ties.dataset, about) == "about 1.91 m tonnes"
    assert figure_amount(ties.dataset, derived) == "1.91 m tonnes (derived: a / b)"


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2022", "2022"),
        ("2024-01/2024-08", "Jan–Aug 2024"),
        ("2021-H1", "first half of 2021"),
        ("2012-Q2", "second quarter of 2012"),
        ("2015/2019", "2015–2019"),
        ("2013-2017", "2013–2017"),
        ("2012/2013 FY", "2012–2013 FY"),
        ("2020-12-30", "30 Dec 2020"),
        ("to 2025-06", "to Jun 2025"),
        ("2021-09/2022-12", "Sep 2021 to Dec 2022"),
        ("phase 1", "phase 1"),
        ("2024-13/2024-14", "2024-13 to 2024-14"),
    ],
)
def test_a_period_is_in_words(period: str, text: str) -> None:
    assert period_text(period) == text


def test_a_name_has_an_article_where_english_has_one(curated_ties: Ties) -> None:
    names = [
        name_in_sentence(curated_ties.dataset, actor) for actor in ("CHN", "USA", "GBR", "ORG:EU", "ORG:ASEAN", "COD")
    ]
    assert names == ["China", "the United States", "the United Kingdom", "the European Union", "ASEAN", "the DR Congo"]
    assert [possessive(curated_ties.dataset, actor) for actor in ("CHN", "USA", "BLR")] == [
        "China’s",
        "the United States’",
        "Belarus’s",
    ]


def test_several_states_that_act_as_one_have_a_plural_verb(curated_ties: Ties) -> None:
    dataset = curated_ties.dataset
    verbs = [agrees(dataset, actor, "is", "are") for actor in ("USA", "PHL", "ORG:C5", "ORG:AFRICA")]
    assert verbs == ["is", "is", "are", "are"]
    assert name_in_sentence(dataset, "ORG:C5") == "the Central Asian five (collective)"
