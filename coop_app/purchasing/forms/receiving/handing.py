"""Forms for sharing, sending, handing over and advances."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO, Money
from coop_app.products.forms import QuantityField
from coop_app.purchasing.rules.receiving.acts import AdvanceMoney
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))


class HandOverForm(SecondPersonForm):
    """How a member pays; the quantities are read from the rows."""

    on = DayField(_l("Date"), [_REQUIRED])
    point = ChoiceField(_l("Taken from"), [_REQUIRED], coerce=int)
    advance = RupiahField(_l("From the advance"), [Optional()])
    cash = RupiahField(_l("Cash"), [Optional()])
    place = ChoiceField(_l("Cash place"), [Optional()], coerce=int)
    savings = RupiahField(_l("From simpanan sukarela"), [Optional()])
    set_off = RupiahField(_l("Set off against what we owe"), [Optional()])
    credit = RupiahField(_l("On credit (bon)"), [Optional()])

    @property
    def ways(self) -> Ways:
        """How it is paid."""
        names = ("advance", "cash", "savings", "set_off", "credit")
        return Ways(**{name: self[name].data or ZERO for name in names})

    def propose(self, ways: Ways) -> None:
        """Fill the fields with a proposal."""
        for name in ("advance", "cash", "savings", "set_off", "credit"):
            self[name].typed = None
            self[name].data = getattr(ways, name) or None


class BackForm(SecondPersonForm):
    """Why goods come back."""

    on = DayField(_l("Date"), [_REQUIRED])
    place = ChoiceField(_l("Cash place"), [Optional()], coerce=int)
    why = TextField(_l("Reason"), [_REQUIRED, Length(max=200)])


class MoveForm(CoopForm):
    """Part of a share that goes to somebody else."""

    from_member = ChoiceField(_l("From"), [_REQUIRED], coerce=int)
    to_member = TextField(_l("To: number or name of the member"), [Length(max=80)])
    quantity = QuantityField(_l("How much"), [_REQUIRED])
    why = TextField(_l("Reason"), [_REQUIRED, Length(max=200)])


class DispatchForm(SecondPersonForm):
    """Goods on their way to a village; the quantities are read from the rows."""

    on = DayField(_l("Date"), [_REQUIRED])
    from_point = ChoiceField(_l("From"), [_REQUIRED], coerce=int)
    to_point = ChoiceField(_l("To"), [_REQUIRED], coerce=int)
    carrier = TextField(_l("Who carries, with what"), [Length(max=120)])


class AdvanceForm(SecondPersonForm):
    """A member's money in advance, or back."""

    on = DayField(_l("Date"), [_REQUIRED])
    kind = ChoiceField(
        _l("What happens"),
        [_REQUIRED],
        choices=[
            SelectChoice("in", _l("The member pays in advance")),
            SelectChoice("back", _l("The advance goes back")),
        ],
    )
    amount = RupiahField(_l("Amount"), [_REQUIRED])
    place = ChoiceField(_l("Cash place"), [_REQUIRED], coerce=int)
    memo = TextField(_l("Note"), [Length(max=200)])

    def money(self, member_id: int, round_id: int | None) -> AdvanceMoney:
        """What is asked for."""
        typed = self.facts
        return AdvanceMoney(
            member_id=member_id, kind=typed["kind"], on=typed["on"], place_id=typed["place"],
            amount=typed["amount"] or Money(0), round_id=round_id, memo=typed["memo"] or "",
        )  # fmt: skip


class SettleForm(CoopForm):
    """Why something remained."""

    explained = TextAreaField(
        _l("What remains, why, and what becomes of it"), [Length(max=500)], render_kw={"rows": 3}
    )
