"""Lists of loans: the loan book, and what is due this week."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.loans.queries import Judged
from coop_app.loans.rules.position import Unpaid
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.portfolio import presenting
from coop_app.loans.views.portfolio.presenting import Chosen
from coop_app.members.rules import phones
from coop_app.money import ZERO, Money, rupiah
from coop_app.web import whatsapp
from coop_app.web.access import letterhead, requires
from coop_app.web.filters import day, long_day
from coop_app.web.pages import page
from coop_app.web.tables import Column, Table, respond, total_row

_WEEK = timedelta(days=6)


@bp.get("/laporan")
@requires("loans.read")
def reports() -> Response:
    """The figures of today, and the way to every report."""
    on = presenting.asked_day()
    loans = presenting.book().on(on)
    arrears = sum((one.position.arrears for one in loans), ZERO)
    now = presenting.risk_row(loans, on)
    return page("loans/reports.html", on=on, now=now, arrears=arrears)


@bp.get("/laporan/daftar")
@requires("loans.read")
def loan_book() -> Response:
    """Every loan of which something is left on a day, narrowed by the address."""
    chosen = Chosen.asked()
    every = presenting.book().on(chosen.on)
    loans = [one for one in every if chosen.keeps(one)]
    table = _book_table(loans, chosen)
    return respond(
        table, "loans/loan_book.html", chosen=chosen, choices=presenting.choices(every),
        total=sum((one.principal for one in loans), ZERO), every=len(every),
    )  # fmt: skip


def _book_table(loans: list[Judged], chosen: Chosen) -> Table:
    columns = [
        Column("number", _("Loan"), width=9),
        Column("member", _("Member"), width=20),
        Column("group", _("Village group"), width=13, minor=True),
        Column("officer", _("Officer"), width=13, minor=True),
        Column("since", _("Paid out on"), "date", 11, minor=True),
        Column("lent", _("Lent"), "money", 12, minor=True),
        Column("left", _("Principal left"), "money", 12),
        Column("arrears", _("Arrears"), "money", 11),
        Column("days", _("Days late"), "count", 7),
        Column("class", _("Class"), width=12),
    ]
    cells = [_book_row(one) for one in loans]
    if cells:
        cells.append(total_row("member", _("Total"), cells, ["lent", "left", "arrears"]))
    name = f"daftar-pinjaman-{chosen.on.isoformat()}"
    title = _("Loan book")
    return Table(title, columns, cells, notes=chosen.notes(), name=name, landscape=True)


def _book_row(one: Judged) -> dict[str, Any]:
    return {
        "number": one.loan.label,
        "member": one.member.label,
        "group": one.member.group_name,
        "officer": one.officer,
        "since": one.loan.disbursed_on,
        "lent": one.loan.principal,
        "left": one.principal,
        "arrears": one.position.arrears,
        "days": one.position.days_late,
        "class": presenting.class_name(one.loan_class),
        "_url": presenting.loan_url(one.loan.id),
    }


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment of this week, and how to remind of it."""

    one: Judged
    row: Unpaid

    @property
    def amount(self) -> Money:
        """What is unpaid of it."""
        return self.row.principal + self.row.interest

    @property
    def lines(self) -> list[str]:
        """The reminder, in the words a treasurer would write."""
        with force_locale("id"):
            found = [
                _("Dear %(name)s,", name=self.one.member.name),
                _(
                    "instalment %(number)s of loan %(loan)s, %(amount)s, is due on %(day)s.",
                    number=self.row.row.number, loan=self.one.loan.label,
                    amount=rupiah(self.amount), day=long_day(self.row.row.due),
                ),
            ]  # fmt: skip
            if late := self.one.position.arrears:
                found.append(_("Arrears from before: %(amount)s.", amount=rupiah(late)))
            found.append(_("Thank you. %(cooperative)s", cooperative=letterhead().name))
        return found

    @property
    def whatsapp(self) -> str | None:
        """Opens WhatsApp with the reminder; nothing is sent by itself."""
        return whatsapp.link_to(self.one.member.phone, self.lines)


@bp.get("/laporan/jatuh-tempo")
@requires("loans.read")
def due_this_week() -> Response:
    """Instalments due in the seven days from a day on, with phone and reminder."""
    start = presenting.asked_day("dari")
    end = start + _WEEK
    due = [
        Due(one, row)
        for one in presenting.book().on(start)
        for row in one.position.rows
        if row.is_open and start <= row.row.due <= end
    ]
    due.sort(key=lambda each: (each.row.row.due, each.one.member.group_name, each.one.loan.number))
    table = _due_table(due, start, end)
    return respond(
        table, "loans/due_this_week.html", due=due, start=start, end=end,
        before=start - _WEEK - timedelta(days=1), after=end + timedelta(days=1),
        total=sum((each.amount for each in due), ZERO),
    )  # fmt: skip


def _due_table(due: list[Due], start: date, end: date) -> Table:
    columns = [
        Column("due", _("Due on"), "date", 11),
        Column("member", _("Member"), width=22),
        Column("group", _("Village group"), width=14),
        Column("loan", _("Loan"), width=9),
        Column("amount", _("Instalment"), "money", 12),
        Column("arrears", _("Arrears"), "money", 12),
        Column("phone", _("Phone"), width=15),
    ]
    cells: list[dict[str, Any]] = [
        {
            "due": each.row.row.due,
            "member": each.one.member.label,
            "group": each.one.member.group_name,
            "loan": each.one.loan.label,
            "amount": each.amount,
            "arrears": each.one.position.arrears,
            "phone": phones.shown(each.one.member.phone),
        }
        for each in due
    ]
    if cells:
        cells.append(total_row("member", _("Total"), cells, ["amount", "arrears"]))
    notes = [_("%(start)s to %(end)s", start=day(start), end=day(end))]
    name = f"jatuh-tempo-{start.isoformat()}"
    return Table(_("Due this week"), columns, cells, notes=notes, name=name)
