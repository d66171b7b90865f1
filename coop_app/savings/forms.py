"""What is typed at the savings counter, as typed values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.dates import Month
from coop_app.money import ZERO, Money, parse_rupiah
from coop_app.refusal import Refused
from coop_app.savings.rules.payments import Part, Payment, Withdrawal
from coop_app.savings.rules.terms import NewTerm
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField, say

#: kinds of savings a sheet has a column for
SHEET_KINDS = ("wajib", "sukarela", "pokok")


def _month(text: object) -> Month:
    try:
        return Month.parse(str(text))
    except Refused as refusal:
        raise ValueError(say(refusal)) from refusal


class MonthsField(SelectMultipleField):
    """Ticked months; which may be paid is the rule's business."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: object, **kwargs: object) -> None:
        known = {"coerce": _month, "choices": [], "validate_choice": False} | kwargs
        super().__init__(*args, **known)


class _CounterForm(CoopForm):
    on = DayField(_l("Date"), validators=[InputRequired()])
    place = ChoiceField(_l("Cash place"), coerce=int, validators=[InputRequired()])


class DepositForm(_CounterForm):
    """A receipt with up to three kinds of savings."""

    months = MonthsField(_l("Months"))
    wajib = RupiahField(_l("Simpanan wajib"))
    sukarela = RupiahField(_l("Simpanan sukarela"))
    pokok = RupiahField(_l("Simpanan pokok"))
    memo = TextField(_l("Note"))

    def payment(self, member_id: int) -> Payment:
        """What is asked for; ticked months without an amount cost what they cost."""
        months = tuple(sorted(self.months.data or ()))
        given = {
            "pokok": self.pokok.data or ZERO,
            "wajib": self.wajib.data or ZERO,
            "sukarela": self.sukarela.data or ZERO,
        }
        parts = tuple(
            Part(key, amount, months if key == "wajib" else ())
            for key, amount in given.items()
            if amount or (key == "wajib" and months)
        )
        typed = self.facts
        return Payment(member_id, typed["on"], typed["place"], parts, typed["memo"] or "")


class WithdrawalForm(_CounterForm):
    """Savings that go out."""

    product = ChoiceField(_l("Kind of savings"), validators=[InputRequired()])
    amount = RupiahField(_l("Amount"), validators=[InputRequired()])
    memo = TextField(_l("Note"))

    def withdrawal(self, member_id: int) -> Withdrawal:
        """What is asked for."""
        typed = self.facts
        return Withdrawal(
            member_id, typed["on"], typed["place"], typed["product"], typed["amount"] or ZERO,
            typed["memo"] or "",
        )  # fmt: skip


class ReversalForm(CoopForm):
    """Why a receipt is taken back."""

    on = DayField(_l("Date"), validators=[InputRequired()])
    why = TextField(_l("Reason"), validators=[InputRequired()])

    @property
    def reason(self) -> dict[str, Any]:
        """The day and the reason."""
        return {"on": self.on.data, "why": self.why.data}


class TermForm(CoopForm):
    """A newly decided amount."""

    product = ChoiceField(_l("Kind of savings"), validators=[InputRequired()])
    valid_from = DayField(_l("From (first of a month)"), validators=[InputRequired()])
    amount = RupiahField(_l("Amount"), validators=[InputRequired()])
    decided_by = TextField(_l("Decided by"), validators=[InputRequired()])

    @property
    def term(self) -> NewTerm:
        """The new amount."""
        typed = self.facts
        return NewTerm(typed["product"], typed["valid_from"], typed["amount"], typed["decided_by"])


class MinimumForm(CoopForm):
    """What must stay in the account."""

    product = ChoiceField(_l("Kind of savings"), validators=[InputRequired()])
    minimum = RupiahField(_l("Smallest balance"), validators=[InputRequired()])


class PassbookForm(CoopForm):
    """Where the printer begins, or the word that the print came out well."""

    line = IntegerField(_l("Begin at line"), validators=[InputRequired(), NumberRange(1, 60)])
    lines_a_page = IntegerField(
        _l("Lines on a page"), validators=[InputRequired(), NumberRange(5, 60)]
    )
    from_start = BooleanField(_l("Print again from the first line"))


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The cells of a meeting sheet: what was typed, what it means, what cannot be read."""

    typed: dict[str, str]
    amounts: dict[int, dict[str, Money]]
    errors: dict[str, str]


class SheetForm(_CounterForm):
    """The head of a meeting sheet; its cells are read with `read_cells`."""

    memo = TextField(_l("Note"))

    def payments(self, rows: SheetRows) -> list[Payment]:
        """One payment for each row with an amount."""
        typed = self.facts
        return [
            Payment(
                member_id,
                typed["on"],
                typed["place"],
                tuple(Part(kind, amount) for kind, amount in kinds.items()),
                typed["memo"] or "",
            )
            for member_id, kinds in rows.amounts.items()
        ]


def read_cells(sent: Mapping[str, str], member_ids: Sequence[int]) -> SheetRows:
    """The cells `wajib-17`, `sukarela-17` of these members; empty ones count as nothing."""
    rows = SheetRows({}, {}, {})
    for member_id in member_ids:
        for kind in SHEET_KINDS:
            name = f"{kind}-{member_id}"
            text = rows.typed[name] = sent.get(name, "").strip()[:40]
            if not text:
                continue
            try:
                rows.amounts.setdefault(member_id, {})[kind] = parse_rupiah(text)
            except Refused as refusal:
                rows.errors[name] = say(refusal)
    return rows
