"""What becomes of the demonstration's loans: paid, judged each month, one given up, one waiting."""

from datetime import date, timedelta

from coop_app.app.demo.house import Debt, House
from coop_app.dates import Month
from coop_app.loans import queries, service
from coop_app.loans.rules.paying import Payment
from coop_app.loans.rules.portfolio.losses import WriteOff
from coop_app.loans.rules.repayment import Part
from coop_app.money import Money

#: a loan of which nothing came for so long is given up, and only one of them
_HOPELESS_DAYS = 330
_SMALLEST_COIN = 100
#: habits that come after the day, and what they are asked for then
_TARDY = ("late", "rapel")
_OVERDUE = (Part.PENALTY, Part.INTEREST_ARREARS, Part.PRINCIPAL_ARREARS)


def collect(house: House, month: Month, today: date) -> None:
    """What borrowers bring in a month, each on the day they meant to; who left brings nothing more."""
    for debt in house.debts:
        while debt.plan and debt.plan[0][0] <= min(month.last, today):
            on, amount = debt.plan.pop(0)
            if debt.position not in house.gone:
                _receive(house, debt, on, amount)


def _receive(house: House, debt: Debt, on: date, amount: Money) -> None:
    brought = _told_at_the_counter(house, debt, on, amount)
    if brought > 0:
        # what no coins can pay comes by transfer
        place = house.bank if brought % _SMALLEST_COIN else house.cash
        payment = Payment(loan_id=debt.loan_id, paid_on=on, amount=brought, place_id=place)
        service.repay(desk=house.desk(on), payment=payment, request_id=house.request())


def _told_at_the_counter(house: House, debt: Debt, on: date, amount: Money) -> Money:
    """Who comes late brings what is overdue and its penalty; the last visit brings all that is left."""
    is_last = not debt.plan and debt.habit != "stopped"
    if not is_last and debt.habit not in _TARDY:
        return amount
    position = queries.position_of(house.cooperative_id, debt.loan_id, on=on).position
    if is_last or debt.habit == "rapel":
        return position.total_owed
    return Money(sum(int(position.owed[part]) for part in _OVERDUE))


def judge(house: House, month: Month, today: date) -> None:
    """Classes, accruals and allowance of a finished month."""
    if month.last <= today and house.debts:
        service.run_month(desk=house.desk(today), month=month)


def give_up(house: House, month: Month, today: date) -> None:
    """The oldest loan of which nothing came for a year is written off, and its borrower sought no more."""
    on = month.first + timedelta(days=20)
    lost = next((debt for debt in house.debts if _is_hopeless(house, debt, on)), None)
    if lost is None or house.gave_up or on > today:
        return
    house.gave_up = True
    why = "Usaha berhenti, peminjam pindah tanpa alamat; keputusan rapat pengurus dan pengawas"
    asked = WriteOff(loan_id=lost.loan_id, on=on, why=why)
    service.write_off(desk=house.agreed(on), asked=asked, request_id=house.request())


def _is_hopeless(house: House, debt: Debt, on: date) -> bool:
    if debt.plan or debt.habit != "stopped":
        return False
    position = queries.position_of(house.cooperative_id, debt.loan_id, on=on).position
    return position.days_late > _HOPELESS_DAYS and position.owed[Part.PRINCIPAL_ARREARS] > 0
