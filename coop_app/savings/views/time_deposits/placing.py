"""Place a deposit: choose, look at the journal and the interest to come, save."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.refusal import Refused
from coop_app.savings import queries as savings
from coop_app.savings.forms.time_deposits import SAVINGS_PLACE, PlacementForm
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.service import time_deposits as service
from coop_app.savings.service.time_deposits import Placement
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, journal_of, places
from coop_app.savings.views.time_deposits import words
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

PLACE = "savings.place_deposit"


@bp.get("/berjangka/baru/<int:member_id>")
@requires("savings.deposit")
def placement_form(member_id: int) -> Response:
    """What this member may choose."""
    return _counter(member_id, _with_choices(PlacementForm(formdata=None, on=desk().today)))


@bp.post("/berjangka/baru/<int:member_id>")
@requires("savings.deposit")
def place_deposit(member_id: int) -> Response:
    """Show the journal first, or take the money and make the certificate."""
    form = _with_choices(PlacementForm.from_request())
    if not form.ok:
        return _counter(member_id, form)
    wanted = form.placement(member_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _counter(member_id, form, wanted)
        with transaction():
            held = service.place(desk=desk(), placement=wanted, request_id=form.request_id.data)
    except Refused as refusal:
        return asking.answer(refusal, form, _asked(form, wanted)) or _counter(member_id, form)
    return see_other("savings.time_deposit", deposit_id=held.id)


def _asked(form: PlacementForm, wanted: Placement) -> auth.Asked:
    content = {
        "book_id": signed_in().book_id, "placement": auth.packed(wanted),
        "request_id": form.request_id.data,
    }  # fmt: skip
    return auth.Asked(kind=PLACE, subject=f"member:{wanted.member_id}", content=content)


def _with_choices(form: PlacementForm) -> PlacementForm:
    here = desk()
    offered = queries.list_products(here.cooperative_id, active_only=True)
    rates = queries.list_rates(here.cooperative_id)
    form.product.choices = [
        (product.id, f"{product.name} ({words.percent(newest[-1].rate.mille)})")
        for product in offered
        if (newest := [r for r in rates if r.product_id == product.id and r.rate.valid_from <= here.today])
    ]  # fmt: skip
    form.place.choices = [(SAVINGS_PLACE, _("Simpanan sukarela of the member")), *places()]
    if not form.is_submitted() and len(form.place.choices) > 1:
        form.place.data = form.place.choices[1][0]
    return form


def _counter(member_id: int, form: PlacementForm, wanted: Placement | None = None) -> Response:
    here = desk()
    shown = savings.member_page(here.cooperative_id, here.book_id, member_id, on=here.today)
    preview, draft, lines = None, None, []
    if wanted is not None:
        draft = service.decide_placement(desk=here, placement=wanted)
        drawn = service.drawn(desk=here, placement=wanted)
        card = members.get_member(here.cooperative_id, member_id)
        entry = service.entry_of(held=drawn, draft=draft, card=card)
        preview = journal_of(entry)
        term = draft.term
        lines = [
            (term.due(n), term.interest(wanted.amount, n)) for n in range(1, term.months + 1)
        ] if term else []  # fmt: skip
    return page(
        "savings/placement_form.html", form=form, saver=shown, preview=preview, draft=draft,
        coming=lines, percent=words.percent, total=sum(int(amount) for _on, amount in lines),
    )  # fmt: skip
