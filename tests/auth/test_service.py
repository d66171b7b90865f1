"""People, two-person approvals and the audit trail."""

import pytest

from coop_app import db
from coop_app.auth import queries, rules, service
from coop_app.auth.queries import EventFilter
from coop_app.auth.service import approvals, officers
from coop_app.auth.service.people import LastOfficer, NameTaken
from coop_app.db import transaction
from coop_app.refusal import NotFound, RequestReused
from tests.auth.conftest import NOW
from tests.people import add_person


@pytest.fixture(autouse=True)
def done(app: object) -> list[approvals.Agreed]:
    """A harmless act for two people; what was done is in the list."""
    acts: list[approvals.Agreed] = []
    words = lambda _coop, content: [("Value", str(content))]  # noqa: E731
    approvals.register(approvals.Kind("test.act", "A test", words, acts.append))
    return acts


def ask(coop: int, by: int, request_id: str = "r1", **content: object) -> int:
    asked = service.Asked("test.act", request_id, "perlu", subject="thing:1", content=content)
    with transaction():
        return service.ask(asked, cooperative_id=coop, by=by, now=NOW)


def decide(
    coop: int, approval_id: int, by: int, *, agree: bool = True, shown: str | None = None
) -> str:
    row = queries.find_approval(approval_id, coop)
    mark = shown if shown is not None else (row.fingerprint if row else "")
    decision = service.Decision(agree, mark, "sudah saya baca")
    with transaction():
        return service.decide(approval_id, decision=decision, cooperative_id=coop, by=by, now=NOW)


@pytest.fixture
def sri(coop: int) -> int:
    return add_person(coop, rules.BENDAHARA, display_name="Sri Wahyuni")[0]


@pytest.fixture
def bambang(coop: int) -> int:
    return add_person(coop, rules.KETUA, display_name="Bambang Susilo")[0]


def test_two_persons_do_it_at_once(
    coop: int, sri: int, bambang: int, done: list[approvals.Agreed]
) -> None:
    approval = ask(coop, sri, amount=500)
    decide(coop, approval, bambang)
    assert [(act.content, act.made_by, act.decided_by) for act in done] == [
        ({"amount": 500}, sri, bambang)
    ]
    row = queries.find_approval(approval, coop)
    assert row is not None
    assert (row.state, row.checker, row.note) == ("used", "Bambang Susilo", "sudah saya baca")


def test_a_refusal_does_nothing(
    coop: int, sri: int, bambang: int, done: list[approvals.Agreed]
) -> None:
    approval = ask(coop, sri)
    decide(coop, approval, bambang, agree=False)
    assert not done
    with pytest.raises(approvals.AlreadyDecided):
        decide(coop, approval, bambang)


def test_nobody_decides_their_own(coop: int, bambang: int, done: list[approvals.Agreed]) -> None:
    with pytest.raises(approvals.SamePerson):
        decide(coop, ask(coop, bambang), bambang)
    assert not done


def test_a_second_account_of_the_same_person_does_not_help(coop: int, sri: int) -> None:
    other, _ = add_person(coop, rules.KETUA, display_name="sri WAHYUNI")
    with pytest.raises(approvals.SamePerson):
        decide(coop, ask(coop, sri), other)


def test_only_who_may_decide_decides(coop: int, bambang: int) -> None:
    admin, _ = add_person(coop, rules.ADMIN, display_name="Operator Satu")
    with pytest.raises(approvals.MayNotDecide):
        decide(coop, ask(coop, bambang), admin)


def test_a_resting_person_decides_nothing(coop: int, sri: int, bambang: int) -> None:
    add_person(coop, rules.KETUA)
    with transaction():
        service.disable(user_id=bambang, cooperative_id=coop, by=sri, now=NOW, reason="keluar")
    with pytest.raises(NotFound):
        decide(coop, ask(coop, sri), bambang)


def test_what_was_not_read_is_not_agreed(
    coop: int, sri: int, bambang: int, done: list[approvals.Agreed]
) -> None:
    one, two = ask(coop, sri, "r1", amount=1), ask(coop, sri, "r2", amount=2)
    shown = queries.find_approval(one, coop)
    assert shown is not None
    with pytest.raises(approvals.ContentsDiffer):
        decide(coop, two, bambang, shown=shown.fingerprint)
    assert not done


def test_a_failing_act_leaves_the_approval_waiting(coop: int, sri: int, bambang: int) -> None:
    def fails(_agreed: approvals.Agreed) -> None:
        raise NotFound

    approvals.register(approvals.Kind("test.act", "A test", lambda _c, _d: [], fails))
    approval = ask(coop, sri)
    with pytest.raises(NotFound):
        decide(coop, approval, bambang)
    row = queries.find_approval(approval, coop)
    assert row is not None
    assert row.state == "waiting"


def test_the_maker_may_withdraw_and_nobody_else(coop: int, sri: int, bambang: int) -> None:
    approval = ask(coop, sri)
    with pytest.raises(approvals.MayNotDecide), transaction():
        service.withdraw(approval, cooperative_id=coop, by=bambang)
    with transaction():
        service.withdraw(approval, cooperative_id=coop, by=sri)
    with pytest.raises(approvals.AlreadyDecided):
        decide(coop, approval, bambang)


def test_another_cooperative_sees_nothing(coop: int, other_coop: int, sri: int) -> None:
    stranger, _ = add_person(other_coop, rules.KETUA)
    approval = ask(coop, sri)
    assert queries.find_approval(approval, other_coop) is None
    with pytest.raises(NotFound):
        decide(other_coop, approval, stranger)
    with pytest.raises(NotFound), transaction():
        service.set_role(user_id=sri, cooperative_id=other_coop, role=rules.ADMIN, by=stranger)


def test_the_same_request_is_one_approval(coop: int, sri: int) -> None:
    assert ask(coop, sri, amount=1) == ask(coop, sri, amount=1)
    with pytest.raises(RequestReused):
        ask(coop, sri, amount=2)


def test_without_a_reason_nothing_waits(coop: int, sri: int) -> None:
    with pytest.raises(approvals.ReasonMissing), transaction():
        service.ask(service.Asked("test.act", "r1", "  "), cooperative_id=coop, by=sri, now=NOW)


def test_the_first_officer_adds_the_second_alone_and_then_no_more(coop: int, sri: int) -> None:
    facts = {"cooperative_id": coop, "by": sri}
    assert not officers.needs_second_person(rules.KETUA, **facts)
    add_person(coop, rules.KETUA, display_name="Bambang Susilo")
    assert officers.needs_second_person(rules.PENGAWAS, **facts)
    assert not officers.needs_second_person(rules.ANGGOTA, **facts)


def test_nobody_is_the_second_person_for_their_own_rights(
    coop: int, sri: int, bambang: int
) -> None:
    facts = {"cooperative_id": coop, "by": sri}
    assert not officers.needs_second_person(rules.KETUA, **facts, about=bambang)


def test_an_officer_is_added_when_the_second_person_agrees(
    coop: int, sri: int, bambang: int
) -> None:
    content = {"name": "tri", "display_name": "Tri Yuni", "role": rules.PENGAWAS}
    asked = service.Asked(officers.ADD, "r9", "hasil RAT", content=content)
    with transaction():
        approval = service.ask(asked, cooperative_id=coop, by=sri, now=NOW)
    assert "tri" not in [user.name for user in queries.users(coop)]
    password = decide(coop, approval, bambang)
    assert service.proves("tri", password=password, now=NOW)


def test_names_are_unique_in_the_installation(coop: int, other_coop: int) -> None:
    new = service.NewUser("ketua", rules.KETUA)
    with transaction():
        service.add_user(new, cooperative_id=coop, by=None, now=NOW)
    with pytest.raises(NameTaken), transaction():
        service.add_user(new, cooperative_id=other_coop, by=None, now=NOW)


def test_somebody_can_always_add_people(coop: int, sri: int) -> None:
    with pytest.raises(LastOfficer), transaction():
        service.disable(user_id=sri, cooperative_id=coop, by=sri, now=NOW, reason="x")
    with pytest.raises(LastOfficer), transaction():
        service.set_role(user_id=sri, cooperative_id=coop, role=rules.ANGGOTA, by=sri)


def test_a_setting_has_a_date(coop: int) -> None:
    for day, value in (("2024-01-01", "10"), ("2026-01-01", "20")):
        with transaction():
            service.set_value(
                "dues",
                cooperative_id=coop,
                value=value,
                valid_from=NOW.fromisoformat(day).date(),
                by=None,
                now=NOW,
            )
    on = NOW.date()
    assert queries.setting("dues", cooperative_id=coop, on=on) == "20"
    assert queries.setting("dues", cooperative_id=coop, on=on.replace(year=2025)) == "10"
    assert queries.setting("dues", cooperative_id=coop, on=on.replace(year=2023)) is None


def test_every_act_leaves_its_row_in_the_chain(coop: int, sri: int, bambang: int) -> None:
    before, _ = queries.head(coop)
    decide(coop, ask(coop, sri), bambang)
    rows = queries.events(coop, EventFilter(action="approvals."), limit=10)
    assert [row.action for row in rows] == ["approvals.approved", "approvals.asked"]
    assert queries.head(coop)[0] == before + 2
    assert queries.chain_faults(coop) == []


def test_an_act_that_fails_leaves_no_row(coop: int, sri: int) -> None:
    def act() -> None:
        with transaction():
            service.record("test.act", cooperative_id=coop, by=sri)
            raise NameTaken

    before = queries.head(coop)
    with pytest.raises(NameTaken):
        act()
    assert queries.head(coop) == before


def test_the_trail_is_filtered(coop: int, sri: int, bambang: int) -> None:
    with transaction():
        service.record("members.changed", cooperative_id=coop, by=bambang, object="member:17")
    rows = queries.events(coop, EventFilter(user_id=bambang, text="member:"), limit=10)
    assert [(row.action, row.who) for row in rows] == [("members.changed", "Bambang Susilo")]
    assert queries.events(coop, EventFilter(text="%"), limit=10) == []
    later = NOW.date().replace(year=2020)
    assert queries.events(coop, EventFilter(end=later), limit=10) == []


def test_a_changed_row_breaks_the_chain(coop: int, sri: int) -> None:
    with transaction():
        service.record("test.one", cooperative_id=coop, by=sri)
        connection = db.write_connection()
        connection.exec_driver_sql("DROP TRIGGER audit_event_update")
        connection.exec_driver_sql("UPDATE audit_event SET reason = 'x' WHERE seq = 1")
    assert queries.chain_faults(coop) == [
        "trigger audit_event_update is missing",
        "audit_event 1: chain broken",
    ]
