"""The table of proposals: filter, look, correct many at once."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app.cashbook import queries, service
from coop_app.cashbook.forms import CorrectionForm
from coop_app.cashbook.queries import PAGE, Filter, RowView
from coop_app.cashbook.service import Correction
from coop_app.cashbook.views import asking
from coop_app.cashbook.views.blueprint import bp
from coop_app.cashbook.views.imports import proposing
from coop_app.cashbook.views.imports.importing import batch_or_404
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

FLAGS = (
    "new_member",
    "member_unclear",
    "months_unclear",
    "possible_double",
    "recheck",
    "row_problem",
    "equal_row",
)


@bp.get("/impor/<int:batch_id>/baris")
@requires("cashbook.import")
def rows(batch_id: int, form: CorrectionForm | None = None) -> Response:
    """Fifty rows with what is proposed for them."""
    found, wanted = batch_or_404(batch_id), _filter()
    number = max(request.args.get("page", 1, type=int), 1)
    shown, total = queries.list_rows(found.id, wanted, number)
    form = _offered(form or CorrectionForm())
    return page(
        "cashbook/rows.html", batch=found, rows=_shown(shown), total=total, number=number,
        pages=(total + PAGE - 1) // PAGE, wanted=wanted, form=form, args=_args(), labels=proposing.labels(),
        sheets=queries.count_by(found.id, "sheet"), used=queries.count_by(found.id, "category"),
        flags=FLAGS, flag_names=proposing.flag_names(), members=asking.member_list(),
    )  # fmt: skip


def _filter() -> Filter:
    args = request.args
    return Filter(
        sheet=args.get("sheet", ""), category=args.get("category", ""), flag=args.get("flag", ""),
        below=args.get("below", 101, type=int), text=args.get("text", "").strip(),
        left_out=args.get("left_out") == "1",
    )  # fmt: skip


def _args() -> dict[str, str]:
    keys = ("sheet", "category", "flag", "below", "text", "left_out")
    return {key: request.args[key] for key in keys if request.args.get(key)}


def _offered(form: CorrectionForm) -> CorrectionForm:
    keep = SelectChoice("", _("leave as it is"))
    form.category.choices = [
        keep,
        *(SelectChoice(key, name) for key, name in proposing.labels().items()),
    ]
    return form


def _shown(views: list[RowView]) -> list[dict[str, Any]]:
    ids = [view.row.member_id for view in views if view.row.member_id]
    names = members.names(signed_in().cooperative_id, ids)
    return [_row(view, names.get(view.row.member_id or 0, "")) for view in views]


def _row(view: RowView, member: str) -> dict[str, Any]:
    return {
        "view": view,
        "row": view.row,
        "member": member,
        "why": proposing.why(view.why),
        "months": proposing.months(view.row.months),
        "remark": _(view.remark.code) % dict(view.remark.facts) if view.remark else "",
    }


@bp.post("/impor/<int:batch_id>/baris")
@requires("cashbook.import")
def change_rows(batch_id: int) -> Response:
    """Correct the ticked rows, or all that are described like them."""
    found, form = batch_or_404(batch_id), _offered(CorrectionForm.from_request())
    if not form.ok:
        return rows(found.id, form)
    try:
        correction = _correction(form)
        with transaction():
            ticked = [int(key) for key in request.form.getlist("row") if key.isdecimal()]
            service.correct(
                desk=asking.desk(), batch_id=found.id, row_ids=ticked, correction=correction
            )
    except Refused as refusal:
        return rows(found.id, form.blame(refusal))
    return see_other(
        "cashbook.rows", batch_id=found.id, page=request.args.get("page", 1), **_args()
    )


def _correction(form: CorrectionForm) -> Correction:
    facts = form.facts
    member = facts["member"] or ""
    member_id = 0 if member == "-" else asking.member_id(member)
    included = {"in": True, "out": False}.get(facts["included"] or "")
    return Correction(
        category=facts["category"] or None, member_id=member_id, months=facts["months"] or None,
        included=included, excluded_why=facts["excluded_why"] or "", alike=facts["alike"],
    )  # fmt: skip


@bp.post("/impor/<int:batch_id>/cocokkan")
@requires("cashbook.import")
def match_rows(batch_id: int) -> Response:
    """Look once more for members, after new ones were added."""
    found = batch_or_404(batch_id)
    try:
        with transaction():
            number = service.match_again(desk=asking.desk(), batch_id=found.id)
    except Refused:
        return see_other("cashbook.batch", batch_id=found.id)
    flash(_("%(number)s more rows have their member now.", number=number), "success")
    return see_other("cashbook.rows", batch_id=found.id, **_args())
