"""The cash book's acts on SQLite and on PostgreSQL alike."""

import pytest

from coop_app import ledger
from coop_app.cashbook import queries
from coop_app.refusal import RequestReused
from tests.cashbook.conftest import open_office, record
from tests.cashbook.test_importing import balances, draft, post, undo


def test_act_short_import_and_undo(either, tmp_path):
    with either.app_context():
        office, _user = open_office()
        first = record(office, 100_000, request_id="x")
        assert record(office, 100_000, request_id="x") == first
        with pytest.raises(RequestReused):
            record(office, 5, request_id="x")
        with pytest.raises(ledger.CashShort):
            record(office, 100_001, kind="out", category="office_expense")
        bank = draft(office, "buku-bank-contoh.xlsx", tmp_path, role="bank")
        post(office, bank)
        assert balances(office)["bank"] == 8_120_771
        undo(office, bank)
        assert balances(office) == {"cash_on_hand": 100_000, "other_income": -100_000}
        assert ledger.audit(book_id=office.book_id) == []
        assert queries.check(office.book_id) == []


def test_the_check_misses_a_lost_paper(office):
    from coop_app.cashbook.models import CashAct
    from coop_app.db import session, transaction

    record(office, 100_000)
    with transaction():
        session.query(CashAct).delete()
    assert [finding.message for finding in queries.check(office.book_id)] == ["no document"]
