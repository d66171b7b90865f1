"""What papers of this trade are called on the ledger's pages, and where they lead."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.refusal import NotFound
from coop_app.sales.queries.trade import acts, customers, payments, produce
from coop_app.sales.views.trade.goods.documents import TITLES
from coop_app.sales.views.trade.papers import receipt
from coop_app.web.references import Reference


def describe_acts(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Settlement of goods sold`."""
    found = {}
    for key in ids:
        try:
            act = acts.get_act(cooperative_id, key)
        except NotFound:
            continue
        url = url_for("sales.consignment_act", act_id=key)
        found[key] = Reference(_(TITLES[act.kind]), url)
    return found


def describe_payments(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Payment for goods on credit`."""
    found = {}
    for key in ids:
        try:
            paid = payments.get_payment(cooperative_id, key)
        except NotFound:
            continue
        found[key] = Reference(receipt.title(paid), url_for("sales.trade_payment", payment_id=key))
    return found


def describe_produce(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Purchase of produce`."""
    found = {}
    for key in ids:
        try:
            produce.get_purchase(cooperative_id, key)
        except NotFound:
            continue
        url = url_for("sales.produce_note", purchase_id=key)
        found[key] = Reference(_("Purchase of produce"), url)
    return found


def describe_customers(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Bu Tini, Kuripan`."""
    names = customers.names(cooperative_id, ids)
    return {
        key: Reference(name, url_for("sales.debtor", side="pelanggan", key=key))
        for key, name in names.items()
    }


SOURCES = {
    "sales.consignment": describe_acts,
    "sales.payment": describe_payments,
    "sales.produce": describe_produce,
    "customer": describe_customers,
}
