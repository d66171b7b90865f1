"""What members say is wrong: the list with its age, and the answer by somebody who is not the maker."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, ledger
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.refusal import Refused
from coop_app.reports import service
from coop_app.reports.forms import ReplyForm
from coop_app.reports.queries import member_statements as read
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules.member_statement import State
from coop_app.reports.views import bp
from coop_app.reports.views.members.own_statements import desk, facts_of
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import month_name
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/keberatan")
@requires("statements.read")
def disputes() -> Response:
    """Every dispute, the open ones first."""
    cooperative_id = signed_in().cooperative_id
    rows = read.disputes(cooperative_id)
    names = members.names(cooperative_id, [row.member_id for row in rows])
    table = Table(
        _("What members say is wrong"),
        _columns(),
        [_row(row, names) for row in rows],
        name="keberatan",
        signatures=(_("Supervisor"), _("Chairperson")),
        landscape=True,
    )
    return respond(table, "reports/disputes.html")


def _columns() -> list[Column]:
    return [
        Column("member", _("Member"), width=20),
        Column("month", _("Month"), width=10, minor=True),
        Column("words", _("What seems wrong"), width=28),
        Column("given_on", _("Said on"), "date", 10, minor=True),
        Column("age", _("Days"), "count", 6),
        Column("state", _("Answered"), width=9),
        Column("reply", _("Answer"), width=24, minor=True),
    ]


def _row(row: Offered, names: dict[int, str]) -> dict[str, object]:
    said = row.answer
    if said is None:
        return {}
    return {
        "member": names.get(row.member_id, ""), "month": month_name(row.month),
        "words": said.words, "given_on": said.given_on, "age": said.age(clock.today()),
        "reply": said.reply or "",
        "state": _("open") if said.reply is None else _("answered"),
        "_url": url_for("reports.dispute", answer_id=said.id),
    }  # fmt: skip


@bp.get("/keberatan/<int:answer_id>")
@requires("statements.read")
def dispute(answer_id: int) -> Response:
    """One dispute: the words, the month's figures, who recorded them."""
    return _dispute(read.get_disputed(signed_in().cooperative_id, answer_id), ReplyForm())


@bp.post("/keberatan/<int:answer_id>")
@requires("statements.reply")
def reply(answer_id: int) -> Response:
    """Close it with what was found out."""
    form = ReplyForm.from_request()
    offered = read.get_disputed(signed_in().cooperative_id, answer_id)
    if not form.ok:
        return _dispute(offered, form)
    try:
        with transaction():
            service.reply(desk=desk(), answer_id=answer_id, words=form.words.data or "")
    except Refused as refusal:
        return _dispute(offered, form.blame(refusal))
    return see_other("reports.dispute", answer_id=answer_id)


def _dispute(offered: Offered, form: ReplyForm) -> Response:
    person, facts = signed_in(), facts_of(offered)
    seqs = [line.seq for pot in read.recorded(person.cooperative_id, offered) for line in pot.lines]
    pages = ledger.entry_pages(book_id=offered.book_id, seqs=seqs)
    said = offered.answer
    involved = [page.made_by for page in pages]
    involved += [said.made_by, said.replied_by or 0] if said else []
    return page(
        "reports/dispute.html", form=form, entries=pages,
        people=auth.names_of(person.cooperative_id, involved),
        may_reply=offered.state is State.DISPUTED and service.may_reply(
            offered, user_id=person.user_id, cooperative_id=person.cooperative_id
        ),
        **facts,
    )  # fmt: skip
