"""What is refused about pillars, grants, visits and activities."""

from coop_app.refusal import N_, Refused


class NameMissing(Refused):
    """A pillar is called something."""

    message = N_("Write the name of the pillar.")
    field = "name"


class PillarThere(Refused):
    """A programme has each pillar once."""

    message = N_("This programme already has a pillar of this name.")
    field = "name"


class DaysReversed(Refused):
    """The last day is not before the first."""

    message = N_("The last day must not be before the first.")
    field = "valid_to"


class WhoMissing(Refused):
    """Somebody receives it, or is visited."""

    message = N_("Choose the member, enterprise or group.")
    field = "who"


class ItemMissing(Refused):
    """A grant is something."""

    message = N_("Write what was given.")
    field = "item"


class SourceMissing(Refused):
    """Somebody gave it."""

    message = N_("Write who gave it.")
    field = "source"


class QuantityMissing(Refused):
    """One or more."""

    message = N_("Write how many, 1 or more.")
    field = "quantity"


class ValueOrVoucher(Refused):
    """Money stands in one place only."""

    message = N_(
        "Write either the value on the giver's paper, or the voucher number if the money went through"
        " the cooperative's book. Not both."
    )
    field = "value"


class VoucherUnknown(Refused):
    """The entry is looked up, never typed again."""

    message = N_("There is no voucher %(voucher)s in the cooperative's book.")
    field = "voucher"


class NotYet(Refused):
    """What has not happened is not written down."""

    message = N_("The date %(on)s has not come yet. Use today's date or an earlier one.")


class PurposeMissing(Refused):
    """Why somebody was visited."""

    message = N_("Write why you came.")
    field = "purpose"


class FindingsMissing(Refused):
    """What was seen."""

    message = N_("Write what you found.")
    field = "findings"


class StepWithoutDay(Refused):
    """A step is agreed for a day, and a day for a step."""

    message = N_("Write the next step and its day, or leave both empty.")
    field = "next_on"


class StepBeforeVisit(Refused):
    """The next step comes after."""

    message = N_("The day of the next step must not be before the visit.")
    field = "next_on"


class StepDone(Refused):
    """A step is done once."""

    message = N_("The next step of this visit is done already.")


class HowMissing(Refused):
    """A step that was done was done in some way."""

    message = N_("Write how it was done.")
    field = "reason"


class TitleMissing(Refused):
    """An activity is called something."""

    message = N_("Write what was done.")
    field = "title"


class WhyMissing(Refused):
    """A row is struck out with a reason."""

    message = N_("Write why it is struck out.")
    field = "reason"


class StruckOut(Refused):
    """Once is enough."""

    message = N_("It is struck out already.")
