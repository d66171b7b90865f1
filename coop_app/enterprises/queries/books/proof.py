"""Proof that an owner's acts and her journal say the same (for `coop audit`)."""

from collections.abc import Iterator

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.enterprises.models import BusinessAct, BusinessParty, BusinessTool
from coop_app.enterprises.models import Enterprise as EnterpriseRow
from coop_app.ledger.accounts import Finding

_CHECK = "enterprise_acts"
_OWED = ("customer_receivable", "trade_payable", "cooperative_debt", "other_debt")


def check_acts(book_id: int) -> list[Finding]:
    """Every act has its entry and every entry of ours its act; debts name whom; tools stand at their cost."""
    found = session.execute(
        sa.select(EnterpriseRow.id).where(EnterpriseRow.book_id == book_id)
    ).scalar()
    if found is None:
        return []
    problems = [*_acts(book_id), *_debts(book_id, found), *_tools(book_id, found)]
    return [Finding(_CHECK, message, where) for message, where in problems]


def _acts(book_id: int) -> Iterator[tuple[str, str]]:
    acts = session.execute(
        sa.select(BusinessAct.id, BusinessAct.entry_seq, BusinessAct.reversed_seq).where(
            BusinessAct.book_id == book_id
        )
    ).all()
    written = {f"enterprises.act:{row.id}": row for row in acts}
    undone: dict[int, int] = {}
    for entry in ledger.entries(book_id=book_id):
        if entry.reverses_seq:
            undone[entry.reverses_seq] = entry.seq
        row = written.pop(entry.source, None)
        if row is None and entry.source.startswith("enterprises.act:"):
            yield "no document", entry.source
        elif row is not None and row.entry_seq != entry.seq:
            yield "another entry", entry.source
    for source in written:
        yield "no entry", source
    for row in acts:
        if undone.get(row.entry_seq) != row.reversed_seq:
            yield "reversal not noted", f"enterprises.act:{row.id}"


def _debts(book_id: int, enterprise_id: int) -> Iterator[tuple[str, str]]:
    mine = sa.select(BusinessParty.id).where(BusinessParty.enterprise_id == enterprise_id)
    known = {f"party:{key}" for key in session.scalars(mine)} | {"cooperative"}
    for role in _OWED:
        by_subject = ledger.subject_balances(book_id=book_id, account=role)
        for subject in by_subject:
            if subject not in known:
                yield "nobody of this name", f"{role} {subject}"
        if sum(map(int, by_subject.values())) != int(ledger.balance(book_id=book_id, account=role)):
            yield "debt without a name", role


def _tools(book_id: int, enterprise_id: int) -> Iterator[tuple[str, str]]:
    cost = ledger.subject_balances(book_id=book_id, account="equipment")
    wear = ledger.subject_balances(book_id=book_id, account="accumulated_depreciation")
    rows = session.execute(
        sa.select(BusinessTool, BusinessAct.reversed_seq)
        .join(BusinessAct, BusinessAct.id == BusinessTool.act_id)
        .where(BusinessTool.enterprise_id == enterprise_id)
    )
    for tool, undone in rows:
        subject = f"tool:{tool.id}"
        there = 0 if undone is not None or tool.gone_act_id is not None else tool.cost
        if int(cost.get(subject, 0)) != there:
            yield "tool not at its cost", subject
        worn = -int(wear.get(subject, 0))
        if not 0 <= worn <= (tool.cost - tool.rest_value if there else 0):
            yield "wear beyond its cost", subject
