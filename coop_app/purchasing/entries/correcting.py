"""Bills that come after the goods."""

from collections.abc import Sequence

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import Money
from coop_app.purchasing.entries.supplying import Paper, subject_of

#: whose side → the account that bears what falls on goods that are gone
_GONE = {"members": "cogs_members", "others": "cogs_nonmembers"}
_WORDS = "atas barang yang sudah keluar"


def later_bill(
    paper: Paper,
    *,
    stock: Sequence[Line],
    gone: tuple[str, Money],
    amount: Money,
    owed: tuple[int | None, int | None],
) -> Entry:
    """A bill after the goods: "persediaan yang masih ada dan HPP atas barang yang sudah keluar (D), utang usaha
    atau kas (K)"; a bill corrected downwards the other way. `owed` is the supplier or the cash place.
    """
    lines = list(stock)
    side, part = gone
    if part:
        lines.append(_line(_GONE[side], part, memo=_WORDS))
    supplier_id, place = owed
    if supplier_id is not None:
        lines.append(_line("trade_payable", -amount, subject=subject_of(supplier_id)))
    elif place is not None:
        lines.append(_line(place, -amount))
    return Entry(paper.on, paper.memo, paper.source, tuple(lines))


def _line(account: str | int, amount: Money, *, subject: str | None = None, memo: str = "") -> Line:
    side = debit if amount > 0 else credit
    return side(account, Money(abs(int(amount))), subject=subject, memo=memo)
