"""The books: one per cash place, month by month, and new places."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.cashbook import queries, service
from coop_app.cashbook.forms import PlaceForm
from coop_app.cashbook.queries import Book, Place
from coop_app.cashbook.views import asking
from coop_app.cashbook.views.blueprint import bp
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import month_name
from coop_app.web.pages import page, see_other
from coop_app.web.references import describe
from coop_app.web.tables import FORMATS, Column, Table, respond

METER_MONTHS = 12
_MOST_METERED = 2_000


@bp.get("/")
@requires("cashbook.read")
def books() -> Response:
    """All cash places with what they hold."""
    places = queries.list_places(signed_in().book_id)
    return page(
        "cashbook/books.html", places=places, total=sum(int(place.balance) for place in places)
    )


@bp.get("/<int:place_id>")
@requires("cashbook.read")
def book(place_id: int) -> Response:
    """One place, one month, as she keeps it."""
    place, month = asking.place_or_404(place_id), _month()
    whole = request.args.get("format") in FORMATS
    number = max(request.args.get("no", 1, type=int), 1)
    after = None if whole else request.args.get("after")
    found = queries.get_book(
        signed_in().book_id, place.id, month, after=after, limit=None if whole else queries.ROWS_A_PAGE,
        number=number,
    )  # fmt: skip
    return respond(
        _table(place, month, found, first=after is None), "cashbook/book.html", place=place, month=month,
        book=found, number=number, places=queries.list_places(signed_in().book_id),
        latest=Month.of(clock.today()),
        meter=queries.meter(signed_in().book_id, place.id, month, most=_MOST_METERED),
    )  # fmt: skip


def _month() -> Month:
    try:
        return Month.parse(request.args.get("month", ""))
    except Refused:
        return Month.of(clock.today())


def _table(place: Place, month: Month, found: Book, *, first: bool) -> Table:
    columns = [
        Column("number", _("No"), width=4),
        Column("on", _("Date"), "date", width=9),
        Column("description", _("Description"), width=26),
        Column("voucher", _("Evidence"), width=14),
        Column("debit", _("Debit"), "money", width=11),
        Column("credit", _("Credit"), "money", width=11),
        Column("balance", _("Balance"), "money", width=12),
        Column("note", _("Remarks"), width=18),
    ]
    opening = {
        "description": _("Balance of last month") if first else _("Carried over"),
        "balance": found.opening if first else found.carried, "on": None, "_kind": "heading",
    }  # fmt: skip
    total = {
        "description": _("Total of %(month)s", month=month_name(month)), "debit": found.debit,
        "credit": found.credit, "balance": found.closing, "on": None, "_kind": "total",
    }  # fmt: skip
    rows = [opening, *_rows(found), *([] if found.next else [total])]
    return Table(
        title=_("Cash book %(place)s", place=place.name), columns=columns, rows=rows, landscape=True,
        notes=[month_name(month)],
        name=f"buku-kas-{place.code}-{month}",
        signatures=[_("Made by (treasurer)"), _("Checked by (supervisor)"), _("Approved by (chair)")],
    )  # fmt: skip


def _rows(found: Book) -> list[dict[str, Any]]:
    named = describe(signed_in().cooperative_id, [row.subject for row in found.rows])
    return [
        {
            "number": str(row.number), "on": row.on, "description": row.description, "debit": row.debit or None,
            "voucher": " · ".join([row.voucher, *(proof.number for proof in row.proofs if proof.number)]),
            "credit": row.credit or None, "balance": row.balance,
            "note": " · ".join(
                part for part in (named[row.subject].label if row.subject else "", row.note or row.against) if part
            ),
            "row": row, "_url": url_for("ledger.entry", seq=row.seq),
        }
        for row in found.rows
    ]  # fmt: skip


@bp.get("/kelengkapan-bukti")
@requires("cashbook.read")
def evidence_meter() -> Response:
    """The share of entries with evidence, by month and book."""
    book_id, places = signed_in().book_id, queries.list_places(signed_in().book_id)
    months = [Month.of(clock.today()).plus(-back) for back in range(METER_MONTHS)]
    found = {
        (place.id, month): queries.meter(book_id, place.id, month)
        for place in places
        for month in months
    }
    columns = [
        Column("month", _("Month"), width=14),
        *(Column(str(p.id), p.name, width=14) for p in places),
    ]
    rows = [{"month": month_name(month), **_shares(found, places, month)} for month in months]
    return respond(
        Table(title=_("Evidence meter"), columns=columns, rows=rows, name="kelengkapan-bukti"),
        "cashbook/evidence_meter.html", places=places, months=months, found=found,
    )  # fmt: skip


def _shares(
    found: dict[tuple[int, Month], queries.Meter], places: list[Place], month: Month
) -> dict[str, str]:
    meters = {place.id: found[place.id, month] for place in places}
    return {
        str(key): f"{m.percent}% ({m.proven}/{m.entries})" if m.entries else ""
        for key, m in meters.items()
    }


@bp.get("/tempat/baru")
@requires("cashbook.record")
def place_form(form: PlaceForm | None = None) -> Response:
    """Ask for a new cash place."""
    form = form or PlaceForm()
    form.group_id.choices = asking.group_choices()
    return page("cashbook/place_form.html", form=form)


@bp.post("/tempat/baru")
@requires("cashbook.record")
def add_place() -> Response:
    """Open it."""
    form = PlaceForm.from_request()
    form.group_id.choices = asking.group_choices()
    if not form.ok:
        return place_form(form)
    facts = form.facts
    try:
        with transaction():
            place_id = service.add_place(
                desk=asking.desk(), name=facts["name"], kind=facts["kind"],
                group_id=facts["group_id"] or None, keeper=facts["keeper"] or "",
            )  # fmt: skip
    except Refused as refusal:
        return place_form(form.blame(refusal))
    return see_other("cashbook.book", place_id=place_id)
