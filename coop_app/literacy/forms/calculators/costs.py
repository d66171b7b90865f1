"""Questions about debts and about the price of a product."""

from collections.abc import Sequence
from decimal import Decimal

from flask import request
from flask_babel import lazy_gettext as _l

from coop_app.literacy.forms.calculators.asking import (
    LEFT_OUT,
    NEEDED,
    AskForm,
    NumberField,
    offered,
    rupiah,
    whole,
)
from coop_app.literacy.rules.calculators.debts import Wish
from coop_app.literacy.rules.calculators.lender import PhoneLoan
from coop_app.literacy.rules.calculators.pricing import Asked, Making
from coop_app.loans.rules.rate import Per
from coop_app.money import ZERO, Money, parse_rupiah
from coop_app.refusal import Refused
from coop_app.web.forms import LONGEST_TEXT, ChoiceField, say

NONE = Decimal(0)
PERIODS = (("month", _l("one month")), ("year", _l("one year")))
#: how many named costs a product has on one sheet of paper
MATERIALS, OVERHEADS = 5, 3
_LONGEST_NAME = 40


class DebtForm(AskForm):
    """How much, at which percentage, for how long, and what is cut at once."""

    probe = "principal"
    principal = rupiah(_l("How much do you borrow?"), NEEDED)
    percent = NumberField(_l("Interest, percent"), [NEEDED])
    per = ChoiceField(
        _l("The interest is for"),
        [NEEDED],
        choices=offered(PERIODS),
    )
    term_months = whole(_l("In how many months is it paid back?"), NEEDED, most=120)
    provision_percent = NumberField(_l("Fee cut at once, percent"), [LEFT_OUT])
    admin = rupiah(_l("Other fee cut at once"), LEFT_OUT)

    @property
    def wish(self) -> Wish:
        """What somebody would borrow."""
        facts = self.facts
        return Wish(
            principal=facts["principal"], percent=facts["percent"], per=Per(facts["per"]),
            months=self.term_months.data or 0, provision_percent=facts["provision_percent"] or NONE,
            admin=facts["admin"] or ZERO,
        )  # fmt: skip


class OnlineForm(AskForm):
    """A loan by telephone: what stands in the contract, what is cut, interest a day, days."""

    probe = "loan"
    loan = rupiah(_l("Amount in the application"), NEEDED)
    cut_percent = NumberField(_l("Cut before it arrives, percent"), [LEFT_OUT])
    daily_percent = NumberField(_l("Interest each day, percent"), [LEFT_OUT])
    days = whole(_l("To be paid back after how many days?"), NEEDED, most=366)

    @property
    def phone_loan(self) -> PhoneLoan:
        """The loan."""
        facts = self.facts
        return PhoneLoan(
            loan=facts["loan"], cut_percent=facts["cut_percent"] or NONE,
            daily_percent=facts["daily_percent"] or NONE, days=self.days.data or 0,
        )  # fmt: skip


class PriceForm(AskForm):
    """One making of a product: costs, own work, good pieces, and the prices asked for."""

    probe = "good_units"
    packaging = rupiah(_l("Packaging and labels"), LEFT_OUT)
    own_hours = NumberField(_l("Your own work, hours"), [LEFT_OUT])
    hourly_rate = rupiah(_l("What is one hour of your work worth?"), LEFT_OUT)
    labour = rupiah(_l("Wages for others"), LEFT_OUT)
    good_units = whole(_l("How many good pieces come out?"), NEEDED, most=1_000_000)
    markup_percent = NumberField(_l("Profit on top of the cost, percent"), [LEFT_OUT])
    margin_percent = NumberField(_l("Profit as part of the price, percent"), [LEFT_OUT])
    price = rupiah(_l("The price you have in mind"), LEFT_OUT)
    fixed_cost = rupiah(_l("Costs of a month that are always there"), LEFT_OUT)

    def making(self, materials: Sequence[Money], overhead: Sequence[Money]) -> Making:
        """What one making takes."""
        facts = self.facts
        return Making(
            materials=materials, packaging=facts["packaging"] or ZERO, labour=facts["labour"] or ZERO,
            overhead=overhead, own_hours=facts["own_hours"] or NONE,
            hourly_rate=facts["hourly_rate"] or ZERO, good_units=self.good_units.data or 0,
        )  # fmt: skip

    @property
    def wanted(self) -> Asked:
        """Which prices are asked for."""
        names = ("markup_percent", "margin_percent", "fixed_cost", "price")
        return Asked(**{name: self.facts[name] for name in names})


class NamedCosts:
    """Lines of name and amount under two repeated names, `materials_name` and `materials_amount`."""

    def __init__(self, key: str, lines: int) -> None:
        names, amounts = (request.args.getlist(f"{key}_{what}") for what in ("name", "amount"))
        count = max(lines, min(len(amounts), 2 * lines))
        self.key = key
        self.lines: list[tuple[str, str, str]] = []
        self.amounts: list[Money] = []
        for n in range(count):
            name = names[n].strip()[:_LONGEST_NAME] if n < len(names) else ""
            self._read(name, amounts[n].strip()[:LONGEST_TEXT] if n < len(amounts) else "")

    def _read(self, name: str, typed: str) -> None:
        error = ""
        try:
            if typed:
                self.amounts.append(parse_rupiah(typed))
        except Refused as refusal:
            error = say(refusal)
        self.lines.append((name, typed, error))

    @property
    def is_readable(self) -> bool:
        """Whether every amount could be read."""
        return not any(error for _name, _typed, error in self.lines)
