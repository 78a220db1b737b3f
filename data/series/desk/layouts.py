"""The layouts of the copies that a desk may bring: their columns, what becomes of them, and their terms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.matching.code_schemes import actor_of_code

# A frame as `data.series.value_columns.values_of` takes it, with the two ends still in columns "one" and "other".
Convert = Callable[[pd.DataFrame], pd.DataFrame]
NUMBER = "number"
# Numbers of BACI that are those of the UN's trade statistics and not of ISO 3166-1 -> the number of ISO.
BACI_NUMBERS = {"251": "250", "579": "578", "699": "356", "757": "756", "842": "840"}


@dataclass(frozen=True)
class SeriesLayout:
    """A publisher's file: `columns` with their other names ("" among them: it may be missing), `series` the cells of the row that describes the result."""

    key: str
    title: str
    file: str
    columns: tuple[tuple[str, ...], ...]
    convert: Convert
    terms: str
    series: Mapping[str, str]
    codes: str = "names"
    note: str = field(default="")


def _number(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.str.replace(",", "").str.strip(), errors="coerce")


def _year(column: pd.Series) -> pd.Series:
    """The first four digits in a cell: "2019", "(2019)", "2019-05-02", "2019.0"."""
    return pd.to_numeric(column.str.extract(r"(\d{4})", expand=False), errors="coerce")


def _summed(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    known = frame.dropna(subset=["value", "year"])
    return known.groupby(keys, sort=True)["value"].sum().reset_index()


def _sipri(frame: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            # Stars mark what is not a state: one a rebel group, two an organisation.
            "one": frame["Supplier"].str.rstrip("*"),
            "other": frame["Recipient"].str.rstrip("*"),
            "year": _year(frame["Year of order"]),
            "value": _number(frame["SIPRI TIV for total order"]),
        }
    )
    rows["reporter"] = rows["one"]
    return _summed(rows, ["one", "other", "reporter", "year"])


def _baci(frame: pd.DataFrame) -> pd.DataFrame:
    one, other = (frame[column].replace(BACI_NUMBERS) for column in ("i", "j"))
    rows = pd.DataFrame({"one": one, "other": other, "year": _year(frame["t"]), "value": _number(frame["v"]) / 1_000})
    rows["reporter"] = rows["one"]
    return _summed(rows, ["one", "other", "reporter", "year"])


def _comtrade(frame: pd.DataFrame) -> pd.DataFrame:
    # A row of all products is given again for each second partner, customs procedure and mode of transport: those are parts
    # of it.
    is_whole = frame["partner2Code"].isin(("", "0")) & frame["motCode"].isin(("", "0"))
    is_whole &= frame["customsCode"].str.upper().isin(("", "C00"))
    totals = frame[is_whole & (frame["cmdCode"].str.upper() == "TOTAL")]
    rows = pd.DataFrame(
        {
            "one": totals["reporterISO"],
            "other": totals["partnerISO"],
            "year": _year(totals["refYear"]),
            "value": _number(totals["primaryValue"]) / 1e6,
            "flow": totals["flowCode"].str.upper().map({"M": "import", "X": "export"}),
        }
    )
    rows["reporter"] = rows["one"]
    return _summed(rows.dropna(subset=["flow"]), ["one", "other", "reporter", "flow", "year"])


def _colt(frame: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "one": frame["LeaderCountryISO"],
            "other": frame["CountryVisitedISO"],
            "year": _year(frame["TripYear"]),
            "value": 1.0,
        }
    )
    rows["reporter"] = rows["one"]
    return _summed(rows, ["one", "other", "reporter", "year"])


def _aiddata(frame: pd.DataFrame) -> pd.DataFrame:
    kept = frame[frame["Recommended For Aggregates"].str.casefold() == "yes"]
    rows = pd.DataFrame(
        {
            "one": "CHN",
            "other": kept["Recipient ISO-3"],
            "year": _year(kept["Commitment Year"]),
            "value": _number(kept["Adjusted Amount (Constant USD 2021)"]) / 1e6,
            "reporter": "CHN",
        }
    )
    return _summed(rows, ["one", "other", "reporter", "year"])


# What follows a comma within a name, where a cell names several states.
_ENDINGS = frozenset(
    ("north", "south", "the", "arab rep.", "islamic rep.", "dem. rep.", "rep.", "rb", "fed. sts.", "pdr", "republic of",
     "democratic republic of the", "rep. of")
)  # fmt: skip


def states_named(cell: str) -> list[str]:
    """The states of a cell: "Korea, South, Japan" -> "Korea, South" and "Japan"."""
    names: list[str] = []
    for part in filter(None, map(str.strip, cell.split(","))):
        if names and part.casefold() in _ENDINGS:
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


_MEASURES = ("trade", "arms", "military", "financial", "travel", "other")


def _gsdb(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = [
        "; ".join(kind for kind, cell in zip(_MEASURES, cells, strict=True) if cell not in ("", "0", "no", "NA"))
        for cells in frame[list(_MEASURES)].itertuples(index=False)
    ]
    rows = pd.DataFrame(
        {
            "one": frame["sanctioning_state"].map(states_named),
            "other": frame["sanctioned_state"].map(states_named),
            "year": _year(frame["begin"]),
            "until": _year(frame["end"]),
            "value": 1.0,
            "words": [kind or "sanctions" for kind in kinds],
        }
    )
    known = rows.dropna(subset=["year", "until"]).explode("one").explode("other", ignore_index=True)
    return known.assign(reporter=known["one"])


def _missions(frame: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "one": frame["sender"],
            "other": frame["host"],
            "reporter": frame["sender"],
            "year": _year(frame["year"]),
            "value": _number(frame["level"]),
        }
    )
    return rows.dropna(subset=["year", "value"]).drop_duplicates(["one", "other", "year"])


# With whom agreement is computed: as the series of the records, so that the two can be put beside each other.
HUBS = ("BLR", "CHN", "PAK", "RUS", "USA")
_VOTES = {"Y": 0, "A": 1, "N": 2}


def _votes(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Agreement of all states with each hub by year: Cohen's kappa, or the share of equal votes in percent."""
    cast = frame.assign(vote=frame["ms_vote"].str.strip().str.upper().map(_VOTES), year=_year(frame["date"]))
    cast = cast.dropna(subset=["vote", "year"]).drop_duplicates(["undl_id", "ms_code"])
    rows: list[tuple[str, str, int, float, int]] = []
    for year, of_year in cast.groupby("year"):
        table = of_year.pivot(index="ms_code", columns="undl_id", values="vote")
        for hub in (hub for hub in HUBS if hub in table.index):
            for state in table.index:
                if state != hub and not (state in HUBS and state < hub):
                    both = table.loc[[hub, state]].dropna(axis=1).to_numpy(np.int64)
                    value = _kappa(both) if measure == "kappa" else _share(both)
                    rows.append((hub, str(state), int(str(year).removesuffix(".0")), value, both.shape[1]))
    known = pd.DataFrame(rows, columns=["one", "other", "year", "value", "n"]).dropna(subset=["value"])
    return known.assign(reporter=known["one"])


def _share(both: NDArray[np.int64]) -> float:
    return float((both[0] == both[1]).mean() * 100) if both.shape[1] else np.nan


def _kappa(both: NDArray[np.int64]) -> float:
    """Agreement beyond what the two would have by chance; nan where each always votes the same."""
    if not both.shape[1]:
        return np.nan
    shares = [np.bincount(votes, minlength=len(_VOTES)) / both.shape[1] for votes in both]
    by_chance = float(shares[0] @ shares[1])
    return float(((both[0] == both[1]).mean() - by_chance) / (1 - by_chance)) if by_chance < 1 else np.nan


def _un_layout(key: str, measure: str, cells: Mapping[str, str]) -> SeriesLayout:
    return SeriesLayout(
        key,
        f"UN General Assembly votes, {cells['name'].rpartition(', ')[0].rpartition(', ')[2]}",
        "General Assembly voting data of the UN Dag Hammarskjöld Library (record 4060887), CSV",
        (("undl_id",), ("ms_code",), ("ms_vote",), ("date",)),
        lambda frame: _votes(frame, measure),
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


LAYOUTS: Mapping[str, SeriesLayout] = {
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
            _sipri,
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
        ),
        SeriesLayout(
            "baci",
            "Trade in goods, CEPII BACI",
            "Yearly file with the columns t, i, j, k, v, q, CSV or zip",
            (("t",), ("i",), ("j",), ("v",)),
            _baci,
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
            _comtrade,
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
        ),
        SeriesLayout(
            "colt",
            "Leaders’ travel, COLT",
            "Workbook (sheet Master) or the same as CSV",
            (("LeaderCountryISO",), ("CountryVisitedISO",), ("TripYear",)),
            _colt,
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
            _aiddata,
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
        ),
        SeriesLayout(
            "gsdb",
            "Sanctions, GSDB",
            "Cases of the Global Sanctions Data Base, release 4, CSV or workbook",
            (("sanctioned_state",), ("sanctioning_state",), ("begin",), ("end",), *((kind,) for kind in _MEASURES)),
            _gsdb,
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
            "Diplomatic Representation, CSV or workbook with sender, host, year, level",
            (
                ("sender", "origin", "sendingcountry"),
                ("host", "destination", "receivingcountry"),
                ("year",),
                ("level", "lor", "level of representation"),
            ),
            _missions,
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
