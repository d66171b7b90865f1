"""A deposit is placed: money in, a numbered certificate, a rate that stays for the term."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.members import queries as members
from coop_app.members.rules.standing import ENDED
from coop_app.money import Money
from coop_app.savings import queries as savings
from coop_app.savings.entries import Movement
from coop_app.savings.models import TimeDeposit
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.queries.time_deposits import Certificate, Product
from coop_app.savings.rules import payments, products
from coop_app.savings.rules.deposits import (
    AtMaturity,
    BelowSmallest,
    Payout,
    ProductEnded,
    Term,
)
from coop_app.savings.rules.payments import OPENING
from coop_app.savings.rules.products import SUKARELA
from coop_app.savings.service.time_deposits.recording import (
    PLACED,
    Draft,
    find_earlier,
    record,
    wait_for,
)


@dataclass(frozen=True, slots=True)
class Placement:
    """What a member wants: which product, how much, from where, and what then."""

    member_id: int
    product_id: int
    amount: Money
    on: date
    #: a cash place; none is simpanan sukarela
    place_id: int | None
    payout: str
    at_maturity: str
    memo: str = ""


def place(*, desk: Desk, placement: Placement, request_id: str) -> Certificate:
    """Take the money and make the certificate; the same request does it once.

    Raises `ProductEnded`, `BelowSmallest`, `NoDepositRate`, `MemberNotActive`, `DateInFuture`,
    `PlaceUnknown`, `BelowMinimumBalance`, `SavingsHeld`, `BackDated`, `RequestReused`, `NotFound`.
    """
    wait_for(desk, placement.member_id)
    mark = fingerprint(placement)
    if earlier := find_earlier(desk, request_id, mark):
        return earlier[0]
    draft = decide_placement(desk=desk, placement=placement)
    _check_alone(desk, placement)
    row = TimeDeposit(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, member_id=placement.member_id,
        product_id=placement.product_id, number=_next_number(desk),
        payout=Payout(placement.payout).value, at_maturity=AtMaturity(placement.at_maturity).value,
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    held = queries.get_deposit(desk.cooperative_id, row.id)
    record(desk, held, draft, (request_id, mark))
    return queries.get_deposit(desk.cooperative_id, row.id)


def decide_placement(*, desk: Desk, placement: Placement) -> Draft:
    """What the certificate will say; nothing is written. Raises as `place`."""
    payments.check_date(placement.on, desk.today)
    card = members.get_member(desk.cooperative_id, placement.member_id)
    if card.status in ENDED:
        raise products.MemberNotActive(name=card.name)
    product = queries.get_product(desk.cooperative_id, placement.product_id)
    _check_amount(product, placement.amount)
    rate = queries.rate_on(desk.cooperative_id, product, placement.on)
    if placement.place_id is None:
        _check_savings(desk, placement)
    else:
        payments.check_place(
            placement.place_id, dict(savings.place_choices(desk.book_id, opening=OPENING))
        )
    term = Term(placement.on, product.months, rate.mille, product.counting)
    return Draft(
        PLACED, placement.on, Movement(placement.amount), (), 0, place=placement.place_id,
        term=term, memo=placement.memo,
    )  # fmt: skip


def _check_alone(desk: Desk, placement: Placement) -> None:
    """A deposit from before the book is an opening balance: two people."""
    auth.check_back_dating(desk, placement.on)
    if placement.place_id is not None and placement.place_id not in dict(
        savings.place_choices(desk.book_id)
    ):
        auth.require_second_person(desk)


def drawn(*, desk: Desk, placement: Placement) -> Certificate:
    """The certificate as it would be, without a number, to show its journal."""
    product = queries.get_product(desk.cooperative_id, placement.product_id)
    return Certificate(
        0, desk.book_id, placement.member_id, product, 0, Payout(placement.payout),
        AtMaturity(placement.at_maturity), (),
    )  # fmt: skip


def _check_amount(product: Product, amount: Money) -> None:
    if not product.is_active:
        raise ProductEnded(product=product.name)
    if amount < product.smallest:
        raise BelowSmallest(smallest=product.smallest)


def _check_savings(desk: Desk, placement: Placement) -> None:
    """What moves over from simpanan sukarela must be free there."""
    kind = savings.get_product(desk.cooperative_id, SUKARELA)
    balance = savings.balance_of(desk.book_id, kind, placement.member_id)
    held = savings.holds_on(desk.cooperative_id, desk.book_id, placement.member_id, kind)
    products.check_withdrawal(kind, placement.amount, balance=balance, held=held)


def _next_number(desk: Desk) -> int:
    mine = TimeDeposit.cooperative_id == desk.cooperative_id
    newest = session.scalar(sa.select(sa.func.max(TimeDeposit.number)).where(mine))
    return 1 + int(newest or 0)
