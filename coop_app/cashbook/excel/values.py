"""What an Excel cash book is made of, as frozen values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from coop_app.dates import Month
from coop_app.money import Money

# What stands in a cell once formulas are computed; numbers are exact decimals, never floats.
CellValue = Decimal | str | date | None
Translate = Callable[[str], str]
Progress = Callable[[str, int, int], None]  # stage ("read", "check", "propose"), done, total

DEBIT_IN = "debit_in"
CREDIT_IN = "credit_in"


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a sheet: its Excel number (from 1), its values, and whether Excel hides it."""

    number: int
    values: tuple[CellValue, ...]
    hidden: bool = False

    def at(self, column: int | None) -> CellValue:
        """The value in that column (from 0), None when there is no such cell."""
        if column is None or column >= len(self.values):
            return None
        return self.values[column]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as read from the file, rows without any content left out."""

    name: str
    rows: tuple[Cells, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided or is doubtful: a stable code and the facts of its sentence."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **facts: object) -> "Reason":
        return cls(code, tuple((name, str(fact)) for name, fact in facts.items()))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something she must look at; `row` is the Excel row, 0 when it concerns the whole sheet."""

    row: int
    reason: Reason

    @property
    def code(self) -> str:
        return self.reason.code


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row that is no transaction, why, and what stood in it: nothing is dropped in silence."""

    row: int
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a cash book stand, counted from 0; the header ends at Excel row `ends`."""

    starts: int
    ends: int
    columns: Mapping[str, int]
    headings: Mapping[str, str]

    def column(self, key: str) -> int | None:
        return self.columns.get(key)


@dataclass(frozen=True, slots=True)
class Line:
    """One transaction as she wrote it, amounts in whole rupiah, not yet classified."""

    row: int
    on: date | None
    description: str
    voucher: str
    note: str
    money_in: Money
    money_out: Money
    balance: Money
    number: str = ""
    name: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet of a cash book, read and checked."""

    name: str
    family: str
    month: Month | None
    lines: tuple[Line, ...]
    opening: Money
    closing: Money
    orientation: str
    orientation_proven: bool
    layout: Layout
    problems: tuple[Problem, ...]
    ignored: tuple[Ignored, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole file: its cash-book sheets in the file's order, and the sheets that are none."""

    filename: str
    digest: str
    sheets: tuple[BookSheet, ...]
    other_sheets: tuple[tuple[str, Reason], ...] = ()

    @property
    def opening(self) -> Money:
        """Before the first transaction; several books in one file add up."""
        return _sum_of_families(self.sheets, first=True)

    @property
    def closing(self) -> Money:
        """After the last transaction; several books in one file add up."""
        return _sum_of_families(self.sheets, first=False)


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member as the register knows her."""

    number: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Learned:
    """A correction she made before: rows described like this belong there."""

    pattern: str  # made by `memory_key`
    category: str
    member: str | None = None
    money_in: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member that a written name may mean, with a score from 0 to 100."""

    number: str
    name: str
    score: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one transaction probably is; `confidence` in whole percent."""

    sheet: str
    line: Line
    category: str
    member: str | None
    written_name: str
    months: tuple[Month, ...]
    confidence: int
    why: tuple[Reason, ...]
    flags: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    doubles: tuple[int, ...] = ()  # other rows of the same sheet that look equal
    fingerprint: str = ""


@dataclass(slots=True)
class Findings:
    """Collects problems and ignored rows while one sheet is read."""

    problems: list[Problem] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)

    def problem(self, row: int, code: str, **facts: object) -> None:
        self.problems.append(Problem(row, Reason.of(code, **facts)))

    def ignore(self, row: int, code: str, text: str) -> None:
        self.ignored.append(Ignored(row, Reason.of(code, text=text[:60]), text[:200]))


def plain_day(value: CellValue | datetime) -> date | None:
    """The calendar day of a cell, or None when it holds no date."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _sum_of_families(sheets: tuple[BookSheet, ...], *, first: bool) -> Money:
    chosen: dict[str, BookSheet] = {}
    for sheet in in_time_order(sheets):
        if not (first and sheet.family in chosen):
            chosen[sheet.family] = sheet
    figures = [sheet.opening if first else sheet.closing for sheet in chosen.values()]
    return Money(sum(figures))


def in_time_order(sheets: tuple[BookSheet, ...]) -> tuple[BookSheet, ...]:
    """Sheets of known months by month, if all are known; otherwise as they stand in the file."""
    if all(sheet.month for sheet in sheets):
        return tuple(
            sorted(sheets, key=lambda sheet: (sheet.family, sheet.month or Month(1900, 1)))
        )
    return sheets
