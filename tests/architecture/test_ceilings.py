"""Nothing grows past the size that one reading takes in (CONTRIBUTING.md)."""

import ast

from tests.architecture.source import ROOT, Function, Source, is_view, sources

FILE, TEST_FILE, TEMPLATE = 250, 400, 120
FUNCTION, VIEW, VERB = 40, 20, 30
PARAMETERS, NESTING, FUNCTIONS_A_FILE, FILES_A_PACKAGE = 7, 3, 20, 12
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def ours() -> tuple[Source, ...]:
    return sources("coop_app", "scripts", "bench")


def span(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def ceiling(source: Source, function: Function) -> int:
    if source.is_kind("views") and is_view(function):
        return VIEW
    if function in source.verbs():
        return VERB
    return FUNCTION


def depth(node: ast.AST) -> int:
    """How many blocks stand inside each other below this node; an elif is no deeper than its if."""
    return max((_below(child) for child in ast.iter_child_nodes(node)), default=0)


def _below(node: ast.AST) -> int:
    if isinstance(node, ast.If):
        chained = len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
        inside = max((_below(child) for child in node.body), default=0)
        after = [_below(child) - (1 if chained else 0) for child in node.orelse]
        return 1 + max([inside, *after])
    return depth(node) + (1 if isinstance(node, BLOCKS) else 0)


def test_python_files() -> None:
    long = [f"{source.name}: {source.lines}" for source in ours() if source.lines > FILE]
    long += [f"{s.name}: {s.lines}" for s in sources("tests") if s.lines > TEST_FILE]
    lines = (ROOT / "run.py").read_text("utf-8").count("\n")
    assert not long, "\n".join(long)
    assert lines <= FILE


def test_functions() -> None:
    found = [
        f"{source.name}:{function.lineno} {function.name}: {span(function)} lines"
        for source in (*ours(), *sources("tests"))
        for function in source.functions()
        if span(function) > ceiling(source, function)
    ]
    assert not found, "\n".join(found)


def test_parameters() -> None:
    def count(function: Function) -> int:
        names = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        return len([name for name in names if name.arg not in ("self", "cls")])

    found = [
        f"{source.name}:{function.lineno} {function.name}: {count(function)} parameters"
        for source in ours()
        for function in source.functions()
        if count(function) > PARAMETERS
    ]
    assert not found, "\n".join(found)


def test_a_service_verb_names_its_arguments() -> None:
    found = [
        f"{source.name}:{function.lineno} {function.name}"
        for source in ours()
        for function in source.verbs()
        if len(function.args.posonlyargs) + len(function.args.args) > 1
    ]
    assert not found, "\n".join(found)


def test_nesting() -> None:
    found = [
        f"{source.name}:{function.lineno} {function.name}: {depth(function)} deep"
        for source in ours()
        for function in source.functions()
        if depth(function) > NESTING
    ]
    assert not found, "\n".join(found)


def test_functions_in_a_file() -> None:
    found = [
        f"{source.name}: {len(list(source.functions()))} functions"
        for source in ours()
        if len(list(source.functions())) > FUNCTIONS_A_FILE
    ]
    assert not found, "\n".join(found)


def test_files_in_a_package() -> None:
    folders = {source.path.parent for source in ours()}
    counts = {
        folder.relative_to(ROOT).as_posix(): len(
            [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        )
        for folder in folders
    }
    assert {name: count for name, count in counts.items() if count > FILES_A_PACKAGE} == {}


def test_templates() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8").count("\n")
        for path in (ROOT / "templates").rglob("*.html")
    }
    assert {name: count for name, count in lines.items() if count > TEMPLATE} == {}


def test_the_measure_of_nesting() -> None:
    chain = "def f(a):\n if a:\n  pass\n elif b:\n  for x in a:\n   pass\n else:\n  pass"
    assert depth(ast.parse(chain).body[0]) == 2
    deep = "def f(a):\n for x in a:\n  with x:\n   try:\n    if x: pass\n   finally: pass"
    assert depth(ast.parse(deep).body[0]) == 4
