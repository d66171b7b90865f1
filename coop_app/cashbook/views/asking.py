"""Who asks, for which book, and what the page's choices are."""

from datetime import date
from pathlib import Path

from flask import current_app, url_for
from wtforms.fields.choices import SelectChoice

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import queries
from coop_app.cashbook.queries import Place
from coop_app.cashbook.rules.recording import MemberUnclear
from coop_app.members import queries as members
from coop_app.web.access import signed_in
from coop_app.web.pages import found_or_404

#: a list longer than this is too heavy for a phone
MOST_OFFERED = 600


def desk() -> Desk:
    """Where the person at the screen records."""
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


def place_or_404(place_id: int) -> Place:
    """A cash place of this book, or the page that says it is not here."""
    return found_or_404(queries.find_place(signed_in().book_id, place_id))


def files() -> Path:
    """Where evidence and imported files lie."""
    folder: Path = current_app.extensions["settings"].files
    return folder


def group_choices() -> list[SelectChoice]:
    """The village groups, after "none"."""
    groups = members.list_groups(signed_in().cooperative_id)
    return [SelectChoice(0, "—"), *(SelectChoice(group.id, group.name) for group in groups)]


def dated(text: str, today: date) -> date:
    """A day from the address bar, today when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def member_id(text: str) -> int | None:
    """The member behind a typed number or name. Raises `MemberUnclear`."""
    if not text.strip():
        return None
    cooperative_id = signed_in().cooperative_id
    first = text.strip().split()[0]
    if first.isdigit():
        found = members.find_by_number(cooperative_id, int(first))
        matches = [found] if found else []
    else:
        matches = members.search(cooperative_id, text, limit=2)
    if len(matches) != 1:
        raise MemberUnclear(written=text)
    return matches[0].id


def member_list() -> list[str]:
    """Numbers and names to choose from while typing; a large register is searched by number."""
    cards = members.all_cards(signed_in().cooperative_id)
    return [card.label for card in cards] if len(cards) <= MOST_OFFERED else []


def savings_page() -> str:
    """Where savings are taken in; "" when that page is not installed."""
    name = "savings.deposit_form"
    return url_for(name) if name in current_app.view_functions else ""


def place_choices() -> list[SelectChoice]:
    """The cash places to choose from."""
    return [SelectChoice(each.id, each.name) for each in queries.list_places(signed_in().book_id)]
