"""Acts on time deposits for two people, done by the same verbs as those for one."""

from typing import Any

from flask_babel import gettext as _

from coop_app import auth, ledger
from coop_app.members import queries as members
from coop_app.refusal import N_
from coop_app.savings.forms.time_deposits import ACTS, BREAKS, ENDS, PAYOUTS
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.rules.deposits import AtMaturity, BreakRule, NewDepositRate, Payout
from coop_app.savings.service import time_deposits as service
from coop_app.savings.service import wait_turn
from coop_app.savings.service.time_deposits import Ending, Placement
from coop_app.savings.views.interest.rates import cap_words
from coop_app.savings.views.time_deposits import words
from coop_app.savings.views.time_deposits.ending import END, end
from coop_app.savings.views.time_deposits.placing import PLACE
from coop_app.savings.views.time_deposits.products import RATE
from coop_app.web.filters import long_day, rupiah_text

Words = list[tuple[str, str]]


def _place_words(book_id: int, place_id: int | None) -> str:
    if place_id is None:
        return str(_("Simpanan sukarela of the member"))
    return ledger.account(book_id=book_id, id=place_id).name


def _lock_placement(cooperative_id: int, content: dict[str, Any]) -> None:
    member_id = auth.unpacked(Placement, content["placement"]).member_id
    wait_turn(cooperative_id=cooperative_id, member_ids=[member_id])


def _lock_ending(cooperative_id: int, content: dict[str, Any]) -> None:
    deposit_id = auth.unpacked(Ending, content["ending"]).deposit_id
    member_id = queries.get_deposit(cooperative_id, deposit_id).member_id
    wait_turn(cooperative_id=cooperative_id, member_ids=[member_id])


def _describe_placement(cooperative_id: int, content: dict[str, Any]) -> Words:
    wanted = auth.unpacked(Placement, content["placement"])
    product = queries.get_product(cooperative_id, wanted.product_id)
    return [
        (_("Member"), members.get_member(cooperative_id, wanted.member_id).label),
        (_("Product"), product.name),
        (_("Amount"), rupiah_text(wanted.amount)),
        (_("Date"), long_day(wanted.on)),
        (_("Money comes from"), _place_words(content["book_id"], wanted.place_id)),
        (_("Interest is paid"), _(PAYOUTS[Payout(wanted.payout)])),
        (_("At maturity"), _(ENDS[AtMaturity(wanted.at_maturity)])),
    ]


def _place(agreed: auth.Agreed) -> None:
    wanted = auth.unpacked(Placement, agreed.content["placement"])
    service.place(desk=agreed.desk, placement=wanted, request_id=agreed.content["request_id"])


def _describe_ending(cooperative_id: int, content: dict[str, Any]) -> Words:
    wanted = auth.unpacked(Ending, content["ending"])
    held = queries.get_deposit(cooperative_id, wanted.deposit_id)
    return [
        (_("Deposit"), held.number_text),
        (_("Member"), members.get_member(cooperative_id, held.member_id).label),
        (_("Principal"), rupiah_text(held.principal)),
        (_("What is done"), _(ACTS[wanted.kind])),
        (_("Date"), long_day(wanted.on)),
        (_("Money goes to"), _place_words(content["book_id"], wanted.place_id)),
    ]


def _end(agreed: auth.Agreed) -> None:
    end(auth.unpacked(Ending, agreed.content["ending"]), agreed.content["request_id"], agreed)


def _describe_rate(cooperative_id: int, content: dict[str, Any]) -> Words:
    new = auth.unpacked(NewDepositRate, content["rate"])
    rule = BreakRule(new.break_rule)
    cut = f" ({words.plain_percent(new.break_mille)})" if rule is BreakRule.PERCENT else ""
    return [
        (_("Product"), queries.get_product(cooperative_id, new.product_id).name),
        (_("From"), long_day(new.valid_from)),
        (_("Rate"), words.percent(new.mille)),
        (_("When it is broken early"), _(BREAKS[rule]) + cut),
        (_("Decided by"), new.decided_by),
        *cap_words(cooperative_id, new.mille, new.valid_from),
    ]


def _set_rate(agreed: auth.Agreed) -> None:
    new = auth.unpacked(NewDepositRate, agreed.content["rate"])
    service.set_rate(desk=agreed.desk, new=new, request_id=agreed.content["request_id"])


auth.register_kind(
    auth.Kind(
        PLACE, N_("Placement of a time deposit"), _describe_placement, _place, lock=_lock_placement
    )
)
auth.register_kind(
    auth.Kind(END, N_("Payout of a time deposit"), _describe_ending, _end, lock=_lock_ending)
)
auth.register_kind(
    auth.Kind(RATE, N_("Interest rate of a time deposit"), _describe_rate, _set_rate)
)
