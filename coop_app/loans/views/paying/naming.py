"""What payments on loans are called on the ledger's pages, and where they lead."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.loans import queries
from coop_app.web.references import Reference

#: the ledger's sources of this feature whose key is the payment's
SOURCES = ("loans.payment", "loans.settlement", "loans.recovery", "loans.refund")


def describe(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Receipt of P-0042` for payments of this cooperative."""
    return {
        key: Reference(
            _("Receipt of %(member)s", member=label), url_for("loans.payment", payment_id=key)
        )
        for key, label in queries.payment_labels(cooperative_id, ids).items()
    }
