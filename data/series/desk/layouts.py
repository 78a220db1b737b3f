"""The layouts of the copies that a desk may bring: their columns, what becomes of them, and their terms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.matching.code_schemes import actor_of_code
from data.series.desk.published_values import (
    SANCTION_KINDS,
    agreement_values,
    aiddata_values,
    baci_values,
    colt_values,
    comtrade_values,
    gsdb_values,
    missions_values,
    sipri_values,
)

# A frame as `data.series.value_columns.values_of` takes it, with the two ends still in columns "one" and "other".
Convert = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class SeriesLayout:
    """A publisher's file: `columns` with their other names ("" among them: it may be missing), `series` the cells of the
    row that describes the result. `adds` where values of parts of it can be added up.
    """

    key: str
    title: str
    file: str
    columns: tuple[tuple[str, ...], ...]
    convert: Convert
    terms: str
    series: Mapping[str, str]
    codes: str = "names"
    adds: bool = False


def _un_layout(key: str, measure: str, cells: Mapping[str, str]) -> SeriesLayout:
    return SeriesLayout(
        key,
        f"UN General Assembly votes, {cells['name'].rpartition(', ')[0].rpartition(', ')[2]}",
        "General Assembly voting data of the UN Dag Hammarskjöld Library (record 4060887), CSV",
        (("undl_id",), ("ms_code",), ("ms_vote",), ("date",)),
        lambda frame: agreement_values(frame, measure),
        "© United Nations: non-commercial, with attribution.",
        {
            "deed": "votes",
            "direction": "both",
            "definition": "Roll calls in which both took part; absence is dropped. With Belarus, China, Pakistan, Russia and the USA.",
            "caveat": "Recorded votes only: consensus is not counted.",
            "citation": "UN Dag Hammarskjöld Library, General Assembly voting data: copy of the desk.",
            **cells,
        },
        "iso",
    )


SERIES_LAYOUTS: Mapping[str, SeriesLayout] = {
    layout.key: layout
    for layout in (
        _un_layout(
            "un_votes",
            "kappa",
            {"name": "Votes in the UN General Assembly, chance-corrected, own copy", "unit": "kappa", "form": "index"},
        ),
        _un_layout(
            "un_share",
            "share",
            {
                "name": "Votes in the UN General Assembly, same vote, own copy",
                "unit": "percent of shared roll calls",
                "form": "percent",
            },
        ),
        SeriesLayout(
            "sipri",
            "Arms transfers, SIPRI",
            "Trade register of the Arms Transfers Database, CSV",
            (
                ("Recipient",),
                ("Supplier",),
                ("Year of order", "Order date"),
                ("SIPRI TIV for total order", "TIV for total order"),
            ),
            sipri_values,
            "Non-commercial, under 10 % of the base, with the credit line; not to be relicensed.",
            {
                "deed": "arms",
                "name": "Arms ordered, SIPRI trend-indicator value",
                "unit": "million TIV of total orders",
                "form": "amount",
                "direction": "from",
                "definition": "Trend-indicator value of the whole order, in the year of the order, from supplier to recipient.",
                "caveat": "TIV measures capability; it is not money. Orders, not deliveries by year.",
                "citation": "SIPRI Arms Transfers Database: copy of the desk.",
            },
            adds=True,
        ),
        SeriesLayout(
            "baci",
            "Trade in goods, CEPII BACI",
            "Yearly file with the columns t, i, j, k, v, q, CSV or zip",
            (("t",), ("i",), ("j",), ("v",)),
            baci_values,
            "Etalab 2.0: free with attribution.",
            {
                "deed": "trade",
                "name": "Exports of goods, CEPII BACI",
                "unit": "million US dollars, current",
                "form": "amount",
                "direction": "from",
                "definition": "Goods from one to the other, all products added up.",
                "caveat": "BACI reconciles the books of both sides into one value: no mirror statistics can be read from it.",
                "citation": "CEPII BACI, Gaulier and Zignago 2010: copy of the desk.",
            },
            "iso number",
            adds=True,
        ),
        SeriesLayout(
            "comtrade",
            "Trade in goods, UN Comtrade",
            "Totals by reporter and partner, CSV",
            (
                ("reporterISO",),
                ("partnerISO",),
                ("flowCode",),
                ("refYear", "period"),
                ("primaryValue",),
                ("cmdCode",),
                ("partner2Code", ""),
                ("motCode", ""),
                ("customsCode", ""),
            ),
            comtrade_values,
            "Internal use; not to be passed on without leave.",
            {
                "deed": "trade",
                "name": "Trade in goods, UN Comtrade",
                "unit": "million US dollars, current",
                "form": "amount",
                "direction": "reporter",
                "definition": "Exports and imports by the books of the reporting side.",
                "caveat": "The two sides of a trade differ: each value says whose books it is from.",
                "citation": "UN Comtrade: copy of the desk.",
            },
            "iso",
            adds=True,
        ),
        SeriesLayout(
            "colt",
            "Leaders’ travel, COLT",
            "Workbook (sheet Master) or the same as CSV",
            (("LeaderCountryISO",), ("CountryVisitedISO",), ("TripYear",)),
            colt_values,
            "Cite Moyer and others 2025 (Diplometrics, Pardee Institute).",
            {
                "deed": "travel",
                "name": "Leaders’ trips, COLT",
                "unit": "trips",
                "form": "count",
                "direction": "from",
                "definition": "Trips of heads of state and government to the other, counted by year.",
                "caveat": "Trips to summits of many are counted, too.",
                "citation": "Country and Organizational Leader Travel, Moyer and others 2025: copy of the desk.",
            },
            "iso",
            adds=True,
        ),
        SeriesLayout(
            "aiddata",
            "Chinese development finance, AidData",
            "Workbook of the Global Chinese Development Finance Dataset 3.0, or the same as CSV",
            (
                ("Commitment Year",),
                ("Recipient ISO-3",),
                ("Adjusted Amount (Constant USD 2021)",),
                ("Recommended For Aggregates",),
            ),
            aiddata_values,
            "Read AidData’s terms; cite.",
            {
                "deed": "finance",
                "name": "Chinese development finance, AidData",
                "unit": "million US dollars, constant 2021",
                "form": "amount",
                "direction": "from",
                "definition": "Commitments that AidData recommends for aggregates, added up by year.",
                "caveat": "Commitments, not disbursements.",
                "citation": "AidData Global Chinese Development Finance Dataset 3.0: copy of the desk.",
            },
            "iso",
            adds=True,
        ),
        SeriesLayout(
            "gsdb",
            "Sanctions, GSDB",
            "Cases of the Global Sanctions Data Base, release 4, CSV or workbook",
            (
                ("sanctioned_state",),
                ("sanctioning_state",),
                ("begin",),
                ("end",),
                *((kind,) for kind in SANCTION_KINDS),
            ),
            gsdb_values,
            "Citation; rows are not to be passed on.",
            {
                "deed": "sanctions",
                "name": "Sanctions, GSDB",
                "unit": "cases",
                "form": "spells",
                "direction": "from",
                "definition": "Cases of sanctions by one against the other, with their kinds.",
                "caveat": "A case of several states is one for each pair; a group (such as the EU) is not its members.",
                "citation": "Global Sanctions Data Base, release 4: copy of the desk.",
            },
        ),
        SeriesLayout(
            "missions",
            "Resident missions, Diplometrics",
            "Diplomatic Representation, CSV or workbook with SendingCountry, Destination, Year, LOR",
            (
                ("sender", "origin", "sendingcountry"),
                ("host", "destination", "receivingcountry"),
                ("year",),
                ("level", "lor", "level of representation"),
            ),
            missions_values,
            "Ask the Pardee Institute.",
            {
                "deed": "missions",
                "name": "Resident missions, Diplometrics",
                "unit": "level of representation",
                "form": "amount",
                "direction": "from",
                "definition": "Level of the mission that one has in the other, on the scale of the data set.",
                "caveat": "The scale of the data set, which is not that of the Correlates of War.",
                "citation": "Diplometrics, Diplomatic Representation: copy of the desk.",
            },
        ),
    )
}


def actor_of(layout: SeriesLayout, written: str, by_name: Callable[[str], str | None]) -> str | None:
    """The actor that a cell names by the codes of the layout; by any of its names where it has no codes."""
    if layout.codes in ("iso", "iso number"):
        return actor_of_code("iso" if layout.codes == "iso" else "iso number", written) or by_name(written)
    return by_name(written)
