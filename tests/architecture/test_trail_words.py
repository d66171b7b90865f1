"""Whoever reads the audit trail reads sentences: each act that the program writes down has words."""

import ast
import re
from collections.abc import Iterator

from flask import Flask

from coop_app.auth.rules.permissions import PERMISSIONS
from coop_app.auth.views.words import action_in_words
from coop_app.loans.rules import stages
from coop_app.purchasing.rules.rounds import life
from coop_app.reports.rules.member_statement import State
from tests.architecture.source import Function, Source, sources

#: the door of the trail, as features and as its own storey call it
DOORS = {"audit_trail", "record"}
ACTION = re.compile(r"[a-z]+\.[a-z_]+")
#: acts whose names are put together while the program runs → all that can come out
MADE = {
    "loans.{}": {*stages.ACTS, "apply", "payment_reversed"},
    "purchasing.{}": set(life.ACTS),
    "sales.window_{}": {"published", "withdrawn"},
    "statements.{}": {State.CONFIRMED.value, State.DISPUTED.value},
    "approvals.{}": {"approved", "refused"},
}


def written() -> dict[str, str]:
    """Act → the file that writes it down; an act that nobody can name is a pattern with braces."""
    found: dict[str, str] = {}
    for source in sources("coop_app"):
        if "/service/" in source.name or "/login/" in source.name:
            found |= dict.fromkeys(_acts_of(source), source.name)
    return {
        one: where
        for act, where in found.items()
        for one in ([act.format(end) for end in MADE[act]] if act in MADE else [act])
    }


def _acts_of(source: Source) -> Iterator[str]:
    for function in source.functions():
        for call in _calls(function):
            if _name(call) in DOORS and call.args:
                yield from _said(source, function, call.args[0])


def _said(source: Source, function: Function, first: ast.expr) -> Iterator[str]:
    """What an act is called: as it stands, put together, or handed in by whoever calls this function."""
    if isinstance(first, ast.Constant):
        yield str(first.value)
    elif isinstance(first, ast.JoinedStr):
        pattern = "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in first.values
        )
        yield from _handed(function, pattern) if pattern == "literacy.{}" else [pattern]
    else:
        yield from _constants(source.tree)


def _handed(function: Function, pattern: str) -> set[str]:
    """The second word of each call of a feature's own `trail(desk, "invited", …)`."""
    return {
        pattern.format(call.args[1].value)
        for source in sources("coop_app/literacy/service")
        for call in _calls(source.tree)
        if _name(call) == function.name
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }


def _constants(tree: ast.AST) -> set[str]:
    """Every text of a file that has the form of an act; f-strings as patterns."""
    found = set()
    for part in ast.walk(tree):
        if isinstance(part, ast.Constant) and ACTION.fullmatch(str(part.value)):
            found.add(str(part.value))
        if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant):
            start = str(part.values[0].value)
            found |= {start + "{}"} if re.fullmatch(r"[a-z]+\.", start) else set()
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_the_search_finds_what_is_known() -> None:
    found = written()
    assert len(found) > 100
    assert {
        "members.admitted", "literacy.handed_over", "loans.disburse", "purchasing.cancel",
        "savings.goal_named", "closing.instructed", "statements.disputed", "auth.looked",
        "literacy.family_consent_given", "literacy.session_changed", "approvals.voted",
    } <= set(found)  # fmt: skip


def test_each_act_has_words(app: Flask) -> None:
    no_acts = {*app.view_functions, *PERMISSIONS}
    silent = [
        f"{where}: {act}"
        for act, where in written().items()
        if action_in_words(act) == act and not (act.startswith("auth.") and act in no_acts)
    ]
    assert not silent, "\n".join(sorted(silent))
