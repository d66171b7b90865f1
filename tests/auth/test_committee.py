"""Votes of a committee: each person once, the maker never, a tie rejects."""

from datetime import timedelta

import pytest

from coop_app.auth import queries, rules, service
from coop_app.auth.rules.second_person import AlreadyVoted, Tally
from coop_app.auth.service import approvals
from coop_app.db import transaction
from tests.auth.conftest import NOW
from tests.people import add_person

DONE: list[approvals.Agreed] = []


@pytest.fixture
def ballot(coop: int) -> tuple[int, list[int]]:
    """An act that three vote on, and who may: two chairpersons and three supervisors."""
    DONE.clear()
    approvals.register(
        approvals.Kind(
            "test.vote", "A vote", lambda _c, _d: [], DONE.append,
            voters_needed=lambda _c, content: content["voters"],
            barred=lambda _c, content: content.get("barred", []),
        )
    )  # fmt: skip
    voters = [
        add_person(coop, role)[0] for role in (rules.KETUA, rules.KETUA, *[rules.PENGAWAS] * 3)
    ]
    return coop, voters


def ask(coop: int, voters: int, **content: object) -> int:
    maker, _ = add_person(coop, rules.KETUA, display_name="Sri Wahyuni")
    asked = service.Asked("test.vote", f"v{maker}", "perlu", content={"voters": voters, **content})
    with transaction():
        return service.ask(asked, cooperative_id=coop, by=maker, now=NOW)


def vote(coop: int, approval_id: int, by: int, agree: bool = True) -> None:
    row = queries.find_approval(approval_id, coop)
    assert row is not None
    decision = service.Decision(agree, row.fingerprint)
    later = NOW + timedelta(minutes=1)
    with transaction():
        service.decide(approval_id, decision=decision, cooperative_id=coop, by=by, now=later)


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        ([True], "waiting"),
        ([True, True], "waiting"),
        ([True, True, False], "used"),
        ([True, False, False], "refused"),
        ([False, False, False], "refused"),
    ],
)
def test_more_yes_than_no_among_three(
    ballot: tuple[int, list[int]], votes: list[bool], state: str
) -> None:
    coop, voters = ballot
    approval = ask(coop, 3)
    for person, agree in zip(voters, votes, strict=False):
        vote(coop, approval, person, agree)
    row = queries.find_approval(approval, coop)
    assert row is not None
    assert row.state == state
    assert len(DONE) == (state == "used")
    assert [said.agrees for said in queries.votes(approval)] == votes
    if state == "used":
        assert DONE[0].decided_by == voters[1]  # the last who agreed stands on the entry


def test_a_tie_rejects(ballot: tuple[int, list[int]]) -> None:
    coop, voters = ballot
    approval = ask(coop, 2)
    vote(coop, approval, voters[0], agree=True)
    vote(coop, approval, voters[1], agree=False)
    row = queries.find_approval(approval, coop)
    assert row is not None
    assert row.state == "refused"
    assert DONE == []


def test_nobody_votes_twice_under_any_account(ballot: tuple[int, list[int]]) -> None:
    coop, voters = ballot
    approval = ask(coop, 3)
    vote(coop, approval, voters[0])
    with pytest.raises(AlreadyVoted):
        vote(coop, approval, voters[0])
    one, _ = add_person(coop, rules.PENGAWAS, display_name="Bambang")
    other, _ = add_person(coop, rules.KETUA, display_name="BAMBANG.")
    vote(coop, approval, one)
    with pytest.raises(AlreadyVoted):
        vote(coop, approval, other)


def test_the_maker_never_votes_under_any_account(ballot: tuple[int, list[int]]) -> None:
    coop, _voters = ballot
    approval = ask(coop, 3)
    row = queries.find_approval(approval, coop)
    assert row is not None
    with pytest.raises(approvals.SamePerson):
        vote(coop, approval, row.made_by)
    twin, _ = add_person(coop, rules.PENGAWAS, display_name="sri  wahyuni")
    with pytest.raises(approvals.SamePerson):
        vote(coop, approval, twin)


def test_who_takes_part_in_the_act_does_not_vote(ballot: tuple[int, list[int]]) -> None:
    coop, voters = ballot
    approval = ask(coop, 1, barred=[voters[0]])
    why = service.why_not(approval, cooperative_id=coop, by=voters[0])
    assert isinstance(why, approvals.MayNotDecide)
    with pytest.raises(approvals.MayNotDecide):
        vote(coop, approval, voters[0])
    vote(coop, approval, voters[1])
    assert len(DONE) == 1


def test_a_tally_counts() -> None:
    assert not Tally(1, 0, 2).complete
    assert Tally(2, 1, 3).agreed
    assert not Tally(1, 1, 2).agreed
    assert not Tally(2, 0, 3).agreed
