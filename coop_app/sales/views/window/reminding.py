"""What the owner is told on the own page: orders that wait for an answer."""

from flask import url_for
from flask_babel import gettext as _

from coop_app.products.views.catalogue.workplace import my_books
from coop_app.sales.queries import window as queries
from coop_app.web.access import actor
from coop_app.web.reminders import Reminder


def reminders() -> list[Reminder]:
    """One sentence for each window with new orders."""
    person = actor()
    if person is None or not person.may("sales.window"):
        return []
    cards = [queries.find_window(person.cooperative_id, key) for key in my_books()]
    known = [card for card in cards if card is not None]
    new = queries.count_new([card.id for card in known])
    return [
        Reminder(
            _("%(count)s new orders at %(shop)s", count=new[card.id], shop=card.window.title),
            url_for("sales.window_orders", book_id=card.book_id, status="new"), late=True,
        )
        for card in known
        if card.id in new
    ]  # fmt: skip
