"""What is counted and measured: indicators with their figures, and series kept in columns."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from data.model.cells import DyadId, Filled, Id, Number, Texts, empty_is_none, is_yes
from data.model.coverage import Coverage, CoveredYears, covered_years
from data.model.descriptions import ABOUT_GRADE, ABOUT_NOTE, ABOUT_SOURCE_IDS
from data.model.rows import Row, column
from data.model.vocabulary import Deed, Grade, SeriesForm


class Indicator(Row):
    """Something that figures measure."""

    key = ("indicator",)
    indicator: Id = column("Id.")
    name: Filled = column("Name shown to readers.")
    unit: Filled = column("Unit of the values.")
    directed: Literal["yes", "no"] = column(
        "yes: it goes from one actor to another; no: it is about both together, or about one."
    )
    definition: Filled = column("What is counted, and what is not.")
    topic: str = column(
        "A word that indicators of one topic share, such as potash: beside a pair’s figures on a topic, the page shows "
        "those of each of the two alone.",
        default="",
        optional=True,
    )
    charted: Literal["", "yes", "no"] = column(
        "yes: a pair’s values are also drawn as a chart, if there are enough of them.", default="", optional=True
    )

    @property
    def is_charted(self) -> bool:
        return is_yes(self.charted)


class Figure(Row):
    """A measured value for a directed pair or an actor."""

    key = ("figure",)
    figure: Filled = column("Id.")
    dyad: Annotated[DyadId | None, BeforeValidator(empty_is_none)] = column(
        "The dyad it is about; empty if it is about a single actor.", refers_to="actors", default=None
    )
    from_actor: str = column(
        "The actor it comes from (exporter, lender); empty if it has no direction.", refers_to="actors", default=""
    )
    to_actor: str = column(
        "The actor it goes to (importer, borrower), or the single actor it is about.", refers_to="actors", default=""
    )
    indicator: Filled = column("The indicator that is measured.", refers_to="indicators")
    period: Filled = column("The period it covers: 2022, 2022-H1, 2024-01/2024-08, “to 2025-06”.")
    value: Number = column("The value, in the unit of the indicator.")
    qualifier: str = column("How the source qualifies it: about, more than, derived.", default="")
    contest: str = column("An id shared by figures that contradict one another; they are never added up.", default="")
    sources: Texts = column(ABOUT_SOURCE_IDS, refers_to="sources", default=())
    grade: Grade = column(ABOUT_GRADE)
    note: str = column(ABOUT_NOTE, default="")


class Series(Row):
    """What states do, measured year by year: a set of values that is kept in columns, beside the records."""

    key = ("series",)
    series: Id = column("Id.")
    deed: Deed = column(
        "What is measured: votes, trade, treaties, missions, contacts, travel, arms, finance, sanctions."
    )
    name: Filled = column("Name shown to readers.")
    unit: Filled = column("Unit of the values.")
    form: SeriesForm = column(
        "index (around 0), percent, amount, count, level (a rank with a name), or spells (from a year to a year)."
    )
    direction: Literal["both", "reporter", "from"] = column(
        "both: about the two together; reporter: as the statistics of one of the two have it; from: from one to the other."
    )
    values: Filled = column("The file of its values.")
    value_column: Id = column("The column of that file.")
    digest: Filled = column("The first 12 hexadecimal digits of the SHA-256 of that file, so that no other is read.")
    coverage: Coverage = column(
        "Which years it covers and how well, as “1990/2019: full; 2022: autumn only; 2024: fragment, 6 roll calls”. A "
        "fragment is not shown as a year."
    )
    zero: Literal["yes", "no"] = column("yes: in a covered year a missing row means none; no: it means not known.")
    definition: Filled = column("What is counted, and what is not.")
    caveat: str = column("What a reader must know before comparing values.", default="")
    citation: Filled = column("Whose data it is, and how to cite it.")
    address: str = column("Web address of the copy that was read, or of the publisher.", default="")
    licence: Filled = column("On which terms it may be passed on.")

    @property
    def years(self) -> tuple[CoveredYears, ...]:
        """The covered years, oldest first."""
        return tuple(map(covered_years, self.coverage))
