"""What waits for a second person in the demonstration, so that the chairperson has something to decide."""

from datetime import date

from coop_app import auth, clock
from coop_app.app.demo import lending
from coop_app.app.demo.house import House
from coop_app.app.demo.people import Person
from coop_app.dates import Month
from coop_app.loans import service
from coop_app.loans.views.lending import deciding

#: the kind of approval that the page of months asks for
_REOPEN = "ledger.reopen_month"
_WORDS = "Sudah dikunjungi; pesanan toko oleh-oleh tetap tiap bulan, simpanan tidak pernah bolong."


def ask_to_reopen(house: House, month: Month) -> None:
    """A slip that was found when its month was closed already."""
    _ask(
        house,
        auth.Asked(
            kind=_REOPEN, request_id=house.request(), subject=f"book:{house.book_id}",
            reason=f"Nota listrik {month.name} terselip; mohon bulan ini dibuka untuk mencatatnya",
            content={"book_id": house.book_id, "month": str(month)},
        ),
    )  # fmt: skip


def ask_for_loans(house: House, folk: list[Person], today: date) -> None:
    """Two applications: one just written down, one recommended."""
    wishes = lending.wishes(house, folk, today)
    for count, wish in enumerate(wishes):
        desk = house.desk(today)
        loan_id = service.apply(desk=desk, application=wish, request_id=house.request())
        if count == 0:
            service.recommend(desk=desk, loan_id=loan_id, text=_WORDS)
            _ask(house, deciding.asked(desk, loan_id, _WORDS, house.request()))


def _ask(house: House, asked: auth.Asked) -> None:
    auth.ask_second_person(
        asked, cooperative_id=house.cooperative_id, by=house.treasurer, now=clock.now()
    )
