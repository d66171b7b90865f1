"""A small cooperative for the tests of lending."""

import itertools
from dataclasses import replace

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules.lending.payout import Payout
from coop_app.savings import service as savings
from tests.make import (
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)
from tests.make_loans import SECOND

_count = itertools.count(1)


class House:
    """A cooperative with Sri, Tuti and Rini; Tuti saved Rp3.000.000."""

    def __init__(self) -> None:
        self.key = make_cooperative()
        self.desk = make_savings(self.key)
        self.group = make_group(self.key)
        self.sri = make_member(self.key, self.group, "Sri Wahyuni")
        self.tuti = make_member(self.key, self.group, "Tuti Handayani")
        self.rini = make_member(self.key, make_group(self.key, "Gondang"), "Rini Astuti")
        make_deposit(self.desk, self.tuti.id, 3_000_000)

    @property
    def agreed(self) -> Desk:
        return replace(self.desk, approved_by=SECOND)

    def payout(self, loan: int, **facts: object) -> Payout:
        known = {"paid_on": self.desk.today, "place_id": cash_of(self.desk)}
        return Payout(**{"loan_id": loan, **known, **facts})  # type: ignore[arg-type]

    def free(self, member_id: int) -> int:
        with transaction():
            return savings.free(desk=self.desk, member_id=member_id)

    def pay(self, payout: Payout, *, desk: Desk | None = None, request_id: str = "") -> int:
        with transaction():
            return service.disburse(
                desk=desk or self.agreed, payout=payout, request_id=request_id or f"p{next(_count)}"
            )

    def stage(self, loan_id: int) -> str:
        return queries.get_loan(self.key, loan_id).stage

    def close(self) -> None:
        assert ledger.audit(book_id=self.desk.book_id) == []
