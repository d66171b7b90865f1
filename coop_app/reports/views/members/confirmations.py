"""Who has confirmed which month: offer, print, enter what came back on paper, answer disputes."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.refusal import NotFound, Refused
from coop_app.reports import service
from coop_app.reports.forms import OfferForm
from coop_app.reports.queries import confirmations as read
from coop_app.reports.queries import member_statements
from coop_app.reports.queries.confirmations import MemberMonth, Share
from coop_app.reports.queries.pots import handed_over
from coop_app.reports.rules.member_statement import TARGET_PERCENT
from coop_app.reports.views import bp
from coop_app.reports.views.members.own_statements import desk
from coop_app.reports.views.papers import month as month_paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import month_name
from coop_app.web.pages import see_other, send_pdf
from coop_app.web.tables import Column, Table, respond, total_row


@bp.get("/konfirmasi")
@requires("statements.read")
def confirmations() -> Response:
    """The share offered and confirmed by village, and what was disputed."""
    form = OfferForm(month=_wanted())
    return _overview(form)


@bp.post("/konfirmasi")
@requires("statements.offer")
def offer() -> Response:
    """Make everybody's statement of a month; changed ones are made again."""
    form = OfferForm.from_request()
    if not form.ok:
        return _overview(form)
    month: Month = form.facts["month"]
    try:
        with transaction():
            service.offer(desk=desk(), month=month)
    except Refused as refusal:
        return _overview(form.blame(refusal))
    return see_other("reports.confirmations", bulan=str(month))


@bp.get("/konfirmasi/<month>/cetak")
@requires("statements.read")
def months_paper(month: str) -> Response:
    """One page for each member, by village, with the slip to give back."""
    wanted, group_id = month_or_404(month), request.args.get("kelompok", None, type=int)
    rows = [row for row in rows_of(wanted) if row.fits and group_id in (None, row.card.group_id)]
    if not rows:
        raise NotFound
    handed = handed_over(signed_in().book_id, [pot for row in rows for pot in row.pots])
    pages = [month_paper.MonthPage(row.offered, row.card, row.pots, handed) for row in rows]
    large = request.args.get("ukuran") == "a4"
    title = _("Statements %(month)s", month=month_name(wanted))
    paper = month_paper.draw(pages, letterhead(), title=title, large=large)
    return send_pdf(paper, name=f"laporan-anggota-{wanted}.pdf")


def month_or_404(text: str) -> Month:
    """The month in an address. Raises `NotFound`."""
    try:
        return Month.parse(text)
    except Refused as refusal:
        raise NotFound from refusal


def rows_of(month: Month) -> list[MemberMonth]:
    """Everybody's statement of the month, for the person at the screen."""
    person = signed_in()
    return read.month_of(person.cooperative_id, person.book_id, month)


def _wanted() -> Month:
    """The month asked for, else the newest that is over."""
    try:
        return Month.parse(request.args.get("bulan", ""))
    except Refused:
        return Month.of(clock.today()).plus(-1)


def _overview(form: OfferForm) -> Response:
    person = signed_in()
    month = form.month.data or _wanted()
    rows = rows_of(month)
    found = read.shares(rows)
    whole = read.share_of(_("Together"), 0, [row.offered for row in rows])
    return respond(
        _table(month, found, whole),
        "reports/confirmations.html",
        form=form,
        month=month,
        whole=whole,
        target=TARGET_PERCENT,
        changed=[row for row in rows if not row.fits],
        months=read.years_share(person.cooperative_id),
        is_over=month.last < clock.today(),
        disputes=member_statements.count_open(person.cooperative_id),
    )


def _table(month: Month, found: list[Share], whole: Share) -> Table:
    columns = [
        Column("name", _("Village group"), width=24),
        Column("offered", _("Made"), "count", 9, minor=True),
        Column("confirmed", _("Right"), "count", 9),
        Column("on_paper", _("On paper"), "count", 9, minor=True),
        Column("disputed", _("Wrong"), "count", 9),
        Column("answered", _("Answered"), "count", 9, minor=True),
        Column("silent", _("No word yet"), "count", 9, minor=True),
        Column("percent", _("Share"), "percent", 8),
    ]
    rows = [_row(month, share) for share in found]
    keys = [column.key for column in columns if column.kind == "count"]
    total = total_row("name", whole.name, rows, keys) | {"percent": whole.percent * 100}
    return Table(
        _("Statements of the members"), columns, [*rows, total] if rows else [],
        notes=[month_name(month), _("Target: %(target)s percent", target=TARGET_PERCENT)],
        name=f"konfirmasi-{month}", signatures=(_("Supervisor"), _("Chairperson")),
    )  # fmt: skip


def _row(month: Month, share: Share) -> dict[str, object]:
    return {
        "name": share.name, "offered": share.offered, "confirmed": share.confirmed,
        "on_paper": share.on_paper, "disputed": share.disputed, "answered": share.answered,
        "silent": share.silent, "percent": share.percent * 100,
        "_url": url_for("reports.village", month=str(month), group_id=share.group_id),
    }  # fmt: skip
