"""Standing instructions: who allowed what, what is due today, the run and its report."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app import auth
from coop_app.closing import queries, service
from coop_app.closing.forms import InstructionForm, RevokeForm, RunForm
from coop_app.closing.rules.standing_orders import REASONS, taken
from coop_app.closing.views.blueprint import bp, desk
from coop_app.db import transaction
from coop_app.loans import queries as loans
from coop_app.members import queries as members
from coop_app.refusal import NotFound, Refused
from coop_app.savings import queries as savings
from coop_app.savings.rules.products import SUKARELA
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/perintah")
@requires("closing.read")
def instructions(form: RunForm | None = None) -> Response:
    """Everything allowed, what a run would take now, the latest runs."""
    here, text = desk(), request.args.get("cari", "")
    known = queries.list_instructions(here.cooperative_id)
    found = members.search(here.cooperative_id, text, limit=12) if text.strip() else []
    return page(
        "closing/instructions.html", form=form or RunForm(), text=text, found=found, known=known,
        plan=_plan(), runs=queries.list_runs(here.cooperative_id), today=here.today,
        names=members.names(here.cooperative_id, [one.member_id for one in known]),
        loans=_labels([one.loan_id for one in known]),
    )  # fmt: skip


def _plan() -> list[dict[str, object]]:
    """What would be taken, read without a lock: the run itself looks again."""
    here = desk()
    rows: list[dict[str, object]] = []
    for planned in queries.plan(here.cooperative_id, here.today):
        member_id = planned.instruction.member_id
        free = savings.free_of(here.cooperative_id, here.book_id, member_id, product=SUKARELA)
        amount, why = taken(planned.due.owed, free=free, in_part=planned.instruction.in_part)
        facts = {"one": planned, "free": free, "amount": amount, "why": REASONS[why] if why else ""}
        rows.append(facts)
    return rows


def _labels(keys: list[int]) -> dict[int, str]:
    if not keys:
        return {}
    wanted = loans.Wanted(ids=tuple(keys))
    return {loan.id: loan.label for loan in loans.list_loans(desk().cooperative_id, wanted)}


@bp.post("/perintah/jalankan")
@requires("closing.run")
def run_instructions() -> Response:
    """Pay what is due, one by one: what was paid stays paid if the next one cannot be."""
    form, here = RunForm.from_request(), desk()
    if not form.ok:
        return instructions(form)
    try:
        with transaction():
            run_id = service.begin_run(desk=here, request_id=form.request_id.data)
        for planned in queries.plan(here.cooperative_id, here.today):
            with transaction():
                service.run_one(desk=here, run_id=run_id, planned=planned)
    except Refused as refusal:
        return instructions(form.blame(refusal))
    return see_other("closing.run_report", run_id=run_id)


@bp.get("/perintah/jalan/<int:run_id>")
@requires("closing.read")
def run_report(run_id: int) -> Response:
    """What was paid, what was not, and why."""
    here = desk()
    run = queries.get_run(here.cooperative_id, run_id)
    known = {one.id: one for one in queries.list_instructions(here.cooperative_id)}
    whose = [known[item.instruction_id] for item in run.items]
    return page(
        "closing/run_report.html", run=run, known=known, reasons=REASONS,
        names=members.names(here.cooperative_id, [one.member_id for one in whose]),
        loans=_labels([one.loan_id for one in whose]),
        people=auth.names_of(here.cooperative_id, [run.made_by]),
    )  # fmt: skip


@bp.get("/perintah/anggota/<int:member_id>")
@requires("closing.run")
def instruct_form(member_id: int) -> Response:
    """What the member allowed on paper."""
    return _form_page(member_id, InstructionForm(valid_from=desk().today))


@bp.post("/perintah/anggota/<int:member_id>")
@requires("closing.run")
def instruct(member_id: int) -> Response:
    """Note it."""
    return _note(member_id, "closing.instructions")


@bp.get("/perintah/saya")
@requires("own.instruct")
def own_instruct_form() -> Response:
    """A member allows it herself."""
    return _form_page(_own(), InstructionForm(valid_from=desk().today), own=True)


@bp.post("/perintah/saya")
@requires("own.instruct")
def own_instruct() -> Response:
    """Note what the member at the screen allowed."""
    return _note(_own(), "closing.own_instruct_form", own=True)


def _own() -> int:
    member_id = signed_in().member_id
    if member_id is None:
        raise NotFound
    return member_id


def _note(member_id: int, after: str, *, own: bool = False) -> Response:
    form = _with_loans(member_id, InstructionForm.from_request())
    if not form.ok:
        return _form_page(member_id, form, own=own)
    try:
        with transaction():
            order, request_id = form.order(member_id), form.request_id.data or ""
            service.instruct(desk=desk(), order=order, request_id=request_id)
    except Refused as refusal:
        return _form_page(member_id, form.blame(refusal), own=own)
    flash(_("Noted. The instalments are taken from simpanan sukarela when they are due."))
    return see_other(after)


def _with_loans(member_id: int, form: InstructionForm) -> InstructionForm:
    found = queries.running_loans(desk().cooperative_id, member_id)
    form.loan_id.choices = [SelectChoice(loan.id, loan.label) for loan in found]
    return form


def _form_page(member_id: int, form: InstructionForm, *, own: bool = False) -> Response:
    here = desk()
    known = queries.list_instructions(here.cooperative_id, member_id)
    return page(
        "closing/instruct_form.html", form=_with_loans(member_id, form), own=own,
        card=members.get_member(here.cooperative_id, member_id), today=here.today,
        known=known, loans=_labels([one.loan_id for one in known]),
    )  # fmt: skip


@bp.get("/perintah/<int:instruction_id>/akhiri")
@requires("closing.run")
def revoke_form(instruction_id: int, form: RevokeForm | None = None) -> Response:
    """Ask why it ends."""
    here = desk()
    known = queries.get_instruction(here.cooperative_id, instruction_id)
    card = members.get_member(here.cooperative_id, known.member_id)
    labels = _labels([known.loan_id])
    return page(
        "closing/revoke_form.html", form=form or RevokeForm(), known=known, card=card, loans=labels
    )


@bp.post("/perintah/<int:instruction_id>/akhiri")
@requires("closing.run")
def revoke(instruction_id: int) -> Response:
    """End it today."""
    queries.get_instruction(desk().cooperative_id, instruction_id)
    form = RevokeForm.from_request()
    if not form.ok:
        return revoke_form(instruction_id, form)
    try:
        with transaction():
            service.revoke(desk=desk(), instruction_id=instruction_id, why=form.why.data or "")
    except Refused as refusal:
        return revoke_form(instruction_id, form.blame(refusal))
    flash(_("The instruction has ended."))
    return see_other("closing.instructions")
