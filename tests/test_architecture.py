"""The architecture is this table: which packages each room may import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "data": ("components", "streamlit", "pyvis", "altair", "app", "tests"),
    "components": ("app", "tests"),
    "components/network/graph.py": ("streamlit", "pyvis", "altair"),
    "components/network/layout.py": ("streamlit", "pyvis", "altair"),
    "components/network/payload.py": ("streamlit", "altair"),
    **{
        file.relative_to(ROOT).as_posix(): ("streamlit", "pyvis", "altair")
        for file in sorted((ROOT / "components" / "figure").glob("*.py"))
        if file.name not in ("desk.py", "clipboard.py")
    },
    "components/theme.py": ("streamlit", "pyvis", "altair"),
    "components/markup.py": ("streamlit", "pyvis", "altair"),
}
ONLY_IMPORTERS = {
    "pyvis.network": {"components/network/payload.py"},
    "sqlalchemy": {"data/store/database.py"},
    "streamlit.components.v2": {
        "components/network/view.py",
        "components/figure/clipboard.py",
        "components/announce.py",
        "components/keys.py",
    },
}
SESSION_STATE = {"components/session.py", "components/brought.py"}
TOP_LEVEL = {"README.md", "requirements.txt", "app.py", "components", "data", "tests"}


def imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    direct = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return direct | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def sources(room: str) -> list[Path]:
    place = ROOT / room
    return [place] if place.suffix == ".py" else sorted(place.rglob("*.py"))


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_go_one_way(room: str) -> None:
    for file in sources(room):
        for name in imports(file):
            assert name.split(".")[0] not in FORBIDDEN[room], f"{file.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("name", ONLY_IMPORTERS)
def test_one_module_alone_knows_a_library_of_its_own(name: str) -> None:
    found = {
        file.relative_to(ROOT).as_posix()
        for room in ("components", "data")
        for file in sources(room)
        if name in imports(file)
    }
    assert found == ONLY_IMPORTERS[name]


def test_two_modules_alone_read_the_session_state() -> None:
    found = {
        file.relative_to(ROOT).as_posix()
        for file in sources("components")
        if "st.session_state" in file.read_text("utf-8")
    }
    assert found == SESSION_STATE


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))} == TOP_LEVEL


def test_the_entry_stays_short() -> None:
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) <= 60


def test_a_figure_is_made_without_the_page() -> None:
    words = "import sys, components.figure.__main__; print({'streamlit', 'pyvis'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
