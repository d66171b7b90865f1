"""A period as a family reads it: what came in, what has no purpose yet, each envelope in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from coop_app import clock
from coop_app.dates import Month, long_date
from coop_app.literacy.queries.family import cooperative, households, months
from coop_app.literacy.queries.family.cooperative import Drawn, Due, LinkedGoal
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import Home, Link
from coop_app.literacy.queries.family.months import Period
from coop_app.literacy.rules.family import standing as stands
from coop_app.literacy.rules.family.envelopes import KINDS, Envelope
from coop_app.literacy.rules.family.income import DRAW, Past
from coop_app.literacy.rules.family.keeping import MONTH
from coop_app.literacy.rules.family.standing import Filled, Standing, Sums, emergency_target
from coop_app.money import ZERO, Money
from coop_app.web.filters import month_name
from coop_app.web.filters import rupiah_text as rupiah

_NOTHING = Filled(ZERO, ZERO, ZERO, ZERO)
_HIGH, _EDGE = 44, 2
_INSIDE = _HIGH - 2 * _EDGE
#: an envelope that fills and empties; the words beside it say the same
_ENVELOPE = Markup(
    '<svg class="envelope is-{state}" viewBox="0 0 64 44" width="64" height="44" aria-hidden="true"'
    ' focusable="false"><rect class="hull" x="1" y="1" width="62" height="42" rx="4"/>'
    '<rect class="level" x="2" y="{top}" width="60" height="{level}" rx="2"/>'
    '<path class="flap" d="M2 3 L32 25 L62 3"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Card:
    """One envelope, and how it stands, in words and as a picture."""

    envelope: Envelope
    filled: Filled
    picture: Markup
    #: "Rp300.000 left"
    large: str
    #: "of Rp800.000, planned Rp800.000"
    small: str
    state: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """Everything on the page of one period."""

    period: Period
    title: str
    standing: Standing
    past: Past
    #: kind of envelope → its cards
    groups: list[tuple[str, list[Card]]]
    #: the income that has no purpose yet, said aloud, and how it looks
    said: str
    mood: str
    drawn: list[Drawn]
    dues: list[Due]
    left_over: Money


def title_of(home: Home, period: Period) -> str:
    """How people name it."""
    if home.rhythm == MONTH:
        return month_name(Month.of(period.starts_on))
    if period.last is None:
        return str(_("Since %(day)s", day=long_date(period.starts_on)))
    start, end = long_date(period.starts_on), long_date(period.last)
    return str(_("%(start)s until %(end)s", start=start, end=end))


def standing_of(home: Home, period: Period) -> tuple[dict[int, Standing], Standing]:
    """All periods, and this one."""
    found = months.standings_of(home)
    return found, found[period.id]


def month_view(home: Home, period: Period) -> MonthView:
    """The page of a period, with what linked members show."""
    found, mine = standing_of(home, period)
    links = households.links_of(home.id)
    past = months.past_of(found, period.starts_on)
    until = period.starts_on if home.rhythm == MONTH else period.last or clock.today()
    usual = months.usual_spending(home.id, until) or mine.spent or mine.budget.allocated
    goals = _goals(home, links)
    cards = [
        card(one, mine.filled.get(one.id, _NOTHING), usual=usual, goal=goals.get(one.goal_id or 0))
        for one in envelopes_of(home.id)
    ]
    said, mood = purpose(mine.unallocated)
    return MonthView(
        period, title_of(home, period), mine, past, grouped(cards), said, mood,
        _drawn(home, links, mine.sums), _dues(home, links, period), _left_over(found, mine),
    )  # fmt: skip


def grouped(cards: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """By kind, in the order of the kinds."""
    found = [
        (label, [one for one in cards if one.envelope.kind == kind])
        for kind, label in KINDS.items()
    ]
    return [(label, rows) for label, rows in found if rows]


def purpose(unallocated: Money) -> tuple[str, str]:
    """What has no purpose, as a sentence, and how it looks."""
    if unallocated > 0:
        return _("%(amount)s still has no purpose.", amount=rupiah(unallocated)), "warning"
    if unallocated < 0:
        amount = rupiah(-unallocated)
        return _("The plan is %(amount)s larger than the income.", amount=amount), "error"
    return _("Every rupiah has a purpose."), "success"


def card(
    envelope: Envelope, filled: Filled, *, usual: Money = ZERO, goal: LinkedGoal | None = None
) -> Card:
    """One envelope in words: what is left, or how far it is."""
    if goal is not None:
        return _goal_card(envelope, filled, goal)
    if envelope.months:
        return _emergency_card(envelope, filled, usual)
    state = filled.state
    large = {
        stands.OVER: _("%(amount)s too much", amount=rupiah(-filled.left)),
        stands.EMPTY: _("Used up"),
        stands.UNPLANNED: _("Nothing planned"),
    }.get(state) or _("%(amount)s left", amount=rupiah(filled.left))
    small = _(
        "%(spent)s of %(available)s used",
        spent=rupiah(filled.spent),
        available=rupiah(filled.available),
    )
    return Card(
        envelope, filled, _picture(filled.percent_left, state), large,
        "" if state == stands.UNPLANNED else small, state,
    )  # fmt: skip


def _emergency_card(envelope: Envelope, filled: Filled, usual: Money) -> Card:
    target, there = emergency_target(usual, envelope.months or 0), filled.left
    percent = min(int(there) * 100 // int(target), 100) if target > 0 and there > 0 else 0
    small = _(
        "of %(target)s: %(months)s months of spending",
        target=rupiah(target),
        months=envelope.months,
    )
    state = stands.OVER if there < 0 else stands.ENOUGH
    large = _("%(amount)s filled", amount=rupiah(max(there, ZERO)))
    return Card(envelope, filled, _picture(percent, state), large, small, state)


def _goal_card(envelope: Envelope, filled: Filled, goal: LinkedGoal) -> Card:
    progress = goal.progress
    large = _("%(amount)s at the cooperative", amount=rupiah(progress.saved))
    small = _(
        "of %(target)s for %(name)s; this month planned: %(planned)s",
        target=rupiah(progress.wish.target), name=progress.wish.name, planned=rupiah(filled.planned),
    )  # fmt: skip
    return Card(
        envelope,
        filled,
        _picture(progress.percent, stands.ENOUGH),
        large,
        small,
        stands.ENOUGH,
    )


def _picture(percent: int, state: str) -> Markup:
    """How full, 0 to 100."""
    level = max(min(percent, stands.FULL), 0) * _INSIDE // stands.FULL
    return _ENVELOPE.format(state=state, top=_HIGH - _EDGE - level, level=level)


def _goals(home: Home, links: Sequence[Link]) -> dict[int, LinkedGoal]:
    if not any(link.goals for link in links):
        return {}
    return {one.id: one for one in cooperative.goals_of(home, links, clock.today())}


def _drawn(home: Home, links: Sequence[Link], sums: Sums) -> list[Drawn]:
    """What was taken from a business in the month and is not noted yet."""
    noted = sums.income.get(DRAW, ZERO)
    found = []
    for one in cooperative.drawn_of(home, links, Month.of(sums.starts_on)):
        missing = Money(max(int(one.amount) - int(noted), 0))
        noted = Money(max(int(noted) - int(one.amount), 0))
        if missing:
            found.append(Drawn(one.name, missing, one.person_id))
    return found


def _dues(home: Home, links: Sequence[Link], period: Period) -> list[Due]:
    """What falls due at the cooperative and has no envelope yet."""
    today = clock.today()
    month = Month.of(period.starts_on)
    if month != Month.of(today):
        return []
    have = {one.source for one in envelopes_of(home.id) if one.source}
    return [one for one in cooperative.dues_of(home, links, month, today) if one.source not in have]


def _left_over(found: dict[int, Standing], mine: Standing) -> Money:
    """What the period before left outside of envelopes, as long as nothing was brought along."""
    before = [one for one in found.values() if one.sums.starts_on < mine.sums.starts_on]
    if not before or "left_over" in mine.sums.income:
        return ZERO
    return before[-1].left_over
