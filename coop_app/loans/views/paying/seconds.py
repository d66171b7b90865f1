"""Acts on running loans that wait for a second person: in words for who agrees, and done when agreed."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from coop_app import auth, ledger
from coop_app.loans import queries, service
from coop_app.loans.forms.paying import MoneyForm, PaymentReversalForm
from coop_app.loans.rules.paying import Kind, Payment, Refund, Settlement, Source
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import N_
from coop_app.web.access import signed_in
from coop_app.web.filters import long_day, rupiah_text

REPAY, SETTLE = "loan.repay", "loan.settle"
REFUND, REVERSE = "loan.refund", "loan.reverse_payment"
Words = list[tuple[str, str]]


def to_repay(form: MoneyForm, asked: Payment) -> auth.Asked:
    """A payment of an old date."""
    return _asked(REPAY, form, asked.loan_id, payment=auth.packed(asked))


def to_settle(form: MoneyForm, asked: Settlement) -> auth.Asked:
    """A settlement of an old date."""
    return _asked(SETTLE, form, asked.loan_id, settlement=auth.packed(asked))


def to_refund(form: MoneyForm, asked: Refund) -> auth.Asked:
    """A refund of an old date or above the limit."""
    return _asked(REFUND, form, asked.loan_id, refund=auth.packed(asked))


def to_reverse(form: PaymentReversalForm, act: queries.Paid) -> auth.Asked:
    """The reversal of the last act on a loan."""
    content = {
        "book_id": act.book_id, "payment_id": act.id, "on": form.facts["on"].isoformat(),
        "why": form.why.data, "request_id": form.request_id.data,
    }  # fmt: skip
    return auth.Asked(
        REVERSE, subject=f"loan:{act.loan_id}", content=content, reason=form.why.data or ""
    )


def _asked(kind: str, form: MoneyForm, loan_id: int, **content: Any) -> auth.Asked:
    whole = {"book_id": signed_in().book_id, "request_id": form.request_id.data} | content
    return auth.Asked(kind, subject=f"loan:{loan_id}", content=whole)


def _loan_words(cooperative_id: int, loan_id: int) -> Words:
    loan = queries.get_loan(cooperative_id, loan_id)
    member = members.get_member(cooperative_id, loan.member_id)
    return [
        (_("Loan"), f"{loan.label} · {loan.product}"),
        (_("Borrower"), f"{member.label}, {member.group_name}"),
    ]


def _money_words(amount: Money, on: date, source: Source, place_id: int | None) -> Words:
    places = {place.id: place.name for place in ledger.cash_places(book_id=signed_in().book_id)}
    where = {
        Source.SAVINGS: str(_("simpanan sukarela of the member")),
        Source.HELD: str(_("held money")),
    }
    return [
        (_("Amount"), rupiah_text(amount)),
        (_("Date"), long_day(on)),
        (_("Money"), where.get(source) or places.get(place_id or 0, "")),
    ]


def _describe_payment(cooperative_id: int, content: dict[str, Any]) -> Words:
    asked = auth.unpacked(Payment, content["payment"])
    return [
        *_loan_words(cooperative_id, asked.loan_id),
        *_money_words(asked.amount, asked.paid_on, asked.source, asked.place_id),
    ]


def _describe_settlement(cooperative_id: int, content: dict[str, Any]) -> Words:
    asked = auth.unpacked(Settlement, content["settlement"])
    return [
        *_loan_words(cooperative_id, asked.loan_id),
        *_money_words(asked.total, asked.paid_on, asked.source, asked.place_id),
    ]


def _describe_refund(cooperative_id: int, content: dict[str, Any]) -> Words:
    asked = auth.unpacked(Refund, content["refund"])
    return [
        *_loan_words(cooperative_id, asked.loan_id),
        *_money_words(asked.amount, asked.paid_on, asked.to, asked.place_id),
    ]


def _describe_reversal(cooperative_id: int, content: dict[str, Any]) -> Words:
    act = queries.get_payment(cooperative_id, content["payment_id"])
    entry = ledger.entry_page(book_id=act.book_id, seq=act.entry_seq)
    return [
        *_loan_words(cooperative_id, act.loan_id),
        (_("Voucher"), entry.voucher),
        *_money_words(act.amount, act.paid_on, Source(act.source), act.place_id),
        (_("Cancelled on"), long_day(date.fromisoformat(content["on"]))),
    ]


def _repay(agreed: auth.Agreed) -> None:
    asked = auth.unpacked(Payment, agreed.content["payment"])
    service.repay(desk=agreed.desk, payment=asked, request_id=agreed.content["request_id"])


def _settle(agreed: auth.Agreed) -> None:
    asked = auth.unpacked(Settlement, agreed.content["settlement"])
    service.settle(desk=agreed.desk, settlement=asked, request_id=agreed.content["request_id"])


def _refund(agreed: auth.Agreed) -> None:
    asked = auth.unpacked(Refund, agreed.content["refund"])
    act = service.refund(desk=agreed.desk, given=asked, request_id=agreed.content["request_id"])
    ledger.refuse_short(book_id=act.book_id, seq=act.entry_seq)


def _reverse(agreed: auth.Agreed) -> None:
    content = agreed.content
    act = service.reverse_payment(
        desk=agreed.desk, payment_id=content["payment_id"],
        on=date.fromisoformat(content["on"]), why=content["why"],
    )  # fmt: skip
    if act.kind != Kind.REFUND:
        ledger.refuse_short(book_id=act.book_id, seq=act.reversed_seq or 0)


auth.register_kind(auth.Kind(REPAY, N_("Loan payment of an old date"), _describe_payment, _repay))
auth.register_kind(
    auth.Kind(SETTLE, N_("Loan settlement of an old date"), _describe_settlement, _settle)
)
auth.register_kind(auth.Kind(REFUND, N_("Give held loan money back"), _describe_refund, _refund))
auth.register_kind(auth.Kind(REVERSE, N_("Cancel a loan payment"), _describe_reversal, _reverse))
