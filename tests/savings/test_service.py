"""Deposits, dues, withdrawals, reversals on a real database."""

from datetime import date

import pytest

from coop_app import ledger
from coop_app.dates import DateInFuture, Month
from coop_app.db import transaction
from coop_app.ledger.refusals import AlreadyReversed, PeriodClosed, ReasonMissing
from coop_app.members import queries as members
from coop_app.members.rules.facts import MemberFacts
from coop_app.money import Money
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import queries, service
from coop_app.savings.rules import dues, products, terms
from coop_app.savings.rules.payments import (
    Desk,
    MemberTwice,
    MonthsNotChosen,
    Part,
    Payment,
    PlaceUnknown,
    SheetHasErrors,
    Withdrawal,
)
from tests.make import (
    TODAY,
    agreed,
    cash_of,
    make_cooperative,
    make_deposit,
    make_group,
    make_member,
    make_savings,
)

AUG = Month(2026, 8)


class House:
    """A cooperative with one group and one member."""

    def __init__(self) -> None:
        self.cooperative_id = make_cooperative()
        self.desk = make_savings(self.cooperative_id)
        self.group_id = make_group(self.cooperative_id)
        self.sri = self.member("Sri Wahyuni")
        self.kas = cash_of(self.desk)

    def member(self, name, **facts):
        known = {"joined_on": date(2026, 6, 3)} | facts
        return make_member(self.cooperative_id, self.group_id, name, **known)

    def balance(self, product="sukarela", member=None):
        card = member or self.sri
        found = queries.balances(self.cooperative_id, self.desk.book_id, card.id)
        return next(b.amount for b in found if b.product.key == product)

    def standing(self, member=None):
        return queries.standing_of(self.cooperative_id, member or self.sri, TODAY)

    def withdraw(self, amount, request_id="w-1", **facts):
        known = {"member_id": self.sri.id, "paid_on": TODAY, "place_id": self.kas}
        asked = Withdrawal(**(known | {"product": "sukarela", "amount": Money(amount)} | facts))
        with transaction():
            return service.withdraw(desk=self.desk, withdrawal=asked, request_id=request_id)


@pytest.fixture
def house(app):
    made = House()
    yield made
    assert ledger.audit(book_id=made.desk.book_id) == []
    assert queries.check(made.desk.book_id) == []


def test_a_deposit_is_one_act_one_entry(house) -> None:
    act = make_deposit(house.desk, house.sri.id, 50000)
    entry = ledger.entry_page(book_id=house.desk.book_id, seq=act.entry_seq)
    assert entry.source == f"savings.deposit:{act.id}"
    assert entry.series == "BKM"
    assert [(line.account_id, line.amount, line.subject) for line in entry.lines] == [
        (house.kas, 50000, None),
        (ledger.account(book_id=house.desk.book_id, role="voluntary_savings").id, -50000,
         f"member:{house.sri.id}"),
    ]  # fmt: skip
    assert entry.memo == "Setoran simpanan sukarela: 0001 Sri Wahyuni"
    assert house.balance() == 50000


def test_dues_without_names_go_to_the_oldest_month(house) -> None:
    act = make_deposit(house.desk, house.sri.id, 50000, product="wajib")
    assert [(str(share.month), share.amount) for share in act.shares] == [
        ("2026-06", 20000),
        ("2026-07", 20000),
        ("2026-08", 10000),
    ]
    assert (house.standing().arrears, house.standing().arrears_months) == (10000, 1)


def test_rapel_of_chosen_months_on_one_receipt(house) -> None:
    months = (AUG, AUG.next(), AUG.plus(2))
    act = make_deposit(house.desk, house.sri.id, 60000, product="wajib", months=months)
    entry = ledger.entry_page(book_id=house.desk.book_id, seq=act.entry_seq)
    assert entry.lines[1].memo == "Agustus–Oktober 2026"
    assert "wajib Agustus–Oktober 2026" in entry.memo
    assert (house.standing().prepaid, house.standing().prepaid_months) == (40000, 2)
    assert house.standing().arrears_months == 2


def test_the_same_month_never_twice(house) -> None:
    make_deposit(house.desk, house.sri.id, 20000, product="wajib", months=[AUG])
    with pytest.raises(dues.MonthAlreadyPaid):
        make_deposit(house.desk, house.sri.id, 40000, product="wajib", months=[AUG, AUG.next()])
    assert house.balance("wajib") == 20000
    assert house.standing().prepaid == 0


def test_rapel_needs_its_months(house) -> None:
    payment = Payment(house.sri.id, TODAY, house.kas, (Part("wajib", Money(20000)),))
    with pytest.raises(MonthsNotChosen), transaction():
        service.pay_dues(desk=house.desk, payment=payment, request_id="x")


def test_several_kinds_on_one_receipt(house) -> None:
    parts = (
        Part("wajib", Money(40000), (Month(2026, 6), Month(2026, 7))),
        Part("sukarela", Money(5000)),
    )
    payment = Payment(house.sri.id, TODAY, house.kas, parts)
    with transaction():
        act = service.pay_dues(desk=house.desk, payment=payment, request_id="x")
    assert (house.balance("wajib"), house.balance(), act.amount) == (40000, 5000, 45000)
    assert len(ledger.journal(book_id=house.desk.book_id).rows) == 1


def test_the_same_request_posts_once(house) -> None:
    first = make_deposit(house.desk, house.sri.id, 50000, request_id="one")
    again = make_deposit(house.desk, house.sri.id, 50000, request_id="one")
    assert again == first
    assert house.balance() == 50000


def test_the_same_request_with_other_contents_is_refused(house) -> None:
    make_deposit(house.desk, house.sri.id, 50000, request_id="one")
    with pytest.raises(RequestReused):
        make_deposit(house.desk, house.sri.id, 50001, request_id="one")
    assert house.balance() == 50000


def test_another_cooperative_may_use_the_same_request_id(house) -> None:
    make_deposit(house.desk, house.sri.id, 50000, request_id="one")
    other = make_cooperative("Koperasi Lain")
    desk = make_savings(other)
    card = make_member(other, make_group(other), "Budi")
    assert make_deposit(desk, card.id, 1000, request_id="one").amount == 1000
    with pytest.raises(NotFound):
        make_deposit(desk, house.sri.id, 1000)
    act = make_deposit(house.desk, house.sri.id, 1000)
    with pytest.raises(NotFound):
        queries.get_act(other, act.id)
    with pytest.raises(NotFound), transaction():
        service.reverse_act(desk=desk, act_id=act.id, on=TODAY, why="salah")


def test_refused_deposits_leave_nothing(house) -> None:
    with transaction():
        ledger.close_month(book_id=house.desk.book_id, month=Month(2024, 1), by=1)
    for refusal, facts in [
        (DateInFuture, {"paid_on": date(2026, 8, 15)}),
        (PeriodClosed, {"paid_on": date(2024, 1, 31)}),
        (PlaceUnknown, {"place": 999999}),
        (products.NothingGiven, {"amount": 0}),
        (products.UnknownProduct, {"product": "emas"}),
        (products.PrincipalOverpaid, {"product": "pokok", "amount": 100001}),
    ]:
        known = {"amount": 1000} | facts
        with pytest.raises(refusal):
            make_deposit(house.desk, house.sri.id, **known)
    assert queries.list_acts(house.cooperative_id, house.sri.id) == []
    assert ledger.journal(book_id=house.desk.book_id).rows == ()


def test_pokok_is_paid_once(house) -> None:
    make_deposit(house.desk, house.sri.id, 100000, product="pokok")
    with pytest.raises(products.PrincipalOverpaid):
        make_deposit(house.desk, house.sri.id, 1, product="pokok")


def test_a_withdrawal_down_to_the_minimum(house) -> None:
    with transaction():
        service.set_minimum(desk=agreed(house.desk), product="sukarela", minimum=Money(10000))
    make_deposit(house.desk, house.sri.id, 100000)
    act = house.withdraw(90000)
    entry = ledger.entry_page(book_id=house.desk.book_id, seq=act.entry_seq)
    assert (entry.series, entry.source) == ("BKK", f"savings.withdrawal:{act.id}")
    assert house.withdraw(90000) == act
    with pytest.raises(products.BelowMinimumBalance):
        house.withdraw(1, "w-2")
    assert house.balance() == 10000


def test_pokok_and_wajib_stay(house) -> None:
    make_deposit(house.desk, house.sri.id, 60000, product="wajib")
    with pytest.raises(products.NotWithdrawable):
        house.withdraw(1000, product="wajib")


def test_a_reversed_rapel_frees_its_months(house) -> None:
    act = make_deposit(house.desk, house.sri.id, 20000, product="wajib", months=[AUG])
    with pytest.raises(ReasonMissing), transaction():
        service.reverse_act(desk=agreed(house.desk), act_id=act.id, on=TODAY, why=" ")
    with transaction():
        taken_back = service.reverse_act(
            desk=agreed(house.desk), act_id=act.id, on=TODAY, why="salah orang"
        )
    assert taken_back.reversed_seq == act.entry_seq + 1
    assert (house.balance("wajib"), house.standing().arrears_months) == (0, 3)
    with pytest.raises(AlreadyReversed), transaction():
        service.reverse_act(desk=agreed(house.desk), act_id=act.id, on=TODAY, why="lagi")
    make_deposit(house.desk, house.sri.id, 20000, product="wajib", months=[AUG])


def test_a_reversal_in_the_journal_frees_the_months_too(house) -> None:
    act = make_deposit(house.desk, house.sri.id, 20000, product="wajib", months=[AUG])
    with transaction():
        ledger.reverse(book_id=house.desk.book_id, seq=act.entry_seq, on=TODAY, why="salah", by=1)
    assert [finding.check for finding in queries.check(house.desk.book_id)] == ["savings_documents"]
    make_deposit(house.desk, house.sri.id, 20000, product="wajib", months=[AUG])


def test_money_that_went_out_cannot_be_taken_back(house) -> None:
    act = make_deposit(house.desk, house.sri.id, 100000)
    house.withdraw(80000)
    with pytest.raises(products.SpentMeanwhile), transaction():
        service.reverse_act(desk=agreed(house.desk), act_id=act.id, on=TODAY, why="salah")
    assert house.balance() == 20000


def test_admission_with_payment(house) -> None:
    facts = MemberFacts(name="Budi Santoso", group_id=house.group_id, sex="M")
    asked = service.Admission(facts, TODAY, house.kas, Money(100000), Money(20000))
    for _click in range(2):
        with transaction():
            act = service.admit_with_payment(desk=house.desk, admission=asked, request_id="a-1")
    card = members.get_member(house.cooperative_id, act.member_id)
    assert (card.status, act.kind) == ("active", "admission")
    assert (house.balance("pokok", card), house.balance("wajib", card)) == (100000, 20000)
    assert len(members.all_cards(house.cooperative_id)) == 2


def test_pokok_makes_a_candidate_a_member(house) -> None:
    budi = make_member(house.cooperative_id, house.group_id, "Budi", active=False)
    assert make_deposit(house.desk, budi.id, 20000).kind == "deposit"
    assert members.get_member(house.cooperative_id, budi.id).status == "candidate"
    assert make_deposit(house.desk, budi.id, 100000, product="pokok").kind == "admission"
    assert members.get_member(house.cooperative_id, budi.id).status == "active"


def test_a_refused_payment_admits_nobody(house) -> None:
    facts = MemberFacts(name="Budi Santoso", group_id=house.group_id, sex="M")
    asked = service.Admission(facts, TODAY, house.kas, Money(100001))
    with pytest.raises(products.PrincipalOverpaid), transaction():
        service.admit_with_payment(desk=house.desk, admission=asked, request_id="a-1")
    assert len(members.all_cards(house.cooperative_id)) == 1


def sheet(house, *amounts, request_id="s-1"):
    cards = members.members_of_group(house.cooperative_id, house.group_id)
    rows = [
        Payment(card.id, TODAY, house.kas, (Part("wajib", Money(amount)),))
        for card, amount in zip(cards, amounts, strict=True)
        if amount
    ]
    with transaction():
        return service.group_sheet(
            desk=house.desk, group_id=house.group_id, rows=rows, request_id=request_id
        )


def test_a_meeting_sheet_is_one_act_each(house) -> None:
    others = [house.member(name) for name in ("Tuti", "Umi")]
    acts = sheet(house, 20000, 0, 40000)
    assert sorted(act.member_id for act in acts) == [house.sri.id, others[1].id]
    assert sorted(act.id for act in sheet(house, 20000, 0, 40000)) == sorted(act.id for act in acts)
    with pytest.raises(RequestReused):
        sheet(house, 20000, 20000, 40000)
    assert [house.balance("wajib", other) for other in others] == [0, 40000]


def test_a_sheet_with_an_error_saves_nothing(house) -> None:
    other = house.member("Tuti")
    with pytest.raises(SheetHasErrors) as refused:
        sheet(house, 20000, 20000 * 500)
    assert {key: type(why) for key, why in refused.value.rows.items()} == {
        other.id: dues.TooFarAhead
    }
    assert house.balance("wajib") == 0
    assert queries.list_batch(house.cooperative_id, "s-1") == []


def test_a_member_has_one_row(house) -> None:
    row = Payment(house.sri.id, TODAY, house.kas, (Part("sukarela", Money(1000)),))
    for rows, refusal in (((row, row), MemberTwice), ((), products.NothingGiven)):
        with pytest.raises(refusal), transaction():
            service.group_sheet(desk=house.desk, group_id=house.group_id, rows=rows, request_id="s")


def test_a_new_amount_holds_from_its_month(house) -> None:
    new = terms.NewTerm("wajib", date(2026, 9, 1), Money(25000), "RAT 12 Maret 2026")
    with transaction():
        service.set_term(desk=agreed(house.desk), new=new)
    act = make_deposit(house.desk, house.sri.id, 45000, product="wajib", months=[AUG, AUG.next()])
    assert [share.amount for share in act.shares] == [20000, 25000]


@pytest.mark.parametrize(
    "facts, refusal",
    [
        ({"amount": Money(-1)}, terms.AmountNotDecided),
        ({"decided_by": " "}, terms.DecisionMissing),
        ({"valid_from": date(2026, 9, 2)}, terms.NotFirstOfMonth),
        ({"valid_from": date(2026, 7, 1)}, terms.TermTooEarly),
        ({"product": "emas"}, products.UnknownProduct),
    ],
)
def test_refused_amounts(house, facts, refusal) -> None:
    known = {
        "product": "wajib", "valid_from": date(2026, 9, 1), "amount": Money(1), "decided_by": "RAT"
    }  # fmt: skip
    with pytest.raises(refusal), transaction():
        service.set_term(desk=agreed(house.desk), new=terms.NewTerm(**(known | facts)))


def test_who_left_pays_no_more(house) -> None:
    from coop_app.members import service as register
    from coop_app.members.rules.standing import Step

    step = Step(status="left", on=TODAY, reason="pindah")
    with transaction():
        register.change_status(
            step, member_id=house.sri.id, cooperative_id=house.cooperative_id, by=1, today=TODAY
        )
    with pytest.raises(products.MemberNotActive):
        make_deposit(house.desk, house.sri.id, 1000)


def test_the_desk_of_another_day(house) -> None:
    desk = Desk(house.cooperative_id, house.desk.book_id, 1, date(2026, 8, 1))
    with pytest.raises(DateInFuture):
        make_deposit(desk, house.sri.id, 1000, paid_on=date(2026, 8, 2))
