"""The audit trail: who did and who looked at what."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app.auth import queries
from coop_app.auth.queries import EventFilter, EventRow
from coop_app.auth.views.blueprint import bp
from coop_app.auth.views.words import action_in_words, fact_in_words
from coop_app.dates import parse_date
from coop_app.refusal import Refused
from coop_app.web import references
from coop_app.web.access import requires, signed_in
from coop_app.web.tables import Column, Table, respond

_ON_A_PAGE = 100
_IN_A_FILE = 20_000
#: letters of a change on the page; a file has all of them
_SHOWN = 80


@bp.get("/jejak")
@requires("auth.audit")
def audit_trail() -> Response:
    """Newest first, filters in the address, as page or file."""
    coop, wanted = signed_in().cooperative_id, _wanted()
    limit = _IN_A_FILE if request.args.get("format") else _ON_A_PAGE
    rows = queries.events(coop, wanted, limit=limit)
    older = None
    if len(rows) == _ON_A_PAGE:
        args: dict[str, Any] = request.args.to_dict() | {"before": str(rows[-1].seq)}
        older = url_for("auth.audit_trail", **args)
    people, head = queries.users(coop), queries.head(coop)
    context = {"wanted": wanted, "people": people, "older": older, "head": head}
    return respond(_table(rows, wanted), "auth/audit_trail.html", **context)


def _table(rows: Sequence[EventRow], wanted: EventFilter) -> Table:
    columns = (
        Column("seq", gettext("No."), "count", 5),
        Column("at", gettext("When"), "moment", 12),
        Column("who", gettext("Who"), "text", 14),
        Column("act", gettext("What"), "text", 20),
        Column("object", gettext("About"), "text", 18),
        Column("change", gettext("What changed"), "text", 22),
        Column("reason", gettext("Reason"), "text", 14),
        Column("address", gettext("From"), "text", 10),
    )
    return Table(
        gettext("Audit trail"),
        columns,
        _cells(rows),
        notes=_notes(wanted),
        name="jejak-audit",
        landscape=True,
    )


def _cells(rows: Sequence[EventRow]) -> list[dict[str, Any]]:
    about = [_about(row) for row in rows]
    names = references.describe(signed_in().cooperative_id, about)
    short = None if request.args.get("format") else _SHOWN
    return [
        asdict(row)
        | {
            "who": row.who or gettext("the program"),
            "act": action_in_words(row.action),
            "object": names[known].label if known in names else row.object,
            "change": " → ".join(filter(None, (_plain(row.before), _plain(row.after))))[:short],
        }
        for row, known in zip(rows, about, strict=True)
    ]


def _about(row: EventRow) -> str:
    """What can be named: the session of somebody who signed in is no session of a course."""
    is_sign_in = row.action.startswith("auth.") and row.object.startswith("session:")
    return "" if is_sign_in else row.object


def _plain(kept: str) -> str:
    """`role: ketua; called: sri` from the trail's canonical text."""
    value = json.loads(kept) if kept else ""
    if isinstance(value, dict):
        return "; ".join(
            f"{fact_in_words(name)}: {one}" for name, one in value.items() if one not in ("", None)
        )
    return str(value)


def _notes(wanted: EventFilter) -> list[str]:
    days = [day.isoformat() for day in (wanted.start, wanted.end) if day]
    return [" – ".join(days)] if days else []


def _wanted() -> EventFilter:
    args = request.args
    return EventFilter(
        user_id=args.get("user", type=int),
        action=args.get("action", "")[:40],
        text=args.get("text", "").strip()[:80],
        start=_day(args.get("start", "")),
        end=_day(args.get("end", "")),
        before=args.get("before", type=int),
    )


def _day(text: str) -> date | None:
    """A filter that cannot be read filters nothing."""
    try:
        return parse_date(text) if text else None
    except Refused:
        return None
