"""Selling at the till: every debit and credit, the price of the day, the limit, one note a request."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from coop_app import auth, db, ledger
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.rules.items import ItemEnded
from coop_app.products.rules.moves import ItemShort, PointSwitchedOff
from coop_app.refusal import NotFound, RequestReused
from coop_app.sales.queries import till as queries
from coop_app.sales.rules.till.acts import Buyer, Way
from coop_app.sales.rules.till.refusals import (
    BasketEmpty,
    DebtorUnknown,
    DiscountTooLarge,
    DiscountUnexplained,
    NotActive,
    PriceUnknown,
    QrisMissing,
    ReceivedTooLittle,
    SoldInFuture,
    TotalMoved,
)
from coop_app.sales.rules.trade.owing import CreditLimitExceeded
from tests.make import TODAY, make_member
from tests.make_products import make_point
from tests.sales.till.shop import Shop


@pytest.fixture
def shop(app) -> Shop:
    shop = Shop()
    yield shop
    assert shop.audited() == []


def test_a_cash_sale_to_anybody(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 3), received=Money(50_000))
    assert (sold.total, sold.change, sold.buyer.audience) == (36_000, 14_000, "other")
    assert shop.lines(sold.entry_seq) == [
        ("cash_on_hand", 36_000, None),
        ("sales_nonmembers", -36_000, None),
        ("cogs_nonmembers", 21_000, None),
        ("inventory_goods", -21_000, shop.subject(shop.chips)),
    ]
    assert shop.lies(shop.chips) == 17


def test_a_member_pays_the_price_of_members_by_weight(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.sugar, 2_500), shop.wish(shop.chips, 1))
    assert (sold.gross, sold.total, sold.buyer.audience) == (55_000, 55_000, "member")
    assert shop.lines(sold.entry_seq) == [
        ("cash_on_hand", 55_000, None),
        ("sales_members", -55_000, f"member:{shop.sri.id}"),
        ("cogs_members", 44_500, None),
        ("inventory_goods", -37_500, shop.subject(shop.sugar)),
        ("inventory_goods", -7_000, shop.subject(shop.chips)),
    ]


def test_a_transfer_goes_to_the_bank(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.chips, 1), way=Way.TRANSFER)
    assert shop.lines(sold.entry_seq)[0] == ("bank", 10_000, None)
    assert ledger.entry_page(book_id=shop.desk.book_id, seq=sold.entry_seq).series == "BBM"


def test_qris_books_the_fee_as_a_cost_of_the_cooperative(shop) -> None:
    shop.store_qris()
    shop.price(shop.chips, "other", 60_000, valid_from=TODAY)
    small, large = shop.wish(shop.chips, 8), shop.wish(shop.chips, 10)
    assert shop.sell(small, way=Way.QRIS).fee == 0  # 480.000: nothing up to 500.000
    sold = shop.sell(large, way=Way.QRIS)
    assert (sold.total, sold.fee, sold.fee_mille) == (600_000, 1_800, 300)
    assert shop.lines(sold.entry_seq) == [
        ("bank", 598_200, None),
        ("bank_charges", 1_800, None),
        ("sales_nonmembers", -600_000, None),
        ("cogs_nonmembers", 70_000, None),
        ("inventory_goods", -70_000, shop.subject(shop.chips)),
    ]


def test_qris_needs_a_code(shop) -> None:
    with pytest.raises(QrisMissing):
        shop.sell(shop.wish(shop.chips, 1), way=Way.QRIS)


def test_a_credit_sale_books_sale_and_receivable_at_once(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.chips, 4), way=Way.CREDIT)
    assert (sold.place_id, sold.due_on) == (None, TODAY + timedelta(days=30))
    subject = f"member:{shop.sri.id}"
    assert shop.lines(sold.entry_seq) == [
        ("member_goods_receivable", 40_000, subject),
        ("sales_members", -40_000, subject),
        ("cogs_members", 28_000, None),
        ("inventory_goods", -28_000, shop.subject(shop.chips)),
    ]
    assert ledger.entry_page(book_id=shop.desk.book_id, seq=sold.entry_seq).series == "BM"


def test_a_customer_owes_on_the_side_of_non_members(shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 1), way=Way.CREDIT, buyer=shop.customer("Toko Bu Sri"))
    subject = sold.buyer.subject
    assert subject is not None
    assert subject.startswith("customer:")
    assert shop.lines(sold.entry_seq) == [
        ("nonmember_receivable", 12_000, subject),
        ("sales_nonmembers", -12_000, subject),
        ("cogs_nonmembers", 7_000, None),
        ("inventory_goods", -7_000, shop.subject(shop.chips)),
    ]


def test_nobody_owes_without_a_name(shop) -> None:
    with pytest.raises(DebtorUnknown):
        shop.sell(shop.wish(shop.chips, 1), way=Way.CREDIT, buyer=Buyer(name="Bu Tumini"))


def test_credit_ends_at_the_limit(shop) -> None:
    shop.price(shop.chips, "member", 60_000, valid_from=TODAY)
    shop.to_sri(shop.wish(shop.chips, 16), way=Way.CREDIT)  # 960.000 of 1.000.000
    with pytest.raises(CreditLimitExceeded):
        shop.to_sri(shop.wish(shop.chips, 1), way=Way.CREDIT)
    shop.to_sri(shop.wish(shop.sugar, 2_000), way=Way.CREDIT)  # 36.000 more still fits
    assert shop.balance("member_goods_receivable", f"member:{shop.sri.id}") == 996_000
    assert shop.lies(shop.chips) == 4


def test_what_an_owner_left_is_owed_to_the_owner_less_commission(shop) -> None:
    rengginang = shop.left_by_sri("Rengginang", 10, 15_000, commission=10_000)
    sold = shop.sell(shop.wish(rengginang, 2), shop.wish(shop.chips, 1))
    assert (sold.total, sold.consigned) == (42_000, 30_000)
    owner = f"member:{shop.sri.id}"
    assert shop.lines(sold.entry_seq) == [
        ("cash_on_hand", 42_000, None),
        ("sales_nonmembers", -12_000, None),
        ("consignment_payable", -30_000, owner),
        ("consignment_payable", 3_000, owner),
        ("consignment_commission", -3_000, owner),
        ("cogs_nonmembers", 7_000, None),
        ("inventory_goods", -7_000, shop.subject(shop.chips)),
    ]


def test_a_discount_has_a_reason_and_lowers_the_sale(shop) -> None:
    with pytest.raises(DiscountUnexplained):
        shop.sell(shop.wish(shop.chips, 1, discount=2_000))
    with pytest.raises(DiscountUnexplained):
        shop.sell(shop.wish(shop.chips, 1), discount=Money(2_000))
    with pytest.raises(DiscountTooLarge):
        shop.sell(shop.wish(shop.chips, 1), discount=Money(12_000), reason="hadiah")
    line = shop.wish(shop.chips, 2, discount=2_000, reason="kemasan penyok")
    sold = shop.sell(line, shop.wish(shop.sugar, 1_000), discount=Money(1_000), reason="langganan")
    assert (sold.gross, sold.discount, sold.total) == (42_000, 3_000, 39_000)
    assert [int(one.net) for one in queries.lines_of(sold)] == [21_450, 17_550]
    assert shop.lines(sold.entry_seq)[1] == ("sales_nonmembers", -39_000, None)


def test_prices_hold_from_their_day(shop) -> None:
    shop.price(shop.chips, "other", 13_000, valid_from=TODAY)
    yesterday = shop.at(TODAY - timedelta(days=1))
    assert shop.sell(shop.wish(shop.chips, 1), desk=yesterday).total == 12_000
    assert shop.sell(shop.wish(shop.chips, 1)).total == 13_000
    with pytest.raises(TotalMoved):
        shop.sell(shop.wish(shop.chips, 1), seen_total=Money(12_000))


def test_what_cannot_be_sold(shop) -> None:
    with pytest.raises(BasketEmpty):
        shop.sell()
    with pytest.raises(ItemShort):
        shop.sell(shop.wish(shop.chips, 21))
    with pytest.raises(ReceivedTooLittle):
        shop.sell(shop.wish(shop.chips, 1), received=Money(11_999))
    with pytest.raises(SoldInFuture):
        shop.sell(shop.wish(shop.chips, 1), sold_on=TODAY + timedelta(days=1))
    with pytest.raises(PriceUnknown):
        shop.sell(shop.wish(shop.goods("Tanpa harga", {}), 1))
    with pytest.raises(NotFound):
        shop.sell(shop.wish(shop.chips, 1), point_id=10_000)
    assert queries.list_sales(shop.cooperative_id, queries.Wanted()) == []


def test_what_is_switched_off_is_not_sold(shop) -> None:
    with transaction():
        stock.switch_item(desk=shop.desk, item_id=shop.sugar.id, active=False)
    with pytest.raises(ItemEnded):
        shop.sell(shop.wish(shop.sugar, 1_000))


def test_a_closed_point_and_a_member_who_left_buy_nothing(shop) -> None:
    empty = make_point(shop.desk, "Gudang lama")
    with transaction():
        stock.switch_point(desk=shop.desk, point_id=empty.id, active=False)
    with pytest.raises(PointSwitchedOff):
        shop.sell(shop.wish(shop.chips, 1), point_id=empty.id)
    candidate = make_member(shop.cooperative_id, shop.group_id, "Calon", active=False)
    with pytest.raises(NotActive):
        shop.sell(shop.wish(shop.chips, 1), buyer=Buyer(member_id=candidate.id))


def test_an_old_day_takes_two(shop) -> None:
    day = TODAY - timedelta(days=4)
    with pytest.raises(auth.SecondPersonNeeded):
        shop.sell(shop.wish(shop.chips, 1), sold_on=day)
    desk = replace(shop.desk, approved_by=2)
    sold = shop.sell(shop.wish(shop.chips, 1), sold_on=day, desk=desk)
    assert ledger.entry_page(book_id=desk.book_id, seq=sold.entry_seq).approved_by == 2


def test_the_same_request_sells_once(shop) -> None:
    first = shop.sell(shop.wish(shop.chips, 1), request_id="tap")
    again = shop.sell(shop.wish(shop.chips, 1), request_id="tap")
    assert (first.id, first.entry_seq) == (again.id, again.entry_seq)
    with pytest.raises(RequestReused):
        shop.sell(shop.wish(shop.chips, 2), request_id="tap")
    assert shop.lies(shop.chips) == 19


def test_a_stranger_s_goods_and_notes_are_not_here(shop) -> None:
    other = Shop("Koperasi Lain")
    with pytest.raises(NotFound):
        shop.sell(shop.wish(other.chips, 1))
    sold = other.sell(other.wish(other.chips, 1))
    with pytest.raises(NotFound):
        queries.get_sale(shop.cooperative_id, sold.id)


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE sale SET total = 1, gross = 1", "UPDATE sale SET entry_seq = NULL",
        "DELETE FROM sale", "UPDATE sale_line SET net = 0, discount = amount",
        "DELETE FROM sale_line",
        "INSERT INTO sale_line SELECT * FROM sale_line",
    ],
)  # fmt: skip
def test_what_was_sold_never_changes(either, attack) -> None:
    with either.app_context():
        shop = Shop()
        shop.sell(shop.wish(shop.chips, 1))
        with pytest.raises(sa.exc.DBAPIError, match="seal"), transaction():
            db.write_connection().execute(sa.text(attack))
        assert queries.check(shop.desk.book_id) == []


def test_a_member_s_dealings_are_what_was_kept(shop) -> None:
    sold = shop.to_sri(shop.wish(shop.chips, 2), way=Way.CREDIT)
    (deal,) = queries.dealings(shop.cooperative_id, shop.sri.id)
    assert (deal.key, deal.kind, deal.total) == (f"sales.sale:{sold.id}", "bought", 20_000)
    assert [(one.way, one.amount) for one in deal.paid] == [("credit", 20_000)]
    assert [(one.quantity, one.amount) for one in deal.items] == [(2, 20_000)]


def test_sums_keep_both_sides_apart(shop) -> None:
    shop.to_sri(shop.wish(shop.chips, 1))
    shop.sell(shop.wish(shop.chips, 2))
    day = date(2026, 8, 14)
    sums = queries.by_day(shop.cooperative_id, queries.Wanted())
    assert {key: (one.sales, one.cost, one.profit) for key, one in sums.items()} == {
        (day, "member"): (10_000, 7_000, 3_000),
        (day, "other"): (24_000, 14_000, 10_000),
    }
