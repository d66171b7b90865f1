"""Counting stock: the list of counts, the sheet on a phone, handing over, posting."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.products import queries, service
from coop_app.products.forms.stock import CountForm, PostForm, StartForm, count_form
from coop_app.products.queries import Count, Item
from coop_app.products.rules.counting import STATUSES
from coop_app.products.views.blueprint import bp
from coop_app.products.views.counter import desk, may_see, point_of, points
from coop_app.products.views.stock import papers
from coop_app.products.views.stock.second import count_asked
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond


@bp.get("/opname")
@requires("products.read")
def counts() -> Response:
    """All counts, and the form to begin one."""
    return _list(StartForm(formdata=None, on=desk().today))


def _list(form: StartForm) -> Response:
    form.point.choices = [(point.id, point.name) for point in points()]
    found = [one for one in queries.list_counts(signed_in().book_id) if may_see(one.point)]
    columns = [
        Column("on", _("Date"), "date", 10), Column("point", _("Stock point"), width=20),
        Column("status", _("State"), width=22), Column("items", _("Items"), "count", 8, minor=True),
        Column("differing", _("Differences"), "count", 9),
    ]  # fmt: skip
    rows = [
        {
            "on": one.on, "point": one.point.name, "status": _(STATUSES[one.status]),
            "items": len(one.rows), "differing": one.differing,
            "_url": url_for("products.count", count_id=one.id),
        }
        for one in found
    ]  # fmt: skip
    table = Table(_("Stock counts"), columns, rows, name="stok-opname")
    return respond(table, "products/counts.html", form=form)


@bp.post("/opname")
@requires("products.count")
def start_count() -> Response:
    """Begin."""
    here, form = desk(), StartForm.from_request()
    form.point.choices = [(point.id, point.name) for point in points()]
    if not form.ok:
        return _list(form)
    try:
        point = point_of(form.point.data)
        with transaction():
            begun = service.start_count(
                desk=here,
                point_id=point.id,
                on=form.facts["on"],
                request_id=form.request_id.data or "",
            )
    except Refused as refusal:
        return _list(form.blame(refusal))
    return see_other("products.count", count_id=begun.id)


def _visible(count_id: int) -> Count:
    found = queries.get_count(signed_in().book_id, count_id)
    if not may_see(found.point):
        raise NotFound
    return found


def _items(found: Count) -> list[Item]:
    """What lies or ever lay at the point, and everything that was written down."""
    known = {
        one.item.id: one.item for one in queries.on_hand(found.book_id, found.point.id, empty=True)
    }
    missing = [row.item_id for row in found.rows if row.item_id not in known]
    known |= queries.items_of(found.book_id, missing)
    return sorted(known.values(), key=lambda item: item.name.casefold())


@bp.get("/opname/<int:count_id>")
@requires("products.read")
def count(count_id: int) -> Response:
    """One count: figures to write down while it runs, what was found when it is finished."""
    found = _visible(count_id)
    items = _items(found)
    form = count_form(items)(formdata=None, people=found.people, memo=found.memo)
    by_key = {item.id: item for item in items}
    for row in found.rows:
        form[f"found_{row.item_id}"].show(row.found, by_key[row.item_id])
        form[f"reason_{row.item_id}"].data = row.reason
    return _page(found, form)


def _page(found: Count, form: CountForm, second: PostForm | None = None) -> Response:
    person = signed_in()
    act = queries.get_act(person.book_id, found.act_id) if found.act_id else None
    people = [found.started_by, found.counted_by, found.posted_by]
    items = _items(found)
    return page(
        "products/count.html", form=form, count=found, items=items, statuses=STATUSES, act=act,
        rows={row.item_id: row for row in found.rows}, by_key={item.id: item for item in items},
        names=auth.names_of(person.cooperative_id, people), post=second or PostForm(formdata=None),
    )  # fmt: skip


@bp.post("/opname/<int:count_id>")
@requires("products.count")
def note_count(count_id: int) -> Response:
    """Write the figures down, and go on or finish."""
    found = _visible(count_id)
    items = _items(found)
    form = count_form(items).from_request()
    if not form.ok:
        return _page(found, form)
    try:
        _note(found, form, items)
    except Refused as refusal:
        return _page(_visible(count_id), form.blame(refusal))
    flash(_("Written down."))
    return see_other("products.count", count_id=count_id)


def _note(found: Count, form: CountForm, items: list[Item]) -> None:
    """Figures first, so that nothing is lost when the names are still missing."""
    notes = form.notes(items)
    with transaction():
        service.note_found(desk=desk(), count_id=found.id, notes=notes)
    if request.form.get("step") == "finish":
        words = {"people": form.people.data or "", "memo": form.memo.data or ""}
        with transaction():
            service.finish_count(desk=desk(), count_id=found.id, **words)


@bp.post("/opname/<int:count_id>/buang")
@requires("products.count")
def drop_count(count_id: int) -> Response:
    """Throw it away."""
    found = _visible(count_id)
    form = PostForm.from_request()
    try:
        with transaction():
            if form.ok:
                service.drop_count(desk=desk(), count_id=found.id)
    except Refused as refusal:
        return _page(found, count_form(_items(found))(formdata=None).blame(refusal))
    return see_other("products.counts")


@bp.post("/opname/<int:count_id>/bukukan")
@requires("products.stock")
def post_count(count_id: int) -> Response:
    """Post the differences."""
    found, form = _visible(count_id), PostForm.from_request()
    try:
        with transaction():
            if form.ok:
                service.post_count(desk=desk(), count_id=count_id)
    except Refused as refusal:
        asked = count_asked(signed_in().book_id, count_id, found.memo)
        empty = count_form(_items(found))(formdata=None)
        return asking.answer(refusal, form, asked) or _page(found, empty, form)
    return see_other("products.count", count_id=count_id)


@bp.get("/opname/<int:count_id>.pdf")
@requires("products.read")
def count_paper(count_id: int) -> Response:
    """The sheet while it is counted, the minutes afterwards."""
    found = _visible(count_id)
    items = _items(found)
    if found.status == "counting":
        content = papers.count_sheet(found, items, letterhead())
        return send_pdf(content, name=f"lembar-opname-{count_id}.pdf")
    by_key = {item.id: item for item in items}
    content = papers.count_minutes(found, by_key, letterhead())
    return send_pdf(content, name=f"berita-acara-opname-{count_id}.pdf")
