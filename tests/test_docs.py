"""The README and the other documents are true: their commands run, their example works, their folders are there."""

import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from data.store.settings import RECORDS_VARIABLE, SETTINGS_VARIABLE, settings
from tests.support.running.programs import ROOT

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = {
    "README.md": README,
    **{f".docs/{path.name}": path.read_text("utf-8") for path in (ROOT / ".docs").iterdir()},
}
# All that can be run, whether a document names it or not; `data.tidy` is the former name of `data.normalise`.
COMMANDS = (
    "components.figure", "components.news", "data.checks", "data.normalise", "data.observed", "data.series", "data.store", "data.support", "data.tidy", "tests", "tests.bench", "tests.bench.events",
    "tests.bench.attack", "tests.bench.figures", "tests.bench.pictures", "tests.bench.questions", "tests.bench.records", "tests.bench.scale", "tests.bench.search", "tests.bench.users",
    "tests.fuzz", "tests.sbom", "tests.sweep",
)  # fmt: skip


def code_blocks(text: str, language: str = "") -> list[str]:
    """The contents of the fenced blocks of that language."""
    fences = re.findall(r"^```(\w*)\n(.*?)^```", text, re.M | re.S)
    return [content for name, content in fences if name == language]


def test_the_two_commands_are_there_and_the_second_is_what_ci_runs() -> None:
    start, tests = code_blocks(README)[:2]
    assert start == "pip install -r requirements.txt && streamlit run app.py\n"
    assert (ROOT / ".ci" / "run").read_text("utf-8").endswith(f"\n{tests}")


def test_every_documented_command_is_known() -> None:
    used = {name for text in DOCUMENTS.values() for name in re.findall(r"python3? -m ([\w.]+)", text)}
    assert used - {"pytest", "pip"} <= set(COMMANDS)


# The tests of the run have imported `tests.__main__` before.
@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    assert end.value.code in (0, None)
    assert f"python -m {name.replace('data.tidy', 'data.normalise')}" in capsys.readouterr().out


@pytest.mark.slow
def test_the_examples_for_notebooks_run_in_their_order() -> None:
    exec("\n".join(code_blocks(DOCUMENTS[".docs/notebook.md"], "python")), {})


@pytest.mark.slow
def test_the_python_example_of_the_readme_runs_as_it_is() -> None:
    (example,) = code_blocks(README, "python")
    ran = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "('BLR-CHN', 'all-weather comprehensive strategic partnership')" in ran.stdout


@pytest.mark.slow
def test_the_figure_command_of_the_readme_runs_as_it_is(tmp_path: Path) -> None:
    (command,) = re.findall(r"`python -m (components\.figure [^`]+)`", README)
    arguments = re.sub("--out weekly$", f"--out {tmp_path / 'weekly'}", command).replace('"', "").split()
    subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=True, capture_output=True)
    assert list(tmp_path.rglob("*.pdf"))


def test_the_settings_of_the_operations_guide_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (text,) = code_blocks(DOCUMENTS[".docs/operations.md"], "toml")
    assert set(tomllib.loads(text)) == {
        "records",
        "versions",
        "versions_most",
        "events",
        "candidates",
        "series",
        "handling",
        "editing",
        "addresses",
    }
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "settings.toml"))
    monkeypatch.setenv(RECORDS_VARIABLE, str(ROOT / "data" / "records"))
    read = settings()
    assert (read.handling.marking, read.editing.on) == ("TLP:GREEN", True)


@pytest.mark.parametrize("top", ["data", "components"])
def test_the_folders_of_the_readme_are_the_folders(top: str) -> None:
    (tree,) = (block for block in code_blocks(README) if block.startswith("app.py"))
    (lines,) = (part.splitlines()[1:] for part in re.split(r"^(?=\w)", tree, flags=re.M) if part.startswith(f"{top}/"))
    named = [name for line in lines for name in re.findall(r"(\w+)/(?= |$)", line.strip().split("   ")[0])]
    folders = [path.name for path in (ROOT / top).iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert sorted(named) == sorted(folders)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^):#]+)\)", DOCUMENTS[name])
    paths = re.findall(r"`((?:data|components|tests|\.deploy|\.docs)/[\w./-]+)`", DOCUMENTS[name])
    assert [path for path in (*links, *paths) if not (ROOT / path).exists()] == []


def test_every_test_that_the_list_of_threats_names_is_there() -> None:
    named = re.findall(r"`(tests/[^`]+)`", (ROOT / ".docs" / "threats.md").read_text("utf-8"))
    assert len(named) > 12
    assert not [name for name in named if not (ROOT / name).is_file()]
