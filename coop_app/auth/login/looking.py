"""Who looked at private pages, and who was turned away, goes into the audit trail."""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, request, url_for

from coop_app import clock
from coop_app.auth import queries, rules, service
from coop_app.db import transaction
from coop_app.refusal import Unwritable
from coop_app.web import access, references
from coop_app.web.access import Actor
from coop_app.web.references import Reference

_SAME_LOOK = timedelta(minutes=10)
_LOOKS = "coop_looks"
_MOST_LOOKS = 5_000
_LONGEST_OBJECT = 200
#: session, act, page
Look = tuple[int, str, str]


def install(app: Flask) -> None:
    """Watch every answer; name people in the trail."""
    app.extensions[_LOOKS] = {}
    app.after_request(_write_down)
    references.register(app.extensions, "user", _name_users)


def permission() -> str | None:
    return access.declared(current_app.view_functions.get(request.endpoint or ""))


def _write_down(response: Any) -> Any:
    """Who looked at private pages, and who was turned away, goes into the audit trail."""
    person = access.actor()
    looked = request.method == "GET" and response.status_code == 200
    looked = looked and permission() in rules.WATCHED
    refused = response.status_code == 403
    if person is None or not (looked or refused):
        return response
    action = "auth.access_refused" if refused else "auth.looked"
    thing = _thing()
    look = (person.session_id, action, f"{request.endpoint} {thing}")
    if not _is_repeated(look):
        _record(person, action, thing, look)
    return response


def _record(person: Actor, action: str, thing: str, look: Look) -> None:
    facts: dict[str, Any] = {"cooperative_id": person.cooperative_id, "by": person.user_id}
    try:
        with transaction():
            service.record(action, object=thing, after=request.endpoint, **facts)
    except Unwritable:
        # what is written can still be read while nothing more can be written
        del current_app.extensions[_LOOKS][look]
        current_app.logger.warning("not in the audit trail: %s %s %s", action, thing, facts)


def _thing() -> str:
    """What the page is about: `member:17` where its address says so."""
    for name, value in (request.view_args or {}).items():
        if name.endswith("_id"):
            return f"{name.removesuffix('_id')}:{value}"[:_LONGEST_OBJECT]
    return ""


def _name_users(cooperative_id: int, keys: list[int]) -> dict[int, Reference]:
    names = queries.names_of(cooperative_id, keys)
    return {key: Reference(name, url_for("auth.user", user_id=key)) for key, name in names.items()}


def _is_repeated(look: Look) -> bool:
    """The same look by the same session within minutes is written once."""
    looks: dict[Look, datetime] = current_app.extensions[_LOOKS]
    now = clock.now()
    before = looks.get(look)
    if len(looks) > _MOST_LOOKS:
        looks.clear()
    looks[look] = now
    return before is not None and now - before < _SAME_LOOK
