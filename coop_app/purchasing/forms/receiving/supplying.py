"""Forms for goods that come, claims, and money to suppliers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from coop_app.auth.forms import SecondPersonForm
from coop_app.money import ZERO, Money
from coop_app.purchasing.rules.receiving.acts import (
    ClaimEnd,
    Receipt,
    ReceiptLine,
    SupplierMoney,
)
from coop_app.purchasing.rules.receiving.landing import Basis, Charges, Reason
from coop_app.web.forms import ChoiceField, DayField, RupiahField, TextField

_REQUIRED = InputRequired(_l("This field must be filled in."))

#: why billed and received differ
REASONS = {
    Reason.SHORT: _l("Too little came (claim)"),
    Reason.DAMAGED: _l("Damaged, refused (claim)"),
    Reason.WEIGHING: _l("The scale says otherwise"),
    Reason.EXTRA: _l("More came than was billed"),
}


class ReceiptForm(SecondPersonForm):
    """The head of a receipt; its lines are read with `lines.read_receipt`."""

    supplier = ChoiceField(_l("Supplier"), [_REQUIRED], coerce=int)
    point = ChoiceField(_l("Goods lie at"), [_REQUIRED], coerce=int)
    received_on = DayField(_l("Received on"), [_REQUIRED])
    bill_number = TextField(_l("Number of the bill"), [_REQUIRED, Length(max=60)])
    bill_date = DayField(_l("Date of the bill"), [_REQUIRED])
    due_on = DayField(_l("Due on"), [Optional()])
    freight_billed = RupiahField(_l("Freight on the bill"), [Optional()])
    loading_billed = RupiahField(_l("Loading on the bill"), [Optional()])
    discount = RupiahField(_l("Discount on the bill"), [Optional()])
    freight_paid = RupiahField(_l("Freight paid to somebody else"), [Optional()])
    loading_paid = RupiahField(_l("Loading paid to somebody else"), [Optional()])
    carrier_place = ChoiceField(_l("Carriers paid from"), [Optional()], coerce=int)
    basis = ChoiceField(
        _l("Share freight and loading by"),
        [_REQUIRED],
        choices=[
            SelectChoice(Basis.WEIGHT.value, _l("weight")),
            SelectChoice(Basis.VALUE.value, _l("value")),
        ],
    )
    bill_place = ChoiceField(_l("Pay the bill at once from"), [Optional()], coerce=int)
    memo = TextField(_l("Note"), [Length(max=200)])

    def receipt(self, lines: list[ReceiptLine], round_id: int | None) -> Receipt:
        """What is asked for."""
        typed = self.facts

        def money(name: str) -> Money:
            return typed[name] or ZERO

        charges = Charges(
            freight_billed=money("freight_billed"), loading_billed=money("loading_billed"),
            freight_paid=money("freight_paid"), loading_paid=money("loading_paid"),
            discount=money("discount"), basis=Basis(typed["basis"]),
        )  # fmt: skip
        return Receipt(
            supplier_id=typed["supplier"], point_id=typed["point"],
            received_on=typed["received_on"], bill_number=typed["bill_number"] or "",
            bill_date=typed["bill_date"], lines=tuple(lines), charges=charges, round_id=round_id,
            due_on=typed["due_on"], memo=typed["memo"] or "",
            carrier_place_id=(typed["carrier_place"] or None) if charges.paid else None,
            bill_place_id=typed["bill_place"] or None,
        )  # fmt: skip


class ClaimForm(SecondPersonForm):
    """How a claim ends."""

    on = DayField(_l("Date"), [_REQUIRED])
    how = ChoiceField(
        _l("What the supplier does"),
        [_REQUIRED],
        choices=[
            SelectChoice("credited", _l("Takes it off the bill (credit note)")),
            SelectChoice("refunded", _l("Pays it back")),
            SelectChoice("delivered", _l("Brings it later: it is here now")),
            SelectChoice("lost", _l("Nothing: it is lost")),
        ],
    )
    note_number = TextField(_l("Number of the credit note"), [Length(max=60)])
    place = ChoiceField(_l("Cash place"), [Optional()], coerce=int)
    why = TextField(_l("Reason"), [Length(max=200)])

    def end(self, claim_id: int, amount: Money) -> ClaimEnd:
        """What is asked for: the whole claim in one way."""
        typed = self.facts
        part: dict[str, Any] = {"delivered": True}
        if typed["how"] != "delivered":
            part = {typed["how"]: amount}
        return ClaimEnd(
            claim_id=claim_id, on=typed["on"], note_number=typed["note_number"] or "",
            place_id=typed["place"] if typed["how"] == "refunded" else None,
            why=typed["why"] or "", **part,
        )  # fmt: skip


class PaymentForm(SecondPersonForm):
    """Money to a supplier; which bills is read from the table."""

    on = DayField(_l("Date"), [_REQUIRED])
    place = ChoiceField(_l("Paid from"), [Optional()], coerce=int)
    amount = RupiahField(_l("Amount paid"), [Optional()])
    from_advance = RupiahField(_l("Taken from the advance"), [Optional()])
    discount = RupiahField(_l("Discount for paying"), [Optional()])
    memo = TextField(_l("Note"), [Length(max=200)])

    def money(
        self, supplier_id: int, kind: str, bills: tuple[tuple[int, Money], ...]
    ) -> SupplierMoney:
        """What is asked for."""
        typed = self.facts
        return SupplierMoney(
            supplier_id=supplier_id, kind=kind, on=typed["on"], place_id=typed["place"] or None,
            cash=typed["amount"] or ZERO, from_advance=typed["from_advance"] or ZERO,
            discount=typed["discount"] or ZERO, bills=bills, memo=typed["memo"] or "",
        )  # fmt: skip


class SupplierAdvanceForm(SecondPersonForm):
    """An advance to a supplier, or its return."""

    on = DayField(_l("Date"), [_REQUIRED])
    place = ChoiceField(_l("Cash place"), [_REQUIRED], coerce=int)
    amount = RupiahField(_l("Amount"), [_REQUIRED])
    back = BooleanField(_l("The supplier pays it back to us"))
    memo = TextField(_l("Note"), [Length(max=200)])
