"""What a trainer is told at home: people who are to be asked after their promise."""

from flask import url_for
from flask_babel import gettext as _

from coop_app import clock
from coop_app.literacy.queries import lessons as queries
from coop_app.web.access import actor
from coop_app.web.reminders import Reminder


def reminders() -> list[Reminder]:
    """One sentence for the own sessions' participants."""
    person = actor()
    if person is None or not person.may("literacy.people"):
        return []
    count, late = queries.count_due(person.cooperative_id, clock.today(), person.user_id)
    if not count:
        return []
    text = _("%(count)s people are to be asked after their promise", count=count)
    return [Reminder(text, url_for("literacy.follow_ups", saya=1), late=late > 0)]
