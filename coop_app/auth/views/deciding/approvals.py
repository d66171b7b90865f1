"""What waits for a second person."""

from flask import flash
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import queries, service
from coop_app.auth.forms import DecisionForm, PressForm
from coop_app.auth.views.blueprint import bp
from coop_app.db import transaction
from coop_app.refusal import N_, Refused
from coop_app.web import references
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import found_or_404, page, see_other

_OUTCOMES = {
    "waiting": N_("Your vote is kept. More votes are needed."),
    "used": N_("Agreed and done."),
    "refused": N_("Refused; nothing was done."),
}


@bp.get("/persetujuan")
@requires("approvals.read")
def approvals() -> Response:
    """Waiting ones first, then what was decided."""
    coop = signed_in().cooperative_id
    waiting = queries.approvals(coop, waiting=True)
    decided = queries.approvals(coop, waiting=False, limit=50)
    titles = {row.kind: service.kind_of(row.kind).title for row in (*waiting, *decided)}
    words = {row.id: _in_short(row) for row in waiting}
    return page("auth/approvals.html", waiting=waiting, decided=decided, titles=titles, words=words)


def _in_short(row: queries.ApprovalRow) -> str:
    facts = service.kind_of(row.kind).describe(signed_in().cooperative_id, row.content)
    return " · ".join(gettext(value) for _label, value in facts[:4] if value)


@bp.get("/persetujuan/<int:approval_id>")
@requires("approvals.read")
def approval(approval_id: int, *, problem: str = "") -> Response:
    """One act in words, and the two buttons."""
    person = signed_in()
    row = found_or_404(queries.find_approval(approval_id, person.cooperative_id))
    kind, key = service.kind_of(row.kind), {"cooperative_id": person.cooperative_id}
    hindrance = service.why_not(approval_id, **key, by=person.user_id)
    subjects = [line["subject"] for entry in row.journal for line in entry["lines"]]
    return page(
        "auth/approval.html", status=422 if problem else 200, row=row, kind=kind, problem=problem,
        facts=kind.describe(person.cooperative_id, row.content), votes=queries.votes(row.id),
        names=references.describe(person.cooperative_id, subjects), hindrance=hindrance,
        is_maker=row.made_by == person.user_id, held=queries.reserved_by(row.id), entries=queries.entries_of(row.id)[row.id],
        form=DecisionForm(shown=row.fingerprint), press=PressForm(),
    )  # fmt: skip


@bp.post("/persetujuan/<int:approval_id>/setuju")
@requires("approvals.read")
def agree(approval_id: int) -> Response:
    """Agree: the act is done at once."""
    return _decide(approval_id, agree=True)


@bp.post("/persetujuan/<int:approval_id>/tolak")
@requires("approvals.read")
def refuse(approval_id: int) -> Response:
    """Refuse: nothing is done."""
    return _decide(approval_id, agree=False)


def _decide(approval_id: int, *, agree: bool) -> Response:
    form, person = DecisionForm.from_request(), signed_in()
    found_or_404(queries.find_approval(approval_id, person.cooperative_id))
    if not form.ok:
        return approval(approval_id)
    facts = {"cooperative_id": person.cooperative_id, "by": person.user_id}
    decision = service.Decision(agree, form.shown.data or "", form.note.data or "")
    try:
        with transaction():
            said = service.decide(approval_id, decision=decision, **facts, now=clock.now())
    except Refused as refusal:
        return approval(approval_id, problem=say(refusal))
    if said:
        return said_once(said)
    flash(_outcome(approval_id))
    return see_other("auth.approvals")


def _outcome(approval_id: int) -> str:
    row = found_or_404(queries.find_approval(approval_id, signed_in().cooperative_id))
    return str(gettext(_OUTCOMES[row.state]))


def said_once(said: str) -> Response:
    """What the act has to say to who decided, e.g. a one-time password."""
    return page("auth/said_once.html", said=said)


@bp.post("/persetujuan/<int:approval_id>/tarik")
@requires("approvals.read")
def withdraw(approval_id: int) -> Response:
    """The maker changes their mind."""
    person = signed_in()
    found_or_404(queries.find_approval(approval_id, person.cooperative_id))
    if not PressForm.from_request().ok:
        return approval(approval_id)
    facts = {"cooperative_id": person.cooperative_id, "by": person.user_id}
    try:
        with transaction():
            service.withdraw(approval_id, **facts)
    except Refused as refusal:
        return approval(approval_id, problem=say(refusal))
    flash(gettext("Withdrawn."))
    return see_other("auth.approvals")
