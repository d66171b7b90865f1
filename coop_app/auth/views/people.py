"""The people of the cooperative: who may sign in, with which role."""

from typing import Any

from flask import flash
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import queries, rules, service
from coop_app.auth.forms import PressForm, ReasonForm, RoleForm, UserForm
from coop_app.auth.service import officers
from coop_app.auth.views.blueprint import bp
from coop_app.auth.views.linking import member_of
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import Actor, requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import found_or_404, page, see_other


@bp.get("/pengguna")
@requires("auth.users")
def users() -> Response:
    """Everyone with an account."""
    return page(
        "auth/users.html", rows=queries.users(signed_in().cooperative_id), roles=rules.ROLES
    )


@bp.get("/pengguna/baru")
@requires("auth.users")
def user_form(form: UserForm | None = None) -> Response:
    """Somebody new."""
    return page("auth/user_form.html", form=form or UserForm(role=rules.ANGGOTA))


@bp.post("/pengguna/baru")
@requires("auth.users")
def add_user() -> Response:
    """Add the account, or put an officer's before a second person."""
    form = UserForm.from_request()
    if not form.ok:
        return user_form(form)
    names = ("name", "display_name", "role")
    content = {name: form.facts[name] for name in names}
    role, coop = content["role"], signed_in().cooperative_id
    try:
        content |= member_of(form.member.data or "", role=role, cooperative_id=coop)
        with transaction():
            if approval := _ask(officers.ADD, form, content, role=role):
                return _waits(approval)
            new = service.NewUser(**content)
            person = signed_in()
            facts = _for(person)
            user_id, password = service.add_user(new, **facts, now=clock.now())
    except Refused as refusal:
        return user_form(form.blame(refusal))
    return one_time_password(user_id, password)


@bp.get("/pengguna/<int:user_id>")
@requires("auth.users")
def user(user_id: int, *, role_form: RoleForm | None = None, problem: str = "") -> Response:
    """One account and what can be done with it."""
    person = signed_in()
    row = found_or_404(queries.find_user(user_id, person.cooperative_id))
    form = role_form or RoleForm(role=row.role)
    context = {"roles": rules.ROLES, "problem": problem, "is_self": user_id == person.user_id}
    return page(
        "auth/user.html", status=422 if problem else 200, row=row, form=form,
        rest=ReasonForm(prefix="rest"), press=PressForm(), **context,
    )  # fmt: skip


@bp.post("/pengguna/<int:user_id>/peran")
@requires("auth.users")
def set_role(user_id: int) -> Response:
    """Another role, from the next click on."""
    person, form = signed_in(), RoleForm.from_request()
    row = found_or_404(queries.find_user(user_id, person.cooperative_id))
    if not form.ok:
        return user(user_id, role_form=form)
    content: dict[str, Any] = {"user_id": row.id, "role": form.role.data}
    try:
        with transaction():
            if approval := _ask(officers.ROLE, form, content, role=form.role.data):
                return _waits(approval)
            facts = _for(person)
            service.set_role(**content, **facts)
    except Refused as refusal:
        return user(user_id, role_form=form.blame(refusal))
    return _done(user_id, gettext("The new role counts from now on."))


@bp.post("/pengguna/<int:user_id>/sandi")
@requires("auth.users")
def reset_password(user_id: int) -> Response:
    """A one-time password for somebody who forgot theirs."""
    person, form = signed_in(), PressForm.from_request()
    row = found_or_404(queries.find_user(user_id, person.cooperative_id))
    if not form.ok:
        return see_other("auth.user", user_id=user_id)
    with transaction():
        approval = _ask(officers.PASSWORD, form, {"user_id": row.id}, role=row.role)
        if approval:
            return _waits(approval)
        facts = _for(person)
        password = service.reset_password(user_id=user_id, **facts, now=clock.now())
    return one_time_password(user_id, password)


@bp.post("/pengguna/<int:user_id>/kode")
@requires("auth.users")
def reset_factor(user_id: int) -> Response:
    """The phone is lost and the envelope too."""
    person, form = signed_in(), PressForm.from_request()
    row = found_or_404(queries.find_user(user_id, person.cooperative_id))
    if not form.ok:
        return see_other("auth.user", user_id=user_id)
    with transaction():
        if approval := _ask(officers.FACTOR, form, {"user_id": row.id}, role=row.role):
            return _waits(approval)
        facts = _for(person)
        service.reset_factor(user_id=user_id, **facts, now=clock.now())
    return _done(user_id, gettext("The code from the phone is set up anew at the next sign-in."))


@bp.post("/pengguna/<int:user_id>/istirahat")
@requires("auth.users")
def disable(user_id: int) -> Response:
    """Let an account rest, or wake it."""
    person, form = signed_in(), ReasonForm.from_request(prefix="rest")
    row = found_or_404(queries.find_user(user_id, person.cooperative_id))
    if not form.ok and row.disabled_at is None:
        return user(user_id, problem=gettext("Write in a few words why."))
    facts = _for(person) | {"user_id": user_id}
    try:
        with transaction():
            if row.disabled_at is None:
                service.disable(**facts, now=clock.now(), reason=form.reason.data)
            else:
                service.enable(**facts)
    except Refused as refusal:
        return user(user_id, problem=say(refusal))
    return _done(user_id, gettext("Saved."))


def _for(person: Actor) -> dict[str, Any]:
    return {"cooperative_id": person.cooperative_id, "by": person.user_id}


def _ask(kind: str, form: PressForm, content: dict[str, object], *, role: str) -> int | None:
    """The approval's key when an officer's right is at stake, else None: go ahead alone."""
    person, about = signed_in(), int(str(content.get("user_id", 0)))
    facts = _for(person)
    if not officers.needs_second_person(role, **facts, about=about):
        return None
    reason = str(form.facts.get("reason") or gettext(service.kind_of(kind).title))
    asked = service.Asked(
        kind, form.request_id.data, reason, subject=f"user:{about}", content=content
    )
    return service.ask(asked, **facts, now=clock.now())


def _waits(approval_id: int) -> Response:
    flash(gettext("Officers' rights take two people: this now waits for a second one."))
    return see_other("auth.approval", approval_id=approval_id)


def _done(user_id: int, sentence: str) -> Response:
    flash(sentence)
    return see_other("auth.user", user_id=user_id)


def one_time_password(user_id: int, password: str) -> Response:
    row = queries.find_user(user_id, signed_in().cooperative_id)
    return page("auth/one_time_password.html", row=row, password=password, roles=rules.ROLES)
