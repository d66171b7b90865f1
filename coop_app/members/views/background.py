"""Heirs, stays abroad, programmes and household of a member on one form."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries, service
from coop_app.members.forms.member import ROWS, BackgroundForm, HeirRow, StayRow
from coop_app.members.rules import phones
from coop_app.members.views.blueprint import bp, coop_id
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

Rows = tuple[list[HeirRow], list[StayRow]]


@bp.get("/<int:member_id>/riwayat")
@requires("members.write")
def background_form(
    member_id: int, form: BackgroundForm | None = None, rows: Rows | None = None
) -> Response:
    """All that surrounds a member, ready to change."""
    file = queries.get_file(coop_id(), member_id)
    form = _with_choices(
        form
        or BackgroundForm(
            programmes=[key for key, _name, _since in file.programmes],
            household_id=file.household_id,
        )
    )
    heirs, stays = rows or _stored(file)
    return page("members/background_form.html", form=form, heirs=heirs, stays=stays, card=file.card)


def _with_choices(form: BackgroundForm) -> BackgroundForm:
    running = queries.list_programmes(coop_id())
    form.programmes.choices = [SelectChoice(one.id, one.name) for one in running]
    known = [SelectChoice(key, name) for key, name in queries.list_households(coop_id())]
    form.household_id.choices = [SelectChoice("", _("none")), *known]
    return form


def _stored(file: queries.MemberFile) -> Rows:
    heirs = [
        HeirRow(formdata=None, prefix=f"heir{i}", name=heir.name, relation=heir.relation,
                phone=phones.shown(heir.phone))
        for i, heir in enumerate(file.heirs)
    ]  # fmt: skip
    stays = [
        StayRow(formdata=None, prefix=f"stay{i}", obj=stay) for i, stay in enumerate(file.stays)
    ]
    heirs += [HeirRow(formdata=None, prefix=f"heir{i}") for i in range(len(heirs), _rows(heirs))]
    stays += [StayRow(formdata=None, prefix=f"stay{i}") for i in range(len(stays), _rows(stays))]
    return heirs, stays


def _rows(filled: list[HeirRow] | list[StayRow]) -> int:
    return max(ROWS - 2, len(filled) + 1)


def _sent() -> Rows:
    def count(kind: str) -> int:
        return sum(name.startswith(kind) and name.endswith("-phone") for name in request.form)

    heirs = [HeirRow(prefix=f"heir{i}") for i in range(min(count("heir"), 20))]
    sent = sum(name.startswith("stay") and name.endswith("-country") for name in request.form)
    return heirs, [StayRow(prefix=f"stay{i}") for i in range(min(sent, 20))]


@bp.post("/<int:member_id>/riwayat")
@requires("members.write")
def set_background(member_id: int) -> Response:
    """Keep it all in one act."""
    queries.get_member(coop_id(), member_id)
    form, rows = _with_choices(BackgroundForm.from_request()), _sent()
    readable = [row.validate() for part in rows for row in part]
    if not form.ok or not all(readable):
        form.blamed = True
        return background_form(member_id, form, rows)
    try:
        with transaction():
            service.set_background(
                _typed(form, rows), member_id=member_id, cooperative_id=coop_id(),
                by=signed_in().user_id, on=clock.today(),
            )  # fmt: skip
    except Refused as refusal:
        form.blame(refusal)
        return background_form(member_id, form, rows)
    flash(_("Saved."))
    return see_other("members.member_page", member_id=member_id)


def _typed(form: BackgroundForm, rows: Rows) -> service.Background:
    heirs = [heir for row in rows[0] if (heir := row.read())]
    stays = [stay for row in rows[1] if (stay := row.read())]
    return service.Background(
        heirs=heirs, stays=stays, programme_ids=form.programmes.data or [],
        household_id=form.household_id.data, new_household=form.new_household.data or "",
    )  # fmt: skip
