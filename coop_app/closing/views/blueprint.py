"""The blueprint of closing, the desk, and links to what stands behind a figure."""

from typing import Any

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _

from coop_app import clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.closing.rules import leaving as rules
from coop_app.closing.rules.leaving import Figure
from coop_app.web.access import declared, may, signed_in

bp = Blueprint("closing", __name__, url_prefix="/penutupan")


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def link(endpoint: str, **values: Any) -> str | None:
    """The address of a page of another storey, if it is there and the person may open it."""
    view = current_app.view_functions.get(endpoint)
    permission = declared(view)
    if view is None or permission is None or not may(permission):
        return None
    return url_for(endpoint, **values)


def words_of(figure: Figure) -> str:
    """What a figure is called on the screen and on paper."""
    name = figure.name
    words = {
        rules.HELD: _("Money held for %(loan)s", loan=name),
        rules.PRINCIPAL: _("Loan %(loan)s: principal left", loan=name),
        rules.INTEREST: _("Loan %(loan)s: interest", loan=name),
        rules.PENALTY: _("Loan %(loan)s: penalty", loan=name),
        rules.GOODS: _("Goods taken on credit (%(account)s)", account=name),
        rules.DUES: _("Unpaid dues, taken as the by-laws say"),
    }
    return str(words.get(figure.kind, name))


def entries_of(figure: Figure) -> str | None:
    """The entries behind a figure: the loan's page, or the account's lines of this member."""
    if figure.loan_id is not None:
        return link("loans.loan", loan_id=figure.loan_id)
    here = desk()
    account = ledger.account(book_id=here.book_id, role=figure.role)
    return url_for(
        "ledger.account", account_id=account.id, subject=figure.subject, start="2000-01-01",
        end=here.today,
    )  # fmt: skip
