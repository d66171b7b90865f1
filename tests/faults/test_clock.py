"""A computer whose clock is wrong: nothing in the future or behind the lock, no longer sessions, numbers in order."""

from datetime import UTC, datetime, timedelta

import time_machine

from coop_app import clock, db, ledger
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.ledger import Entry, credit, debit
from coop_app.money import Money
from coop_app.refusal import Refused
from tests.faults import forms
from tests.faults.browser import Answer, Tab, new_id
from tests.faults.house import House, books, faults, head, rows
from tests.faults.processes import Stable

WRONG = {
    "a day back": timedelta(days=-1),
    "dead battery": datetime(1970, 1, 2, tzinfo=UTC) - datetime.now(UTC),
    "ten years ahead": timedelta(days=3650),
}


def entry(on: object, n: int) -> Entry:
    lines = (debit("cash_on_hand", Money(5000)), credit("other_income", Money(5000)))
    return Entry(on, "Uang uji", f"clock:{n}", lines)


def test_numbers_follow_the_order_of_acts_whatever_the_clock_says(house: House) -> None:
    with books(house):
        right, before = clock.today(), head(house)[0]
        for n, jump in enumerate((timedelta(), *WRONG.values(), timedelta(hours=1))):
            with time_machine.travel(datetime.now(UTC) + jump), transaction():
                on = min(clock.today(), right)
                if on.year >= 2024:  # the book was opened then; 1970 is tried below
                    posted = ledger.post(entry(on, n), book_id=house.book_id, by=1)
                    assert posted.seq > before
        seqs = [row[0] for row in rows("SELECT seq FROM journal_entry ORDER BY seq")]
        made = [row[0] for row in rows("SELECT made_at FROM journal_entry ORDER BY seq")]
        assert seqs == list(range(1, len(seqs) + 1))
        assert made != sorted(made)  # the clock went back, the numbers did not
        assert faults(house) == []


def tried(house: House, on: object, n: int) -> str:
    try:
        with transaction():
            ledger.post(entry(on, n), book_id=house.book_id, by=1)
    except Refused as refusal:
        return refusal.code
    return ""


def test_nothing_in_the_future_nor_behind_the_lock(house: House) -> None:
    with books(house):
        today = clock.today()
        last = Month.of(today).plus(-1)
        while (month := ledger.next_to_close(book_id=house.book_id)) and month <= last:
            with transaction():
                ledger.close_month(book_id=house.book_id, month=month, by=1)
        before = head(house)
        for n, jump in enumerate(WRONG.values()):
            with time_machine.travel(datetime.now(UTC) + jump):
                assert tried(house, clock.today() + timedelta(days=1), n) == "date_in_future"
                assert tried(house, last.last, n) in ("period_closed", "date_in_future")
        assert tried(house, today + timedelta(days=1), 9) == "date_in_future"
        assert head(house) == before
        assert faults(house) == []
        db.session.remove()


def at(house: House, stable: Stable, moment: datetime) -> Answer:
    """What a server answers whose clock stands at this moment."""
    with (
        stable.serving(house.environment, clock=moment.isoformat()) as (_server, address),
        Tab(address, house.cookie) as tab,
    ):
        seen = tab.get("/kas/catat")
        if seen.status != 200:
            return seen
        _kind, path, facts = forms.money_in(house, 5000)
        return tab.post(path, facts | {"request_id": new_id()})


def test_a_server_whose_clock_is_wrong(house: House, stable: Stable) -> None:
    now = datetime.now(UTC)
    with books(house):
        before = head(house)
    # ten years on, the session is long over: no act with an old cookie
    assert "/masuk" in at(house, stable, now + WRONG["ten years ahead"]).location
    # the clock of a dead battery: the date of today lies in its future
    early = at(house, stable, now + WRONG["dead battery"])
    assert early.status in (302, 422)
    with books(house):
        assert head(house) == before
        assert faults(house) == []


def test_a_clock_set_back_does_not_prolong_a_session(house: House, stable: Stable) -> None:
    """Begun by a clock that was ahead, looked at by the right one: it ends as if it began then, not later."""
    with books(house), transaction():
        ahead = datetime.now(UTC) + timedelta(days=30)
        statement = "UPDATE user_session SET created_at = :at, last_act_at = :at"
        db.write_connection().exec_driver_sql(
            statement.replace(":at", "?"), (text(ahead), text(ahead))
        )
    assert at(house, stable, datetime.now(UTC)).location.startswith("/masuk")


def text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
