"""Catatan atas laporan keuangan: compliance, policies, details; and all three statements as one paper."""

from dataclasses import dataclass

from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth import queries as auth
from coop_app.enterprises import queries
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books.acts import BUSINESS_KINDS, DEBTS
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books import wording
from coop_app.enterprises.views.books.own import business_letterhead, business_page, owned
from coop_app.enterprises.views.books.reading.statements import (
    Period,
    asked_period,
    periods,
    statement_rows,
    statement_table,
)
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.web import paper
from coop_app.web.filters import day
from coop_app.web.pages import send_pdf
from coop_app.web.tables import Column, Table

_WIDTH = 180 * mm


@dataclass(frozen=True, slots=True)
class Note:
    """One numbered note: text, then figures."""

    title: str
    words: tuple[str, ...]
    rows: tuple[tuple[str, Money], ...] = ()


def notes_of(business: Enterprise, period: Period) -> list[Note]:
    """The notes to the statements at the end of a period."""
    owner = members.get_member(business.cooperative_id, business.member_id).name
    house = auth.cooperative(business.cooperative_id).name
    facts = {"name": business.name, "owner": owner, "house": house,
             "kind": _(BUSINESS_KINDS[business.kind])}  # fmt: skip
    since = (
        [_("It has been running since %(day)s.", day=day(business.since))] if business.since else []
    )
    about = (
        _("%(name)s is a business of %(owner)s, a member of %(house)s. Kind of business: %(kind)s.",
          **facts),
        *since,
    )  # fmt: skip
    return [
        Note(_("The business"), about),
        Note(_("Statement of compliance"), (
            _("These statements were prepared according to SAK EMKM, the financial accounting standard for"
              " micro, small and medium entities."),)),
        Note(_("Accounting policies"), _policies()),
        *_details(business, period),
    ]  # fmt: skip


def _policies() -> tuple[str, ...]:
    return (
        _("Basis: accrual, going concern and historical cost; the currency is the rupiah."),
        _("Sales are recorded when the goods are handed over, also when they are paid later."),
        _("Stock is valued at cost, by moving average or first in, first out. Materials bought without a stock"
          " record count as cost at once."),
        _("Tools are recorded at cost and worn down in equal monthly parts over their life, from the month of"
          " purchase."),
        _("What the owner takes for the household is no cost of the business; it lowers the owner's equity."),
    )  # fmt: skip


def _details(business: Enterprise, period: Period) -> list[Note]:
    book, on = business.book_id, period.end
    money = tuple((place.name, ledger.balance(book_id=book, account=place.id, on=on))
                  for place in ledger.cash_places(book_id=book))  # fmt: skip
    found = [
        Note(_("Cash and bank"), (), money),
        Note(_("Not paid yet by buyers"), (), _owing(business, "customer_receivable", period)),
        Note(_("Tools, less their wear so far"), (), _tools(business, period)),
        *(Note(_(name), (), _owing(business, role, period)) for role, name in _debts()),
    ]
    return [note for note in found if any(amount for _name, amount in note.rows)]


def _tools(business: Enterprise, period: Period) -> tuple[tuple[str, Money], ...]:
    """What each tool stood at then."""
    left = dict[str, int]()
    for role in ("equipment", "accumulated_depreciation"):
        rows = ledger.subject_balances_on(book_id=business.book_id, account=role, on=period.end)
        for subject, amount in rows.items():
            left[subject] = left.get(subject, 0) + int(amount)
    names = {f"tool:{one.tool.id}": one.tool.name for one in queries.tools_of(business)}
    return tuple((names.get(key, key), Money(amount)) for key, amount in left.items() if amount)


def _debts() -> list[tuple[str, str]]:
    return [(role, wording.OWN_WORDS[role]) for role in DEBTS]


def _owing(business: Enterprise, role: str, period: Period) -> tuple[tuple[str, Money], ...]:
    names = wording.party_names(business)
    balances = ledger.subject_balances_on(book_id=business.book_id, account=role, on=period.end)
    return tuple(
        (names.get(subject, subject), Money(abs(int(amount))))
        for subject, amount in balances.items()
        if amount
    )


@bp.get("/<int:enterprise_id>/laporan/catatan")
@owned
def notes(business: Enterprise) -> Response:
    """The notes on the screen."""
    period = asked_period()
    return business_page(
        business, "enterprises/notes.html", active="books", period=period,
        periods=periods(business), notes=notes_of(business, period),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/laporan/lengkap")
@owned
def all_statements(business: Enterprise) -> Response:
    """All three statements as one paper, to hand to a bank or an office."""
    period = asked_period()
    name = f"laporan-keuangan-{period.key}.pdf"
    return send_pdf(statements_pdf(business, period), name=name)


def statements_pdf(business: Enterprise, period: Period) -> bytes:
    """The paper."""
    as_of = _("As of %(day)s", day=day(period.end))
    over = _("%(start)s to %(end)s", start=day(period.start), end=day(period.end))
    sheets = [
        statement_table(_("Financial position"), [as_of],
                        statement_rows(queries.balance_sheet(business.book_id, period.end)), "a"),
        statement_table(_("Result"), [over],
                        statement_rows(queries.result(business.book_id, period.start, period.end)), "b"),
    ]  # fmt: skip
    story: list[Flowable] = []
    for sheet in sheets:
        story += paper.heading(sheet.title, sheet.notes)
        story += [*paper.table_flowables(sheet, _WIDTH), Spacer(1, 10 * mm)]
        story += [paper.signatures(sheet.signatures), PageBreak()]
    story += paper.heading(_("Notes to the financial statements"), [as_of])
    for number, note in enumerate(notes_of(business, period), start=1):
        story.append(KeepTogether(_note_flowables(number, note)))
    title = _("Financial statements of %(name)s", name=business.name)
    return paper.document(story, business_letterhead(business), title=title)


def _note_flowables(number: int, note: Note) -> list[Flowable]:
    found: list[Flowable] = [Paragraph(paper.escaped(f"{number}. {note.title}"), paper.STRONG)]
    found += [Paragraph(paper.escaped(text), paper.BODY) for text in note.words]
    if note.rows:
        columns = [Column("name", _("Description"), width=44), Column("amount", "Rp", "money", 16)]
        rows = [{"name": name, "amount": amount} for name, amount in note.rows]
        found += paper.table_flowables(Table(note.title, columns, rows), _WIDTH)
    return [*found, Spacer(1, 5 * mm)]
