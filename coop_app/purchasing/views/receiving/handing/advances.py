"""Advances of members for goods: in, back, and the receipt."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members.queries import MemberCard
from coop_app.purchasing.forms.receiving.handing import AdvanceForm
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.deliveries import get_advance, list_advances
from coop_app.purchasing.rules.receiving.acts import AdvanceMoney
from coop_app.purchasing.service.receiving import advances
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import (
    cards_of,
    desk,
    entry_link,
    journal_of,
    member_labels,
    place_choices,
    place_name,
    round_of,
    signed,
    visible_member,
)
from coop_app.purchasing.views.receiving.handing.finding import MemberUnclear, member_key
from coop_app.purchasing.views.receiving.papers import advance as paper
from coop_app.refusal import Refused
from coop_app.web import tables
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.tables import Column, Table


@bp.get("/uang-muka")
@requires("purchasing.read")
def advances_list() -> Response:
    """Who has paid in advance and how much of it is there; a search leads to a member's form."""
    text, problem = request.args.get("cari", "").strip(), ""
    if text:
        try:
            return see_other("purchasing.advance_form", member_id=member_key(text))
        except MemberUnclear as refusal:
            problem = say(refusal)
    return tables.respond(
        _table(), "purchasing/advances_list.html", text=text, problem=problem,
        labels=member_labels(),
    )  # fmt: skip


def _table() -> Table:
    balances = ledger.subject_balances(
        book_id=signed_in().book_id, account="member_deposits_orders"
    )
    held = {
        int(subject.partition(":")[2]): -amount
        for subject, amount in balances.items()
        if subject.startswith("member:") and amount
    }
    cards = cards_of(held)
    rows = [
        {
            "member": card.label, "group": card.group_name, "there": held[key],
            "_url": url_for("purchasing.advance_form", member_id=key),
        }
        for key, card in sorted(cards.items(), key=lambda each: each[1].name)
    ]  # fmt: skip
    if rows:
        rows.append(tables.total_row("member", _("Total"), rows, ["there"]))
    columns = [
        Column("member", _("Member"), width=28), Column("group", _("Village"), width=16, minor=True),
        Column("there", _("There now"), "money", 14),
    ]  # fmt: skip
    return Table(_("Advances for goods"), columns, rows, name="uang-muka-pesanan")


@bp.get("/uang-muka/<int:member_id>")
@requires("purchasing.receive")
def advance_form(member_id: int) -> Response:
    """A member's advance: what is there, and the form."""
    card = visible_member(member_id)
    form = AdvanceForm(formdata=None, on=desk().today, kind=request.args.get("jenis", "in"))
    return _form(card, form)


@bp.post("/uang-muka/<int:member_id>")
@requires("purchasing.receive")
def record_advance(member_id: int) -> Response:
    """Show the journal first, or save."""
    card, form = visible_member(member_id), AdvanceForm.from_request()
    form.place.choices = place_choices()
    if not form.ok:
        return _form(card, form)
    asked = form.money(member_id, request.form.get("ronde", type=int))
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(card, form, asked)
        with transaction():
            key = seconds.do(seconds.ADVANCE, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.ADVANCE, form, asked, f"member:{member_id}")
        return asking.answer(refusal, form, to_ask) or _form(card, form)
    return see_other("purchasing.advance", advance_id=key)


def _form(card: MemberCard, form: AdvanceForm, asked: AdvanceMoney | None = None) -> Response:
    here = desk()
    form.place.choices = place_choices()
    preview = None
    if asked is not None:
        advances.decide_advance(desk=here, advance=asked)
        preview = journal_of(advances.advance_entry(desk=here, advance=asked))
    round_id = request.values.get("ronde", type=int)
    return page(
        "purchasing/advance_form.html", form=form, card=card, preview=preview,
        there=advances.paid_in(here, card.id), round=round_of(round_id) if round_id else None,
        earlier=list_advances(here.cooperative_id, member_id=card.id)[:10],
    )  # fmt: skip


@bp.get("/uang-muka/bukti/<int:advance_id>")
@requires("purchasing.read")
def advance(advance_id: int) -> Response:
    """The receipt of an advance."""
    shown = get_advance(signed_in().cooperative_id, advance_id)
    return page(
        "purchasing/advance.html", shown=shown, card=visible_member(shown.member_id),
        place=place_name(shown.place_id), entry=entry_link(shown.entry_seq),
        round=round_of(shown.round_id) if shown.round_id else None,
        signed=signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip


@bp.get("/uang-muka/bukti/<int:advance_id>.pdf")
@requires("purchasing.read")
def advance_pdf(advance_id: int) -> Response:
    """The same on A5."""
    shown = get_advance(signed_in().cooperative_id, advance_id)
    label = (
        rounds.get_round(signed_in().cooperative_id, shown.round_id).label if shown.round_id else ""
    )
    facts = paper.Facts(
        shown, visible_member(shown.member_id), place_name(shown.place_id), label,
        signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip
    return send_pdf(paper.receipt(facts, letterhead()), name=f"uang-muka-{shown.id}.pdf")
