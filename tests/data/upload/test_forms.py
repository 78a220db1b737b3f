"""Known data sets and programs: their tables are ties as they come."""

from datetime import date

import pytest

from data.tables.dataset import Dataset
from data.upload.overlay import Overlay, overlay_of
from data.upload.reading.raw import Upload

COW = (
    "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,"
    "dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,asymmetric,entente,version\n"
    "1,200,United Kingdom,235,Portugal,1,1,1816,31,12,2012,1,1,1,0,1,0,0,4.1\n"
    "2,200,United Kingdom,380,Sweden,1,1,1816,15,2,1911,1,0,0,0,0,0,1,4.1\n"
    "3,240,Hanover,245,Bavaria,1,1,1838,15,3,1848,0,0,1,0,1,0,1,4.1\n"
    "190,2,United States of America,20,Canada,4,4,1949,,,,0,1,1,0,0,0,1,4.1\n"
)
ATOP = (
    "atopid1,stateA,stateB,ddyad,year,atopally,defense,offense,neutral,nonagg,consul\n"
    "3150,2,20,2020,2000,1,1,0,0,0,1\n3150,2,20,2020,2001,1,1,0,0,0,1\n3150,2,70,2070,2001,0,0,0,0,0,0\n"
)
DESTA = (
    "country1,country2,iso1,iso2,number,base_treaty,name,entry_type,year,entryforceyear,typememb\n"
    "Canada,United States,124,840,1,1,Canada US FTA,base_treaty,1988,1989,1\n"
)
KUMU = "From,To,Direction,Type,Label,Description\nChina,Kenya,directed,Lender,,Railway loan\n"
GEXF = (
    '<gexf xmlns="http://gexf.net/1.3"><graph><nodes><node id="0" label="China"/><node id="1" label="Iran"/></nodes>'
    '<edges><edge id="0" source="0" target="1" label="Strategic tie" start="2016-01-23"/></edges></graph></gexf>'
)
GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="label"/>'
    '<key id="d1" for="edge" attr.name="Label"/><graph edgedefault="undirected">'
    '<node id="a"><data key="d0">China</data></node><node id="b"><data key="d0">Iran</data></node>'
    '<edge source="a" target="b"><data key="d1">Strategic tie</data></edge></graph></graphml>'
)


@pytest.fixture
def records(curated: Dataset) -> Dataset:
    return curated


def read(records: Dataset, **files: str) -> Overlay:
    uploads = [Upload(name.replace("_", "."), text.encode()) for name, text in files.items()]
    return overlay_of(records, uploads, today=date(2026, 11, 28))


def facts(overlay: Overlay) -> list[tuple[str, str, str, str]]:
    assert overlay.dataset, [str(finding) for finding in overlay.findings]
    spells = [spell for spell in overlay.dataset.spells if overlay.dataset.is_added(spell)]
    return [(spell.dyad, spell.wording, str(spell.opening or ""), str(spell.end or "")) for spell in spells]


def test_alliances_of_cow_go_in_while_states_that_are_no_more_wait(records: Dataset) -> None:
    overlay = read(records, alliance_csv=COW)
    assert facts(overlay) == [
        ("GBR-PRT", "treaty with a duty of defence", "1816-01-01", ""),
        ("GBR-SWE", "treaty with a duty to consult", "1816-01-01", "1911-02-16"),
        ("CAN-USA", "treaty with a duty of defence", "1949-04-04", ""),
    ]
    assert [question.key[3] for question in overlay.questions] == ["Hanover", "Bavaria"]
    assert len(overlay.skipped) == 1


def test_dyad_years_of_atop_are_spells(records: Dataset) -> None:
    assert facts(read(records, atop_csv=ATOP)) == [("CAN-USA", "treaty with a duty of defence", "2000", "")]


def test_trade_agreements_of_desta_are_one_label_with_names_of_their_own(records: Dataset) -> None:
    overlay = read(records, desta_csv=DESTA)
    assert facts(overlay) == [("CAN-USA", "Canada US FTA", "1989", "")]
    assert overlay.dataset
    assert [family.layer for family in overlay.dataset.families.values() if overlay.dataset.is_added(family)] == [
        "integration"
    ]


def test_kumu_and_gephi_files_are_read(records: Dataset) -> None:
    today = "2026-11-28"
    assert facts(read(records, connections_csv=KUMU)) == [("CHN-KEN", "Lender", today, "")]
    nodes, edges = "Id,Label\n1,China\n2,Pakistan\n", "Source,Target,Type,Id,Label,Weight\n1,2,Undirected,0,Ally,1.0\n"
    assert facts(read(records, nodes_csv=nodes, edges_csv=edges)) == [("CHN-PAK", "Ally", today, "")]
    assert facts(read(records, net_gexf=GEXF)) == [("CHN-IRN", "Strategic tie", "2016-01-23", "")]
    assert facts(read(records, net_graphml=GRAPHML)) == [("CHN-IRN", "Strategic tie", today, "")]


@pytest.mark.parametrize("text", ["<gexf>", "", "<!DOCTYPE a [<!ENTITY b 'c'>]><gexf/>", "<a/>", "x" * 1000])
def test_a_network_that_cannot_be_read_says_why(records: Dataset, text: str) -> None:
    assert read(records, net_gexf=text).findings
