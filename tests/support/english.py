"""Text that a reader can see, and where it is written: the strings of Python and JavaScript, the documents, the records."""

import ast
import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.running.programs import ROOT


class Text(NamedTuple):
    """A text that can reach a reader, and the file and line where it begins."""

    place: str
    text: str


def texts_for_readers() -> Iterator[Text]:
    """Every text of the product that can reach a reader."""
    for path in sorted([ROOT / "app.py", *ROOT.glob("data/**/*.py"), *ROOT.glob("components/**/*.py")]):
        yield from _texts(path, python_texts(path.read_text("utf-8")))
    for path in sorted(ROOT.glob("components/**/*.js")):
        yield from _texts(path, javascript_texts(path.read_text("utf-8")))
    documents = [*ROOT.glob("*.md"), *ROOT.glob(".docs/*.md"), ROOT / "data/records/README.md"]
    for path in sorted([*documents, *ROOT.glob("components/**/*.html"), *ROOT.glob(".deploy/*")]):
        yield from _texts(path, enumerate(path.read_text("utf-8").splitlines(), start=1))
    for name, columns in OUR_COLUMNS.items():
        path = ROOT / "data" / "records" / name
        with path.open(encoding="utf-8", newline="") as file:
            rows = enumerate(csv.DictReader(file), start=2)
            yield from _texts(path, ((line, row[column]) for line, row in rows for column in columns))


# What we wrote into the records ourselves; other cells are facts, in the words of their curator and sources.
OUR_COLUMNS = {
    "families.csv": ("name", "meaning"),
    "indicators.csv": ("name", "definition"),
    "ladders.csv": ("name", "rationale"),
    "rungs.csv": ("group_name",),
    "claims.csv": ("title",),
    "rulings.csv": ("question", "decision", "reason"),
}


def _texts(path: Path, texts: Iterable[tuple[int, str]]) -> Iterator[Text]:
    for line, text in texts:
        yield Text(f"{path.relative_to(ROOT)}:{line}", text)


def python_texts(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string with a blank in it that is not a docstring; the parts of an f-string one by one."""
    nodes = _nodes(ast.parse(source))
    # A command line prints the docstring of its module.
    docstrings = {id(node) for node in _docstrings(nodes)} if "__main__" not in source else set()
    for node in nodes:
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
        if is_text and id(node) not in docstrings:
            assert isinstance(node, ast.Constant)
            yield node.lineno, str(node.value)


def _nodes(tree: ast.AST) -> list[ast.AST]:
    """What `ast.walk` gives, in a third of its time, which counts for half a million of them."""
    nodes = [tree]
    for node in nodes:
        for value in vars(node).values():
            if isinstance(value, ast.AST):
                nodes.append(value)
            elif isinstance(value, list):
                nodes.extend(one for one in value if isinstance(one, ast.AST))
    return nodes


def _docstrings(nodes: Iterable[ast.AST]) -> Iterator[ast.Constant]:
    """Also the texts below a field or a constant, which say what it is."""
    for node in nodes:
        for statement in getattr(node, "body", ()) if isinstance(getattr(node, "body", ()), list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


JAVASCRIPT_TEXT = re.compile(
    r"""(//[^\n]*|/\*.*?\*/)|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`""", re.S
)


def javascript_texts(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string with a blank in it."""
    for match in JAVASCRIPT_TEXT.finditer(source):
        text = next(filter(None, match.groups()[1:]), "")
        if not match[1] and " " in text:
            yield source.count("\n", 0, match.start()) + 1, text
