"""Only db.transaction() ends a transaction: an act is kept whole or not at all."""

import ast

from tests.architecture.source import sources

ENDS = {"COMMIT", "COMMIT TRANSACTION", "END TRANSACTION"}


def ends_a_transaction(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "commit"
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.strip().rstrip(";").upper() in ENDS
    return False


def test_only_db_commits() -> None:
    found = [
        source.name
        for source in sources("coop_app", "migrations")
        for node in ast.walk(source.tree)
        if ends_a_transaction(node)
    ]
    assert found == ["coop_app/db.py"]
