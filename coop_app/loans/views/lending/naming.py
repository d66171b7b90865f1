"""What a loan is called on the ledger's pages, and where it leads."""

from flask import url_for

from coop_app.loans import queries
from coop_app.loans.queries import Wanted
from coop_app.members import queries as members
from coop_app.web.references import Reference

#: the ledger's sources of this feature whose key is the loan's
SOURCES = ("loan", "loans.payout", "loans.takeover")


def describe(cooperative_id: int, ids: list[int]) -> dict[int, Reference]:
    """`P-0042 0017 Siti Aminah` for loans of this cooperative."""
    found = queries.list_loans(cooperative_id, Wanted(ids=ids))
    names = members.names(cooperative_id, [loan.member_id for loan in found])
    return {
        loan.id: Reference(
            f"{loan.label} {names.get(loan.member_id, '')}",
            url_for("loans.loan", loan_id=loan.id),
        )
        for loan in found
    }
