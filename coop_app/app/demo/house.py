"""The demonstration cooperative while it is being filled."""

from dataclasses import dataclass, field
from datetime import date

from coop_app import ledger
from coop_app.cashbook.rules.recording import Office
from coop_app.savings.rules.payments import Desk


@dataclass(slots=True)
class House:
    """The cooperative while it is being filled."""

    cooperative_id: int
    book_id: int
    treasurer: int
    cash: int
    bank: int
    groups: dict[str, int] = field(default_factory=dict)
    #: position in the list of people → member
    members: dict[int, int] = field(default_factory=dict)
    #: people who have left or are away: they come to no meeting
    gone: set[int] = field(default_factory=set)
    #: village → a household that still has only one member
    roofs: dict[str, str] = field(default_factory=dict)
    #: the cash box of one village group
    box: int = 0
    #: seals identity numbers; without it nobody has one
    identity_key: str = ""
    serial: int = 0

    def desk(self, today: date) -> Desk:
        """The savings desk on a day."""
        return Desk(self.cooperative_id, self.book_id, self.treasurer, today)

    @property
    def office(self) -> Office:
        """The cash book's office."""
        return Office(self.cooperative_id, self.book_id, self.treasurer)

    def request(self) -> str:
        """The next request id."""
        self.serial += 1
        return f"demo-{self.serial:06d}"

    def held(self, place: int, on: date) -> int:
        """Rupiah in a cash place at the end of a day."""
        return int(ledger.balance(book_id=self.book_id, account=place, on=on))
