"""What the cash book's events are called on the ledger's pages, and its points before a month is closed."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.cashbook import queries
from coop_app.cashbook.views.blueprint import bp
from coop_app.dates import Month
from coop_app.money import Money, rupiah
from coop_app.refusal import NotFound
from coop_app.web.access import may, requires, signed_in
from coop_app.web.checklists import Point
from coop_app.web.pages import found_or_404, see_other
from coop_app.web.references import Reference

KINDS = {"in": "Money in", "out": "Money out", "transfer": "Transfer"}


@bp.get("/catatan/<int:act_id>")
@requires("cashbook.read")
def act(act_id: int) -> Response:
    """From an act to the voucher it became."""
    try:
        seq = queries.seq_of(signed_in().book_id, f"cashbook.act:{act_id}")
    except NotFound:
        return found_or_404(None)
    return see_other("cashbook.voucher", seq=seq)


def acts(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Money in, money out, transfer."""
    kinds = queries.kinds_of(cooperative_id, ids)
    return {
        key: Reference(_(KINDS[kind]), url_for("cashbook.act", act_id=key))
        for key, kind in kinds.items()
    }


def counts(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Cash counts."""
    found = {each.id: each for each in queries.list_counts(cooperative_id) if each.id in set(ids)}
    return {
        key: Reference(
            _("Count of %(place)s", place=each.place), url_for("cashbook.count_page", count_id=key)
        )
        for key, each in found.items()
    }


def rows(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Rows of an Excel book."""
    found = queries.places_in_files(cooperative_id, ids)
    return {
        key: Reference(f"{file}: {sheet} {number}", url_for("cashbook.batch", batch_id=batch_id))
        for key, (batch_id, file, sheet, number) in found.items()
    }


def openings(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """Opening balances of an Excel book."""
    wanted = set(ids)
    return {
        each.id: Reference(each.filename, url_for("cashbook.batch", batch_id=each.id))
        for each in queries.list_batches(cooperative_id)
        if each.id in wanted
    }


#: the ledger's sources of this feature → who can name them
SOURCES = {
    "cashbook.act": acts, "cashbook.count": counts, "cashbook.row": rows, "cashbook.opening": openings,
}  # fmt: skip


def points(cooperative_id: int, book_id: int, month: Month) -> list[Point]:
    """Before a month is closed: every used cash box counted, evidence complete."""
    done = {
        each.place_id for each in queries.list_counts(cooperative_id) if Month.of(each.on) == month
    }
    found = []
    for place in ledger.cash_places(book_id=book_id):
        meter = queries.meter(book_id, place.id, month)
        held = ledger.balance(book_id=book_id, account=place.id, on=month.last)
        if place.place == "cash" and (meter.entries or held):
            found.append(_count_point(place, held, counted=place.id in done))
        if meter.entries:
            found.append(_evidence_point(place, month, meter.entries - meter.proven))
    return found


def _count_point(place: ledger.Account, held: Money, *, counted: bool) -> Point:
    label = _("%(place)s was counted this month", place=place.name)
    why = _("It should hold %(held)s. Count it before witnesses.", held=rupiah(held))
    may_count = may("cashbook.count")
    form = url_for("cashbook.count_form", place_id=place.id)
    url = form if may_count else url_for("cashbook.counts")
    return Point(label, counted, "" if counted else why, url)


def _evidence_point(place: ledger.Account, month: Month, missing: int) -> Point:
    label = _("Every entry of %(place)s has evidence", place=place.name)
    why = _("%(missing)s entries have no number and no photo.", missing=missing) if missing else ""
    url = url_for("cashbook.book", place_id=place.id, month=str(month))
    return Point(label, not missing, why, url)
