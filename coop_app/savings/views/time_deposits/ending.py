"""What a deposit pays: the interest that is due, at maturity, extended, broken; all with its calculation."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries as savings
from coop_app.savings.forms.time_deposits import SAVINGS_PLACE, EndingForm
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.queries.time_deposits import Certificate
from coop_app.savings.rules.deposits import AtMaturity
from coop_app.savings.service import time_deposits as service
from coop_app.savings.service.time_deposits import BROKEN, INTEREST, PAID, ROLLED, Ending
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, journal_of, visible_member
from coop_app.savings.views.time_deposits import words
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import CoopForm, say
from coop_app.web.pages import page, see_other

END = "savings.end_deposit"


@bp.get("/berjangka/<int:deposit_id>/cairkan")
@requires("savings.withdraw")
def ending_form(deposit_id: int) -> Response:
    """What may be done with this deposit now."""
    here = desk()
    held = queries.get_deposit(here.cooperative_id, deposit_id)
    wish = service.wished(held=held, on=here.today) if held.is_open else None
    form = _offered(EndingForm(formdata=None, on=here.today), held)
    form.kind.data = wish.kind if wish else form.kind.choices[0][0]
    form.with_interest.data = held.at_maturity is AtMaturity.ALL
    return _counter(held, form)


@bp.post("/berjangka/<int:deposit_id>/cairkan")
@requires("savings.withdraw")
def end_deposit(deposit_id: int) -> Response:
    """Show the calculation and the journal first, or do it."""
    held = queries.get_deposit(desk().cooperative_id, deposit_id)
    form = _offered(EndingForm.from_request(), held)
    if not form.ok:
        return _counter(held, form)
    wanted = form.ending(deposit_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _counter(held, form, wanted)
        with transaction():
            paper = end(wanted, form.request_id.data)
    except Refused as refusal:
        return asking.answer(refusal, form, _asked(form, wanted)) or _counter(held, form)
    return see_other("savings.deposit_paper", act_id=paper)


def end(wanted: Ending, request_id: str, here: auth.Agreed | None = None) -> int:
    """Do it, and refuse when the cash place runs short; the key of the paper."""
    place_of_work = here.desk if here else desk()
    _held, paper = service.act(desk=place_of_work, ending=wanted, request_id=request_id)
    if wanted.place_id is not None:
        ledger.refuse_short(book_id=place_of_work.book_id, seq=paper.entry_seq)
    return paper.id


def _asked(form: EndingForm, wanted: Ending) -> auth.Asked:
    content = {
        "book_id": signed_in().book_id, "ending": auth.packed(wanted),
        "request_id": form.request_id.data,
    }  # fmt: skip
    return auth.Asked(kind=END, subject=f"deposit:{wanted.deposit_id}", content=content)


def _offered(form: EndingForm, held: Certificate) -> EndingForm:
    today = desk().today
    if held.is_mature(today):
        kinds = [PAID, ROLLED]
    else:
        kinds = [INTEREST, BROKEN] if held.months_due(today) else [BROKEN]
    own = (SAVINGS_PLACE, _("Simpanan sukarela of the member"))
    form.offer(kinds, [own, *savings.place_choices(held.book_id)])
    return form


def _counter(held: Certificate, form: EndingForm, wanted: Ending | None = None) -> Response:
    card = visible_member(held.member_id)
    preview, lines, gets = None, [], None
    if wanted is not None:
        held, draft = service.decide(desk=desk(), ending=wanted)
        entry = service.entry_of(held=held, draft=draft, card=card)
        preview, gets = journal_of(entry), draft.to_member
        lines = words.shown(draft.lines, held, draft.moved.tax)
    return page(
        "savings/ending_form.html", form=form, held=held, member=card, preview=preview,
        lines=lines, gets=gets, words=words,
    )  # fmt: skip


@bp.post("/berjangka/jatuh-tempo")
@requires("savings.deposit")
def do_due() -> Response:
    """Pay all interest that is due and extend what is to be extended, each by itself."""
    here, done = desk(), 0
    for held, _ending in service.due(desk=here) if CoopForm.from_request().ok else []:
        try:
            with transaction():
                done += 1 if service.act_as_wished(desk=here, deposit_id=held.id) else 0
        except Refused as refusal:
            flash(f"{held.number_text}: {say(refusal)}")
    flash(_("Deposits that were settled: %(count)s", count=done))
    return see_other("savings.time_deposits")
