"""Who needs what this month: noted by members and coordinators, gathered by the treasurer."""

from collections import defaultdict

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.products import queries as products
from coop_app.products.rules.items import Kind
from coop_app.purchasing.forms.rounds import NeedForm
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import Need
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds.counter import (
    active_members,
    desk,
    groups,
    own_group,
    own_member,
    visible_names,
)
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import month_name
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/kebutuhan-saya")
@requires("own.order")
def own_needs() -> Response:
    """What I need, before there is a round."""
    return _own_page(_form(own=True))


@bp.post("/kebutuhan-saya")
@requires("own.order")
def note_own_need() -> Response:
    """Note it."""
    form = _form(own=True, sent=True)
    if _note(form, own_member()):
        return see_other("purchasing.own_needs")
    return _own_page(form)


@bp.post("/kebutuhan-saya/<int:need_id>/batal")
@requires("own.order")
def withdraw_own_need(need_id: int) -> Response:
    """Not needed after all."""
    here = desk()
    mine = queries.list_needs(here.cooperative_id, here.book_id, member_id=own_member())
    if need_id not in {need.id for need in mine}:
        raise NotFound
    with transaction():
        service.withdraw_need(desk=here, need_id=need_id)
    return see_other("purchasing.own_needs")


@bp.get("/kebutuhan")
@requires("purchasing.order")
def needs() -> Response:
    """Everybody's needs of a month, and the way to a round."""
    return _needs_page(_form(own=False))


@bp.post("/kebutuhan")
@requires("purchasing.order")
def note_need() -> Response:
    """Note what a member of one's group needs."""
    form = _form(own=False, sent=True)
    if form.member_id.data is not None and _note(form, form.member_id.data):
        return see_other("purchasing.needs", bulan=form.month.data)
    return _needs_page(form)


@bp.post("/kebutuhan/<int:need_id>/batal")
@requires("purchasing.order")
def withdraw_need(need_id: int) -> Response:
    """Take a need of one's group back."""
    here = desk()
    every = queries.list_needs(here.cooperative_id, here.book_id)
    names = visible_names([need.member_id for need in every if need.id == need_id])
    if not names:
        raise NotFound
    with transaction():
        service.withdraw_need(desk=here, need_id=need_id)
    return see_other("purchasing.needs")


def _form(*, own: bool, sent: bool = False) -> NeedForm:
    here = desk()
    now = Month.of(here.today)
    form = NeedForm.from_request() if sent else NeedForm(formdata=None, month=str(now))
    kinds = (Kind.RAW_MATERIAL, Kind.PACKAGING, Kind.GOODS)
    form.item_id.choices = [
        (item.id, item.name)
        for item in products.list_items(here.book_id, kinds=kinds)
        if not item.consigned
    ]
    form.month.choices = [(str(each), month_name(each)) for each in now.until(now.plus(3))]
    if own:
        del form.member_id
    else:
        form.member_id.choices = [(card.id, card.label) for card in _people()]
    return form


def _people() -> list[members.MemberCard]:
    return [card for group in groups() for card in active_members(group.id)]


def _note(form: NeedForm, member_id: int) -> bool:
    if not form.ok:
        return False
    try:
        item = products.get_item(desk().book_id, form.item_id.data)
        typed = form.quantity.data
        unit = typed.unit if typed else ""
        need = service.NewNeed(
            member_id, item.id, form.quantity.base_of(item), unit, form.wanted_month,
            form.note.data or "",
        )  # fmt: skip
        with transaction():
            service.note_need(desk=desk(), need=need, request_id=form.request_id.data)
    except Refused as refusal:
        form.blame(refusal)
        return False
    return True


def _own_page(form: NeedForm) -> Response:
    here = desk()
    mine = queries.list_needs(
        here.cooperative_id, here.book_id, member_id=own_member(), open_only=False
    )
    return page("purchasing/own_needs.html", form=form, needs=mine)


def _needs_page(form: NeedForm) -> Response:
    here = desk()
    month = _asked_month() or Month.of(here.today)
    found = queries.list_needs(here.cooperative_id, here.book_id, month)
    cards = visible_names([need.member_id for need in found])
    seen = [need for need in found if need.member_id in cards]
    rows = [
        {"item": need.item_name, "member": cards[need.member_id].label,
         "group": cards[need.member_id].group_name, "quantity": need.text, "note": need.note}
        for need in seen
    ]  # fmt: skip
    columns = [
        Column("item", _("Item"), width=18),
        Column("member", _("Member"), width=24),
        Column("group", _("Group"), width=14, minor=True),
        Column("quantity", _("How much"), width=12),
        Column("note", _("Note"), width=20, minor=True),
    ]
    title = _("Needs of %(month)s", month=month_name(month))
    table = Table(title, columns, rows, name=f"kebutuhan-{month}")
    now = Month.of(here.today)
    return respond(
        table, "purchasing/needs.html", form=form, needs=seen, sums=_sums(seen), month=month,
        months=now.until(now.plus(3)), only_own=own_group() is not None,
        suppliers=_suppliers({need.item_id for need in seen}),
    )  # fmt: skip


def _asked_month() -> Month | None:
    try:
        return Month.parse(request.args.get("bulan", ""))
    except Refused:
        return None


def _sums(needs_: list[Need]) -> dict[str, tuple[int, str]]:
    """Item → how many members, and how much together."""
    found: dict[int, list[Need]] = defaultdict(list)
    for need in needs_:
        found[need.item_id].append(need)
    items = products.items_of(desk().book_id, set(found))
    return {
        items[key].name: (len({need.member_id for need in rows}),
                          items[key].text(sum(need.quantity for need in rows)))
        for key, rows in found.items()
    }  # fmt: skip


def _suppliers(item_ids: set[int]) -> list[tuple[int, str, list[int]]]:
    """Suppliers that offer some of it: key, name, the offers to tick."""
    here = desk()
    found = []
    for card in queries.list_suppliers(signed_in().cooperative_id, active_only=True):
        offers = queries.offers_on(here.cooperative_id, here.book_id, card.id, here.today)
        keys = [offer.id for offer in offers if offer.item_id in item_ids]
        if keys:
            found.append((card.id, card.name, keys))
    return found
