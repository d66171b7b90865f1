"""The journal with its search, and one entry as a voucher."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.ledger import manual
from coop_app.ledger.accounts import EntryPage, Journal
from coop_app.ledger.forms import JournalFilter, ReversalForm
from coop_app.ledger.views import bp, second
from coop_app.refusal import NotFound, Refused
from coop_app.web import references, tables
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day
from coop_app.web.pages import page, see_other

_PER_PAGE = 50
_PER_FILE = 5000
#: documents that are undone here, because they read from the journal what was undone; all others
#: are undone where they were made
_UNDONE_HERE = ("ledger.", "cashbook.", "savings_interest:", "time_deposit.")


@bp.get("/jurnal")
@requires("ledger.read")
def journal() -> Response:
    """Entries, newest first, by number, words, member and amount."""
    form = JournalFilter(request.args)
    form.validate()
    people = _people(form.member.data)
    found = _search(form, people[0] if people else None)
    if form.member.data and not people:
        found = Journal((), None)
    names = references.describe(signed_in().cooperative_id, people[:12])
    return tables.respond(
        _table(found),
        "ledger/journal.html",
        form=form,
        found=found,
        people=people[:12],
        names=names,
    )


def _people(typed: str | None) -> list[str]:
    chosen = request.args.get("subject")
    if chosen:
        return [chosen]
    return references.find(signed_in().cooperative_id, typed) if typed else []


def _search(form: JournalFilter, subject: str | None) -> Journal:
    return ledger.journal(
        book_id=signed_in().book_id,
        text=form.text.data or None,
        voucher=form.voucher.data or None,
        amount=form.amount.data,
        subject=subject,
        start=form.start.data,
        end=form.end.data,
        before=request.args.get("before", type=int),
        limit=_PER_FILE if request.args.get("format") else _PER_PAGE,
    )


def _table(found: Journal) -> tables.Table:
    columns = [
        tables.Column("on", _("Date"), "date", 9),
        tables.Column("voucher", _("Voucher"), width=14),
        tables.Column("memo", _("Description"), width=30),
        tables.Column("code", _("Code"), width=8),
        tables.Column("account", _("Account"), width=24),
        tables.Column("debit", _("Debit"), "money", 12),
        tables.Column("credit", _("Credit"), "money", 12),
    ]
    rows = [row for entry in found.rows for row in _rows(entry)]
    return tables.Table(_("Journal"), columns, rows, name="jurnal", landscape=True)


def _rows(entry: EntryPage) -> list[dict[str, Any]]:
    head = {"on": entry.on, "voucher": entry.voucher, "memo": entry.memo}
    return [
        {
            **(head if i == 0 else {}),
            "code": line.account_code,
            "account": line.account_name,
            "debit": line.amount if line.amount > 0 else None,
            "credit": -line.amount if line.amount < 0 else None,
        }
        for i, line in enumerate(entry.lines)
    ]


@bp.get("/bukti/<int:seq>")
@requires("ledger.read")
def entry(seq: int) -> Response:
    """One entry: its lines, where it came from, what it reverses or is reversed by."""
    return _entry_page(seq, ReversalForm(formdata=None, on=clock.today()))


def _entry_page(seq: int, form: ReversalForm) -> Response:
    person = signed_in()
    found = ledger.entry_page(book_id=person.book_id, seq=seq)
    about = [found.source, *[line.subject for line in found.lines]]
    named = references.describe(person.cooperative_id, about)
    here = found.source.startswith(_UNDONE_HERE)
    may_undo = person.may("ledger.reverse") and not found.reversed_by and not found.reverses
    return page(
        "ledger/entry.html",
        entry=found,
        names=named,
        people=auth.names_of(person.cooperative_id, [found.made_by, found.approved_by]),
        form=form,
        may_undo=may_undo,
        undone_here=here,
    )


@bp.post("/bukti/<int:seq>/batal")
@requires("ledger.reverse")
def reverse(seq: int) -> Response:
    """Undo an entry by its mirror image."""
    form, person = ReversalForm.from_request(), signed_in()
    if not form.ok:
        return _entry_page(seq, form)
    if not ledger.entry_page(book_id=person.book_id, seq=seq).source.startswith(_UNDONE_HERE):
        raise NotFound
    facts = {"seq": seq, "on": form.facts["on"], "why": form.why.data}
    try:
        with transaction():
            mirror = manual.reverse(desk=second.desk(), **facts)
    except Refused as refusal:
        return asking.answer(refusal, form, second.taking_back(**facts)) or _entry_page(seq, form)
    return see_other("ledger.entry", seq=mirror.seq)


def period_note(start: Any, end: Any) -> str:
    """The period as papers print it."""
    return str(_("Period %(start)s to %(end)s", start=day(start), end=day(end)))
