"""The first start: a cooperative, its book with a chart, and the officer who answers for it."""

from dataclasses import dataclass
from datetime import date, datetime

from coop_app import ledger
from coop_app.auth import queries, rules, service
from coop_app.chart.templates import template
from coop_app.refusal import N_, Refused
from coop_app.savings import service as savings

#: who decided what the program brings along
NOBODY = 0


class AlreadyStarted(Refused):
    """There is a cooperative here already."""

    message = N_("The first start is already done. Sign in instead.")


@dataclass(frozen=True, slots=True)
class Answers:
    """The four questions."""

    cooperative: str
    #: the first day of the first book year kept here
    opened_on: date
    #: which chart of accounts
    chart: str
    display_name: str
    name: str
    password: str
    role: str = rules.BENDAHARA
    short_name: str = ""
    is_demo: bool = False


def begin(answers: Answers, *, now: datetime) -> tuple[int, int]:
    """Begin everything in one transaction; returns the cooperative's and the officer's key.

    Raises `AlreadyStarted` and what the name, the sign-in name or the password is refused for.
    """
    if queries.any_cooperative():
        raise AlreadyStarted
    new = service.NewCooperative(
        name=answers.cooperative,
        short_name=answers.short_name,
        book_year_start_month=answers.opened_on.month,
        is_demo=answers.is_demo,
    )
    cooperative_id = open_cooperative(
        new, opened_on=answers.opened_on, chart=answers.chart, now=now
    )
    officer = service.NewUser(answers.name, answers.role, answers.display_name)
    user_id, _ = service.add_user(
        officer, cooperative_id=cooperative_id, by=None, now=now, password=answers.password
    )
    return cooperative_id, user_id


def open_cooperative(
    new: service.NewCooperative, *, opened_on: date, now: datetime, chart: str = "cooperative"
) -> int:
    """A cooperative with its book and kinds of savings, no people yet; returns its key.

    Raises `NameMissing`.
    """
    cooperative_id = service.found(new, now=now)
    ledger.open_book(
        cooperative_id=cooperative_id,
        name=new.name.strip(),
        kind="cooperative",
        accounts=template(chart).accounts,
        opened_on=opened_on,
    )
    savings.install(cooperative_id=cooperative_id, valid_from=opened_on, by=NOBODY)
    return cooperative_id
