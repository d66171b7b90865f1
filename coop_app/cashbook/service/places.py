"""Cash places: a new box, bank account or the cash of a village group."""

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook.models import CashPlace
from coop_app.cashbook.rules import places as rules
from coop_app.db import session
from coop_app.ledger.accounts import NewAccount


def add_place(
    *, desk: Desk, name: str, kind: str, group_id: int | None = None, keeper: str = ""
) -> int:
    """Open a cash place and return its account's id; `kind` is "cash", "group" or "bank".

    Raises `PlaceNameMissing`, `PlaceNameTaken`.
    """
    known = ledger.accounts(book_id=desk.book_id, active_only=False)
    plan = rules.plan(name, kind, [(each.code, each.name) for each in known])
    beside = ledger.account(book_id=desk.book_id, role=rules.ROLE_OF[kind])
    parent = next((each.code for each in known if each.id == beside.parent_id), None)
    added = ledger.add_account(
        book_id=desk.book_id,
        plan=NewAccount(
            code=plan.code, name=plan.name, kind="asset", statement_line=beside.statement_line,
            place=beside.place, parent=parent,
        ),
    )  # fmt: skip
    session.add(
        CashPlace(
            account_id=added.id,
            cooperative_id=desk.cooperative_id,
            group_id=group_id,
            keeper=keeper,
        )
    )
    session.flush()
    return added.id
