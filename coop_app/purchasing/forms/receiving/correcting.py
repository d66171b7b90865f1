"""Forms for bills that come later, and for papers that are taken back."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO
from coop_app.purchasing.rules.receiving.later import Kind, Later, Side
from coop_app.web.forms import ChoiceField, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))
#: what a later bill is called
KINDS = {
    Kind.FREIGHT: _l("Freight, billed later"),
    Kind.LOADING: _l("Loading, billed later"),
    Kind.PRICE: _l("The supplier corrected the bill"),
}
SIDES = {Side.MEMBERS: _l("to members"), Side.OTHERS: _l("to others")}
SUPPLIER, PLACE = "supplier", "place"


class LaterForm(SecondPersonForm):
    """A bill that came after its goods."""

    kind = ChoiceField(
        _l("What came later"), [_REQUIRED], choices=[SelectChoice(key.value, name) for key, name in KINDS.items()]
    )  # fmt: skip
    amount = RupiahField(_l("Amount"), [_REQUIRED])
    lower = BooleanField(_l("The supplier asks for less: this much is taken off"))
    owed_to = ChoiceField(_l("Owed to, or paid from"), [_REQUIRED], choices=[])
    bill_number = TextField(_l("Number of the bill"), [Length(max=60)])
    on = DayField(_l("Date"), [_REQUIRED])
    due_on = DayField(_l("Due on"), [Optional()])
    side = ChoiceField(
        _l("Goods that are gone went"), [_REQUIRED],
        choices=[SelectChoice(key.value, name) for key, name in SIDES.items()],
    )  # fmt: skip
    why = TextField(_l("Reason"), [Length(max=200)])

    def later(self, receipt_id: int) -> Later:
        """What is asked for."""
        typed = self.facts
        amount = typed["amount"] or ZERO
        who, _colon, key = (typed["owed_to"] or "").partition(":")
        return Later(
            receipt_id=receipt_id, kind=Kind(typed["kind"]), on=typed["on"],
            amount=-amount if typed["lower"] else amount, bill_number=typed["bill_number"] or "",
            supplier_id=int(key) if who == SUPPLIER else None,
            place_id=int(key) if who == PLACE else None, due_on=typed["due_on"],
            side=Side(typed["side"]), why=typed["why"] or "",
        )  # fmt: skip


class UndoForm(SecondPersonForm):
    """Why a paper is taken back."""

    why = TextField(_l("Reason"), [_REQUIRED, Length(max=200)])
    on = DayField(_l("Date"), [_REQUIRED])
