"""What the journal adds to the list of exceptions: old dates, entries undone, months opened again."""

from flask import url_for
from flask_babel import gettext as _

from coop_app import auth, ledger
from coop_app.clock import office_time
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.reading import unusual
from coop_app.ledger.reading.unusual import Together
from coop_app.refusal import N_
from coop_app.web import notable
from coop_app.web.filters import day, month_name, rupiah_text
from coop_app.web.notable import Notable, Section, Span

#: what is not named one by one
_FEW = 5


def _undone(span: Span) -> list[Notable]:
    made = {"start": span.start, "end": span.end}
    pages = unusual.reversals(book_id=span.book_id, **made)
    people = _people(span, [who for page in pages for who in (page.made_by, page.approved_by)])
    return [_one(page, people, page.memo) for page in pages]


def _late(span: Span) -> list[Notable]:
    on = office_time(span.start).date()
    days = auth.limit("back_dating_days", cooperative_id=span.cooperative_id, on=on)
    made = {"start": span.start, "end": span.end}
    found = unusual.back_dated(book_id=span.book_id, days=days, **made)
    people = _people(span, [who for one in found for who in (one.made_by, one.approved_by)])
    return [row for one in found for row in _rows(span, one, people)]


def _rows(span: Span, one: Together, people: dict[int, str]) -> list[Notable]:
    if len(one.seqs) < _FEW:
        pages = ledger.entry_pages(book_id=span.book_id, seqs=one.seqs)
        return [_one(page, people, page.memo) for page in pages]
    what = _(
        "%(n)s entries recorded together, the oldest of %(day)s",
        n=len(one.seqs),
        day=day(one.oldest),
    )
    url = url_for("ledger.entry", seq=one.seqs[0])
    maker, checker = (people.get(who or 0, "") for who in (one.made_by, one.approved_by))
    return [Notable(one.at, what, maker or _terminal(), checker, url=url)]


def _terminal() -> str:
    return str(_("the program, from the command line"))


def _one(page: EntryPage, people: dict[int, str], why: str) -> Notable:
    what = f"{page.voucher}, {day(page.on)}, {rupiah_text(page.total)}"
    if page.reverses:
        what += ": " + _("undoes %(voucher)s", voucher=page.reverses.voucher)
    maker = people.get(page.made_by) or _terminal()
    url = url_for("ledger.entry", seq=page.seq)
    return Notable(page.made_at, what, maker, people.get(page.approved_by or 0, ""), why, url)


def _months(span: Span) -> list[Notable]:
    events = [
        event
        for event in ledger.period_events(book_id=span.book_id)
        if event.action == "reopen" and span.start <= event.made_at < span.end
    ]
    people = _people(span, [who for one in events for who in (one.made_by, one.approved_by)])
    return [
        Notable(
            event.made_at, month_name(event.month), people.get(event.made_by, ""),
            people.get(event.approved_by or 0, ""), event.reason, url_for("ledger.months"),
        )
        for event in events
    ]  # fmt: skip


def _people(span: Span, who: list[int | None]) -> dict[int, str]:
    return auth.names_of(span.cooperative_id, who)


for _section in (
    Section("late", N_("Recorded later than one person may date back"), _late, 40),
    Section("undone", N_("Entries undone"), _undone, 50),
    Section("months", N_("Months opened again"), _months, 70),
):
    notable.register(_section)
