"""A journal in words: what became more, what became less, without debit and credit."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from coop_app import ledger
from coop_app.auth import queries as auth
from coop_app.enterprises import queries
from coop_app.enterprises.queries import Enterprise
from coop_app.ledger.accounts import EntryLine
from coop_app.money import Money, rupiah
from coop_app.refusal import N_

#: account → what she calls it
OWN_WORDS = {
    "cash_on_hand": N_("Cash money"),
    "bank": N_("Bank and wallet"),
    "customer_receivable": N_("Not paid yet by buyers"),
    "inventory_raw_materials": N_("Materials in stock"),
    "inventory_goods": N_("Products in stock"),
    "goods_on_consignment": N_("Goods left at shops"),
    "equipment": N_("Tools"),
    "accumulated_depreciation": N_("Wear of tools"),
    "trade_payable": N_("Debt to suppliers"),
    "cooperative_debt": N_("Debt to the cooperative"),
    "other_debt": N_("Other debt"),
    "owner_capital": N_("Your own money in the business"),
    "owner_drawings": N_("Taken for the household"),
    "prior_surplus": N_("Profit left in the business"),
    "sales": N_("Sales"),
    "other_income": N_("Other income"),
    "cost_of_goods_sold": N_("Cost of what was sold"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a journal as a page shows it."""

    account: str
    amount: Money


def name_of(role: str | None, fallback: str) -> str:
    """What she calls an account."""
    return _(OWN_WORDS[role]) if role in OWN_WORDS else fallback


def journal(book_id: int, lines: Iterable[EntryLine]) -> tuple[list[str], list[Shown]]:
    """A journal in sentences, and its lines under the accounts' own names."""
    chart = {one.id: one for one in ledger.accounts(book_id=book_id, active_only=False)}
    told, shown = [], []
    for line in lines:
        account = chart[line.account_id]
        told.append(_sentence(account.kind, name_of(account.role, account.name), line.amount))
        shown.append(Shown(f"{account.code} {account.name}", line.amount))
    return told, shown


def sentences(book_id: int, lines: Iterable[EntryLine]) -> list[str]:
    """Only the sentences."""
    return journal(book_id, lines)[0]


def _sentence(kind: str, name: str, amount: Money) -> str:
    facts = {"name": name, "amount": rupiah(abs(amount))}
    if kind == "income":
        said = _("%(name)s: %(amount)s earned.") if amount < 0 else _("%(name)s: %(amount)s less.")
    elif kind == "expense":
        said = _("%(name)s: %(amount)s cost.") if amount > 0 else _("%(name)s: %(amount)s less.")
    elif (amount > 0) == (kind == "asset"):
        said = _("%(name)s grows by %(amount)s.")
    else:
        said = _("%(name)s shrinks by %(amount)s.")
    return str(said % facts)


def party_names(business: Enterprise) -> dict[str, str]:
    """Everybody a line may name, by subject."""
    house = auth.cooperative(business.cooperative_id)
    named = {one.subject: one.name for one in queries.parties(business)}
    return named | {"cooperative": house.short_name or house.name}
