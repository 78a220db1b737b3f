"""The header lines that publishers write, each with an invented row below it: they are read as they are."""

import pytest

from data.series.desk.published_values import states_named
from data.tables.dataset import Dataset
from tests.data.series.test_desk import made

# A CSV that Comtrade gives has 47 columns, and one more comma at the end of a row than in its header.
COMTRADE = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,"
    "partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,"
    "isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,"
    "qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,"
    "isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,"
    "isAggregate"
)
SIPRI = (
    "Transfers of major conventional arms from China. Deals with deliveries made for the year range 'Not specified'\n"
    "A '?' in a column indicates uncertain data.\n\n"
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Deliveries in the Year Range, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
    "SIPRI TIV of delivered weapons\n"
)
UN = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,"
    "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
)
GSDB = (
    "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,other,"
    "target_mult,sender_mult,objective,success\n"
)


def comtrade_row(partner2: str, customs: str, mode: str, value: str) -> str:
    cells = dict.fromkeys(COMTRADE.split(","), "") | {
        "refYear": "2022", "reporterISO": "CHN", "flowCode": "X", "partnerISO": "BLR", "cmdCode": "TOTAL",
        "partner2Code": partner2, "customsCode": customs, "motCode": mode, "primaryValue": value,
    }  # fmt: skip
    return ",".join(cells.values()) + ","


def test_parts_of_a_total_of_comtrade_are_not_added_to_it(ours: Dataset) -> None:
    rows = [
        ("0", "C00", "0", "9000000"),
        ("643", "C00", "0", "9000000"),
        ("0", "C01", "0", "1"),
        ("0", "C00", "3200", "1"),
    ]
    read, _ = made(ours, "comtrade", "\n".join([COMTRADE, *(comtrade_row(*row) for row in rows)]))
    assert [(value.flow, value.value) for value in read.of("BLR-CHN")] == [("export", 9)]


def test_the_register_of_sipri_marks_doubt_in_a_column_of_its_own_and_organisations_by_stars(ours: Dataset) -> None:
    row = "Pakistan,China,2004,?,8,?,Invented-1,helicopter,8,?,2004; 2005,New,Fürth,1.5,12,12\n"
    stars = "Pakistan**,China,2005,,8,,Invented-2,helicopter,8,,2006,New,,1.5,3,3\n"
    read, _ = made(ours, "sipri", f"{SIPRI}{row}{stars}".encode("latin-1"))
    assert [(value.year, value.value) for value in read.of("CHN-PAK")] == [(2004, 12), (2005, 3)]


def test_a_state_that_does_not_vote_is_left_out_of_the_votes_of_the_library(ours: Dataset) -> None:
    tail = '78,A/RES/78/1,A/78/L.1,,A/78/PV.5,"A title, invented",agenda,subjects,,120.0,14.0,45.0,14.0,193.0,address'
    votes = [("1", "CHN", "Y"), ("1", "BLR", "Y"), ("2", "CHN", "Y"), ("2", "BLR", "X")]
    rows = "\n".join(f"{call},{state},NAME,{vote},2023-10-27,{tail}" for call, state, vote in votes)
    read, _ = made(ours, "un_share", UN + rows)
    assert [(value.value, value.n) for value in read.of("BLR-CHN")] == [(100, 1)]


def test_a_case_of_several_states_is_one_for_each_pair(ours: Dataset) -> None:
    row = '1,"China, Belarus","Russia, Korea, South",2004,2010,0,,0,0,1,0,0,1,1,x,y\n'
    read, _ = made(ours, "gsdb", GSDB + row)
    assert [(value.year, value.until, value.words) for value in read.of("CHN-RUS")] == [(2004, 2010, "financial")]
    assert read.of("BLR-RUS")
    assert states_named("Korea, South, Japan,Gambia, The") == ["Korea, South", "Japan", "Gambia, The"]


@pytest.mark.parametrize(
    ("number", "actor"), [("842", "USA"), ("251", "FRA"), ("699", "IND"), ("757", "CHE"), ("579", "NOR")]
)
def test_baci_has_numbers_of_its_own_for_five_states(curated: Dataset, number: str, actor: str) -> None:
    read, _ = made(curated, "baci", f"t,i,j,k,v,q\n2022,156,{number},010121,   2000.000,        NA\n")
    assert [value.value for value in read.of("-".join(sorted(("CHN", actor))))] == [2]


def test_an_amount_of_aiddata_has_a_space_after_its_name(ours: Dataset) -> None:
    head = "AidData Record ID,Recommended For Aggregates,Recipient,Recipient ISO-3,Commitment Year,Adjusted Amount (Constant USD 2021) "
    read, _ = made(ours, "aiddata", f"{head}\n1,Yes,Pakistan,PAK,2015,2000000\n2,Yes,Pakistan,PAK,2016,\n")
    assert [(value.year, value.value) for value in read.of("CHN-PAK")] == [(2015, 2)]


def test_trips_of_leaders_are_counted_by_the_codes_of_the_countries(ours: Dataset) -> None:
    head = "TripID,LeaderID,LeaderCountryOrIGO,LeaderCountryISO,LeaderRegion,CountryVisited,CountryVisitedISO,TripYear"
    read, _ = made(ours, "colt", f"{head}\nBLR-CHN-1,7,Belarus,BLR,Europe,China,CHN,2023\n")
    assert [value.value for value in read.of("BLR-CHN")] == [1]
