"""Permits: the list of those that end, writing one down, its paper."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock, filing
from coop_app.db import transaction
from coop_app.pictures import JPEG
from coop_app.products import queries
from coop_app.products.forms.catalogue import PermitForm, kind_choices
from coop_app.products.queries import catalogue
from coop_app.products.rules.catalogue import permits as rules
from coop_app.products.rules.catalogue.permits import Kind, Permit, State
from coop_app.products.rules.items import Kind as ItemKind
from coop_app.products.service import catalogue as service
from coop_app.products.views.blueprint import bp
from coop_app.products.views.catalogue.presenting import ShownPermit, shown_permit
from coop_app.products.views.catalogue.workplace import desk_at, files, my_books, upload
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires
from coop_app.web.pages import found_or_404, page, see_other, send_bytes
from coop_app.web.tables import Column, Table, respond
from coop_app.web.tables import Kind as Look

_COLUMNS: tuple[tuple[str, Look, int], ...] = (("ends_on", "date", 10), ("kind", "text", 14), ("number", "text", 18),
            ("for", "text", 18), ("state", "text", 14), ("notice", "text", 26))  # fmt: skip
_NEAR = (State.RENEW, State.URGENT, State.EXPIRED)


@bp.get("/izin")
@requires("products.catalogue")
def permits() -> Response:
    """All permits, the one that ends first at the top; those that need something are counted."""
    books, wanted = my_books(), request.args.get("status", "")
    shown = [_shown(card) for card in catalogue.list_permits(books)]
    near = [one for one in shown if rules.state(one.card.permit, clock.today()) in _NEAR]
    names = {"ends_on": _("Valid until"), "kind": _("Permit"), "number": _("Number"),
             "for": _("For"), "state": _("State"), "notice": _("What looks wrong")}  # fmt: skip
    columns = [Column(key, names[key], kind, width=width) for key, kind, width in _COLUMNS]
    rows = [_row(one) for one in (near if wanted == "berakhir" else shown)]
    table = Table(_("Permits and until when they hold"), columns, rows, name="izin", landscape=True)
    return respond(
        table, "products/permits.html", shown=near if wanted == "berakhir" else shown, near=near,
        wanted=wanted, whose=_whose, business=bool(books),
    )  # fmt: skip


@bp.get("/izin/baru")
@requires("products.catalogue")
def permit_form(form: PermitForm | None = None) -> Response:
    """Write a permit down, for a product or for a whole business."""
    if form is None:
        asked = request.args.get("barang", type=int)
        form = PermitForm(formdata=None, item=f"i{asked}" if asked else None)
    return page("products/permit_form.html", form=_with_choices(form))


@bp.post("/izin/baru")
@requires("products.catalogue")
def add_permit() -> Response:
    """Keep it, whatever it looks like; what looks wrong is told on the page that follows."""
    form = _with_choices(PermitForm.from_request())
    if not form.ok:
        return permit_form(form)
    book_id, item_id = _target(form.item.data)
    new = Permit(
        Kind(form.kind.data), form.number.data or "", form.valid_until.data, form.issued_on.data,
        item_id, form.note.data or "",
    )  # fmt: skip
    try:
        with transaction():
            service.add_permit(
                desk=desk_at(book_id), new=new, request_id=form.facts["request_id"],
                folder=files(), upload=upload(),
            )  # fmt: skip
    except Refused as refusal:
        return permit_form(form.blame(refusal))
    return see_other("products.permits")


@bp.post("/izin/<int:permit_id>/akhiri")
@requires("products.catalogue")
def end_permit(permit_id: int) -> Response:
    """It is held no longer."""
    card = catalogue.get_permit(my_books(), permit_id)
    with transaction():
        service.end_permit(desk=desk_at(card.book_id), permit_id=permit_id)
    return see_other("products.permits")


@bp.get("/izin/<int:permit_id>/berkas")
@requires("products.catalogue")
def permit_file(permit_id: int) -> Response:
    """The paper, to look at; never run, never guessed at."""
    card = catalogue.get_permit(my_books(), permit_id)
    try:
        content = filing.file_content(folder=files(), file_key=card.file_key or "-")
    except FileNotFoundError:
        return found_or_404(None)
    name = f"izin-{card.id}.{card.file_key.rpartition('.')[2]}"
    response = send_bytes(
        content, name=name, kind=card.content_type, inline=card.content_type == JPEG
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _with_choices(form: PermitForm) -> PermitForm:
    form.kind.choices = kind_choices()
    form.item.choices = []
    for book_id, name in my_books().items():
        form.item.choices.append((f"b{book_id}", _("The whole business: %(name)s", name=name)))
        items = queries.list_items(book_id, kinds=(ItemKind.PRODUCT, ItemKind.GOODS))
        form.item.choices += [(f"i{item.id}", item.name) for item in items]
    return form


def _target(choice: str) -> tuple[int, int | None]:
    """The book and the product behind a choice, which was offered and so is one's own."""
    key = int(choice[1:])
    if choice.startswith("b"):
        return key, None
    return catalogue.book_of_item(key, my_books()), key


def _shown(card: catalogue.PermitCard) -> ShownPermit:
    item_id, packaging = card.permit.item_id, 0
    if item_id is not None:
        packaging = catalogue.get_facts(card.book_id, item_id).packaging
    return shown_permit(card, clock.today(), packaging=packaging)


def _whose(card: catalogue.PermitCard) -> str:
    if card.permit.item_id is None:
        return my_books().get(card.book_id, "")
    try:
        return queries.get_item(card.book_id, card.permit.item_id).name
    except NotFound:
        return ""


def _row(one: ShownPermit) -> dict[str, object]:
    item_id = one.card.permit.item_id
    url = url_for("products.catalogue_item", item_id=item_id) if item_id else None
    return {
        "ends_on": one.ends_on, "kind": one.name, "number": one.number, "for": _whose(one.card),
        "state": one.state, "notice": " ".join(one.findings), "_urls": {"for": url} if url else {},
    }  # fmt: skip
