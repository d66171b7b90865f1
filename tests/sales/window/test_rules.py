"""The window's address, its stock words, and orders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.sales.rules.window import address, ordering, showing
from coop_app.sales.rules.window.ordering import Buyer, Offered, Status
from coop_app.sales.rules.window.showing import Supply, There, Window

CHIPS = Offered(1, "Keripik", "bungkus", 1, Money(12_000), available=True)
SUGAR = Offered(2, "Gula semut", "kg", 1000, None, available=True)
GONE = Offered(3, "Sirup", "botol", 1, Money(20_000), available=False)
OFFERS = (CHIPS, SUGAR, GONE)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Keripik Bu Sri!", "keripik-bu-sri"),
        ("  Dapur Éna & Co. ", "dapur-ena-co"),
        ("Foto", "warung-foto"),
        ("A", "warung-a"),
        ("日本", "warung-kami"),
        ("x" * 60, "x" * 40),
    ],
)
def test_an_address_is_proposed(title: str, slug: str) -> None:
    assert address.proposed(title) == slug


@given(st.text(max_size=80))
def test_whatever_the_title_the_proposal_is_fit(title: str) -> None:
    slug = address.proposed(title)
    assert address.checked(slug) == slug


@pytest.mark.parametrize(
    "slug", ["ab", "a" * 41, "bu sri", "bu_sri", "-bu", "bu--sri", "bu/sri", "é-toko", ""]
)
def test_unfit_addresses(slug: str) -> None:
    with pytest.raises(address.AddressUnfit):
        address.checked(slug)


def test_reserved_addresses() -> None:
    for word in address.RESERVED:
        with pytest.raises(address.AddressReserved):
            address.checked(word)
    assert address.checked(" Bu-Sri ") == "bu-sri"


@pytest.mark.parametrize(
    ("supply", "on_hand", "few", "there"),
    [
        (Supply.STOCK, 10, 5, There.YES),
        (Supply.STOCK, 5, 5, There.YES),
        (Supply.STOCK, 4, 5, There.FEW),
        (Supply.STOCK, 0, 5, There.NONE),
        (Supply.STOCK, 1, 0, There.YES),
        (Supply.TO_ORDER, 0, 0, There.TO_ORDER),
        (Supply.SOLD_OUT, 99, 0, There.NONE),
    ],
)
def test_what_a_buyer_reads_of_the_stock(
    supply: Supply, on_hand: int, few: int, there: There
) -> None:
    assert showing.there(supply, on_hand, few) is there


def test_before_a_window_opens() -> None:
    window = Window(slug="bu-sri", title="Bu Sri", phone="628123")
    showing.check_may_open(window, 1, agreed=True)
    with pytest.raises(showing.NothingToShow):
        showing.check_may_open(window, 0, agreed=True)
    with pytest.raises(showing.PhoneNeeded):
        showing.check_may_open(Window(slug="bu-sri", title="Bu Sri"), 1, agreed=True)
    with pytest.raises(showing.ConsentMissing):
        showing.check_may_open(window, 1, agreed=False)
    with pytest.raises(showing.TitleMissing):
        showing.tidied(Window(slug="bu-sri", title="  "))
    assert len(showing.tidied(Window(slug="a", title="t", story="x" * 9000)).story) == 2000


def test_the_lines_of_an_order() -> None:
    lines = ordering.lines_of({2: 3, 1: 2}, OFFERS)
    assert [(line.offered.name, line.count, line.amount) for line in lines] == [
        ("Keripik", 2, 24_000), ("Gula semut", 3, None),
    ]  # fmt: skip
    assert ordering.total(lines) == (Money(24_000), False)
    assert ordering.total(lines[:1]) == (Money(24_000), True)


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ({}, ordering.NothingOrdered),
        ({1: 0}, ordering.NothingOrdered),
        ({1: 1000}, ordering.CountTooLarge),
        ({1: -1}, ordering.CountTooLarge),
        ({3: 1}, ordering.ProductNotThere),
        ({9: 1}, ordering.ProductNotThere),
    ],
)
def test_what_cannot_be_ordered(counts: dict[int, int], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ordering.lines_of(counts, OFFERS)


def test_a_buyer_has_a_name_on_one_line() -> None:
    buyer = ordering.tidied(Buyer("  Wati \n Ningsih ", "62812", "sore\nsaja"))
    assert (buyer.name, buyer.note) == ("Wati Ningsih", "sore saja")
    with pytest.raises(ordering.BuyerNameMissing):
        ordering.tidied(Buyer(" \n "))


def test_how_an_order_goes_on() -> None:
    assert ordering.steps_from(Status.NEW) == (Status.ANSWERED, Status.DONE, Status.CANCELLED)
    assert ordering.steps_from(Status.ANSWERED) == (Status.DONE, Status.CANCELLED)
    for finished in (Status.DONE, Status.CANCELLED):
        assert ordering.steps_from(finished) == ()
        for then in Status:
            with pytest.raises(ordering.StepImpossible):
                ordering.check_step(finished, then)
    ordering.check_step(Status.NEW, Status.ANSWERED)
