"""Who gets how much of what has come (interfaces.md, order-round)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from coop_app.money import apportion
from coop_app.purchasing.rules.packs import Order, Wish, in_time_order, wishes


class Rule(StrEnum):
    """How goods are shared when too few or too many have come."""

    TIME = "time"
    PROPORTIONAL = "proportional"
    EQUAL = "equal"


def allocate(orders: Sequence[Order], available: int, rule: Rule) -> dict[str, int]:
    """Base units by member, firm quantities first, then tolerances; nobody above both together."""
    wanted = wishes(orders)
    firm = [wish.quantity for wish in wanted]
    if rule is Rule.TIME:
        given = _firm_by_time(orders, wanted, available)
    else:
        given = _shared(firm, available, rule)
    left = available - sum(given)
    extra = _shared([wish.tolerance for wish in wanted], left, rule)
    return {wish.member: mine + more for wish, mine, more in zip(wanted, given, extra, strict=True)}


def _firm_by_time(orders: Sequence[Order], wanted: Sequence[Wish], available: int) -> list[int]:
    """Every entry stands at its own time, so that an addition waits behind earlier members."""
    entries = in_time_order(orders)
    got = dict.fromkeys((wish.member for wish in wanted), 0)
    for order, part in zip(
        entries, _in_turn((e.quantity for e in entries), available), strict=True
    ):
        got[order.member] += part
    return list(got.values())


def _shared(limits: Sequence[int], available: int, rule: Rule) -> list[int]:
    """At most its limit for each; limits stand in time order."""
    if sum(limits) <= available:
        return list(limits)
    if rule is Rule.TIME:
        return _in_turn(limits, available)
    if rule is Rule.PROPORTIONAL:
        return apportion(available, limits)
    return _one_by_one(limits, available)


def _in_turn(limits: Iterable[int], available: int) -> list[int]:
    """The first is served whole, then the next."""
    given = []
    for limit in limits:
        given.append(min(limit, available))
        available -= given[-1]
    return given


def _one_by_one(limits: Sequence[int], available: int) -> list[int]:
    """One more for each in turn until it is satisfied; whole rounds are found by halving."""
    low, high = 0, max(limits)
    while low < high:
        rounds = (low + high + 1) // 2
        if sum(min(limit, rounds) for limit in limits) <= available:
            low = rounds
        else:
            high = rounds - 1
    given = [min(limit, low) for limit in limits]
    unsatisfied = [i for i, limit in enumerate(limits) if limit > low]
    for i in unsatisfied[: available - sum(given)]:
        given[i] += 1
    return given
