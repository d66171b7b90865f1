"""What an owner does with the money of the business, in her own words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.money import Money
from coop_app.refusal import N_


class Kind(StrEnum):
    """What an act is; the money's way is told by its `Way`."""

    OPENING = "opening"
    SALE = "sale"
    INCOME = "income"
    COST = "cost"
    COLLECT = "collect"
    PAY = "pay"
    DRAW = "draw"
    INVEST = "invest"
    MOVE = "move"
    TOOL = "tool"
    TOOL_GONE = "tool_gone"
    DEPRECIATION = "depreciation"
    YEAR_END = "year_end"


class Way(StrEnum):
    """How it was paid: cash, bank or wallet, not yet, or out of the household's pocket."""

    NONE = ""
    CASH = "cash"
    BANK = "bank"
    LATER = "later"
    OWN = "own"


#: way → its name on the screen
WAYS = {
    Way.CASH: N_("Cash money"),
    Way.BANK: N_("Transfer or QRIS"),
    Way.LATER: N_("Not paid yet"),
    Way.OWN: N_("Money from home"),
}
#: where the business keeps its money → the account's role
PLACES = {Way.CASH: "cash_on_hand", Way.BANK: "bank"}
#: acts that stay: another act corrects them
LASTING = frozenset({Kind.OPENING, Kind.YEAR_END})


@dataclass(frozen=True, slots=True)
class Category:
    """One tile: what money is for, and the account it belongs to."""

    key: str
    role: str
    label: str
    icon: str


def _by_key(*rows: Category) -> dict[str, Category]:
    return {row.key: row for row in rows}


#: money out, by tile
COSTS = _by_key(
    Category("materials", "cost_of_goods_sold", N_("Ingredients and materials"), "shopping-basket"),
    Category("packaging", "packaging", N_("Packaging"), "package"),
    Category("transport", "transport", N_("Transport costs"), "truck"),
    Category("energy", "electricity", N_("Electricity and gas"), "zap"),
    Category("wages", "wages", N_("Pay of helpers"), "users"),
    Category("promotion", "promotion", N_("Advertising"), "megaphone"),
    Category("interest", "borrowing_cost", N_("Interest on a loan"), "landmark"),
    Category("tax", "income_tax_expense", N_("Tax"), "receipt"),
    Category("other", "other_expense", N_("Anything else"), "ellipsis"),
)
#: money in that is neither a sale nor a buyer paying
INCOMES = _by_key(
    Category("other", "other_income", N_("Other income"), "coins"),
    Category("coop_loan", "cooperative_debt", N_("Loan from the cooperative"), "landmark"),
    Category("other_loan", "other_debt", N_("Loan from somebody else"), "handshake"),
)
#: what the business may owe: the account's role → its name
DEBTS = {
    "trade_payable": N_("Suppliers"),
    "cooperative_debt": N_("The cooperative"),
    "other_debt": N_("Others"),
}
BUSINESS_KINDS = {
    "food": N_("Food and drink"),
    "craft": N_("Craft and clothes"),
    "farm": N_("Farm and livestock"),
    "trade": N_("Shop and trade"),
    "service": N_("Services"),
    "other": N_("Something else"),
}
#: the cooperative, where a line names whom it concerns
COOPERATIVE = "cooperative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act as it was typed; `quantity` counts the item's base units."""

    kind: Kind
    on: date
    amount: Money
    way: Way = Way.NONE
    what: str = ""
    party_id: int | None = None
    item_id: int | None = None
    quantity: int | None = None
    note: str = ""


def party_subject(party_id: int | None) -> str:
    """Whom a line of debt concerns; without a party it is the cooperative."""
    return f"party:{party_id}" if party_id else COOPERATIVE
