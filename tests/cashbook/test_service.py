"""Money in, out, moved, counted, proven: what the journal says afterwards."""

from datetime import date

import pytest

from coop_app import ledger, pictures
from coop_app.cashbook import queries, service
from coop_app.cashbook.rules import counting, places
from coop_app.cashbook.rules import recording as rules
from coop_app.cashbook.rules.recording import Move
from coop_app.cashbook.service import Count
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from tests.cashbook.conftest import open_office, place, record

ON = date(2026, 8, 3)


def balances(office):
    """Role → balance of everything that is not zero."""
    found = ledger.trial_balance(book_id=office.book_id, on=date(2026, 12, 31))
    return {each.account.role: int(each.balance) for each in found if each.balance}


@pytest.fixture(autouse=True)
def clean(office):
    yield
    assert ledger.audit(book_id=office.book_id) == []
    assert queries.check(office.book_id) == []


def test_money_in_and_out(office):
    record(office, 500_000)
    seq = record(office, 120_000, kind="out", category="office_expense", evidence="INV-7")
    assert balances(office) == {
        "cash_on_hand": 380_000, "other_income": -500_000, "office_supplies": 120_000
    }  # fmt: skip
    assert ledger.entry_page(book_id=office.book_id, seq=seq).series == "BKK"
    assert [p.number for p in queries.list_evidence(office.book_id, [seq])[seq]] == ["INV-7"]


def test_the_same_request_posts_once(office):
    first = record(office, 500_000, request_id="x")
    assert record(office, 500_000, request_id="x") == first
    with pytest.raises(RequestReused):
        record(office, 600_000, request_id="x")
    assert balances(office)["cash_on_hand"] == 500_000


def test_cash_is_never_short(office):
    record(office, 100_000)
    with pytest.raises(ledger.CashShort):
        record(office, 100_001, kind="out", category="office_expense")
    assert balances(office)["cash_on_hand"] == 100_000


def test_nor_on_a_day_after_a_backdated_payment(office):
    record(office, 100_000, on=date(2026, 8, 1))
    record(office, 90_000, kind="out", category="office_expense", on=date(2026, 8, 2))
    record(office, 200_000, on=date(2026, 8, 5))
    with pytest.raises(ledger.CashShort) as refused:
        record(office, 50_000, kind="out", category="office_expense", on=date(2026, 8, 1))
    assert refused.value.facts["on"] == date(2026, 8, 2)


def test_a_transfer_is_one_entry(office):
    record(office, 100_000)
    move = Move(place(office), place(office, "bank"), Money(60_000), ON, "Setor ke bank")
    with transaction():
        seq = service.transfer(desk=office, request_id="t", move=move)
    assert balances(office) == {"cash_on_hand": 40_000, "bank": 60_000, "other_income": -100_000}
    assert ledger.entry_page(book_id=office.book_id, seq=seq).series == "BM"


def test_a_transfer_needs_two_places_and_enough_money(office):
    same = Move(place(office), place(office), Money(1), ON, "x")
    short = Move(place(office), place(office, "bank"), Money(1), ON, "x")
    for move, refusal in ((same, rules.SamePlace), (short, ledger.CashShort)):
        with pytest.raises(refusal), transaction():
            service.transfer(desk=office, request_id="t", move=move)


def test_what_is_refused(office):
    for facts, refusal in (
        ({"category": "nonsense"}, rules.UnknownCategory),
        ({"category": "mandatory_savings"}, rules.SavingsPage),
        ({"category": "loan_repayment"}, rules.OwnPage),
        ({"category": "loan_interest"}, rules.OwnPage),
        ({"category": "loan_penalty"}, rules.OwnPage),
        ({"category": "member_receivable"}, rules.MemberMissing),
        ({"description": " "}, rules.DescriptionMissing),
        ({"amount": 0}, rules.AmountMissing),
        ({"place_id": 999_999}, rules.UnknownPlace),
    ):
        with pytest.raises(refusal):
            record(office, facts.pop("amount", 5_000), **facts)


def test_another_cooperatives_place_is_unknown(office):
    other, _user = open_office("Koperasi Tetangga")
    with pytest.raises(rules.UnknownPlace):
        record(office, 5_000, place_id=place(other))
    what = Count(place(other), ON, ((100_000, 1),), "Wati", "", Money(0))
    with pytest.raises(NotFound), transaction():
        service.count(desk=office, request_id="c", what=what, memo="x")


def counted(office, pieces, seen, **facts):
    what = Count(
        place(office),
        ON,
        tuple(pieces.items()),
        facts.get("witnesses", "Wati, Darmi"),
        "",
        Money(seen),
    )
    with transaction():
        return service.count(
            desk=office, request_id=facts.get("request_id", "c"), what=what, memo="Selisih"
        )


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ({100_000: 1}, {"cash_on_hand": 100_000, "other_income": -100_000}),
        (
            {100_000: 1, 500: 3},
            {"cash_on_hand": 101_500, "other_income": -100_000, "cash_over": -1_500},
        ),
        ({50_000: 1}, {"cash_on_hand": 50_000, "other_income": -100_000, "cash_short": 50_000}),
    ],
)
def test_a_count_posts_its_difference(office, pieces, expected):
    record(office, 100_000)
    kept = queries.get_count(office.cooperative_id, counted(office, pieces, 100_000))
    assert balances(office) == expected
    assert kept.witnesses == ("Wati", "Darmi")
    assert counted(office, pieces, 100_000) == kept.id


def test_a_count_needs_witnesses_and_a_book_that_stood_still(office):
    record(office, 100_000)
    with pytest.raises(counting.WitnessMissing):
        counted(office, {100_000: 1}, 100_000, witnesses=" , ")
    with pytest.raises(counting.CountOutdated):
        counted(office, {100_000: 1}, 90_000)
    with pytest.raises(counting.PiecesImpossible):
        counted(office, {75_000: 1}, 100_000)


def test_a_new_place_gets_a_book(office):
    with transaction():
        new = service.add_place(
            desk=office, name="Kas Kuripan", kind="group", group_id=7, keeper="Bu Wati"
        )
    record(office, 5_000, place_id=new)
    found = queries.get_place(office.book_id, new)
    assert (found.code, found.kind, found.balance) == ("1-1121", "cash", 5_000)
    assert ledger.statement(book_id=office.book_id, account=new, start=ON, end=ON).closing == 5_000
    with pytest.raises(places.PlaceNameTaken), transaction():
        service.add_place(desk=office, name="kas kuripan", kind="cash")


def test_the_book_of_a_month(office):
    record(office, 300_000, on=date(2026, 7, 31))
    record(office, 100_000, on=date(2026, 8, 1), note="dari Bu Darmi")
    record(office, 30_000, kind="out", category="office_expense", on=date(2026, 8, 2))
    found = queries.get_book(office.book_id, place(office), Month(2026, 8))
    assert [found.opening, found.debit, found.credit, found.closing] == [
        300_000,
        100_000,
        30_000,
        370_000,
    ]
    assert [(row.number, row.debit, row.credit, row.balance) for row in found.rows] == [
        (1, 100_000, 0, 400_000), (2, 0, 30_000, 370_000)
    ]  # fmt: skip
    assert [row.note or row.against for row in found.rows] == [
        "dari Bu Darmi", "Alat tulis, fotokopi dan perlengkapan kantor"
    ]  # fmt: skip


def test_a_page_of_the_book_goes_on_where_the_last_ended(office):
    for _ in range(5):
        record(office, 10_000)
    first = queries.get_book(office.book_id, place(office), Month(2026, 8), limit=3)
    rest = queries.get_book(
        office.book_id, place(office), Month(2026, 8), limit=3, after=first.next, number=4
    )
    assert (rest.carried, [row.number for row in rest.rows], rest.next) == (30_000, [4, 5], None)


def test_the_meter_counts_numbers_and_photos(office, tmp_path):
    record(office, 10_000, evidence="1")
    seq = record(office, 10_000)
    assert queries.meter(office.book_id, place(office), Month(2026, 8)).percent == 50
    with transaction():
        service.attach(desk=office, seq=seq, folder=tmp_path, number="K-9", upload=None)
    assert queries.meter(office.book_id, place(office), Month(2026, 8)).percent == 100


def test_evidence_belongs_to_an_entry_of_the_book(office, tmp_path):
    other, _user = open_office("Koperasi Tetangga")
    seq = record(other, 10_000)
    record(office, 10_000)
    with pytest.raises(NotFound), transaction():
        service.attach(desk=office, seq=seq + 5, folder=tmp_path, number="1", upload=None)
    with pytest.raises(pictures.FileMissing), transaction():
        service.attach(desk=office, seq=1, folder=tmp_path, number=" ", upload=None)
