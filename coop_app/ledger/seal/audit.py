"""The audit: a tuple of small checks over a whole book."""

from collections.abc import Callable, Iterator

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
    return [finding for check in CHECKS for finding in check(book_id)]
