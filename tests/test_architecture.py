"""The architecture is this table: a folder imports only folders that stand above it."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From the bottom up. A line may import the lines above it; folders on one line are siblings and import neither each
# other nor what stands below. A folder that holds others is a line of its own for the files that lie in it.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("data/base",),
    ("data/apart",),
    ("data/model",),
    ("data/tables",),
    ("data/publish",),
    ("data/store",),
    ("data/series", "data/usage"),
    ("data/view/fields",),
    ("data/view",),
    ("data/analysis",),
    ("data/analysis/deeds",),
    ("data/analysis/usage",),
    ("data/analysis/connections",),
    ("data/analysis/groups",),
    ("data/analysis/claims", "data/analysis/profiles"),
    ("data/matching",),
    ("data/observed/events",),
    ("data/observed/events/intake",),
    ("data/observed/coding/model",),
    ("data/observed/coding/forms", "data/observed/coding/chinese"),
    ("data/observed/coding/clauses",),
    ("data/observed/coding/contacts",),
    ("data/observed/coding/labels",),
    ("data/observed/coding/western",),
    ("data/observed/coding",),
    ("data/observed/review", "data/observed/collect"),
    ("data/observed",),
    ("data/upload/reading", "data/series/desk"),
    ("data/upload/forms",),
    ("data/upload/mapping",),
    ("data/upload/ties",),
    ("data/upload", "data/editing"),
    ("data/links",),
    ("data/search", "data/news"),
    ("data/export",),
    ("data",),
    ("components/style",),
    ("components/session",),
    ("components/wording",),
    ("components/frame",),
    ("components/usage",),
    ("components/network/layouts",),
    (
        "components/network",
        "components/timeline",
        "components/ladder",
        "components/evidence",
        "components/table",
        "components/records",
    ),
    ("components/claims",),
    ("components/connections/answers",),
    (
        "components/arrival",
        "components/compare",
        "components/connections",
        "components/deeds",
        "components/editor",
        "components/multiples",
        "components/observed",
        "components/story",
        "components/tempo",
        "components/upload",
    ),
    ("components/review", "components/news"),
    ("components/profile",),
    ("components/sidebar", "components/head", "components/home"),
    ("components/figure/text",),
    ("components/figure",),
    ("components/figure/layout", "components/figure/pptx"),
    ("components/figure/charts",),
    (
        "components/figure/docx",
        "components/figure/elements",
        "components/figure/marks",
        "components/figure/small",
        "components/figure/timeline",
    ),
    ("components/figure/kinds/measured",),
    ("components/figure/kinds", "components/figure/render"),
    ("components/figure/apart", "components/figure/query"),
    ("components/figure/panel", "components/figure/multiples"),
    ("components/addresses",),
    ("components/pages/data", "components/pages/partners"),
    ("components/pages",),
    ("components",),
    (".",),
)
LEVEL = {folder: level for level, folders in enumerate(LAYERS) for folder in folders}
# A program that starts others stands above its folder.
PROGRAMS = {
    "components/figure/__main__.py": "components/figure/panel",
    "components/news/__main__.py": "components/figure/panel",
    "data/series/__main__.py": "data",
}
# What shows or draws a page. A pure module is free of it, also through what it imports.
PAGE_LIBRARIES = {"streamlit", "pyvis", "altair"}
PURE = (
    "data/**/*.py",
    "components/style/theme.py",
    "components/style/bars.py",
    "components/usage/elements.py",
    "components/style/markup.py",
    "components/session/state.py",
    "components/wording/*.py",
    "components/network/layouts/*.py",
    "components/network/reports_words.py",
    "components/style/text_width.py",
    "components/table/rows.py",
    "components/timeline/lanes.py",
    "components/timeline/rows.py",
    "components/*/words.py",
    "components/arrival/bands.py",
    "components/arrival/path.py",
    "components/arrival/tables.py",
    "components/claims/evidence.py",
    "components/claims/*_words.py",
    "components/compare/sentences.py",
    "components/connections/answers/*.py",
    "components/connections/carried.py",
    "components/connections/claim_words.py",
    "components/connections/picture.py",
    "components/connections/rows.py",
    "components/connections/time_strip.py",
    "components/deeds/centre_plan.py",
    "components/deeds/change_words.py",
    "components/deeds/pair_plan.py",
    "components/deeds/plan.py",
    "components/deeds/subject.py",
    "components/deeds/tables.py",
    "components/deeds/uses_plan.py",
    "components/evidence/events.py",
    "components/evidence/figures.py",
    "components/evidence/card.py",
    "components/evidence/panel.py",
    "components/evidence/ties.py",
    "components/ladder/rungs.py",
    "components/observed/answer.py",
    "components/observed/plan.py",
    "components/profile/*_sentences.py",
    "components/records/record_cells.py",
    "components/sidebar/counts.py",
    "components/profile/blocks.py",
    "components/profile/deeds_sections.py",
    "components/profile/document.py",
    "components/profile/elements.py",
    "components/profile/references.py",
    "components/profile/strip.py",
    "components/tempo/plan.py",
    "components/tempo/rows.py",
    "components/addresses/answers.py",
    "components/news/digest.py",
    "components/news/elements.py",
    "components/news/entries.py",
    "components/news/steps.py",
    "components/addresses/changes_feed.py",
    "components/figure/query/*.py",
    "components/figure/*.py",
    "components/figure/charts/*.py",
    "components/figure/docx/*.py",
    "components/figure/elements/*.py",
    "components/figure/kinds/**/*.py",
    "components/figure/layout/*.py",
    "components/figure/marks/*.py",
    "components/figure/pptx/*.py",
    "components/figure/render/*.py",
    "components/figure/small/*.py",
    "components/figure/text/*.py",
    "components/figure/timeline/*.py",
)
ONLY_IMPORTERS = {
    "pyvis.network": {"components/network/payload.py"},
    "sqlalchemy": {"data/store/connection.py", "data/store/database.py"},
    "streamlit.components.v2": {
        "components/evidence/view.py",
        "components/network/view.py",
        "components/news/view.py",
        "components/figure/panel/clipboard.py",
        "components/figure/panel/present.py",
        "components/frame/announce.py",
        "components/head/view.py",
        "components/frame/page_script.py",
        "components/frame/popover_focus.py",
    },
}
SESSION_STATE = "components/session"
TOP_LEVEL = {"README.md", "requirements.txt", "app.py", "components", "data", "tests"}
MOST_MODULES = 14
MOST_LINES = 400


def sources(*rooms: str) -> list[str]:
    """The Python files of rooms, as paths from the top."""
    return sorted(file.relative_to(ROOT).as_posix() for room in rooms for file in (ROOT / room).rglob("*.py"))


@cache
def file_of(module: str) -> str | None:
    """The file of one of our modules; None for a module of others."""
    path = module.replace(".", "/")
    return next((file for file in (f"{path}.py", f"{path}/__init__.py") if (ROOT / file).is_file()), None)


@cache
def imports(file: str) -> frozenset[str]:
    """The names of the modules that a file imports, anywhere in it but for type checking alone."""
    return frozenset(_imported(ast.parse((ROOT / file).read_text("utf-8"))))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if file_of(name) else node.module for name in inner)
        # An expression holds no import.
        elif not isinstance(node, ast.expr):
            yield from _imported(node)


@cache
def reached(file: str) -> frozenset[str]:
    """Every module that importing a file loads, of ours and of others (of others only by their own name)."""
    seen, waiting = set[str](), [file]
    while waiting:
        for name in imports(waiting.pop()):
            if name not in seen:
                seen.add(name)
                waiting += filter(None, [file_of(name)])
    return frozenset(seen)


def folder_of(file: str) -> str:
    return PROGRAMS.get(file, Path(file).parent.as_posix())


def test_every_folder_has_its_place_in_the_order() -> None:
    folders = {folder_of(file) for file in (*sources("data", "components"), "app.py")}
    assert folders - LEVEL.keys() == set()
    assert LEVEL.keys() - folders == set()


def test_a_file_imports_only_what_stands_above_its_folder() -> None:
    assert [fault for file in sources("data", "components") for fault in _upward(file)] == []


def _upward(file: str) -> Iterator[str]:
    """What a file imports that does not stand above its folder, one line each."""
    here = folder_of(file)
    for name in imports(file):
        other = file_of(name)
        is_above = not other or folder_of(other) == here or LEVEL[folder_of(other)] < LEVEL[here]
        if name.split(".")[0] in ("app", "tests") or not is_above:
            yield f"{file} imports {name}"


def test_a_pure_module_loads_nothing_of_the_page() -> None:
    files = sorted({path.relative_to(ROOT).as_posix() for pattern in PURE for path in ROOT.glob(pattern)})
    found = {file: {name.split(".")[0] for name in reached(file)} & PAGE_LIBRARIES for file in files}
    assert {file: libraries for file, libraries in found.items() if libraries} == {}


@pytest.mark.parametrize("name", ONLY_IMPORTERS)
def test_one_module_alone_knows_a_library_of_its_own(name: str) -> None:
    assert {file for file in sources("components", "data") if name in imports(file)} == ONLY_IMPORTERS[name]


def test_one_folder_alone_reads_the_session_state() -> None:
    found = {file for file in sources("components") if "st.session_state" in (ROOT / file).read_text("utf-8")}
    assert {folder_of(file) for file in found} == {SESSION_STATE}


def test_no_folder_has_more_modules_than_a_reader_can_take_in() -> None:
    folders = [Path(file).parent.as_posix() for file in sources("data", "components", "tests")]
    assert {folder: folders.count(folder) for folder in folders if folders.count(folder) > MOST_MODULES} == {}


def test_no_file_is_longer_than_a_reader_can_take_in() -> None:
    files = [path for room in ("components", "data", "tests") for path in (ROOT / room).rglob("*.*")]
    ours = [path for path in files if path.suffix in (".py", ".js", ".css")]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in ours}
    assert {file: length for file, length in lengths.items() if length > MOST_LINES} == {}


def test_no_two_classes_have_the_same_name() -> None:
    places: dict[str, list[str]] = {}
    for file in sources("data", "components"):
        for name in re.findall(r"^class ([A-Z]\w*)", (ROOT / file).read_text("utf-8"), re.MULTILINE):
            places.setdefault(name, []).append(file)
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_no_two_constants_for_others_have_the_same_name() -> None:
    """What only its own module uses begins with an underscore; a single letter is a variable of types."""
    places: dict[str, set[str]] = {}
    for file in sources("data", "components"):
        for names in re.findall(
            r"^([A-Z][A-Z0-9_, ]+?)(?:: [^=\n]+)? = ", (ROOT / file).read_text("utf-8"), re.MULTILINE
        ):
            for name in re.findall(r"\w\w+", names):
                if not name.startswith("_"):
                    places.setdefault(name, set()).add(file)
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))} == TOP_LEVEL


def test_no_test_asks_for_a_loop_of_its_own_in_the_thread_of_all() -> None:
    """Where a test with a browser went before, there is one already, and it depends on the order whether the test fails."""
    files = {file for file in sources("tests") if re.search(r"\basyncio\.run\(", (ROOT / file).read_text("utf-8"))}
    assert files == {"tests/bench/attack.py", "tests/bench/measuring/attackers.py", "tests/support/running/own_loop.py"}


def test_the_entry_stays_short() -> None:
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) <= 60


@pytest.mark.slow
def test_a_figure_is_made_without_the_page() -> None:
    words = f"import sys, components.figure.__main__; print({PAGE_LIBRARIES!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
