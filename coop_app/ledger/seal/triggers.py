"""Whether the database still has every trigger of the seal, unchanged."""

import re
from collections.abc import Iterator

import sqlalchemy as sa

from coop_app import db, paths

_NAME = re.compile(r"CREATE TRIGGER (\w+)")
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(\).*?AS \$seal\$(.*?)\$seal\$", re.DOTALL)
_CALLS = re.compile(r"CREATE TRIGGER (\w+) [^;]*?EXECUTE FUNCTION (\w+)\(")
_ALWAYS = re.compile(r"ENABLE ALWAYS TRIGGER (\w+)")
_SQLITE = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
_POSTGRESQL = """SELECT tgname, tgenabled, prosrc FROM pg_trigger
  JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
  WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"""
# Every step that changes a trigger brings its own file; later definitions win.
_FILES = (
    "0002_ledger", "0009_loans", "0010_loan_payments", "0011_loan_risk", "0012_statements",
    "0014_products", "0015_catalogue", "0016_round_orders", "0017_deliveries", "0018_sales",
    "0019_consignment", "0020_enterprises", "0021_production", "0024_tools", "0025_sessions",
    "0026_lessons", "0028_effect", "0029_corrections", "0030_taken_out", "0031_sales",
)  # fmt: skip


def _texts(engine: str) -> Iterator[str]:
    for name in _FILES:
        yield (paths.migrations() / "sql" / f"{name}_{engine}.sql").read_text(encoding="utf-8")


def names(engine: str) -> list[str]:
    """The golden list of the ledger's own triggers on "sqlite" or "postgresql"."""
    return sorted(set(_NAME.findall(next(_texts(engine)))))


def faults() -> dict[str, str]:
    """Missing, changed or disabled triggers of the seal, by name."""
    if db.session.connection().dialect.name == "sqlite":
        return _sqlite_faults()
    return _postgresql_faults()


def _sqlite_faults() -> dict[str, str]:
    rows = db.session.connection().execute(sa.text(_SQLITE))
    found = {str(name): str(text) for name, text in rows}
    golden = {
        name: f"CREATE TRIGGER {name}{body}"
        for text in _texts("sqlite")
        for name, body in re.findall(r"CREATE TRIGGER (\w+)(.*?\nEND)", text, re.DOTALL)
    }
    return {
        name: "changed" if name in found else "missing"
        for name, text in golden.items()
        if found.get(name) != text
    }


def _postgresql_faults() -> dict[str, str]:
    rows = db.session.connection().execute(sa.text(_POSTGRESQL))
    found = {name: (enabled, source) for name, enabled, source in rows}
    texts = "\n".join(_texts("postgresql"))
    sources, always = dict(_FUNCTION.findall(texts)), set(_ALWAYS.findall(texts))
    wrong = {}
    for name, function in _CALLS.findall(texts):
        enabled, present = found.get(name, ("", ""))
        if not enabled:
            wrong[name] = "missing"
        elif enabled != ("A" if name in always else "O"):
            wrong[name] = "disabled"
        elif present != sources[function]:
            wrong[name] = "changed"
    return wrong
