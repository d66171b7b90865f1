"""What the entries of a month's end and of a write-off are called on the ledger's pages."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.loans import queries
from coop_app.web.access import signed_in
from coop_app.web.filters import month_name
from coop_app.web.references import Reference

#: the ledger's sources of runs
RUNS = ("loans.allowance", "loans.accrual")
WRITE_OFF = "loans.write_off"


def describe_runs(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Month's end of loans, Juli 2026` for runs of this cooperative."""
    book_id = signed_in().book_id
    return {
        run.id: Reference(
            _("Month's end of loans, %(month)s", month=month_name(run.month)),
            url_for("loans.month_end", month=str(run.month)),
        )
        for run in queries.runs(cooperative_id, book_id)
        if run.id in ids
    }


def describe_write_offs(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`Write-off of loan P-0042` for write-offs of this cooperative."""
    lost = queries.written_off(cooperative_id, signed_in().book_id)
    return {
        one.id: Reference(
            _("Write-off of loan %(loan)s", loan=one.loan.label), url_for("loans.write_offs")
        )
        for one in lost
        if one.id in ids
    }
