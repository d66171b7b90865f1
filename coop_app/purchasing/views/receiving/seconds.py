"""Acts of receiving: done at once, or after a second person has agreed, by the same verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from coop_app import auth, ledger
from coop_app.auth.forms import SecondPersonForm
from coop_app.auth.rules.desk import Desk
from coop_app.members import queries as members
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.claims import get_claim
from coop_app.purchasing.queries.receiving.deliveries import get_delivery
from coop_app.purchasing.rules.receiving import landing
from coop_app.purchasing.rules.receiving.acts import (
    AdvanceMoney,
    ClaimEnd,
    GoodsBack,
    HandOver,
    Receipt,
    Sending,
    SupplierMoney,
)
from coop_app.purchasing.rules.receiving.later import Later
from coop_app.purchasing.rules.receiving.undoing import Undoing
from coop_app.purchasing.service.correcting import later, undoing
from coop_app.purchasing.service.receiving import (
    advances,
    claims,
    delivering,
    dispatching,
    paying,
    receipts,
    returning,
)
from coop_app.purchasing.views.receiving.correcting import (
    Rows,
    day_row,
    of_later,
    of_undoing,
    supplier_row,
)
from coop_app.refusal import N_
from coop_app.web.access import signed_in
from coop_app.web.filters import long_day, rupiah_text


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: its verb, what its content is, the ledger's source, its words."""

    kind: type[Any]
    source: str
    label: str
    verb: Callable[[Desk, Any, str], int]
    words: Callable[[int, Any], Rows]


def do(name: str, desk: Desk, act: object, request_id: str) -> int:
    """Do an act and look whether the cash place holds it. Raises what the verb raises, `CashShort`."""
    known = ACTS[name]
    key = known.verb(desk, act, request_id)
    entry = ledger.find_by_source(book_id=desk.book_id, source=f"{known.source}:{key}")
    if entry is not None:
        ledger.refuse_short(book_id=desk.book_id, seq=entry.seq)
    return key


def to_ask(
    name: str, form: SecondPersonForm, act: object, subject: str = "", *, reason: str = ""
) -> auth.Asked:
    """What a second person is asked to agree to."""
    content = {
        "book_id": signed_in().book_id, "act": auth.packed(act),
        "request_id": form.request_id.data,
    }  # fmt: skip
    return auth.Asked(name, subject=subject, content=content, reason=reason)


def _member(coop: int, key: int) -> tuple[str, str]:
    return (_("Member"), members.get_member(coop, key).label)


def _of_receipt(coop: int, act: Receipt) -> Rows:
    arrived = [
        landing.Arrived(
            item_id=line.item_id, name="", unit="", billed=line.billed, received=line.received,
            amount=line.amount, reason=line.reason,
        )
        for line in act.lines
    ]  # fmt: skip
    return [
        supplier_row(coop, act.supplier_id),
        (_("Bill"), act.bill_number),
        (_("Bill amount"), rupiah_text(landing.bill_total(arrived, act.charges))),
        (_("Paid to carriers"), rupiah_text(act.charges.paid)),
        (_("Received on"), long_day(act.received_on)),
    ]


def _of_claim(coop: int, act: ClaimEnd) -> Rows:
    claim = get_claim(coop, act.claim_id)
    return [
        supplier_row(coop, claim.supplier_id),
        (_("Claim"), rupiah_text(claim.amount)),
        (_("Lost"), rupiah_text(act.lost)),
        (_("Reason"), act.why),
        day_row(act),
    ]


def _of_payment(coop: int, act: SupplierMoney) -> Rows:
    return [
        supplier_row(coop, act.supplier_id),
        (_("Amount"), rupiah_text(act.cash)),
        (_("From the advance"), rupiah_text(act.from_advance)),
        (_("Discount"), rupiah_text(act.discount)),
        day_row(act),
    ]


def _of_advance(coop: int, act: AdvanceMoney) -> Rows:
    return [_member(coop, act.member_id), (_("Amount"), rupiah_text(act.amount)), day_row(act)]


def _of_delivery(coop: int, act: HandOver) -> Rows:
    shown = rounds.get_round(coop, act.round_id)
    total = (_("Amount"), rupiah_text(act.ways.total))
    return [(_("Round"), shown.label), _member(coop, act.member_id), total, day_row(act)]


def _of_return(coop: int, act: GoodsBack) -> Rows:
    delivery = get_delivery(coop, act.delivery_id)
    return [_member(coop, delivery.member_id), (_("Reason"), act.why), day_row(act)]


def _of_dispatch(coop: int, act: Sending) -> Rows:
    return [(_("Round"), rounds.get_round(coop, act.round_id).label), day_row(act)]


LATER, UNDO = "purchasing.later", "purchasing.undo"
RECEIVE, CLAIM, PAY = "purchasing.receive", "purchasing.claim", "purchasing.pay"
ADVANCE, DELIVER = "purchasing.advance", "purchasing.deliver"
RETURN, DISPATCH = "purchasing.return", "purchasing.dispatch"

ACTS: dict[str, Act] = {
    RECEIVE: Act(
        Receipt, "purchasing.receipt", N_("Goods received"),
        lambda desk, act, key: receipts.receive(desk=desk, receipt=act, request_id=key), _of_receipt,
    ),
    CLAIM: Act(
        ClaimEnd, "purchasing.claim", N_("Claim on a supplier settled"),
        lambda desk, act, key: claims.end_claim(desk=desk, end=act, request_id=key), _of_claim,
    ),
    PAY: Act(
        SupplierMoney, "purchasing.payment", N_("Supplier paid"),
        lambda desk, act, key: paying.pay_supplier(desk=desk, money=act, request_id=key),
        _of_payment,
    ),
    ADVANCE: Act(
        AdvanceMoney, "purchasing.advance", N_("Advance for goods"),
        lambda desk, act, key: advances.record_advance(desk=desk, advance=act, request_id=key),
        _of_advance,
    ),
    DELIVER: Act(
        HandOver, "purchasing.delivery", N_("Goods handed over"),
        lambda desk, act, key: delivering.hand_over(desk=desk, handed=act, request_id=key),
        _of_delivery,
    ),
    LATER: Act(
        Later, "purchasing.later", N_("Bill that came later"),
        lambda desk, act, key: later.add_bill(desk=desk, later=act, request_id=key), of_later,
    ),
    UNDO: Act(
        Undoing, "purchasing.undone", N_("Paper of purchasing taken back"),
        lambda desk, act, _key: undoing.undo(desk=desk, undoing=act), of_undoing,
    ),
    RETURN: Act(
        GoodsBack, "purchasing.delivery", N_("Goods came back"),
        lambda desk, act, key: returning.take_back(desk=desk, back=act, request_id=key), _of_return,
    ),
    DISPATCH: Act(
        Sending, "purchasing.dispatch", N_("Goods sent to a village"),
        lambda desk, act, key: dispatching.send(desk=desk, sending=act, request_id=key),
        _of_dispatch,
    ),
}  # fmt: skip


def _register(name: str, known: Act) -> None:
    def describe(cooperative_id: int, content: dict[str, Any]) -> Rows:
        return known.words(cooperative_id, auth.unpacked(known.kind, content["act"]))

    def execute(agreed: auth.Agreed) -> None:
        act = auth.unpacked(known.kind, agreed.content["act"])
        do(name, agreed.desk, act, agreed.content["request_id"])

    auth.register_kind(auth.Kind(name, known.label, describe, execute))


for _name, _act in ACTS.items():
    _register(_name, _act)
