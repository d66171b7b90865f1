"""Goods on credit: what somebody may still owe."""

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.money import Money
from coop_app.sales.queries.trade import customers, debts
from coop_app.sales.queries.trade.customers import Debtor
from coop_app.sales.rules.trade import owing
from coop_app.sales.service.trade.recording import wait


def check(*, desk: Desk, subject: str, amount: Money) -> None:
    """Let acts of this debtor wait, and see whether so much more on credit is possible.

    Raises `CreditLimitExceeded`, `NotFound`.
    """
    debtor = customers.debtor_of(desk.cooperative_id, subject)
    wait(desk=desk, subjects=[subject])
    # goods of a round may be handed over on credit elsewhere: both count what is owed behind this
    ledger.hold(book_id=desk.book_id)
    owed = debts.owed(desk.book_id, subject)
    owing.check_credit(debtor.name, owed=owed, asked=amount, limit=limit_of(desk, debtor))


def room(*, desk: Desk, subject: str) -> Money:
    """What somebody may still take on credit. Raises `NotFound`."""
    debtor = customers.debtor_of(desk.cooperative_id, subject)
    left = limit_of(desk, debtor) - debts.owed(desk.book_id, subject)
    return Money(max(0, int(left)))


def limit_of(desk: Desk, debtor: Debtor) -> Money:
    """The debtor's own limit, else the cooperative's."""
    if debtor.credit_limit is not None:
        return debtor.credit_limit
    name, on = "goods_credit_limit", desk.today
    return Money(auth.limit(name, cooperative_id=desk.cooperative_id, on=on))


def lock_customer(*, desk: Desk, customer_id: int) -> None:
    """Let acts with a customer go one after the other. Raises `NotFound`."""
    card = customers.get_customer(desk.cooperative_id, customer_id)
    wait(desk=desk, subjects=[card.subject])
