"""Who has not paid, what she owes, and paying."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.enterprises import queries, service
from coop_app.enterprises.forms.books import SettleForm
from coop_app.enterprises.queries import Enterprise, Owing
from coop_app.enterprises.rules.books.acts import COOPERATIVE, DEBTS
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books import wording
from coop_app.enterprises.views.books.home import total
from coop_app.enterprises.views.books.money.entering import answer
from coop_app.enterprises.views.books.own import business_page, business_table, owned
from coop_app.money import rupiah
from coop_app.refusal import NotFound
from coop_app.web import whatsapp
from coop_app.web.filters import day
from coop_app.web.tables import Column, Table, total_row


@dataclass(frozen=True, slots=True)
class Row:
    """One party with its open amount, and how to write to them."""

    owing: Owing
    name: str
    days: int
    key: str
    reminder: str = ""


def _rows(business: Enterprise, found: list[Owing], today: date) -> list[Row]:
    names = wording.party_names(business)
    phones = {one.subject: one.phone for one in queries.parties(business)}
    return [
        Row(
            owing, names.get(owing.subject, owing.subject), (today - owing.since).days,
            _key(owing), _reminder(business, owing, names, phones.get(owing.subject, "")),
        )
        for owing in found
    ]  # fmt: skip


def _key(owing: Owing) -> str:
    """How an address names whom: a party's number, or `koperasi`."""
    return "koperasi" if owing.subject == COOPERATIVE else owing.subject.removeprefix("party:")


def _reminder(business: Enterprise, owing: Owing, names: dict[str, str], phone: str) -> str:
    facts = {
        "name": names.get(owing.subject, ""), "amount": rupiah(owing.amount),
        "day": day(owing.since), "business": business.name,
    }  # fmt: skip
    lines = [
        _("Hello %(name)s,", **facts),
        _("%(amount)s since %(day)s is still open with %(business)s.", **facts),
        _("May I ask you to pay when you can? Thank you."),
    ]
    return whatsapp.link_to(phone, lines) or whatsapp.link_to_anyone(lines)


def _table(title: str, name: str, rows: list[Row]) -> Table:
    found = [{"name": row.name, "since": row.owing.since, "days": row.days,
              "amount": row.owing.amount} for row in rows]  # fmt: skip
    columns = [
        Column("name", _("Name"), width=30), Column("since", _("Since"), "date", 14),
        Column("days", _("Days"), "count", 8), Column("amount", _("Amount"), "money", 16),
    ]  # fmt: skip
    ends = [total_row("name", _("Total"), found, ["amount"])] if found else []
    return Table(title, columns, [*found, *ends], name=name)


@bp.get("/<int:enterprise_id>/belum-dibayar")
@owned
def unpaid(business: Enterprise) -> Response:
    """Buyers who have not paid, the longest first."""
    found = queries.unpaid(business.book_id)
    rows = _rows(business, found, clock.today())
    return business_table(
        business, _table(_("Not paid yet"), "belum-dibayar", rows), "enterprises/unpaid.html",
        active="money", rows=rows, total=total(found),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/utang")
@owned
def debts(business: Enterprise) -> Response:
    """What the business owes, the oldest first."""
    found = queries.debts(business.book_id)
    rows = _rows(business, found, clock.today())
    return business_table(
        business, _table(_("What the business owes"), "utang", rows), "enterprises/debts.html",
        active="money", rows=rows, total=total(found), kinds=DEBTS,
    )  # fmt: skip


def _find(rows: list[Row], key: str, role: str) -> Row:
    found = next((row for row in rows if (row.key, row.owing.role) == (key, role)), None)
    if found is None:
        raise NotFound
    return found


def _party_id(key: str) -> int | None:
    return int(key) if key.isdigit() else None


@bp.get("/<int:enterprise_id>/belum-dibayar/<key>")
@owned
def collect_form(business: Enterprise, key: str, form: SettleForm | None = None) -> Response:
    """A buyer pays: all of it unless she writes less."""
    rows = _rows(business, queries.unpaid(business.book_id), clock.today())
    row = _find(rows, key, "customer_receivable")
    return business_page(
        business, "enterprises/collect_form.html", active="money", row=row,
        form=form or SettleForm(on=clock.today(), amount=row.owing.amount),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/belum-dibayar/<key>")
@owned
def collect(business: Enterprise, key: str) -> Response:
    """Record it."""
    form, name = SettleForm.from_request(), _name(business, key)
    return answer(
        business, form, service.collect, lambda f: collect_form(business.id, key=key, form=f),
        party_id=_party_id(key), party=name,
    )  # fmt: skip


def _name(business: Enterprise, key: str) -> str:
    subject = COOPERATIVE if key == "koperasi" else f"party:{key}"
    names = wording.party_names(business)
    if subject not in names:
        raise NotFound
    return names[subject]


@bp.get("/<int:enterprise_id>/utang/<role>/<key>")
@owned
def pay_form(business: Enterprise, role: str, key: str, form: SettleForm | None = None) -> Response:
    """Pay a debt: all of it unless she writes less."""
    row = _find(_rows(business, queries.debts(business.book_id), clock.today()), key, role)
    return business_page(
        business, "enterprises/pay_form.html", active="money", row=row, kinds=DEBTS,
        form=form or SettleForm(on=clock.today(), amount=row.owing.amount, own=True),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/utang/<role>/<key>")
@owned
def pay(business: Enterprise, role: str, key: str) -> Response:
    """Record it."""
    if role not in DEBTS:
        raise NotFound
    form, name = SettleForm.from_request(own=True), _name(business, key)
    return answer(
        business, form, service.pay, lambda f: pay_form(business.id, role=role, key=key, form=f),
        party_id=_party_id(key), what=role, party=name,
    )  # fmt: skip
