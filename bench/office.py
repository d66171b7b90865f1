"""A cooperative as the pages see one: members with receipts for three years, and a journal of any length."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random

from flask import Flask
from flask.testing import FlaskClient

from coop_app import clock, db, ledger, schema
from coop_app.app import create_app
from coop_app.app.demo import people
from coop_app.app.demo.events import admit
from coop_app.app.demo.house import House
from coop_app.app.first_start import Answers, begin
from coop_app.auth import service as auth
from coop_app.config import Settings
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.members import service as members
from coop_app.money import Money
from coop_app.savings import service as savings
from coop_app.savings.rules.payments import Part, Payment
from coop_app.savings.rules.products import SUKARELA, WAJIB

MEMBERS, MONTHS, FIRST = 220, 36, date(2022, 1, 1)
DUES = Money(20_000)
_NAME, _PASSWORD = "bendahara", "sepeda biru lari pagi"


@contextmanager
def opened(path: Path) -> Iterator[Flask]:
    """The whole program on a file, as it is served."""
    settings = Settings(
        database_url=f"sqlite:///{path}", secret_key="s" * 32, identity_key="1f" * 32,
        files=path.parent / "files", testing=True,
    )  # fmt: skip
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine().dispose()


def prepared(folder: Path, size: int) -> Path:
    """A file with so many entries; kept and used again where it exists."""
    path = folder / f"office{size}.db"
    if not path.exists():
        part = folder / "office.part"
        shutil.copy(_base(folder), part)
        with opened(part):
            _fill(size)
        part.replace(path)
    return path


def treasurer(app: Flask) -> FlaskClient:
    """A browser in which the treasurer is signed in."""
    with transaction():
        here = auth.Where("127.0.0.1", "bench")
        session = auth.sign_in(_NAME, proven=True, where=here, now=clock.now())
    db.session.remove()
    if session is None:
        raise LookupError(_NAME)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = session.token
    return client


def _base(folder: Path) -> Path:
    """The same 220 members with dues and savings of every month, for every size."""
    path = folder / "office.db"
    if not path.exists():
        part = folder / "office.base"
        with opened(part):
            schema.upgrade()
            _live()
        part.replace(path)
    return path


def empty(folder: Path) -> Path:
    """A file with the cooperative and its members, who have paid nothing but their admission."""
    path = folder / "empty.db"
    with opened(path):
        schema.upgrade()
        with transaction():
            _found()
    return path


def _live() -> None:
    with transaction():
        house, folk = _found()
    for n in range(MONTHS):
        month = Month.of(FIRST).plus(n)
        _say(f"month {n + 1} of {MONTHS}")
        for code, group_id in house.groups.items():
            paying = [key for i, key in house.members.items() if folk[i].village == code]
            with transaction():
                _meet(house, group_id, paying, month.first + timedelta(days=9))


def _found() -> tuple[House, list[people.Person]]:
    answers = Answers("Koperasi Ukur", FIRST, "cooperative", "Bendahara", _NAME, _PASSWORD)
    cooperative_id, user_id = begin(answers, now=clock.now())
    book_id = ledger.main_book(cooperative_id)
    places = [ledger.account(book_id=book_id, role=role).id for role in ("cash_on_hand", "bank")]
    house = House(cooperative_id, book_id, user_id, *places)
    for code, village, district in people.VILLAGES:
        group = members.GroupFacts(name=village, code=code, village=village, district=district)
        house.groups[code] = members.add_group(group, cooperative_id=cooperative_id, by=user_id)
    folk = people.invent(MEMBERS, first=FIRST, last=FIRST, random=Random(1))
    for i, person in enumerate(folk):
        admit(house, i, person)
    return house, folk


def _meet(house: House, group_id: int, paying: list[int], on: date) -> None:
    rows = [
        Payment(key, on, house.cash, (Part(SUKARELA, Money(5_000 + key)),))
        if on.month == FIRST.month and on.year == FIRST.year
        else Payment(key, on, house.cash, (Part(WAJIB, DUES), Part(SUKARELA, Money(5_000 + key))))
        for key in paying
    ]
    savings.group_sheet(
        desk=house.desk(on), group_id=group_id, rows=rows, request_id=house.request()
    )


def _fill(total: int) -> None:
    """Costs, other money in and transfers, spread evenly over the three years, until so many entries are there."""
    book_id = ledger.main_book(1)
    chart = ledger.accounts(book_id=book_id)
    costs = [row.id for row in chart if row.kind == "expense" and row.takes_lines]
    done = ledger.journal(book_id=book_id, limit=1).rows[0].seq
    days, first = MONTHS * 30, done
    while done < total:
        size = min(5_000, total - done)
        numbers = range(done, done + size)
        entries = [
            _mixed(n, FIRST + timedelta(days=(n - first) * days // (total - first)), costs)
            for n in numbers
        ]
        with transaction():
            ledger.post_many(entries, book_id=book_id, by=1)
        done += size
        _say(f"{done:,} of {total:,}")


def _mixed(n: int, on: date, costs: list[int]) -> Entry:
    amount = Money(1_000 + n % 9_973)
    if n % 3 == 0:
        lines = (debit(costs[n % len(costs)], amount), credit("cash_on_hand", amount))
        return Entry(on, f"Beban {n % 500}", f"fill:{n}", lines)
    if n % 3 == 1:
        lines = (debit("cash_on_hand", amount), credit("other_income", amount))
        return Entry(on, "Pendapatan lain", f"fill:{n}", lines)
    lines = (debit("bank", amount), credit("cash_on_hand", amount))
    return Entry(on, "Setor ke bank", f"fill:{n}", lines)


def _say(text: str) -> None:
    sys.stderr.write(f"\r  {text}   ")
