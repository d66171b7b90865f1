"""Statements to confirm: offered from the ledger, answered by members, disputes closed by others."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
import time_machine

from coop_app import clock, db, ledger
from coop_app.app.audit import audit_book
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.reports import service
from coop_app.reports.queries import member_statements as read
from coop_app.reports.queries import own, pots
from coop_app.reports.rules import member_statement as rules
from coop_app.reports.rules.member_statement import State
from tests.make import NOW, make_cooperative, make_deposit, make_group, make_member, make_savings
from tests.people import add_person

JULY, JUNE = Month(2026, 7), Month(2026, 6)


class House:
    """Sri and Tini of Kuripan; Sri saved in June and July."""

    def __init__(self):
        self.key = make_cooperative()
        self.maker, _ = add_person(self.key, "bendahara", display_name="Bu Ani")
        self.ketua, _ = add_person(self.key, "ketua")
        self.desk = replace(make_savings(self.key), user_id=self.maker)
        self.group_id = make_group(self.key)
        self.sri = make_member(self.key, self.group_id, "Sri Wahyuni", joined_on=date(2026, 6, 3))
        self.tini = make_member(self.key, self.group_id, "Tini", joined_on=date(2026, 7, 20))
        self.member, _ = add_person(self.key, "anggota", member_id=self.sri.id)
        self.deposit(100_000, date(2026, 6, 10))
        self.deposit(50_000, date(2026, 7, 5))

    def deposit(self, amount, on, member=None):
        desk = replace(self.desk, today=on)
        return make_deposit(desk, (member or self.sri).id, amount, paid_on=on)

    def offer(self, month=JULY):
        with transaction():
            return service.offer(desk=self.desk, month=month)

    def newest(self, member=None, month=JULY):
        rows = read.of_month(self.key, month)
        return next(row for row in rows if row.member_id == (member or self.sri).id)

    def say(self, verdict, words="", offered=None, **facts):
        given = service.Given(verdict=verdict, words=words, given_on=self.desk.today, **facts)
        with transaction():
            return service.answer(
                desk=replace(self.desk, user_id=facts.pop("by", self.member)),
                statement_id=(offered or self.newest()).id, given=given,
            )  # fmt: skip

    def reply(self, answer_id, words="Sudah kami periksa", by=None):
        with transaction():
            desk = replace(self.desk, user_id=by or self.ketua)
            return service.reply(desk=desk, answer_id=answer_id, words=words)


@pytest.fixture
def house(app):
    with time_machine.travel(NOW, tick=True):
        made = House()
        yield made
        assert audit_book(made.key, made.desk.book_id) == []


def test_every_member_of_the_month_is_offered_one(house):
    assert house.offer() == service.Outcome(new=2, again=0, same=0)
    sri, tini = house.newest(), house.newest(house.tini)
    assert [p.closing for p in read.recorded(house.key, sri)] == [Money(150_000)]
    assert read.recorded(house.key, tini) == ()
    assert (sri.edition, sri.state, sri.prior) == (1, State.OFFERED, "")
    assert sri.head_seq == 2
    assert sri.head_hash == ledger.entry_page(book_id=house.desk.book_id, seq=2).hash


def test_who_joined_later_has_no_statement_of_an_earlier_month(house):
    house.offer(JUNE)
    assert [row.member_id for row in read.of_month(house.key, JUNE)] == [house.sri.id]


def test_offering_twice_changes_nothing(house):
    house.offer()
    before = read.of_month(house.key, JULY)
    assert house.offer() == service.Outcome(new=0, again=0, same=2)
    assert read.of_month(house.key, JULY) == before


def test_two_who_offer_at_the_same_moment_make_one_set(house, monkeypatch):
    house.offer()
    before = read.of_month(house.key, JULY)
    with monkeypatch.context() as patched:
        patched.setattr(read, "of_month", lambda *_key: [])
        with pytest.raises(rules.OfferedMeanwhile):
            house.offer()
    assert read.of_month(house.key, JULY) == before


def test_statements_are_chained(house):
    house.offer(JUNE)
    house.offer(JULY)
    june, july = house.newest(month=JUNE), house.newest()
    assert july.prior == june.fingerprint
    closing = read.recorded(house.key, june)[0].closing
    assert closing == read.recorded(house.key, july)[0].opening == 100_000


def test_one_and_all_read_the_same(house):
    house.deposit(-0 + 30_000, date(2026, 8, 2))
    everybody = pots.of_all(house.key, house.desk.book_id, JULY)[house.sri.id]
    alone = pots.of_member(house.key, house.desk.book_id, house.sri.id, JULY)
    assert alone == tuple(pot for pot in everybody if not pot.is_empty)


def test_a_member_confirms(house):
    house.offer()
    assert house.say(State.CONFIRMED).state is State.CONFIRMED
    again = house.say(State.CONFIRMED)
    assert again.answer == house.newest().answer
    assert (
        own.own_page(house.key, house.desk.book_id, house.sri.id, on=house.desk.today).waiting
        is None
    )


def test_a_changed_past_is_offered_again(house):
    house.offer()
    house.say(State.CONFIRMED)
    confirmed = house.newest()
    house.deposit(10_000, date(2026, 7, 6))
    assert not confirmed.fits(read.recorded_now(house.key, confirmed))
    assert [line.amount for line in read.recorded(house.key, confirmed)[0].lines] == [50_000]
    assert house.offer() == service.Outcome(new=0, again=1, same=1)
    second = house.newest()
    assert (second.edition, second.state) == (2, State.OFFERED)
    assert second.fits(read.recorded_now(house.key, second))
    assert [line.amount for line in read.recorded(house.key, second)[0].lines] == [50_000, 10_000]


def test_what_changed_since_cannot_be_confirmed_but_disputed(house):
    house.offer()
    old = house.newest()
    house.deposit(10_000, date(2026, 7, 6))
    with pytest.raises(rules.StatementOutdated):
        house.say(State.CONFIRMED, offered=old)
    assert house.say(State.DISPUTED, "Yang 10.000 bukan saya", offered=old).state is State.DISPUTED


def test_a_replaced_edition_cannot_be_confirmed(house):
    house.offer()
    old = house.newest()
    reversed_one = house.deposit(10_000, date(2026, 7, 6))
    house.offer()
    with transaction():
        ledger.reverse(
            book_id=house.desk.book_id, seq=reversed_one.entry_seq, on=date(2026, 7, 6),
            why="salah", by=house.maker, approved_by=house.ketua,
        )  # fmt: skip
    with pytest.raises(rules.StatementOutdated):
        house.say(State.CONFIRMED, offered=old)
    from coop_app.savings import service as savings

    with transaction():
        savings.note_reversals(desk=house.desk, member_id=house.sri.id)


def test_a_dispute_is_answered_by_somebody_else(house):
    house.offer()
    with pytest.raises(rules.WordsMissing):
        house.say(State.DISPUTED, "  ")
    disputed = house.say(State.DISPUTED, "Saya setor 75.000, bukan 50.000")
    assert [row.id for row in read.disputes(house.key)] == [disputed.id]
    with pytest.raises(rules.ReplyMissing):
        house.reply(disputed.answer.id, " ")
    for involved in (house.maker, house.member):
        with pytest.raises(rules.MakerMayNotAnswer):
            house.reply(disputed.answer.id, by=involved)
    closed = house.reply(disputed.answer.id, "Kuitansi BKM berkata 50.000")
    assert (closed.state, closed.answer.replied_by) == (State.ANSWERED, house.ketua)
    with pytest.raises(rules.AlreadyAnswered):
        house.reply(disputed.answer.id)
    assert house.say(State.CONFIRMED).state is State.CONFIRMED
    assert read.disputes(house.key) == []


def test_two_accounts_of_the_maker_are_one_person(house):
    house.offer()
    disputed = house.say(State.DISPUTED, "Salah")
    twin, _ = add_person(house.key, "pengawas", display_name="Bu  ANI")
    with pytest.raises(rules.MakerMayNotAnswer):
        house.reply(disputed.answer.id, by=twin)


def test_paper_is_marked_with_who_entered_it(house):
    house.offer()
    given = service.Given(verdict=State.CONFIRMED, given_on=date(2026, 8, 10), on_paper=True)
    with transaction():
        row = service.answer(desk=house.desk, statement_id=house.newest().id, given=given)
    assert row.answer.on_paper
    assert (row.answer.made_by, row.answer.given_on) == (house.maker, date(2026, 8, 10))


def test_the_age_of_a_dispute_ends_with_its_answer(house):
    house.offer()
    disputed = house.say(State.DISPUTED, "Salah")
    assert disputed.answer.age(date(2026, 8, 20)) == 6
    assert house.reply(disputed.answer.id).answer.age(date(2026, 12, 1)) == 0


def test_a_month_goes_round_on_both_databases(either):
    with either.app_context(), time_machine.travel(NOW, tick=True):
        house = House()
        house.offer(JUNE)
        house.offer()
        disputed = house.say(State.DISPUTED, "Salah")
        house.reply(disputed.answer.id)
        assert house.say(State.CONFIRMED).state is State.CONFIRMED
        assert house.newest(month=JUNE).state is State.OFFERED
        assert read.months_offered(house.key) == [JULY, JUNE]
        assert audit_book(house.key, house.desk.book_id) == []


def test_what_cannot_be_stated(house):
    with pytest.raises(rules.MonthStillRuns):
        house.offer(Month(2026, 8))
    empty = make_savings(make_cooperative("Koperasi Kosong"))
    with pytest.raises(rules.NothingRecorded), transaction():
        service.offer(desk=empty, month=JULY)


def test_another_cooperative_sees_nothing(house):
    house.offer()
    disputed = house.say(State.DISPUTED, "Salah")
    other = replace(make_savings(make_cooperative("Koperasi Lain")), user_id=house.ketua)
    given = service.Given(verdict=State.CONFIRMED, given_on=other.today)
    with pytest.raises(NotFound), transaction():
        service.answer(desk=other, statement_id=disputed.id, given=given)
    with pytest.raises(NotFound), transaction():
        service.reply(desk=other, answer_id=disputed.answer.id, words="ya")
    assert read.disputes(other.cooperative_id) == []
    assert read.of_month(other.cooperative_id, JULY) == []


FORGED = (
    "INSERT INTO member_statement (cooperative_id, book_id, member_id, month, edition, fingerprint,"
    " prior, head_seq, head_hash, offered_by, offered_at)"
    " SELECT cooperative_id, book_id, member_id, month, 9, {fingerprint}, {prior}, head_seq,"
    " {head_hash}, offered_by, offered_at FROM member_statement WHERE month = '2026-07'"
)
COLUMNS = {"fingerprint": "fingerprint", "prior": "prior", "head_hash": "head_hash"}


@pytest.mark.parametrize("column", COLUMNS)
def test_the_audit_notices_a_forged_statement(app, column):
    with time_machine.travel(NOW, tick=True):
        house = House()
        house.offer(JUNE)
        house.offer(JULY)
        forged = FORGED.format(**(COLUMNS | {column: "'ff'"}))
        with transaction():
            db.session.execute(sa.text(forged))
        found = audit_book(house.key, house.desk.book_id)
        assert {finding.check for finding in found} == {"member_statements"}


ATTACKS = [
    "UPDATE member_statement SET fingerprint = 'ff'",
    "DELETE FROM member_statement",
    "UPDATE statement_answer SET verdict = 'confirmed'",
    "UPDATE statement_answer SET words = 'Sudah benar'",
    "DELETE FROM statement_answer",
    "UPDATE statement_reply SET words = 'x'",
    "DELETE FROM statement_reply",
]
REPLACING = [
    "INSERT OR REPLACE INTO member_statement SELECT * FROM member_statement",
    "INSERT OR REPLACE INTO statement_answer SELECT * FROM statement_answer",
    (
        "INSERT OR REPLACE INTO statement_answer SELECT id + 99, cooperative_id, statement_id, n,"
        " 'confirmed', '', given_on, on_paper, made_by, made_at FROM statement_answer"
    ),
    "INSERT OR REPLACE INTO statement_reply SELECT * FROM statement_reply",
]


def attack(statement):
    with pytest.raises(sa.exc.DBAPIError, match="seal: "), transaction():
        db.write_connection().exec_driver_sql(statement)


def disputed_house():
    house = House()
    house.offer()
    house.reply(house.say(State.DISPUTED, "Salah").answer.id)
    return house


def test_what_was_said_stays(either):
    with either.app_context(), time_machine.travel(NOW, tick=True):
        house = disputed_house()
        before = house.newest()
        for statement in ATTACKS:
            attack(statement)
        assert house.newest() == before


def test_replacing_what_was_said_is_no_way_round(app):
    with time_machine.travel(NOW, tick=True):
        house = disputed_house()
        before = house.newest()
        for statement in REPLACING:
            attack(statement)
        assert house.newest() == before


def test_the_number_of_statements_does_not_grow_with_members(house):
    def count():
        seen = []
        listen = lambda *_args: seen.append(1)  # noqa: E731
        sa.event.listen(db.engine(), "before_cursor_execute", listen)
        pots.of_all(house.key, house.desk.book_id, JULY)
        sa.event.remove(db.engine(), "before_cursor_execute", listen)
        return len(seen)

    first = count()
    for number in range(12):
        card = make_member(house.key, house.group_id, f"Anggota {number}")
        house.deposit(1_000, date(2026, 7, 7), card)
    assert count() == first


def test_the_own_page(house):
    with time_machine.travel(NOW):
        page = own.own_page(house.key, house.desk.book_id, house.sri.id, on=clock.today())
    assert page.saved == 150_000
    assert [(row.on, row.amount, row.names) for row in page.history] == [
        (date(2026, 7, 5), 50_000, ("Simpanan sukarela",)),
        (date(2026, 6, 10), 100_000, ("Simpanan sukarela",)),
    ]
    assert page.paid_until is None
    assert page.standing.arrears_months == 3
