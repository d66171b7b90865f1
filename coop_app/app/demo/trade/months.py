"""Goods through the months of the demonstration: what begins, what each month brings, what stands at the end."""

from datetime import date

from coop_app.app.demo.house import House
from coop_app.app.demo.trade import (
    delivery,
    enterprises,
    rounds,
    stock,
    till,
    trade,
    window,
    workshop,
)
from coop_app.dates import Month
from coop_app.db import transaction


def begin(house: House, first: date) -> None:
    """Items, places, suppliers, commission and the till, on the first day."""
    stock.begin(house, first)
    with transaction():
        rounds.begin(house, first)
        trade.begin(house, first)
    till.begin(house, first)


def live_through(house: House, month: Month, earliest: Month, today: date) -> None:
    """A month of rounds, stock, sales, members' goods and members' businesses."""
    if enterprises.is_first(month, today, earliest):
        enterprises.begin(house, month, today)
    with transaction():
        rounds.each_month(house, month, today)
        delivery.each_month(house, month, today)
    stock.each_month(house, month, today)
    with transaction():
        trade.each_month(house, month, today)
    till.each_month(house, month, today)
    workshop.each_month(house, month, today)
    enterprises.each_month(house, month, today)


def finish(house: House, today: date) -> None:
    """Shop windows, with the orders that came in."""
    window.fill(house, today)
