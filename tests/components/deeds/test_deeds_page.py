"""Words and deeds: what is drawn, what the sentences say, and the page itself."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.deeds.centre_plan import centre_plan
from components.deeds.change_words import change_sentences
from components.deeds.pair_plan import (
    FIRST_YEAR_DRAWN,
    MOST_LANES,
    MOST_PERIODS,
    PlanRows,
    label_band,
    pair_plan,
    spells_of_pair,
)
from components.deeds.subject import deeds_subject, named_partners
from components.deeds.tables import centre_table, pair_table
from components.deeds.words import (
    agenda_sentences,
    centre_sentences,
    claim_sentences,
    mirror_text,
    pair_sentences,
    rank_text,
    upgrades_sentences,
)
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.figure.marks.plan_chart import MarksChart
from components.figure.text.fonts import Fonts
from components.profile.deeds_sections import deeds_sections, deeds_sections_of_country
from components.profile.document import BarChart, text_of
from components.style.plan import Area, Dot, Label, MarksPlan, Segment
from components.style.plan_chart import plan_chart
from components.wording.series_values import amount, move, value_text
from data.analysis.deeds.groups import groups_of
from data.analysis.deeds.mirror import mirrors_of
from data.analysis.deeds.pair import deeds_of
from data.analysis.deeds.year_of_partners import year_of_partners
from data.series.series_set import shipped_series
from data.series.value_columns import Value
from data.tables.dataset import load_records
from data.view.selection import select
from data.view.ties import Ties, ties_of
from tests.support.cast import TODAY, view_of_all, write_cast
from tests.support.inputs.deeds import series, series_set, values, votes
from tests.support.inputs.uploads import overlay_with
from tests.support.work import calls_of

STEADY = dict.fromkeys(range(2010, 2026), 50.0)
GAPPED = {year: 60.0 for year in range(2010, 2026) if year != 2017}


def drawn(ties: Ties, **amounts: dict[int, float]) -> list[object]:
    shelf = series_set(votes=(series(), votes({"BLR-CHN": GAPPED, "CHN-PAK": STEADY} | amounts)))
    return list(pair_plan(ties, "BLR-CHN", deeds_of(ties, shelf, "BLR-CHN"), TODAY).marks)


def test_the_band_has_the_labels_and_a_rule_runs_through_all_rows_at_the_upgrade(ties: Ties) -> None:
    marks = drawn(ties)
    bands = [mark for mark in marks if isinstance(mark, Area) and "partnership" in mark.tip]
    assert [band.tip.partition(",")[0] for band in bands] == ["comprehensive partnership", "all-weather partnership"]
    rules = [mark for mark in marks if isinstance(mark, Segment) and "upgrade" in mark.tip]
    assert len(rules) == 2
    assert {round(rule.x, 2) for rule in rules} == {2022.70}


def test_a_missing_year_breaks_the_line_and_has_a_tick_and_a_fragment_is_no_dot(ties: Ties) -> None:
    marks = drawn(ties)
    dots = {int(mark.x): mark for mark in marks if isinstance(mark, Dot)}
    assert 2017 not in dots
    assert 2024 not in dots
    assert dots[2025].is_hollow
    assert not dots[2016].is_hollow
    lines = {(int(mark.x), int(mark.to_x)) for mark in marks if isinstance(mark, Segment) and mark.width == 1.6}
    assert (2015, 2016) in lines
    assert not any(one < 2017 < other for one, other in lines)
    assert any(isinstance(mark, Segment) and mark.tip == "2017: no value" for mark in marks)
    assert any(isinstance(mark, Area) and mark.tip == "2024: fragment, 6 roll calls" for mark in marks)
    assert any(isinstance(mark, Area) and mark.tip == f"{FIRST_YEAR_DRAWN}–2009: not covered" for mark in marks)


def test_an_obligation_that_ended_before_the_years_shown_is_said_in_words(ties: Ties) -> None:
    pacts = values("dyad,year,until,value,words\nBLR-CHN,1942,1946,1,defence; entente\n")
    shelf = series_set(pacts=(series(form="spells", zero="yes", coverage="1940/2012: full"), pacts))
    marks = pair_plan(ties, "BLR-CHN", deeds_of(ties, shelf, "BLR-CHN"), TODAY).marks
    assert "defence; entente, 1942–1946: before the years shown" in [
        mark.text for mark in marks if isinstance(mark, Label)
    ]


def test_a_pair_without_a_label_shows_what_else_it_declared(ties: Ties) -> None:
    assert [ties.spells[index].spell for index in spells_of_pair(ties, "BLR-RUS")] == ["tr-1"]
    assert spells_of_pair(ties, "PAK-RUS") == []


def test_every_row_of_a_group_names_the_partners_asked_for(ties: Ties) -> None:
    known = votes({"BLR-CHN": STEADY, "CHN-PAK": GAPPED, "CHN-RUS": STEADY})
    year = year_of_partners(series(), known, "CHN", 2023)
    groups = groups_of(ties, year)
    marks = centre_plan(ties, year, groups, ["PAK"]).marks
    assert sum(isinstance(mark, Dot) for mark in marks) == 4
    assert {mark.text for mark in marks if isinstance(mark, Label)} >= {
        "Pakistan",
        "All-weather: 2 states, median 55 %",
    }
    assert list(centre_table(ties, year, groups)["Rank"]) == [1, 2, 2]


def test_amounts_that_would_crowd_near_zero_have_a_logarithmic_axis_which_says_so(ties: Ties) -> None:
    row = series(deed="trade", form="amount", unit="million US dollars, current")
    amounts = {
        "BLR-CHN": {2023: 100.0},
        "CHN-PAK": {2023: 1_000.0},
        "CHN-RUS": {2023: 100_000.0},
        "CHN-TUR": {2023: 0.0},
    }
    year = year_of_partners(row, votes(amounts), "CHN", 2023)
    plan = centre_plan(ties, year, groups_of(ties, year), ["PAK"])
    dots = sorted({mark.x for mark in plan.marks if isinstance(mark, Dot)})
    assert dots == [2.0, 3.0, 5.0]
    texts = [mark.text for mark in plan.marks if isinstance(mark, Label)]
    assert (
        "Logarithmic axis: each line is ten times the one before it. Left out, because they have none: 1 state."
        in texts
    )
    assert {"$100 m", "$1 bn"} <= {text.replace(".0", "") for text in texts}


def test_texts_of_records_reach_no_expression_of_the_chart(ties: Ties) -> None:
    plan = pair_plan(ties, "BLR-CHN", (), TODAY)
    chart = plan_chart(plan, "light").to_dict()
    assert "partnership" not in str([layer["mark"] for layer in chart["layer"]])


def test_values_are_written_as_people_write_them() -> None:
    dollars = series(form="amount", unit="million US dollars, current")
    assert amount(dollars, 5790) == "$5.79 bn"
    assert amount(series(form="amount", unit="million yuan, current"), 1741000) == "1,741 bn yuan"
    assert amount(series(), 63.02) == "63 %"
    assert amount(series(form="index"), -0.001) == "0.00"
    assert amount(series(form="count", unit="engagements"), 1) == "1 engagement"
    assert move(series(), -0.59) == "−0.6 points"
    assert value_text(dollars, Value(2023, 8500, qualifier="just under")) == "just under $8.5 bn"
    assert value_text(series(form="level"), Value(1995, 3, words="ambassador")) == "ambassador"


def test_a_rank_says_of_how_many_and_why_there_is_none(ties: Ties) -> None:
    known = values("dyad,year,value,n\nBLR-CHN,2012,70,80\nCHN-PAK,2012,90,80\nCHN-TUR,2012,99,39\n")
    year = year_of_partners(series(), known, "CHN", 2012)
    assert rank_text(ties, year, "BLR") == (
        "In 2012 Belarus ranked 2nd of 2 states for votes with China: 70 % (80 shared roll calls; median of all 80 %)."
    )
    assert "fewer than 40 roll calls" in rank_text(ties, year, "TUR")
    assert "is on record for Russia" in rank_text(ties, year, "RUS")


def test_both_books_of_a_trade_are_named(ties: Ties) -> None:
    books = [
        Value(2022, 5790, reporter="BLR", flow="total"),
        Value(2022, 5080, reporter="CHN", flow="total"),
    ]
    text = mirror_text(
        ties, series(name="Trade", form="amount", unit="million US dollars, current"), mirrors_of("BLR-CHN", books)[0]
    )
    assert text == "Trade, 2022, both ways: $5.79 bn in Belarus’ books and $5.08 bn in China’s books (14 % apart)."


def test_a_view_names_at_most_five_partners_and_falls_back_to_who_declares_labels(ties: Ties) -> None:
    selection = select(ties, view_of_all(beside=("CHN", "PAK", "RUS")))
    assert deeds_subject(selection) == "CHN"
    assert named_partners(selection, "CHN") == ("PAK", "RUS")
    assert deeds_subject(select(ties, view_of_all(of="BLR-CHN"))) == "BLR-CHN"


def test_a_claim_about_a_group_needs_enough_others_in_it(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    year = year_of_partners(shelf.series["un_kappa"], shelf.values("un_kappa"), "CHN", 2025)
    groups = groups_of(curated_ties, year)
    russia, hungary, pakistan = claim_sentences(curated_ties, year, groups, ["RUS", "HUN", "PAK"])
    assert "undetermined" in russia
    assert "): false, 0.04 against " in hungary
    assert "): true, 0.66 against " in pakistan


def test_of_a_centre_without_labels_nobody_is_said_to_have_none(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    year = year_of_partners(shelf.series["un_kappa"], shelf.values("un_kappa"), "PAK", 2025)
    groups = groups_of(curated_ties, year)
    assert [group.name for group in groups] == ["All states"]
    sentences = centre_sentences(curated_ties, shelf, year, groups, ["CHN"])
    assert "below the median of all states" in sentences[0] or "above the median of all states" in sentences[0]
    assert sentences[1].startswith("Median of 2025: ")
    assert "no labels to group them by" in sentences[1]


# The findings can be read from the page -----------------------------------------------------------------


def test_the_findings_are_sentences_of_the_page(curated_ties: Ties) -> None:
    ties, shelf = curated_ties, shipped_series(curated_ties.dataset)
    ranks, rest = pair_sentences(ties, shelf, "CHN-HUN", deeds_of(ties, shelf, "CHN-HUN"))
    assert any(
        "Hungary ranked 105th of 179 states" in sentence and "chance-corrected" in sentence for sentence in ranks
    )
    assert any("Hungary ranked 175th of 179 states" in sentence and "same vote" in sentence for sentence in ranks)
    assert "place it differently" in ranks[-1]
    assert any("Upgrades did not move votes by more than chance." in sentence for sentence in rest)
    assert any("one of the three after have values." in sentence for sentence in rest)
    kappa, share = upgrades_sentences(ties, shelf, shelf.series["un_kappa"], "CHN")
    assert "Upgrades did not move votes by more than chance." in kappa
    assert "same vote, they moved by +0.6 points" in share
    assert "(standard error 0.5; random years: −0.6 to +2.0): within chance, too." in share
    (agenda,) = agenda_sentences(ties, shelf, "CHN")
    assert "from 2023 to 2025" in agenda
    assert "from 70 % to 87 %" in agenda
    assert "What was put to the vote changed" in agenda


def test_two_dates_differ_by_the_values_of_their_years(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    first, *_ = told = change_sentences(curated_ties, shelf, "CHN-HUN", date(2026, 10, 10), date(2015, 3, 1))
    assert first.startswith(
        "Votes in the UN General Assembly with China, chance-corrected: −0.06 in 2015, 0.04 in 2025 (+0.10); 150th of 186 "
        "states, then 105th of 179; median of all 0.07, then 0.11; 2025: to 18 December."
    )
    assert any("median of all 75 %, then 87 %" in sentence for sentence in told)
    assert not change_sentences(curated_ties, shelf, "CHN-HUN", date(2025, 1, 1), date(2026, 1, 1))


def test_a_profile_has_one_chart_of_votes_with_ranks_and_a_country_alone_has_it_too(curated_ties: Ties) -> None:
    (pair,), (alone,) = (
        deeds_sections(curated_ties, "CHN-HUN"),
        deeds_sections_of_country(curated_ties, "PRK"),
    )
    (chart,) = (block for block in pair.blocks if isinstance(block, BarChart))
    assert [bar.period for bar in chart.bars][-2:] == ["2023", "2025"]
    assert text_of(chart.bars[-1].text) == "0.04, 105th of 179 (median 0.11)"
    (chart,) = (block for block in alone.blocks if isinstance(block, BarChart))
    assert "China 0.52, 5th of 179 (median 0.11)" in [f"{bar.period} {text_of(bar.text)}" for bar in chart.bars]
    (centre,) = deeds_sections_of_country(curated_ties, "CHN")
    assert "Upgrades did not move votes" in str(centre)
    assert deeds_sections_of_country(curated_ties, "ORG:SCO") == ()


def test_north_korea_is_fifth_on_the_page_if_it_is_named(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    year = year_of_partners(shelf.series["un_kappa"], shelf.values("un_kappa"), "CHN", 2025)
    first, *_ = centre_sentences(curated_ties, shelf, year, groups_of(curated_ties, year), ["PRK"])
    assert "North Korea ranked 5th of 179 states" in first
    assert "above the median of “Special or plain”" in first


def test_the_table_has_every_value_with_its_books_and_address(curated_ties: Ties) -> None:
    shelf = shipped_series(curated_ties.dataset)
    table = pair_table(curated_ties, deeds_of(curated_ties, shelf, "BLR-CHN"))
    cited = table[table["Deed"].str.contains("quoted") & (table["Period"] == "2022")]
    assert set(cited["Which"]) >= {"Belarus’ books, both ways", "China’s books, both ways"}
    assert cited["Address"].str.startswith("http").all()
    assert (table["Value"] == "no value").any()


@pytest.mark.slow
@pytest.mark.parametrize("of", ["CHN-HUN", "CHN"])
def test_the_figure_has_the_picture_and_the_sources(curated_ties: Ties, of: str) -> None:
    selection = select(curated_ties, view_of_all(as_of=date(2026, 10, 10), of=of, beside=("HUN",)))
    figure = FIGURE_KINDS["deeds"].figure_of(selection, FigureOptions())
    assert "Hungary ranked 105th of 179" in figure.slide.sentence
    assert "Bailey, Strezhnev and Voeten" in figure.footer
    assert not FIGURE_KINDS["deeds"].is_empty(selection)


# The page ------------------------------------------------------------------------------------------------


def script(ties: object, shelf: object) -> None:
    from datetime import date

    from components import session
    from components.deeds.view import draw_choice, draw_deeds
    from components.session.storage import stored_state
    from data.view.selection import select
    from data.view.view import View

    if not stored_state():
        session.set_view(View(as_of=date(2023, 3, 1)))
    selection = select(ties, session.view())  # type: ignore[arg-type]
    draw_choice(selection)
    draw_deeds(selection, shelf)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def page(ties: Ties) -> AppTest:
    kappa = series(form="index", unit="kappa", name="Votes, chance-corrected")
    held = votes({"BLR-CHN": GAPPED, "CHN-PAK": STEADY, "CHN-RUS": STEADY})
    trade = values("dyad,year,value,reporter,flow\nBLR-CHN,2022,5790,BLR,total\nBLR-CHN,2022,5080,CHN,total\n")
    money = series(deed="trade", form="amount", unit="million US dollars, current", name="Trade", direction="reporter")
    shelf = series_set(kappa=(kappa, held), trade=(money, trade))
    return AppTest.from_function(script, args=(ties, shelf), default_timeout=30).run()


def test_the_page_opens_with_the_partners_of_who_declares_labels(page: AppTest) -> None:
    assert not page.exception
    assert page.selectbox(key="deeds_of").value == "CHN"
    assert page.selectbox(key="deeds_deed").value == "kappa"
    assert page.selectbox(key="deeds_year").options == [str(year) for year in range(2025, 2009, -1) if year != 2024]
    assert "Kappa takes out" in html(page)


@pytest.mark.slow
def test_partners_that_are_named_have_their_years_below(page: AppTest) -> None:
    page.multiselect(key="deeds_beside").set_value(["BLR", "PAK"]).run()
    assert not page.exception
    assert "Belarus ranked 1st of 3 states" in html(page)
    assert "“Belarus was above the median of its label group in 2025”" in html(page)
    page.selectbox(key="deeds_year").set_value(2017).run()
    assert "is on record for Belarus" in html(page)


def test_a_pair_has_its_deeds_and_another_without_values_says_who_is_covered(page: AppTest) -> None:
    page.selectbox(key="deeds_of").set_value("BLR-CHN").run()
    assert not page.exception
    assert "$5.79 bn in Belarus’ books" in html(page)
    page.selectbox(key="deeds_of").set_value("BLR-RUS").run()
    assert not page.exception
    assert "No series has a value for Belarus – Russia." in html(page)
    page.selectbox(key="deeds_of").set_value("TUR").run()
    assert "No series has a value for Türkiye." in html(page)


def test_an_actor_that_is_covered_with_one_other_is_led_to_that_pair(page: AppTest) -> None:
    page.selectbox(key="deeds_of").set_value("PAK").run()
    page.button(key="deeds_pair_CHN-PAK").click().run()
    assert not page.exception
    assert page.selectbox(key="deeds_of").value == "CHN-PAK"


def html(page: AppTest) -> str:
    return " ".join(part.proto.body for part in page.get("html"))


@pytest.mark.slow
def test_of_thousands_of_ties_the_band_has_the_first_lanes_and_says_so(tmp_path: Path) -> None:
    lines = "".join(f"China,Pakistan,friends {number},{1990 + number % 30}\n" for number in range(3000))
    ours = load_records(write_cast(tmp_path))
    added = overlay_with(ours, "ties.csv", f"Country A,Country B,Relationship,Since\n{lines}").dataset
    assert added
    rows, ties = PlanRows(), ties_of(added)
    # It grew with the square of the number, to minutes.
    assert calls_of(lambda: label_band(ties, "CHN-PAK", rows, 1990.0, 2026.0)) < 100 * 3000
    assert any(isinstance(mark, Label) and f"the first {MOST_LANES} of 3,0" in mark.text for mark in rows.marks)


@pytest.mark.slow
def test_of_thousands_of_periods_of_a_pair_the_latest_are_drawn(tmp_path: Path) -> None:
    """The figure of 18,000 took 14 seconds of the processor: each bar looked at all others."""
    days = [date(1990, 1, 1) + timedelta(days=4 * number) for number in range(3000)]
    lines = "".join(f"China,Pakistan,friends,{day},{day + timedelta(days=3)}\n" for day in days)
    added = overlay_with(
        load_records(write_cast(tmp_path)), "ties.csv", f"Country A,Country B,Relationship,Since,Until\n{lines}"
    )
    assert added.dataset
    rows, ties = PlanRows(), ties_of(added.dataset)
    label_band(ties, "CHN-PAK", rows, 1990.0, 2026.0)
    bars = [mark for mark in rows.marks if isinstance(mark, Area)]
    assert len(bars) == MOST_PERIODS
    assert max(bar.right for bar in bars) > days[-1].year
    assert any(isinstance(mark, Label) and f"the latest {MOST_PERIODS} of 3,0" in mark.text for mark in rows.marks)
    chart = MarksChart([MarksPlan(1990.0, 2026.0, rows.y, tuple(rows.marks), rows.scale)])
    fonts = Fonts(chart.texts)
    chart.pages((0, 0, 960, 400), fonts)
    assert calls_of(lambda: chart.pages((0, 0, 960, 400), fonts)) < 400 * MOST_PERIODS
