"""Members say whether their month is right: most on paper, some on the phone, two find something wrong."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coop_app.app.demo.house import House
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.reports import service
from coop_app.reports.queries import member_statements
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules.member_statement import State

_OF_HUNDRED = 63
_WRONG = (
    "Saya menitipkan simpanan sukarela Rp25.000 di pertemuan, tetapi belum ada di sini.",
    "Tanggal setoran saya seharusnya satu hari lebih awal.",
)
_FOUND = "Kuitansi sudah dicocokkan bersama anggota: tanggal di kuitansi sama dengan di pembukuan."


@dataclass(frozen=True, slots=True)
class Round:
    """A month whose statements went round, and who spoke about them."""

    month: Month
    today: date
    random: Random


def go_round(house: House, around: Round) -> None:
    """Offer a month and take down what most members say; one never answers on the phone: the reader."""
    desk = Desk(house.cooperative_id, house.book_id, house.treasurer, around.today)
    service.offer(desk=desk, month=around.month)
    rows = member_statements.of_month(house.cooperative_id, around.month)
    if not rows:
        return
    wrong = around.random.sample(rows[1:], min(2, len(rows) - 1))
    for offered in rows[1:]:
        if offered not in wrong and around.random.randrange(100) < _OF_HUNDRED:
            _say(desk, offered, around, State.CONFIRMED)
    for offered, words in zip(wrong, _WRONG, strict=False):
        _say(desk, offered, around, State.DISPUTED, words)
    if len(wrong) > 1 and house.chair:
        _answer(house, wrong[1], around.today)


def _say(desk: Desk, offered: Offered, around: Round, verdict: State, words: str = "") -> None:
    meeting = around.month.last + timedelta(days=around.random.randrange(4, 12))
    given = service.Given(
        verdict=verdict,
        words=words,
        given_on=min(meeting, around.today),
        on_paper=around.random.random() < 0.8,
    )
    service.answer(desk=desk, statement_id=offered.id, given=given)


def _answer(house: House, offered: Offered, today: date) -> None:
    """The chairperson looks into it."""
    said = member_statements.get_offered(house.cooperative_id, offered.id).answer
    if said is not None:
        desk = Desk(house.cooperative_id, house.book_id, house.chair, today)
        service.reply(desk=desk, answer_id=said.id, words=_FOUND)
