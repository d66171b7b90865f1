"""Why the till says no."""

from coop_app.refusal import N_, Refused


class BasketEmpty(Refused):
    """A sale needs goods."""

    message = N_("Choose at least one item.")


class PriceUnknown(Refused):
    """No price holds on this day."""

    message = N_("%(item)s has no price on this day. Write it into the price list first.")


class DiscountUnexplained(Refused):
    """Whoever looks later wants to know why."""

    message = N_("Write why it is cheaper.")
    field = "reason"


class DiscountTooLarge(Refused):
    """Goods are not given away at the till."""

    message = N_("The discount is larger than the price of %(what)s.")
    field = "discount"


class OwnerSetsPrice(Refused):
    """What is sold for a member brings the member its full price."""

    message = N_("%(item)s is sold for its owner, so it cannot be made cheaper here.")


class TotalMoved(Refused):
    """The buyer was told another amount."""

    message = N_("The total is %(now)s, not %(seen)s as it was shown before. Look again.")


class ReceivedTooLittle(Refused):
    """The buyer has to give more."""

    message = N_("%(short)s is still missing. Write how much the buyer gave.")
    field = "received"


class DebtorUnknown(Refused):
    """A debt needs a name."""

    message = N_("Choose the member or the customer who buys on credit.")
    field = "buyer"


class BankMissing(Refused):
    """Money by bank needs an account to arrive on."""

    message = N_("No bank account is chosen for this till. Choose one in its settings.")
    field = "way"


class QrisMissing(Refused):
    """No code to show."""

    message = N_("No QRIS code is stored yet. Store it in the settings of the till.")
    field = "way"


class SoldInFuture(Refused):
    """Nothing happens tomorrow already."""

    message = N_("This day is still to come.")
    field = "on"


class NothingComesBack(Refused):
    """A return needs goods."""

    message = N_("Write how much comes back.")


class MoreThanSold(Refused):
    """More was to come back than went out."""

    message = N_("Of %(item)s only %(left)s can still come back.")


class ReturnUnexplained(Refused):
    """Whoever looks later wants to know why."""

    message = N_("Write why the goods come back.")
    field = "reason"


class ReturnBeforeSale(Refused):
    """Goods come back after they went."""

    message = N_("The goods were sold on %(on)s. Choose that day or a later one.")
    field = "on"


class NothingOwed(Refused):
    """What is not owed cannot be taken off."""

    message = N_("Only %(owed)s is still owed. Give the money back instead.")
    field = "refund"


class DayClosed(Refused):
    """A day is closed once."""

    message = N_(
        "This day is already closed at %(point)s. What was sold since then counts tomorrow."
    )
    field = "on"


class TillMoved(Refused):
    """Something was sold while the drawer was counted."""

    message = N_("Meanwhile something was sold: the till should now hold %(now)s. Count again.")
    field = "counted"


class DifferenceUnexplained(Refused):
    """Whoever looks later wants to know why."""

    message = N_("%(difference)s differs from the book. Write why, as far as you know.")
    field = "reason"


class TillOpen(Refused):
    """What is in the old drawer is closed before another one is used."""

    message = N_("Close the day at this point first, then choose another cash box.")
    field = "cash_place"


class QrisUnreadable(Refused):
    """This is no QRIS text."""

    message = N_("This is not the text of a QRIS code. It begins with 000201 and is in one line.")
    field = "payload"


class FeeOutOfBounds(Refused):
    """A fee is a small part of a payment."""

    message = N_("Write a percentage from 0 to 10.")
    field = "percent_above"


class NotActive(Refused):
    """Members' prices and credit are for those who belong here."""

    message = N_("%(member)s is no longer active here. Sell without a name, at the other price.")
    field = "buyer"


class StillOwed(Refused):
    """Money goes back only for what was paid."""

    message = N_("%(owed)s is still owed. Take it off what is owed instead of giving money back.")
    field = "refund"
