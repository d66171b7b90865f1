"""The owner's list of orders, and how each goes on."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth import names_of
from coop_app.db import transaction
from coop_app.members.rules import phones
from coop_app.refusal import N_, Refused
from coop_app.sales.forms.window import StepForm
from coop_app.sales.queries import window as queries
from coop_app.sales.rules.window import ordering
from coop_app.sales.rules.window.ordering import STATUSES, Status
from coop_app.sales.service import window as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.window.owner import desk_here
from coop_app.sales.views.window.presenting import (
    answer_lines,
    kept_days,
    line_text,
    total_text,
)
from coop_app.web import whatsapp
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond

STEPS = {
    Status.ANSWERED: N_("Mark as answered"),
    Status.DONE: N_("Handed over, done"),
    Status.CANCELLED: N_("Cancel the order"),
}


@bp.get("/warung-saya/<int:book_id>/pesanan")
@requires("sales.window")
def window_orders(book_id: int) -> Response:
    """What was ordered, the newest first."""
    desk = desk_here(book_id)
    card = queries.get_window(desk.cooperative_id, book_id)
    status = request.args.get("status", "")
    wanted = queries.OrderFilter(
        status if status in STATUSES else "", request.args.get("cari", "")[:60]
    )
    rows = [_row(book_id, order) for order in queries.list_orders(card.id, wanted)]
    title = _("Orders at %(shop)s", shop=card.window.title)
    table = Table(title, _columns(), rows, name="pesanan", landscape=True)
    return respond(
        table, "sales/window_orders.html", card=card, book_id=book_id, wanted=wanted,
        statuses=STATUSES,
    )  # fmt: skip


def _columns() -> list[Column]:
    return [
        Column("number", _("No."), width=6), Column("on", _("Date"), "date", width=10, minor=True),
        Column("name", _("Buyer"), width=16), Column("phone", _("Telephone"), width=14, minor=True),
        Column("what", _("What"), width=34), Column("total", _("Total"), width=12, minor=True),
        Column("status", _("State"), width=10),
    ]  # fmt: skip


def _row(book_id: int, order: queries.Order) -> dict[str, object]:
    return {
        "number": str(order.number), "on": order.placed_on,
        "name": _("erased") if order.is_forgotten else order.name,
        "phone": phones.shown(order.phone), "total": total_text(order),
        "what": ", ".join(f"{one.count} {one.offered.unit} {one.offered.name}" for one in order.lines),
        "status": _(STATUSES[order.status]),
        "_url": url_for("sales.window_order", book_id=book_id, order_id=order.id),
    }  # fmt: skip


@bp.get("/warung-saya/<int:book_id>/pesanan/<int:order_id>")
@requires("sales.window")
def window_order(book_id: int, order_id: int, form: StepForm | None = None) -> Response:
    """One order: what, who, and what was done about it."""
    desk = desk_here(book_id)
    card = queries.get_window(desk.cooperative_id, book_id)
    order = queries.get_order(card.id, order_id)
    names = names_of(desk.cooperative_id, [step.made_by for step in order.steps])
    return page(
        "sales/window_order.html", card=card, book_id=book_id, order=order, names=names,
        lines=[line_text(line) for line in order.lines], total=total_text(order),
        phone=phones.shown(order.phone), statuses=STATUSES, form=form or StepForm(formdata=None),
        steps=[(status, STEPS[status]) for status in ordering.steps_from(order.status)],
        link=whatsapp.link_to(order.phone, answer_lines(card, order)), days=kept_days(card),
    )  # fmt: skip


@bp.post("/warung-saya/<int:book_id>/pesanan/<int:order_id>")
@requires("sales.window")
def take_step(book_id: int, order_id: int) -> Response:
    """Answer, finish or cancel."""
    desk = desk_here(book_id)
    card = queries.get_window(desk.cooperative_id, book_id)
    queries.get_order(card.id, order_id)
    form = StepForm.from_request()
    if not form.ok:
        return window_order(book_id, order_id, form)
    try:
        with transaction():
            service.take_step(
                desk=desk, order_id=order_id, then=Status(form.then.data), note=form.note.data or ""
            )
    except Refused as refusal:
        return window_order(book_id, order_id, form.blame(refusal))
    return see_other("sales.window_order", book_id=book_id, order_id=order_id)
