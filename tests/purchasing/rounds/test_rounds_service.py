"""A round from its plan to the order at the supplier, on both databases."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from coop_app import db
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.rounds import life, orders, times
from coop_app.purchasing.rules.rounds.filling import EmptiesASack
from coop_app.purchasing.rules.rounds.plans import (
    NothingOffered,
    RoundPlan,
    TitleMissing,
    WhyMissing,
)
from coop_app.purchasing.rules.rounds.queue import Wanted
from coop_app.purchasing.rules.rounds.times import Times
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.service.rounds.closing import (
    MinimumMissed,
    NothingToOrder,
    OrderTooSmall,
)
from coop_app.purchasing.service.rounds.ordering import OrdererNotActive
from coop_app.purchasing.service.rounds.placing import WantedBeforeOrdered
from coop_app.refusal import NotFound, RequestReused
from tests.make import make_member
from tests.make_products import make_item
from tests.make_rounds import (
    CLOSES,
    OPENS,
    make_draft,
    make_offer,
    make_order,
    make_ordered,
    make_plan,
    make_round,
    make_supplier,
    standing,
)

HOUR = timedelta(hours=1)


def order_three(house, shown):
    """Case P-13: sums 95 with a tolerance of 25."""
    make_order(house.desk, shown, house.a, 40, tolerance=10)
    make_order(house.desk, shown, house.b, 35, tolerance=5)
    make_order(house.desk, shown, house.c, 20, tolerance=10)


def test_a_round_from_plan_to_paper(house) -> None:
    shown = make_round(house.desk, rule=Rule.PROPORTIONAL, margin=200)
    order_three(house, shown)
    paper = make_ordered(house.desk, shown)
    key = queries.items_of(shown)[0].id
    assert paper.label == "PO/2026/0001"
    assert [(line.packs, line.quantity, line.price) for line in paper.lines] == [(4, 100, 10_500)]
    allocated = {each.member_id: each.quantity for each in queries.allocations_of(shown.id)[key]}
    assert allocated == {house.a: 42, house.b: 36, house.c: 22}
    now = queries.get_round(house.cooperative_id, shown.id)
    assert now.state == life.ORDERED
    assert [step.act for step in queries.steps_of(now)] == ["open", "close", "place"]


def test_rule_and_inputs_are_kept_with_the_result(house) -> None:
    shown = make_round(house.desk)
    order_three(house, shown)
    make_ordered(house.desk, shown)
    kept = json.loads(queries.results_of(shown.id)[queries.items_of(shown)[0].id].inputs)
    assert kept["rule"] == "time"
    assert [(each["quantity"], each["tolerance"]) for each in kept["orders"]] == [
        (40, 10), (35, 5), (20, 10)
    ]  # fmt: skip
    assert kept["tiers"] == [[1, 11_000], [100, 10_500]]


def test_numbers_of_papers_have_no_gap_and_begin_anew_each_year(house) -> None:
    labels = []
    for on in (date(2026, 8, 19), date(2026, 8, 20), date(2027, 1, 2)):
        shown = make_round(house.desk)
        make_order(house.desk, shown, house.a, 25)
        labels.append(make_ordered(house.desk, shown, on).label)
    assert labels == ["PO/2026/0001", "PO/2026/0002", "PO/2027/0001"]


def test_a_number_that_was_rolled_back_is_given_again(house) -> None:
    def taken():
        return service.next_number(house.cooperative_id, kind="order", year=2026)

    with pytest.raises(ZeroDivisionError), transaction():
        assert taken() // 0
    with transaction():
        assert taken() == 1


def test_the_same_plan_twice_is_one_round(house) -> None:
    supplier_id = make_supplier(house.desk)
    offer_id = make_offer(house.desk, supplier_id, make_item(house.desk).id)
    plan = RoundPlan(supplier_id, "Gula", Times(OPENS, None, CLOSES), (offer_id,))
    keys = []
    for _time in range(2):
        with transaction():
            keys.append(service.plan_round(desk=house.desk, plan=plan, request_id="p", at=OPENS))
    assert keys[0] == keys[1]
    other = replace(plan, title="Tepung")
    with pytest.raises(RequestReused), transaction():
        service.plan_round(desk=house.desk, plan=other, request_id="p", at=OPENS)
    with transaction():
        key = service.plan_round(desk=house.desk, plan=other, request_id="q", at=OPENS)
    assert queries.get_round(house.cooperative_id, key).number == 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, TitleMissing),
        ({"offers": ()}, NothingOffered),
        ({"offers": (99,)}, NotFound),
    ],
)
def test_plans_that_cannot_be_meant(house, change, refusal) -> None:
    supplier_id = make_supplier(house.desk)
    offer_id = make_offer(house.desk, supplier_id, make_item(house.desk).id)
    plan = RoundPlan(supplier_id, "Gula", Times(OPENS, None, CLOSES), (offer_id,))
    with pytest.raises(refusal), transaction():
        service.plan_round(desk=house.desk, plan=replace(plan, **change), request_id="p", at=OPENS)


def test_a_draft_is_planned_anew_until_it_is_opened(house) -> None:
    draft = make_draft(house.desk)
    offers = queries.offers_on(
        house.cooperative_id, house.desk.book_id, draft.supplier_id, date(2026, 8, 14)
    )
    plan = RoundPlan(
        draft.supplier_id, "Gula dan kelapa", draft.times, (offers[0].id,),
        maximum=((offers[0].id, 75),),
    )  # fmt: skip
    with transaction():
        service.change_round(desk=house.desk, round_id=draft.id, plan=plan, at=OPENS)
    shown = queries.get_round(house.cooperative_id, draft.id)
    assert (shown.title, queries.items_of(shown)[0].terms.maximum) == ("Gula dan kelapa", 75)
    with transaction():
        service.open_round(desk=house.desk, round_id=draft.id, at=OPENS)
    with pytest.raises(life.NoDraft), transaction():
        service.change_round(desk=house.desk, round_id=draft.id, plan=plan, at=OPENS)


def test_terms_are_frozen_against_later_offers(house) -> None:
    shown = make_round(house.desk)
    item = queries.items_of(shown)[0]
    make_offer(house.desk, shown.supplier_id, item.item_id, tiers=((1, 20_000),))
    assert queries.items_of(shown)[0].terms == item.terms
    newest = queries.offers_on(
        house.cooperative_id, house.desk.book_id, shown.supplier_id, date(2026, 8, 14)
    )
    assert [int(tier.price) for tier in newest[0].terms.tiers] == [20_000]


def test_an_offer_counts_from_its_day_on(house) -> None:
    supplier_id, item = make_supplier(house.desk), make_item(house.desk)
    make_offer(house.desk, supplier_id, item.id)
    make_offer(house.desk, supplier_id, item.id, tiers=((1, 9_000),), valid_from=date(2026, 9, 1))
    book = house.desk.book_id
    old = queries.offers_on(house.cooperative_id, book, supplier_id, date(2026, 8, 31))
    new = queries.offers_on(house.cooperative_id, book, supplier_id, date(2026, 9, 1))
    assert (old[0].terms.tiers[0].price, new[0].terms.tiers[0].price) == (11_000, 9_000)
    assert old[0].weight == 1000


def test_orders_outside_the_time_or_the_state(house) -> None:
    draft = make_draft(house.desk)
    with pytest.raises(times.OrdersClosed):
        make_order(house.desk, draft, house.a, 5)
    shown = make_round(house.desk)
    with pytest.raises(times.NotYetOpen):
        make_order(house.desk, shown, house.a, 5, at=OPENS - HOUR)
    with pytest.raises(times.TimeIsOver):
        make_order(house.desk, shown, house.a, 5, at=CLOSES)
    assert standing(shown).members == {}


def test_orders_that_cannot_be_meant(house) -> None:
    shown = make_round(house.desk, offer={"step": 5, "maximum": 60})
    for quantity, refusal in (
        (7, orders.NotAMultiple),
        (-5, orders.NotAMultiple),
        (1_000_000, orders.OrderTooLarge),
        (65, orders.NothingLeft),
    ):
        with pytest.raises(refusal):
            make_order(house.desk, shown, house.a, quantity)
    with pytest.raises(orders.NotAMultiple):
        make_order(house.desk, shown, house.a, 5, tolerance=3)
    candidate = make_member(house.cooperative_id, house.group_id, "Calon", active=False)
    with pytest.raises(OrdererNotActive):
        make_order(house.desk, shown, candidate.id, 5)


def test_whoever_left_takes_back_and_orders_no_more(house) -> None:
    shown = make_round(house.desk)
    make_order(house.desk, shown, house.a, 20)
    with transaction():
        db.write_connection().execute(
            sa.text("UPDATE member SET status = 'inactive' WHERE id = :id"), {"id": house.a}
        )
    with pytest.raises(OrdererNotActive):
        make_order(house.desk, shown, house.a, 25)
    make_order(house.desk, shown, house.a, 0)
    assert standing(shown).members == {}


def test_the_last_place_goes_once_and_less_is_always_possible(house) -> None:
    shown = make_round(house.desk, offer={"maximum": 50})
    make_order(house.desk, shown, house.a, 40)
    with pytest.raises(orders.NothingLeft) as refused:
        make_order(house.desk, shown, house.b, 11)
    assert refused.value.facts["left"] == 10
    make_order(house.desk, shown, house.b, 10)
    make_order(house.desk, shown, house.a, 30)
    assert standing(shown).progress.left == 10


def test_changes_are_entries_and_the_early_place_is_kept(house) -> None:
    shown = make_round(house.desk)
    make_order(house.desk, shown, house.a, 20)
    make_order(house.desk, shown, house.b, 10)
    make_order(house.desk, shown, house.a, 30, tolerance=5, ceiling=Money(11_000))
    make_order(house.desk, shown, house.a, 15, tolerance=5, ceiling=Money(11_000))
    found = standing(shown)
    assert found.of(house.a) == Wanted(15, 5, Money(11_000))
    assert [(each.member, each.quantity) for each in found.queue.orders] == [
        (str(house.a), 15), (str(house.b), 10)
    ]  # fmt: skip
    assert [made.quantity for made in queries.history_of(shown.id, house.a)] == [-15, 10, 20]


def test_saying_the_same_again_writes_no_entry(house) -> None:
    shown = make_round(house.desk)
    make_order(house.desk, shown, house.a, 20)
    make_order(house.desk, shown, house.a, 20)
    assert len(queries.history_of(shown.id, house.a)) == 1


def test_a_repeated_tap_is_one_entry_and_other_contents_are_refused(house) -> None:
    shown = make_round(house.desk)
    for _time in range(2):
        make_order(house.desk, shown, house.a, 20, request_id="tap")
    assert len(queries.history_of(shown.id, house.a)) == 1
    with pytest.raises(RequestReused):
        make_order(house.desk, shown, house.a, 21, request_id="tap")
    make_order(house.desk, shown, house.a, 25)
    make_order(house.desk, shown, house.a, 20, request_id="tap")
    assert standing(shown).of(house.a) == Wanted(25), "an old answer changes nothing"


def test_two_people_writing_for_one_member(house) -> None:
    shown = make_round(house.desk)
    make_order(house.desk, shown, house.a, 20)
    with pytest.raises(orders.ChangedMeanwhile):
        make_order(house.desk, shown, house.a, 30, was=Wanted(10))
    make_order(house.desk, shown, house.a, 30, was=Wanted(20))
    assert standing(shown).of(house.a).quantity == 30


def test_filling_begins_by_the_clock_and_is_written_down(house) -> None:
    shown = make_round(house.desk, fill_from=OPENS + 48 * HOUR)
    make_order(house.desk, shown, house.a, 30)
    make_order(house.desk, shown, house.a, 28, at=OPENS + 47 * HOUR)
    with pytest.raises(EmptiesASack):
        make_order(house.desk, shown, house.a, 27, at=OPENS + 48 * HOUR)
    make_order(house.desk, shown, house.b, 10, at=OPENS + 49 * HOUR)
    now = queries.get_round(house.cooperative_id, shown.id)
    assert now.state == life.FILLING
    step = queries.steps_of(now)[-1]
    assert (step.act, step.made_by, step.made_at) == ("fill", None, OPENS + 48 * HOUR)


def test_a_missed_minimum_writes_nothing_until_somebody_decides(house) -> None:
    shown = make_round(house.desk, offer={"minimum": 100})
    make_order(house.desk, shown, house.a, 40)
    with pytest.raises(MinimumMissed), transaction():
        service.close(desk=house.desk, round_id=shown.id, at=CLOSES)
    assert queries.results_of(shown.id) == {}
    zero = frozenset({queries.items_of(shown)[0].id})
    with pytest.raises(NothingToOrder), transaction():
        service.close(desk=house.desk, round_id=shown.id, at=CLOSES, zero=zero)
    assert queries.get_round(house.cooperative_id, shown.id).state == life.OPEN


def test_an_item_is_taken_out_and_the_rest_is_ordered(house) -> None:
    supplier_id = make_supplier(house.desk)
    sugar, flour = make_item(house.desk), make_item(house.desk)
    offers = (
        make_offer(house.desk, supplier_id, sugar.id),
        make_offer(house.desk, supplier_id, flour.id, minimum=500),
    )
    draft = make_plan(house.desk, supplier_id, offers)
    with transaction():
        shown = service.open_round(desk=house.desk, round_id=draft.id, at=OPENS)
    first, second = queries.items_of(shown)
    make_order(house.desk, shown, house.a, 25, item=first)
    make_order(house.desk, shown, house.a, 50, item=second)
    with pytest.raises(MinimumMissed):
        make_ordered(house.desk, shown)
    paper = make_ordered(house.desk, shown, zero=frozenset({second.id}))
    assert [line.round_item_id for line in paper.lines] == [first.id]
    assert queries.results_of(shown.id)[second.id].nothing == "set_to_zero"
    assert queries.allocations_of(shown.id)[second.id][0].reason == "not_ordered"


def test_the_suppliers_minimum_for_the_whole_order(house) -> None:
    shown = make_round(house.desk, supplier={"minimum_value": Money(600_000)})
    make_order(house.desk, shown, house.a, 50)
    with pytest.raises(OrderTooSmall) as refused:
        make_ordered(house.desk, shown)
    assert refused.value.facts["missing"] == 50_000
    make_order(house.desk, shown, house.b, 25)
    make_ordered(house.desk, shown)


def test_extending_reopens_and_the_newest_result_counts(house) -> None:
    shown = make_round(house.desk)
    make_order(house.desk, shown, house.a, 25)
    with transaction():
        service.close(desk=house.desk, round_id=shown.id, at=CLOSES)
    with pytest.raises(WhyMissing), transaction():
        service.extend(
            desk=house.desk, round_id=shown.id, closes_at=CLOSES + 24 * HOUR, fill_from=None,
            why=" ", at=CLOSES,
        )  # fmt: skip
    with transaction():
        service.extend(
            desk=house.desk, round_id=shown.id, closes_at=CLOSES + 24 * HOUR, fill_from=None,
            why="Menunggu kelompok Lipursari", at=CLOSES,
        )  # fmt: skip
    make_order(house.desk, shown, house.b, 25, at=CLOSES + HOUR)
    make_ordered(house.desk, shown)
    key = queries.items_of(shown)[0].id
    assert queries.results_of(shown.id)[key].edition == 2
    assert [each.member_id for each in queries.allocations_of(shown.id)[key]] == [house.a, house.b]


def test_cancelling_keeps_the_reason_and_ends_it(house) -> None:
    shown = make_round(house.desk)
    with pytest.raises(WhyMissing), transaction():
        service.cancel(desk=house.desk, round_id=shown.id, why="", at=CLOSES)
    with transaction():
        service.cancel(desk=house.desk, round_id=shown.id, why="Pemasok kehabisan", at=CLOSES)
    now = queries.get_round(house.cooperative_id, shown.id)
    assert (now.state, queries.steps_of(now)[-1].why) == (life.CANCELLED, "Pemasok kehabisan")
    with pytest.raises(times.OrdersClosed):
        make_order(house.desk, shown, house.a, 5)


def test_ordering_at_the_supplier_once(house) -> None:
    shown = make_round(house.desk)
    make_order(house.desk, shown, house.a, 25)
    placing = service.Placing(shown.id, date(2026, 8, 19), date(2026, 8, 18))
    with pytest.raises(life.NotClosed), transaction():
        service.place(desk=house.desk, placing=placing, request_id="po", at=CLOSES)
    with transaction():
        service.close(desk=house.desk, round_id=shown.id, at=CLOSES)
    with pytest.raises(WantedBeforeOrdered), transaction():
        service.place(desk=house.desk, placing=placing, request_id="po", at=CLOSES)
    good = service.Placing(shown.id, date(2026, 8, 19), date(2026, 8, 22), "Antar ke balai desa")
    papers = []
    for _time in range(2):
        with transaction():
            papers.append(service.place(desk=house.desk, placing=good, request_id="po", at=CLOSES))
    assert papers[0] == papers[1]
    with pytest.raises(RequestReused), transaction():
        service.place(
            desk=house.desk, placing=replace(good, note="lain"), request_id="po", at=CLOSES
        )
    with pytest.raises(life.NotClosed), transaction():
        service.place(desk=house.desk, placing=good, request_id="other", at=CLOSES)
