"""What the page of the audit trail names, and what it leaves as it is."""

import pytest
from flask import Flask

from coop_app import auth
from coop_app.auth import rules
from coop_app.db import transaction
from tests.make import make_cooperative
from tests.make_sessions import make_session, make_trainer
from tests.people import signed_in


@pytest.fixture
def coop(bare_app: Flask) -> int:
    with bare_app.app_context():
        return make_cooperative()


def test_a_session_of_somebody_who_signed_in_is_no_training(bare_app: Flask, coop: int) -> None:
    with bare_app.app_context():
        over = make_session(make_trainer(coop), title="Uang keluarga")
        with transaction():
            auth.audit_trail(
                "auth.session_ended", cooperative_id=coop, by=None, object=f"session:{over.id}"
            )
    ketua = signed_in(bare_app, coop, rules.KETUA)
    opened = ketua.get("/jejak?action=literacy.session_opened").get_data(as_text=True)
    assert "Uang keluarga" in opened
    ended = ketua.get("/jejak?action=auth.session_ended").get_data(as_text=True)
    assert f"session:{over.id}" in ended
    assert "Uang keluarga" not in ended


def test_goods_have_a_filter_and_facts_have_words(bare_app: Flask, coop: int) -> None:
    with bare_app.app_context(), transaction():
        auth.audit_trail(
            "stock.reversed", cooperative_id=coop, by=None, object="reversal:1",
            after={"entry": 7, "rows": 2, "unheard_of": 1},
        )  # fmt: skip
    page = signed_in(bare_app, coop, rules.KETUA).get("/jejak?action=stock.").get_data(as_text=True)
    assert '<option value="stock." selected>barang</option>' in page
    assert "nomor jurnal: 7; baris: 2; unheard_of: 1" in page
