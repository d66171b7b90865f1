"""Members who leave: whom, the settlement before it is made, the settlement as it was made."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.auth.views import asking
from coop_app.closing import queries, service
from coop_app.closing.forms import LeavingForm
from coop_app.closing.rules import leaving as rules
from coop_app.closing.rules.leaving import Sheet
from coop_app.closing.views import agreeing, papers
from coop_app.closing.views.blueprint import bp, desk, entries_of, link, words_of
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.members.rules.standing import ENDED, STATUSES
from coop_app.refusal import Refused
from coop_app.savings import queries as savings
from coop_app.savings.views.counter import journal_of
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other, send_pdf


@bp.get("/keluar")
@requires("closing.read")
def leavers() -> Response:
    """Who left, what is still to be paid out, and the search for who leaves now."""
    here, text = desk(), request.args.get("cari", "")
    found = members.search(here.cooperative_id, text, limit=12) if text.strip() else []
    settled = queries.list_settlements(here.cooperative_id)
    names = members.names(here.cooperative_id, [row.member_id for row in settled])
    left = queries.all_payable(here.book_id)
    return page(
        "closing/leavers.html", text=text, found=found, settled=settled, names=names, left=left,
        ways=rules.WAYS,
    )  # fmt: skip


@bp.get("/keluar/<int:member_id>")
@requires("closing.exit")
def leave_form(member_id: int) -> Response:
    """The settlement as the books stand now, and the form."""
    here = desk()
    return _form_page(member_id, LeavingForm(ended_on=here.today, shown=_sheet(member_id).mark))


@bp.post("/keluar/<int:member_id>")
@requires("closing.exit")
def leave(member_id: int) -> Response:
    """Settle, or ask the second person to."""
    members.get_member(desk().cooperative_id, member_id)
    form = LeavingForm.from_request()
    if not form.ok:
        return _form_page(member_id, form)
    asked = form.leaving(member_id)
    try:
        with transaction():
            made = service.leave(desk=desk(), leaving=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = agreeing.of_leaving(form, asked)
        return asking.answer(refusal, form, to_ask) or _form_page(member_id, form)
    return see_other("closing.settlement", settlement_id=made.id)


def _sheet(member_id: int) -> Sheet:
    here = desk()
    return queries.sheet_of(here.cooperative_id, here.book_id, member_id, here.today)


def _form_page(member_id: int, form: LeavingForm) -> Response:
    here = desk()
    card, sheet = members.get_member(here.cooperative_id, member_id), _sheet(member_id)
    # a sheet that has changed is shown anew, and only what is shown now can be agreed to
    form.shown.data = sheet.mark
    form.shown.raw_data = None
    entry = service.settlement_entry(desk=here, sheet=sheet) if sheet.payable >= 0 else None
    return page(
        "closing/leave_form.html", form=form, card=card, sheet=sheet, ended=card.status in ENDED,
        obstacles=[(say(one.why), link(one.endpoint, **{one.name: one.key})) for one in sheet.obstacles],
        standing=savings.standing_of(here.cooperative_id, card, here.today),
        preview=journal_of(entry) if entry else None, statuses=STATUSES, **_links(sheet.figures),
    )  # fmt: skip


def _links(figures: tuple[rules.Figure, ...]) -> dict[str, Any]:
    return {
        "words": {figure: words_of(figure) for figure in figures},
        "urls": {figure: entries_of(figure) for figure in figures},
    }


@bp.get("/keluar/bukti/<int:settlement_id>")
@requires("closing.read")
def settlement(settlement_id: int) -> Response:
    """A settlement as it was made, and what was paid out since."""
    person = signed_in()
    made = queries.get_settlement(person.cooperative_id, settlement_id)
    file = members.get_file(person.cooperative_id, made.member_id)
    return page(
        "closing/settlement.html", made=made, card=file.card, heirs=file.heirs,
        ways=rules.WAYS, left=queries.payable_of(made.book_id, made.member_id),
        payments=queries.list_payments(person.cooperative_id, made.member_id),
        people=auth.names_of(person.cooperative_id, [made.made_by, made.approved_by]),
        **_links(made.figures),
    )  # fmt: skip


@bp.get("/keluar/bukti/<int:settlement_id>/cetak")
@requires("closing.read")
def settlement_paper(settlement_id: int) -> Response:
    """The minutes of the settlement, to be signed."""
    person = signed_in()
    made = queries.get_settlement(person.cooperative_id, settlement_id)
    card = members.get_member(person.cooperative_id, made.member_id)
    people = auth.names_of(person.cooperative_id, [made.made_by, made.approved_by])
    entry = made.entry_seq and ledger.entry_page(book_id=made.book_id, seq=made.entry_seq)
    voucher = entry.voucher if entry else ""
    content = papers.minutes(made, card, people, letterhead(), voucher)
    return send_pdf(content, name=f"berita-acara-keluar-{card.number_text}.pdf")
