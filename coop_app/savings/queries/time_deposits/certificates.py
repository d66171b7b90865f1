"""A time deposit with its papers: what it holds, its running term, whether it is open."""

from dataclasses import dataclass
from datetime import date, datetime

from coop_app.money import Money
from coop_app.savings.queries.time_deposits.products import Product
from coop_app.savings.rules.deposits import AtMaturity, Deposit, Payout, Term, due_months


@dataclass(frozen=True, slots=True)
class Paper:
    """One act of a deposit as it was written."""

    id: int
    deposit_id: int
    number: int
    kind: str
    on: date
    principal: Money
    interest: Money
    tax: Money
    penalty: Money
    place_id: int | None
    paid_months: int
    term: Term | None
    calculation: str
    memo: str
    fingerprint: str
    made_by: int
    made_at: datetime
    entry_seq: int
    reversed: bool

    @property
    def to_member(self) -> Money:
        """What the member got (below zero: brought)."""
        return self.interest - self.tax - self.penalty - self.principal


@dataclass(frozen=True, slots=True)
class Certificate:
    """A deposit with its papers, newest last; what was reversed in the journal does not count."""

    id: int
    book_id: int
    member_id: int
    product: Product
    number: int
    payout: Payout
    at_maturity: AtMaturity
    papers: tuple[Paper, ...]

    @property
    def number_text(self) -> str:
        """`SB-0009`."""
        return f"SB-{self.number:04d}"

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"deposit:{self.id}"

    @property
    def counting(self) -> tuple[Paper, ...]:
        """The papers that count."""
        return tuple(paper for paper in self.papers if not paper.reversed)

    @property
    def principal(self) -> Money:
        """What it holds by its papers."""
        return Money(sum(int(paper.principal) for paper in self.counting))

    def principal_after(self, number: int) -> Money:
        """What it held after one of its papers."""
        return Money(sum(int(paper.principal) for paper in self.counting if paper.number <= number))

    @property
    def placed(self) -> bool:
        """Whether its first paper counts."""
        return bool(self.counting) and self.counting[0].kind == "placed"

    @property
    def is_open(self) -> bool:
        """Whether money lies in it."""
        return self.placed and self.counting[-1].kind not in ("paid", "broken")

    @property
    def term(self) -> Term:
        """The running (or last) term."""
        terms = [paper.term for paper in self.papers if paper.term and not paper.reversed]
        first = [paper.term for paper in self.papers if paper.term]
        return (terms or first)[-1]

    @property
    def extensions(self) -> int:
        """How often it was extended."""
        return sum(1 for paper in self.counting if paper.kind == "rolled")

    @property
    def state(self) -> Deposit:
        """As the rules know it."""
        last = self.counting[-1] if self.counting else self.papers[0]
        return Deposit(
            self.principal, self.term, last.paid_months, self.payout, self.at_maturity, last.on,
            not self.is_open,
        )  # fmt: skip

    def months_due(self, on: date) -> int:
        """Months of interest that wait to be paid."""
        return due_months(self.state, on) if self.is_open else 0

    def is_mature(self, on: date) -> bool:
        """Whether the term is over and the money still there."""
        return self.is_open and self.term.ends_on <= on
