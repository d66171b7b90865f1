"""Money in hand and in the bank, what is not yet explained, what waits, who may decide."""

from collections.abc import Iterator
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from coop_app import clock, ledger
from coop_app.auth import queries, rules, service
from coop_app.auth.rules import limits
from coop_app.cashbook import queries as cashbook
from coop_app.closing.views import tasks
from coop_app.dates import Month
from coop_app.literacy.rules.practice.handover import Item, Section
from coop_app.money import Money
from coop_app.web.filters import day, rupiah_text

_IN_RUPIAH = "rupiah"
_MOST_MONTHS = 12


def places(cooperative_id: int, book_id: int, on: date) -> Section:
    """Every cash place with its balance at the end of a day and its last count."""
    last: dict[int, cashbook.Counted] = {}
    for one in cashbook.list_counts(cooperative_id):
        if one.on <= on:
            last.setdefault(one.place_id, one)
    rows = []
    for place in ledger.cash_places(book_id=book_id):
        held = ledger.balance(book_id=book_id, account=place.id, on=on)
        url = url_for("cashbook.book", place_id=place.id)
        rows.append(
            Item(f"{place.code} {place.name}", held, None, _counted(last.get(place.id)), url)
        )
    return Section("places", _("Cash and bank, as the books say"), tuple(rows))


def _counted(last: cashbook.Counted | None) -> str:
    if last is None:
        return str(_("never counted"))
    words = _("counted on %(day)s: %(sum)s", day=day(last.on), sum=rupiah_text(last.counted))
    if not last.difference:
        return str(_("%(counted)s, no difference", counted=words))
    return str(
        _("%(counted)s, difference %(sum)s", counted=words, sum=rupiah_text(last.difference))
    )


def waiting(cooperative_id: int, _book_id: int, _on: date) -> Section:
    """Acts that a second person has still to decide."""
    rows = [
        Item(
            _title(row.kind),
            on=row.made_at.date(),
            note=_("asked by %(name)s: %(reason)s", name=row.maker, reason=row.reason),
            url=url_for("auth.approval", approval_id=row.id),
        )
        for row in queries.approvals(cooperative_id, waiting=True)
    ]
    empty = _("Nothing waits for a second person.")
    title = _("Waits for a second person")
    return Section("waiting", title, tuple(rows), empty, urgent=bool(rows), as_now=True)


def _title(kind: str) -> str:
    return str(_(service.kind_of(kind).title))


def unexplained(_cooperative_id: int, book_id: int, on: date) -> Section:
    """What stands on the account for money nobody has explained."""
    account = ledger.account(book_id=book_id, role="suspense")
    held = ledger.balance(book_id=book_id, account=account.id, on=on)
    url = url_for("ledger.account", account_id=account.id)
    rows = (Item(account.name, Money(abs(held)), url=url),) if held else ()
    empty = _("Nothing is left unexplained.")
    return Section("suspense", _("Money not explained yet"), rows, empty, urgent=bool(rows))


def months(_cooperative_id: int, book_id: int, on: date) -> Section:
    """Months that are over and not closed."""
    month = ledger.next_to_close(book_id=book_id)
    rows: list[Item] = []
    while month is not None and month.last < on and len(rows) < _MOST_MONTHS:
        rows.append(Item(month.name, url=url_for("ledger.months")))
        month = month.next()
    empty = _("Every month that is over is closed.")
    title = _("Months not closed yet")
    return Section("months", title, tuple(rows), empty, urgent=len(rows) > 1, as_now=True)


def month_tasks(cooperative_id: int, book_id: int, on: date) -> Section:
    """What the month before asks of goods, till, rounds and members' statements."""
    month = Month.of(on).plus(-1)
    found = tasks.registered(cooperative_id, book_id, month)
    rows = tuple(
        Item(one.title, note=one.words, url=one.url or "") for one in found if not one.is_settled
    )
    title = _("Tasks of %(month)s still to do", month=month.name)
    return Section("tasks", title, rows, _("All tasks of last month are done."), as_now=True)


def imports(cooperative_id: int, _book_id: int, on: date) -> Section:
    """Excel books that were read and at the end of a day not recorded."""
    rows = tuple(
        Item(one.filename, one.closing, one.made_at.date(), one.place,
             url_for("cashbook.batch", batch_id=one.id))
        for one in cashbook.list_batches(cooperative_id)
        if _is_over(one.made_at, on) and not _is_over(one.posted_at, on)
    )  # fmt: skip
    empty = _("No Excel import is unfinished.")
    return Section("imports", _("Excel imports not finished"), rows, empty, urgent=bool(rows))


def _is_over(moment: datetime | None, on: date) -> bool:
    return moment is not None and clock.office_time(moment).date() <= on


def people(cooperative_id: int, _book_id: int, _on: date) -> Section:
    """Who may sign in, with which role."""
    rows = tuple(
        Item(
            one.display_name or one.name,
            note=f"{_(rules.ROLES[one.role])} · {_factor(one)}",
        )
        for one in queries.users(cooperative_id)
        if one.disabled_at is None and one.role in rules.OFFICERS
    )
    return Section("people", _("Who has which key"), rows, as_now=True)


def _factor(one: queries.UserRow) -> str:
    return str(_("with a second key (phone)") if one.totp_confirmed_at else _("password only"))


def bounds(cooperative_id: int, _book_id: int, on: date) -> Section:
    """What one person may do alone."""
    return Section("limits", _("What one person may do alone"), tuple(_limits(cooperative_id, on)))


def _limits(cooperative_id: int, on: date) -> Iterator[Item]:
    for known in limits.LIMITS.values():
        value = service.limit(known.name, cooperative_id=cooperative_id, on=on)
        if known.unit == _IN_RUPIAH:
            yield Item(_(known.label), Money(value), note=_(known.why))
        else:
            yield Item(f"{_(known.label)}: {value}", note=_(known.why))
