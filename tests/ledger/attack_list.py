"""Every attack on the seal, one line each."""

from datetime import date

from tests.ledger.attacks import (
    POSTGRESQL,
    SQLITE,
    Attack,
    column,
    event,
    foreign_account,
    forge,
    in_replica_role,
    late_pair,
    late_pair_in_replica_role,
    no_lines,
    replaced_by,
    replaced_header,
    reversal,
    second_reversal,
    sql,
    stolen_line,
    upserted_header,
    upserted_line,
)

UNUSED, NUMBERED = ("journal_entry_unused",), ("journal_entry_numbered",)
CHAINED, BALANCED = ("journal_entry_chained",), ("journal_entry_balanced",)
ACCOUNTS, OPEN = ("journal_entry_accounts",), ("journal_entry_open_month",)
REVERSAL, LATE = ("journal_entry_reversal",), ("journal_line_late",)
ORDER, TWO = ("period_event_in_order",), ("period_event_two_people",)
FEBRUARY = date(2025, 2, 10)
LINE = "FROM journal_line WHERE book_id = :book AND seq = 1"
ENTRY = "FROM journal_entry WHERE book_id = :book AND seq = 3"
EVENT = "FROM period_event WHERE book_id = :book"
CASH = "book_id = :book AND code = '1.1'"

ATTACKS = (
    # a sealed entry changes
    Attack("update header", sql("UPDATE journal_entry SET memo = 'Palsu' WHERE book_id = :book"),
           ("journal_entry_no_update",)),
    Attack("delete header", sql(f"DELETE {ENTRY}"), ("journal_entry_no_delete",)),
    Attack("delete every header", sql("DELETE FROM journal_entry WHERE reverses_seq IS NOT NULL"),
           ("journal_entry_no_delete",)),
    Attack("replace header", replaced_header, UNUSED, SQLITE),
    Attack("replace by source", replaced_by(source=column("source")), UNUSED, SQLITE),
    Attack("replace by token", replaced_by(token=column("token")), UNUSED, SQLITE),
    Attack("replace by number",
           replaced_by(series="BKM", number=1), NUMBERED, SQLITE),
    Attack("upsert header", upserted_header, (*UNUSED, "journal_entry_no_update")),
    Attack("replace by hidden key", sql(f"INSERT OR REPLACE INTO journal_entry (rowid) SELECT 1 {ENTRY}"),
           (), SQLITE),
    Attack("update line", sql("UPDATE journal_line SET amount = amount * 2 WHERE book_id = :book"),
           ("journal_line_no_update",)),
    Attack("delete line", sql(f"DELETE {LINE}"), ("journal_line_no_delete",)),
    Attack("delete every line", sql("DELETE FROM journal_line"), ("journal_line_no_delete",)),
    Attack("late balanced pair", late_pair, LATE),
    Attack("stolen line key", stolen_line, LATE, SQLITE),
    Attack("upsert line", upserted_line, (*LATE, "journal_line_no_update")),
    Attack("truncate entries", sql("TRUNCATE journal_entry CASCADE"),
           ("journal_entry_no_truncate", "journal_line_no_truncate"), POSTGRESQL),
    Attack("truncate lines", sql("TRUNCATE journal_line"), ("journal_line_no_truncate",), POSTGRESQL),
    Attack("truncate everything", sql("TRUNCATE book CASCADE"),
           ("journal_entry_no_truncate", "journal_line_no_truncate", "period_event_no_truncate"),
           POSTGRESQL),
    Attack("update line in replica role",
           in_replica_role("UPDATE journal_line SET amount = amount * 2 WHERE book_id = :book"),
           ("journal_line_no_update",), POSTGRESQL),
    Attack("delete header in replica role", in_replica_role(f"DELETE {ENTRY}"),
           ("journal_entry_no_delete",), POSTGRESQL),
    Attack("late pair in replica role",
           late_pair_in_replica_role, LATE, POSTGRESQL),
    # a false entry is made
    Attack("sequence with a gap", forge(seq=9), UNUSED),
    Attack("number with a gap", forge(number=7), NUMBERED),
    Attack("number used before", forge(series="BKM", number=1)),
    Attack("number of another year", forge(year=2024), NUMBERED),
    Attack("wrong previous hash", forge(prev_hash="e" * 64), CHAINED),
    Attack("short hash", forge(hash="e")),
    Attack("unbalanced", forge(10, -9), BALANCED),
    Attack("one line", forge(10, line_count=1), BALANCED),
    Attack("no line", no_lines, BALANCED),
    Attack("zero line", forge(0, 0, total_debit=0)),
    Attack("beyond the range", forge(10**15 + 1, -(10**15) - 1, total_debit=10**15 + 1)),
    Attack("wrong count", forge(line_count=3), BALANCED),
    Attack("wrong total", forge(total_debit=11), BALANCED),
    Attack("line of another day", forge(on=date(2025, 3, 19)), BALANCED),
    Attack("closed month", forge(on=FEBRUARY, on_date=FEBRUARY), OPEN),
    Attack("foreign account", foreign_account, ACCOUNTS, SQLITE),
    Attack("foreign account, by its key", foreign_account, (), POSTGRESQL),
    Attack("closed account", forge(codes=("1.1", "5.9")), ACCOUNTS),
    Attack("heading", forge(codes=("1", "3.2")), ACCOUNTS),
    Attack("second reversal", second_reversal, REVERSAL, SQLITE),
    Attack("unmirrored reversal", reversal(1, -90, 90), REVERSAL),
    Attack("reversal of other accounts", reversal(1, -100, 100, codes=("1.1", "3.1")), REVERSAL),
    Attack("reversal of a reversal", reversal(3, 50, -50), REVERSAL),
    Attack("old snapshot", forge(), LATE, POSTGRESQL, old_snapshot=True),
    # the lock on closed months
    Attack("update event", sql("UPDATE period_event SET closed_through = '2020-01-31'"),
           ("period_event_no_update",)),
    Attack("delete event", sql(f"DELETE {EVENT}"), ("period_event_no_delete",)),
    Attack("truncate events", sql("TRUNCATE period_event"), ("period_event_no_truncate",), POSTGRESQL),
    Attack("replace event",
           event(1, "2025-01", "close", "2025-01-31", verb="INSERT OR REPLACE"), ORDER, SQLITE),
    Attack("month left out", event(2, "2025-04", "close", "2025-04-30"), ORDER),
    Attack("event left out", event(3, "2025-03", "close", "2025-03-31"), ORDER),
    Attack("close without closing", event(2, "2025-03", "close", "2025-01-31"), ORDER),
    Attack("event of an earlier journal",
           event(2, "2025-03", "close", "2025-03-31", after_seq=1), ORDER),
    Attack("reopen alone", event(2, "2025-02", "reopen", "2025-01-31", approved_by=1), TWO),
    Attack("reopen unasked", event(2, "2025-02", "reopen", "2025-01-31"), TWO),
    Attack("reopen without reason",
           event(2, "2025-02", "reopen", "2025-01-31", approved_by=2, reason=" "), TWO),
    Attack("close on an old snapshot", event(2, "2025-03", "close", "2025-03-31"),
           ("period_event_0_lock",), POSTGRESQL, old_snapshot=True),
    # what the journal relies on
    Attack("kind of a used account", sql(f"UPDATE account SET kind = 'expense' WHERE {CASH}"),
           ("account_fixed",)),
    Attack("used account made a heading",
           sql(f"UPDATE account SET takes_lines = (1 = 0) WHERE {CASH}"), ("account_fixed",)),
    Attack("account moved to another book",
           sql("UPDATE account SET book_id = book_id + 1, code = '9.9' WHERE book_id = :book"
               " AND code = '5.9'"), ("account_fixed",)),
    Attack("account swallowed by a code",
           sql("UPDATE OR REPLACE account SET code = '1.1' WHERE book_id = :book AND code = '5.1'"),
           ("account_fixed", "account_no_delete"), SQLITE),
    Attack("replace account",
           sql(f"INSERT OR REPLACE INTO account SELECT id, book_id, code, name, 'expense',"
               f" statement_line, cash_flow, place, side, role, parent_id, takes_lines, opened_on,"
               f" closed_on FROM account WHERE {CASH}"), ("account_no_replace",), SQLITE),
    Attack("delete account", sql(f"DELETE FROM account WHERE {CASH}"), ("account_no_delete",), SQLITE),
    Attack("delete account, by its key", sql(f"DELETE FROM account WHERE {CASH}"), (), POSTGRESQL),
    Attack("book given to another cooperative",
           sql("UPDATE book SET cooperative_id = 2 WHERE id = :book"), ("book_fixed",)),
    Attack("replace book",
           sql("INSERT OR REPLACE INTO book SELECT id, 2, name, kind, opened_on, 0 FROM book"
               " WHERE id = :book"), ("book_no_replace",), SQLITE),
    Attack("delete book", sql("DELETE FROM book WHERE id = :book"), ("book_no_delete",), SQLITE),
    Attack("delete book, by its key", sql("DELETE FROM book WHERE id = :book"), (), POSTGRESQL),
)  # fmt: skip
