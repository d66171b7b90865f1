"""Closing a month with a checklist, and asking a second person to open it again."""

from datetime import date
from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.ledger.forms import CloseForm, ReopenForm
from coop_app.ledger.views import bp
from coop_app.refusal import N_, Refused
from coop_app.web import checklists
from coop_app.web.access import Actor, requires, signed_in
from coop_app.web.pages import page, see_other

REOPEN = "ledger.reopen_month"


class ChecklistOpen(Refused):
    """A point that must be in order is not."""

    message = N_("Put the points marked as blocking in order first.")


@bp.get("/bulan")
@requires("ledger.close")
def months(close: CloseForm | None = None, reopen: ReopenForm | None = None) -> Response:
    """Which month is next, what to look at before closing it, and what was closed so far."""
    person = signed_in()
    turn = ledger.next_to_close(book_id=person.book_id)
    points = checklists.points(person.cooperative_id, person.book_id, turn) if turn else []
    close = close or CloseForm(formdata=None, month=str(turn or ""))
    return page(
        "ledger/months.html",
        form=close,
        reopen=reopen or ReopenForm(formdata=None),
        turn=turn,
        over=turn is not None and turn.last < clock.today(),
        points=points,
        blocked=any(point.blocks and not point.ok for point in points),
        locked=ledger.locked_through(book_id=person.book_id),
        **_history(person),
    )


def _history(person: Actor) -> dict[str, Any]:
    """Closings and reopenings, newest first, and what the people are called who made them."""
    events = list(reversed(ledger.period_events(book_id=person.book_id)))
    hands = [who for event in events for who in (event.made_by, event.approved_by)]
    return {"events": events, "people": auth.names_of(person.cooperative_id, hands)}


@bp.post("/bulan/tutup")
@requires("ledger.close")
def close_month() -> Response:
    """Close the month whose turn it is."""
    form, person = CloseForm.from_request(), signed_in()
    if not form.ok:
        return months(form)
    try:
        month = Month.parse(form.month.data)
        with transaction():
            _refuse_open_points(person.cooperative_id, person.book_id, month)
            ledger.close_month(
                book_id=person.book_id, month=month, by=person.user_id, why=form.why.data or ""
            )
    except Refused as refusal:
        return months(form.blame(refusal))
    flash(_("%(month)s is closed.", month=month.name))
    return see_other("ledger.months")


def _refuse_open_points(cooperative_id: int, book_id: int, month: Month) -> None:
    points = checklists.points(cooperative_id, book_id, month)
    if any(point.blocks and not point.ok for point in points):
        raise ChecklistOpen


@bp.post("/bulan/buka")
@requires("ledger.reopen")
def ask_reopen() -> Response:
    """Put the reopening of the last closed month before a second person."""
    form, person = ReopenForm.from_request(), signed_in()
    locked = ledger.locked_through(book_id=person.book_id)
    if not form.ok or locked is None:
        return months(reopen=form)
    asked = auth.Asked(
        kind=REOPEN,
        request_id=form.request_id.data,
        reason=form.reason.data,
        subject=f"book:{person.book_id}",
        content={"book_id": person.book_id, "month": str(Month.of(locked))},
    )
    with transaction():
        auth.ask_second_person(
            asked, cooperative_id=person.cooperative_id, by=person.user_id, now=clock.now()
        )
    flash(_("Asked. The month opens when a second person agrees."))
    return see_other("ledger.months")


def _describe(_cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    return [(_("Month to open again"), Month.parse(content["month"]).name)]


def _execute(agreed: auth.Agreed) -> date:
    return ledger.reopen_month(
        book_id=agreed.content["book_id"],
        month=Month.parse(agreed.content["month"]),
        by=agreed.made_by,
        approved_by=agreed.decided_by,
        why=agreed.reason,
        at=agreed.now,
    )


auth.register_kind(auth.Kind(REOPEN, N_("Open a closed month again"), _describe, _execute))
