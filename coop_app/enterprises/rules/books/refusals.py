"""What the book of an enterprise refuses, said to its owner."""

from coop_app.refusal import N_, Refused


class NameMissing(Refused):
    """A business has a name."""

    message = N_("Write the name of the business.")
    field = "name"


class NameTaken(Refused):
    """Two books of one owner must be told apart."""

    message = N_("You already have a business called %(name)s. Choose another name.")
    field = "name"


class AmountMissing(Refused):
    """Nothing moves without an amount."""

    message = N_("Write an amount above zero.")
    field = "amount"


class PartyMissing(Refused):
    """What is not paid yet needs a name to ask."""

    message = N_("Write the name, so that you know later who it was.")
    field = "party"


class MoneyShort(Refused):
    """The book never pays out money it does not have."""

    message = N_(
        "Your book has only %(there)s in %(place)s on %(on)s, so %(short)s are missing. Was it paid with"
        " money from home? Then choose “Money from home”, or record money you put in first."
    )
    field = "amount"


class PaidTooMuch(Refused):
    """Nobody pays more than is owed."""

    message = N_("Only %(owed)s are still unpaid. Write that amount or less.")
    field = "amount"


class SettledMeanwhile(Refused):
    """An act stays as long as a later one builds upon it."""

    message = N_("This was paid meanwhile. Undo the payment first, then this.")


class ActStays(Refused):
    """The opening and the end of a year are no mistakes of the day."""

    message = N_("This cannot be undone. Record a new entry that puts it right.")


class AlreadyUndone(Refused):
    """Once is enough."""

    message = N_("This was undone already.")


class BeforeOpening(Refused):
    """The book knows nothing of the days before it began."""

    message = N_("Your book begins on %(on)s. Choose that day or a later one.")
    field = "on"


class NothingToUse(Refused):
    """No tool has wear that is not recorded yet."""

    message = N_("The wear of your tools is recorded up to %(month)s already.")


class MonthRunning(Refused):
    """Wear is recorded once the month is over."""

    message = N_("%(month)s is not over yet.")


class ToolUsed(Refused):
    """A tool whose wear is recorded is given up, not undone."""

    message = N_("Wear of this tool is recorded already. Use “Sold or broken” instead.")


class ToolGone(Refused):
    """It was given up before."""

    message = N_("This tool is no longer in your book.")


class LifeUnclear(Refused):
    """How long a tool lasts decides its wear."""

    message = N_("Write how many years it will last, from 1 to 20.")
    field = "years"


class YearNotOver(Refused):
    """A year ends on 31 December."""

    message = N_("The year %(year)s is not over yet.")


class YearDone(Refused):
    """A year is closed once, and in order."""

    message = N_("The year %(year)s is closed already.")


class YearsInOrder(Refused):
    """Each year builds upon the one before."""

    message = N_("Close the year %(year)s first.")


class WearMissing(Refused):
    """A year's profit is right only with the wear of its tools."""

    message = N_("Record the wear of your tools up to December %(year)s first.")


class YearUnclear(Refused):
    """The years of the tax are counted from it."""

    message = N_("Write a year from %(first)s to %(last)s.")
    field = "tax_since"
