"""One member's savings: page, statement, passbook."""

from datetime import date

from flask import abort, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.dates import parse_date
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import PassbookForm
from coop_app.savings.queries import Passbook, Statement, time_deposits
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, visible_member
from coop_app.savings.views.papers import passbook as passbook_paper
from coop_app.web.access import letterhead, may, requires, signed_in
from coop_app.web.filters import day, short_months
from coop_app.web.pages import link, page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond

#: what a usual passbook page holds
_LINES_A_PAGE = 24


@bp.get("/anggota/<int:member_id>")
@requires("savings.read")
def member(member_id: int) -> Response:
    """Balances, dues of the year, receipts."""
    visible_member(member_id)
    return _member_page(member_id)


@bp.get("/saya")
@requires("own.read")
def own() -> Response:
    """What the person at the screen has saved."""
    member_id = signed_in().member_id
    if member_id is None:
        abort(404)
    return _member_page(member_id)


def _member_page(member_id: int) -> Response:
    here = desk()
    year = min(max(request.args.get("tahun", here.today.year, type=int), 1950), 2190)
    shown = queries.member_page(here.cooperative_id, here.book_id, member_id, on=here.today)
    states = {state.month: state for state in shown.standing.months}
    calendar = queries.calendar_of(here.cooperative_id, shown.member)
    goals_url = url_for("savings.own_goals")
    if may("savings.read"):
        goals_url = url_for("savings.goals", member_id=member_id)
    return page(
        "savings/member.html",
        saver=shown,
        goals=queries.goal_progress(here.cooperative_id, here.book_id, member_id, on=here.today),
        goals_url=goals_url,
        year=year,
        today=here.today,
        cells=queries.year_cells(calendar, states, year),
        months=short_months(),
        products={balance.product.key: balance.product.name for balance in shown.balances},
        profile=link("members.member_page", member_id=member_id),
        since=shown.member.joined_on,
        deposits=[
            d for d in time_deposits.deposits_of(here.cooperative_id, member_id) if d.is_open
        ],
    )


@bp.get("/anggota/<int:member_id>/rekening")
@requires("savings.read")
def statement(member_id: int) -> Response:
    """All movements of a period, on the screen, as a file or on paper to sign."""
    visible_member(member_id)
    here = desk()
    start, end = _period(here.today)
    kind = request.args.get("jenis", "")[:20]
    shown = queries.statement(
        here.cooperative_id, here.book_id, member_id, start=start, end=end, product=kind
    )
    products = queries.list_products(here.cooperative_id)
    return respond(
        _statement_table(shown),
        "savings/statement.html",
        shown=shown,
        products=products,
        kind=kind,
    )


def _period(today: date) -> tuple[date, date]:
    """From and to as asked; this year when they cannot be read."""
    try:
        start = parse_date(request.args.get("dari", ""))
        end = parse_date(request.args.get("sampai", ""))
    except Refused:
        return today.replace(month=1, day=1), today
    return (start, end) if start <= end else (end, start)


def _statement_table(shown: Statement) -> Table:
    columns = [
        Column("on", _("Date"), "date", width=10),
        Column("voucher", _("Voucher"), width=18),
        Column("kind", _("Kind of savings"), width=14),
        Column("memo", _("Description"), width=24),
        Column("deposit", _("Paid in"), "money", width=11),
        Column("withdrawal", _("Taken out"), "money", width=11),
        Column("balance", _("Balance"), "money", width=12),
    ]
    opening = {"memo": _("Opening balance"), "balance": shown.opening, "_kind": "heading"}
    books = may("ledger.read")
    rows = [
        {
            "on": line.on, "voucher": line.voucher, "kind": line.product.name, "memo": line.memo,
            "deposit": line.deposit or None, "withdrawal": line.withdrawal or None,
            "balance": line.balance, "_url": link("ledger.entry", seq=line.seq) if books else None,
        }
        for line in shown.lines
    ]  # fmt: skip
    closing = {
        "memo": _("Closing balance"),
        "deposit": sum(line.deposit for line in shown.lines),
        "withdrawal": sum(line.withdrawal for line in shown.lines),
        "balance": shown.closing,
        "_kind": "total",
    }
    notes = [
        f"{shown.member.label} – {shown.member.group_name}",
        f"{day(shown.start)} – {day(shown.end)}",
    ]
    return Table(
        _("Savings statement"), columns, [opening, *rows, closing], notes=notes,
        name=f"rekening-{shown.member.number_text}", signatures=(_("Treasurer"), _("Member")),
    )  # fmt: skip


@bp.get("/anggota/<int:member_id>/buku")
@requires("savings.deposit")
def passbook(member_id: int) -> Response:
    """What is not in the passbook yet, and where to go on printing."""
    shown = _passbook(member_id)
    form = PassbookForm(line=_next_line(shown), lines_a_page=_LINES_A_PAGE)
    return page("savings/passbook.html", book=shown, form=form)


@bp.post("/anggota/<int:member_id>/buku")
@requires("savings.deposit")
def passbook_printed(member_id: int) -> Response:
    """Print the waiting lines from the given line on; or, the print came out well: go on after it."""
    shown = _passbook(member_id)
    form = PassbookForm.from_request()
    if not form.ok:
        return page("savings/passbook.html", book=shown, form=form)
    lines = shown.lines if form.from_start.data else shown.waiting
    first, per_page = form.line.data, form.lines_a_page.data
    if request.form.get("step") == "print":
        paper = passbook_paper.draw(
            shown, lines, first_line=first, lines_a_page=per_page, head=letterhead()
        )
        return send_pdf(paper, name=f"buku-simpanan-{shown.member.number_text}.pdf")
    if lines:
        last = passbook_paper.last_line(len(lines), first, per_page)
        with transaction():
            service.note_printed(desk=desk(), member_id=member_id, seq=lines[-1].seq, line=last)
    return see_other("savings.passbook", member_id=member_id)


def _passbook(member_id: int) -> Passbook:
    visible_member(member_id)
    here = desk()
    return queries.passbook(here.cooperative_id, here.book_id, member_id)


def _next_line(shown: Passbook) -> int:
    return shown.printed_line % _LINES_A_PAGE + 1
