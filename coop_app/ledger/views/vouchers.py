"""The general voucher and the opening balances."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock, ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.ledger import manual
from coop_app.ledger.accounts import Account
from coop_app.ledger.forms import (
    OpeningForm,
    TypedLine,
    VoucherForm,
    padded,
    read_lines,
    typed_lines,
    wrong,
)
from coop_app.ledger.views import bp, second
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_ON_BALANCE_SHEET = ("asset", "liability", "equity")


def _evening_before() -> date | None:
    """The last day before this book begins."""
    person = signed_in()
    books = ledger.books_of(cooperative_id=person.cooperative_id)
    opened_on = next((book.opened_on for book in books if book.id == person.book_id), None)
    return opened_on and opened_on - timedelta(days=1)


def _accounts() -> list[Account]:
    return [one for one in ledger.accounts(book_id=signed_in().book_id) if one.takes_lines]


@bp.get("/memorial")
@requires("ledger.post")
def voucher_form(form: VoucherForm | None = None, rows: Sequence[TypedLine] = ()) -> Response:
    """A voucher of several lines, by keyboard alone."""
    form = form or VoucherForm(formdata=None, on=clock.today())
    return page("ledger/voucher_form.html", form=form, rows=padded(rows), accounts=_accounts())


@bp.post("/memorial")
@requires("ledger.post")
def voucher() -> Response:
    """Post the voucher."""
    form = VoucherForm.from_request()
    lines, shown = read_lines(typed_lines(), _accounts())
    if not form.ok or wrong(shown):
        form.blamed = True
        return voucher_form(form, shown)
    try:
        with transaction():
            seq = manual.post_voucher(desk=second.desk(), lines=lines, **form.facts)
    except Refused as refusal:
        asked = second.written(second.VOUCHER, form.facts, lines)
        return asking.answer(refusal, form, asked) or voucher_form(form, shown)
    return see_other("ledger.entry", seq=seq)


@bp.get("/saldo-awal")
@requires("ledger.opening")
def opening_form(form: OpeningForm | None = None, rows: Sequence[TypedLine] = ()) -> Response:
    """What the cooperative had when this book began, account by account."""
    form = form or OpeningForm(formdata=None, on=_evening_before())
    typed = {row.account.split(" ")[0]: row for row in rows}
    sheet = [one for one in _accounts() if one.kind in _ON_BALANCE_SHEET]
    sheet = [one for one in sheet if not manual.is_by_member(one)]
    rows = [typed.get(one.code) or TypedLine(f"{one.code} {one.name}") for one in sheet]
    return page("ledger/opening_form.html", form=form, rows=rows)


@bp.post("/saldo-awal")
@requires("ledger.opening")
def opening() -> Response:
    """Post the opening balances; the counter must be zero."""
    form = OpeningForm.from_request()
    typed = [row for row in typed_lines() if row.debit or row.credit]
    lines, shown = read_lines(typed, _accounts())
    if not form.ok or wrong(shown):
        form.blamed = True
        return opening_form(form, shown)
    try:
        with transaction():
            seq = manual.post_opening(desk=second.desk(), lines=lines, **form.facts)
    except Refused as refusal:
        asked = second.written(second.OPENING, form.facts, lines)
        return asking.answer(refusal, form, asked) or opening_form(form, shown)
    flash(_("The opening balances are recorded."))
    return see_other("ledger.entry", seq=seq)
