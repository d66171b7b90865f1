"""Tools: bought, worn month by month, sold or broken."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.enterprises import queries
from coop_app.enterprises.entries import books as entries
from coop_app.enterprises.models import BusinessTool
from coop_app.enterprises.queries import Done, Enterprise, OwnedTool
from coop_app.enterprises.rules.books import acts, refusals, words
from coop_app.enterprises.rules.books.acts import Act, Kind, Way
from coop_app.enterprises.rules.books.equipment import Tool, months_of, wear
from coop_app.enterprises.service.books.opening import write_tool
from coop_app.enterprises.service.books.recording import (
    check_amount,
    party_for,
    record,
    wait_turn,
)
from coop_app.ledger.entry import Entry
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTool:
    """A tool as it was bought; it will last so many years and be worth `rest_value` then."""

    on: date
    name: str
    amount: Money | None
    years: int | None
    way: Way
    rest_value: Money = ZERO
    party: str = ""


def buy_tool(*, desk: Desk, business: Enterprise, request_id: str, new: NewTool) -> Done:
    """Buy a tool: no cost of this month, its wear is.

    Raises `AmountMissing`, `NameMissing`, `LifeUnclear`, `PartyMissing`, `MoneyShort` and what `record` raises.
    """
    amount, months = check_amount(new.amount), months_of(new.years)
    if not new.name.strip():
        raise refusals.NameMissing
    if new.rest_value >= amount:
        raise refusals.AmountMissing(field="rest_value")
    party = party_for(business=business, name=new.party) if new.way is Way.LATER else None
    who = party.id if party else None
    act = Act(
        kind=Kind.TOOL, on=new.on, amount=amount, way=new.way, party_id=who,
        what=f"{months}:{int(new.rest_value)}", note=new.name.strip(),
    )  # fmt: skip

    def make(key: int, slip: entries.Slip) -> Entry:
        tool = Tool(0, new.name, new.on, amount, new.rest_value, months)
        return entries.tool_bought(
            slip, way=new.way, amount=amount, tool_id=write_tool(business, key, tool),
            subject=acts.party_subject(who),
        )  # fmt: skip

    memo = words.memo_of(act, party=party.name if party else "", goods=new.name.strip())
    return record(
        desk=desk, business=business, request_id=request_id, act=act, memo=memo, make=make
    )


def recorded_wear(business: Enterprise, tool_id: int) -> Money:
    """What of a tool's wear stands in the journal."""
    balance = ledger.balance(
        book_id=business.book_id, account="accumulated_depreciation", subject=f"tool:{tool_id}"
    )
    return Money(-int(balance))


def in_use(business: Enterprise) -> list[OwnedTool]:
    """Tools whose wear still counts."""
    return [one for one in queries.tools_of(business) if one.gone_act_id is None and not one.undone]


def due_wear(business: Enterprise, through: Month) -> dict[int, Money]:
    """What each tool still needs recorded up to a month."""
    tools = {one.tool: recorded_wear(business, one.tool.id) for one in in_use(business)}
    return wear(tools, through)


def record_wear(*, desk: Desk, business: Enterprise, request_id: str, through: Month) -> list[Done]:
    """The wear of all tools, month by month up to a month that is over; never twice.

    Raises `MonthRunning`, `NothingToUse` and what `record` raises.
    """
    wait_turn(business)
    if through.last >= desk.today:
        raise refusals.MonthRunning(month=through.name)
    done = _known(business, request_id)
    if done:
        return done
    if not due_wear(business, through):
        raise refusals.NothingToUse(month=through.name)
    first = min(Month.of(one.tool.bought_on) for one in in_use(business))
    locked = ledger.locked_through(book_id=business.book_id)
    if locked:
        first = max(first, Month.of(locked).next())
    for month in first.until(through):
        amounts = due_wear(business, month)
        if amounts:
            done.append(_record_month(desk, business, f"{request_id}:{month}", month, amounts))
    return done


def _known(business: Enterprise, request_id: str) -> list[Done]:
    """What an earlier sending of the same button recorded."""
    made = queries.list_acts(business, Kind.DEPRECIATION)
    asked = [queries.find_act_request(business.cooperative_id, f"{request_id}:{one.what}")
             for one in made]  # fmt: skip
    return [found[1] for found in asked if found]


def _record_month(
    desk: Desk, business: Enterprise, request_id: str, month: Month, amounts: dict[int, Money]
) -> Done:
    total = Money(sum(map(int, amounts.values())))
    act = Act(kind=Kind.DEPRECIATION, on=month.last, amount=total, what=str(month))
    return record(
        desk=desk, business=business, request_id=request_id, act=act,
        memo=words.memo_of(act, goods=month.name),
        make=lambda _key, slip: entries.worn(slip, amounts),
    )  # fmt: skip


def let_go(
    *, desk: Desk, business: Enterprise, request_id: str, tool_id: int, on: date,
    received: Money, way: Way,
) -> Done:  # fmt: skip
    """A tool is sold or broken: what it still stood at, less what it brought, is gain or loss.

    Raises `NotFound`, `ToolGone` and what `record` raises.
    """
    wait_turn(business)
    owned = queries.get_tool(business, tool_id)
    act = Act(kind=Kind.TOOL_GONE, on=on, amount=received, way=way if received else Way.NONE,
              what=f"tool:{tool_id}")  # fmt: skip

    def make(key: int, slip: entries.Slip) -> Entry:
        if owned.gone_act_id is not None or owned.undone:
            raise refusals.ToolGone
        mine = sa.update(BusinessTool).where(BusinessTool.id == tool_id)
        db.write_connection().execute(mine.values(gone_act_id=key))
        gone = entries.Gone(
            tool_id, owned.tool.cost, recorded_wear(business, tool_id), received, way
        )
        return entries.tool_gone(slip, gone)

    memo = words.memo_of(act, goods=owned.tool.name)
    return record(
        desk=desk, business=business, request_id=request_id, act=act, memo=memo, make=make
    )
