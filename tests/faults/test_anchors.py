"""A head that left the house detects what the house itself cannot see: a chain computed anew."""

from pathlib import Path
from typing import Any

from coop_app import db, ledger
from coop_app.app import backup
from coop_app.app.audit import audit_all
from coop_app.db import transaction
from coop_app.ledger import rebuild_totals
from coop_app.ledger.seal import chain, walk
from tests.faults import forms
from tests.faults.browser import Tab, new_id
from tests.faults.house import House, books, faults, head, rows
from tests.faults.processes import Stable

MORE = (
    "UPDATE journal_line SET amount = amount * 2 WHERE seq = 2",
    "UPDATE journal_entry SET total_debit = total_debit * 2 WHERE seq = 2",
    "UPDATE savings_act SET amount = amount * 2 WHERE entry_seq = 2",
    (
        "UPDATE savings_act_line SET amount = amount * 2"
        " WHERE act_id = (SELECT id FROM savings_act WHERE entry_seq = 2)"
    ),
)


def forge(house: House) -> None:
    """As the file's owner: more money in an old entry, every hash from it on computed anew, the seal put back."""
    with books(house), transaction():
        hand = db.write_connection()
        kept = rows_of(hand, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _text in kept:
            hand.exec_driver_sql(f'DROP TRIGGER "{name}"')
        for statement in MORE:
            assert hand.exec_driver_sql(statement).rowcount
        before = chain.GENESIS
        for row, lines in list(walk._pieces(house.book_id)):
            own = chain.digest(chain.Facts(*row[:15]), lines, before)
            change = "UPDATE journal_entry SET prev_hash = ?, hash = ? WHERE seq = ?"
            hand.exec_driver_sql(change, (before, own, row.seq))
            before = own
        rebuild_totals(book_id=house.book_id)
        for _name, text in kept:
            hand.exec_driver_sql(text)


def rows_of(hand: Any, statement: str) -> list[Any]:
    return list(hand.exec_driver_sql(statement))


def agrees(house: House, anchor: dict[str, Any]) -> bool:
    """Whether the entry that was the last one when the anchor left still has the hash it had."""
    found = rows("SELECT hash FROM journal_entry WHERE book_id = :book AND seq = :seq",
                 book=house.book_id, seq=anchor["entries"])  # fmt: skip
    return [row[0] for row in found] == [anchor["head"]]


def test_the_head_in_a_backup_is_an_anchor(house: House, stable: Stable, tmp_path: Path) -> None:
    with books(house):
        (anchor,) = backup.backup(tmp_path / "copy.zip")["books"]
        assert (anchor["entries"], anchor["head"]) == head(house)
        assert ledger.journal(book_id=house.book_id, limit=1).rows[0].hash == anchor["head"]
    with stable.serving(house.environment) as (_server, address), Tab(address, house.cookie) as tab:
        _kind, path, facts = forms.money_in(house, 5000)
        assert tab.post(path, facts | {"request_id": new_id()}).status == 303
    with books(house):
        assert agrees(house, anchor)  # honest work goes on and the anchor still holds
    forge(house)
    with books(house):
        assert audit_all() == []  # what is in the file cannot convict the file's owner
        assert faults(house) == []
        assert not agrees(house, anchor)


def test_a_cut_tail_misses_its_anchor(house: House, tmp_path: Path) -> None:
    with books(house):
        (anchor,) = backup.backup(tmp_path / "copy.zip")["books"]
        assert agrees(house, anchor)
        assert not agrees(house, anchor | {"entries": anchor["entries"] + 1})
        assert not agrees(house, anchor | {"head": "0" * 64})
