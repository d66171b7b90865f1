"""The day's list that the supervisors sign: everything recorded on a day, with maker and approver."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, ledger
from coop_app.dates import parse_date
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.reading import unusual
from coop_app.ledger.views import bp
from coop_app.refusal import Refused
from coop_app.web import references, tables
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import long_day
from coop_app.web.tables import Column, Table

_MONEY = ("money_in", "money_out")


@bp.get("/harian")
@requires("ledger.read")
def daily_list() -> Response:
    """Deposits, instalments, payouts and all else that was recorded on one day."""
    on = _day()
    start = datetime.combine(on, time(), clock.OFFICE_ZONE)
    pages = unusual.made_between(
        book_id=signed_in().book_id, start=start, end=start + timedelta(days=1)
    )
    return tables.respond(_table(on, pages), "ledger/daily_list.html", on=on, day=timedelta(days=1))


def _day() -> date:
    try:
        return min(parse_date(request.args["tanggal"]), clock.today())
    except (KeyError, Refused):
        return clock.today()


def _table(on: date, pages: list[EntryPage]) -> Table:
    columns = [
        Column("at", _("Recorded"), "moment", 11), Column("voucher", _("Voucher"), width=13),
        Column("on", _("Date"), "date", 9), Column("memo", _("Description"), width=28),
        Column("whose", _("For"), width=16), Column("money_in", _("Cash in"), "money", 11),
        Column("money_out", _("Cash out"), "money", 11), Column("made", _("Made by"), width=12),
        Column("agreed", _("Approved by"), width=12),
    ]  # fmt: skip
    rows = _rows(pages)
    total = tables.total_row("memo", _("Total"), rows, _MONEY)
    return Table(
        _("The day's list"), columns, [*rows, total], notes=[long_day(on)], landscape=True,
        name=f"daftar-harian-{on}", signatures=[_("Treasurer"), _("Supervisor"), _("Supervisor")],
    )  # fmt: skip


def _rows(pages: list[EntryPage]) -> list[dict[str, Any]]:
    person = signed_in()
    places = {place.id for place in ledger.cash_places(book_id=person.book_id)}
    people = auth.names_of(
        person.cooperative_id, [who for page in pages for who in (page.made_by, page.approved_by)]
    )
    subjects = [line.subject for page in pages for line in page.lines]
    names = references.describe(person.cooperative_id, subjects)
    return [_row(page, places, people, names) for page in pages]


def _row(
    page: EntryPage,
    places: set[int],
    people: dict[int, str],
    names: dict[str, references.Reference],
) -> dict[str, Any]:
    cash = [int(line.amount) for line in page.lines if line.account_id in places]
    whose = dict.fromkeys(names[line.subject].label for line in page.lines if line.subject)
    return {
        "at": page.made_at, "voucher": page.voucher, "on": page.on, "memo": page.memo,
        "whose": ", ".join(whose), "money_in": sum(x for x in cash if x > 0) or None,
        "money_out": -sum(x for x in cash if x < 0) or None, "made": people.get(page.made_by, ""),
        "agreed": people.get(page.approved_by or 0, ""),
        "_urls": {"voucher": url_for("ledger.entry", seq=page.seq)},
    }  # fmt: skip
