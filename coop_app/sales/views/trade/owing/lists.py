"""Who owes for goods, members and others apart, by age; one debtor; the reminder."""

from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.dates import parse_date
from coop_app.refusal import N_, Refused
from coop_app.sales.queries.trade import debts, payments
from coop_app.sales.queries.trade.debts import Debts, Owing
from coop_app.sales.rules.trade.ageing import Bucket
from coop_app.sales.service.trade import credit
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade.shared import desk, own_group, visible_debtor
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import day, rupiah_text
from coop_app.web.pages import page
from coop_app.web.tables import Column, Table, respond, total_row
from coop_app.web.whatsapp import link_to

#: the word in the address → account and how the ledger begins its subjects
SIDES = {
    "anggota": ("member_goods_receivable", "member"),
    "pelanggan": ("nonmember_receivable", "customer"),
}
BUCKETS = {
    Bucket.NOT_DUE: N_("Not due yet"),
    Bucket.TO_30: N_("1–30 days late"),
    Bucket.TO_60: N_("31–60 days late"),
    Bucket.TO_90: N_("61–90 days late"),
    Bucket.OVER_90: N_("Over 90 days late"),
}


def side_of(subject: str) -> str:
    """The word in the address for a debtor."""
    return "anggota" if subject.startswith("member:") else "pelanggan"


def subject_of(side: str, key: int) -> str:
    """The debtor behind an address."""
    return f"{SIDES[side][1]}:{key}"


@bp.get("/piutang")
@requires("sales.read")
def receivables() -> Response:
    """Members' debts for goods by age."""
    return _list("anggota")


@bp.get("/piutang/pelanggan")
@requires("sales.read")
def customer_receivables() -> Response:
    """Customers' debts for goods by age."""
    return _list("pelanggan")


def _list(side: str) -> Response:
    person, text, late = signed_in(), request.args.get("q", "")[:80], "telat" in request.args
    on = _day(request.args.get("per", ""))
    found = debts.debts(person.cooperative_id, person.book_id, role=SIDES[side][0], on=on)
    mine = own_group()
    rows = [
        row
        for row in found.rows
        if mine in (None, row.debtor.group_id)
        and text.strip().casefold() in f"{row.debtor.name} {row.debtor.village}".casefold()
        and (row.aged.late or not late)
    ]
    return respond(
        _table(side, found, rows, on=on), "sales/receivables.html", side=side, found=found,
        rows=rows, text=text, late=late, on=on, is_own=mine is not None, buckets=BUCKETS,
        late_total=debts.total_late(rows), whole=len(rows) == len(found.rows),
        days=debts.credit_days(person.cooperative_id, on),
    )  # fmt: skip


def _day(text: str) -> date:
    """The day to look at, today when none can be read."""
    try:
        return min(parse_date(text), desk().today) if text else desk().today
    except Refused:
        return desk().today


def _table(side: str, found: Debts, rows: list[Owing], *, on: date) -> Table:
    columns = [
        Column("name", _("Name"), width=24), Column("village", _("Village"), width=14, minor=True),
        *(Column(which.value, _(label), "money", 12, minor=True) for which, label in BUCKETS.items()),
        Column("total", _("Owes"), "money", 13), Column("since", _("Since"), "date", 11),
    ]  # fmt: skip
    cells: list[dict[str, Any]] = [_cells(side, row) for row in rows]
    if cells:
        keys = [*(which.value for which in Bucket), "total"]
        cells.append(total_row("name", _("Total"), cells, keys))
    title = (
        _("What members owe for goods") if side == "anggota" else _("What customers owe for goods")
    )
    notes = [str(_("On %(day)s", day=day(on)))]
    if own_group() is None:
        amount = rupiah_text(found.balance)
        notes.append(
            str(_("Balance of the account %(name)s: %(amount)s", name=found.account, amount=amount))
        )
    return Table(title, columns, cells, notes, f"piutang-{side}", landscape=True)


def _cells(side: str, row: Owing) -> dict[str, Any]:
    aged, debtor = row.aged, row.debtor
    url = url_for("sales.debtor", side=side, key=debtor.key)
    return {
        "name": debtor.name, "village": debtor.village, "total": aged.balance,
        "since": aged.oldest, **{which.value: aged.buckets[which] or None for which in Bucket},
        "_url": url,
    }  # fmt: skip


@bp.get("/piutang/<any(anggota, pelanggan):side>/<int:key>")
@requires("sales.read")
def debtor(side: str, key: int) -> Response:
    """One debtor: how much, since when, every entry; the reminder."""
    person, subject = signed_in(), subject_of(side, key)
    card, today = visible_debtor(subject), desk().today
    owing = debts.owing_of(person.cooperative_id, person.book_id, subject, on=today)
    lines = debts.lines_of(person.book_id, subject, on=today)
    return page(
        "sales/debtor.html", owing=owing, card=card, side=side, lines=lines[::-1][:100],
        buckets=BUCKETS, room=credit.room(desk=desk(), subject=subject),
        limit=credit.limit_of(desk(), card), reminder=reminder(owing),
        whatsapp=link_to(card.phone, reminder(owing)) if owing.aged.balance > 0 else None,
        payments=[
            paid
            for paid in payments.list_payments(person.book_id, subject=subject, limit=60)
            if paid.kind != payments.PAID
        ],
    )  # fmt: skip


def reminder(owing: Owing) -> list[str]:
    """A polite reminder: how much, since when, thank you."""
    aged, since = owing.aged, owing.aged.oldest
    words = [
        _("Good day %(name)s,", name=owing.debtor.name.lstrip("0123456789 ")),
        _("this is %(house)s.", house=letterhead().name),
        _(
            "May we remind you of what is open for goods: %(amount)s.",
            amount=rupiah_text(aged.balance),
        ),
    ]
    if since:
        words.append(_("The oldest part was taken on %(day)s.", day=day(since)))
    if aged.late:
        words.append(
            _("%(amount)s of it should have been paid by now.", amount=rupiah_text(aged.late))
        )
    words.append(_("You may pay in parts. If it is paid already, please excuse this message."))
    words.append(_("Thank you."))
    return [str(word) for word in words]
