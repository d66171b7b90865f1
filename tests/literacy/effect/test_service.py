"""Pillars, grants and visits on a real database; money is only ever read from the ledger."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.rules.effect import refusals
from coop_app.literacy.rules.effect.giving import GROUP, ActivityFacts, PillarFacts, Whom
from coop_app.literacy.service import effect as service
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from tests.make import TODAY, make_cooperative, make_group, make_member, make_savings
from tests.make_effect import (
    grant_facts,
    make_grant,
    make_pillar,
    make_visit,
    request_id,
    visit_facts,
)
from tests.make_sessions import make_programme, make_session, make_trainer


class Place:
    """A cooperative with a book, a member and a programme."""

    def __init__(self) -> None:
        self.coop = make_cooperative()
        opened = make_savings(self.coop)
        self.desk = Desk(self.coop, opened.book_id, 1, TODAY)
        self.group = make_group(self.coop)
        self.member = make_member(self.coop, self.group, "Sri Lestari").id
        self.programme = make_programme(self.coop)

    def pay(self, amount: int) -> ledger.EntryPage:
        """Money that went through the cooperative's book."""
        entry = Entry(
            TODAY, "Beli mesin", f"uji.alat:{amount}",
            (debit("office_supplies", Money(amount)), credit("opening_balance_equity", Money(amount))),
        )  # fmt: skip
        with transaction():
            posted = ledger.post(entry, book_id=self.desk.book_id, by=1)
        return ledger.entry_page(book_id=self.desk.book_id, seq=posted.seq)


@pytest.fixture
def place(app: Flask) -> Place:
    return Place()


# pillars
def test_the_four_pillars_are_data_and_put_in_once(place: Place) -> None:
    for _ in range(2):
        with transaction():
            service.add_usual_pillars(
                desk=place.desk, programme_id=place.programme, request_id=request_id()
            )
    found = queries.list_pillars(place.coop)
    assert [one.position for one in found] == [1, 2, 3, 4]
    facts = PillarFacts(
        programme_id=place.programme, name="Desa produktif", position=2, valid_from=date(2025, 1, 1)
    )
    with transaction():
        service.change_pillar(desk=place.desk, pillar_id=found[1].id, facts=facts)
    assert queries.get_pillar(place.coop, found[1].id).name == "Desa produktif"


def test_a_pillar_is_named_once_and_its_days_are_in_order(place: Place) -> None:
    make_pillar(place.desk, place.programme)
    with pytest.raises(refusals.PillarThere):
        make_pillar(place.desk, place.programme)
    with pytest.raises(refusals.NameMissing):
        make_pillar(place.desk, place.programme, " ")
    with pytest.raises(refusals.DaysReversed):
        PillarFacts(
            programme_id=1, name="x", position=1, valid_from=TODAY, valid_to=date(2020, 1, 1)
        ).check()


def test_what_was_done_in_a_pillar(place: Place) -> None:
    pillar = make_pillar(place.desk, place.programme)
    over = make_session(make_trainer(place.coop), programme_id=place.programme)
    with transaction():
        service.tag_session(desk=place.desk, session_id=over.id, pillar_ids=[pillar])
    make_grant(place.desk, place.member, pillar_id=pillar)
    entry = place.pay(300_000)
    make_grant(place.desk, place.member, pillar_id=pillar, value=None, voucher=entry.voucher)
    activity = ActivityFacts(
        held_on=TODAY, title="Pameran produk", people=40, voucher=entry.voucher
    )
    with transaction():
        key = service.record_activity(
            desk=place.desk, facts=activity, pillar_id=pillar, request_id=request_id()
        )
    make_visit(place.desk, place.member, pillar_id=pillar)
    [done] = queries.done_in(place.coop, TODAY.year)
    assert [len(done.sessions), len(done.grants), len(done.visits), len(done.activities)] == [
        1,
        2,
        1,
        1,
    ]
    assert done.through_books == Money(300_000)  # the entry behind two things is counted once
    assert done.beside_books == Money(450_000)
    with transaction():
        service.strike_out_activity(desk=place.desk, activity_id=key, reason="Dua kali ditulis")
        service.tag_session(desk=place.desk, session_id=over.id, pillar_ids=[])
    [done] = queries.done_in(place.coop, TODAY.year)
    assert (len(done.sessions), len(done.activities)) == (0, 0)


# grants
def test_a_grant_is_written_once(place: Place) -> None:
    request = request_id()
    facts = grant_facts(place.member)
    keys = []
    for _ in range(2):
        with transaction():
            keys.append(service.record_grant(desk=place.desk, facts=facts, request_id=request))
    assert keys[0] == keys[1]
    assert len(queries.list_grants(place.coop)) == 1
    with pytest.raises(RequestReused), transaction():
        service.record_grant(desk=place.desk, facts=replace(facts, item="Oven"), request_id=request)


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"item": " "}, refusals.ItemMissing),
        ({"source": ""}, refusals.SourceMissing),
        ({"quantity": 0}, refusals.QuantityMissing),
        ({"value": None}, refusals.ValueOrVoucher),
        ({"voucher": "BM/2026/08/0001"}, refusals.ValueOrVoucher),  # both
        ({"value": None, "voucher": "BM/2026/08/9999"}, refusals.VoucherUnknown),
        ({"handed_on": date(2030, 1, 1)}, refusals.NotYet),
    ],
)
def test_what_a_grant_needs(
    place: Place, more: dict[str, object], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        make_grant(place.desk, place.member, **more)
    assert queries.list_grants(place.coop) == []


def test_the_money_of_a_grant_is_the_journals(place: Place) -> None:
    entry = place.pay(725_000)
    key = make_grant(place.desk, place.member, value=None, voucher=entry.voucher.lower())
    grant = queries.get_grant(place.coop, key)
    assert (grant.value, grant.stated_value) == (Money(725_000), None)
    with transaction():
        ledger.reverse(
            book_id=place.desk.book_id,
            seq=entry.seq,
            on=TODAY,
            why="Batal beli",
            by=1,
            approved_by=2,
        )
    assert queries.get_grant(place.coop, key).value == Money(0)
    assert ledger.audit(book_id=place.desk.book_id) == []


def test_how_equipment_is_found_later(place: Place) -> None:
    key = make_grant(place.desk, place.member)
    visit = make_visit(place.desk, place.member)
    for day, state in ((date(2026, 7, 1), "used"), (date(2026, 8, 1), "repair")):
        with transaction():
            service.note_condition(
                desk=place.desk, grant_id=key, request_id=request_id(),
                seen=service.Seen(seen_on=day, state=state, visit_id=visit),
            )  # fmt: skip
    assert queries.get_grant(place.coop, key).state == "repair"
    with pytest.raises(refusals.NotYet), transaction():
        service.note_condition(
            desk=place.desk, grant_id=key, request_id=request_id(),
            seen=service.Seen(seen_on=date(2026, 5, 1), state="used"),
        )  # fmt: skip


def test_a_mistake_is_struck_out_once_with_its_reason(place: Place) -> None:
    key = make_grant(place.desk, place.member)
    with pytest.raises(refusals.WhyMissing), transaction():
        service.strike_out_grant(desk=place.desk, grant_id=key, reason=" ")
    with transaction():
        service.strike_out_grant(desk=place.desk, grant_id=key, reason="Salah orang")
    assert queries.get_grant(place.coop, key).voided_why == "Salah orang"
    with transaction():  # the same tap again
        service.strike_out_grant(desk=place.desk, grant_id=key, reason="Salah orang")
    with pytest.raises(refusals.StruckOut), transaction():
        service.strike_out_grant(desk=place.desk, grant_id=key, reason="Lagi")


# visits
def test_a_next_step_waits_until_it_is_done(place: Place) -> None:
    step = {"next_step": "Hitung harga pokok", "next_on": date(2026, 7, 20)}
    first = make_visit(place.desk, place.member, **step)
    assert [one.id for one in queries.due_steps(place.coop, TODAY)] == [first]
    assert queries.due_steps(place.coop, date(2026, 7, 19)) == []
    assert queries.first_due(place.coop, date(2026, 7, 19)) == (0, None)
    count, due = queries.first_due(place.coop, TODAY)
    assert due is not None
    assert (count, due.name.split(" ", 1)[1], due.next_on) == (1, "Sri Lestari", date(2026, 7, 20))
    second = make_visit(
        place.desk, place.member, visited_on=date(2026, 7, 20), follows_id=first,
        next_step="Urus P-IRT", next_on=date(2026, 7, 30),
    )  # fmt: skip
    assert [one.id for one in queries.due_steps(place.coop, TODAY)] == [second]
    assert queries.first_due(place.coop, TODAY)[0] == 1
    with transaction():
        service.finish_step(desk=place.desk, visit_id=second, note="Lewat telepon")
    assert queries.due_steps(place.coop, TODAY) == []
    assert queries.first_due(place.coop, TODAY) == (0, None)
    with transaction():  # the same tap again
        service.finish_step(desk=place.desk, visit_id=second, note="Lewat telepon")
    for visit_id in (first, second):  # another visit took the first one's step
        with pytest.raises(refusals.StepDone), transaction():
            service.finish_step(desk=place.desk, visit_id=visit_id, note="Lagi")


def test_a_struck_out_follower_leaves_the_step_open(place: Place) -> None:
    first = make_visit(place.desk, place.member, next_step="Hitung", next_on=date(2026, 7, 20))
    second = make_visit(place.desk, place.member, follows_id=first)
    with transaction():
        service.strike_out_visit(desk=place.desk, visit_id=second, reason="Keliru")
    assert [one.id for one in queries.due_steps(place.coop, TODAY)] == [first]
    assert queries.first_due(place.coop, TODAY)[0] == 1


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"purpose": ""}, refusals.PurposeMissing),
        ({"findings": " "}, refusals.FindingsMissing),
        ({"next_step": "Hitung"}, refusals.StepWithoutDay),
        ({"next_on": date(2026, 8, 1)}, refusals.StepWithoutDay),
        ({"next_step": "Hitung", "next_on": date(2026, 1, 1)}, refusals.StepBeforeVisit),
        ({"visited_on": date(2030, 1, 1)}, refusals.NotYet),
    ],
)
def test_what_a_visit_needs(
    place: Place, more: dict[str, object], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        make_visit(place.desk, place.member, **more)


def test_nothing_of_another_cooperative(place: Place) -> None:
    grant, visit = make_grant(place.desk, place.member), make_visit(place.desk, place.member)
    other = Place()
    assert queries.list_grants(other.coop) == queries.list_visits(other.coop) == []
    for call in (
        lambda: queries.get_grant(other.coop, grant),
        lambda: queries.get_visit(other.coop, visit),
        lambda: make_grant(other.desk, place.member),
        lambda: make_visit(other.desk, 1, whom=Whom(GROUP, place.group)),
        lambda: make_visit(other.desk, other.member, follows_id=visit),
        lambda: make_pillar(other.desk, place.programme),
    ):
        with pytest.raises(NotFound):
            call()


def test_what_was_written_stays_in_both_databases(either: Flask) -> None:
    with either.app_context():
        here = Place()
        grant = make_grant(here.desk, here.member)
        visit = make_visit(here.desk, here.member, next_step="Hitung", next_on=date(2026, 7, 9))
        with transaction():
            service.finish_step(desk=here.desk, visit_id=visit, note="Selesai")
        for act in (
            f"UPDATE equipment_grant SET item = 'Oven' WHERE id = {grant}",
            f"DELETE FROM equipment_grant WHERE id = {grant}",
            f"UPDATE mentoring_visit SET findings = 'Lain' WHERE id = {visit}",
            f"DELETE FROM visit_done WHERE visit_id = {visit}",
        ):
            with pytest.raises(sa.exc.DatabaseError), transaction():
                db.session.execute(sa.text(act))
        assert queries.get_grant(here.coop, grant).item == "Mesin pres plastik"


def test_a_reused_request_of_a_visit(place: Place) -> None:
    request = request_id()
    with transaction():
        service.record_visit(desk=place.desk, facts=visit_facts(place.member), request_id=request)
    with pytest.raises(RequestReused), transaction():
        service.record_visit(
            desk=place.desk, facts=visit_facts(place.member, purpose="Lain"), request_id=request
        )
