"""Acts of this trade that wait for a second person: in words for who agrees, and done when agreed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _

from coop_app import auth
from coop_app.auth.forms import SecondPersonForm
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.refusal import N_
from coop_app.sales.queries.trade import acts, customers, payments
from coop_app.sales.rules.trade.consignment import Delivery, OwnerCost, ShopReport, Step
from coop_app.sales.rules.trade.owing import GivenUp, Payment
from coop_app.sales.rules.trade.produce import Purchase
from coop_app.sales.rules.trade.settling import Settlement
from coop_app.sales.service import trade
from coop_app.web.access import signed_in
from coop_app.web.filters import long_day, rupiah_text

RECEIVE, STEP, REPORT = "sales.consign_receive", "sales.consign_step", "sales.shop_report"
COST, SETTLE = "sales.owner_cost", "sales.settle"
PAY, LOSS, TAKE_BACK = "sales.pay_debt", "sales.write_off", "sales.reverse_payment"
UNDO = "sales.undo_paper"
BUY, PAY_PRODUCE = "sales.buy_produce", "sales.pay_produce"
#: kind → what is asked for, the verb, the name of its argument, the title (English message id)
_VERBS: dict[str, tuple[type[Any], Callable[..., object], str, str]] = {
    RECEIVE: (Delivery, trade.receive, "delivery", N_("Goods left to be sold, an old day")),
    STEP: (Step, trade.step, "asked_step", N_("Goods of a member moved, an old day")),
    REPORT: (ShopReport, trade.report, "asked", N_("Report of a shop, an old day")),
    COST: (OwnerCost, trade.pay_cost, "asked", N_("Cost paid for an owner of goods")),
    SETTLE: (Settlement, trade.settle, "asked", N_("Settlement with an owner of goods")),
    PAY: (Payment, trade.pay, "payment", N_("Debt for goods paid, an old day")),
    LOSS: (GivenUp, trade.write_off, "given_up", N_("Debt for goods given up")),
    BUY: (Purchase, trade.buy, "asked", N_("Produce bought from a member")),
    PAY_PRODUCE: (Payment, trade.pay_produce, "payment", N_("Member paid for produce")),
}
Words = list[tuple[str, str]]


def asked(kind: str, form: SecondPersonForm, act: Any, *, subject: str = "") -> auth.Asked:
    """What is put before the second person."""
    content = {
        "book_id": signed_in().book_id, "act": auth.packed(act),
        "request_id": form.request_id.data,
    }  # fmt: skip
    named = getattr(act, "subject", "") or f"member:{getattr(act, 'member_id', 0)}"
    return auth.Asked(kind, subject=subject or named, content=content)


def asked_back(form: SecondPersonForm, paid: payments.Paid) -> auth.Asked:
    """A payment is to be taken back."""
    content = {
        "book_id": paid.book_id, "payment_id": paid.id, "on": form.facts["on"].isoformat(),
        "why": form.facts["why"], "request_id": form.request_id.data,
    }  # fmt: skip
    return auth.Asked(
        TAKE_BACK, subject=paid.subject, content=content, reason=form.facts["why"] or ""
    )


def asked_undo(form: SecondPersonForm, act: acts.Act) -> auth.Asked:
    """A paper of consignment is to be taken back."""
    content = {
        "book_id": act.book_id, "act_id": act.id, "on": form.facts["on"].isoformat(),
        "why": form.facts["why"], "request_id": form.request_id.data,
    }  # fmt: skip
    return auth.Asked(
        UNDO, subject=f"consignment_act:{act.id}", content=content, reason=form.facts["why"] or ""
    )


def _execute(kind: str) -> Callable[[auth.Agreed], object]:
    what, verb, name, _title = _VERBS[kind]

    def done(agreed: auth.Agreed) -> None:
        act = auth.unpacked(what, agreed.content["act"])
        verb(desk=agreed.desk, request_id=agreed.content["request_id"], **{name: act})

    return done


def _describe(kind: str) -> Callable[[int, dict[str, Any]], Words]:
    what = _VERBS[kind][0]

    def told(cooperative_id: int, content: dict[str, Any]) -> Words:
        act = auth.unpacked(what, content["act"])
        return list(_words(cooperative_id, content["book_id"], act))

    return told


def _words(cooperative_id: int, book_id: int, act: Any) -> Iterator[tuple[str, str]]:
    """Everything of it that a person can judge."""
    subject = getattr(act, "subject", "") or f"member:{getattr(act, 'member_id', 0)}"
    if not subject.endswith(":0"):
        yield _("Whom it concerns"), customers.debtor_of(cooperative_id, subject).name
    if point := getattr(act, "point_id", None):
        yield _("Where it lies"), products.get_point(book_id, point).name
    labels = {
        "amount": _("Amount"), "set_off": _("Cut for goods on credit"), "paid": _("Paid"),
        "received": _("Money handed over"),
    }  # fmt: skip
    for name, label in labels.items():
        value = getattr(act, name, None)
        if isinstance(value, Money) and value:
            yield label, rupiah_text(value)
    yield _("Date"), long_day(act.on)
    for name in ("what", "why", "memo"):
        if text := getattr(act, name, ""):
            yield _("Note"), text
    goods: tuple[Any, ...] = getattr(act, "lines", ()) or getattr(act, "items", ())
    items = products.items_of(book_id, [line.item_id for line in goods])
    for line in goods:
        quantity = int(getattr(line, "quantity", 0) or getattr(line, "sold", 0))
        yield items[line.item_id].name, items[line.item_id].text(quantity)


def _describe_back(cooperative_id: int, content: dict[str, Any]) -> Words:
    paid = payments.get_payment(cooperative_id, content["payment_id"])
    return [
        (_("Whom it concerns"), customers.debtor_of(cooperative_id, paid.subject).name),
        (_("Amount"), rupiah_text(paid.amount)),
        (_("Paid on"), long_day(paid.on)),
        (_("Taken back on"), long_day(date.fromisoformat(content["on"]))),
        (_("Reason"), content["why"]),
    ]


def _execute_back(agreed: auth.Agreed) -> None:
    content = agreed.content
    trade.reverse_payment(
        desk=agreed.desk, payment_id=content["payment_id"], why=content["why"],
        on=date.fromisoformat(content["on"]),
    )  # fmt: skip


def _describe_undo(cooperative_id: int, content: dict[str, Any]) -> Words:
    act = acts.get_act(cooperative_id, content["act_id"])
    given = {acts.REPORT: act.gross, acts.COST: act.cost, acts.SETTLED: act.set_off + act.paid}
    found = [
        (_("Paper of"), long_day(act.on_date)),
        (_("Amount"), rupiah_text(given[act.kind])),
        (_("Taken back on"), long_day(date.fromisoformat(content["on"]))),
        (_("Reason"), content["why"]),
    ]
    if act.member_id is not None:
        who = customers.debtor_of(cooperative_id, f"member:{act.member_id}").name
        found.insert(0, (_("Whom it concerns"), who))
    return found


def _execute_undo(agreed: auth.Agreed) -> None:
    content = agreed.content
    trade.undo(
        desk=agreed.desk, act_id=content["act_id"], why=content["why"],
        on=date.fromisoformat(content["on"]),
    )  # fmt: skip


for _kind, (*_rest, _told) in _VERBS.items():
    auth.register_kind(auth.Kind(_kind, _told, _describe(_kind), _execute(_kind)))
auth.register_kind(
    auth.Kind(TAKE_BACK, N_("Payment of a debt taken back"), _describe_back, _execute_back)
)
auth.register_kind(
    auth.Kind(UNDO, N_("Paper of consignment taken back"), _describe_undo, _execute_undo)
)
