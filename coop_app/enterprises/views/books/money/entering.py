"""Money in and out, and between the business and the household."""

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from coop_app import clock, ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.forms.books import (
    ActForm,
    HouseholdForm,
    MoveForm,
    ReceiveForm,
    SpendForm,
)
from coop_app.enterprises.queries import Done, Enterprise
from coop_app.enterprises.rules.books.acts import COSTS, INCOMES, Way
from coop_app.enterprises.service import Typed
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.home import total
from coop_app.enterprises.views.books.own import business_page, desk_of, owned
from coop_app.refusal import Refused
from coop_app.web.pages import see_other

Verb = Callable[..., Done]


@bp.get("/<int:enterprise_id>/uang")
@owned
def money(business: Enterprise) -> Response:
    """Everything that can be done with money, and where it is."""
    book_id = business.book_id
    return business_page(
        business, "enterprises/money.html", active="money",
        cash=ledger.balance(book_id=book_id, account="cash_on_hand"),
        bank=ledger.balance(book_id=book_id, account="bank"),
        unpaid=total(queries.unpaid(book_id)), debts=total(queries.debts(book_id)),
    )  # fmt: skip


def typed_of(form: ActForm, **more: Any) -> Typed:
    """What was typed, for the service."""
    facts = form.facts
    known: dict[str, Any] = {"way": Way(facts["way"]), "note": facts["note"] or ""}
    known |= {key: facts[key] or "" for key in ("what", "party") if key in facts}
    return Typed(on=facts["on"], amount=facts["amount"], **(known | more))


def answer(
    business: Enterprise, form: ActForm, verb: Verb, again: Callable[[Any], Response], **more: Any
) -> Response:
    """Do it and show what was done, or show the form again with what is wrong."""
    if not form.ok:
        return again(form)
    extra = {"party_id": more.pop("party_id")} if "party_id" in more else {}
    try:
        with transaction():
            done = verb(
                desk=desk_of(business), business=business, request_id=form.request_id.data,
                typed=typed_of(form, **more), **extra,
            )  # fmt: skip
    except Refused as refusal:
        return again(form.blame(refusal))
    return see_other("enterprises.act", enterprise_id=business.id, act_id=done.id, baru=1)


@bp.get("/<int:enterprise_id>/uang/keluar")
@owned
def spend_form(business: Enterprise, form: SpendForm | None = None) -> Response:
    """Money out."""
    return business_page(
        business, "enterprises/spend_form.html", active="money", cards=COSTS,
        form=form or SpendForm(on=clock.today()), parties=queries.parties(business),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/uang/keluar")
@owned
def spend(business: Enterprise) -> Response:
    """Record it."""
    form = SpendForm.from_request()
    return answer(business, form, service.spend, lambda f: spend_form(business.id, form=f))


@bp.get("/<int:enterprise_id>/uang/masuk")
@owned
def receive_form(business: Enterprise, form: ReceiveForm | None = None) -> Response:
    """Other money in."""
    return business_page(
        business, "enterprises/receive_form.html", active="money", cards=INCOMES,
        form=form or ReceiveForm(on=clock.today()), parties=queries.parties(business),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/uang/masuk")
@owned
def receive(business: Enterprise) -> Response:
    """Record it."""
    form = ReceiveForm.from_request()
    return answer(business, form, service.receive, lambda f: receive_form(business.id, form=f))


@bp.get("/<int:enterprise_id>/uang/ambil-pribadi")
@owned
def draw_form(business: Enterprise, form: HouseholdForm | None = None) -> Response:
    """Money for the household, beside what the business earned."""
    today = clock.today()
    figures = queries.month_figures(business.book_id, Month.of(today))
    return business_page(
        business, "enterprises/draw_form.html", active="money", figures=figures,
        form=form or HouseholdForm(on=today),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/uang/ambil-pribadi")
@owned
def draw(business: Enterprise) -> Response:
    """Record it."""
    form = HouseholdForm.from_request()
    return answer(business, form, service.draw, lambda f: draw_form(business.id, form=f))


@bp.get("/<int:enterprise_id>/uang/tambah-modal")
@owned
def invest_form(business: Enterprise, form: HouseholdForm | None = None) -> Response:
    """Money of the household for the business."""
    return business_page(
        business, "enterprises/invest_form.html", active="money",
        form=form or HouseholdForm(on=clock.today()),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/uang/tambah-modal")
@owned
def invest(business: Enterprise) -> Response:
    """Record it."""
    form = HouseholdForm.from_request()
    return answer(business, form, service.invest, lambda f: invest_form(business.id, form=f))


@bp.get("/<int:enterprise_id>/uang/pindah")
@owned
def move_form(business: Enterprise, form: MoveForm | None = None) -> Response:
    """From the box to the bank or wallet, or back."""
    return business_page(
        business, "enterprises/move_form.html", active="money",
        form=form or MoveForm(on=clock.today()),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/uang/pindah")
@owned
def move(business: Enterprise) -> Response:
    """Record it."""
    form = MoveForm.from_request()
    return answer(business, form, service.move, lambda f: move_form(business.id, form=f))
