"""The audit finds what a person with the file could do after dropping the triggers."""

from datetime import date

import pytest

from coop_app import db, ledger
from coop_app.dates import Month
from coop_app.ledger.seal import triggers
from tests.ledger.attacks import forge
from tests.ledger.ground import Ground, Raw

LINE = "UPDATE journal_line SET {} WHERE book_id = ? AND seq = 1 AND line_no = 1"
ENTRY = "UPDATE journal_entry SET {} WHERE book_id = ? AND seq = {}"
TAMPERINGS = {
    "one amount": (LINE.format("amount = amount + 1"), {"sums", "declared", "chain", "totals", "reversals"}),
    "line on another account": (
        LINE.format("account_id = account_id + 1"), {"chain", "totals", "reversals"}),
    "line on a heading": (
        LINE.format("account_id = (SELECT min(id) FROM account)"),
        {"accounts", "chain", "totals", "reversals"}),
    "line's day": (LINE.format("on_date = '2025-03-09'"), {"dates", "chain", "totals"}),
    "another member": (
        "UPDATE journal_line SET subject = 'member:99' WHERE book_id = ? AND seq = 2 AND line_no = 2",
        {"chain", "totals"}),
    "line without its member": (
        "UPDATE journal_line SET subject = NULL WHERE book_id = ? AND seq = 2 AND line_no = 2",
        {"chain", "control", "totals"}),
    "line's words": (LINE.format("memo = 'x'"), {"chain"}),
    "entry's words": (ENTRY.format("memo = 'x'", 2), {"chain"}),
    "who made it": (ENTRY.format("made_by = 9", 2), {"chain"}),
    "when it was made": (ENTRY.format("made_at = '2025-01-01 00:00:00.000000'", 2), {"chain"}),
    "receipt's token": (ENTRY.format("token = '0123456789abcdef'", 2), {"chain"}),
    "hash": (ENTRY.format("hash = '" + "e" * 64 + "'", 2), {"chain"}),
    "hash version": (ENTRY.format("hash_version = 7", 2), {"chain"}),
    "voucher number": (ENTRY.format("number = 9", 2), {"chain", "numbers"}),
    "sequence": (ENTRY.format("seq = 9", 4), {"chain", "sequence", "declared", "orphans"}),
    "cut in the middle": (
        "DELETE FROM journal_entry WHERE book_id = ? AND seq = 2",
        {"chain", "sequence", "numbers", "orphans"}),
    "cut at the end": (
        "DELETE FROM journal_entry WHERE book_id = ? AND seq = 4", {"orphans"}),
    "lines gone": ("DELETE FROM journal_line WHERE book_id = ? AND seq = 2",
                   {"declared", "chain", "totals"}),
    "no longer a reversal": (ENTRY.format("reverses_seq = NULL", 3), {"chain"}),
    "reversal of another": (ENTRY.format("reverses_seq = 2", 3), {"chain", "reversals"}),
    "month's total": (
        "UPDATE account_month SET debit = debit + 1 WHERE book_id = ?", {"totals"}),
    "day's total": ("DELETE FROM account_day WHERE book_id = ?", {"totals"}),
    "member's total": (
        "UPDATE subject_total SET amount = amount - 5 WHERE book_id = ?", {"totals"}),
    "period event": ("UPDATE period_event SET n = 3 WHERE book_id = ?", {"periods"}),
    "closed later than posted": (
        "UPDATE period_event SET closed_through = '2025-03-31' WHERE book_id = ?", {"periods"}),
    "reopened alone": (
        "UPDATE period_event SET action = 'reopen' WHERE book_id = ?", {"periods"}),
    "account closed in the past": (
        "UPDATE account SET closed_on = '2025-02-01' WHERE book_id = ? AND code = '1.1'",
        {"accounts"}),
}  # fmt: skip


def fill(ground: Ground) -> None:
    """Entries 1, 2 and 4 are dues, 3 reverses 1; February is closed."""
    with db.transaction():
        ledger.close_month(book_id=ground.book, month=Month(2025, 2), by=1)
    ground.pay(date(2025, 3, 1), 100, "a", member=1)
    ground.pay(date(2025, 3, 2), 50, "b", member=2)
    with db.transaction():
        ledger.reverse(book_id=ground.book, seq=1, on=date(2025, 3, 3), why="Salah", by=1)
    ground.pay(date(2025, 3, 4), 70, "c", member=3)
    assert ledger.audit(book_id=ground.book) == []
    db.session.remove()


def tamper(raw: Raw, statement: str, *values: object) -> None:
    """As the file's owner: no triggers, no foreign keys."""
    db.session.remove()
    names = triggers.names("sqlite" if raw.is_sqlite else "postgresql")
    raw.begin()
    if raw.is_sqlite:
        every = raw.run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = [text for name, text in every if name in names]
        raw.drop(*names)
    else:
        for table in ("journal_entry", "journal_line", "period_event", "account"):
            raw.run(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    raw.run(statement, *values)
    if raw.is_sqlite:
        for text in kept:
            raw.run(text)
    else:
        for table in ("journal_entry", "journal_line", "period_event", "account"):
            raw.run(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
            for name in names:
                if name.startswith(table) and name in ALWAYS:
                    raw.run(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    raw.commit()
    raw.close()


ALWAYS = {
    f"{table}_no_{act}"
    for table in ("journal_entry", "journal_line", "period_event")
    for act in ("update", "delete", "truncate")
} | {"journal_line_late"}


def found(ground: Ground) -> set[str]:
    db.session.remove()
    checks = {finding.check for finding in ledger.audit(book_id=ground.book)}
    return checks - {"database"}  # SQLite's own check names broken keys besides


@pytest.mark.parametrize("what", TAMPERINGS)
def test_the_audit_finds(what: str, ground: Ground) -> None:
    fill(ground)
    statement, expected = TAMPERINGS[what]
    tamper(ground.raw(), statement, ground.book)
    assert found(ground) == expected


def test_what_is_true_of_the_chain_is_said(sqlite_ground: Ground) -> None:
    """Local checks cannot see a cut tail whose totals were redone; only a head that left the house can."""
    fill(sqlite_ground)
    head = ledger.entry_page(book_id=sqlite_ground.book, seq=4).hash
    tamper(
        sqlite_ground.raw(),
        "DELETE FROM journal_line WHERE book_id = ? AND seq = 4",
        sqlite_ground.book,
    )
    tamper(
        sqlite_ground.raw(),
        "DELETE FROM journal_entry WHERE book_id = ? AND seq = 4",
        sqlite_ground.book,
    )
    with db.transaction():
        ledger.rebuild_totals(book_id=sqlite_ground.book)
    assert found(sqlite_ground) == set()
    assert ledger.journal(book_id=sqlite_ground.book).rows[0].hash != head


def test_missing_changed_and_disabled_triggers(ground: Ground) -> None:
    db.session.remove()
    raw = ground.raw()
    raw.begin()
    raw.drop("journal_line_late", "journal_entry_balanced")
    if raw.is_sqlite:
        raw.run(
            "CREATE TRIGGER journal_entry_balanced BEFORE INSERT ON journal_entry BEGIN SELECT 1; END"
        )
        expected = {"journal_line_late": "missing", "journal_entry_balanced": "changed"}
    else:
        raw.run(
            "CREATE OR REPLACE FUNCTION journal_entry_chained() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NEW; END $$"
        )
        raw.run("ALTER TABLE journal_line DISABLE TRIGGER journal_line_no_delete")
        expected = {
            "journal_line_late": "missing", "journal_entry_balanced": "missing",
            "journal_entry_chained": "changed", "journal_line_no_delete": "disabled",
        }  # fmt: skip
    raw.commit()
    raw.close()
    assert triggers.faults() == expected
    assert found(ground) == {"triggers"}


def test_totals_are_rebuilt_equal(ground: Ground) -> None:
    fill(ground)
    tamper(ground.raw(), "DELETE FROM account_month WHERE book_id = ?", ground.book)
    assert found(ground) == {"totals"}
    with db.transaction():
        ledger.rebuild_totals(book_id=ground.book)
    assert found(ground) == set()


def test_a_raw_entry_with_a_made_up_hash_is_found(ground: Ground) -> None:
    """The database cannot compute the chain; the audit can."""
    fill(ground)
    raw = ground.raw()
    raw.begin()
    forge()(raw, ground.book)
    raw.commit()
    raw.close()
    assert found(ground) == {"chain", "control"}


def test_each_book_is_audited_alone(ground: Ground) -> None:
    fill(ground)
    tamper(ground.raw(), LINE.format("memo = 'x'"), ground.book)
    assert ledger.audit(book_id=ground.other) == []
