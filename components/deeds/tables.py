"""The same as the pictures, as tables: every value with its year, unit, books and source. Pure."""

from collections.abc import Sequence

import pandas as pd

from components.deeds.pair_plan import line_name
from components.wording.series_values import value_text
from data.analysis.deeds.groups import PartnerGroup
from data.analysis.deeds.pair import Deed, year_words
from data.analysis.deeds.year_of_partners import YearOfPartners
from data.view.ties import Ties


def pair_table(ties: Ties, deeds: Sequence[Deed]) -> pd.DataFrame:
    """Every value of a pair; a year without one that the series covers has a row that says so."""
    rows = []
    for deed in deeds:
        for line in deed.lines:
            for value in line.values:
                period = f"{value.year}–{value.until}" if value.until > value.year else str(value.year)
                notes = (
                    year_words(deed.series, value.year),
                    f"{value.n} shared roll calls" if value.n else "",
                    "in force when the data end" if value.is_open else "",
                    value.whose,
                    " ".join(filter(None, (value.publisher, value.published))),
                )
                rows.append(
                    {
                        "Deed": deed.series.name,
                        "Period": period,
                        "Which": line_name(ties, deed, line),
                        "Value": value_text(deed.series, value),
                        "Note": "; ".join(filter(None, notes)),
                        "Address": value.address or deed.series.address,
                    }
                )
        rows += [
            {"Deed": deed.series.name, "Period": str(year), "Which": "", "Value": "no value", "Note": "", "Address": ""}
            for year in deed.missing_years
        ]
    return pd.DataFrame(rows, columns=["Deed", "Period", "Which", "Value", "Note", "Address"])


def centre_table(ties: Ties, partners: YearOfPartners, groups: Sequence[PartnerGroup]) -> pd.DataFrame:
    """Every partner of the year with its label group, value and rank."""
    actors = ties.dataset.actors
    group_names = {partner: group.name for group in groups for partner in group.values}
    rows = [
        {
            "Rank": partners.rank(partner),
            "State": actors[partner].name if partner in actors else partner,
            "Label at the end of the year": group_names[partner],
            partners.series.unit: round(value, 4),
            "Shared roll calls": partners.cases[partner],
        }
        for partner, value in partners.values.items()
    ]
    frame = pd.DataFrame(rows)
    return frame if partners.most else frame.drop(columns="Shared roll calls", errors="ignore")
