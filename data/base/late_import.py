"""Functions whose module is loaded when they are first called: nobody waits for what only another page needs."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Late:
    """A function by its name in a module. It is called as the function itself; `load` loads its module before."""

    module: str
    function: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return getattr(self.load(), self.function)(*arguments, **named)

    def load(self) -> Any:
        """The module."""
        return import_module(self.module)
