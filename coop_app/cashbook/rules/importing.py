"""An Excel book on its way in: what each row becomes, and whether the balances agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.cashbook.excel.proposing.categories import BOTH, CATEGORIES, IN, OUT
from coop_app.dates import Month
from coop_app.money import Money
from coop_app.refusal import N_, NotFound, Refused

SUSPENSE, TRANSFER = "suspense", "transfer"
#: categories that the savings pages record, and their kind of savings
SAVINGS = {
    "principal_savings": "pokok",
    "mandatory_savings": "wajib",
    "voluntary_savings": "sukarela",
}
WITHDRAWAL = "voluntary_withdrawal"
OF_MEMBERS = frozenset({*SAVINGS, WITHDRAWAL})


class BatchUnknown(NotFound):
    """There is no such import here."""

    message = N_("This import does not exist.")


class BatchSettled(Refused):
    """What was posted, undone or dropped is not changed any more."""

    message = N_("This import is finished and cannot be changed. Bring the file in again instead.")


class BatchNotPosted(Refused):
    """Only what was posted can be undone."""

    message = N_("This import was not posted, so there is nothing to undo.")


class OpeningDiffers(Refused):
    """The program and the file do not start from the same money."""

    message = N_(
        "In the program this place holds %(standing)s, but the file begins with %(opening)s. "
        "Choose another place, bring in the earlier months first, or correct the difference."
    )
    field = "place"


class SeveralBooks(Refused):
    """Two books kept side by side cannot both go into one cash place."""

    message = N_(
        "This file holds several books: %(books)s. Save each as a file of its own and bring it into "
        "its own place."
    )
    field = "file"


class ClosingDiffers(Refused):
    """The program would not end where the file ends."""

    message = N_(
        "After posting, the program would hold %(program)s but the file ends with %(file)s. "
        "Look at the problems of the sheets."
    )


class RowUndated(Refused):
    """Every entry has a day."""

    message = N_(
        "Sheet %(sheet)s, row %(row)s has no usable date: %(on)s. Correct it in Excel or leave the row out."
    )


class NothingIncluded(Refused):
    """All rows are left out."""

    message = N_("All rows are left out. Take at least one in.")


class CategoryUnfit(Refused):
    """Money that came in cannot be a cost, and the other way round."""

    message = N_("This category does not fit the way the money went in row %(row)s.")
    field = "category"


class MonthsUnclear(Refused):
    """Months are written so that a program reads them."""

    message = N_("Write the months like 2025-07 2025-08, or 2025-07..2025-12.")
    field = "months"


class ReasonMissing(Refused):
    """Nothing is dropped without saying why."""

    message = N_("Write why these rows are left out.")
    field = "excluded_why"


@dataclass(frozen=True, slots=True)
class Row:
    """One transaction as it will be posted."""

    id: int
    sheet: str
    number: int
    on: date | None
    description: str
    voucher: str
    note: str
    money_in: Money
    money_out: Money
    category: str
    member_id: int | None
    months: tuple[Month, ...]

    @property
    def net(self) -> int:
        """What it does to the place."""
        return int(self.money_in) - int(self.money_out)

    @property
    def is_savings(self) -> bool:
        """Whether the savings pages record it, so that receipt and dues grid are right."""
        one_way = not (self.money_in and self.money_out)
        return one_way and self.member_id is not None and self.category in OF_MEMBERS


def way_fits(category: str, money_in: int, money_out: int) -> bool:
    """Whether money can go this way for it."""
    known = CATEGORIES.get(category)
    if known is None:
        return False
    return known.way in {BOTH, IN if money_in >= money_out else OUT}


def role_of(row: Row) -> str:
    """The account role a row posts to; savings of nobody in particular wait in suspense."""
    known = CATEGORIES.get(row.category)
    if known is None or (row.category in OF_MEMBERS and row.member_id is None):
        return SUSPENSE
    return known.role or SUSPENSE


def check_rows(rows: Sequence[Row], today: date) -> None:
    """Raises `NothingIncluded`, `RowUndated`, `CategoryUnfit`."""
    if not rows:
        raise NothingIncluded
    for row in rows:
        if row.on is None or row.on > today:
            raise RowUndated(sheet=row.sheet, row=row.number, on=row.on or "—")
        if not way_fits(row.category, int(row.money_in), int(row.money_out)):
            raise CategoryUnfit(row=f"{row.sheet} {row.number}")


def opening_to_post(*, standing: Money, opening: Money) -> Money:
    """What must be posted so that the program starts where the file starts; zero when it does already.

    Raises `OpeningDiffers` when the place holds something else.
    """
    if standing == opening:
        return Money(0)
    if standing == 0:
        return opening
    raise OpeningDiffers(standing=standing, opening=opening)


def check_one_book(families: Sequence[tuple[str, str]]) -> None:
    """Sheets as (book, sheet name), those without transactions left out. Raises `SeveralBooks`."""
    first = dict(reversed(families))
    if len(first) > 1:
        names = " · ".join(name for _book, name in families if name in first.values())
        raise SeveralBooks(books=names)


def check_closing(*, program: Money, file: Money, left_out: int) -> None:
    """The program ends where the file ends, less what she left out. Raises `ClosingDiffers`."""
    if int(program) + left_out != int(file):
        raise ClosingDiffers(program=program, file=file)


def parse_months(text: str) -> tuple[Month, ...]:
    """Read `2025-07 2025-08` or `2025-07..2025-12`. Raises `MonthsUnclear`."""
    found: list[Month] = []
    try:
        for word in text.replace(",", " ").split():
            first, _, last = word.partition("..")
            found += Month.parse(first).until(Month.parse(last or first))
    except Refused:
        raise MonthsUnclear from None
    if len(found) > 120 or (text.strip() and not found):
        raise MonthsUnclear
    return tuple(dict.fromkeys(found))


def months_text(months: Sequence[Month]) -> str:
    """How months are kept: `2025-07 2025-08`."""
    return " ".join(str(month) for month in months)
