"""The picture's JavaScript: modules that are joined to one script, in lines that can be read."""

from pathlib import Path

import pytest

from components import network
from components.frame.joined_script import joined_script

BROWSER = Path(network.__file__).parent / "browser"


def write(folder: Path, **modules: str) -> Path:
    """The modules in the folder; the entry is `main`."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder / "main.js"


def test_a_module_comes_after_those_that_it_imports_and_keeps_its_names_to_itself(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        main='import {b} from "./other.js";\nconst a = b;\n',
        other="// A comment.\nexport const b = 1;\nconst a = 2;\n",
    )
    assert joined_script(entry).splitlines() == [
        "const modules = {};",
        'modules["other.js"] = (() => {',
        "const b = 1;",
        "const a = 2;",
        "return {b};",
        "})();",
        'modules["main.js"] = (() => {',
        'const {b} = modules["other.js"];',
        "const a = b;",
        "return {};",
        "})();",
    ]


def test_a_name_that_is_not_exported_is_an_error(tmp_path: Path) -> None:
    entry = write(tmp_path, main='import {b} from "./other.js";\n', other="const b = 1;\n")
    with pytest.raises(ValueError, match=r"main\.js imports b from other\.js"):
        joined_script(entry)


def test_modules_that_import_each_other_are_an_error(tmp_path: Path) -> None:
    entry = write(tmp_path, main='import {b} from "./other.js";\n', other='import {a} from "./main.js";\n')
    with pytest.raises(ValueError, match="imports itself"):
        joined_script(entry)


def test_the_script_holds_every_module_and_nothing_of_this_machine() -> None:
    text = joined_script(BROWSER / "mount.js")
    files = sorted(file.relative_to(BROWSER).as_posix() for file in BROWSER.rglob("*.js"))
    assert [name for name in files if f'modules["{name}"]' not in text] == []
    assert str(BROWSER) not in text
    assert "import " not in text
    assert "export " not in text


@pytest.mark.parametrize("file", sorted(BROWSER.rglob("*.js")), ids=lambda file: file.name)
def test_a_module_is_short_and_has_short_lines(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    assert len(lines) <= 250
    assert max(map(len, lines)) <= 120
    assert lines[0].startswith("// "), "the first line says what the module is"
