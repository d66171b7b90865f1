"""What may not be when a loan is paid; each refusal is a sentence for the counter."""

from coop_app.refusal import N_, Refused


class NothingPaid(Refused):
    """An act moves at least a rupiah."""

    message = N_("Write how much is paid.")
    field = "amount"


class PlaceNotChosen(Refused):
    """Cash lies at a cash place of this book."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


class PaidBeforePayout(Refused):
    """Nothing comes back before it went out."""

    message = N_("The loan was paid out on %(on)s; a payment cannot be dated before.")
    field = "on"


class PaidBeforeLastAct(Refused):
    """Later payments were split over what was owed then; another order would change their receipts."""

    message = N_(
        "On %(on)s something was recorded on this loan already. Use that date or a later one, or"
        " reverse the later payment first."
    )
    field = "on"


class MoreThanOwed(Refused):
    """From savings or held money only what is owed is taken."""

    message = N_(
        "On this day %(owed)s is owed. No more than that is taken from savings or held money."
    )
    field = "amount"


class HeldShort(Refused):
    """Held money is used once."""

    message = N_("For this loan %(held)s is held. Use at most that much.")
    field = "from_held"


class SavingsShort(Refused):
    """What is held or below the minimum stays with the savings."""

    message = N_("From simpanan sukarela at most %(free)s can be taken now.")
    field = "amount"


class MoreHeldThanPaid(Refused):
    """Held money is a part of the payment."""

    message = N_("The held money used cannot be more than the payment.")
    field = "from_held"


class LedgerDisagrees(Refused):
    """The journal and the payments of a loan must tell the same."""

    message = N_(
        "The journal says %(journal)s is left of this loan, its payments say %(payments)s. Somebody"
        " reversed an entry in the journal itself; let the auditor look before going on."
    )


class NotTheLast(Refused):
    """Later acts were worked out from this one."""

    message = N_("Only the last act on a loan can be reversed. Reverse the later one first.")


class SettledOnLeaving(Refused):
    """What was settled when a member left is not taken apart again."""

    message = N_("This receipt was settled when the member left. It can no longer be cancelled.")


class SpentMeanwhile(Refused):
    """What was too much went to savings and is not there any more."""

    message = N_(
        "%(amount)s of this payment went to simpanan sukarela, and only %(free)s of it can be taken"
        " back now."
    )


class QuoteChanged(Refused):
    """What closes the loan is not what was shown."""

    message = N_(
        "Settling costs %(total)s on this day, not what was shown. Look again, then settle."
    )


class NothingHeld(Refused):
    """There is no held money to give back."""

    message = N_("No money is held for this loan.")
    field = "amount"


class LoanTwice(Refused):
    """One loan has one row in a sheet."""

    message = N_("A loan stands in the sheet twice. Put both amounts into one row.")


class InstalmentsWrong(Refused):
    """Some rows of the meeting sheet cannot be recorded, so none was."""

    message = N_("Nothing was saved yet. Correct the marked rows.")

    def __init__(self, rows: dict[int, Refused]) -> None:
        super().__init__()
        #: loan's key → why
        self.rows = rows
