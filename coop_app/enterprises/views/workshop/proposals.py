"""From the cooperative: what is new, what it would record, accept it once or say it is not for the business."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.enterprises.forms.workshop.elsewhere import AcceptForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import proposals as queries
from coop_app.enterprises.queries.workshop.proposals import ACCEPTED, DECLINED, Decided
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.proposals import Acceptance, Choice, Treated
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.service.workshop.linking import copy_item
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, desk_of, owned
from coop_app.enterprises.views.workshop import deciding, showing, waiting
from coop_app.enterprises.views.workshop.showing import Rehearsal
from coop_app.products.rules.dealings import Dealing
from coop_app.refusal import NotFound, Refused, RequestReused
from coop_app.web.pages import see_other


@bp.get("/<int:enterprise_id>/koperasi")
@owned
def proposals(business: Enterprise) -> Response:
    """New documents first; below what is in the book, and what she put aside."""
    found = waiting.new_documents(business)
    return business_page(
        business, "enterprises/proposals.html", active="goods", new=found,
        told={one.key: deciding.told(one) for one in found}, kinds=deciding.KINDS,
        names={one.key: deciding.name_of(one) for one in found},
        accepted=_decided(business, ACCEPTED, 20), declined=_decided(business, DECLINED, 20),
        theirs=deciding.their_items(business, found),
    )  # fmt: skip


def _decided(business: Enterprise, decision: str, limit: int) -> list[Decided]:
    return queries.list_decided(
        business.cooperative_id, business.id, decision=decision, limit=limit
    )


@bp.get("/<int:enterprise_id>/koperasi/terima")
@owned
def proposal(business: Enterprise) -> Response:
    """One document (`?dokumen=`): what its items are to her, and what it would record."""
    dealing = _dealing(business)
    form = AcceptForm(formdata=None, is_spoiled=deciding.is_spoiled(dealing))
    return _form(business, dealing, form, deciding.remembered(business, dealing))


@bp.post("/<int:enterprise_id>/koperasi/terima")
@owned
def accept(business: Enterprise) -> Response:
    """Show what it will record, or record it; what is in the book already is only shown."""
    key = request.args.get("dokumen", "")
    if (known := queries.find_decided(business.cooperative_id, key)) and known.is_accepted:
        return _after(business, known)
    form, dealing = AcceptForm.from_request(), _dealing(business)
    chosen = deciding.read(dealing)
    if not form.ok:
        return _form(business, dealing, form, chosen)
    try:
        if request.form.get("step") != "save":
            return _form(business, dealing, form, chosen, _preview(business, dealing, form, chosen))
        with transaction():
            done = _take(business, dealing, form, chosen)
    except RequestReused as reused:
        form.request_id.process(None)  # the next tap is another one
        return _form(business, dealing, form.blame(reused), chosen)
    except Refused as refusal:
        return _form(business, dealing, form.blame(refusal), chosen)
    return _after(business, done)


def _after(business: Enterprise, done: Decided) -> Response:
    flash(_("It is in your book now: %(label)s.", label=done.label))
    return see_other("enterprises.proposals", enterprise_id=business.id)


def _preview(
    business: Enterprise, dealing: Dealing, form: AcceptForm, chosen: dict[int, str]
) -> showing.Rehearsal:
    return showing.rehearse(business, lambda: _take(business, dealing, form, chosen).entry_seq)


def _take(
    business: Enterprise, dealing: Dealing, form: AcceptForm, chosen: dict[int, str]
) -> Decided:
    """New items are made first, then the document is taken over."""
    desk = desk_of(business)
    choices = []
    for theirs, word in chosen.items():
        if word == deciding.NEW:
            item = copy_item(desk=desk, business=business, theirs_id=theirs)
            choices.append(Choice(theirs, Treated.ITEM, item.id))
        elif word.isdecimal():
            choices.append(Choice(theirs, Treated.ITEM, int(word)))
        elif word in (Treated.EXPENSE, Treated.PRIVATE):
            choices.append(Choice(theirs, Treated(word)))
    new = Acceptance(
        dealing.key, Way(form.way.data), tuple(choices), bool(form.is_spoiled.data),
        bool(form.without_stock.data),
    )  # fmt: skip
    return service.accept(
        desk=desk, business=business, new=new, request_id=str(form.request_id.data)
    )


@bp.get("/<int:enterprise_id>/koperasi/tercatat/<int:decided_id>")
@owned
def accepted(business: Enterprise, decided_id: int) -> Response:
    """What a document of the cooperative became in her book."""
    found = queries.get_decided(business.cooperative_id, business.id, decided_id)
    if not found.is_accepted:
        raise NotFound
    return business_page(
        business, "enterprises/accepted.html", active="goods", done=found, kinds=deciding.KINDS,
        shown=showing.journal_of(business, found.entry_seq, f"enterprises.acceptance:{found.id}"),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/koperasi/bukan-usaha")
@owned
def decline(business: Enterprise) -> Response:
    """It was for the household."""
    form, key = AcceptForm.from_request(), request.form.get("key", "")
    with transaction():
        done = service.decline(
            desk=desk_of(business), business=business, key=key,
            request_id=str(form.request_id.data or key),
        )  # fmt: skip
    flash(_("%(label)s is put aside: not for the business.", label=done.label))
    return see_other("enterprises.proposals", enterprise_id=business.id)


@bp.post("/<int:enterprise_id>/koperasi/tawarkan-lagi")
@owned
def offer_again(business: Enterprise) -> Response:
    """She thinks again."""
    with transaction():
        service.take_back(
            desk=desk_of(business), business=business, key=request.form.get("key", "")
        )
    return see_other("enterprises.proposals", enterprise_id=business.id)


def _dealing(business: Enterprise) -> Dealing:
    key = request.args.get("dokumen", "")
    for one in waiting.new_documents(business):
        if one.key == key:
            return one
    raise NotFound


def _form(
    business: Enterprise,
    dealing: Dealing,
    form: AcceptForm,
    chosen: dict[int, str],
    shown: Rehearsal | None = None,
) -> Response:
    return business_page(
        business, "enterprises/proposal.html", active="goods", form=form, dealing=dealing,
        told=deciding.told(dealing), name=deciding.name_of(dealing), chosen=chosen, shown=shown,
        theirs=deciding.their_items(business, [dealing]), offers=deciding.offers(business, dealing),
        asks=deciding.asks(dealing),
    )  # fmt: skip
