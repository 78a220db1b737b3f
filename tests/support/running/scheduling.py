"""Which tests stay together when several processes run them: those of a module that sets something up for all of its tests."""

from xdist.scheduler import LoadScopeScheduling

from tests.support.running.marks import is_spread
from tests.support.running.programs import ROOT


class SharedFixturesTogether(LoadScopeScheduling):
    """Tests with a browser or a server each for itself, the others by their module, as what takes no time is not worth a
    word between processes; and a module's own server or folder is set up in one process alone.

    The groups of pytest-xdist do the same, but it cannot yet name them to pytest 9.
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return nodeid if is_spread(ROOT / module) else module
