"""The questions about the network on all records and on 5,000 actors with 20,000 ties in force."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from components.multiples.words import side_by_side
from data.analysis.claims.answers import check_claim
from data.analysis.connections.common import in_common
from data.analysis.connections.dependence import dependence_on
from data.analysis.connections.graph import question_selection, tie_graph
from data.analysis.connections.paths import connected
from data.analysis.connections.triangles import triangles_of
from data.analysis.groups.stable import core_of, fall_together, stable_groups
from data.model.cells import dyad_of
from data.tables.dataset import RECORDS, load_records
from data.view.fields.claim import ANY_TIE, Claim, Form, Relation, Scope
from data.view.selection import Selection, select
from data.view.ties import Ties, ties_of
from data.view.view import View
from tests.bench.measuring.synthetic import AS_OF, write_records

ACTORS, TIES = 5000, 20000
# Milliseconds.
LIMITS = {"all records": 50, "20,000 ties": 1000}


def network_subjects() -> Iterator[tuple[str, Ties, tuple[str, str, str]]]:
    """(name, ties, the actor with the most ties and two others)."""
    yield "all records", ties_of(load_records(RECORDS)), ("CHN", "BLR", "PAK")
    with TemporaryDirectory(prefix="allweather-bench-") as folder:
        write_records(Path(folder), actors=ACTORS, ties=TIES)
        synthetic = ties_of(load_records(Path(folder)))
    first, *_, last = synthetic.dataset.actors
    yield "20,000 ties", synthetic, (first, list(synthetic.dataset.actors)[50], last)


def network_questions(ties: Ties, hub: str, one: str, other: str) -> dict[str, Callable[[], object]]:
    """Each question as a page asks it, the selection included."""

    def asked() -> Selection:
        return question_selection(select(ties, View(as_of=AS_OF)))

    claims = (
        Claim(one, Relation.ON, ANY_TIE, other, Form.CONNECTED, 0, hub, Scope.THEN),
        Claim(one, Relation.ON, ANY_TIE, other, Form.SHARED, 0, hub, Scope.THEN),
        Claim(one, Relation.ON, ANY_TIE, hub, Form.DEPENDS, 0, "", Scope.THEN),
        Claim("", Relation.ON, ANY_TIE, hub, Form.KEEPS, 0, "", Scope.THEN),
        Claim(one, Relation.ON, ANY_TIE, other, Form.BALANCED, 0, hub, Scope.THEN),
        Claim(one, Relation.ON, ANY_TIE, other, Form.GROUPED, 0, "", Scope.THEN),
    )

    def new_groups() -> object:
        """As for a date that nobody has asked for yet."""
        return fall_together(core_of(tie_graph(asked()).neighbours))

    partners = cycle(actor for actor in tie_graph(asked()).neighbours if actor != one)

    def new_claim() -> object:
        """About groups, of an actor of whom nobody has asked yet; the answer about groups asks the same."""
        claim = Claim(next(partners), Relation.ON, ANY_TIE, one, Form.GROUPED, 0, "", Scope.THEN)
        return check_claim(ties, claim, as_of=AS_OF)

    return {
        "connected": lambda: connected(asked(), one, other),
        "common": lambda: in_common(asked(), (one, other)),
        "hangs": lambda: (dependence_on(asked(), hub), dependence_on(asked(), dyad_of(hub, one))),
        "triangles": lambda: triangles_of(asked(), hub),
        "groups": lambda: stable_groups(asked()),
        "new groups": new_groups,
        "new claim": new_claim,
        "side by side": lambda: side_by_side(select(ties, View(as_of=AS_OF, panels=(hub, one, other)))),
        **{f"claim {claim.form}": partial(check_claim, ties, claim, as_of=AS_OF) for claim in claims},
    }
