"""What is asked for at the counter when a loan is paid, and what may not be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from coop_app.dates import DateInFuture, plain_date
from coop_app.loans.rules.products import Overpaid
from coop_app.money import ZERO, Money, rupiah
from coop_app.refusal import N_, Refused


class Kind(StrEnum):
    """Acts that move money of a loan after its payout."""

    PAYMENT = "payment"
    SETTLEMENT = "settlement"
    RECOVERY = "recovery"
    REFUND = "refund"


class Source(StrEnum):
    """Where the money of a payment comes from, or a refund goes to."""

    PLACE = "place"
    SAVINGS = "savings"
    HELD = "held"


class NothingPaid(Refused):
    """An act moves at least a rupiah."""

    message = N_("Write how much is paid.")
    field = "amount"


class PlaceNotChosen(Refused):
    """Cash lies at a cash place of this book."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


class PaidBeforePayout(Refused):
    """Nothing comes back before it went out."""

    message = N_("The loan was paid out on %(on)s; a payment cannot be dated before.")
    field = "on"


class PaidBeforeLastAct(Refused):
    """Later payments were split over what was owed then; another order would change their receipts."""

    message = N_(
        "On %(on)s something was recorded on this loan already. Use that date or a later one, or"
        " reverse the later payment first."
    )
    field = "on"


class MoreThanOwed(Refused):
    """From savings or held money only what is owed is taken."""

    message = N_(
        "On this day %(owed)s is owed. No more than that is taken from savings or held money."
    )
    field = "amount"


class HeldShort(Refused):
    """Held money is used once."""

    message = N_("For this loan %(held)s is held. Use at most that much.")
    field = "from_held"


class SavingsShort(Refused):
    """What is held or below the minimum stays with the savings."""

    message = N_("From simpanan sukarela at most %(free)s can be taken now.")
    field = "amount"


class MoreHeldThanPaid(Refused):
    """Held money is a part of the payment."""

    message = N_("The held money used cannot be more than the payment.")
    field = "from_held"


class LedgerDisagrees(Refused):
    """The journal and the payments of a loan must tell the same."""

    message = N_(
        "The journal says %(journal)s is left of this loan, its payments say %(payments)s. Somebody"
        " reversed an entry in the journal itself; let the auditor look before going on."
    )


class NotTheLast(Refused):
    """Later acts were worked out from this one."""

    message = N_("Only the last act on a loan can be reversed. Reverse the later one first.")


class SettledOnLeaving(Refused):
    """What was settled when a member left is not taken apart again."""

    message = N_("This receipt was settled when the member left. It can no longer be cancelled.")


class SpentMeanwhile(Refused):
    """What was too much went to savings and is not there any more."""

    message = N_(
        "%(amount)s of this payment went to simpanan sukarela, and only %(free)s of it can be taken"
        " back now."
    )


class QuoteChanged(Refused):
    """What closes the loan is not what was shown."""

    message = N_(
        "Settling costs %(total)s on this day, not what was shown. Look again, then settle."
    )


class NothingHeld(Refused):
    """There is no held money to give back."""

    message = N_("No money is held for this loan.")
    field = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money a borrower brings: `amount` is all of it, `from_held` the part that was held before."""

    loan_id: int
    paid_on: date
    amount: Money
    source: Source = Source.PLACE
    place_id: int | None = None
    from_held: Money = ZERO
    #: where goes what nothing is owed for; None is the product's rule
    left_over_to: Overpaid | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The loan is paid off early; held money is used first. `total` is what was quoted."""

    loan_id: int
    paid_on: date
    total: Money
    source: Source = Source.PLACE
    place_id: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Held money goes back to the borrower: in cash, or to simpanan sukarela."""

    loan_id: int
    paid_on: date
    amount: Money
    to: Source = Source.PLACE
    place_id: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """Days of a loan that an act cannot lie before, and today."""

    disbursed_on: date
    last_act: date | None
    today: date


def check_date(on: date, since: Since) -> None:
    """Acts follow each other. Raises `DateInFuture`, `PaidBeforePayout`, `PaidBeforeLastAct`."""
    if on > since.today:
        raise DateInFuture(on=plain_date(on), field="on")
    if on < since.disbursed_on:
        raise PaidBeforePayout(on=plain_date(since.disbursed_on))
    if since.last_act is not None and on < since.last_act:
        raise PaidBeforeLastAct(on=plain_date(since.last_act))


def check_money(payment: Payment, *, places: Collection[int], held: Money) -> None:
    """Raises `NothingPaid`, `MoreHeldThanPaid`, `HeldShort`, `PlaceNotChosen`."""
    if payment.amount <= 0:
        raise NothingPaid
    if not 0 <= payment.from_held <= payment.amount:
        raise MoreHeldThanPaid
    if payment.from_held > held:
        raise HeldShort(held=rupiah(held))
    if payment.source is Source.HELD and payment.from_held < payment.amount:
        raise HeldShort(held=rupiah(payment.from_held))
    if payment.from_held < payment.amount:
        check_place(payment.source, payment.place_id, places)


def check_place(source: Source, place_id: int | None, places: Collection[int]) -> None:
    """A cash place is named exactly when cash moves. Raises `PlaceNotChosen`."""
    if (place_id in places) != (source is Source.PLACE):
        raise PlaceNotChosen


def check_left_over(payment: Payment, left_over: Money) -> None:
    """Only cash can be too much. Raises `MoreThanOwed`."""
    cash = payment.amount - payment.from_held if payment.source is Source.PLACE else ZERO
    if left_over > cash:
        raise MoreThanOwed(owed=rupiah(payment.amount - left_over))


def memo_of(kind: str, loan: str, member: str, note: str = "") -> str:
    """What the journal says about an act, in Indonesian: books are kept in the language of the country."""
    what = _MEMOS[Kind(kind)]
    text = f"{what} {loan}: {member}"
    return f"{text}. {note.strip()}" if note.strip() else text


_MEMOS: Mapping[Kind, str] = {
    Kind.PAYMENT: "Angsuran pinjaman",
    Kind.SETTLEMENT: "Pelunasan pinjaman",
    Kind.RECOVERY: "Penerimaan pinjaman yang sudah dihapus buku",
    Kind.REFUND: "Pengembalian titipan pinjaman",
}


def fingerprint(act: object) -> str:
    """The same contents give the same mark, so that a form sent twice is known (integrity I7)."""
    return sha256(repr(act).encode("utf-8")).hexdigest()
