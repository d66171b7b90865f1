"""The audit: a tuple of small checks over a whole book."""

from collections.abc import Callable, Iterable, Iterator

from coop_app import db
from coop_app.ledger.accounts import Finding
from coop_app.ledger.seal import checks, walk

CHECKS: tuple[Callable[[int], Iterator[Finding]], ...] = (
    checks.by_query,
    walk.chained,
    checks.kept_totals,
    checks.seal_present,
    checks.database_whole,
)


def audit(*, book_id: int) -> list[Finding]:
    """Everything that is wrong with a book; an empty list when nothing is."""
    found = (carried_out(check, book_id, name=check.__name__) for check in CHECKS)
    return [finding for findings in found for finding in findings]


def carried_out(check: Callable[..., Iterable[Finding]], *about: int, name: str) -> list[Finding]:
    """The findings of a check; that it broke off is a finding too, and the next check goes on."""
    found: list[Finding] = []
    try:
        found.extend(check(*about))
    except Exception as error:  # noqa: BLE001 - damaged rows break whatever reads them, in any way
        db.session.rollback()
        found.append(unreadable(name, error))
    return found


def unreadable(name: str, error: Exception) -> Finding:
    """A check could not be carried out: what it reads is damaged."""
    reason = f"{type(error).__name__}: {getattr(error, 'orig', None) or error}"
    return Finding(name, f"the check could not be carried out ({reason})", "database")
