"""A business opens its book with what is there on that day."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.chart.templates import template
from coop_app.enterprises import queries
from coop_app.enterprises.entries import books as entries
from coop_app.enterprises.models import BusinessTool
from coop_app.enterprises.models import Enterprise as EnterpriseRow
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books import acts, equipment, refusals, words
from coop_app.enterprises.rules.books.acts import Act, Kind
from coop_app.enterprises.service.books.recording import party_for, record, wait_turn
from coop_app.fingerprint import fingerprint
from coop_app.ledger.entry import Entry
from coop_app.members.rules import phones
from coop_app.members.service.rows import locked
from coop_app.money import ZERO, Money
from coop_app.products import service as stock
from coop_app.products.rules.points import PointFacts
from coop_app.refusal import RequestReused

#: nobody was registered for this tax before
_OLDEST = 2013


@dataclass(frozen=True, slots=True)
class Owed:
    """A name and an amount at the beginning."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class FirstTool:
    """A tool at the beginning: what it is worth now, and the years it will last."""

    name: str
    worth: Money
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnterprise:
    """What the owner says of the business on the day the book begins."""

    name: str
    kind: str
    opened_on: date
    since: date | None = None
    address: str = ""
    phone: str = ""
    tax_since: int | None = None
    cash: Money = ZERO
    bank: Money = ZERO
    receivable: tuple[Owed, ...] = ()
    debts: tuple[Owed, ...] = ()
    cooperative_debt: Money = ZERO
    tools: tuple[FirstTool, ...] = ()


def open_enterprise(
    *, cooperative_id: int, member_id: int, by: int, request_id: str, new: NewEnterprise
) -> Enterprise:
    """Open a book for a member's business; the same request opens it once.

    Raises `NameMissing`, `NameTaken`, `LifeUnclear`, `PhoneUnclear`, `NotFound` (no such member),
    `RequestReused`, `DateInFuture`.
    """
    locked(cooperative_id, member_id)  # two taps of one member go one after the other
    print_ = fingerprint((member_id, new))
    if earlier := queries.find_request(cooperative_id, request_id):
        key, owner, known = earlier
        if (owner, known) != (member_id, print_):
            raise RequestReused
        return queries.enterprise_of(cooperative_id, member_id, key)
    _check(cooperative_id, member_id, new)
    business = _write(cooperative_id, member_id, by, (request_id, print_), new)
    desk = Desk(cooperative_id, business.book_id, by, clock.today())
    stock.add_point(desk=desk, facts=PointFacts(new.name.strip(), "enterprise"))
    _post_opening(desk, business, request_id, new)
    return business


def _check(cooperative_id: int, member_id: int, new: NewEnterprise) -> None:
    _free_name(cooperative_id, member_id, new.name)
    for one in new.tools:
        equipment.months_of(one.years)
    if new.opened_on > clock.today():
        raise ledger.DateInFuture(on=new.opened_on, field="opened_on")


def _free_name(cooperative_id: int, member_id: int, text: str, besides: int = 0) -> str:
    """The name as it is kept. Raises `NameMissing`, `NameTaken`."""
    name = " ".join(text.split())
    if not name:
        raise refusals.NameMissing
    mine = queries.enterprises_of(cooperative_id, member_id)
    if name.casefold() in {one.name.casefold() for one in mine if one.id != besides}:
        raise refusals.NameTaken(name=name)
    return name


def _write(
    cooperative_id: int, member_id: int, by: int, asked: tuple[str, str], new: NewEnterprise
) -> Enterprise:
    name = " ".join(new.name.split())
    book_id = ledger.open_book(
        cooperative_id=cooperative_id, name=name, kind="enterprise",
        accounts=template("enterprise").accounts, opened_on=new.opened_on,
    )  # fmt: skip
    row = {
        "cooperative_id": cooperative_id, "book_id": book_id, "member_id": member_id, "name": name,
        "kind": new.kind if new.kind in acts.BUSINESS_KINDS else "other", "since": new.since,
        "address": new.address.strip(),
        "phone": phones.normalised(new.phone, field="phone") if new.phone.strip() else "",
        "tax_since": new.tax_since, "opened_on": new.opened_on, "request_id": asked[0],
        "fingerprint": asked[1], "made_by": by, "made_at": clock.now(),
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(EnterpriseRow), row).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return queries.enterprise_of(cooperative_id, member_id, int(made[0]))


def _post_opening(desk: Desk, business: Enterprise, request_id: str, new: NewEnterprise) -> None:
    there = _standing(business, new)
    worth = sum((one.worth for one in new.tools), ZERO)
    amount = there.capital + worth
    if not (amount or there.debts):
        return
    act = Act(kind=Kind.OPENING, on=new.opened_on, amount=Money(max(int(amount), 0)))

    def make(key: int, slip: entries.Slip) -> Entry:
        return entries.opening(slip, _with_tools(there, business, key, new))

    record(
        desk=desk, business=business, request_id=f"{request_id}:opening", act=act,
        memo=words.memo_of(act), make=make,
    )  # fmt: skip


def _standing(business: Enterprise, new: NewEnterprise) -> entries.Standing:
    receivable, debts = dict[str, Money](), dict[tuple[str, str], Money]()
    for owed in new.receivable:
        subject = party_for(business=business, name=owed.name).subject
        receivable[subject] = receivable.get(subject, ZERO) + owed.amount
    for owed in new.debts:
        key = ("other_debt", party_for(business=business, name=owed.name).subject)
        debts[key] = debts.get(key, ZERO) + owed.amount
    if new.cooperative_debt:
        debts["cooperative_debt", acts.COOPERATIVE] = new.cooperative_debt
    return entries.Standing(new.cash, new.bank, receivable, {}, debts)


def _with_tools(
    there: entries.Standing, business: Enterprise, act_id: int, new: NewEnterprise
) -> entries.Standing:
    owned = {
        write_tool(
            business, act_id,
            equipment.Tool(0, one.name, new.opened_on, one.worth, ZERO, equipment.months_of(one.years)),
        ): one.worth
        for one in new.tools
    }  # fmt: skip
    return entries.Standing(there.cash, there.bank, there.receivable, owned, there.debts)


def write_tool(business: Enterprise, act_id: int, tool: equipment.Tool) -> int:
    """Write a tool down; returns its key."""
    row = {
        "cooperative_id": business.cooperative_id, "enterprise_id": business.id, "act_id": act_id,
        "name": " ".join(tool.name.split()), "bought_on": tool.bought_on, "cost": int(tool.cost),
        "rest_value": int(tool.rest_value), "months": tool.months,
    }  # fmt: skip
    made = db.write_connection().execute(sa.insert(BusinessTool), row).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stands on her papers."""

    name: str
    kind: str
    address: str = ""
    phone: str = ""
    since: date | None = None
    tax_since: int | None = None


def change_facts(*, business: Enterprise, facts: Facts) -> Enterprise:
    """Correct what stands on her papers; owner and book stay.

    Raises `NameMissing`, `NameTaken`, `PhoneUnclear`, `YearUnclear`.
    """
    year = facts.tax_since
    if year is not None and not _OLDEST <= year <= clock.today().year:
        raise refusals.YearUnclear(first=str(_OLDEST), last=str(clock.today().year))
    locked(business.cooperative_id, business.member_id)
    wait_turn(business)
    row = {
        "name": _free_name(business.cooperative_id, business.member_id, facts.name, business.id),
        "kind": facts.kind if facts.kind in acts.BUSINESS_KINDS else business.kind,
        "address": facts.address.strip(), "since": facts.since, "tax_since": year,
        "phone": phones.normalised(facts.phone, field="phone") if facts.phone.strip() else "",
    }  # fmt: skip
    mine = sa.update(EnterpriseRow).where(EnterpriseRow.id == business.id)
    db.write_connection().execute(mine.values(row))
    return queries.enterprise_of(business.cooperative_id, business.member_id, business.id)
