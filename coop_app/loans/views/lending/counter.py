"""What all loan pages share: the desk, the choices, typed people, words for rates."""

from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from coop_app import clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Entry
from coop_app.loans import queries
from coop_app.loans.forms.words import PERIODS, SHORT_METHODS
from coop_app.loans.rules.rate import Rate
from coop_app.members import queries as members
from coop_app.refusal import N_, Refused
from coop_app.web.access import signed_in

#: a list longer than this is too heavy for a phone
_MOST_OFFERED = 600


class MemberUnclear(Refused):
    """A number or a name that means exactly one member."""

    message = N_("“%(written)s” is not exactly one member. Write the number, or more of the name.")
    field = "member"


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def files() -> Path:
    """Where pictures lie."""
    folder: Path = current_app.extensions["settings"].files
    return folder


def product_choices(*, active_only: bool = True) -> list[tuple[int, str]]:
    """Kinds of loans that have terms today."""
    here = desk()
    held = queries.terms_on(here.cooperative_id, here.today)
    found = queries.list_products(here.cooperative_id, active_only=active_only)
    return [(product.id, product.name) for product in found if product.id in held]


def place_choices() -> list[SelectChoice]:
    """The cash places that a payout may come from."""
    places = ledger.cash_places(book_id=signed_in().book_id)
    return [SelectChoice(place.id, place.name) for place in places]


def member_key(text: str, *, field: str = "member") -> int:
    """The member behind a typed number or name. Raises `MemberUnclear`."""
    cooperative_id = signed_in().cooperative_id
    words = text.split()
    if words and words[0].isdecimal():
        found = members.find_by_number(cooperative_id, int(words[0][:9]))
        matches = [found] if found else []
    else:
        matches = members.search(cooperative_id, text, limit=2)
    if len(matches) != 1:
        raise MemberUnclear(written=text[:60], field=field)
    return matches[0].id


def member_list() -> list[str]:
    """Numbers and names to choose from while typing; a large register is searched by number."""
    cards = members.all_cards(signed_in().cooperative_id)
    return [card.label for card in cards] if len(cards) <= _MOST_OFFERED else []


def percent_text(percent: object) -> str:
    """`1,5%`."""
    return f"{percent:f}".replace(".", ",") + "%"


def rate_text(rate: Rate) -> str:
    """`1,5% per month, flat`."""
    return str(
        _(
            "%(percent)s per %(period)s, %(method)s",
            percent=percent_text(rate.percent), period=PERIODS[rate.per],
            method=SHORT_METHODS[rate.method],
        )
    )  # fmt: skip


def journal_of(entry: Entry) -> list[tuple[str, int]]:
    """The lines of an entry that is only to be shown: account and signed amount."""
    book_id = signed_in().book_id
    found = []
    for line in entry.lines:
        key = {"id": line.account} if isinstance(line.account, int) else {"role": line.account}
        account = ledger.account(book_id=book_id, **key)
        found.append((f"{account.code} {account.name}", int(line.amount)))
    return found
