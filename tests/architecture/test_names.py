"""Names are where a reader looks for them."""

import ast

from tests.architecture.source import ROOT, Function, is_view, sources

SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "tools"}


def test_no_module_is_a_drawer_for_everything() -> None:
    found = [s.name for s in sources("coop_app", "tests") if s.path.stem in SAY_NOTHING]
    found += [path.name for path in (ROOT / "coop_app").rglob("*") if path.name in SAY_NOTHING]
    assert not found, "\n".join(found)


def test_every_module_says_what_it_is_for() -> None:
    found = [
        source.name
        for source in sources("coop_app", "scripts", "bench", "migrations")
        if source.tree.body and not ast.get_docstring(source.tree)
    ]
    assert not found, "\n".join(found)


def test_every_template_has_the_name_of_its_view() -> None:
    views = {
        (source.path.relative_to(ROOT / "coop_app").parts[0], function.name)
        for source in sources("coop_app")
        for function in source.tree.body
        if isinstance(function, Function) and (is_view(function) or source.is_kind("views"))
    }
    templates = [
        path.relative_to(ROOT / "templates")
        for path in (ROOT / "templates").rglob("*.html")
        if not path.name.startswith("_") and path.parent.name != "errors"
    ]
    strangers = [
        path.as_posix()
        for path in templates
        if path.as_posix() != "base.html" and (path.parts[0], path.stem) not in views
    ]
    assert not strangers, "\n".join(strangers)
