"""Each role's home page: the four to six things it does every day, as data; and the menu."""

from collections.abc import Sequence
from typing import Any

from flask import Flask, current_app
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.app.views.menu import SECTIONS, TILES, Tile
from coop_app.auth import queries, rules
from coop_app.refusal import N_
from coop_app.web.access import Actor, actor, requires, signed_in
from coop_app.web.pages import page, see_other

#: role → endpoints of its home page, most used first
HOME = {
    rules.BENDAHARA: (
        "cashbook.record_form", "savings.deposit_form", "loans.pay_search", "sales.tills",
        "purchasing.rounds", "cashbook.books",
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
        "savings.sheet_form", "purchasing.rounds", "sales.tills", "products.counts",
        "reports.own", "enterprises.mine",
    ),
    rules.ANGGOTA: ("reports.own", "literacy.family_home", "auth.sessions"),
    rules.PELATIH: (
        "literacy.sessions", "literacy.modules", "literacy.follow_ups", "literacy.tools",
        "literacy.quotes", "auth.sessions",
    ),
}  # fmt: skip

#: what a cooperative does first, while its journal is empty
FIRST_STEPS = (
    ("members.members", N_("Write down your members"), N_("One by one, or from your Excel list.")),
    ("auth.users", N_("Let the chairperson and the supervisors sign in"),
     N_("Then important acts take two people.")),
    ("ledger.opening_form", N_("Enter what there is today"),
     N_("Cash, bank and everything else you own or owe on the day you begin.")),
    ("savings.opening_form", N_("Enter what members have saved"),
     N_("One list for all members, from your Excel.")),
    ("loans.takeover_form", N_("Copy the cards of loans that run"),
     N_("The program works out what is still to come.")),
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


def menu() -> list[tuple[str, list[Tile]]]:
    """What the person at the screen may open, by section; an empty section is left out."""
    person = actor()
    mine = [(name, _open_ones(tiles, person)) for name, tiles in SECTIONS]
    return [(name, tiles) for name, tiles in mine if tiles]


def _open_ones(tiles: Sequence[Tile], person: Actor | None) -> list[Tile]:
    return [tile for tile in tiles if person and _is_open(tile, person)]


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
    by_endpoint = {tile.endpoint: tile for tile in _open_ones(TILES, person)}
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
        open_to |= {"ledger.opening_form", "savings.opening_form", "loans.takeover_form"}
    return [
        {"endpoint": endpoint, "label": label, "why": why}
        for endpoint, label, why in FIRST_STEPS
        if endpoint in open_to and endpoint in current_app.view_functions
    ]
