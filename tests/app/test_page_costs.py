"""What a page costs does not grow with the book: statements and SQLite's own steps are counted, no clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from coop_app import db, ledger
from coop_app.cashbook.views import books
from coop_app.chart.templates import template
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.savings import service as savings
from tests.make import make_cooperative, make_group, make_member
from tests.people import Browser, signed_in

#: page → address, `{}` is the cash box; all of May 2026
MAY = "start=2026-05-01&end=2026-05-31"
FLAT = {
    "trial balance": "/laporan/neraca-saldo?on=2026-05-17",
    "balance sheet": "/laporan/neraca?on=2026-05-17&compare=last_year",
    "result": f"/laporan/hasil-usaha?{MAY}",
    "account": "/buku/akun/{}?" + MAY,
    "journal": "/buku/jurnal",
    "cash book": "/kas/{}?month=2026-05",
    "member's savings": "/simpanan/anggota/1?tahun=2026",
    "member's statement": "/simpanan/anggota/1/rekening?dari=2026-05-01&sampai=2026-05-31",
    "dues grid": "/simpanan/iuran?tahun=2026",
}
#: what these pages may ask more in a longer book, in tens of SQLite's instructions
SLACK = 1_500


@dataclass
class Cost:
    statements: int = 0
    #: how often SQLite asked back, every ten of its instructions
    steps: int = 0


@contextmanager
def counted() -> Iterator[Cost]:
    """Count what every connection does meanwhile."""
    db.session.remove()  # so that the page borrows its connection anew
    cost, engine = Cost(), db.engine()
    lent: list[Any] = []

    def tick() -> int:
        cost.steps += 1
        return 0

    def lend(connection: Any, *_rest: Any) -> None:
        lent.append(connection)
        connection.set_progress_handler(tick, 10)

    def execute(*_facts: Any) -> None:
        cost.statements += 1

    sa.event.listen(engine, "checkout", lend)
    sa.event.listen(engine, "before_cursor_execute", execute)
    yield cost
    sa.event.remove(engine, "checkout", lend)
    sa.event.remove(engine, "before_cursor_execute", execute)
    for connection in lent:
        connection.set_progress_handler(None, 0)


class Office:
    """A cooperative whose book and register can be made longer."""

    def __init__(self) -> None:
        self.cooperative_id = make_cooperative()
        with db.transaction():
            self.book_id = ledger.open_book(
                cooperative_id=self.cooperative_id, name="Buku", kind="cooperative",
                accounts=template("cooperative").accounts, opened_on=date(2024, 1, 1),
            )  # fmt: skip
            savings.install(cooperative_id=self.cooperative_id, valid_from=date(2024, 1, 1), by=1)
        self.group_id = make_group(self.cooperative_id)
        self.cash = ledger.account(book_id=self.book_id, role="cash_on_hand").id
        self._entries = 0

    def join(self, count: int) -> None:
        for n in range(count):
            make_member(self.cooperative_id, self.group_id, f"Siti {chr(65 + n % 26)} {n}")

    def post(self, count: int) -> None:
        """Dues of a second member and small costs, on the days of one month."""
        entries = []
        for n in range(self._entries, self._entries + count):
            on, amount = date(2026, 5, 1 + n % 28), Money(1_000 + n % 7)
            against = (
                debit("office_supplies", amount)
                if n % 2
                else debit("voluntary_savings", amount, subject="member:2")
            )
            entries.append(Entry(on, "Uji", f"uji:{n}", (against, credit("cash_on_hand", amount))))
        self._entries += count
        with db.transaction():
            ledger.post_many(entries, book_id=self.book_id, by=1)


@pytest.fixture
def office(app: Any) -> Office:
    made = Office()
    made.join(3)
    return made


def costs(browser: Browser, office: Office) -> dict[str, Cost]:
    found = {}
    for name, address in FLAT.items():
        path = address.format(office.cash)
        assert browser.get(path).status_code == 200
        with counted() as cost:
            browser.get(path)
        found[name] = cost
    return found


def test_pages_cost_the_same_in_a_book_ten_times_as_long(app, office, monkeypatch):
    # the evidence of a month is counted up to a limit; here both months are beyond it
    monkeypatch.setattr(books, "_MOST_METERED", 100)
    browser = signed_in(app, office.cooperative_id)
    office.post(300)
    before = costs(browser, office)
    office.post(2_700)
    after = costs(browser, office)
    grown = {
        name: (before[name], cost)
        for name, cost in after.items()
        if cost.statements > before[name].statements
        or cost.steps > before[name].steps * 1.3 + SLACK
    }
    assert grown == {}


def test_pages_ask_as_often_for_sixty_members_as_for_three(app, office):
    browser = signed_in(app, office.cooperative_id)
    office.post(30)
    before = costs(browser, office)
    office.join(57)
    after = costs(browser, office)
    assert {name: cost.statements for name, cost in after.items()} == {
        name: cost.statements for name, cost in before.items()
    }


def test_the_count_sees_a_page_that_reads_a_whole_month(app, office):
    """The first test above would notice: the cash flow statement does read its period's lines."""
    browser = signed_in(app, office.cooperative_id)
    path = f"/laporan/arus-kas?{MAY}"
    found = []
    for count in (300, 2_700):
        office.post(count)
        browser.get(path)
        with counted() as cost:
            browser.get(path)
        found.append(cost.steps)
    assert found[1] > found[0] * 1.3 + SLACK
