"""Proves a sheet by its running balance: which column adds, what it opens and closes with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from coop_app.cashbook.excel.reading.lines import RawSheet, Total
from coop_app.cashbook.excel.reading.raw import RawLine
from coop_app.cashbook.excel.values import CREDIT_IN, DEBIT_IN
from coop_app.money import Money, half_up, rupiah

_NONE = Decimal(0)
_HALF = Decimal("0.5")
_UNCHECKED = re.compile(r"lalu|sebelum", re.IGNORECASE)  # totals of other sheets
_CUMULATIVE = re.compile(r"s[/.]?\s?d\b|sampai", re.IGNORECASE)


def votes(sheet: RawSheet) -> int:
    """Rows whose balance proves that debit adds, less those that prove credit adds."""
    count = 0
    opening = sheet.opening
    former = opening.balance if opening else None
    since = _NONE  # rows without a balance of their own are counted with the next one that has it
    for line in sheet.lines:
        net = since + _net(line)
        if line.balance is None:
            since = net
            continue
        if former is not None and net:
            change = line.balance - former
            count += (_same(change, net)) - (_same(change, -net))
        former, since = line.balance, _NONE
    first = opening or next(iter(sheet.lines), None)
    if not count and first is not None and first.balance and _net(first):
        # nothing else proves it: a balance that is just its own row's amounts begins at zero
        count = _same(first.balance, _net(first)) - _same(first.balance, -_net(first))
    return count


def worded(sheet: RawSheet) -> str:
    """What the headings alone suggest when no balance proves it."""
    debit = sheet.layout.headings.get("debit", "")
    return CREDIT_IN if re.search("keluar", debit) else DEBIT_IN


@dataclass(frozen=True, slots=True)
class Moved:
    """Whole rupiah that a row brings in and takes out, and the balance after it."""

    money_in: Money
    money_out: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Settled:
    """A sheet in figures."""

    opening: Money
    closing: Money
    moved: tuple[Moved, ...]
    opening_row: int


def settle(sheet: RawSheet, orientation: str, former_closing: Money | None) -> Settled:
    """Recompute every balance from the opening on, and note each place that differs.

    Fractions of a rupiah (bank interest) are booked so that the balance after each row is the written
    balance to the nearest rupiah; so single amounts differ by less than one rupiah and the closing fits.
    """
    start, row = _opening(sheet, orientation, former_closing)
    _compare_opening(sheet, start, row, former_closing)
    running, written, moved = start, start, []
    for line in sheet.lines:
        came, went = _both_ways(sheet, line, orientation)
        after = running + came - went
        moved.append(_whole(sheet, line, (came, went), running))
        _check_balance(sheet, line, after, written, came - went)
        if line.balance is not None:
            written = line.balance
        else:
            written += came - went
        running = after
    _check_closing(sheet, running, written)
    _check_totals(sheet, start, running)
    return Settled(_rounded(start), _rounded(running), tuple(moved), row)


def _opening(
    sheet: RawSheet, orientation: str, former_closing: Money | None
) -> tuple[Decimal, int]:
    line = sheet.opening
    if line is not None:
        if line.balance is not None:
            return line.balance, line.row
        net = _net(line)
        if line.debit and line.credit:
            return (net if orientation == DEBIT_IN else -net), line.row
        return abs(net), line.row
    first = sheet.lines[0] if sheet.lines else None
    if first is not None and first.balance is not None:
        net = _net(first)
        return first.balance - (net if orientation == DEBIT_IN else -net), first.row
    return Decimal(former_closing or 0), sheet.layout.ends


def _compare_opening(sheet: RawSheet, start: Decimal, row: int, former: Money | None) -> None:
    opening = _rounded(start)
    if former is not None and opening != former:
        sheet.findings.problem(
            row, "opening_differs", opening=rupiah(opening), former=rupiah(former)
        )
    elif sheet.opening is None and opening:
        sheet.findings.problem(row, "opening_derived", opening=rupiah(opening))


def _both_ways(sheet: RawSheet, line: RawLine, orientation: str) -> tuple[Decimal, Decimal]:
    came, went = line.debit or _NONE, line.credit or _NONE
    if orientation == CREDIT_IN:
        came, went = went, came
    if came and went:
        sheet.findings.problem(line.row, "both_amounts", one=_shown(came), other=_shown(went))
    if came < 0 or went < 0:
        sheet.findings.problem(line.row, "negative_amount", amount=_shown(min(came, went)))
        came, went = max(came, _NONE) - min(went, _NONE), max(went, _NONE) - min(came, _NONE)
    return came, went


def _whole(
    sheet: RawSheet, line: RawLine, both: tuple[Decimal, Decimal], running: Decimal
) -> Moved:
    came, went = both
    after = _rounded(running + came - went)
    net = after - _rounded(running)
    money_in, money_out = Money(half_up(came)), Money(half_up(went))
    if came != money_in or went != money_out:
        exact = came or went
        if went and not came:
            money_out = -net
        else:
            money_in = money_out + net
        sheet.findings.problem(
            line.row, "fraction_rounded", exact=f"{exact:f}".replace(".", ","),
            booked=rupiah(money_in if came else money_out),
        )  # fmt: skip
    return Moved(money_in, money_out, after)


def _check_balance(
    sheet: RawSheet, line: RawLine, after: Decimal, written: Decimal, net: Decimal
) -> None:
    """The balance must follow from the start, or at least from the row above (told there already)."""
    if line.balance is None or _same(line.balance, after) or _same(line.balance, written + net):
        return
    if _same(line.balance, written - net) and net:
        sheet.findings.problem(
            line.row, "wrong_column", written=_shown(line.balance), computed=_shown(after)
        )
        return
    sheet.findings.problem(
        line.row, "balance_differs", written=_shown(line.balance), computed=_shown(after)
    )


def _check_closing(sheet: RawSheet, closing: Decimal, written: Decimal) -> None:
    if not _same(closing, written):
        row = sheet.lines[-1].row if sheet.lines else sheet.layout.ends
        sheet.findings.problem(
            row, "closing_differs", written=_shown(written), computed=_shown(closing)
        )


def _check_totals(sheet: RawSheet, start: Decimal, closing: Decimal) -> None:
    before = 0
    for total in sheet.totals:
        if not _UNCHECKED.search(total.line.label):
            _check_total(sheet, total, before, (start, closing))
        before = total.after or before


def _check_total(sheet: RawSheet, total: Total, before: int, ends: tuple[Decimal, Decimal]) -> None:
    line, (start, closing) = total.line, ends
    debit, credit = line.debit or _NONE, line.credit or _NONE
    if _CUMULATIVE.search(line.label) and abs(abs(debit - credit) - abs(closing)) < 1:
        return
    for value, column in ((line.debit, "debit"), (line.credit, "credit")):
        fits = value in (None, _NONE) or any(
            _same(value, allowed)
            for first in {0, before}
            for allowed in _allowed(sheet, column, sheet.lines[first : total.after], ends)
        )
        if not fits:
            expected = _column_sum(sheet.lines[: total.after], column)
            sheet.findings.problem(
                line.row, "total_differs", written=_shown(value or _NONE), computed=_shown(expected)
            )
    running = {start, closing, *(one.balance for one in sheet.lines[: total.after][-1:])}
    if line.balance is not None and line.balance not in running:
        movement = _column_sum(sheet.lines, "debit") - _column_sum(sheet.lines, "credit")
        if abs(line.balance) not in {abs(movement), abs(debit - credit)}:
            sheet.findings.problem(
                line.row, "total_differs", written=_shown(line.balance), computed=_shown(closing)
            )


def _allowed(
    sheet: RawSheet, column: str, lines: Sequence[RawLine], ends: tuple[Decimal, Decimal]
) -> list[Decimal]:
    """A total may count the opening, the opening's own two columns, or the closing that evens it out."""
    total, (start, closing) = _column_sum(lines, column), ends
    carried = getattr(sheet.opening, column, None) or _NONE if sheet.opening else _NONE
    return [total, total + start, total + carried, total + closing, start, closing]


def _column_sum(lines: Sequence[RawLine], column: str) -> Decimal:
    return sum((getattr(line, column) or _NONE for line in lines), _NONE)


def _net(line: RawLine) -> Decimal:
    return (line.debit or _NONE) - (line.credit or _NONE)


def _same(one: Decimal, other: Decimal) -> bool:
    """Equal; where fractions of a rupiah are in play, within less than one."""
    if one == other:
        return True
    whole = one == one.to_integral_value() and other == other.to_integral_value()
    return not whole and abs(one - other) < 1


def _rounded(amount: Decimal) -> Money:
    """To the nearest rupiah, halves up; adding whole rupiah never changes what is rounded off."""
    return Money(int((amount + _HALF).to_integral_value(rounding=ROUND_FLOOR)))


def _shown(amount: Decimal) -> str:
    return rupiah(_rounded(amount))
