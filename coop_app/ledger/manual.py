"""Entries that a person writes line by line: the general voucher and the opening balances."""

from collections.abc import Sequence
from datetime import date

from coop_app.ledger import books, posting
from coop_app.ledger.accounts import Account, EntryPage
from coop_app.ledger.entry import Entry, Line
from coop_app.ledger.reading import entries as reading
from coop_app.ledger.reading.places import refuse_short
from coop_app.refusal import N_, Refused, RequestReused


class OpeningUnbalanced(Refused):
    """Opening balances are what the cooperative owns, owes and has from its members: they even out."""

    message = N_("Debit and credit still differ by %(difference)s. The counter must be zero.")


class KeptByMember(Refused):
    """What members saved must say of whom it is; the savings pages do."""

    message = N_(
        "%(account)s is kept member by member. Record it under Receive savings or in the meeting"
        " sheet; for what was saved before this book choose Opening balance as the cash place."
    )


#: accounts whose every line belongs to a member
_BY_MEMBER = frozenset({"principal_savings", "mandatory_savings", "voluntary_savings"})


class MemoMissing(Refused):
    """A voucher without words cannot be explained at the meeting."""

    message = N_("Write in a few words what this is about.")
    field = "memo"


def post_voucher(
    *, book_id: int, request_id: str, on: date, memo: str, lines: Sequence[Line], by: int
) -> int:
    """Post a general voucher and return its sequence number; the same request id posts once.

    Raises `MemoMissing`, `KeptByMember`, `CashShort`, `RequestReused` and what `posting.post` raises.
    """
    entry = Entry(on, memo, "", tuple(lines))
    seq = _post_once(f"ledger.voucher:{request_id}", book_id, entry, by)
    refuse_short(book_id=book_id, seq=seq)
    return seq


def post_opening(*, book_id: int, request_id: str, on: date, lines: Sequence[Line], by: int) -> int:
    """Post opening balances and return the sequence number; the same request id posts once.

    Raises `OpeningUnbalanced`, `KeptByMember`, `RequestReused` and what `posting.post` raises.
    """
    difference = sum(line.amount for line in lines)
    if difference:
        raise OpeningUnbalanced(difference=abs(difference))
    entry = Entry(on, "Saldo awal", "", tuple(lines), series="BM")
    return _post_once(f"ledger.opening:{request_id}", book_id, entry, by)


def _post_once(source: str, book_id: int, draft: Entry, by: int) -> int:
    if not draft.memo.strip():
        raise MemoMissing
    if earlier := reading.find_by_source(book_id=book_id, source=source):
        if not _same(earlier, draft):
            raise RequestReused
        return earlier.seq
    _check_members(book_id, draft.lines)
    entry = Entry(draft.on, draft.memo.strip(), source, draft.lines, draft.series)
    return posting.post(entry, book_id=book_id, by=by).seq


def _check_members(book_id: int, lines: Sequence[Line]) -> None:
    known = {one.id: one for one in books.accounts(book_id=book_id)}
    named = {one.role: one for one in known.values() if one.role}
    for line in lines:
        found = (
            known.get(line.account) if isinstance(line.account, int) else named.get(line.account)
        )
        if found and found.role in _BY_MEMBER and not line.subject:
            raise KeptByMember(account=f"{found.code} {found.name}")


def is_by_member(account: Account) -> bool:
    """Whether this account takes no lines written by hand, because each belongs to a member."""
    return account.role in _BY_MEMBER


def _same(earlier: EntryPage, draft: Entry) -> bool:
    before = [(line.account_id, int(line.amount), line.memo) for line in earlier.lines]
    now = [(line.account, int(line.amount), line.memo) for line in draft.lines]
    return earlier.on == draft.on and earlier.memo == draft.memo.strip() and before == now
