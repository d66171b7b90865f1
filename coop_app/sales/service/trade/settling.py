"""Money between the cooperative and an owner of goods: what was paid for the owner, and the settlement."""

from dataclasses import dataclass

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import N_, Refused
from coop_app.sales.entries import trade as entries
from coop_app.sales.entries.trade import Slip
from coop_app.sales.models.trade import ConsignmentAct
from coop_app.sales.queries.trade import acts, due
from coop_app.sales.queries.trade.acts import Act
from coop_app.sales.queries.trade.due import Standing
from coop_app.sales.rules.trade import owing, settling, words
from coop_app.sales.rules.trade.consignment import OwnerCost
from coop_app.sales.rules.trade.settling import Settlement, Way
from coop_app.sales.service.trade.consigning import party_of
from coop_app.sales.service.trade.goods import Asked, write_act
from coop_app.sales.service.trade.recording import check_place, held, post, same, wait


class LedgerDisagrees(Refused):
    """The papers say something else than the journal."""

    message = N_(
        "The journal says %(journal)s is due, the papers say %(papers)s. Run the audit before paying."
    )


class WhatMissing(Refused):
    """The owner sees what was paid for."""

    message = N_("Write what was paid for the owner.")
    field = "what"


@dataclass(frozen=True, slots=True)
class Settling:
    """A settlement worked out: where the owner stands, what is given, what is left."""

    asked: Settlement
    standing: Standing

    @property
    def left_over(self) -> Money:
        """What stays owed to the owner."""
        return self.standing.due.due - self.asked.set_off - self.asked.paid


def pay_cost(*, desk: Desk, asked: OwnerCost, request_id: str) -> Act:
    """Something is paid for an owner; the next settlement takes it off.

    Raises `PaymentEmpty`, `WhatMissing`, `PlaceUnknown`, `DateInFuture`, `RequestReused`, `CashShort`,
    `SecondPersonNeeded`, `NotFound`.
    """
    members.get_member(desk.cooperative_id, asked.member_id)
    wait(desk=desk, subjects=[f"member:{asked.member_id}"])
    request = Asked(request_id, fingerprint(asked))
    if earlier := same(acts.find_act_request(desk.cooperative_id, request_id), request.fingerprint):
        return earlier
    check_cost(desk=desk, asked=asked)
    auth.check_back_dating(desk, asked.on)
    auth.check_withdrawal_limit(desk, asked.amount)
    facts = {
        "kind": acts.COST, "on_date": asked.on, "member_id": asked.member_id, "way": "place",
        "place_id": asked.place_id, "cost": int(asked.amount), "memo": asked.what.strip(),
    }  # fmt: skip
    key = write_act(desk=desk, facts=facts, asked=request)
    entry = cost_entry(desk=desk, asked=asked, act_id=key)
    post(desk=desk, entry=entry, table=ConsignmentAct, key=key)
    return acts.get_act(desk.cooperative_id, key)


def check_cost(*, desk: Desk, asked: OwnerCost) -> None:
    """Whether a cost can be recorded; nothing is written. Raises as `pay_cost`."""
    owing.check_date(asked.on, desk.today)
    if asked.amount <= 0:
        raise owing.PaymentEmpty
    if not asked.what.strip():
        raise WhatMissing
    check_place(desk, asked.place_id)


def cost_entry(*, desk: Desk, asked: OwnerCost, act_id: int = 0) -> Entry:
    """The journal entry of a cost; without a key it is only to be shown."""
    member = members.get_member(desk.cooperative_id, asked.member_id)
    memo = words.memo("cost", member.label, asked.what)
    slip = Slip(asked.on, f"sales.consignment:{act_id}", memo, asked.place_id)
    return entries.owner_cost(slip, party_of(desk, member.id), asked.amount)


def settle(*, desk: Desk, asked: Settlement, request_id: str) -> Act:
    """Pay an owner what the goods brought, less what is set off.

    Raises `NothingToSettle`, `NothingGiven`, `SetOffTooMuch`, `MoreThanDue`, `PlaceMissing`,
    `PlaceUnknown`, `LedgerDisagrees`, `DateInFuture`, `RequestReused`, `CashShort`, `NotFound`, and
    `SecondPersonNeeded` above the limit or for an old day.
    """
    members.get_member(desk.cooperative_id, asked.member_id)
    wait(desk=desk, subjects=[f"member:{asked.member_id}"])
    request = Asked(request_id, fingerprint(asked))
    if earlier := same(acts.find_act_request(desk.cooperative_id, request_id), request.fingerprint):
        return earlier
    worked = decide_settlement(desk=desk, asked=asked)
    auth.check_back_dating(desk, asked.on)
    auth.check_withdrawal_limit(desk, asked.paid)
    key = write_act(desk=desk, facts=_facts(worked), asked=request)
    entry = settlement_entry(desk=desk, asked=asked, act_id=key)
    post(desk=desk, entry=entry, table=ConsignmentAct, key=key)
    _check_after(desk, asked.member_id)
    return acts.get_act(desk.cooperative_id, key)


def decide_settlement(*, desk: Desk, asked: Settlement) -> Settling:
    """Work a settlement out; nothing is written. Raises as `settle`."""
    owing.check_date(asked.on, desk.today)
    standing = due.standing_of(desk.book_id, asked.member_id)
    if not standing.agrees:
        papers = standing.due.due
        raise LedgerDisagrees(journal=standing.balance, papers=papers)
    waiting = held(desk, due.PAYABLE, f"member:{asked.member_id}")
    settling.check(asked, due=standing.due.due - waiting, debt=standing.debt)
    if asked.way is Way.PLACE:
        check_place(desk, asked.place_id)
    return Settling(asked, standing)


def settlement_entry(*, desk: Desk, asked: Settlement, act_id: int = 0) -> Entry:
    """The journal entry of a settlement; without a key it is only to be shown."""
    member = members.get_member(desk.cooperative_id, asked.member_id)
    memo = words.memo("settled", member.label, asked.memo)
    slip = Slip(asked.on, f"sales.consignment:{act_id}", memo, asked.place_id)
    return entries.settlement(
        slip, party_of(desk, member.id), set_off=asked.set_off, paid=asked.paid,
        to_savings=asked.way is Way.SAVINGS,
    )  # fmt: skip


def _facts(worked: Settling) -> dict[str, object]:
    asked, standing = worked.asked, worked.standing
    came = standing.due
    return {
        "kind": acts.SETTLED, "on_date": asked.on, "member_id": asked.member_id,
        "place_id": asked.place_id, "way": asked.way.value, "carried": int(came.carried),
        "gross": int(came.gross), "shop_share": int(came.shop_share),
        "commission": int(came.commission), "cost": int(came.cost), "other": int(came.other),
        "set_off": int(asked.set_off), "paid": int(asked.paid),
        "left_over": int(worked.left_over), "last_move": standing.last_move,
        "last_seq": standing.last_seq, "memo": asked.memo.strip(),
    }  # fmt: skip


def _check_after(desk: Desk, member_id: int) -> None:
    """Inside the journal's own lock: whoever took from the same money meanwhile came first."""
    subject = f"member:{member_id}"
    left = -ledger.balance(book_id=desk.book_id, account=due.PAYABLE, subject=subject)
    debt = ledger.balance(book_id=desk.book_id, account=due.DEBT, subject=subject)
    if left < 0 or debt < 0:
        raise LedgerDisagrees(journal=left, papers=Money(0))
