"""What a loan application may read of a family's notes, once the family agrees: monthly sums, no single note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coop_app.literacy.rules.family import envelopes as kinds
from coop_app.literacy.rules.family import income
from coop_app.literacy.rules.family.envelopes import Envelope
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused

#: a consent ends by itself
LASTS = timedelta(days=90)
MONTHS_CHOICES = (3, 6, 12)
WORDS = N_(
    "We agree that the cooperative reads the monthly averages of our family budget (what comes in by source,"
    " what goes out by kind) for a loan application of %(name)s. It sees no single note. The consent ends on"
    " %(until)s. Each of us can withdraw it earlier; what an application has already taken over stays in it."
)
_INCOME_LINES = {
    income.SENT: "remittance", income.SALARY: "wage", income.DRAW: "business",
    income.FARM: "business", income.SURPLUS: "other_income", income.OTHER: "other_income",
}  # fmt: skip
_SPENDING_LINES = {
    "food": "food", "school": "school", "energy": "utilities", "health": "health",
    "transport": "health", "loan": "bank_debt",
}  # fmt: skip


class ConsentMissing(Refused):
    """Nobody reads a family's notes without being allowed to."""

    message = N_("Tick that the family agrees.")
    field = "agree"


class NotAMember(Refused):
    """Loans are for members; the account tells who is one."""

    message = N_("Only a member of the cooperative who is signed in can give this consent.")


class ConsentRunning(Refused):
    """One consent at a time is enough."""

    message = N_(
        "A consent runs until %(until)s already. Withdraw it first if you want another one."
    )


class ConsentOver(Refused):
    """It cannot be withdrawn twice."""

    message = N_("This consent has ended already.")


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent of a household for one member."""

    id: int
    household_id: int
    member_id: int
    given_by: int
    months: int
    words: str
    given_on: date
    ends_on: date
    withdrawn_on: date | None
    withdrawn_by: int | None

    def runs(self, on: date) -> bool:
        """Whether anybody may read on this day."""
        return self.withdrawn_on is None and self.given_on <= on <= self.ends_on


def line_of(envelope: Envelope) -> str | None:
    """The line of an application that spending from this envelope belongs to; None for own savings.

    What a lean month takes out of the buffer is living cost.
    """
    if envelope.kind == kinds.DEBT:
        return "bank_debt"
    if envelope.key in {kinds.SAVINGS, kinds.GOAL} or envelope.goal_id:
        return None
    return _SPENDING_LINES.get(envelope.key, "other_expense")


def monthly_lines(
    came: Sequence[Mapping[str, Money]],
    went: Sequence[Mapping[int, Money]],
    envelopes: Mapping[int, Envelope],
) -> dict[str, Money]:
    """The mean of so many months by line of an application; lines with nothing are left out."""
    said = [
        (_INCOME_LINES.get(source), amount) for month in came for source, amount in month.items()
    ]
    said += [
        (line_of(envelopes[key]), amount)
        for month in went
        for key, amount in month.items()
        if key in envelopes
    ]
    totals: dict[str, list[Money]] = {}
    for line, amount in said:
        if line:
            totals.setdefault(line, []).append(amount)
    means = {line: income.mean(amounts, len(came)) for line, amounts in totals.items()}
    return {line: amount for line, amount in means.items() if amount > ZERO}
