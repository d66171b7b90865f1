"""Counting stock (opname): what differs, and what the minutes must say."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.products.rules.documents import DocumentLine
from coop_app.refusal import N_, Refused

COUNTING, COUNTED, POSTED, DROPPED = "counting", "counted", "posted", "dropped"
#: status → its name on the screen (English message id)
STATUSES = {
    COUNTING: N_("Being counted"),
    COUNTED: N_("Counted, differences to post"),
    POSTED: N_("Finished"),
    DROPPED: N_("Dropped"),
}


class CountOpen(Refused):
    """One count of a point at a time."""

    message = N_("%(point)s is being counted already. Finish or drop that count first.")
    field = "point"


class CountFinished(Refused):
    """What is finished stays as it was signed."""

    message = N_("This count is finished. Start a new one.")


class NotCountedYet(Refused):
    """First the figures, then the witnesses, then the journal."""

    message = N_("This count is not finished yet. Write down what was found and who looked on.")


class NothingCounted(Refused):
    """A count without figures says nothing."""

    message = N_("Write at least one quantity that was found; 0 where nothing is left.")


class ReasonMissing(Refused):
    """Every difference is explained in the minutes."""

    message = N_("%(item)s differs from the book. Write why, as the minutes will say it.")
    field = "reason"


class WitnessMissing(Refused):
    """Minutes carry the names of who counted and who looked on."""

    message = N_("Write who counted and who looked on, at least two names.")
    field = "people"


@dataclass(frozen=True, slots=True)
class Found:
    """What the book said at that moment and what was there, in base units."""

    item_id: int
    item: str
    expected: int
    found: int
    reason: str = ""

    @property
    def difference(self) -> int:
        """Above zero when more was there than in the book."""
        return self.found - self.expected


def check_finish(rows: Sequence[Found], people: str) -> None:
    """Before a count goes to the treasurer. Raises `NothingCounted`, `ReasonMissing`, `WitnessMissing`."""
    if not rows:
        raise NothingCounted
    for row in rows:
        if row.difference and not row.reason.strip():
            raise ReasonMissing(item=row.item, field=f"reason-{row.item_id}")
    names = [
        name for name in people.replace(";", ",").replace("\n", ",").split(",") if name.strip()
    ]
    if len(names) < 2:
        raise WitnessMissing


def differences(rows: Sequence[Found]) -> tuple[DocumentLine, ...]:
    """What the document of the count moves; what agrees is not on it."""
    return tuple(
        DocumentLine(row.item_id, row.difference, memo=row.reason.strip())
        for row in rows
        if row.difference
    )
