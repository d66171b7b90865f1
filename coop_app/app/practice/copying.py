"""What a practice cooperative takes over from the real one: its set-up, and nobody's name or money."""

from dataclasses import dataclass
from datetime import date, datetime

from coop_app import auth, ledger
from coop_app.auth import service as people
from coop_app.auth.rules import limits
from coop_app.auth.rules.desk import Desk
from coop_app.ledger import NewAccount
from coop_app.loans import queries as loans
from coop_app.loans import service as lending
from coop_app.loans.rules.products import ProductTerms
from coop_app.members import queries as members
from coop_app.members import service as register
from coop_app.money import Money
from coop_app.savings import queries as savings
from coop_app.savings import service as saving
from coop_app.savings.rules.products import POKOK, SUKARELA, WAJIB

#: names of villages when the real cooperative has no groups yet
_VILLAGES = ("Sukamaju", "Sidodadi")
_MOST_VILLAGES = 3
_DECIDED = "Ruang latihan"


@dataclass(frozen=True, slots=True)
class SetUp:
    """The rules of a cooperative, without its people and its money."""

    year_starts: int
    accounts: tuple[NewAccount, ...]
    pokok: Money
    wajib: Money
    minimum: Money
    #: name of a kind of loan → its terms
    loans: tuple[tuple[str, ProductTerms], ...]
    limits: tuple[tuple[str, str], ...]
    villages: tuple[str, ...]


def read(cooperative_id: int, book_id: int, today: date) -> SetUp:
    """The set-up of a real cooperative as it holds today."""
    facts = auth.cooperative(cooperative_id)
    groups = tuple(group.name for group in members.list_groups(cooperative_id))
    kept = [
        (name, auth.setting(name, cooperative_id=cooperative_id, on=today))
        for name in limits.LIMITS
        if name != limits.QUORUM  # two people are all there are
    ]
    return SetUp(
        year_starts=facts.book_year_start_month,
        accounts=_chart(book_id),
        pokok=savings.amount_on(cooperative_id, POKOK, today),
        wajib=savings.amount_on(cooperative_id, WAJIB, today),
        minimum=savings.get_product(cooperative_id, SUKARELA).minimum_balance,
        loans=_kinds_of_loans(cooperative_id, today),
        limits=tuple((name, value) for name, value in kept if value is not None),
        villages=groups[:_MOST_VILLAGES] or _VILLAGES,
    )  # fmt: skip


def _chart(book_id: int) -> tuple[NewAccount, ...]:
    accounts = ledger.accounts(book_id=book_id)
    codes = {account.id: account.code for account in accounts}
    return tuple(
        NewAccount(
            code=one.code, name=one.name, kind=one.kind, statement_line=one.statement_line,
            cash_flow=one.cash_flow, place=one.place, side=one.side, role=one.role,
            parent=codes.get(one.parent_id or 0), takes_lines=one.takes_lines,
        )
        for one in accounts
    )  # fmt: skip


def _kinds_of_loans(cooperative_id: int, today: date) -> tuple[tuple[str, ProductTerms], ...]:
    held = loans.terms_on(cooperative_id, today)
    return tuple(
        (product.name, held[product.id].terms)
        for product in loans.list_products(cooperative_id, active_only=True)
        if product.id in held
    )


def found(setup: SetUp, *, name: str, opened_on: date, now: datetime) -> tuple[int, int]:
    """A new cooperative with this set-up in the practice database; returns its key and its book's."""
    new = people.NewCooperative(
        name=name, short_name="LATIHAN", book_year_start_month=setup.year_starts, is_demo=True
    )
    cooperative_id = people.found(new, now=now)
    book_id = ledger.open_book(
        cooperative_id=cooperative_id, name=name, kind="cooperative", accounts=setup.accounts,
        opened_on=opened_on,
    )  # fmt: skip
    first = saving.FirstAmounts(setup.pokok, setup.wajib)
    saving.install(cooperative_id=cooperative_id, valid_from=opened_on, by=0, amounts=first)
    for limit, value in setup.limits:
        people.set_value(
            limit,
            cooperative_id=cooperative_id,
            value=value,
            valid_from=opened_on,
            by=None,
            now=now,
        )
    return cooperative_id, book_id


def decide(setup: SetUp, *, desk: Desk) -> dict[str, int]:
    """Minimum balance, kinds of loans and villages; returns the villages' keys by name."""
    if setup.minimum:
        saving.set_minimum(desk=desk, product=SUKARELA, minimum=setup.minimum)
    for name, terms in setup.loans:
        key = lending.add_product(desk=desk, name=name)
        new = lending.NewTerms(desk.today, terms, _DECIDED)
        lending.set_terms(desk=desk, product_id=key, new=new)
    return {
        village: register.add_group(
            register.GroupFacts(name=village, village=village),
            cooperative_id=desk.cooperative_id, by=desk.user_id,
        )
        for village in setup.villages
    }  # fmt: skip
