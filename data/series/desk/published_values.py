"""A publisher's file -> its values: a frame as `data.series.value_columns.values_of` takes it, with the two ends still in columns "one" and "other"."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Numbers of BACI that are those of the UN's trade statistics and not of ISO 3166-1 -> the number of ISO.
BACI_NUMBERS = {"251": "250", "579": "578", "699": "356", "757": "756", "842": "840"}


def _number(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.str.replace(",", "").str.strip(), errors="coerce")


def _year(column: pd.Series) -> pd.Series:
    """The first four digits in a cell: "2019", "(2019)", "2019-05-02", "2019.0"."""
    # Of millions of cells few are different.
    places, texts = pd.factorize(column)
    years = pd.to_numeric(pd.Series(texts, dtype=str).str.extract(r"(\d{4})", expand=False), errors="coerce")
    return pd.Series(years.to_numpy(np.float64)[places], index=column.index)


def _summed(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    known = frame.dropna(subset=["value", "year"])
    return known.groupby(keys, sort=True)["value"].sum().reset_index()


def sipri_values(frame: pd.DataFrame) -> pd.DataFrame:
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


def baci_values(frame: pd.DataFrame) -> pd.DataFrame:
    one, other = (frame[column].replace(BACI_NUMBERS) for column in ("i", "j"))
    rows = pd.DataFrame({"one": one, "other": other, "year": _year(frame["t"]), "value": _number(frame["v"]) / 1_000})
    rows["reporter"] = rows["one"]
    return _summed(rows, ["one", "other", "reporter", "year"])


def comtrade_values(frame: pd.DataFrame) -> pd.DataFrame:
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


def colt_values(frame: pd.DataFrame) -> pd.DataFrame:
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


def aiddata_values(frame: pd.DataFrame) -> pd.DataFrame:
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


SANCTION_KINDS = ("trade", "arms", "military", "financial", "travel", "other")


def gsdb_values(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = [
        "; ".join(kind for kind, cell in zip(SANCTION_KINDS, cells, strict=True) if cell not in ("", "0", "no", "NA"))
        for cells in frame[list(SANCTION_KINDS)].itertuples(index=False)
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


def missions_values(frame: pd.DataFrame) -> pd.DataFrame:
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


def agreement_values(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Agreement of all states with each hub by year: Cohen's kappa, or the share of equal votes in percent."""
    cast = frame.assign(vote=frame["ms_vote"].str.strip().str.upper().map(_VOTES), year=_year(frame["date"]))
    cast = cast.dropna(subset=["vote", "year"]).drop_duplicates(["undl_id", "ms_code"])
    parts = [pd.DataFrame(columns=["one", "other", "year", "value", "n"])]
    for year, of_year in cast.groupby("year"):
        table = of_year.pivot(index="ms_code", columns="undl_id", values="vote")
        votes = table.fillna(_NO_VOTE).to_numpy(np.int64)
        for hub in (hub for hub in HUBS if hub in table.index):
            values, cases = (_kappa if measure == "kappa" else _share)(votes[table.index.get_loc(hub)], votes)
            of_hub = pd.DataFrame({"one": hub, "other": table.index, "value": values, "n": cases})
            of_hub["year"] = int(str(year).removesuffix(".0"))
            # Two hubs are one pair.
            is_again = of_hub["other"].isin(HUBS) & (of_hub["other"] <= hub)
            parts.append(of_hub[~is_again])
    known = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True).dropna(subset=["value"])
    return known.assign(reporter=known["one"])


_NO_VOTE = -1
_Agreement = tuple[NDArray[np.float64], NDArray[np.int64]]


def _both(own: NDArray[np.int64], votes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """By state and roll call: whether both voted."""
    both: NDArray[np.bool_] = (votes != _NO_VOTE) & (own != _NO_VOTE)[None, :]
    return both


def _share(own: NDArray[np.int64], votes: NDArray[np.int64]) -> _Agreement:
    """By state, the share of equal votes in percent, and in how many both voted; nan without any."""
    both = _both(own, votes)
    cases = both.sum(axis=1)
    with np.errstate(invalid="ignore"):
        return ((votes == own) & both).sum(axis=1) / cases * 100, cases


def _kappa(own: NDArray[np.int64], votes: NDArray[np.int64]) -> _Agreement:
    """By state, agreement beyond what the two would have by chance; nan where each always votes the same."""
    both = _both(own, votes)
    share, cases = _share(own, votes)
    by_chance = np.zeros(len(votes))
    with np.errstate(invalid="ignore", divide="ignore"):
        for vote in _VOTES.values():
            theirs, ours = ((votes == vote) & both).sum(axis=1), ((own == vote) & both).sum(axis=1)
            by_chance += theirs / cases * ours / cases
        return np.where(by_chance < 1, (share / 100 - by_chance) / (1 - by_chance), np.nan), cases
