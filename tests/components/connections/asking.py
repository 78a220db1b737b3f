"""Questions about the network, asked of some ties."""

from components.connections.answers.answer import NetworkAnswer
from components.connections.words import network_answer
from data.view.selection import Selection, select
from data.view.ties import Ties
from tests.support.cast import view_of_all


def asked(ties: Ties, *between: str, **fields: object) -> Selection:
    return select(ties, view_of_all(between=between, **fields))


def answered(ties: Ties, *between: str, **fields: object) -> NetworkAnswer:
    answer = network_answer(asked(ties, *between, **fields))
    assert answer is not None
    return answer
