"""Documents of stock that were recorded, and their papers."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.products import queries
from coop_app.products.queries import Act
from coop_app.products.rules.documents import DOCUMENTS, TRANSFER
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import entry_link, may_see
from coop_app.products.views.stock import papers
from coop_app.refusal import NotFound
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, send_pdf
from coop_app.web.tables import Column, Table, respond


@bp.get("/dokumen")
@requires("products.read")
def stock_acts() -> Response:
    """The latest documents, newest first."""
    kind = request.args.get("jenis", "")
    kind = kind if kind in DOCUMENTS else ""
    person = signed_in()
    names = {one.id: one for one in queries.list_points(person.book_id, active_only=False)}
    found = [
        act for act in queries.list_acts(person.book_id, kind=kind) if may_see(names[act.point_id])
    ]
    table = _table(found, {key: point.name for key, point in names.items()})
    return respond(table, "products/stock_acts.html", kind=kind, kinds=DOCUMENTS)


def _table(found: list[Act], names: dict[int, str]) -> Table:
    columns = [
        Column("on", _("Date"), "date", 10), Column("kind", _("Document"), width=18),
        Column("point", _("Stock point"), width=20), Column("items", _("Items"), "count", 7),
        Column("total", _("Value"), "money", 12), Column("memo", _("Note"), width=20, minor=True),
    ]  # fmt: skip
    backs = queries.reversals_of(signed_in().book_id, [act.id for act in found])
    rows = [
        {
            "on": act.on, "kind": _named(act, back=act.id in backs), "items": len(act.lines), "total": act.total,
            "point": " → ".join(names[key] for key in (act.point_id, act.to_point_id) if key),
            "memo": act.memo, "_url": url_for("products.stock_act", act_id=act.id),
        }
        for act in found
    ]  # fmt: skip
    title = _("Documents of stock")
    return Table(title, columns, rows, name="dokumen-persediaan", landscape=True)


def _named(act: Act, *, back: bool) -> str:
    name = str(_(DOCUMENTS[act.kind]))
    return f"{name} ({_('taken back')})" if back else name


def _act(act_id: int) -> papers.Paper:
    person = signed_in()
    act = queries.get_act(person.book_id, act_id)
    points = [
        queries.get_point(person.book_id, key) for key in (act.point_id, act.to_point_id) if key
    ]
    if not any(may_see(point) for point in points):
        raise NotFound
    voucher = _voucher(act)
    back = queries.find_reversal(person.book_id, act_id)
    people = [act.made_by, act.approved_by, *([back.made_by, back.approved_by] if back else [])]
    names = auth.names_of(person.cooperative_id, people)
    return papers.Paper(act, points, voucher, names, back)


def _voucher(act: Act) -> str:
    if act.entry_seq is None:
        return ""
    return ledger.entry_page(book_id=act.book_id, seq=act.entry_seq).voucher


@bp.get("/dokumen/<int:act_id>")
@requires("products.read")
def stock_act(act_id: int) -> Response:
    """One document: its lines, its entry, its paper."""
    known = _act(act_id)
    return page(
        "products/stock_act.html", act=known.act, points=known.points, voucher=known.voucher,
        back=known.back, back_entry=entry_link(known.back.entry_seq) if known.back else None,
        names=known.names, entry=entry_link(known.act.entry_seq), kinds=DOCUMENTS,
    )  # fmt: skip


@bp.get("/dokumen/<int:act_id>.pdf")
@requires("products.read")
def stock_act_paper(act_id: int) -> Response:
    """Surat jalan for a transfer, berita acara for the others."""
    known = _act(act_id)
    make = papers.delivery_note if known.act.kind == TRANSFER else papers.minutes
    name = "surat-jalan" if known.act.kind == TRANSFER else "berita-acara"
    return send_pdf(make(known, letterhead()), name=f"{name}-{act_id}.pdf")
