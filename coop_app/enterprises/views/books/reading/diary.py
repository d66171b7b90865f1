"""The day book in plain words, one act with its journal, and taking it back."""

from dataclasses import dataclass
from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock, ledger
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.forms.books import UndoForm
from coop_app.enterprises.queries import Done, Enterprise
from coop_app.enterprises.rules.books.acts import LASTING, PLACES
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books import naming, wording
from coop_app.enterprises.views.books.home import asked_month
from coop_app.enterprises.views.books.own import business_page, business_table, desk_of, owned
from coop_app.ledger.accounts import EntryPage
from coop_app.money import ZERO, Money
from coop_app.refusal import Refused
from coop_app.web.pages import see_other
from coop_app.web.tables import Column, Table, total_row

_MOST = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: her words, and what of it was money in or out."""

    page: EntryPage
    money: Money
    url: str | None
    #: of an act that moved no money yet
    amount: Money

    @property
    def undone(self) -> bool:
        """Whether it was taken back, or takes something back."""
        return bool(self.page.reversed_by or self.page.reverses)


@bp.get("/<int:enterprise_id>/buku")
@owned
def diary(business: Enterprise) -> Response:
    """A month day by day, newest first; words narrow it down."""
    month, text = asked_month(), request.args.get("cari", "")[:80]
    found = ledger.journal(
        book_id=business.book_id, text=text or None, start=month.first, end=month.last, limit=_MOST
    )
    acts = queries.acts_of(business, [page.seq for page in found.rows])
    rows = [_row(business, page, acts.get(page.seq)) for page in found.rows]
    return business_table(
        business, _table(rows, month.name), "enterprises/diary.html", active="books", rows=rows,
        month=month, text=text, earlier=month.plus(-1), later=month.next(),
        running=month.last >= clock.today(),
    )  # fmt: skip


def _row(business: Enterprise, page: EntryPage, done: Done | None) -> Row:
    places = {ledger.account(book_id=business.book_id, role=role).id for role in PLACES.values()}
    money = sum(int(line.amount) for line in page.lines if line.account_id in places)
    amount = done.amount if done else ZERO
    return Row(page, Money(money), naming.url_of(business, page.source), amount)


def _table(rows: list[Row], month: str) -> Table:
    found: list[dict[str, Any]] = [
        {"on": row.page.on, "words": row.page.memo, "voucher": row.page.voucher,
         "in": row.money if row.money > 0 else None, "out": -row.money if row.money < 0 else None}
        for row in reversed(rows)
    ]  # fmt: skip
    columns = [
        Column("on", _("Date"), "date", 12), Column("words", _("What happened"), width=40),
        Column("voucher", _("Number"), width=16), Column("in", _("Money that came in"), "money", 13),
        Column("out", _("Money that goes out"), "money", 13),
    ]  # fmt: skip
    ends = [total_row("words", _("Total"), found, ["in", "out"])] if found else []
    return Table(_("Day book"), columns, [*found, *ends], [month], name="buku-harian")


@bp.get("/<int:enterprise_id>/catatan/<int:act_id>")
@owned
def act(business: Enterprise, act_id: int, form: UndoForm | None = None) -> Response:
    """One act: what became more, what became less, and how to take it back."""
    done = queries.get_act(business, act_id)
    page = ledger.entry_page(book_id=business.book_id, seq=done.entry_seq)
    told, lines = wording.journal(business.book_id, page.lines)
    return business_page(
        business, "enterprises/act.html", active="books", done=done, page=page, told=told,
        lines=lines, fresh=request.args.get("baru") == "1", form=form or UndoForm(),
        may_undo=done.kind not in LASTING and done.reversed_seq is None,
        same_day=_is_today(done), place_left=_left(business, page),
    )  # fmt: skip


def _is_today(done: Done) -> bool:
    return clock.office_time(done.made_at).date() == clock.today()


def _left(business: Enterprise, page: EntryPage) -> Money:
    """Cash and bank after all."""
    held = (ledger.balance(book_id=business.book_id, account=role) for role in PLACES.values())
    return sum(held, ZERO) if page.lines else ZERO


@bp.post("/<int:enterprise_id>/catatan/<int:act_id>/batal")
@owned
def undo(business: Enterprise, act_id: int) -> Response:
    """Take it back; on the same day one tap is enough."""
    form, done = UndoForm.from_request(), queries.get_act(business, act_id)
    if _is_today(done) and not form.why.data:
        form.why.data = "Salah catat"
    elif not form.ok:
        return act(business.id, act_id=act_id, form=form)
    try:
        with transaction():
            service.undo(
                desk=desk_of(business), business=business, act_id=act_id, why=form.why.data
            )
    except Refused as refusal:
        return act(business.id, act_id=act_id, form=form.blame(refusal))
    flash(_("Taken back. The book is as if it had not happened."))
    return see_other("enterprises.diary", enterprise_id=business.id)
