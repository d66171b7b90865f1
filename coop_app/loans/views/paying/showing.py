"""What the paying pages share: choices of places, the journal in words, who may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from coop_app import ledger
from coop_app.ledger.entry import Entry
from coop_app.loans import queries
from coop_app.loans.forms.paying import SAVINGS, MoneyForm
from coop_app.loans.queries import Placed
from coop_app.loans.views.lending.counter import desk
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import Money
from coop_app.web.access import signed_in
from coop_app.web.filters import rupiah_text

_CREDIT_KINDS = frozenset({"liability", "equity", "income"})


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of the journal that saving will make."""

    account: str
    amount: Money
    grows: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A loan, its borrower, where it stands, and money held for it."""

    placed: Placed
    member: MemberCard
    held: Money
    savings: Money

    @property
    def loan(self) -> queries.Loan:
        """The loan."""
        return self.placed.loan

    @property
    def position(self) -> queries.Position:
        """Where it stands."""
        return self.placed.position


def shown_of(loan_id: int) -> Shown:
    """A loan that was paid out, today. Raises `NotFound`."""
    here = desk()
    placed = queries.position_of(here.cooperative_id, loan_id, on=here.today)
    loan = placed.loan
    saved = ledger.balance(
        book_id=loan.book_id, account="voluntary_savings", subject=f"member:{loan.member_id}"
    )
    member = members.get_member(here.cooperative_id, loan.member_id)
    return Shown(placed, member, queries.held_of(loan.book_id, loan), -saved)


def cash_places() -> list[tuple[str, str]]:
    """Cash boxes and bank accounts."""
    places = ledger.cash_places(book_id=signed_in().book_id)
    return [(str(place.id), place.name) for place in places]


def offer_places(form: MoneyForm, *, savings: bool = True) -> None:
    """Cash places, and simpanan sukarela."""
    found = cash_places()
    if savings:
        found.append((SAVINGS, str(_("simpanan sukarela of the member"))))
    form.place.choices = found


def journal_of(entry: Entry) -> tuple[list[str], list[PreviewLine]]:
    """What saving will do: in words, and as the lines of the journal."""
    book_id = signed_in().book_id
    lines = []
    for line in entry.lines:
        which = {"role": line.account} if isinstance(line.account, str) else {"id": line.account}
        account = ledger.account(book_id=book_id, **which)
        grows = (line.amount < 0) == (account.kind in _CREDIT_KINDS)
        lines.append(PreviewLine(account.name, line.amount, grows))
    return _sentences(lines), lines


def _sentences(lines: Sequence[PreviewLine]) -> list[str]:
    words = ((line, rupiah_text(abs(line.amount))) for line in lines)
    return [
        str(_("%(account)s increases by %(amount)s.", account=line.account, amount=amount))
        if line.grows
        else str(_("%(account)s decreases by %(amount)s.", account=line.account, amount=amount))
        for line, amount in words
    ]
