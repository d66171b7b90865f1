"""A receipt, a payment or a later bill that was entered wrong is taken back."""

from dataclasses import dataclass
from datetime import date

from coop_app.refusal import N_, Refused


class UndoneAlready(Refused):
    """A paper is taken back once."""

    message = N_("This was taken back already on %(on)s.")


class UndoneTooEarly(Refused):
    """Nothing is taken back before it happened."""

    message = N_("This is of %(on)s. It can be taken back on that day or later.")
    field = "on"


class PaidMeanwhile(Refused):
    """Money went out for it."""

    message = N_("This bill has been paid. Take the payment back first.")


class ClaimEndedMeanwhile(Refused):
    """What was missing has been made good."""

    message = N_(
        "A claim of this bill has been settled. Correct the bill instead (a corrected bill or a count)."
    )


class CorrectedMeanwhile(Refused):
    """A later bill stands upon it."""

    message = N_("A later bill belongs to these goods. Take that one back first.")


class LeftMeanwhile(Refused):
    """Goods left with the cost of a later bill; what they took along does not come back."""

    message = N_(
        "Part of the %(item)s has left since at the cost of this bill. Record an opposite bill instead: another one that came later, of the same amount the other way."
    )


class HandedMeanwhile(Refused):
    """Members have these goods."""

    message = N_(
        "Part of the %(item)s has been handed to members. Take it back from them first, or correct the bill."
    )


class AdvanceUsedMeanwhile(Refused):
    """The advance has paid a bill."""

    message = N_("This advance has been used since. Take back what it paid first.")


class RoundSettled(Refused):
    """The account of a settled round was shown to the members."""

    message = N_("The round of these goods is settled. Record a corrected bill instead.")


@dataclass(frozen=True, slots=True)
class Undoing:
    """What is asked for: the paper by the ledger's name of it ("purchasing.receipt:12"), when, why."""

    source: str
    on: date
    why: str

    @property
    def kind(self) -> str:
        """Which sort of paper: "purchasing.receipt"."""
        return self.source.partition(":")[0]

    @property
    def key(self) -> int:
        """Its key; 0 where the name has none."""
        text = self.source.partition(":")[2]
        return int(text) if text.isascii() and text.isdigit() else 0
