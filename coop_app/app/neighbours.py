"""What features side by side ask of each other; they do not know one another."""

from typing import BinaryIO

from flask_babel import gettext as _

from coop_app.app.handover.open_items import EverythingOpen
from coop_app.app.practice.books import PracticeBooks
from coop_app.auth.rules.desk import Desk
from coop_app.enterprises import queries as enterprises
from coop_app.enterprises.service import neighbours as businesses
from coop_app.enterprises.service.books.exporting import register_exporter
from coop_app.literacy.queries.family.consents import shown_figures
from coop_app.literacy.service.practice import neighbours as learning
from coop_app.loans import queries as loans
from coop_app.loans.rules.lending.household import FamilyBudget
from coop_app.loans.service import neighbours
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.products.service import neighbours as goods
from coop_app.purchasing.queries.receiving import benefit as bought_together
from coop_app.purchasing.service import neighbours as rounds
from coop_app.reports.queries.books import exported
from coop_app.reports.queries.statements import book_facts
from coop_app.reports.rules.exports.writing import ENDINGS, write
from coop_app.sales import queries as sales
from coop_app.sales.service.trade import neighbours as trade
from coop_app.savings import queries as savings
from coop_app.savings import service as saving
from coop_app.savings.rules.holds import Hold
from coop_app.savings.rules.products import SUKARELA, available


def connect() -> None:
    """Let both hear of each other."""
    neighbours.connect(free=_free, present=_present)
    neighbours.connect_families(_family_budget)
    savings.register_holder(_pledged, name="loans.guarantor")
    goods.connect(own_books=enterprises.own_books)
    goods.connect_groups(lambda coop: [(one.id, one.name) for one in members.list_groups(coop)])
    register_exporter(_write_book, endings=ENDINGS)
    rounds.connect(free=_free, shown=_shown)
    trade.connect(free=_free)
    businesses.register_source(bought_together.dealings)
    businesses.register_source(sales.dealings)
    learning.connect(books=PracticeBooks(), open_items=EverythingOpen())


def _free(desk: Desk, member_id: int) -> Money:
    return saving.free(desk=desk, member_id=member_id)


def _shown(desk: Desk, member_id: int) -> Money:
    return savings.free_of(desk.cooperative_id, desk.book_id, member_id, product=SUKARELA)


def _present(desk: Desk, member_id: int) -> Money:
    saving.free(desk=desk, member_id=member_id)  # lets the saver's acts wait
    product = savings.get_product(desk.cooperative_id, SUKARELA)
    return available(product, savings.balance_of(desk.book_id, product, member_id))


def _pledged(cooperative_id: int, member_id: int) -> list[Hold]:
    pledges = loans.pledged_by(cooperative_id, [member_id]).get(member_id, {})
    names = {
        loan.id: loan.label for loan in loans.list_loans(cooperative_id, loans.Wanted(ids=pledges))
    }
    return [
        Hold(_("Stands for loan %(loan)s", loan=names[key]), amount)
        for key, amount in pledges.items()
    ]


def _family_budget(desk: Desk, member_id: int) -> FamilyBudget | None:
    found = shown_figures(desk.cooperative_id, member_id, desk.today)
    if found is None:
        return None
    return FamilyBudget(found.lines, found.months, found.consented_on, found.ends_on)


def _write_book(cooperative_id: int, book_id: int, file_format: str, file: BinaryIO) -> None:
    write(exported(book_facts(cooperative_id=cooperative_id, book_id=book_id)), file_format, file)
