"""What people type when a loan is paid, settled, given back or taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.loans.forms.words import OVERPAID
from coop_app.loans.rules.paying import Payment, Refund, Settlement, Source
from coop_app.loans.rules.products import Overpaid
from coop_app.money import ZERO, Money, parse_rupiah
from coop_app.refusal import Refused
from coop_app.web.forms import ChoiceField, DayField, RupiahField, TextField, say

SAVINGS = Source.SAVINGS.value
_DAY = [InputRequired(_l("Choose the day."))]
_AMOUNT = [InputRequired(_l("Write how much is paid."))]
_MEMO = [Length(max=200, message=_l("This is too long."))]


class MoneyForm(SecondPersonForm):
    """A day, where the money moves, a note."""

    on = DayField(_l("Date"), _DAY)
    place = ChoiceField(_l("Money goes to"), [InputRequired()])
    memo = TextField(_l("Note"), _MEMO)

    @property
    def source(self) -> Source:
        """Cash, or simpanan sukarela."""
        return Source.SAVINGS if self.place.data == SAVINGS else Source.PLACE

    @property
    def place_id(self) -> int | None:
        """The cash place, if cash moves."""
        return None if self.source is Source.SAVINGS else int(self.place.data)


class PaymentForm(MoneyForm):
    """An instalment or any other amount."""

    amount = RupiahField(_l("Amount paid"), _AMOUNT)
    from_held = RupiahField(_l("Of it from held money"), [Optional()])
    left_over_to = ChoiceField(_l("What is too much goes to"), [InputRequired()])

    def payment(self, loan_id: int) -> Payment:
        """What is paid."""
        held: Money = self.from_held.data or ZERO
        amount: Money = self.amount.data or ZERO
        covered = held == amount
        return Payment(
            loan_id=loan_id, paid_on=self.facts["on"], amount=amount,
            source=Source.HELD if covered and amount else self.source,
            place_id=None if covered else self.place_id, from_held=held,
            left_over_to=Overpaid(self.left_over_to.data), memo=self.memo.data or "",
        )  # fmt: skip

    def offer(self, usual: Overpaid) -> None:
        """The two ways for what is too much, the product's own first."""
        words = sorted(OVERPAID.items(), key=lambda one: one[0] != usual)
        self.left_over_to.choices = [(way.value, text) for way, text in words]


class SettlementForm(MoneyForm):
    """The loan is paid off."""

    total = RupiahField(_l("Paid to close the loan"), _AMOUNT)

    def settlement(self, loan_id: int) -> Settlement:
        """What is paid."""
        return Settlement(
            loan_id=loan_id, paid_on=self.facts["on"], total=self.total.data or ZERO,
            source=self.source, place_id=self.place_id, memo=self.memo.data or "",
        )  # fmt: skip


class RefundForm(MoneyForm):
    """Held money goes back."""

    place = ChoiceField(_l("Paid from, or saved in"), [InputRequired()])
    amount = RupiahField(_l("Amount given back"), _AMOUNT)

    def refund(self, loan_id: int) -> Refund:
        """What is given back."""
        return Refund(
            loan_id=loan_id, paid_on=self.facts["on"], amount=self.amount.data or ZERO,
            to=self.source, place_id=self.place_id, memo=self.memo.data or "",
        )  # fmt: skip


class PaymentReversalForm(SecondPersonForm):
    """Why an act is taken back; always by two people."""

    on = DayField(_l("Date"), _DAY)
    why = TextAreaField(
        _l("Reason"), [InputRequired(_l("Write in a few words why.")), Length(max=300)],
        render_kw={"rows": 2},
    )  # fmt: skip


class InstalmentSheetForm(SecondPersonForm):
    """Date and cash place of a meeting; the cells `loan-42` are read beside it."""

    on = DayField(_l("Date"), _DAY)
    place = ChoiceField(_l("Money goes to"), [InputRequired()])

    def payments(self, cells: "Cells") -> list[Payment]:
        """A payment for each filled cell."""
        on, place = self.facts["on"], int(self.place.data)
        return [
            Payment(loan_id=key, paid_on=on, amount=amount, place_id=place)
            for key, amount in cells.amounts.items()
        ]


@dataclass(frozen=True, slots=True)
class Cells:
    """What was typed for each loan, what it means, and what is wrong with it."""

    typed: dict[int, str]
    amounts: dict[int, Money]
    errors: dict[int, str]


def read_cells(sent: Mapping[str, str], loan_ids: Iterable[int]) -> Cells:
    """The cells of these loans; empty ones count as nothing."""
    cells = Cells({}, {}, {})
    for key in loan_ids:
        text = cells.typed[key] = sent.get(f"loan-{key}", "").strip()[:40]
        if not text:
            continue
        try:
            cells.amounts[key] = parse_rupiah(text)
        except Refused as refusal:
            cells.errors[key] = say(refusal)
    return cells
