"""What is said in one sentence says so where it counts a reader's own rows, and only there."""

from collections.abc import Callable
from datetime import date

import pytest

from components.arrival.words import level_change_sentences, rank_sentences
from components.claims.evidence import answer_text
from components.claims.words import history_text, verdict_text
from components.compare.sentences import ComparedDays
from components.compare.words import change_summary
from components.figure.captions import FigureOptions
from components.figure.kinds.registry import FIGURE_KINDS
from components.ladder.rungs import ladder_list
from components.style.markup import html_of
from components.tempo.words import pace_text, tempo_summary
from components.wording.citations import citation
from components.wording.filters import view_summary
from data.analysis.arrival import Arrivals, change_patterns
from data.analysis.claims.answers import Answer, check_claim
from data.analysis.diff import changes_between, two_days
from data.analysis.paces import paces_of
from data.analysis.tempo import tempo_of
from data.links.claims import parse_claim
from data.tables.dataset import Dataset, load_records
from data.upload.overlay import overlay_of
from data.upload.reading.raw import Upload
from data.view.selection import Selection, select
from data.view.ties import ties_of
from tests.support.cast import view_of_all, write_cast

DAY = date(2023, 3, 1)
TABLES = {
    "spells.csv": """\
spell,dyad,tier,wording,start,end,status,sources,grade
mine-1,CHN-TUR,T2,comprehensive partnership,2015-03-01,2022-01-05,in force,m1,reported
mine-2,CHN-TUR,T1,all-weather partnership,2022-01-05,,in force,m1,reported
mine-3,CHN-RUS,T1,all-weather partnership,2018-01-01,2019-01-01,in force,s1,reported
""",
    "events.csv": "event,dyad,date,kind,title,significance,sources,grade\n"
    "my-event,BLR-CHN,2022-03,statement,As I read it,3,m1,reported\n",
    "sources.csv": "source,publisher,family,title,url,date,reliability\nm1,My paper,Mine,A page,,2024,C\n",
}
# The cast has no series; what is drawn of them are the values of others, and the ties are counted in the small print.
WITHOUT_CAST = {"deeds", "usage", "observed"}
SECOND = "BLR;contains;all-weather;CHN;nth;2;PAK;then"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load_records(write_cast(tmp_path_factory.mktemp("under")))


@pytest.fixture(scope="module")
def dataset(ours: Dataset) -> Dataset:
    found = overlay_of(ours, [Upload(name, text.encode()) for name, text in TABLES.items()])
    assert found.dataset, found.findings
    return found.dataset


def seen(dataset: Dataset, **filters: object) -> Selection:
    return select(ties_of(dataset), view_of_all(**filters))


def answered(dataset: Dataset, claim: str, day: date = DAY) -> Answer:
    return check_claim(ties_of(dataset), parse_claim(claim, dataset), as_of=day)


# Claims --------------------------------------------------------------------------------------------


def test_a_verdict_says_that_an_added_row_is_among_those_that_decide_it(ours: Dataset, dataset: Dataset) -> None:
    assert verdict_text(answered(ours, SECOND)) == "True"
    given = answered(dataset, SECOND)
    assert verdict_text(given) == "False, including 1 added tie"
    copied = answer_text(ties_of(dataset), given)
    assert ": false, including 1 added tie on 1 Mar 2023." in copied
    assert "Türkiye (5 Jan 2022) (added)" in copied


def test_a_verdict_on_others_says_nothing_of_added_rows(dataset: Dataset) -> None:
    given = answered(dataset, "BLR;contains;all-weather;CHN;has;;;then")
    assert verdict_text(given) == "True"
    assert "added" not in history_text(given)


def test_a_count_of_holders_says_how_many_are_added(dataset: Dataset) -> None:
    given = answered(dataset, ";contains;all-weather;CHN;count;3;;then")
    assert verdict_text(given) == "True, including 1 added tie"
    assert "The records show 3 countries, including 1 added tie." in answer_text(ties_of(dataset), given)


def test_the_history_of_a_claim_says_so_even_if_the_day_does_not_rest_on_it(dataset: Dataset) -> None:
    given = answered(dataset, "RUS;contains;all-weather;CHN;has;;;then")
    assert verdict_text(given) == "False"
    assert history_text(given).endswith(", including 1 added tie.")


def test_an_added_row_that_says_what_ours_says_decides_nothing(ours: Dataset) -> None:
    row = "spell,dyad,tier,wording,start,status,sources,grade\nsame,BLR-CHN,T1,w,2022-09-15,in force,s1,reported\n"
    overlay = overlay_of(ours, [Upload("spells.csv", row.encode())])
    assert overlay.dataset
    assert verdict_text(answered(overlay.dataset, SECOND)) == "True"


# Ladder, arrival, compare, tempo -------------------------------------------------------------------


def test_a_rung_says_how_many_of_those_on_it_are_added(dataset: Dataset) -> None:
    drawn = html_of(ladder_list(seen(dataset), dataset.ladders["house"]))
    assert " · 3, including 1 added tie" in drawn
    assert drawn.count("including") == 1


def test_arrival_says_so_of_the_place_the_step_and_the_origins(dataset: Dataset) -> None:
    arrivals = Arrivals(seen(dataset, focus="BLR"), dataset.ladders["house"])
    stay = arrivals.stay_of("BLR")
    assert stay
    place = rank_sentences(arrivals, "BLR", stay)
    assert "the third of 3 to reach it, including 1 added tie." in place[0]
    assert "Türkiye (5 Jan 2022) (added)" in place[1]
    step, origins = level_change_sentences(arrivals, stay, change_patterns(arrivals))
    assert step.endswith("the median of 2 partners is 6.4 years, including 1 added step.")
    assert origins.endswith(", including 1 added tie.")
    before = Arrivals(seen(dataset, focus="BLR", as_of=date(2017, 1, 1)), dataset.ladders["house"])
    stay = before.stay_of("PAK")
    assert stay
    assert "added" not in " ".join(rank_sentences(before, "PAK", stay))


def test_the_summary_of_changes_counts_those_that_changed_and_those_that_did_not(dataset: Dataset) -> None:
    for earlier, says in ((date(2020, 1, 1), "1 added tie."), (date(2022, 10, 1), "1 added tie.")):
        first, second = two_days(ties_of(dataset), view_of_all(), against=earlier)
        changes = changes_between(first, second)
        assert change_summary(changes, ComparedDays(earlier, DAY), second).endswith(f"unchanged, including {says}")


def test_tempo_counts_added_events_and_steps(dataset: Dataset) -> None:
    found = seen(dataset, focus="CHN-TUR")
    tempo = tempo_of(found)
    assert tempo_summary(found, tempo).endswith("2 label changes, including 2 added changes.")
    assert "before the one observed label change, including 1 added change." in pace_text(
        found, tempo, paces_of(found, tempo)
    )
    other = seen(dataset, focus="BLR-CHN")
    assert tempo_summary(other, tempo_of(other)).endswith("including 1 added event.")
    assert "added" not in pace_text(other, tempo_of(other), paces_of(other, tempo_of(other)))


# Figures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in FIGURE_KINDS if kind not in WITHOUT_CAST])
def test_every_figure_says_so_below_its_title_and_in_its_alternative_text(
    ours: Dataset, dataset: Dataset, kind: str
) -> None:
    focus = {"focus": "CHN-TUR"} if kind in ("tempo", "profile", "connected") else {}
    said: Callable[[Dataset], str] = lambda rows: " ".join(_whole(seen(rows, **focus), kind))  # noqa: E731
    assert "added" not in said(ours)
    subtitle, alt_text, notes = _whole(seen(dataset, **focus), kind)
    assert "including" in subtitle
    assert "added" in alt_text
    # Of two days only what changed is listed, and the added tie did not.
    assert kind in ("changes", "compare", "sources") or "(added)" in notes


def _whole(selection: Selection, kind: str) -> tuple[str, str, str]:
    figure = FIGURE_KINDS[kind].figure_of(selection, FigureOptions())
    return figure.slide.sentence, figure.alt_text, " ".join((*figure.citations, *figure.picture.texts))


def test_the_timeline_figure_marks_an_added_event_in_its_notes(dataset: Dataset) -> None:
    notes = FIGURE_KINDS["timeline"].figure_of(seen(dataset), FigureOptions()).citations
    assert any(note.startswith("Mar 2022: As I read it (Belarus – China, reported) (added).") for note in notes)


def test_an_added_source_is_marked_where_it_is_cited(dataset: Dataset) -> None:
    assert citation(dataset, "m1") == "My paper, A page, 2024 (added)"
    assert not citation(dataset, "s1").endswith("(added)")


def test_the_sentence_above_a_picture_says_so(ours: Dataset, dataset: Dataset) -> None:
    assert view_summary(seen(dataset)).startswith("All 7 ties shown, including 1 added tie · ")
    assert "added" not in view_summary(seen(ours))
