"""How what waits reads on the page of who decides."""

from typing import Any

from flask_babel import gettext as _

from coop_app import auth, ledger
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.savings import queries
from coop_app.savings.rules.payments import Payment, Withdrawal
from coop_app.savings.rules.terms import NewTerm
from coop_app.savings.views.counter import months_text
from coop_app.web.filters import long_day, rupiah_text

Words = list[tuple[str, str]]


def _paid(row: Payment | Withdrawal, cooperative_id: int, book_id: int) -> Words:
    member = members.get_member(cooperative_id, row.member_id)
    place = ledger.account(book_id=book_id, id=row.place_id)
    note = [(_("Note"), row.memo)] if row.memo else []
    return [
        (_("Member"), f"{member.label} – {member.group_name}"),
        (_("Date"), long_day(row.paid_on)),
        (_("Cash place"), place.name),
        *note,
    ]


def _named(cooperative_id: int) -> dict[str, str]:
    return {product.key: product.name for product in queries.list_products(cooperative_id)}


def of_deposit(cooperative_id: int, content: dict[str, Any]) -> Words:
    """Who pays, when, where, how much of what."""
    payment = auth.unpacked(Payment, content["payment"])
    names = _named(cooperative_id)
    parts = [
        (names.get(part.product, part.product), _part(part.amount, months_text(part.months)))
        for part in payment.parts
    ]
    return [*_paid(payment, cooperative_id, content["book_id"]), *parts]


def _part(amount: Any, months: str) -> str:
    return " – ".join(word for word in (rupiah_text(amount) if amount else "", months) if word)


def of_withdrawal(cooperative_id: int, content: dict[str, Any]) -> Words:
    """Who takes out, when, where, how much."""
    asked = auth.unpacked(Withdrawal, content["withdrawal"])
    name = _named(cooperative_id).get(asked.product, asked.product)
    return [*_paid(asked, cooperative_id, content["book_id"]), (name, rupiah_text(asked.amount))]


def of_reversal(cooperative_id: int, content: dict[str, Any]) -> Words:
    """Which receipt is taken back and why."""
    facts = queries.receipt(cooperative_id, content["act_id"])
    return [
        (_("Voucher"), facts.entry.voucher),
        (_("Member"), facts.member.label),
        (_("Amount"), rupiah_text(facts.act.amount)),
        (_("Date of the receipt"), long_day(facts.act.paid_on)),
        (_("Reason"), content["why"]),
    ]


def of_sheet(cooperative_id: int, content: dict[str, Any]) -> Words:
    """The whole sheet: one line for each member."""
    group = members.get_group(cooperative_id, content["group_id"])
    return [(_("Village group"), group.name), *of_openings(cooperative_id, content)]


def of_openings(cooperative_id: int, content: dict[str, Any]) -> Words:
    """When and where, what it comes to by kind, then one line for each member."""
    rows = [auth.unpacked(Payment, row) for row in content["rows"]]
    names = members.names(cooperative_id, [row.member_id for row in rows])
    kinds = _named(cooperative_id)
    sums = {
        name: sum(int(part.amount) for row in rows for part in row.parts if part.product == key)
        for key, name in kinds.items()
    }
    head = _paid(rows[0], cooperative_id, content["book_id"])[1:]
    totals = [
        (_("%(kind)s in all", kind=name), rupiah_text(Money(sums[name])))
        for name in sums
        if sums[name]
    ]
    lines = [(names.get(row.member_id, ""), _amounts(row, kinds)) for row in rows]
    return [*head, (_("Members"), str(len(rows))), *totals, *lines]


def _amounts(row: Payment, kinds: dict[str, str]) -> str:
    return ", ".join(
        f"{kinds.get(part.product, part.product)} {rupiah_text(part.amount)}" for part in row.parts
    )


def of_term(cooperative_id: int, content: dict[str, Any]) -> Words:
    """Which amount, from when, decided by whom."""
    new = auth.unpacked(NewTerm, content["term"])
    return [
        (_("Kind of savings"), _named(cooperative_id).get(new.product, new.product)),
        (_("Amount"), rupiah_text(new.amount)),
        (_("From (first of a month)"), long_day(new.valid_from)),
        (_("Decided by"), new.decided_by),
    ]


def of_minimum(cooperative_id: int, content: dict[str, Any]) -> Words:
    """Which kind, how much it was, how much it is to be."""
    product = queries.get_product(cooperative_id, content["product"])
    return [
        (_("Kind of savings"), product.name),
        (_("Smallest balance now"), rupiah_text(product.minimum_balance)),
        (_("Smallest balance from now on"), rupiah_text(Money(content["minimum"]))),
    ]


def of_release(cooperative_id: int, content: dict[str, Any]) -> Words:
    """Whose money, how much, why it was held and why it may go."""
    placed = queries.get_hold(cooperative_id, content["hold_id"])
    member = members.get_member(cooperative_id, placed.member_id)
    return [
        (_("Member"), f"{member.label} – {member.group_name}"),
        (_("Amount"), rupiah_text(placed.amount)),
        (_("Held because"), placed.reason),
        (_("Reason"), content["why"]),
    ]
