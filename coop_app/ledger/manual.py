"""Entries that a person writes line by line, and taking one back: what one may do alone and what not."""

from collections.abc import Sequence
from datetime import date

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.ledger import balances, books, posting
from coop_app.ledger.accounts import Account, EntryPage, Posted
from coop_app.ledger.entry import Entry, Line
from coop_app.ledger.reading import entries as reading
from coop_app.ledger.reading.places import refuse_short
from coop_app.ledger.refusals import ReasonMissing
from coop_app.money import rupiah
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


class KeptByRegister(Refused):
    """What is lent or fixed for a term must say which loan or deposit it is; their pages do."""

    message = N_(
        "%(account)s is kept loan by loan or deposit by deposit. Record it on the pages of loans or of"
        " time deposits; a loan from before this book has its own page there."
    )


class TakenMeanwhile(Refused):
    """Undoing a credit must not leave a member with less than nothing."""

    message = N_(
        "Part of this money has been taken out since; only %(left)s of it is there. Undo what was taken"
        " out first."
    )


#: accounts whose every line belongs to a member
_BY_MEMBER = frozenset({"principal_savings", "mandatory_savings", "voluntary_savings"})
#: accounts whose every line belongs to a loan or a time deposit
_BY_REGISTER = frozenset(
    {"loans_to_members", "accrued_loan_interest", "loan_loss_allowance", "time_deposits"}
)


class MemoMissing(Refused):
    """A voucher without words cannot be explained at the meeting."""

    message = N_("Write in a few words what this is about.")
    field = "memo"


def post_voucher(*, desk: Desk, request_id: str, on: date, memo: str, lines: Sequence[Line]) -> int:
    """Post a general voucher and return its sequence number; the same request id posts once.

    Raises `MemoMissing`, `KeptByMember`, `KeptByRegister`, `CashShort`, `RequestReused`, `SecondPersonNeeded` for an old date,
    and what `posting.post` raises.
    """
    draft = Entry(on, memo.strip(), f"ledger.voucher:{request_id}", tuple(lines))
    if earlier := _earlier(desk.book_id, draft):
        return earlier.seq
    auth.check_back_dating(desk, on)
    seq = _post(desk, draft)
    refuse_short(book_id=desk.book_id, seq=seq)
    return seq


def post_opening(*, desk: Desk, request_id: str, on: date, lines: Sequence[Line]) -> int:
    """Post opening balances and return the sequence number; the same request id posts once.

    Raises `OpeningUnbalanced`, `KeptByMember`, `KeptByRegister`, `RequestReused`, `SecondPersonNeeded`, and what
    `posting.post` raises.
    """
    difference = sum(line.amount for line in lines)
    if difference:
        raise OpeningUnbalanced(difference=abs(difference))
    draft = Entry(on, "Saldo awal", f"ledger.opening:{request_id}", tuple(lines), series="BM")
    if earlier := _earlier(desk.book_id, draft):
        return earlier.seq
    auth.require_second_person(desk)
    return _post(desk, draft)


def reverse(*, desk: Desk, seq: int, on: date, why: str) -> Posted:
    """Take one entry back by its mirror image. Raises `SecondPersonNeeded`, `CashShort`, `TakenMeanwhile`,
    and what `posting.reverse` raises.
    """
    if not why.strip():
        raise ReasonMissing
    auth.require_second_person(desk)
    mirror = posting.reverse(
        book_id=desk.book_id, seq=seq, on=on, why=why, by=desk.user_id, approved_by=desk.approved_by
    )
    refuse_short(book_id=desk.book_id, seq=mirror.seq)
    _refuse_taken(desk.book_id, reading.entry_page(book_id=desk.book_id, seq=mirror.seq))
    return mirror


def _refuse_taken(book_id: int, mirror: EntryPage) -> None:
    """What members have saved or fixed stays at nothing or above."""
    members = {one.id for one in books.accounts(book_id=book_id) if is_owed_to_member(one)}
    for line in mirror.lines:
        if line.account_id in members and line.amount > 0 and line.subject:
            held = balances.balance(book_id=book_id, account=line.account_id, subject=line.subject)
            if held > 0:
                raise TakenMeanwhile(left=rupiah(line.amount - held))


def _earlier(book_id: int, draft: Entry) -> EntryPage | None:
    if not draft.memo:
        raise MemoMissing
    earlier = reading.find_by_source(book_id=book_id, source=draft.source)
    if earlier and not _same(earlier, draft):
        raise RequestReused
    if not earlier:
        _check_members(book_id, draft.lines)
    return earlier


def _post(desk: Desk, entry: Entry) -> int:
    posted = posting.post(
        entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by
    )
    return posted.seq


def _check_members(book_id: int, lines: Sequence[Line]) -> None:
    known = {one.id: one for one in books.accounts(book_id=book_id)}
    named = {one.role: one for one in known.values() if one.role}
    for line in lines:
        found = (
            known.get(line.account) if isinstance(line.account, int) else named.get(line.account)
        )
        if found and is_by_member(found) and not line.subject:
            kept = KeptByMember if found.role in _BY_MEMBER else KeptByRegister
            raise kept(account=f"{found.code} {found.name}")


def is_by_member(account: Account) -> bool:
    """Whether it takes no lines written by hand, because each belongs to a member, loan or deposit."""
    return account.role in _BY_MEMBER | _BY_REGISTER


def is_owed_to_member(account: Account) -> bool:
    """Whether its balance is a member's money."""
    return account.role in _BY_MEMBER | {"time_deposits"}


def _same(earlier: EntryPage, draft: Entry) -> bool:
    before = [(line.account_id, int(line.amount), line.memo) for line in earlier.lines]
    now = [(line.account, int(line.amount), line.memo) for line in draft.lines]
    return earlier.on == draft.on and earlier.memo == draft.memo and before == now
