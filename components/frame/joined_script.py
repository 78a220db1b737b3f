"""Modules in browser/ -> one script, as Streamlit sends a component's JavaScript as a text."""

import re
from pathlib import Path
from posixpath import dirname, normpath

_IMPORT = re.compile(r'^import \{(.*)\} from "(.*)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:const|class|function) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)


def joined_script(entry: Path) -> str:
    """The module and all that it imports, each in a scope of its own and after those that it imports.

    Imports are `import {…} from "…";` on a line, exports begin with `export const`, `class` or `function` (one name
    each). Raises ValueError if modules import each other, or a name that is not exported.
    """
    folder = entry.resolve().parent
    scopes: dict[str, str] = {}
    exports: dict[str, set[str]] = {}

    def add(module: str, importers: tuple[str, ...] = ()) -> None:
        if module in importers:
            raise ValueError(f"{module} imports itself through {importers[-1]}")
        if module in scopes:
            return
        text = (folder / module).read_text("utf-8")
        for names, address in _IMPORT.findall(text):
            imported = _resolved(module, address)
            add(imported, (*importers, module))
            if unknown := {name.strip() for name in names.split(",")} - exports[imported]:
                raise ValueError(f"{module} imports {', '.join(sorted(unknown))} from {imported}")
        exports[module] = {name for _, name in _EXPORT.findall(text)}
        scopes[module] = _in_its_scope(module, text, exports[module])

    add(entry.name)
    return "const modules = {};\n" + "".join(scopes.values())


def _resolved(module: str, address: str) -> str:
    """The module that an address in an import of this module means; both as paths from the folder of the entry."""
    return normpath(f"{dirname(module)}/{address}" if dirname(module) else address)


def _in_its_scope(module: str, text: str, names: set[str]) -> str:
    with_constants = _IMPORT.sub(
        lambda match: f'const {{{match[1]}}} = modules["{_resolved(module, match[2])}"];', text
    )
    body = _COMMENT.sub("", _EXPORT.sub(r"\1", with_constants)).strip()
    return f'modules["{module}"] = (() => {{\n{body}\nreturn {{{", ".join(sorted(names))}}};\n}})();\n'
