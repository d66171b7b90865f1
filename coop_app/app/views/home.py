"""Each role's home page: the four to six things it does every day, as data; and the menu."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth import queries, rules
from coop_app.refusal import N_
from coop_app.web.access import Actor, actor, requires, signed_in
from coop_app.web.pages import page, see_other


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to do: where it leads, what it is called and why one would."""

    endpoint: str
    permission: str
    label: str
    icon: str
    why: str


#: everything the menu can offer, in the menu's order
TILES = (
    Tile("home", "home", N_("Home"), "home", N_("Your daily work")),
    Tile("cashbook.record_form", "cashbook.record", N_("Record money"), "banknote",
         N_("Money in, money out or moved, in a few taps")),
    Tile("savings.deposit_form", "savings.deposit", N_("Receive savings"), "hand-coins",
         N_("Deposit or dues of a member, with receipt")),
    Tile("loans.loans", "loans.read", N_("Loans"), "landmark",
         N_("Applications, running loans, kinds of loans")),
    Tile("loans.offer", "loans.read", N_("Loan simulation"), "calculator",
         N_("What a loan costs, before anything is signed")),
    Tile("loans.pay_search", "loans.repay", N_("Receive an instalment"), "receipt",
         N_("What a borrower owes, split to the rupiah, with receipt")),
    Tile("loans.reports", "loans.read", N_("Loan reports"), "bar-chart-3",
         N_("Loan book, arrears, PAR and NPL, the month's end")),
    Tile("savings.dues", "savings.read", N_("Dues grid"), "list-checks",
         N_("Who has paid which month")),
    Tile("savings.dormant", "savings.read", N_("Savings that sleep"), "moon",
         N_("Members who have moved nothing for a year")),
    Tile("savings.time_deposits", "savings.deposit", N_("Time deposits"), "landmark",
         N_("Certificates, interest that is due, maturity")),
    Tile("savings.interest", "savings.interest", N_("Interest on savings"), "piggy-bank",
         N_("Once a month, with the tax and its slips")),
    Tile("savings.sheet_form", "savings.group", N_("Meeting sheet"), "clipboard-list",
         N_("Deposits of a whole group in one table")),
    Tile("cashbook.books", "cashbook.read", N_("Cash book"), "book-open",
         N_("The book you know: in, out and balance")),
    Tile("cashbook.count_form", "cashbook.count", N_("Count the cash"), "calculator",
         N_("Compare the drawer with the book")),
    Tile("cashbook.imports", "cashbook.import", N_("Import Excel"), "file-spreadsheet",
         N_("Bring in the cash book you kept until now")),
    Tile("members.members", "members.read", N_("Members"), "users",
         N_("Register, groups and heirs")),
    Tile("reports.reports", "reports.read", N_("Statements"), "bar-chart-3",
         N_("Balance sheet, result and trial balance")),
    Tile("ledger.journal", "ledger.read", N_("Journal"), "book",
         N_("Every entry, newest first")),
    Tile("ledger.chart", "ledger.chart", N_("Chart of accounts"), "list-checks",
         N_("Names and numbers of the accounts")),
    Tile("closing.month_end", "closing.read", N_("End of the month"), "list-checks",
         N_("The treasurer's list before closing a month")),
    Tile("closing.leavers", "closing.read", N_("Members who leave"), "arrow-left-right",
         N_("Settle savings and debts, pay out the rest")),
    Tile("closing.instructions", "closing.read", N_("Instalments from savings"), "hand-coins",
         N_("Instalments that members let be taken from savings")),
    Tile("closing.own_instruct_form", "own.instruct", N_("Instalments from savings"), "hand-coins",
         N_("Let instalments be taken from your savings")),
    Tile("ledger.months", "ledger.close", N_("Close the month"), "lock",
         N_("Check and lock a finished month")),
    Tile("auth.approvals", "approvals.read", N_("Waiting for a second person"), "badge-check",
         N_("Acts that two people must agree to")),
    Tile("auth.audit_trail", "auth.audit", N_("Audit trail"), "history",
         N_("Who did and who looked at what")),
    Tile("auth.users", "auth.users", N_("People who sign in"), "user-plus",
         N_("Add an account, change a role")),
    Tile("auth.letterhead_form", "settings.write", N_("Our cooperative"), "building-2",
         N_("Name, address and phone on papers")),
    Tile("reports.confirmations", "statements.read", N_("Confirmed by members"), "circle-check",
         N_("Who says their month is right, and what is disputed")),
    Tile("reports.own", "own.read", N_("My page"), "piggy-bank",
         N_("What you own and owe, and your months")),
    Tile("auth.sessions", "auth.sessions", N_("Account and security"), "key-round",
         N_("Password, phone code, where you are signed in")),
)  # fmt: skip

#: role → endpoints of its home page, most used first
HOME = {
    rules.BENDAHARA: (
        "cashbook.record_form", "savings.deposit_form", "loans.pay_search", "cashbook.books",
        "members.members", "reports.reports",
    ),
    rules.KETUA: (
        "auth.approvals", "loans.loans", "reports.reports", "cashbook.books",
        "auth.users", "auth.audit_trail",
    ),
    rules.PENGAWAS: (
        "auth.approvals", "cashbook.books", "reports.reports", "ledger.journal",
        "auth.audit_trail", "reports.confirmations",
    ),
    rules.ADMIN: ("auth.users", "auth.approvals", "auth.sessions"),
    rules.KOORDINATOR: (
        "savings.sheet_form", "members.members", "reports.own", "auth.sessions",
    ),
    rules.ANGGOTA: ("reports.own", "auth.sessions"),
    rules.PELATIH: ("auth.sessions",),
}  # fmt: skip

#: what a cooperative does first, while its journal is empty
FIRST_STEPS = (
    ("members.members", N_("Write down your members"), N_("One by one, or from your Excel list.")),
    ("auth.users", N_("Let the chairperson and the supervisors sign in"),
     N_("Then important acts take two people.")),
    ("ledger.opening_form", N_("Enter what there is today"),
     N_("Cash, bank, savings and loans on the day you begin.")),
    ("cashbook.imports", N_("Bring in your Excel cash book"),
     N_("The program reads it and asks before it records.")),
    ("cashbook.record_form", N_("Record today's money"), N_("Try it: it can be reversed.")),
    ("auth.letterhead_form", N_("Complete your letterhead"),
     N_("Address and phone appear on receipts.")),
    ("auth.enrol_form", N_("Protect your account with your phone"),
     N_("A code from your phone, besides the password.")),
)  # fmt: skip


def install(app: Flask) -> None:
    """The page behind the brand, and the menu for all templates."""
    app.add_url_rule("/", "home", home)
    app.jinja_env.globals["menu"] = menu


def menu() -> list[Tile]:
    """What the person at the screen may open."""
    person = actor()
    return [tile for tile in TILES if person and _is_open(tile, person)]


def _is_open(tile: Tile, person: Actor) -> bool:
    is_there = tile.endpoint in current_app.view_functions and person.may(tile.permission)
    return is_there and (not tile.permission.startswith("own.") or person.member_id is not None)


def book_of(cooperative_id: int) -> int:
    """The main book, 0 before there is one."""
    books = ledger.books_of(cooperative_id=cooperative_id)
    return next((book.id for book in books if book.kind == "cooperative"), 0)


@requires("home")
def home() -> Response:
    """The daily work of this role; for a new cooperative, what to do first. A member sees the own page."""
    person = signed_in()
    if person.role == rules.ANGGOTA and person.member_id is not None:
        return see_other("reports.own")
    by_endpoint = {tile.endpoint: tile for tile in menu()}
    tiles = [by_endpoint[name] for name in HOME[person.role] if name in by_endpoint]
    may_read = person.may("ledger.read")
    waiting = queries.count_waiting(person.cooperative_id) if person.may("approvals.read") else 0
    return page(
        "app/home.html",
        person=person,
        role=rules.ROLES[person.role],
        tiles=tiles,
        waiting=waiting,
        places=_money_now(person) if may_read else [],
        steps=_first_steps(person) if may_read and _is_new(person) else [],
    )


def _money_now(person: Actor) -> list[dict[str, Any]]:
    places = ledger.cash_places(book_id=person.book_id)
    return [
        {"id": place.id, "name": place.name,
         "amount": ledger.balance(book_id=person.book_id, account=place.id)}
        for place in places
    ]  # fmt: skip


def _is_new(person: Actor) -> bool:
    return not ledger.journal(book_id=person.book_id, limit=1).rows


def _first_steps(person: Actor) -> list[dict[str, str]]:
    open_to = {tile.endpoint for tile in TILES if person.may(tile.permission)}
    open_to |= {"auth.enrol_form"}
    if person.may("ledger.opening"):
        open_to.add("ledger.opening_form")
    return [
        {"endpoint": endpoint, "label": label, "why": why}
        for endpoint, label, why in FIRST_STEPS
        if endpoint in open_to and endpoint in current_app.view_functions
    ]
