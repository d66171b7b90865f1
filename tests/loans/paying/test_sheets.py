"""Instalments of a whole group in one sheet: all or none, once; and its page."""

import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from coop_app import auth
from coop_app.auth import rules
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.rules import paying
from coop_app.loans.rules.paying import Payment
from coop_app.money import Money
from coop_app.refusal import RequestReused
from tests.make import make_cooperative, make_member, make_savings
from tests.make_loans import make_loan
from tests.make_payments import PAID_OUT, Borrowing
from tests.people import signed_in
from tests.second_person import answer

MAY = date(2026, 5, 15)


class Group(Borrowing):
    """Sri and Budi borrow, each Rp1.200.000 in four months."""

    def __init__(self) -> None:
        super().__init__()
        budi = make_member(self.cooperative_id, self.group_id, "Budi Santoso")
        self.second_id = make_loan(self.at(PAID_OUT), budi.id, months=4, disbursed_on=PAID_OUT)

    def sheet(self, *amounts, on=MAY, desk=None, request_id="rapat"):
        keys = (self.loan_id, self.second_id)
        rows = [
            Payment(loan_id=key, paid_on=on, amount=Money(amount), place_id=self.kas)
            for key, amount in zip(keys, amounts, strict=False)
        ]
        with transaction():
            return service.instalment_sheet(
                desk=desk or self.at(MAY), rows=rows, request_id=request_id
            )

    def acts(self):
        return queries.list_payment_batch(self.cooperative_id, "rapat")


@pytest.fixture
def group(app):
    made = Group()
    yield made
    assert made.is_clean()


def test_each_row_is_its_own_receipt(group) -> None:
    first, second = group.sheet(318_000, 100_000)
    assert (first.loan_id, int(first.amount)) == (group.loan_id, 318_000)
    assert (second.loan_id, int(second.principal)) == (group.second_id, 82_000)
    assert first.entry_seq != second.entry_seq


def test_twice_is_once(group) -> None:
    once, again = group.sheet(318_000, 100_000), group.sheet(318_000, 100_000)
    assert [act.id for act in once] == [act.id for act in again]
    with pytest.raises(RequestReused):
        group.sheet(318_000)
    with pytest.raises(paying.InstalmentsWrong):
        group.sheet(318_000, 100_001)


def test_all_or_none(group) -> None:
    with pytest.raises(paying.InstalmentsWrong) as caught:
        group.sheet(318_000, 0)
    assert list(caught.value.rows) == [group.second_id]
    assert group.acts() == []


def test_one_row_for_a_loan(group) -> None:
    row = Payment(loan_id=group.loan_id, paid_on=MAY, amount=Money(1), place_id=group.kas)
    with pytest.raises(paying.LoanTwice), transaction():
        service.instalment_sheet(desk=group.at(MAY), rows=[row, row], request_id="x")
    with pytest.raises(paying.NothingPaid), transaction():
        service.instalment_sheet(desk=group.at(MAY), rows=[], request_id="x")


def test_an_old_date_takes_two_people_and_errors_come_first(group) -> None:
    late = group.at(date(2026, 5, 30))
    with pytest.raises(paying.InstalmentsWrong):
        group.sheet(318_000, 0, desk=late)
    with pytest.raises(auth.SecondPersonNeeded):
        group.sheet(318_000, 100_000, desk=late)
    assert group.acts() == []
    assert len(group.sheet(318_000, 100_000, desk=replace(late, approved_by=2))) == 2


class Pages:
    """The group behind a browser."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.group = Group()
            self.other = make_cooperative("Koperasi Lain")
            make_savings(self.other)
            self.treasurer = signed_in(app, self.group.cooperative_id)
            self.ketua = signed_in(app, self.group.cooperative_id, rules.KETUA)
            self.stranger = signed_in(app, self.other)

    def send(self, first, second, on="2026-05-15", **facts):
        sent = {
            f"loan-{self.group.loan_id}": first, f"loan-{self.group.second_id}": second,
            "on": on, "place": str(self.group.kas), "request_id": "rapat",
        }  # fmt: skip
        return self.treasurer.post(f"/pinjaman/angsuran/rapat/{self.group.group_id}", sent | facts)

    def acts(self):
        with self.app.app_context():
            return self.group.acts()


@pytest.fixture
def pages(bare_app):
    with time_machine.travel("2026-05-15T03:00:00Z", tick=False):
        yield Pages(bare_app)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)).split())


def test_instalment_sheet_form(pages) -> None:
    chosen = pages.treasurer.get("/pinjaman/angsuran/rapat")
    assert "Kuripan" in text_of(chosen)
    address = f"/pinjaman/angsuran/rapat?kelompok={pages.group.group_id}"
    table = text_of(pages.treasurer.get(address))
    assert "Sri Wahyuni" in table
    assert "Budi Santoso" in table
    assert pages.stranger.get(address).status_code == 404


def test_instalment_sheet_saves_and_lists_the_receipts(pages) -> None:
    done = pages.send("318.000", "100.000")
    assert done.status_code == 303
    words = text_of(pages.treasurer.get(done.location))
    assert "Rp418.000" in words
    assert "P-0002 0002 Budi Santoso" in words
    assert len(pages.acts()) == 2
    assert pages.stranger.get(done.location).status_code == 404


def test_instalment_sheet_says_the_error_at_its_cell(pages) -> None:
    wrong = pages.send("318.000", "seratus")
    assert wrong.status_code == 422
    assert 'value="seratus"' in wrong.get_data(as_text=True)
    early = pages.send("318.000", "1", on="2026-04-01")
    assert early.status_code == 422
    assert "15 April 2026" in text_of(early) or "15/04/2026" in text_of(early)
    assert pages.acts() == []
    refused = pages.stranger.post(f"/pinjaman/angsuran/rapat/{pages.group.group_id}", {})
    assert refused.status_code == 404


def test_instalment_sheet_of_an_old_date_waits(pages) -> None:
    asked = pages.send("318.000", "", on="2026-05-05", second_person="ask", second_reason="Hujan")
    assert asked.status_code == 303
    assert "Sri Wahyuni" in text_of(pages.ketua.get(asked.location))
    answer(pages.ketua, asked.location)
    (act,) = pages.acts()
    assert act.paid_on == date(2026, 5, 5)
