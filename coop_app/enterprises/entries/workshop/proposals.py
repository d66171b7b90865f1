"""The accountant's page: what the cooperative sold to her or was paid by her, in her own book."""

from dataclasses import dataclass

from coop_app.enterprises.entries.workshop.making import Lines, Slip, paid_from, received_in
from coop_app.enterprises.rules.books.acts import Way
from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money

_COOPERATIVE = "cooperative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How she paid the cooperative."""

    way: Way = Way.CASH
    #: in cash, by transfer, or an advance that the business had paid
    money: Money = ZERO
    #: from her simpanan, so from her own purse
    savings: Money = ZERO
    #: on credit (bon), or from what the cooperative owes her: both stand on her account there
    on_account: Money = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What she received: stock lines of the engine, used up at once, or for the household."""

    goods: Lines = ()
    expense: Money = ZERO
    private: Money = ZERO


def bought(slip: Slip, received: Received, payment: Payment) -> Entry:
    """Bought at the cooperative: "persediaan (D); kas, modal, utang koperasi (K)".

    What is used up at once is an expense (D), what is for the household is drawn (D). Simpanan is her own
    purse: paying from it puts capital into the business (K).
    """
    lines: list[Line] = [*received.goods]
    if received.expense:
        lines.append(debit("other_expense", received.expense))
    if received.private:
        lines.append(debit("owner_drawings", received.private))
    return Entry(slip.on, slip.memo, slip.source, (*lines, *_paid(payment)))


def returned(slip: Slip, goods: Lines, cost: Money, payment: Payment) -> Entry:
    """Goods go back to the cooperative: "kas, modal, utang koperasi (D); persediaan (K)".

    What they had cost her beyond the money is lost (D); less, and it is other income (K).
    """
    lines: list[Line] = []
    if payment.money:
        lines.append(received_in(payment.way, payment.money))
    if payment.savings:
        lines.append(debit("owner_drawings", payment.savings))
    if payment.on_account:
        account = debit("cooperative_debt", payment.on_account, subject=_COOPERATIVE)
        lines.append(account)
    worse = cost - (payment.money + payment.savings + payment.on_account)
    if worse > 0:
        lines.append(debit("stock_loss", worse))
    lines += goods
    if worse < 0:
        lines.append(credit("other_income", abs(worse)))
    return Entry(slip.on, slip.memo, slip.source, tuple(lines))


def paid_debt(slip: Slip, payment: Payment) -> Entry | None:
    """Paid the bon: "utang koperasi (D); kas atau modal (K)".

    None when it was only set off: in her book that is one and the same account.
    """
    amount = payment.money + payment.savings
    if not amount:
        return None
    lines = (debit("cooperative_debt", amount, subject=_COOPERATIVE), *_purse(payment))
    return Entry(slip.on, slip.memo, slip.source, lines)


def _purse(payment: Payment) -> Lines:
    lines = (paid_from(payment.way, payment.money),) if payment.money else ()
    if payment.savings:
        lines = (*lines, credit("owner_capital", payment.savings))
    return lines


def _paid(payment: Payment) -> Lines:
    lines = _purse(payment)
    if payment.on_account:
        account = credit("cooperative_debt", payment.on_account, subject=_COOPERATIVE)
        lines = (*lines, account)
    return lines
