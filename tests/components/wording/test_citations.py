"""Numbered sources: one number each, in the order of citing, and what the list says of each source."""

from pathlib import Path

from components.style.markup import html_of
from components.wording.citations import Citations, citation
from data.tables.dataset import Dataset, load_records
from data.view.ties import Ties
from tests.support.cast import cast_text, write_cast


def with_readings(folder: Path) -> Dataset:
    """The first source was read in a copy, the second as an excerpt."""
    sources = cast_text("sources.csv", "reliability,note", "reliability,reading,note")
    sources = sources.replace("2022-09-16,B,", "2022-09-16,B,copy,").replace(",,,C,", ",,,C,excerpt,")
    return load_records(write_cast(folder, sources=sources))


def test_a_source_keeps_the_number_of_its_first_citation(ties: Ties) -> None:
    citations = Citations(ties.dataset)
    assert citations.cite(("s2", "s1")) == "1, 2"
    assert citations.cite(("s1",)) == "2"
    assert [text[:3] for text in citations.texts()] == ["[1]", "[2]"]


def test_a_source_without_a_date_or_an_address_says_so(ties: Ties) -> None:
    citations = Citations(ties.dataset)
    citations.cite(("s2",))
    assert "A Mirror, undated, no link. Reliability C." in html_of(citations.list())
    assert citation(ties.dataset, "s2") == "A Mirror, Copied text, undated"


def test_the_grade_is_that_of_the_text_and_a_sign_tells_how_it_was_read(folder: Path) -> None:
    citations = Citations(with_readings(folder))
    citations.cite(("s1", "s2"))
    page = html_of(citations.list())
    assert "Reliability B. †" in page
    assert "Reliability C. ‡" in page
    assert page.count("† Read in a copy.") == page.count("‡ Read as an excerpt of a stored copy.") == 1


def test_a_list_of_sources_read_otherwise_explains_nothing(ties: Ties) -> None:
    citations = Citations(ties.dataset)
    citations.cite(("s1", "s2"))
    assert "†" not in html_of(citations.list())
