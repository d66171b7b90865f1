"""What the ledger refuses, each with the sentence a treasurer reads."""

from coop_app.dates import DateInFuture as DateInFuture
from coop_app.refusal import N_, NotFound, Refused


class Unbalanced(Refused):
    """Debits and credits differ."""

    message = N_("Debit and credit differ by %(difference)s. Correct an amount or add a line.")
    field = "lines"


class TooFewLines(Refused):
    """An entry has at least two lines."""

    message = N_("An entry needs at least two lines: one debit and one credit.")
    field = "lines"


class AmountNotPositive(Refused):
    """Zero or negative where an amount belongs."""

    message = N_("Write an amount above zero.")
    field = "amount"


class PeriodClosed(Refused):
    """The month of this date takes no more entries."""

    message = N_(
        "The books are closed through %(through)s. Use a later date and mention the old one."
    )
    field = "on"


class UnknownRole(Refused):
    """No account of the book carries this role."""

    message = N_("The chart of accounts has no account for “%(role)s”. Add one in the chart.")
    field = "account"


class UnknownAccount(NotFound):
    """No such account in this book."""

    message = N_("This account is not in the chart of accounts. Choose another one.")
    field = "account"


class AccountClosed(Refused):
    """The account is not open on this date."""

    message = N_("Account %(account)s is not active on this date. Choose another account.")
    field = "account"


class AccountTakesNoLines(Refused):
    """A heading groups accounts and takes no lines itself."""

    message = N_("Account %(account)s is a heading. Choose one of the accounts below it.")
    field = "account"


class AlreadyPosted(Refused):
    """The event behind this entry is in the journal already."""

    message = N_("This was already recorded as voucher %(voucher)s.")


class AlreadyReversed(Refused):
    """An entry is reversed at most once."""

    message = N_("Voucher %(voucher)s was already reversed by %(by)s.")


class ReversalOfReversal(Refused):
    """A reversal is final; what was right is posted anew."""

    message = N_("Voucher %(voucher)s is itself a reversal. Record the right entry anew instead.")


class ReversalTooEarly(Refused):
    """A mirror is not dated before what it mirrors."""

    message = N_("The reversed entry is dated %(on)s. Use that date or a later one.")
    field = "on"


class ReasonMissing(Refused):
    """A reversal or reopening says why."""

    message = N_("Write the reason in a few words.")
    field = "why"


class MonthsCloseInOrder(Refused):
    """Months are closed and opened again one after the other."""

    message = N_("Months are closed and reopened in order. The next one is %(month)s.")
    field = "month"


class MonthNotOver(Refused):
    """A month is closed after its last day."""

    message = N_("%(month)s is not over yet. Close it after its last day.")
    field = "month"


class NeedsSecondPerson(Refused):
    """Two different people stand behind this act."""

    message = N_("This needs the agreement of a second person, not the one who asks for it.")
    field = "approved_by"


class AccountHasLines(Refused):
    """What was posted stays readable under the account it was posted to."""

    message = N_(
        "Account %(account)s already has entries, so this cannot be changed. Add a new account."
    )
    field = "account"


class AccountHasBalance(Refused):
    """Only an empty account is closed."""

    message = N_("Account %(account)s still holds %(balance)s. Move it to another account first.")
    field = "account"


class AccountHasRole(Refused):
    """The program itself posts to this account."""

    message = N_("The program uses account %(account)s itself, so it stays active.")
    field = "account"


class CodeTaken(Refused):
    """Codes are unique in the chart."""

    message = N_("Account code %(code)s is already in use. Choose another code.")
    field = "code"


class RoleTaken(Refused):
    """A role belongs to one account of the book."""

    message = N_("Another account already serves as “%(role)s”.")
    field = "role"


class CashShort(Refused):
    """A cash box never holds less than nothing."""

    message = N_(
        "%(place)s would be short by %(short)s on %(on)s. Record the money that came in first, "
        "or choose another cash place."
    )
    field = "amount"


class CashReserved(CashShort):
    """Money that waits for a second person is not paid out twice."""

    message = N_(
        "%(held)s of %(place)s is kept back for what waits for a second person, so %(short)s is missing. "
        "Have that decided first, or choose another cash place."
    )
