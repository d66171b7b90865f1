"""What saving will do, said in words first and then as a journal."""

from dataclasses import dataclass

from flask_babel import gettext as _

from coop_app import ledger
from coop_app.cashbook import queries
from coop_app.cashbook.excel.proposing.categories import CATEGORIES
from coop_app.cashbook.excel.proposing.patterns import classify
from coop_app.cashbook.rules import recording as rules
from coop_app.cashbook.rules.recording import Move
from coop_app.chart.categories import Category, choices
from coop_app.web.access import signed_in
from coop_app.web.filters import rupiah_text

#: roles → the icon beside the words
_ICONS = {
    "principal_savings": "piggy-bank", "mandatory_savings": "piggy-bank", "voluntary_savings": "piggy-bank",
    "loans_to_members": "hand-coins", "loan_interest_income": "hand-coins", "penalty": "clock",
    "sales_members": "tag", "sales_nonmembers": "tag", "member_goods_receivable": "tag", "grants": "badge-check",
    "bank_interest_income": "landmark", "bank_charges": "landmark", "bank_interest_tax": "landmark",
    "long_term_loans": "landmark", "bank_interest": "landmark", "suspense": "help-circle",
    "inventory_goods": "tag", "inventory_raw_materials": "tag", "trade_payable": "receipt",
    "equipment": "monitor", "office_supplies": "file-text", "electricity": "monitor",
    "communication": "smartphone", "transport": "map-pin", "meeting_costs": "users", "education": "book-open",
    "board_honorarium": "user", "wages": "user", "rent": "home", "maintenance": "settings",
    "promotion": "message-circle", "permits": "shield-check", "shu_fund_social": "users",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A category as a card: icon, everyday words, one sentence why."""

    key: str
    label: str
    meaning: str
    icon: str
    on_result: str


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """An account and its signed amount."""

    account: str
    amount: int


def cards(direction: str) -> list[Choice]:
    """The choices of a direction, without those that have pages of their own."""
    return [_card(each) for each in choices(direction) if _is_here(each)]


def proposal(description: str, direction: str) -> Choice | None:
    """The card that the description's words point to, or None when they point nowhere."""
    guess = classify(description, "", money_in=direction == rules.IN)
    known = CATEGORIES.get(guess.category)
    wanted = [each for each in choices(direction) if known and each.role == known.role]
    same = [each for each in wanted if _is_here(each) and each.role != "suspense"]
    return _card(same[0]) if same else None


def _is_here(each: Category) -> bool:
    return each.role not in rules.SAVINGS_ROLES | rules.REGISTER_ROLES


def _card(each: Category) -> Choice:
    icon = _ICONS.get(each.role, "coins")
    return Choice(each.key, _(each.label), _(each.meaning), icon, _(each.on_result))


def record_preview(move: Move, category: Category) -> tuple[list[str], list[PreviewLine]]:
    """Sentences and lines of money in or out."""
    place = queries.get_place(signed_in().book_id, move.place_id)
    other = ledger.account(book_id=signed_in().book_id, role=str(move.account))
    facts = {"place": place.name, "amount": rupiah_text(move.amount)}
    coming = category.direction == rules.IN
    first = (
        _("%(place)s rises by %(amount)s.", **facts)
        if coming
        else _("%(place)s falls by %(amount)s.", **facts)
    )
    effect = _(
        "Effect: %(cash)s, %(result)s.", cash=_(category.on_cash), result=_(category.on_result)
    )
    why = f"{_(category.label)}: {_(category.meaning)}"
    sign = 1 if coming else -1
    here = PreviewLine(f"{place.code} {place.name}", sign * int(move.amount))
    there = PreviewLine(f"{other.code} {other.name}", -sign * int(move.amount))
    return [first, why, effect], [here, there] if coming else [there, here]


def transfer_preview(move: Move) -> tuple[list[str], list[PreviewLine]]:
    """Sentences and lines of a transfer."""
    place = queries.get_place(signed_in().book_id, move.place_id)
    into = queries.get_place(signed_in().book_id, int(move.account))
    amount = rupiah_text(move.amount)
    sentences = [
        _("%(place)s rises by %(amount)s.", place=into.name, amount=amount),
        _("%(place)s falls by %(amount)s.", place=place.name, amount=amount),
        _("The cooperative is neither richer nor poorer; the surplus stays the same."),
    ]
    lines = [PreviewLine(f"{into.code} {into.name}", int(move.amount))]
    return sentences, [*lines, PreviewLine(f"{place.code} {place.name}", -int(move.amount))]
