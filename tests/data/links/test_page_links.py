"""The link of each page: what it opens when it says less than the whole view."""

from dataclasses import replace
from datetime import date

import pytest

from data.links.page_links import AS_NEW_AS_SOURCES, link_of_view, view_of_link
from data.tables.dataset import load_records
from data.view.selection import read_through

TODAY = date(2026, 11, 28)
SHORT = {
    "profile": {"of": "CHN-HUN"},
    "connected": {"from": "BLR", "to": "PAK"},
    "deeds": {"of": "CHN-HUN"},
    "side-by-side": {"panels": "BLR,PAK,KAZ"},
}


@pytest.mark.slow
@pytest.mark.parametrize("page", AS_NEW_AS_SOURCES)
def test_a_short_link_to_an_answer_is_as_new_as_the_sources_and_stays_so_when_written_out(page: str) -> None:
    records = load_records()
    view, notices = view_of_link(SHORT[page], records, page, today=TODAY)
    assert not notices
    assert view.as_of == read_through(records)
    link = link_of_view(view, records, page, today=TODAY)
    assert link["as_of"] == view.as_of.isoformat()
    assert view_of_link(link, records, page, today=TODAY)[0] == view


def test_an_older_link_without_a_date_means_the_day_that_it_meant() -> None:
    view, _ = view_of_link({"focus": "RUS"}, load_records(), "network", today=TODAY)
    assert view.as_of == date(2023, 3, 1)


def test_a_claim_about_the_network_without_a_date_is_as_new_as_the_sources() -> None:
    records = load_records()
    view, _ = view_of_link({"claim": "SRB;on;any;RUS;grouped;;;then"}, records, "claims", today=TODAY)
    assert view.as_of == read_through(records)
    on_default_day = replace(view, as_of=date(2023, 3, 1))
    link = link_of_view(on_default_day, records, "claims", today=TODAY)
    assert view_of_link(link, records, "claims", today=TODAY)[0] == on_default_day
