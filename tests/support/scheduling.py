"""Which tests stay together when several processes run them: those of a module that sets something up for all of its tests."""

from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

from tests.support.marks import has_module_fixture

ROOT = Path(__file__).parents[2]


class SharedFixturesTogether(LoadScopeScheduling):
    """Each test for itself, except that a module's own server or folder is set up in one process alone.

    The groups of pytest-xdist do the same, but it cannot yet name them to pytest 9.
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if has_module_fixture(ROOT / module) else nodeid
