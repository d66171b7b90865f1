"""The first page of a business: profit in one sentence, a picture, money, who owes what."""

from flask import current_app, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock, ledger
from coop_app.dates import Month
from coop_app.enterprises import queries
from coop_app.enterprises.queries import Enterprise, MonthFigures
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books import picture
from coop_app.enterprises.views.books.own import business_page, owned
from coop_app.money import Money, rupiah
from coop_app.refusal import Refused
from coop_app.web.filters import month_name

#: pages of the workshop that are linked here once they are there
_WORKSHOP = ("proposals", "batches", "recipes", "outlets")


@bp.get("/<int:enterprise_id>")
@owned
def home(business: Enterprise) -> Response:
    """This month, or the one asked for."""
    month = asked_month()
    figures = queries.month_figures(business.book_id, month)
    unpaid, debts = queries.unpaid(business.book_id), queries.debts(business.book_id)
    return business_page(
        business, "enterprises/home.html", active="home", figures=figures,
        sentence=profit_sentence(figures), picture=picture.month_picture(figures),
        bars=picture.bars_of(figures), month=month, running=month == Month.of(clock.today()),
        earlier=month.plus(-1) if month > Month.of(business.opened_on) else None,
        cash=_held(business, "cash_on_hand"), bank=_held(business, "bank"),
        unpaid=total(unpaid), unpaid_count=len(unpaid), debts=total(debts),
        more=[name for name in _WORKSHOP if f"enterprises.{name}" in current_app.view_functions],
    )  # fmt: skip


def asked_month() -> Month:
    """The month in the address, never one that has not begun."""
    this = Month.of(clock.today())
    try:
        return min(Month.parse(request.args.get("bulan", str(this))), this)
    except Refused:
        return this


def profit_sentence(figures: MonthFigures) -> str:
    """`Bulan ini usaha untung Rp412.000.`"""
    when = (
        _("This month") if figures.month == Month.of(clock.today()) else month_name(figures.month)
    )
    facts = {"when": when, "amount": rupiah(abs(figures.profit))}
    if figures.profit > 0:
        return str(_("%(when)s the business made a profit of %(amount)s.", **facts))
    if figures.profit < 0:
        return str(_("%(when)s the business made a loss of %(amount)s.", **facts))
    return str(_("%(when)s there is neither profit nor loss.", when=when))


def total(rows: list[queries.Owing]) -> Money:
    """What all of them come to."""
    return Money(sum(int(row.amount) for row in rows))


def _held(business: Enterprise, role: str) -> Money:
    return ledger.balance(book_id=business.book_id, account=role)
