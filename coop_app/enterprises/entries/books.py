"""The accountant's page of an owner's acts: who would keep a book by hand would write exactly this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coop_app.enterprises.rules.books.acts import COOPERATIVE, PLACES, Way
from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Slip:
    """When, from which document, in which words."""

    on: date
    source: str
    memo: str

    def entry(self, *lines: Line) -> Entry:
        """These lines with the slip's facts."""
        return Entry(self.on, self.memo, self.source, lines)


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is when a book begins; tools by key, debts by role and subject."""

    cash: Money = ZERO
    bank: Money = ZERO
    receivable: Mapping[str, Money] = field(default_factory=dict)
    tools: Mapping[int, Money] = field(default_factory=dict)
    debts: Mapping[tuple[str, str], Money] = field(default_factory=dict)

    @property
    def capital(self) -> Money:
        """What is hers: everything there less every debt."""
        owned = [self.cash, self.bank, *self.receivable.values(), *self.tools.values()]
        return Money(sum(map(int, owned)) - sum(map(int, self.debts.values())))


def opening(slip: Slip, there: Standing) -> Entry:
    """D kas, bank, piutang, peralatan / K utang, modal (the difference)."""
    capital = there.capital
    lines = [debit(role, amount) for role, amount in
             (("cash_on_hand", there.cash), ("bank", there.bank)) if amount]  # fmt: skip
    lines += [debit("customer_receivable", amount, subject=who)
              for who, amount in there.receivable.items()]  # fmt: skip
    lines += [debit("equipment", amount, subject=f"tool:{key}")
              for key, amount in there.tools.items()]  # fmt: skip
    lines += [credit(role, amount, subject=who) for (role, who), amount in there.debts.items()]
    if capital > 0:
        lines.append(credit("owner_capital", capital))
    elif capital < 0:
        lines.append(debit("owner_capital", -capital))
    return slip.entry(*lines)


def sale(slip: Slip, *, way: Way, amount: Money, subject: str, stock: Sequence[Line] = ()) -> Entry:
    """D kas, bank or piutang / K penjualan; goods with stock also D HPP / K persediaan."""
    cost = -sum(int(line.amount) for line in stock)
    lines = [_owed_or_paid(way, amount, subject), credit("sales", amount)]
    if cost:
        lines += [debit("cost_of_goods_sold", Money(cost)), *stock]
    return slip.entry(*lines)


def _owed_or_paid(way: Way, amount: Money, subject: str) -> Line:
    if way is Way.LATER:
        return debit("customer_receivable", amount, subject=subject)
    return debit(PLACES[way], amount)


def income(slip: Slip, *, way: Way, role: str, amount: Money, subject: str | None = None) -> Entry:
    """D kas or bank / K pendapatan lain, or the debt of a loan received."""
    return slip.entry(debit(PLACES[way], amount), credit(role, amount, subject=subject))


def cost(slip: Slip, *, way: Way, role: str, amount: Money, subject: str | None = None) -> Entry:
    """D beban / K kas, bank, utang usaha, or modal when the household paid."""
    return slip.entry(debit(role, amount), _paid_from(way, amount, subject))


def _paid_from(way: Way, amount: Money, subject: str | None) -> Line:
    if way is Way.LATER:
        role = "cooperative_debt" if subject == COOPERATIVE else "trade_payable"
        return credit(role, amount, subject=subject)
    if way is Way.OWN:
        return credit("owner_capital", amount)
    return credit(PLACES[way], amount)


def collected(slip: Slip, *, way: Way, amount: Money, subject: str) -> Entry:
    """D kas or bank / K piutang."""
    return slip.entry(
        debit(PLACES[way], amount), credit("customer_receivable", amount, subject=subject)
    )


def debt_paid(slip: Slip, *, way: Way, role: str, amount: Money, subject: str) -> Entry:
    """D utang / K kas, bank, or modal when the household paid."""
    return slip.entry(debit(role, amount, subject=subject), _paid_from(way, amount, None))


def drawn(slip: Slip, *, way: Way, amount: Money) -> Entry:
    """D prive / K kas or bank: what the household takes is no cost."""
    return slip.entry(debit("owner_drawings", amount), credit(PLACES[way], amount))


def invested(slip: Slip, *, way: Way, amount: Money) -> Entry:
    """D kas or bank / K modal."""
    return slip.entry(debit(PLACES[way], amount), credit("owner_capital", amount))


def moved(slip: Slip, *, into: Way, amount: Money) -> Entry:
    """D bank / K kas, or the other way."""
    away = Way.CASH if into is Way.BANK else Way.BANK
    return slip.entry(debit(PLACES[into], amount), credit(PLACES[away], amount))


def tool_bought(
    slip: Slip, *, way: Way, amount: Money, tool_id: int, subject: str | None = None
) -> Entry:
    """D peralatan / K kas, bank, utang usaha or modal."""
    return slip.entry(
        debit("equipment", amount, subject=f"tool:{tool_id}"), _paid_from(way, amount, subject)
    )


def worn(slip: Slip, wear: Mapping[int, Money]) -> Entry:
    """D penyusutan / K akumulasi penyusutan, one line for each tool."""
    total = Money(sum(map(int, wear.values())))
    used = [credit("accumulated_depreciation", amount, subject=f"tool:{key}")
            for key, amount in wear.items()]  # fmt: skip
    return slip.entry(debit("depreciation", total), *used)


@dataclass(frozen=True, slots=True)
class Gone:
    """A tool that leaves: what it had cost, its wear so far, and what it brought."""

    tool_id: int
    cost: Money
    worn: Money
    received: Money
    way: Way

    @property
    def result(self) -> Money:
        """Gain above zero, loss below."""
        return Money(int(self.received) - (int(self.cost) - int(self.worn)))


def tool_gone(slip: Slip, gone: Gone) -> Entry:
    """D kas, D akumulasi penyusutan, D beban lain (loss) / K peralatan, K pendapatan lain (gain)."""
    subject = f"tool:{gone.tool_id}"
    lines = [credit("equipment", gone.cost, subject=subject)]
    if gone.worn:
        lines.insert(0, debit("accumulated_depreciation", gone.worn, subject=subject))
    if gone.received:
        lines.insert(0, debit(PLACES[gone.way], gone.received))
    if gone.result > 0:
        lines.append(credit("other_income", gone.result))
    elif gone.result < 0:
        lines.insert(0, debit("other_expense", -gone.result))
    return slip.entry(*lines)


def year_end(slip: Slip, *, flows: Mapping[int, Money], drawings: Money) -> Entry:
    """Income and costs of a year, and what was drawn, go into laba ditahan.

    `flows` are the accounts of income and expense with their debit-positive balances.
    """
    lines = [credit(key, amount) if amount > 0 else debit(key, -amount)
             for key, amount in flows.items() if amount]  # fmt: skip
    if drawings:
        lines.append(
            credit("owner_drawings", drawings)
            if drawings > 0
            else debit("owner_drawings", -drawings)
        )
    kept = Money(sum(int(line.amount) for line in lines))
    if kept:
        lines.append(credit("prior_surplus", kept) if kept > 0 else debit("prior_surplus", -kept))
    return slip.entry(*lines)
