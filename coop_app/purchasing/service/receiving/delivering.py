"""Goods are handed to a member: one delivery, one entry, paid in up to five ways."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import plain_date
from coop_app.db import session
from coop_app.ledger.entry import Line
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.entries import distributing as entries
from coop_app.purchasing.entries.distributing import Buyer
from coop_app.purchasing.entries.supplying import Paper
from coop_app.purchasing.models import RoundDelivery, RoundDeliveryLine
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.receipts import Wanted, list_receipts
from coop_app.purchasing.queries.receiving.sharings import MemberShare, Shared, sharings_of
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.receiving import refusals, ways
from coop_app.purchasing.rules.receiving import sharing as rules
from coop_app.purchasing.rules.receiving.acts import HandOver, check_day
from coop_app.purchasing.rules.receiving.later import BeforeTheGoods
from coop_app.purchasing.rules.receiving.ways import Means, Ways
from coop_app.purchasing.rules.rounds import life as stages
from coop_app.purchasing.service import neighbours
from coop_app.purchasing.service.receiving.advances import paid_in
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_round,
    made,
    moment_of,
    post,
    posted_by,
    queue,
    written,
)
from coop_app.purchasing.service.receiving.sharing import HANDS_OUT
from coop_app.purchasing.service.rounds import life


@dataclass(frozen=True, slots=True)
class Piece:
    """One item that is handed over: base units and what the member pays for them."""

    shared: Shared
    share: MemberShare
    quantity: int
    amount: Money

    @property
    def market(self) -> Money | None:
        """What it costs in the shops around, where that is known."""
        price = self.shared.item.market_price
        if price is None:
            return None
        return rules.benefit(price, self.shared.item.unit_factor, self.quantity, Money(0))


@dataclass(frozen=True, slots=True)
class Basket:
    """What a hand-over would be: to whom, what, for how much."""

    shown: Round
    member: MemberCard
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> Money:
        """What is to be paid."""
        return Money(sum(int(piece.amount) for piece in self.pieces))


def hand_over(*, desk: Desk, handed: HandOver, request_id: str) -> int:
    """Hand a member's goods over; returns the delivery's key. The same request id posts once.

    Raises `NotFound`, `NotYourTurn`, `BeforeTheGoods`, `NothingTaken`, `MoreThanShared`, `ItemShort`, `DateInFuture`, what
    `ways.check` raises, `SecondPersonNeeded` for an older day, `RequestReused`, and what `ledger.post`
    raises.
    """
    locked_round(desk, handed.round_id)
    if earlier := find_earlier(RoundDelivery, desk, request_id, handed):
        return earlier.id
    queue(desk, handed.member_id)
    basket = decide(desk=desk, handed=handed)
    check_ways(desk, handed, basket.total, means_of(desk, handed.member_id, lock=True))
    auth.check_back_dating(desk, handed.on)
    row = _write(desk, handed, basket, request_id)
    _post(desk, row, basket)
    if _all_handed_over(desk, handed.round_id):
        _finish(desk, basket.shown)
    return row.id


def decide(*, desk: Desk, handed: HandOver) -> Basket:
    """What a hand-over would be; nothing is written. Raises as `hand_over`."""
    check_day(handed.on, desk.today)
    shown = rounds.get_round(desk.cooperative_id, handed.round_id)
    if shown.state not in HANDS_OUT:
        raise refusals.NotYourTurn
    check_came(shown, handed.on)
    member = members.get_member(desk.cooperative_id, handed.member_id)
    known = {shared.item.id: shared for shared in sharings_of(shown)}
    taken = [(key, quantity) for key, quantity in handed.lines if quantity]
    if not taken:
        raise refusals.NothingTaken
    return Basket(shown, member, tuple(_piece(known, handed.member_id, *one) for one in taken))


def check_came(shown: Round, on: date) -> None:
    """Goods leave on the day they came or later. Raises `BeforeTheGoods`."""
    found = list_receipts(shown.cooperative_id, Wanted(round_id=shown.id, standing=True))
    first = min((one.received_on for one in found), default=on)
    if on < first:
        raise BeforeTheGoods(on=plain_date(first))


def _piece(known: dict[int, Shared], member_id: int, key: int, quantity: int) -> Piece:
    shared = known.get(key)
    share = shared.of(member_id) if shared else None
    if shared is None or share is None or not 0 < quantity <= share.open:
        name = shared.item.name if shared else ""
        there = shared.text(share.open if share else 0) if shared else "0"
        raise rules.MoreThanShared(item=name, there=there)
    return Piece(shared, share, quantity, rules.charge(share.whole, share.part, quantity))


def means_of(desk: Desk, member_id: int, *, lock: bool = False) -> Means:
    """What a member has to pay with; with `lock` the saver's other acts wait until commit."""
    subject, book = f"member:{member_id}", desk.book_id
    savings = (neighbours.free_savings if lock else neighbours.shown_savings)(desk, member_id)
    if lock:
        # a till next door may be giving the same member credit: both count what is owed behind this
        ledger.hold(book_id=book)
    consigned = ledger.account(book_id=book, role="consignment_payable")
    waiting = auth.held(book_id=book, account_id=consigned.id, subject=subject)
    return Means(
        advance=paid_in(desk, member_id), savings=savings,
        owed_to=-ledger.balance(book_id=book, account=consigned.id, subject=subject) - waiting,
        owes=ledger.balance(book_id=book, account="member_goods_receivable", subject=subject),
        limit=Money(
            auth.limit("goods_credit_limit", cooperative_id=desk.cooperative_id, on=desk.today)
        ),
    )  # fmt: skip


def check_ways(desk: Desk, handed: HandOver, total: Money, means: Means) -> None:
    """Raises what `ways.check` raises."""
    places = {place.id for place in ledger.cash_places(book_id=desk.book_id)}
    ways.check(handed.ways, total=total, means=means, has_place=handed.place_id in places)


def _write(desk: Desk, handed: HandOver, basket: Basket, request_id: str) -> RoundDelivery:
    paid, days = handed.ways, auth.limit(
        "goods_credit_days", cooperative_id=desk.cooperative_id, on=desk.today
    )  # fmt: skip
    return written(
        RoundDelivery(
            **made(desk, request_id, handed), **posted_by(desk), round_id=handed.round_id,
            member_id=handed.member_id, group_id=basket.member.group_id, point_id=handed.point_id,
            kind="delivery", delivered_on=handed.on, total=int(basket.total),
            advance=int(paid.advance), cash=int(paid.cash), savings=int(paid.savings),
            set_off=int(paid.set_off), credit=int(paid.credit),
            place_id=handed.place_id if paid.cash else None,
            due_on=handed.on + timedelta(days=days) if paid.credit else None, why="",
        )
    )  # fmt: skip


def _post(desk: Desk, row: RoundDelivery, basket: Basket) -> None:
    paper = paper_of(row.id, basket, row.delivered_on)
    lines: list[Line] = []
    stock.lock(
        desk=desk, wanted=[(piece.shared.item.item_id, row.point_id) for piece in basket.pieces]
    )
    for piece in basket.pieces:
        moved = stock.take_out(
            desk=desk, item_id=piece.shared.item.item_id, point_id=row.point_id,
            quantity=piece.quantity, on=paper.on, source=paper.source,
            kind=MoveKind.DISTRIBUTION, memo=paper.memo,
        )  # fmt: skip
        lines += moved.lines
        session.add(_line(row.id, piece, moved.cost))
    session.flush()
    post(desk, row, entry_of(paper, basket, (_ways(row), row.place_id), lines))


def _line(key: int, piece: Piece, cost: Money) -> RoundDeliveryLine:
    market = piece.market
    return RoundDeliveryLine(
        delivery_id=key, round_item_id=piece.shared.item.id, quantity=piece.quantity,
        amount=int(piece.amount), cost=int(cost), market=None if market is None else int(market),
    )  # fmt: skip


def _ways(row: RoundDelivery) -> Ways:
    return Ways(
        advance=Money(row.advance), cash=Money(row.cash), savings=Money(row.savings),
        set_off=Money(row.set_off), credit=Money(row.credit),
    )  # fmt: skip


def paper_of(key: int, basket: Basket, on: date) -> Paper:
    """The document's name and words for the journal."""
    memo = f"Pembagian {basket.shown.label} kepada {basket.member.label}"
    return Paper(on, f"purchasing.delivery:{key}", memo)


def entry_of(
    paper: Paper, basket: Basket, paid: tuple[Ways, int | None], stock_lines: list[Line]
) -> ledger.Entry:
    """The journal entry a hand-over makes."""
    buyer = Buyer(basket.member.id, basket.member.group_id)
    return entries.delivery(paper, buyer, ways=paid[0], place=paid[1], stock=stock_lines)


def _all_handed_over(desk: Desk, round_id: int) -> bool:
    shown = rounds.get_round(desk.cooperative_id, round_id)
    return not any(shared.open for shared in sharings_of(shown))


def _finish(desk: Desk, shown: Round) -> None:
    if shown.state == stages.RECEIVED:
        life.take(desk=desk, round_id=shown.id, act="distribute", at=moment_of(desk))
