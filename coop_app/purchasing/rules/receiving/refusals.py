"""What may not be when goods come, are shared and paid; each refusal is a sentence for whoever records it."""

from coop_app.refusal import N_, Refused


class BillTwice(Refused):
    """A supplier's bill is entered once."""

    message = N_("Bill %(number)s of this supplier was entered already on %(on)s.")
    field = "bill_number"


class BillNumberMissing(Refused):
    """Without its number nobody finds the bill again."""

    message = N_("Write the number on the supplier's bill or delivery note.")
    field = "bill_number"


class OtherSupplier(Refused):
    """A round has one supplier."""

    message = N_("This round was ordered from another supplier.")
    field = "supplier"


class ItemTwice(Refused):
    """One bill, one line for an item."""

    message = N_("%(item)s stands in the list twice. Put both into one line.")
    field = "lines"


class ClaimEnded(Refused):
    """A claim ends once."""

    message = N_("This claim was settled already on %(on)s.")


class ClaimNotCovered(Refused):
    """A claim ends with its whole amount explained."""

    message = N_("The claim is %(claim)s; credit, money back and loss together are %(given)s.")
    field = "credited"


class WhyMissing(Refused):
    """Somebody will ask why."""

    message = N_("Write in a few words why.")
    field = "why"


class NothingPaid(Refused):
    """An act moves at least a rupiah."""

    message = N_("Write how much is paid.")
    field = "amount"


class MoreThanOwed(Refused):
    """A payment settles no more than is owed; what is paid before goods come is an advance."""

    message = N_("%(owed)s is owed; no more can be paid. Record the rest as an advance.")
    field = "amount"


class BillsDiffer(Refused):
    """The bills a payment names are what it pays."""

    message = N_("The chosen bills get %(bills)s, but %(paid)s is paid.")
    field = "amount"


class AdvanceShort(Refused):
    """An advance settles no more than was paid in."""

    message = N_("The advance at this supplier is %(there)s; no more can be used.")
    field = "from_advance"


class NotYourTurn(Refused):
    """Goods are handed over between their arrival and the settlement."""

    message = N_("This cannot be done while the round is at this stage.")


class NothingTaken(Refused):
    """A hand-over is of goods."""

    message = N_("Write how much is handed over.")
    field = "lines"


class StillToHandOver(Refused):
    """A round is settled when nobody waits for goods any more."""

    message = N_(
        "%(name)s still waits for %(item)s. Hand it over or move it to the cooperative's own stock."
    )


class ClaimsOpen(Refused):
    """A round is settled when the supplier has made good what was missing."""

    message = N_("A claim on the supplier is still open: %(item)s, %(amount)s.")


class RemainderUnexplained(Refused):
    """What remains has a reason that the annual meeting can read."""

    message = N_("Something remains in stock. Write in a few words why, and what becomes of it.")
    field = "explained"
