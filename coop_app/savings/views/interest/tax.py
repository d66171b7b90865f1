"""The tax on interest: the list of a month to pay on the 15th, and the slips for the members."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Spacer
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.dates import Month
from coop_app.members import queries as members
from coop_app.members.queries import MemberCard
from coop_app.money import terbilang
from coop_app.savings.queries import interest as queries
from coop_app.savings.queries.interest import TaxSlip
from coop_app.savings.rules.interest import terms
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, visible_member
from coop_app.savings.views.interest.months import known_month, month_asked
from coop_app.web import paper
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import long_day, month_name, rupiah_text
from coop_app.web.pages import found_or_404, send_pdf
from coop_app.web.tables import Column, Table, respond, total_row

#: PMK 81/2024: withheld tax is paid by the 15th of the following month (domain.md 5.2)
_DUE_DAY = 15


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """A slip with its member and the vouchers of its postings."""

    slip: TaxSlip
    member: MemberCard
    vouchers: dict[int, str]


@bp.get("/jasa/pajak")
@requires("savings.interest")
def interest_tax() -> Response:
    """Interest and tax of every member in a month, for the payment to the state."""
    here = desk()
    month = month_asked(here)
    slips = queries.slips_of(here.cooperative_id, here.book_id, month)
    names = members.names(here.cooperative_id, [slip.member_id for slip in slips])
    due = month.next().first.replace(day=_DUE_DAY)
    account = ledger.account(book_id=here.book_id, role="tax_payable_savings_interest")
    return respond(
        _table(month, slips, names, due), "savings/interest_tax.html", month=month, due=due,
        account=account, owed=-ledger.balance(book_id=here.book_id, account=account.id),
        tax=sum(int(slip.tax) for slip in slips), slips=slips,
    )  # fmt: skip


def _table(month: Month, slips: list[TaxSlip], names: dict[int, str], due: date) -> Table:
    rows: list[dict[str, Any]] = [
        {
            "number": slip.number_text, "member": names.get(slip.member_id, ""),
            "gross": int(slip.gross), "tax": int(slip.tax), "net": int(slip.gross - slip.tax),
            "_url": url_for("savings.tax_slip", slip_id=slip.id),
        }
        for slip in slips
    ]  # fmt: skip
    columns = (
        Column("number", _("Slip number"), width=14),
        Column("member", _("Member"), width=32),
        Column("gross", _("Interest"), "money", 16),
        Column("tax", _("Tax withheld"), "money", 16),
        Column("net", _("Paid to the member"), "money", 18, minor=True),
    )
    if rows:
        rows.append(total_row("member", _("Total"), rows, ("gross", "tax", "net")))
    notes = [_("To be paid to the state by %(day)s.", day=long_day(due))]
    title = _("PPh final article 4(2) on interest, %(month)s", month=month_name(month))
    return Table(title, columns, rows, notes, f"pph-jasa-simpanan-{month}")


@bp.get("/jasa/bukti-potong/<int:slip_id>")
@requires("savings.read")
def tax_slip(slip_id: int) -> Response:
    """One slip on paper, also when nothing was withheld (domain.md 5.2)."""
    here = desk()
    slip = queries.get_slip(here.cooperative_id, here.book_id, slip_id)
    visible_member(slip.member_id)
    return _send([slip], f"bukti-potong-{slip.year}-{slip.number}.pdf")


@bp.get("/jasa/bukti-potong/bulan/<month>")
@requires("savings.interest")
def tax_slips(month: str) -> Response:
    """All slips of a month in one file, a page each."""
    here, wanted = desk(), known_month(month)
    slips = queries.slips_of(here.cooperative_id, here.book_id, wanted)
    return _send(found_or_404(slips or None), f"bukti-potong-{wanted}.pdf")


def _send(slips: list[TaxSlip], name: str) -> Response:
    here = desk()
    cards = {card.id: card for card in members.all_cards(here.cooperative_id)}
    seqs = [row.entry_seq for slip in slips for row in slip.postings]
    vouchers = {
        entry.seq: entry.voucher for entry in ledger.entry_pages(book_id=here.book_id, seqs=seqs)
    }
    story: list[Flowable] = []
    for slip in slips:
        story += [*slip_story(SlipPaper(slip, cards[slip.member_id], vouchers)), PageBreak()]
    title = _("Withholding slip, PPh final article 4(2)")
    return send_pdf(paper.document(story[:-1], letterhead(), title=title), name=name)


def slip_story(shown: SlipPaper) -> list[Flowable]:
    """One page: who withheld how much from whom, on what."""
    slip, tax = shown.slip, queries.tax_on(signed_in().cooperative_id, shown.slip.month.last)
    words = terbilang(slip.tax)
    notes = [
        _("Number %(number)s, tax month %(month)s", number=slip.number_text, month=month_name(slip.month)),
        _("On interest on savings that the cooperative paid to a member (PP 15/2009)"),
        _("Withheld by: %(name)s", name=letterhead().name),
        _("From: %(name)s, member no. %(number)s, %(group)s", name=shown.member.name,
          number=shown.member.number_text, group=shown.member.group_name),
        _("Nothing is withheld up to %(free)s a month; above it %(percent)s %% of all of it.",
          free=rupiah_text(tax.free_per_month), percent=terms.percent_text(tax.percent)),
        _("Tax withheld: %(amount)s (%(words)s)", amount=rupiah_text(slip.tax), words=words),
    ]  # fmt: skip
    title = _("WITHHOLDING SLIP, PPh FINAL ARTICLE 4(2)")
    table = Table(title, _slip_columns(), _slip_rows(shown), ())
    signs = [_("Withheld by, the treasurer"), _("Received by, the member")]
    return [
        *paper.heading(title, notes), *paper.table_flowables(table, 180 * mm),
        Spacer(1, 12 * mm), paper.signatures(signs),
    ]  # fmt: skip


def _slip_columns() -> tuple[Column, ...]:
    return (
        Column("on", _("Date"), "date", 14),
        Column("voucher", _("Voucher"), width=22),
        Column("what", _("Interest of"), width=30),
        Column("gross", _("Interest"), "money", 17),
        Column("tax", _("Tax withheld"), "money", 17),
    )


def _slip_rows(shown: SlipPaper) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "on": row.on, "voucher": shown.vouchers.get(row.entry_seq, ""), "gross": int(row.interest),
            "tax": int(row.tax), "what": f"{account_words(row.account)}, {month_name(row.month)}",
        }
        for row in shown.slip.postings
    ]  # fmt: skip
    return [*rows, total_row("what", _("Total"), rows, ("gross", "tax"))]


def account_words(account: str) -> str:
    """What an account of interest is called."""
    if account.startswith("deposit:"):
        return str(_("Time deposit"))
    return str(_("Simpanan sukarela"))
