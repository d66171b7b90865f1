"""A document of the cooperative in plain words, and what its items may become in her business."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from coop_app import ledger
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import proposals as queries
from coop_app.enterprises.rules.workshop.proposals import Treated, is_return, ways_of
from coop_app.enterprises.views.workshop import showing
from coop_app.enterprises.views.workshop.showing import SOLD
from coop_app.money import rupiah
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.products.rules.dealings import Dealing, Kind
from coop_app.refusal import N_, Refused
from coop_app.web.forms import say

#: how the cooperative's paper of spoiled goods is called (English message id)
_SPOILED = "Goods spoiled"
#: what the select sends for "make it one of mine"
NEW = "new"
KINDS = {
    Kind.BOUGHT: N_("Bought at the cooperative"),
    Kind.PAID_DEBT: N_("Debt paid at the cooperative"),
    Kind.LEFT: N_("Goods left at the cooperative"),
    Kind.TAKEN_BACK: N_("Goods back from the cooperative"),
    Kind.SETTLED: N_("Proceeds of goods left there"),
    Kind.SOLD: N_("Sold to the cooperative"),
    Kind.PAID_OUT: N_("Paid by the cooperative for goods sold"),
}
_PAYING = {
    "money": N_("paid with money: %(amount)s"),
    "savings": N_("from your savings: %(amount)s"),
    "credit": N_("not paid yet (bon): %(amount)s"),
    "set_off": N_("from what the cooperative owed you: %(amount)s"),
}
_PAID = {
    "money": N_("received as money: %(amount)s"),
    "savings": N_("put into your savings: %(amount)s"),
    "credit": N_("the cooperative still owes you: %(amount)s"),
    "set_off": N_("cut for what you owed: %(amount)s"),
    "commission": N_("commission of the cooperative: %(amount)s"),
    "cost": N_("costs paid for you: %(amount)s"),
}


@dataclass(frozen=True, slots=True)
class Asks:
    """What the form has to ask for this kind of document."""

    way: bool
    spoiled: bool
    without_stock: bool


def asks(dealing: Dealing) -> Asks:
    """Only what matters: money only where money moved, stock only where goods go out."""
    try:
        money = bool(ways_of(dealing).money)
    except Refused:
        money = False
    goes_out = dealing.kind in (Kind.LEFT, Kind.TAKEN_BACK, Kind.SETTLED, Kind.SOLD)
    goes_out = goes_out or is_return(dealing)
    return Asks(money, dealing.kind is Kind.TAKEN_BACK, goes_out and bool(dealing.items))


def name_of(dealing: Dealing) -> str:
    """What the document is, in plain words."""
    return str(_("Given back to the cooperative") if is_return(dealing) else _(KINDS[dealing.kind]))


def is_spoiled(dealing: Dealing) -> bool:
    """Whether the paper says that the goods were spoiled; she may say otherwise."""
    return dealing.kind is Kind.TAKEN_BACK and dealing.label == _SPOILED


def told(dealing: Dealing) -> list[str]:
    """How it was paid, in plain words."""
    try:
        ways = ways_of(dealing)
    except Refused as refusal:
        return [say(refusal)]
    back = is_return(dealing)
    words = _PAYING if dealing.kind in (Kind.BOUGHT, Kind.PAID_DEBT) and not back else _PAID
    return [
        str(_(sentence, amount=rupiah(abs(getattr(ways, name)))))
        for name, sentence in words.items()
        if getattr(ways, name)
    ]


def their_items(business: Enterprise, dealings: Iterable[Dealing]) -> dict[int, Item]:
    """The cooperative's items in these documents."""
    keys = {item.item_id for dealing in dealings for item in dealing.items}
    if not keys:
        return {}
    return products.items_of(ledger.main_book(business.cooperative_id), keys)


def offers(business: Enterprise, dealing: Dealing) -> dict[int, list[tuple[str, str]]]:
    """For each item what it may become: one of hers in the same unit, a new one, a cost, the household's."""
    mine, theirs = showing.items(business), their_items(business, [dealing])
    offered = {}
    for dealt in dealing.items:
        unit = theirs[dealt.item_id].base_unit if dealt.item_id in theirs else ""
        known = [
            (str(key), item.name)
            for key, item in mine.items()
            if item.base_unit == unit and (dealing.kind is Kind.BOUGHT or item.kind in SOLD)
        ]
        offered[dealt.item_id] = [*known, (NEW, str(_("New: %(name)s", name=dealt.name)))]
        if dealing.kind is Kind.BOUGHT:
            offered[dealt.item_id] += [
                (Treated.EXPENSE.value, str(_("Used up at once (a cost)"))),
                (Treated.PRIVATE.value, str(_("For the household"))),
            ]
    return offered


def remembered(business: Enterprise, dealing: Dealing) -> dict[int, str]:
    """What she chose the last time, or what has the same name; otherwise a new one."""
    links, offered = queries.links(business.id), offers(business, dealing)
    chosen = {}
    for dealt in dealing.items:
        link = links.get(dealt.item_id)
        same = next((key for key, name in offered[dealt.item_id] if name == dealt.name), NEW)
        word = (str(link.item_id) if link.item_id else link.treated.value) if link else same
        known = {key for key, _name in offered[dealt.item_id]}
        chosen[dealt.item_id] = word if word in known else NEW
    return chosen


def read(dealing: Dealing) -> dict[int, str]:
    """What was chosen in the form."""
    return {one.item_id: request.form.get(f"treat-{one.item_id}", "")[:12] for one in dealing.items}
