"""Loans, goods and rounds that are open on a day; and all sections of a handover together."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _

from coop_app import ledger
from coop_app.app.handover import money
from coop_app.literacy.rules.practice.handover import Item, Section
from coop_app.loans import queries as loans
from coop_app.money import Money
from coop_app.products.queries import catalogue
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving import payables
from coop_app.purchasing.rules.rounds import life
from coop_app.sales.queries.trade import debts, due
from coop_app.web import references
from coop_app.web.filters import day

_SOON = timedelta(days=183)
_UNDER_WAY = (life.ORDERED, life.RECEIVED, life.DISTRIBUTED)


def _late_loans(cooperative_id: int, book_id: int, on: date) -> Section:
    late = [
        one
        for one in loans.loan_book(cooperative_id, book_id).on(on)
        if one.position.arrears
    ]  # fmt: skip
    rows = tuple(
        Item(
            f"{one.loan.label} · {one.member.name}", one.position.arrears,
            note=_("%(days)s days late", days=one.position.days_late),
            url=url_for("loans.loan", loan_id=one.loan.id),
        )
        for one in sorted(late, key=lambda one: -one.position.days_late)
    )  # fmt: skip
    return Section("loans", _("Instalments that are late"), rows, _("No instalment is late."))


def _owed_for_goods(cooperative_id: int, book_id: int, on: date) -> Section:
    rows = []
    for role in ("member_goods_receivable", "nonmember_receivable"):
        for one in debts.debts(cooperative_id, book_id, role=role, on=on).rows:
            note = _("in time until %(day)s", day=day(one.due)) if one.due else ""
            rows.append(Item(one.debtor.name, one.aged.balance, one.aged.oldest, note))
    rows.sort(key=lambda one: one.on or on)
    title, empty = _("Who owes for goods, the oldest first"), _("Nobody owes for goods.")
    return Section("receivables", title, tuple(rows), empty)


def _owed_to_suppliers(cooperative_id: int, book_id: int, on: date) -> Section:
    found = payables.payables(book_id, on)
    names = references.describe(cooperative_id, [one.subject for one in found])
    rows = []
    for one in found:
        known = names.get(one.subject)
        label = known.label if known else _("without a name")
        oldest = min((item.debt.due for item in one.items), default=None)
        rows.append(Item(label, one.owed, oldest, url=(known.url or "") if known else ""))
    title, empty = _("What we owe suppliers"), _("Nothing is owed to suppliers.")
    return Section("payables", title, tuple(rows), empty)


def _consignment(cooperative_id: int, book_id: int, on: date) -> Section:
    held = ledger.subject_balances_on(book_id=book_id, account=due.PAYABLE, on=on)
    found = {key: Money(-amount) for key, amount in held.items() if amount}
    names = references.describe(cooperative_id, list(found))
    rows = tuple(
        Item(names[key].label, amount, url=names[key].url or "")
        for key, amount in found.items()
        if key in names
    )
    empty = _("No owner of goods waits for money.")
    return Section("consignment", _("Goods sold for members, not yet paid out"), rows, empty)


def _promised(_cooperative_id: int, book_id: int, on: date) -> Section:
    """Money of members that lies here for a purpose: advances, and savings of those who left."""
    rows = []
    for role in ("member_deposits_orders", "exit_refund_payable"):
        account = ledger.account(book_id=book_id, role=role)
        held = Money(-int(ledger.balance(book_id=book_id, account=account.id, on=on)))
        url = url_for("ledger.account", account_id=account.id)
        rows += [Item(account.name, held, url=url)] if held else []
    title, empty = _("Members' money that waits"), _("No money of members waits.")
    return Section("promised", title, tuple(rows), empty)


def _rounds(cooperative_id: int, _book_id: int, _on: date) -> Section:
    rows = tuple(
        Item(
            one.title,
            note=one.supplier_name,
            url=url_for("purchasing.round_account", round_id=one.id),
        )
        for one in rounds.list_rounds(cooperative_id, states=_UNDER_WAY)
    )
    empty = _("No round is under way.")
    return Section("rounds", _("Rounds of buying not settled"), rows, empty, as_now=True)


def _permits(_cooperative_id: int, book_id: int, on: date) -> Section:
    ending = [
        card.permit
        for card in catalogue.list_permits([book_id], ended=True)
        if card.permit.valid_until and card.permit.valid_until <= on + _SOON
        if card.ended_on is None or card.ended_on > on
    ]
    rows = tuple(
        Item(
            one.kind.value.upper(),
            on=one.valid_until,
            note=one.number,
            url=url_for("products.permits"),
        )
        for one in ending
    )
    empty = _("No permit ends within half a year.")
    return Section("permits", _("Permits that end"), rows, empty, urgent=bool(rows))


Reading = Callable[[int, int, date], Section]
_READINGS: tuple[Reading, ...] = (
    money.places, money.unexplained, money.waiting, money.months, money.month_tasks,
    money.imports, _late_loans, _owed_for_goods, _owed_to_suppliers, _consignment, _promised,
    _rounds, _permits, money.people, money.bounds,
)  # fmt: skip


class EverythingOpen:
    """The port of `literacy`: all sections of a handover."""

    def sections(self, cooperative_id: int, book_id: int, on: date) -> Sequence[Section]:
        """Everything that is open on a day, by subject."""
        return [read(cooperative_id, book_id, on) for read in _READINGS]
