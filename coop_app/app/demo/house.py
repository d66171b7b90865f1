"""The demonstration cooperative while it is being filled."""

from dataclasses import dataclass, field, replace
from datetime import date

from coop_app import ledger
from coop_app.dates import Month
from coop_app.money import Money
from coop_app.savings.rules.payments import Desk


@dataclass(slots=True)
class Debt:
    """A loan that runs: whose it is, and when its borrower means to come with how much."""

    loan_id: int
    position: int
    plan: list[tuple[date, Money]]
    #: how its borrower pays
    habit: str = "steady"


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
    #: who agrees to what the treasurer makes
    chair: int = 0
    #: name of a kind of loan → its key
    kinds: dict[str, int] = field(default_factory=dict)
    #: keys of the time deposits on offer, and the month from which savings earn
    deposits: list[int] = field(default_factory=list)
    earns_from: Month | None = None
    debts: list[Debt] = field(default_factory=list)
    #: positions of those who stand for somebody's loan
    guarantors: set[int] = field(default_factory=set)
    #: whether the one hopeless loan was written off
    gave_up: bool = False
    serial: int = 0

    def desk(self, today: date) -> Desk:
        """The treasurer's desk on a day."""
        return Desk(self.cooperative_id, self.book_id, self.treasurer, today)

    def agreed(self, today: date) -> Desk:
        """The same desk, when the chairperson has agreed."""
        return replace(self.desk(today), approved_by=self.chair)

    def request(self) -> str:
        """The next request id."""
        self.serial += 1
        return f"demo-{self.serial:06d}"

    def held(self, place: int, on: date) -> int:
        """Rupiah in a cash place at the end of a day."""
        return int(ledger.balance(book_id=self.book_id, account=place, on=on))

    def spare(self, place: int, on: date) -> int:
        """Rupiah that may leave a cash place, so that no later day of the month, written already, falls short."""
        last = Month.of(on).last.day
        return min(self.held(place, on.replace(day=day)) for day in range(on.day, last + 1))
