"""Where and by whom something is recorded, which day it is there, and who agreed to it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's place of work; `approved_by` is the second person, where one has agreed."""

    cooperative_id: int
    book_id: int
    user_id: int
    today: date
    approved_by: int | None = None
    #: "import:17", "month:2026-08": the whole that this act is a part of; the whole is listed as one
    #: among the exceptions, its parts ask nobody
    part_of: str = ""
