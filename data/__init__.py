"""What we know: the curated records and the code that says what a record is. No page, no picture.

For a notebook or a script, one import is enough; nothing is loaded before it is used:

    from data import View, load, select
    selection = select(load(), View(as_of=date(2023, 3, 1)))
"""

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from data.analysis.claims.answers import Answer as Answer
    from data.analysis.connections.common import InCommon as InCommon
    from data.analysis.connections.dependence import Dependence as Dependence
    from data.analysis.connections.paths import Connection as Connection
    from data.analysis.connections.triangles import Triangles as Triangles
    from data.analysis.diff import Change as Change
    from data.analysis.profiles.country import CountryProfile as CountryProfile
    from data.analysis.profiles.pair import PairProfile as PairProfile
    from data.tables.dataset import Dataset as Dataset
    from data.tables.findings import RecordsError as RecordsError
    from data.view.fields.claim import Claim as Claim
    from data.view.selection import Selection as Selection
    from data.view.ties import Ties as Ties
    from data.view.view import View as View

_MODULES = {
    "Answer": "data.analysis.claims.answers",
    "Change": "data.analysis.diff",
    "Claim": "data.view.fields.claim",
    "Connection": "data.analysis.connections.paths",
    "CountryProfile": "data.analysis.profiles.country",
    "Dataset": "data.tables.dataset",
    "Dependence": "data.analysis.connections.dependence",
    "InCommon": "data.analysis.connections.common",
    "PairProfile": "data.analysis.profiles.pair",
    "RecordsError": "data.tables.findings",
    "Selection": "data.view.selection",
    "Ties": "data.view.ties",
    "Triangles": "data.analysis.connections.triangles",
    "View": "data.view.view",
}
__all__ = [
    *sorted(_MODULES),
    "check_claim",
    "compare",
    "connected",
    "depends_on",
    "frame",
    "in_common",
    "load",
    "profile",
    "select",
    "triangles",
]


def load(folder: "Path | str | None" = None) -> "Ties":
    """The ties of a folder of records, by default the curated ones; RecordsError lists what is wrong with the files.

    A notebook then shows a selection as its figure, which is loaded when the first one is shown.
    """
    from data.base.later import Late
    from data.tables.dataset import load_records
    from data.view.drawing import draw_selections_with
    from data.view.ties import ties_of

    draw_selections_with(Late("components.figure.notebook", "selection_html"))
    return ties_of(load_records(Path(folder)) if folder else load_records())


def select(ties: "Ties", view: "View") -> "Selection":
    """What passes the filters of a view on its day."""
    from data.view import selection

    return selection.select(ties, view)


def compare(ties: "Ties", view: "View", *, against: date, ladder: str = "") -> "tuple[Change, ...]":
    """The changes from the day `against` to the day of the view, by the filters of the view.

    `ladder` is the id of the ranking by which a tie moves up or down; by default it is our own.
    """
    from data.analysis.diff import changes_between, two_days

    return changes_between(*two_days(ties, view, against=against), ladder=ladder)


def check_claim(ties: "Ties", claim: "Claim | str", *, as_of: date, ladder: str = "") -> "Answer":
    """Whether a claim is true on a day, when it was, and the rows that decide it.

    A text is read as the link of the page Claims writes it, such as "BLR;contains;all-weather;CHN;nth;2;PAK;ever";
    ClaimError (a ValueError) says which part cannot be read.
    """
    from data.analysis.claims.answers import check_claim as check
    from data.links.claims import parse_claim

    read = parse_claim(claim, ties.dataset) if isinstance(claim, str) else claim
    return check(ties, read, as_of=as_of, ladder=ladder)


def connected(selection: "Selection", start: str, goal: str, *, without: "tuple[str, ...]" = ()) -> "Connection":
    """How two actors are connected on the day of the selection: the shortest paths, and those one step longer.

    Of the filters, types of tie, grades and withdrawn sources count; `without` leaves actors out.
    """
    from data.analysis.connections import paths

    return paths.connected(selection, start, goal, without=without)


def in_common(selection: "Selection", *actors: str) -> "InCommon":
    """What one to five actors share on the day of the selection, and who else has the same."""
    from data.analysis.connections import common

    return common.in_common(selection, actors)


def depends_on(selection: "Selection", subject: str) -> "Dependence":
    """What depends on an actor ("CHN") or on all ties of a pair ("BLR-CHN")."""
    from data.analysis.connections.dependence import dependence_on

    return dependence_on(selection, subject)


def triangles(selection: "Selection", subject: str) -> "Triangles":
    """The triangles around an actor or with a pair, as far as the records hold the signs of their sides."""
    from data.analysis.connections.triangles import triangles_of

    return triangles_of(selection, subject)


def profile(ties: "Ties", of: str, *, as_of: date) -> "CountryProfile | PairProfile":
    """What is known on a day of an actor ("BLR") or of a pair ("BLR-CHN"): ties, labels, changes, events, figures.

    Ties are positions, which `frame` turns into rows. ValueError for what is not in the records.
    """
    from data.analysis.profiles.country import country_profile
    from data.analysis.profiles.pair import pair_profile
    from data.model.cells import actors_of, dyad_of

    if of in ties.dataset.actors:
        return country_profile(ties, of, as_of)
    one, other = actors_of(of)
    if one == other or not {one, other} <= ties.dataset.actors.keys():
        raise ValueError(f"“{of}” is not an actor or a pair of actors in the records")
    return pair_profile(ties, dyad_of(one, other), as_of)


def frame(of: "Selection | Ties", spells: "Iterable[int] | None" = None) -> "pd.DataFrame":
    """The spells of a selection as a pandas frame, by default those shown; or those at these positions.

    Of ties without a selection, by default all of them.
    """
    import pandas as pd

    from data.view.selection import Selection

    ties = of.ties if isinstance(of, Selection) else of
    every = of.indices if isinstance(of, Selection) else range(len(ties))
    indices = every if spells is None else tuple(spells)
    rows = [ties.spells[index].model_dump() for index in indices]
    return pd.DataFrame(rows, columns=list(type(ties.spells[0]).model_fields) if len(ties) else None)


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
