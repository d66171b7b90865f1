"""Village groups and programmes."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries, service
from coop_app.members.forms.register import GroupForm, ProgrammeForm
from coop_app.members.views.blueprint import bp, coop_id, own_group
from coop_app.refusal import N_, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


class CoordinatorUnknown(Refused):
    """Nobody has this number."""

    message = N_("There is no member with number %(typed)s.")
    field = "coordinator"


@bp.get("/kelompok")
@requires("members.read")
def groups() -> Response:
    """All groups with women, men and coordinator."""
    own = own_group()
    shown = [one for one in queries.list_groups(coop_id()) if own in {None, one.id}]
    return page("members/groups.html", groups=shown)


@bp.get("/kelompok/baru")
@requires("members.write")
def new_group_form(form: GroupForm | None = None) -> Response:
    """A new group."""
    return page("members/new_group_form.html", form=form or GroupForm())


@bp.post("/kelompok/baru")
@requires("members.write")
def add_group() -> Response:
    """Keep the new group."""
    form = GroupForm.from_request()
    if not form.ok:
        return new_group_form(form)
    try:
        with transaction():
            service.add_group(_facts(form), cooperative_id=coop_id(), by=signed_in().user_id)
    except Refused as refusal:
        return new_group_form(form.blame(refusal))
    flash(_("Saved."))
    return see_other("members.groups")


def _facts(form: GroupForm) -> service.GroupFacts:
    typed = (form.coordinator.data or "").strip()
    if not typed:
        return form.group_facts(None)
    number = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    card = queries.find_by_number(coop_id(), number)
    if card is None:
        raise CoordinatorUnknown(typed=typed[:20])
    return form.group_facts(card.id)


@bp.get("/kelompok/<int:group_id>")
@requires("members.write")
def group_form(group_id: int, form: GroupForm | None = None) -> Response:
    """Rename a group, give it a coordinator."""
    group = queries.get_group(coop_id(), group_id)
    chief = group.coordinator_member_id
    number = queries.get_member(coop_id(), chief).number_text if chief else ""
    form = form or GroupForm(
        name=group.name, code=group.code, village=group.village, district=group.district,
        coordinator=number,
    )  # fmt: skip
    return page("members/group_form.html", form=form, group=group)


@bp.post("/kelompok/<int:group_id>")
@requires("members.write")
def change_group(group_id: int) -> Response:
    """Keep the changed group."""
    queries.get_group(coop_id(), group_id)
    form = GroupForm.from_request()
    if not form.ok:
        return group_form(group_id, form)
    try:
        with transaction():
            who = {"cooperative_id": coop_id(), "by": signed_in().user_id}
            service.change_group(_facts(form), group_id=group_id, **who)
    except Refused as refusal:
        return group_form(group_id, form.blame(refusal))
    flash(_("Saved."))
    return see_other("members.groups")


@bp.get("/program")
@requires("members.write")
def programmes(form: ProgrammeForm | None = None) -> Response:
    """The programmes members can be noted for."""
    form = form or ProgrammeForm(valid_from=clock.today())
    return page("members/programmes.html", form=form, rows=queries.list_programmes(coop_id()))


@bp.post("/program")
@requires("members.write")
def add_programme() -> Response:
    """One more programme."""
    form = ProgrammeForm.from_request()
    if not form.ok:
        return programmes(form)
    try:
        with transaction():
            service.add_programme(
                form.name.data, valid_from=form.facts["valid_from"], cooperative_id=coop_id(),
                by=signed_in().user_id,
            )  # fmt: skip
    except Refused as refusal:
        return programmes(form.blame(refusal))
    flash(_("Saved."))
    return see_other("members.programmes")
