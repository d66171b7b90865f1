"""What is typed about time deposits: products, rates, a placement, its end."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from coop_app.auth.forms import SecondPersonForm
from coop_app.refusal import N_
from coop_app.savings.forms.interest import MilleField
from coop_app.savings.rules.deposits import (
    AtMaturity,
    BreakRule,
    Counting,
    NewDepositRate,
    NewProduct,
    Payout,
    counting_words,
)
from coop_app.savings.service.time_deposits import BROKEN, INTEREST, PAID, ROLLED, Ending, Placement
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

#: simpanan sukarela among the places money comes from and goes to
SAVINGS_PLACE = 0
PAYOUTS = {
    Payout.MONTHLY: N_("every month to simpanan sukarela"),
    Payout.MATURITY: N_("at maturity, all at once"),
}
ENDS = {
    AtMaturity.PAY: N_("pay out"),
    AtMaturity.PRINCIPAL: N_("extend the principal, interest to simpanan sukarela"),
    AtMaturity.ALL: N_("extend principal and interest"),
}
BREAKS = {
    BreakRule.RUNNING: N_("the unfinished month earns nothing"),
    BreakRule.UNPAID: N_("all interest not paid out yet is lost"),
    BreakRule.PERCENT: N_("a percentage of the principal is cut"),
}
ACTS = {
    INTEREST: N_("pay the interest that is due"),
    PAID: N_("pay out"),
    ROLLED: N_("extend"),
    BROKEN: N_("break before maturity"),
}


def _choices(words: Any) -> list[tuple[str, str]]:
    return [(str(key), gettext(text)) for key, text in words.items()]


class DepositProductForm(CoopForm):
    """A time deposit to offer."""

    name = TextField(_l("Name"), validators=[InputRequired()])
    months = IntegerField(_l("Term in months"), validators=[InputRequired(), NumberRange(1, 60)])
    smallest = RupiahField(_l("Smallest amount"), validators=[InputRequired()])
    counting = ChoiceField(_l("How a month is counted"), validators=[InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counting.choices = [(c.value, gettext(counting_words(c))) for c in Counting]

    @property
    def product(self) -> NewProduct:
        """The new product."""
        typed = self.facts
        return NewProduct(typed["name"], typed["months"], typed["smallest"], typed["counting"])


class DepositRateForm(SecondPersonForm):
    """What a product pays from a day on."""

    product = ChoiceField(_l("Product"), coerce=int, validators=[InputRequired()])
    valid_from = DayField(_l("Holds from"), validators=[InputRequired()])
    percent = MilleField(_l("Percent a year"), validators=[InputRequired()])
    break_rule = ChoiceField(_l("When it is broken early"), validators=[InputRequired()])
    break_percent = MilleField(_l("Percentage that is cut"))
    decided_by = TextField(_l("Decided by"), validators=[InputRequired()])
    despite_cap = BooleanField(_l("It was decided although it is above the legal limit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.break_rule.choices = _choices(BREAKS)

    @property
    def rate(self) -> NewDepositRate:
        """The new rate."""
        typed = self.facts
        return NewDepositRate(
            typed["product"], typed["valid_from"], typed["percent"], typed["break_rule"],
            typed["break_percent"] or 0, typed["decided_by"], bool(typed["despite_cap"]),
        )  # fmt: skip


class PlacementForm(SecondPersonForm):
    """A new certificate."""

    product = ChoiceField(_l("Product"), coerce=int, validators=[InputRequired()])
    amount = RupiahField(_l("Amount"), validators=[InputRequired()])
    place = ChoiceField(_l("Money comes from"), coerce=int, validators=[InputRequired()])
    on = DayField(_l("Date"), validators=[InputRequired()])
    payout = ChoiceField(_l("Interest is paid"), validators=[InputRequired()])
    at_maturity = ChoiceField(_l("At maturity"), validators=[InputRequired()])
    memo = TextField(_l("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.payout.choices, self.at_maturity.choices = _choices(PAYOUTS), _choices(ENDS)

    def placement(self, member_id: int) -> Placement:
        """What the member wants."""
        typed = self.facts
        return Placement(
            member_id, typed["product"], typed["amount"], typed["on"],
            typed["place"] if typed["place"] != SAVINGS_PLACE else None,
            typed["payout"], typed["at_maturity"], typed["memo"] or "",
        )  # fmt: skip


class EndingForm(SecondPersonForm):
    """What is to happen to a deposit."""

    kind = ChoiceField(_l("What is done"), validators=[InputRequired()])
    on = DayField(_l("Date"), validators=[InputRequired()])
    place = ChoiceField(_l("Money goes to"), coerce=int, validators=[InputRequired()])
    with_interest = BooleanField(_l("Extend with the interest"))
    memo = TextField(_l("Note"))

    def offer(self, kinds: list[str], places: list[tuple[int, str]]) -> None:
        """What may be chosen now."""
        self.kind.choices = [(kind, gettext(ACTS[kind])) for kind in kinds]
        self.place.choices = places

    def ending(self, deposit_id: int) -> Ending:
        """What is asked for."""
        typed = self.facts
        kind = typed["kind"]
        to_cash = kind in (PAID, BROKEN) and typed["place"] != SAVINGS_PLACE
        return Ending(
            deposit_id, kind, typed["on"], typed["place"] if to_cash else None,
            kind == ROLLED and bool(typed["with_interest"]), typed["memo"] or "",
        )  # fmt: skip
