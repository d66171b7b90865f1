"""When a round takes orders, and how its times may lie."""

from dataclasses import dataclass
from datetime import datetime

from coop_app.purchasing.rules.rounds.life import FILLING, OPEN, TAKES_ORDERS
from coop_app.refusal import N_, Refused


class ClosesBeforeOpening(Refused):
    """Members need time to order."""

    message = N_("A round must close after it opens.")
    field = "closes_at"


class FillingOutside(Refused):
    """The sacks are filled at the end of the time for orders."""

    message = N_("Filling the sacks must begin between opening and closing.")
    field = "fill_from"


class ClosesInPast(Refused):
    """Nobody could order any more."""

    message = N_("The closing time has passed already. Choose a later one.")
    field = "closes_at"


class NotLater(Refused):
    """Extending means a later time."""

    message = N_("The new closing time must be later than the one until now.")
    field = "closes_at"


class NotYetOpen(Refused):
    """Members order from the opening time on."""

    message = N_("This round opens on %(when)s. Come back then.")


class OrdersClosed(Refused):
    """The list goes to the supplier."""

    message = N_("This round takes no orders any more.")


class TimeIsOver(Refused):
    """The closing time was told to everybody."""

    message = N_("The time for orders ended on %(when)s. Ask the treasurer for an extension.")


@dataclass(frozen=True, slots=True)
class Times:
    """From when on, from when on only to fill sacks, and until when members order."""

    opens_at: datetime
    fill_from: datetime | None
    closes_at: datetime

    def check(self) -> None:
        """Raises `ClosesBeforeOpening`, `FillingOutside`."""
        if self.closes_at <= self.opens_at:
            raise ClosesBeforeOpening
        if self.fill_from is not None and not self.opens_at <= self.fill_from < self.closes_at:
            raise FillingOutside

    def check_open(self, now: datetime) -> None:
        """A round is opened for orders that can still come. Raises `ClosesInPast`."""
        if self.closes_at <= now:
            raise ClosesInPast

    def later(self, closes_at: datetime, fill_from: datetime | None, now: datetime) -> "Times":
        """With a later closing. Raises `NotLater`, `ClosesInPast`, `FillingOutside`."""
        if closes_at <= self.closes_at:
            raise NotLater
        if closes_at <= now:
            raise ClosesInPast
        new = Times(self.opens_at, fill_from, closes_at)
        new.check()
        return new

    def phase(self, state: str, now: datetime) -> str:
        """The state as it is now: an open round is filling from its hour on, without anybody's doing."""
        if state == OPEN and self.fill_from is not None and self.fill_from <= now:
            return FILLING
        return state

    def over(self, now: datetime) -> bool:
        """Whether the closing time has come."""
        return self.closes_at <= now

    def check_orders(self, state: str, now: datetime, show: str) -> None:
        """Whether an order is taken; `show` is the time in words that a refusal names.

        Raises `OrdersClosed`, `NotYetOpen`, `TimeIsOver`.
        """
        if state not in TAKES_ORDERS:
            raise OrdersClosed
        if now < self.opens_at:
            raise NotYetOpen(when=show)
        if self.over(now):
            raise TimeIsOver(when=show)
