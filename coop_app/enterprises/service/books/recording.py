"""How an act of an owner is written: wait for the turn, know a repeated request, write, post."""

from collections.abc import Callable
from datetime import date
from typing import cast

import sqlalchemy as sa

from coop_app import clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.enterprises import queries
from coop_app.enterprises.entries.books import Slip
from coop_app.enterprises.models import BusinessAct, BusinessParty
from coop_app.enterprises.models import Enterprise as EnterpriseRow
from coop_app.enterprises.queries import Done, Enterprise, Party
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.rules.books.acts import Act
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.members.rules import phones
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused

#: (key of the act, its slip) → what it posts
Make = Callable[[int, Slip], Entry]
_POSTED = (
    sa.update(BusinessAct)
    .where(BusinessAct.id == sa.bindparam("key"))
    .values(entry_seq=sa.bindparam("seq"))
)


def wait_turn(business: Enterprise) -> None:
    """Acts in one book go one after the other, so that what is read below cannot go stale."""
    mine = (
        EnterpriseRow.id == business.id, EnterpriseRow.cooperative_id == business.cooperative_id,
    )  # fmt: skip
    db.write_connection().execute(sa.select(EnterpriseRow.id).where(*mine).with_for_update())


def record(
    *, desk: Desk, business: Enterprise, request_id: str, act: Act, memo: str, make: Make
) -> Done:
    """Write the act and post what `make` makes of it; a repeated request gives back its first result.

    Raises `BeforeOpening`, `RequestReused`, `MoneyShort` and what `ledger.post` raises.
    """
    wait_turn(business)
    print_ = fingerprint(act)
    if earlier := queries.find_act_request(business.cooperative_id, request_id):
        owner, done = earlier
        if done.fingerprint != print_ or owner != business.id:
            raise RequestReused
        return done
    if act.on < business.opened_on:
        raise refusals.BeforeOpening(on=business.opened_on)
    key = _write(desk, business, request_id, act, print_)
    slip = Slip(act.on, f"enterprises.act:{key}", memo)
    posted = ledger.post(make(key, slip), book_id=business.book_id, by=desk.user_id)
    refuse_short(business, posted.seq)
    db.write_connection().execute(_POSTED, {"key": key, "seq": posted.seq})
    return queries.get_act(business, key)


def refuse_short(business: Enterprise, seq: int) -> None:
    """Said to an owner: what is there, and what to do. Raises `MoneyShort`."""
    try:
        ledger.refuse_short(book_id=business.book_id, seq=seq)
    except ledger.CashShort as short:
        missing, on = cast("Money", short.facts["short"]), cast("date", short.facts["on"])
        place = str(short.facts["place"])
        raise refusals.MoneyShort(
            place=place, on=on, short=missing, there=_there(business, seq, place, missing)
        ) from short


def _there(business: Enterprise, seq: int, place: str, missing: Money) -> Money:
    """What the place held before the entry took more than that."""
    found = next(one for one in ledger.cash_places(book_id=business.book_id) if one.name == place)
    page = ledger.entry_page(book_id=business.book_id, seq=seq)
    taken = -sum(int(line.amount) for line in page.lines if line.account_id == found.id)
    return Money(max(taken - int(missing), 0))


def _write(desk: Desk, business: Enterprise, request_id: str, act: Act, print_: str) -> int:
    facts = {
        "cooperative_id": business.cooperative_id, "book_id": business.book_id,
        "enterprise_id": business.id, "kind": act.kind.value, "on_date": act.on,
        "amount": int(act.amount), "way": act.way.value, "what": act.what,
        "party_id": act.party_id, "item_id": act.item_id, "quantity": act.quantity,
        "note": act.note, "request_id": request_id, "fingerprint": print_,
        "made_by": desk.user_id, "made_at": clock.now(),
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(BusinessAct), facts).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])


def party_for(*, business: Enterprise, name: str, phone: str = "") -> Party:
    """The buyer or lender of this name, written down when new; a new phone number replaces the old.

    Raises `PartyMissing`, `PhoneUnclear`.
    """
    wait_turn(business)
    clean = " ".join(name.split())[:80]
    if not clean:
        raise refusals.PartyMissing
    number = phones.normalised(phone, field="phone") if phone.strip() else ""
    known = queries.find_party(business, clean)
    if known is None:
        return _new_party(business, clean, number)
    if number and number != known.phone:
        mine = sa.update(BusinessParty).where(BusinessParty.id == known.id)
        db.write_connection().execute(mine.values(phone=number))
    return queries.get_party(business, known.id)


def _new_party(business: Enterprise, name: str, phone: str) -> Party:
    row = {
        "cooperative_id": business.cooperative_id, "enterprise_id": business.id, "name": name,
        "phone": phone, "made_at": clock.now(),
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(BusinessParty), row).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return queries.get_party(business, int(made[0]))


def check_amount(amount: Money | None, field: str = "amount") -> Money:
    """An amount above zero. Raises `AmountMissing`."""
    if amount is None or amount <= 0:
        raise refusals.AmountMissing(field=field)
    return amount


def check_own(desk: Desk, business: Enterprise) -> None:
    """The desk stands in this very book. Raises `NotFound`."""
    if (desk.cooperative_id, desk.book_id) != (business.cooperative_id, business.book_id):
        raise NotFound
