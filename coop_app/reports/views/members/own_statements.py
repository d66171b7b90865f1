"""The member reads a month and says whether it is right."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.refusal import NotFound, Refused
from coop_app.reports import service
from coop_app.reports.forms import AnswerForm
from coop_app.reports.queries import member_statements as read
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.queries.pots import handed_over
from coop_app.reports.rules.member_statement import State, short
from coop_app.reports.views import bp
from coop_app.reports.views.members import messages
from coop_app.reports.views.members.own import own_member
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/saya/bulan/<int:statement_id>")
@requires("own.read")
def own_statement(statement_id: int) -> Response:
    """One month of the member at the screen."""
    return _shown(_own(statement_id), AnswerForm())


@bp.post("/saya/bulan/<int:statement_id>")
@requires("own.answer")
def own_answer(statement_id: int) -> Response:
    """It is right, or something is wrong."""
    offered, form = _own(statement_id), AnswerForm.from_request()
    if not form.ok:
        return _shown(offered, form)
    today = clock.today()
    given = service.Given(
        verdict=State(form.verdict.data or ""), words=form.words.data or "", given_on=today
    )
    try:
        with transaction():
            service.answer(desk=desk(), statement_id=statement_id, given=given)
    except Refused as refusal:
        return _shown(offered, form.blame(refusal))
    return see_other("reports.own_statement", statement_id=statement_id)


@bp.get("/bulan/<int:statement_id>")
@requires("statements.read")
def member_statement(statement_id: int) -> Response:
    """One month of a member, for the office."""
    offered = read.get_offered(signed_in().cooperative_id, statement_id)
    said = offered.answer
    involved = [said.made_by, said.replied_by] if said else []
    people = auth.names_of(signed_in().cooperative_id, involved)
    return page("reports/member_statement.html", people=people, **facts_of(offered))


def desk() -> Desk:
    """Where the person at the screen writes."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def facts_of(offered: Offered) -> dict[str, Any]:
    """What every page about a statement shows."""
    cooperative_id = signed_in().cooperative_id
    pots = read.recorded(cooperative_id, offered)
    card = members.get_member(cooperative_id, offered.member_id)
    newest = read.is_newest(offered, cooperative_id)
    return {
        "offered": offered,
        "card": card,
        "pots": pots,
        "handed": handed_over(offered.book_id, pots),
        "marks": _marks(offered),
        "is_current": newest and offered.fits(read.recorded_now(cooperative_id, offered)),
        "whatsapp": messages.statement(offered, card, pots),
        "summary_url": url_for("reports.member_summary", member_id=card.id),
    }


def _marks(offered: Offered) -> list[tuple[str, str]]:
    """The short figures that can be compared with the paper."""
    marks = [
        (_("Code of this statement"), short(offered.fingerprint)),
        (_("Code of the book"), f"{short(offered.head_hash)} ({offered.head_seq})"),
    ]
    if offered.prior:
        marks.append((_("Code of the statement before"), short(offered.prior)))
    return [(str(label), mark) for label, mark in marks]


def _own(statement_id: int) -> Offered:
    offered = read.get_offered(signed_in().cooperative_id, statement_id)
    if offered.member_id != own_member():
        raise NotFound
    return offered


def _shown(offered: Offered, form: AnswerForm) -> Response:
    return page("reports/own_statement.html", form=form, **facts_of(offered))
