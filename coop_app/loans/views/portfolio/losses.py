"""A loan that is given up: the form that two persons need, and the register."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.risk import WriteOffForm
from coop_app.loans.queries import Lost
from coop_app.loans.rules.portfolio.losses import WriteOff
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.loans.views.portfolio import presenting
from coop_app.members import queries as members
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond, total_row

WRITE_OFF = "loans.write_off"


@bp.get("/hapus-buku")
@requires("loans.read")
def write_offs() -> Response:
    """Loans that were given up, why, and what came back of them since."""
    person = signed_in()
    lost = queries.written_off(person.cooperative_id, person.book_id)
    return respond(_table(lost), "loans/write_offs.html", lost=lost)


def _table(lost: list[Lost]) -> Table:
    columns = [
        Column("loan", _("Loan"), width=8),
        Column("member", _("Member"), width=18),
        Column("on", _("Written off on"), "date", 11),
        Column("principal", _("Written off"), "money", 12),
        Column("recovered", _("Came back"), "money", 12),
        Column("claim", _("Still claimed"), "money", 12),
        Column("reason", _("Reason"), width=24, minor=True),
        Column("persons", _("By"), width=18, minor=True),
    ]
    names = auth.names_of(signed_in().cooperative_id, _persons(lost))
    cells = [_row(one, names) for one in lost]
    if cells:
        cells.append(total_row("member", _("Total"), cells, ["principal", "recovered", "claim"]))
    return Table(_("Loans written off"), columns, cells, name="hapus-buku", landscape=True)


def _persons(lost: list[Lost]) -> list[int | None]:
    return [person for one in lost for person in (one.made_by, one.approved_by)]


def _row(one: Lost, names: dict[int, str]) -> dict[str, Any]:
    urls: dict[str, str] = {"recovered": url_for("loans.recover_form", loan_id=one.loan.id)}
    if one.entry_seq:
        urls["principal"] = url_for("ledger.entry", seq=one.entry_seq)
    return {
        "loan": one.loan.label,
        "member": one.member.label,
        "on": one.on,
        "principal": one.principal,
        "recovered": one.recovered,
        "claim": one.claim,
        "reason": one.reason,
        "persons": ", ".join(names.get(key, "–") for key in (one.made_by, one.approved_by)),
        "_url": presenting.loan_url(one.loan.id),
        "_urls": urls,
    }


@bp.get("/<int:loan_id>/hapus-buku")
@requires("loans.manage")
def write_off_form(loan_id: int) -> Response:
    """What would be given up, and the form."""
    return _counter(loan_id, WriteOffForm(on=desk().today))


@bp.post("/<int:loan_id>/hapus-buku")
@requires("loans.manage")
def write_off(loan_id: int) -> Response:
    """Show the journal first, or put it before a second person."""
    form = WriteOffForm.from_request()
    if not form.ok:
        return _counter(loan_id, form)
    asked, here = form.asked(loan_id), desk()
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _counter(loan_id, form, asked)
        with transaction():
            service.write_off(desk=here, asked=asked, request_id=form.request_id.data)
    except Refused as refusal:
        return asking.answer(refusal, form, _to_ask(form, asked)) or _counter(loan_id, form)
    return see_other("loans.write_offs")


def _to_ask(form: WriteOffForm, asked: WriteOff) -> auth.Asked:
    content = {
        "book_id": signed_in().book_id, "write_off": auth.packed(asked),
        "request_id": form.request_id.data,
    }  # fmt: skip
    subject = f"loan:{asked.loan_id}"
    return auth.Asked(
        kind=WRITE_OFF, subject=subject, content=content, reason=asked.why, request_id=""
    )


def _counter(loan_id: int, form: WriteOffForm, asked: WriteOff | None = None) -> Response:
    here = desk()
    loan = queries.get_loan(here.cooperative_id, loan_id)
    member = members.get_member(here.cooperative_id, loan.member_id)
    journal = None
    if asked is not None:
        found, left = service.decide_write_off(desk=here, asked=asked)
        entry = service.write_off_entry(desk=here, loan=found, left=left, on=asked.on)
        journal = presenting.preview_of(entry)
    return page(
        "loans/write_off_form.html", form=form, loan=loan, member=member, journal=journal,
        left=queries.left_of(loan.book_id, loan), url=presenting.loan_url(loan_id),
    )  # fmt: skip
