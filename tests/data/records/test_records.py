"""The curated records: whole, free of findings, and with the facts that the page is asked for."""

from datetime import date

import pytest

from data.checks import main
from data.model.cells import actors_of
from data.tables.dataset import Dataset

CHINAS_WORDS = ("china_ladder", "china_community")


def test_the_records_have_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out


def test_china_has_164_partners(curated: Dataset) -> None:
    declared = [spell for spell in curated.spells if curated.tiers[spell.tier].family in CHINAS_WORDS]
    assert len({actor for spell in declared for actor in actors_of(spell.dyad)} - {"CHN"}) == 164


def test_china_has_39_wordings(curated: Dataset) -> None:
    assert sum(tier.startswith(("CN-T", "CN-S", "CN-O")) for tier in curated.tiers) == 39


def test_the_focal_dyads_have_309_events(curated: Dataset) -> None:
    least = {"BLR-CHN": 95, "CHN-PAK": 120, "BLR-RUS": 94}
    counts = {dyad: sum(event.dyad == dyad for event in curated.events) for dyad in least}
    assert all(counts[dyad] >= least[dyad] for dyad in least), counts
    assert sum(counts.values()) >= 309


@pytest.mark.parametrize(
    ("from_actor", "value", "unit"),
    [
        pytest.param("BLR", 1_910_000, "tonne", id="1.91 million tonnes"),
        pytest.param("BLR", 9.1, "percent", id="9.1 % more than the year before"),
        pytest.param("BLR", 25, "percent", id="a quarter of China's imports"),
        pytest.param("", 50, "percent", id="China depends on imports for half"),
    ],
)
def test_the_potash_of_2022_can_be_found(curated: Dataset, from_actor: str, value: float, unit: str) -> None:
    indicators = [
        curated.indicators[figure.indicator]
        for figure in curated.figures
        if (figure.from_actor, figure.to_actor, figure.period, figure.value) == (from_actor, "CHN", "2022", value)
    ]
    assert any(
        unit in indicator.unit.replace("%", "percent").casefold()
        and "potash" in f"{indicator.indicator} {indicator.name}".casefold()
        for indicator in indicators
    )


def test_the_second_country_after_pakistan_can_be_found(curated: Dataset) -> None:
    texts = (f"{event.title} {event.summary} {event.note}".casefold() for event in curated.events)
    assert any("second country after pakistan" in text for text in texts)


@pytest.mark.parametrize(
    ("speaker", "day", "dyad"),
    [
        ("Lukashenko", date(2023, 3, 1), "BLR-CHN"),
        ("Qin Gang", date(2023, 2, 24), "BLR-CHN"),
        ("Price", date(2023, 2, 27), "BLR-CHN"),
        ("Li Keqiang", date(2023, 3, 1), "BLR-CHN"),
    ],
)
def test_a_statement_can_be_found_with_its_addressee_and_its_day(
    curated: Dataset, speaker: str, day: date, dyad: str
) -> None:
    assert any(
        event.kind == "statement" and speaker in event.speaker and event.addressee and event.date.precision == "day"
        for event in curated.events
        if event.date.first == day and event.dyad == dyad
    )


@pytest.mark.parametrize(
    ("day", "wording"),
    [
        (date(2022, 9, 14), "comprehensive strategic partnership of mutual trust and win-win cooperation"),
        (date(2022, 9, 15), "all-weather comprehensive strategic partnership"),
    ],
)
def test_belarus_rises_in_samarkand(curated: Dataset, day: date, wording: str) -> None:
    declared = [
        spell.wording
        for spell in curated.spells
        if spell.dyad == "BLR-CHN"
        and curated.tiers[spell.tier].family == "china_ladder"
        and spell.span.is_certain(day.toordinal())
    ]
    assert declared == [wording]


# A term of China's labels -> the English word for it, the same in every wording.
TERMS = {
    "全天候": "all-weather",
    "全方位": "all-round",
    "全面": "comprehensive",
    "世代友好": "everlasting friendship",
    "新时代": "new era",
    "互利共赢": "win-win",
}


@pytest.mark.parametrize(("term", "word"), TERMS.items())
def test_a_term_has_one_translation(curated: Dataset, term: str, word: str) -> None:
    declared = [spell for spell in curated.spells if curated.tiers[spell.tier].family in CHINAS_WORDS]
    other = [spell.spell for spell in declared if term in spell.wording_zh and word not in spell.wording.casefold()]
    assert not other


def test_when_a_label_was_last_used_is_computed_and_never_written(curated: Dataset) -> None:
    assert not [spell.spell for spell in curated.spells if "last seen" in spell.note.casefold()]


def test_ethiopia_has_a_label_on_every_day_from_2004_on(curated: Dataset) -> None:
    spells = [spell for spell in curated.spells if spell.dyad == "CHN-ETH" and spell.status != "proposed"]
    assert all(
        any(spell.span.is_certain(date(year, 7, 1).toordinal()) for spell in spells) for year in range(2004, 2026)
    )
