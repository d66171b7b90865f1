"""What members say about a statement, and what is found out about a dispute."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import auth, clock, ledger
from coop_app.auth import queries as people
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.refusal import NotFound
from coop_app.reports.models import MemberStatement, StatementAnswer, StatementReply
from coop_app.reports.queries import member_statements
from coop_app.reports.queries.member_statements import Offered
from coop_app.reports.rules import member_statement as rules
from coop_app.reports.rules.member_statement import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A member's word about a statement; `on_paper` says that somebody else typed it in."""

    verdict: State
    words: str = ""
    given_on: date
    on_paper: bool = False


def answer(*, desk: Desk, statement_id: int, given: Given) -> Offered:
    """Take down what a member says. The same word twice is one word.

    Raises `NotFound`, `WordsMissing`, and `StatementOutdated` when figures are confirmed that changed since.
    """
    _lock(desk.cooperative_id, statement_id)
    offered = member_statements.get_offered(desk.cooperative_id, statement_id)
    rules.check_words(given.verdict, given.words)
    if _is_repeated(offered, given):
        return offered
    if given.verdict is State.CONFIRMED and not _is_current(desk.cooperative_id, offered):
        raise rules.StatementOutdated
    words = given.words.strip() if given.verdict is State.DISPUTED else ""
    row = StatementAnswer(
        cooperative_id=desk.cooperative_id, statement_id=statement_id, n=_next(statement_id),
        verdict=str(given.verdict), words=words, given_on=min(given.given_on, desk.today),
        on_paper=given.on_paper, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note(f"statements.{row.verdict}", desk, offered, after={"on_paper": given.on_paper})
    return member_statements.get_offered(desk.cooperative_id, statement_id)


def reply(*, desk: Desk, answer_id: int, words: str) -> Offered:
    """Close a dispute with what was found out, by somebody who did not record the money.

    Raises `NotFound`, `ReplyMissing`, `AlreadyAnswered`, `MakerMayNotAnswer`.
    """
    offered = member_statements.get_disputed(desk.cooperative_id, answer_id)
    _lock(desk.cooperative_id, offered.id)
    offered = member_statements.get_disputed(desk.cooperative_id, answer_id)
    if not words.strip():
        raise rules.ReplyMissing
    if offered.state is State.ANSWERED:
        raise rules.AlreadyAnswered
    if not may_reply(offered, user_id=desk.user_id, cooperative_id=desk.cooperative_id):
        raise rules.MakerMayNotAnswer
    row = StatementReply(
        answer_id=answer_id, cooperative_id=desk.cooperative_id, words=words.strip(),
        made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note("statements.answered", desk, offered, reason=row.words)
    return member_statements.get_disputed(desk.cooperative_id, answer_id)


def may_reply(offered: Offered, *, user_id: int, cooperative_id: int) -> bool:
    """Not for who recorded a line of the statement, nor for who complained: persons, not accounts."""
    lines = [
        line for pot in member_statements.recorded(cooperative_id, offered) for line in pot.lines
    ]
    pages = ledger.entry_pages(book_id=offered.book_id, seqs=[line.seq for line in lines])
    involved = {page.made_by for page in pages}
    if offered.answer is not None:
        involved.add(offered.answer.made_by)
    persons = {user.id: user.person_key for user in people.users(cooperative_id)}
    mine = persons.get(user_id)
    return user_id not in involved and mine not in {persons.get(other, "") for other in involved}


def _lock(cooperative_id: int, statement_id: int) -> None:
    query = sa.select(MemberStatement.id).where(
        MemberStatement.cooperative_id == cooperative_id, MemberStatement.id == statement_id
    )
    if session.scalar(query.with_for_update()) is None:
        raise NotFound


def _is_repeated(offered: Offered, given: Given) -> bool:
    last = offered.answer
    if last is None or last.verdict != given.verdict or last.reply is not None:
        return False
    return given.verdict is State.CONFIRMED or last.words == given.words.strip()


def _is_current(cooperative_id: int, offered: Offered) -> bool:
    if not member_statements.is_newest(offered, cooperative_id):
        return False
    return offered.fits(member_statements.recorded_now(cooperative_id, offered))


def _next(statement_id: int) -> int:
    query = sa.select(sa.func.max(StatementAnswer.n)).where(
        StatementAnswer.statement_id == statement_id
    )
    return (session.scalar(query) or 0) + 1


def _note(action: str, desk: Desk, offered: Offered, **facts: Any) -> None:
    about = f"member:{offered.member_id}"
    kept: dict[str, Any] = {"after": {"month": str(offered.month), "statement": offered.id}} | facts
    auth.audit_trail(
        action,
        cooperative_id=desk.cooperative_id,
        by=desk.user_id,
        object=about,
        **kept,
    )
