"""When one person is not enough, and how a committee's votes are counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop_app.auth.rules.desk import Desk
from coop_app.money import Money
from coop_app.refusal import N_, Refused


class SecondPersonNeeded(Refused):
    """An act that one person may not do alone; the form then offers to ask another."""

    message = N_("This takes two people. Write why and ask a second person to agree.")


class BackDated(SecondPersonNeeded):
    """Dated further back than one person may."""

    message = N_(
        "The date lies more than %(days)s days back. Use a later date, or write why and ask a second"
        " person to agree."
    )


class AboveLimit(SecondPersonNeeded):
    """More than one person may pay out."""

    message = N_(
        "More than %(limit)s takes two people. Write why and ask a second person to agree."
    )


class SamePerson(Refused):
    """Maker and checker are persons, not accounts."""

    message = N_("Another person must decide this: it was made by you.")


class MayNotDecide(Refused):
    """The role does not decide acts of this kind, or the person takes part in it."""

    message = N_("Your role does not decide this.")


class AlreadyVoted(Refused):
    """Each person votes once, whatever the account."""

    message = N_("You have voted already. The other members of the committee decide now.")


class AlreadyDecided(Refused):
    """Somebody was faster, or it was withdrawn."""

    message = N_("This was already decided or withdrawn.")


class ContentsDiffer(Refused):
    """What is decided must be what was made and what was shown."""

    message = N_(
        "The contents are not those that were shown. Open the page anew and read it again."
    )


class JournalDiffers(ContentsDiffer):
    """What would be recorded now is not what the approver read."""

    message = N_(
        "Meanwhile something changed, so other lines would be recorded than those shown. Refuse this"
        " and have it asked anew."
    )


class ReasonMissing(Refused):
    """Whoever decides later must know why."""

    message = N_("Write in a few words why.")
    field = "reason"


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes of a committee and how many decide."""

    yes: int
    no: int
    needed: int

    @property
    def complete(self) -> bool:
        """Whether enough have voted."""
        return self.yes + self.no >= self.needed

    @property
    def agreed(self) -> bool:
        """More yes than no among enough votes; a tie rejects."""
        return self.complete and self.yes > self.no


def is_alone(desk: Desk) -> bool:
    """Whether nobody else has agreed, and the act is no part of a whole that is listed as one."""
    return desk.approved_by in (None, desk.user_id) and not desk.part_of


def refuse_alone(desk: Desk) -> None:
    """Raises `SecondPersonNeeded`."""
    if is_alone(desk):
        raise SecondPersonNeeded


def refuse_back_dated(desk: Desk, on: date, days: int) -> None:
    """Raises `BackDated` for a date more than so many days ago (integrity 8.3)."""
    if is_alone(desk) and on < desk.today - timedelta(days=days):
        raise BackDated(days=days, field="on")


def refuse_above(desk: Desk, amount: Money, limit: Money) -> None:
    """Raises `AboveLimit`."""
    if is_alone(desk) and amount > limit:
        raise AboveLimit(limit=limit, field="amount")
