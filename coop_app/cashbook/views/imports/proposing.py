"""The words of proposals: categories, marks, reasons."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from coop_app.cashbook.excel import CATEGORIES, wording
from coop_app.cashbook.excel.values import Reason
from coop_app.cashbook.queries import reason
from coop_app.dates import Month
from coop_app.savings.rules.dues import merged
from coop_app.web.filters import month_name


def labels() -> dict[str, str]:
    """The categories' names."""
    return {key: _(each.label) for key, each in CATEGORIES.items()}


def flag_names() -> dict[str, str]:
    """What the marks of rows are called."""
    return {
        "new_member": _("New member?"), "member_unclear": _("Member unclear"),
        "months_unclear": _("Months unclear"), "possible_double": _("Possible double"),
        "recheck": _("To be checked again"), "row_problem": _("Problem in the row"),
        "equal_row": _("Equal rows"), "already_moved": _("Already in the other book"),
    }  # fmt: skip


def why(reasons: tuple[Reason, ...]) -> str:
    """All reasons in one line."""
    return wording.why(reasons, _)


def told(stored: Sequence[Any]) -> str:
    """A stored reason as a sentence."""
    return wording.sentence(reason(stored), _)


def left_out(stored: Sequence[Any]) -> str:
    """Why a row was left out, as a sentence."""
    return wording.left_out(reason(stored), _)


def months(found: Sequence[Month]) -> str:
    """`Juni 2025 – Desember 2025, Maret 2026`."""
    spans = [
        month_name(first) if first == last else f"{month_name(first)} – {month_name(last)}"
        for first, last in merged(sorted(found))
    ]
    return ", ".join(spans)
