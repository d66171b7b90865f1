"""Rows about savings go over the savings desk: one receipt each, dues months marked."""

import json
from datetime import date

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.cashbook.models import ImportRow
from coop_app.cashbook.rules.importing import SAVINGS, WITHDRAWAL, Row
from coop_app.db import session
from coop_app.refusal import Refused
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Part, Payment, Withdrawal


def take_savings(desk: Desk, row: Row, place_id: int) -> int | None:
    """The entry of the member's receipt; None when the savings desk refuses it, with the reason kept.

    The money was in her book, so it must come in all the same: the caller then posts it to the member's
    savings without a receipt.
    """
    take = _withdraw if row.category == WITHDRAWAL else _deposit
    try:
        with session.begin_nested():
            return take(desk, row, place_id)
    except Refused as refusal:
        _remark(row, refusal)
        return None


def _deposit(desk: Desk, row: Row, place_id: int) -> int:
    part = Part(SAVINGS[row.category], row.money_in, row.months)
    payment = Payment(row.member_id or 0, row.on or date.min, place_id, (part,), row.description)
    return savings.deposit(desk=desk, payment=payment, request_id=f"import-row-{row.id}").entry_seq


def _withdraw(desk: Desk, row: Row, place_id: int) -> int:
    wish = Withdrawal(
        row.member_id or 0, row.on or date.min, place_id, "sukarela", row.money_out, row.description
    )
    return savings.withdraw(desk=desk, withdrawal=wish, request_id=f"import-row-{row.id}").entry_seq


def _remark(row: Row, refusal: Refused) -> None:
    kept = session.scalar(sa.select(ImportRow).where(ImportRow.id == row.id))
    if kept is not None:
        facts = [[name, str(fact)] for name, fact in refusal.facts.items()]
        kept.findings = json.dumps(
            {**json.loads(kept.findings), "remark": [refusal.message, facts]}
        )
        session.flush()
