"""What the owner is told on the own page: permits that end, goods that go off."""

from flask import url_for
from flask_babel import gettext as _

from coop_app import clock
from coop_app.products.queries import catalogue
from coop_app.products.rules.catalogue import freshness, permits
from coop_app.products.rules.catalogue.freshness import Freshness
from coop_app.products.rules.catalogue.permits import State
from coop_app.products.views.catalogue.workplace import my_books
from coop_app.web.access import actor
from coop_app.web.reminders import Reminder


def reminders() -> list[Reminder]:
    """Of the books that the person works in; nothing for anybody else."""
    person = actor()
    if person is None or not person.may("products.catalogue"):
        return []
    books = list(my_books())
    return [*_permits(books), *_batches(books)] if books else []


def _permits(books: list[int]) -> list[Reminder]:
    today, url = clock.today(), url_for("products.permits", status="berakhir")
    states = [permits.state(card.permit, today) for card in catalogue.list_permits(books)]
    expired, urgent = states.count(State.EXPIRED), states.count(State.URGENT)
    renew = states.count(State.RENEW)
    said = (
        (expired, _("%(count)s permits have expired; the shop window hides them.", count=expired), True),
        (urgent, _("%(count)s permits end within 30 days.", count=urgent), True),
        (renew, _("%(count)s permits end within six months: ask for the renewal now.", count=renew), False),
    )  # fmt: skip
    return [Reminder(text, url, late) for count, text, late in said if count]


def _batches(books: list[int]) -> list[Reminder]:
    today, url = clock.today(), url_for("products.expiring")
    ends = [card.batch.best_before for card in catalogue.batches(books)]
    states = [freshness.freshness(end, today) for end in ends]
    gone = states.count(Freshness.EXPIRED)
    soon = states.count(Freshness.THIS_WEEK)
    said = (
        (gone, _("%(count)s batches are no longer good.", count=gone), True),
        (soon, _("%(count)s batches are good for less than a week.", count=soon), False),
    )
    return [Reminder(text, url, late) for count, text, late in said if count]
