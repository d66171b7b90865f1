from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from coop_app import db
from coop_app.db import session, transaction
from coop_app.members import queries, service
from coop_app.members.rules.doubles import PossibleDouble
from coop_app.members.rules.facts import MemberFacts
from coop_app.members.rules.standing import StatusNotPossible, Step
from coop_app.refusal import NotFound, RequestReused
from tests.make import IDENTITY_KEY, TODAY, make_group, make_member


def admit(
    coop: int, facts: MemberFacts, request_id: str = "a", **more: object
) -> queries.MemberCard:
    with transaction():
        return service.admit(
            facts, cooperative_id=coop, by=1, on=TODAY, request_id=request_id,
            identity_key=IDENTITY_KEY, **more,
        )  # fmt: skip


def siti(group: int, **more: object) -> MemberFacts:
    known = {"name": "Siti Aminah", "group_id": group, "sex": "F", "birth_year": 1985}
    return MemberFacts(**(known | more))


def test_numbers_follow_each_other_in_each_cooperative(coop, kuripan, other_coop) -> None:
    village = make_group(other_coop, "Manggis")
    numbers = [make_member(coop, kuripan, f"Anggota Ke{c}").number for c in "abc"]
    assert numbers == [1, 2, 3]
    assert make_member(other_coop, village).number == 1


def test_a_refused_admission_uses_no_number(coop, kuripan) -> None:
    admit(coop, siti(kuripan))
    with pytest.raises(PossibleDouble) as refused:
        admit(coop, siti(kuripan, birth_year=None), "b")
    assert "0001 Siti Aminah" in str(refused.value)
    assert admit(coop, siti(kuripan), "c", despite_double=True).number == 2


def test_the_same_request_enters_one_member(coop, kuripan) -> None:
    first = admit(coop, siti(kuripan))
    assert admit(coop, siti(kuripan)) == first
    assert len(queries.all_cards(coop)) == 1
    with pytest.raises(RequestReused):
        admit(coop, siti(kuripan, name="Siti Rahayu"))


def test_a_group_of_another_cooperative_is_unknown(coop, kuripan, other_coop) -> None:
    theirs = make_group(other_coop, "Manggis")
    with pytest.raises(service.GroupUnknown):
        admit(coop, siti(theirs))


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Siti Aminah"},
        {"name": "SITI  AMINAH", "birth_year": None},
        {"name": "Orang Lain", "nik": "3307094505850001"},
        {"name": "Orang Lain", "phone": "+62 812-3456-7890"},
    ],
)
def test_possible_doubles_are_asked_about(coop, kuripan, facts) -> None:
    admit(coop, siti(kuripan, nik="33.07.09.450585.0001", phone="081234567890"))
    with pytest.raises(PossibleDouble):
        admit(coop, siti(kuripan, **facts), "b")


def test_namesakes_of_another_group_or_year_are_welcome(coop, kuripan, gondang) -> None:
    admit(coop, siti(kuripan))
    admit(coop, siti(gondang), "b")
    admit(coop, siti(kuripan, birth_year=1990), "c")
    assert [card.number for card in queries.all_cards(coop)] == [1, 2, 3]


def test_the_identity_number_is_not_readable_in_the_database(coop, kuripan) -> None:
    admit(coop, siti(kuripan, nik="3307094505850001"))
    row = session.execute(sa.text("SELECT * FROM member")).mappings().one()
    assert "3307094505850001" not in str(dict(row))
    trail = session.execute(sa.text('SELECT "after" FROM audit_event')).scalars().all()
    assert trail
    assert "3307094505850001" not in str(trail)


def test_a_candidate_becomes_active_and_history_tells(coop, kuripan) -> None:
    card = make_member(coop, kuripan)
    assert card.status == "active"
    with transaction():
        again = service.activate(member_id=card.id, cooperative_id=coop, on=TODAY, by=1)
    assert again == card
    rows = session.execute(sa.text("SELECT status FROM member_status ORDER BY id")).scalars()
    assert list(rows) == ["candidate", "active"]


def test_somebody_who_left_is_not_activated_by_a_payment(coop, kuripan) -> None:
    card = make_member(coop, kuripan)
    step = Step(status="left", on=date(2026, 3, 1), reason="pindah ke Magelang")
    with transaction():
        service.change_status(step, member_id=card.id, cooperative_id=coop, by=1, today=TODAY)
    with pytest.raises(StatusNotPossible), transaction():
        service.activate(member_id=card.id, cooperative_id=coop, on=TODAY, by=1)


def test_a_corrected_name_is_still_found_by_the_old_one(coop, kuripan) -> None:
    card = make_member(coop, kuripan, "Soemiyati")
    new = siti(kuripan, name="Sumiati Rahayu", phone="0857 1234 5678")
    with transaction():
        service.correct(new, member_id=card.id, cooperative_id=coop, by=1, on=TODAY)
    for text in ("soemi", "Sumiyati", "rahayu", "1", "0001", "0857-1234", "5678"):
        assert [found.id for found in queries.search(coop, text)] == [card.id], text
    assert [found.id for found in queries.search(coop, "kurip")] == [card.id]
    assert queries.search(coop, "joko") == []
    assert queries.search(coop, "%") == []
    assert queries.search(coop, " ") == []


def test_another_cooperatives_member_is_not_there(coop, kuripan, other_coop) -> None:
    card = make_member(coop, kuripan)
    step = Step(status="left", on=TODAY, reason="pindah")
    with pytest.raises(NotFound):
        queries.get_member(other_coop, card.id)
    with pytest.raises(NotFound), transaction():
        service.change_status(step, member_id=card.id, cooperative_id=other_coop, by=1, today=TODAY)
    with pytest.raises(NotFound), transaction():
        service.correct(siti(kuripan), member_id=card.id, cooperative_id=other_coop, by=1, on=TODAY)
    assert queries.find_by_number(other_coop, 1) is None
    assert queries.names(other_coop, [card.id]) == {}
    assert queries.search(other_coop, "siti") == []


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM member",
        "UPDATE member SET number = 9",
        "UPDATE member SET id = 9",
        "DELETE FROM member_status",
        "UPDATE member_status SET status = 'left'",
        "INSERT OR REPLACE INTO member_status SELECT * FROM member_status",
        "INSERT OR REPLACE INTO member SELECT * FROM member",
        "UPDATE member SET group_id = 999",
        "UPDATE member SET status = 'vip'",
    ],
)
def test_the_database_guards_the_register(coop, kuripan, attack) -> None:
    make_member(coop, kuripan)
    with pytest.raises(DBAPIError), transaction():
        db.write_connection().execute(sa.text(attack))
