"""Opening stock, spoilage, transfers and counts: every debit and credit, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from coop_app import ledger
from coop_app.auth import SecondPersonNeeded
from coop_app.db import transaction
from coop_app.ledger.entry import credit, debit
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products import service as stock
from coop_app.products.rules import counting
from coop_app.products.rules.counting import CountFinished, CountOpen, NotCountedYet
from coop_app.products.rules.documents import (
    COUNT,
    OPENING,
    SPOILAGE,
    TRANSFER,
    CostMissing,
    DayInFuture,
    Document,
    DocumentLine,
    ItemTwice,
    NothingListed,
    SamePoint,
    WhyMissing,
)
from coop_app.products.rules.moves import ItemShort
from coop_app.products.service import Note
from coop_app.refusal import NotFound, RequestReused
from tests.make import agreed, make_cooperative, make_group, make_savings
from tests.make_products import make_item, make_point, make_stock

ON = date(2026, 8, 14)
RAW, LOSS = "inventory_raw_materials", "stock_loss"


@pytest.fixture
def desk(either):
    with either.app_context():
        yield make_savings(make_cooperative())


def record(desk, document, request_id="d-1"):
    with transaction():
        return stock.record(desk=desk, document=document, request_id=request_id)


def lines_of(desk, act):
    """The entry as (role, amount, subject, group)."""
    page = ledger.entry_page(book_id=desk.book_id, seq=act.entry_seq)
    roles = {one.id: one.role for one in ledger.accounts(book_id=desk.book_id)}
    return [
        (roles[line.account_id], int(line.amount), line.subject, line.group_id)
        for line in page.lines
    ]


def lies(desk, point):
    """Quantity and value at a point by item name."""
    found = queries.on_hand(desk.book_id, point.id)
    return {one.item.name: (one.quantity, int(one.value)) for one in found}


def position(desk, point):
    return f"stock:{queries.on_hand(desk.book_id, point.id, empty=True)[0].position_id}"


def is_sound(desk):
    assert ledger.audit(book_id=desk.book_id) == []
    assert queries.check(desk.book_id) == []


def test_opening_stock_is_debited_against_opening_balances(desk) -> None:
    gula, kemasan = make_item(desk, "Gula"), make_item(desk, "Plastik", kind="packaging")
    point = make_point(desk, "Kantor")
    lines = (
        DocumentLine(gula.id, 62_500, Money(900_000)),
        DocumentLine(kemasan.id, 1_000, Money(50_000)),
    )
    document = Document(OPENING, point.id, ON, lines)
    with pytest.raises(SecondPersonNeeded):
        record(desk, document)
    assert queries.on_hand(desk.book_id) == []
    act = record(agreed(desk), document)
    one, two = (f"stock:{here.position_id}" for here in queries.on_hand(desk.book_id))
    assert lines_of(desk, act) == [
        (RAW, 900_000, one, None),
        (RAW, 50_000, two, None),
        ("opening_balance_equity", -950_000, None, None),
    ]
    page = ledger.entry_page(book_id=desk.book_id, seq=act.entry_seq)
    assert (page.series, page.memo) == ("BM", "Saldo awal persediaan Kantor")
    assert lies(desk, point) == {"Gula": (62_500, 900_000), "Plastik": (1_000, 50_000)}
    is_sound(desk)


def test_spoilage_is_a_loss_at_cost(desk) -> None:
    item, group = make_item(desk, "Gula"), make_group(desk.cooperative_id)
    point = make_point(desk, "Kuripan", kind="group", group_id=group)
    make_stock(desk, item, point, 3_000, 10_000)
    document = Document(
        SPOILAGE,
        point.id,
        ON,
        (DocumentLine(item.id, 1_000),),
        memo="Kena hujan",
        people="Siti, Budi",
    )
    act = record(desk, document)
    assert lines_of(desk, act) == [
        (LOSS, 3_333, None, group),
        (RAW, -3_333, position(desk, point), group),
    ]
    assert act.memo == "Kena hujan"
    assert lies(desk, point) == {"Gula": (2_000, 6_667)}
    is_sound(desk)


def test_a_transfer_carries_the_cost_along(desk) -> None:
    item, group = make_item(desk, "Gula"), make_group(desk.cooperative_id)
    office = make_point(desk, "Kantor")
    village = make_point(desk, "Kuripan", kind="group", group_id=group)
    make_stock(desk, item, office, 3_000, 10_000)
    lines = (DocumentLine(item.id, 2_000),)
    act = record(desk, Document(TRANSFER, office.id, ON, lines, village.id, people="Pak Darto"))
    assert lines_of(desk, act) == [
        (RAW, 6_667, position(desk, village), group),
        (RAW, -6_667, position(desk, office), None),
    ]
    assert lies(desk, office) == {"Gula": (1_000, 3_333)}
    assert lies(desk, village) == {"Gula": (2_000, 6_667)}
    assert ledger.balance(book_id=desk.book_id, account=RAW) == 10_000
    is_sound(desk)


def test_more_than_is_there_does_not_leave(desk) -> None:
    item, office, shop = make_item(desk, "Gula"), make_point(desk), make_point(desk, kind="shop")
    make_stock(desk, item, office, 3_000, 10_000)
    lines = (DocumentLine(item.id, 3_001),)
    with pytest.raises(ItemShort) as refused:
        record(desk, Document(TRANSFER, office.id, ON, lines, shop.id))
    assert refused.value.field == f"quantity_{item.id}"
    assert lies(desk, shop) == {}


def test_a_repeated_tap_moves_once(desk) -> None:
    item, point = make_item(desk, "Gula"), make_point(desk)
    make_stock(desk, item, point, 3_000, 10_000)
    document = Document(SPOILAGE, point.id, ON, (DocumentLine(item.id, 1_000),), memo="Tumpah")
    first = record(desk, document)
    assert record(desk, document) == first
    assert lies(desk, point) == {"Gula": (2_000, 6_667)}
    with pytest.raises(RequestReused):
        record(desk, replace(document, memo="Lain"))


def test_goods_without_cost_move_without_an_entry(desk) -> None:
    item, office, shop = make_item(desk, "Hadiah"), make_point(desk), make_point(desk, kind="shop")
    make_stock(desk, item, office, 10, 0)
    act = record(desk, Document(TRANSFER, office.id, ON, (DocumentLine(item.id, 10),), shop.id))
    assert (act.entry_seq, lies(desk, shop)) == (None, {"Hadiah": (10, 0)})
    is_sound(desk)


def test_a_large_loss_takes_two(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    make_stock(desk, item, point, 10, 50_000_000)
    document = Document(SPOILAGE, point.id, ON, (DocumentLine(item.id, 10),), memo="Hilang")
    with pytest.raises(SecondPersonNeeded):
        record(desk, document)
    assert record(agreed(desk), document).approved_by == 2
    is_sound(desk)


def test_an_old_date_takes_two(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    make_stock(desk, item, point, 10, 100, on=date(2026, 1, 5))
    lines = (DocumentLine(item.id, 1),)
    with pytest.raises(SecondPersonNeeded):
        record(desk, Document(SPOILAGE, point.id, date(2026, 1, 6), lines, memo="Hilang"))


def wrong(kind, point, item, **facts):
    """A document that is refused."""
    lines = facts.pop("lines", (DocumentLine(item.id, 1),))
    return Document(kind, point.id, facts.pop("on", ON), lines, **facts)


def test_what_cannot_be_recorded(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    twice = (DocumentLine(item.id, 1), DocumentLine(item.id, 2))
    for refusal, document in (
        (NothingListed, wrong(SPOILAGE, point, item, lines=(), memo="x")),
        (ItemTwice, wrong(SPOILAGE, point, item, lines=twice, memo="x")),
        (WhyMissing, wrong(SPOILAGE, point, item, memo=" ")),
        (DayInFuture, wrong(SPOILAGE, point, item, memo="x", on=date(2026, 8, 15))),
        (SamePoint, wrong(TRANSFER, point, item, to_point_id=point.id)),
        (SamePoint, wrong(TRANSFER, point, item)),
        (CostMissing, wrong(OPENING, point, item)),
        (NotFound, wrong(TRANSFER, point, item, to_point_id=987_654)),
    ):
        with pytest.raises(refusal):
            record(agreed(desk), document)


def test_the_preview_is_what_is_posted(desk) -> None:
    item, office, shop = make_item(desk, "Gula"), make_point(desk), make_point(desk, kind="shop")
    make_stock(desk, item, office, 3_000, 10_000)
    document = Document(TRANSFER, office.id, ON, (DocumentLine(item.id, 2_000),), shop.id)
    entry = stock.preview(desk=desk, document=document)
    assert [(line.account, int(line.amount)) for line in entry.lines] == [
        (RAW, 6_667),
        (RAW, -6_667),
    ]
    assert lies(desk, office) == {"Gula": (3_000, 10_000)}
    with pytest.raises(ItemShort):
        stock.preview(desk=desk, document=replace(document, lines=(DocumentLine(item.id, 4_000),)))


def begin(desk, point, request_id="c-1"):
    with transaction():
        return stock.start_count(desk=desk, point_id=point.id, on=ON, request_id=request_id)


def note(desk, count, **found):
    with transaction():
        return stock.note_found(desk=desk, count_id=count.id, notes=found["notes"])


def test_a_count_posts_what_differs(desk) -> None:
    gula, terigu, plastik = (make_item(desk, name) for name in ("Gula", "Terigu", "Plastik"))
    point = make_point(desk, "Kantor")
    for item in (gula, terigu, plastik):
        make_stock(desk, item, point, 2_000, 10_000)
    count = begin(desk, point)
    notes = {
        gula.id: Note(1_500, "Susut"),
        terigu.id: Note(2_100, "Salah timbang"),
        plastik.id: Note(2_000),
    }
    note(desk, count, notes=notes)
    make_stock(desk, gula, point, 1_000, 5_000)  # bought after it was counted: no difference
    with transaction():
        stock.finish_count(desk=desk, count_id=count.id, people="Siti, Budi")
        done = stock.post_count(desk=desk, count_id=count.id)
    act = queries.get_act(desk.book_id, done.act_id)
    one, two, _three = (f"stock:{n.position_id}" for n in sorted(
        queries.on_hand(desk.book_id), key=lambda here: (gula.id, terigu.id, plastik.id).index(here.item.id)))  # fmt: skip
    assert lines_of(desk, act) == [
        (LOSS, 2_500, None, None),
        (RAW, -2_500, one, None),
        (RAW, 500, two, None),
        (LOSS, -500, None, None),
    ]
    assert lies(desk, point) == {
        "Gula": (2_500, 12_500), "Terigu": (2_100, 10_500), "Plastik": (2_000, 10_000),
    }  # fmt: skip
    with transaction():
        assert stock.post_count(desk=desk, count_id=count.id) == done
    is_sound(desk)


def test_found_goods_cost_what_they_last_cost(desk) -> None:
    item, point = make_item(desk, "Gula"), make_point(desk)
    make_stock(desk, item, point, 1_000, 8_000)
    record(desk, Document(SPOILAGE, point.id, ON, (DocumentLine(item.id, 1_000),), memo="Hilang"))
    count = begin(desk, point)
    note(desk, count, notes={item.id: Note(500, "Ketemu di gudang")})
    with transaction():
        stock.finish_count(desk=desk, count_id=count.id, people="Siti, Budi")
        stock.post_count(desk=desk, count_id=count.id)
    assert lies(desk, point) == {"Gula": (500, 4_000)}
    is_sound(desk)


def test_a_count_that_agrees_posts_nothing(desk) -> None:
    item, point = make_item(desk), make_point(desk)
    make_stock(desk, item, point, 1_000, 8_000)
    count = begin(desk, point)
    note(desk, count, notes={item.id: Note(1_000)})
    with transaction():
        stock.finish_count(desk=desk, count_id=count.id, people="Siti dan Budi, Ani")
        assert stock.post_count(desk=desk, count_id=count.id).act_id is None


def test_what_a_count_refuses(desk) -> None:
    item, point = make_item(desk, "Gula"), make_point(desk)
    make_stock(desk, item, point, 1_000, 8_000)
    count = begin(desk, point)
    assert begin(desk, point).id == count.id
    with pytest.raises(CountOpen):
        begin(desk, point, "c-2")
    for refusal, notes, people in (
        (counting.NothingCounted, {}, "Siti, Budi"),
        (counting.ReasonMissing, {item.id: Note(900)}, "Siti, Budi"),
        (counting.WitnessMissing, {item.id: Note(900, "Susut")}, "Siti"),
    ):
        note(desk, count, notes=notes)
        with pytest.raises(refusal), transaction():
            stock.finish_count(desk=desk, count_id=count.id, people=people)
    with pytest.raises(NotCountedYet), transaction():
        stock.post_count(desk=desk, count_id=count.id)
    assert note(desk, count, notes={item.id: Note(None)}).rows == ()
    with transaction():
        stock.drop_count(desk=desk, count_id=count.id)
    with pytest.raises(CountFinished):
        note(desk, count, notes={item.id: Note(1_000)})
    with pytest.raises(CountFinished), transaction():
        stock.post_count(desk=desk, count_id=count.id)
    assert begin(desk, point, "c-3").id != count.id


def test_the_engine_says_the_same_lines(desk) -> None:
    """The entry's inventory side is the engine's, word for word."""
    item, point = make_item(desk, "Gula"), make_point(desk)
    moved = make_stock(desk, item, point, 2_000, 9_000)
    subject = f"stock:{moved.position_id}"
    entry = stock.preview(
        desk=desk, document=Document(COUNT, point.id, ON, (DocumentLine(item.id, -500),))
    )
    assert entry.lines == (
        debit(LOSS, Money(2_250)),
        credit(RAW, Money(2_250), subject=subject, memo="Gula 0,5 kg"),
    )
