"""What papers of receiving are called on the ledger's pages, and where they lead."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.members import queries as members
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.claims import list_claims
from coop_app.purchasing.queries.receiving.corrections import list_later
from coop_app.purchasing.queries.receiving.deliveries import (
    list_advances,
    list_deliveries,
    list_dispatches,
)
from coop_app.purchasing.queries.receiving.payables import list_payments
from coop_app.purchasing.queries.receiving.receipts import Wanted, list_receipts
from coop_app.web.references import Describe, Reference

Named = dict[int, Reference]


def claims(coop: int, ids: list[int]) -> Named:
    """Goods that a supplier still owes."""
    return {
        one.id: Reference(
            _("Claim %(number)s", number=one.id), url_for("purchasing.claim_form", claim_id=one.id)
        )
        for one in list_claims(coop, ids=ids)
    }


def settlements(coop: int, ids: list[int]) -> Named:
    """The end of a claim."""
    return {
        one.settlement_id: Reference(
            _("Credit note %(number)s", number=one.note_number or one.settlement_id),
            url_for("purchasing.claim_form", claim_id=one.id),
        )
        for one in list_claims(coop)
        if one.settlement_id in ids
    }


def receipts(coop: int, ids: list[int]) -> Named:
    """A receipt by its bill."""
    return {
        one.id: Reference(
            _("Bill %(number)s", number=one.bill_number),
            url_for("purchasing.receipt", receipt_id=one.id),
        )
        for one in list_receipts(coop, Wanted(ids=ids))
    }


def payments(coop: int, ids: list[int]) -> Named:
    """A payment by its supplier."""
    found = list_payments(coop, ids=ids)
    names = rounds.supplier_names(coop, [one.supplier_id for one in found])
    return {
        one.id: Reference(
            names.get(one.supplier_id, ""), url_for("purchasing.payment", payment_id=one.id)
        )
        for one in found
    }


def advances(coop: int, ids: list[int]) -> Named:
    """An advance by its member."""
    found = list_advances(coop, ids=ids)
    names = members.names(coop, [one.member_id for one in found])
    return {
        one.id: Reference(
            names.get(one.member_id, ""), url_for("purchasing.advance", advance_id=one.id)
        )
        for one in found
    }


def deliveries(coop: int, ids: list[int]) -> Named:
    """A hand-over by its member."""
    found = list_deliveries(coop, ids=ids)
    names = members.names(coop, [one.member_id for one in found])
    return {
        one.id: Reference(
            names.get(one.member_id, ""), url_for("purchasing.delivery", delivery_id=one.id)
        )
        for one in found
    }


def dispatches(coop: int, ids: list[int]) -> Named:
    """A surat jalan by its number."""
    return {
        one.id: Reference(f"SJ-{one.id}", url_for("purchasing.dispatched", dispatch_id=one.id))
        for one in list_dispatches(coop, ids=ids)
    }


def later_bills(coop: int, ids: list[int]) -> Named:
    """A later bill by the bill of its goods."""
    found = list_later(coop, ids=ids)
    bills = {
        one.id: one for one in list_receipts(coop, Wanted(ids=[one.receipt_id for one in found]))
    }
    return {
        one.id: Reference(
            _("Later bill for %(number)s", number=bills[one.receipt_id].bill_number),
            url_for("purchasing.later", bill_id=one.id),
        )
        for one in found
    }


#: the ledger's subjects and sources of this feature → who can name them
SOURCES: dict[str, Describe] = {
    "claim": claims,
    "purchasing.receipt": receipts,
    "purchasing.claim": settlements,
    "purchasing.payment": payments,
    "purchasing.later": later_bills,
    "purchasing.advance": advances,
    "purchasing.delivery": deliveries,
    "purchasing.dispatch": dispatches,
}
