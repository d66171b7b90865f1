"""Our own Python files as syntax trees, for the tests beside this file."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def is_kind(self, kind: str) -> bool:
        """Whether this is `<kind>.py` of a feature, or a file anywhere below its package `<kind>/`."""
        inside = self.path.relative_to(ROOT).parts[2:]
        return kind in (self.path.stem, *inside[:-1])

    def verbs(self) -> list[Function]:
        """A service's own acts: public in service.py, or offered by the package's __init__."""
        if not self.is_kind("service"):
            return []
        functions = [node for node in self.tree.body if isinstance(node, Function)]
        if self.path.stem == "service":
            return [function for function in functions if not function.name.startswith("_")]
        door = ast.parse((self.path.parent / "__init__.py").read_text("utf-8"))
        offers = [
            alias.name
            for node in door.body
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(self.path.stem)
            for alias in node.names
        ]
        return [function for function in functions if function.name in offers]


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """All Python files below these folders of the repository."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    gc.collect()
    found = tuple(map(_read, paths))
    gc.freeze()  # the trees stay: no collection of garbage walks through them again
    return found


@cache
def _read(path: Path) -> Source:
    text = path.read_text("utf-8")
    return Source(path, text, ast.parse(text))


def is_view(function: Function) -> bool:
    """Whether a decorator makes it answer an address."""
    calls = [node.func for node in function.decorator_list if isinstance(node, ast.Call)]
    names = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    return bool(names & {"route", "get", "post", "put", "patch", "delete"})
