"""The member's home: what I own and owe; the same for the treasurer to hand over on paper."""

from flask import abort, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.members import queries as members
from coop_app.members.rules import phones
from coop_app.reports.queries import own as read
from coop_app.reports.queries.own import OwnPage
from coop_app.reports.rules.own import Happening
from coop_app.reports.views import bp
from coop_app.reports.views.members import messages
from coop_app.reports.views.papers import summary as summary_paper
from coop_app.web.access import letterhead, may, requires, signed_in
from coop_app.web.pages import page, send_pdf
from coop_app.web.tables import Column, Table, respond


@bp.get("/saya")
@requires("own.read")
def own() -> Response:
    """What the member at the screen owns and owes."""
    member_id = own_member()
    file = members.get_file(signed_in().cooperative_id, member_id)
    return page(
        "reports/own.html",
        own=_page_of(member_id),
        more=url_for("reports.own_history"),
        file=file,
        phone=phones.shown(file.row.phone),
    )


@bp.get("/saya/cetak")
@requires("own.read")
def own_sheet() -> Response:
    """The same on paper."""
    return _paper(own_member())


@bp.get("/saya/riwayat")
@requires("own.read")
def own_history() -> Response:
    """Everything that happened, newest first."""
    return _history(own_member())


@bp.get("/anggota/<int:member_id>")
@requires("statements.read")
def member_summary(member_id: int) -> Response:
    """What a member sees, with the papers and messages to hand it over."""
    shown = _page_of(member_id)
    return page(
        "reports/member_summary.html",
        own=shown,
        more=url_for("reports.member_history", member_id=member_id),
        reminder=messages.reminder(shown),
        summary=messages.summary(shown),
    )


@bp.get("/anggota/<int:member_id>/cetak")
@requires("statements.read")
def member_sheet(member_id: int) -> Response:
    """The summary on paper, A5 or with `?ukuran=a4` large, for a member without a phone."""
    return _paper(member_id)


@bp.get("/anggota/<int:member_id>/riwayat")
@requires("statements.read")
def member_history(member_id: int) -> Response:
    """Everything that happened to a member's money."""
    return _history(member_id)


def own_member() -> int:
    """The member at the screen; 404 for a person who is none."""
    member_id = signed_in().member_id
    if member_id is None:
        abort(404)
    return member_id


def _page_of(member_id: int) -> OwnPage:
    person = signed_in()
    return read.own_page(person.cooperative_id, person.book_id, member_id, on=clock.today())


def _paper(member_id: int) -> Response:
    shown = _page_of(member_id)
    large = request.args.get("ukuran") == "a4"
    paper = summary_paper.draw(shown, letterhead(), large=large)
    return send_pdf(paper, name=f"ringkasan-{shown.member.number_text}.pdf")


def _history(member_id: int) -> Response:
    person = signed_in()
    card = read.card_of(person.cooperative_id, member_id)
    rows = read.history(person.cooperative_id, person.book_id, member_id)
    table = Table(
        _("Everything that happened"),
        [
            Column("on", _("Date"), "date", width=10),
            Column("what", _("What"), width=30),
            Column("voucher", _("Voucher"), width=16, minor=True),
            Column("amount", _("Paid in or out"), "money", width=12),
        ],
        [_row(row) for row in rows],
        notes=[f"{card.label} – {card.group_name}"],
        name=f"riwayat-{card.number_text}",
    )
    return respond(table, "reports/own_history.html", card=card)


def _row(row: Happening) -> dict[str, object]:
    books = may("ledger.read")
    return {
        "on": row.on, "what": what(row), "voucher": row.voucher, "amount": row.amount,
        "_url": url_for("ledger.entry", seq=row.seq) if books else None,
    }  # fmt: skip


def what(row: Happening) -> str:
    """What an act did, in a few words."""
    names = ", ".join(row.names)
    if row.is_reversal:
        return str(_("%(names)s (correction)", names=names))
    if row.is_reversed:
        return str(_("%(names)s (cancelled)", names=names))
    return names
