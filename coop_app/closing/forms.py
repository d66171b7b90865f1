"""What is typed when a member leaves, and for standing instructions."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from coop_app.auth.forms import SecondPersonForm
from coop_app.closing.rules.leaving import WAYS, Leaving
from coop_app.closing.rules.refunds import DOCUMENTS, SELF, ReceiverMissing, Refund
from coop_app.closing.rules.standing_orders import Order
from coop_app.money import ZERO
from coop_app.web.forms import ChoiceField, CoopForm, DayField, RupiahField, TextField

#: choices of the receiver: the member, an heir of the register by position, somebody else
MEMBER, OTHER = "member", "other"


class LeavingForm(SecondPersonForm):
    """How a membership ends; the figures that were looked at travel along."""

    status = ChoiceField(
        _l("How does the membership end?"), [DataRequired()],
        choices=[SelectChoice(key, _l(name)) for key, name in WAYS.items()],
    )  # fmt: skip
    ended_on = DayField(_l("Ended on"), [InputRequired()])
    reason = TextField(_l("Reason"), [DataRequired()])
    shown = HiddenField()

    def leaving(self, member_id: int) -> Leaving:
        """What is asked for."""
        typed = self.facts
        return Leaving(
            member_id, typed["status"], typed["ended_on"], typed["reason"], typed["shown"] or ""
        )


class Ticks(SelectMultipleField):
    """Several papers as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RefundForm(SecondPersonForm):
    """Money for a member who left, or for an heir."""

    receiver = ChoiceField(_l("Who receives the money?"), [DataRequired()])
    other_name = TextField(_l("Name of the other person"))
    documents = Ticks(
        _l("Papers that were shown"),
        choices=[SelectChoice(key, _l(name)) for key, name in DOCUMENTS.items()],
    )
    amount = RupiahField(_l("Amount"), [InputRequired()])
    place = ChoiceField(_l("Cash place"), [InputRequired()], coerce=int)
    on = DayField(_l("Date"), [InputRequired()])
    memo = TextField(_l("Note"))

    def refund(self, member_id: int, heirs: list[tuple[str, str]]) -> Refund:
        """What is asked for. Raises `ReceiverMissing`."""
        name, relation = self._receiver(heirs)
        typed = self.facts
        return Refund(
            member_id, typed["on"], typed["place"], typed["amount"] or ZERO, name, relation,
            tuple(typed["documents"] or ()), typed["memo"] or "",
        )  # fmt: skip

    def _receiver(self, heirs: list[tuple[str, str]]) -> tuple[str, str]:
        chosen = self.receiver.data
        if chosen == MEMBER:
            return SELF, ""
        if chosen == OTHER:
            if not self.other_name.data:
                raise ReceiverMissing(field="other_name")
            return self.other_name.data, ""
        return heirs[int(chosen)]


class ReversalForm(SecondPersonForm):
    """Why a payment is taken back."""

    on = DayField(_l("Date"), [InputRequired()])
    why = TextField(_l("Reason"), [DataRequired()])


class InstructionForm(CoopForm):
    """What a member allows to be taken from simpanan sukarela."""

    loan_id = ChoiceField(_l("Loan"), [DataRequired()], coerce=int)
    in_part = BooleanField(_l("Take what is there, even if it is not the whole amount"))
    valid_from = DayField(_l("From"), [InputRequired()])
    until = DayField(_l("Until"))
    note = TextField(_l("Where the signed paper lies"))

    def order(self, member_id: int) -> Order:
        """What is asked for."""
        typed = self.facts
        return Order(
            member_id, typed["loan_id"], bool(typed["in_part"]), typed["valid_from"],
            typed["until"], typed["note"] or "",
        )  # fmt: skip


class RevokeForm(CoopForm):
    """Why an instruction ends."""

    why = TextField(_l("Reason"), [DataRequired()])


class RunForm(CoopForm):
    """The word go for a run."""
