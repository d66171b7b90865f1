"""Permits, P-IRT numbers, freshness and labels, by tables and properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.products.rules.catalogue import facts, freshness, labels, permit_checks, permits, pirt
from coop_app.products.rules.catalogue.permits import Kind, Permit, State

TODAY = date(2026, 11, 22)
GOOD = "2063307010072-29"


def pirt_of(number: str = GOOD, **known: object) -> Permit:
    return Permit(Kind.PIRT, number, **known)  # type: ignore[arg-type]


def sentences(permit: Permit, **known: int) -> list[str]:
    return [found.sentence for found in permit_checks.findings(permit, TODAY, **known)]


def test_case_i_1_the_anatomy_of_a_number() -> None:
    parts = pirt.read("P-IRT 3063306010072-19")
    assert parts is not None
    assert (parts.packaging, parts.food, parts.region) == (3, 6, "3306")
    assert (parts.product, parts.producer, parts.expiry_year) == ("01", "0072", 2019)
    assert pirt.PACKAGINGS[parts.packaging] == "carton or paper"
    assert pirt.FOODS[parts.food] == "flour and flour products"


def test_case_i_1_has_expired_and_is_not_claimed() -> None:
    old = pirt_of("P-IRT 3063306010072-19")
    assert permits.ends_on(old) == date(2019, 12, 31)
    assert permits.state(old, TODAY) is State.EXPIRED
    assert not permits.may_claim(old, TODAY)
    assert any("expired" in sentence for sentence in sentences(old))


@given(st.from_regex(r"[0-9]{15}", fullmatch=True), st.sampled_from(["", "P-IRT ", "PIRT No. "]))
def test_however_it_is_spelled_the_digits_decide(digits: str, before: str) -> None:
    spelled = f"{before}{digits[:13]}-{digits[13:]}"
    assert pirt.read(spelled) == pirt.read(digits) is not None
    assert pirt.shown(spelled) == f"P-IRT {digits[:13]}-{digits[13:]}"


@given(st.text(max_size=80), st.sampled_from(list(Kind)))
def test_no_number_is_ever_refused(number: str, kind: Kind) -> None:
    if number.strip():
        kept = permits.checked(Permit(kind, number))
        permit_checks.findings(kept, TODAY)
        assert permits.label_text(kept)


@pytest.mark.parametrize("number", ["306330601007219", GOOD, "P-IRT 2153307010072-31"])
def test_a_good_number_has_no_finding_but_its_age(number: str) -> None:
    found = [text for text in sentences(pirt_of(number)) if "expired" not in text]
    assert found == []


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("206330701007", "15 digits"),
        ("9063307010072-29", "packaging"),
        ("2163307010072-29", "kind of food"),
        ("2003307010072-29", "kind of food"),
        ("2069907010072-29", "province"),
        ("2063300010072-29", "province"),
    ],
)
def test_what_looks_wrong_with_a_number(number: str, word: str) -> None:
    found = [text for text in sentences(pirt_of(number)) if "expired" not in text]
    assert len(found) == 1
    assert word in found[0]


def test_the_packaging_of_number_and_product_are_compared() -> None:
    assert sentences(pirt_of(), packaging=2) == []
    assert "packed in" in sentences(pirt_of(), packaging=1)[0]


def test_the_years_of_number_paper_and_issue_are_compared() -> None:
    assert "ends in" in sentences(pirt_of(valid_until=date(2030, 1, 5)))[0]
    assert sentences(pirt_of(valid_until=date(2029, 1, 5))) == []
    assert "5 years" in sentences(pirt_of(issued_on=date(2023, 1, 5)))[0]
    assert sentences(pirt_of(issued_on=date(2024, 1, 5))) == []


@pytest.mark.parametrize(
    ("kind", "number", "good"),
    [
        (Kind.NIB, "1234567890123", True),
        (Kind.NIB, "123456789012", False),
        (Kind.HALAL, "ID33110000012345678", True),
        (Kind.HALAL, "12345", False),
        (Kind.BPOM, "MD 235602169254", True),
        (Kind.BPOM, "BPOM RI ML 235602169254", True),
        (Kind.BPOM, "235602169254", False),
        (Kind.OTHER, "503/12/2026", True),
    ],
)
def test_the_other_numbers(kind: Kind, number: str, *, good: bool) -> None:
    assert (sentences(Permit(kind, number)) == []) is good


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, State.EXPIRED), (0, State.URGENT), (30, State.URGENT), (31, State.RENEW),
        (183, State.RENEW), (184, State.VALID),
    ],
)  # fmt: skip
def test_how_near_the_end_is(days: int, state: State) -> None:
    assert permits.state(Permit(Kind.BPOM, "MD 1", TODAY + timedelta(days=days)), TODAY) is state


def test_a_permit_without_end_lasts() -> None:
    assert permits.state(Permit(Kind.HALAL, "ID331100000123"), TODAY) is State.LASTING
    assert permits.may_claim(Permit(Kind.HALAL, "ID331100000123"), TODAY)
    assert permits.ends_on(pirt_of("unreadable")) is None


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 4000))
def test_time_only_makes_it_worse(end: date, days: int) -> None:
    order = [State.VALID, State.RENEW, State.URGENT, State.EXPIRED]
    permit = Permit(Kind.HALAL, "ID1", end)
    start = date(2020, 1, 1)
    earlier = permits.state(permit, start)
    later = permits.state(permit, start + timedelta(days=days))
    assert order.index(later) >= order.index(earlier)
    assert permits.may_claim(permit, start) is (earlier is not State.EXPIRED)


def test_only_two_things_are_refused() -> None:
    with pytest.raises(permits.NumberMissing):
        permits.checked(Permit(Kind.NIB, "  "))
    with pytest.raises(permits.EndBeforeIssue):
        permits.checked(Permit(Kind.NIB, "1", date(2025, 1, 1), date(2025, 1, 2)))


@pytest.mark.parametrize(
    ("permit", "text"),
    [
        (pirt_of(), f"P-IRT {GOOD}"),
        (pirt_of("123"), "P-IRT 123"),
        (pirt_of("PIRT 123"), "PIRT 123"),
        (Permit(Kind.NIB, "1234567890123"), "NIB 1234567890123"),
        (Permit(Kind.NIB, "NIB 1234567890123"), "NIB 1234567890123"),
        (Permit(Kind.OTHER, "503/12"), "503/12"),
    ],
)
def test_how_a_permit_is_called_on_a_label(permit: Permit, text: str) -> None:
    assert permits.label_text(permit) == text


def test_what_a_food_lacks_is_advice() -> None:
    def lacks(held: list[Permit], **known: object) -> list[str]:
        given = {"is_food": True, "shelf_life_days": 90, "on": TODAY} | known
        return [f.sentence for f in permit_checks.missing(held, **given)]  # type: ignore[arg-type]

    halal, old = Permit(Kind.HALAL, "ID331"), pirt_of("3063306010072-19")
    assert len(lacks([])) == 2
    assert len(lacks([], on=date(2026, 10, 16))) == 1
    assert lacks([], is_food=False) == []
    assert len(lacks([halal], shelf_life_days=6)) == 0
    assert len(lacks([halal, old])) == 1
    assert lacks([halal, pirt_of()]) == []
    assert lacks([halal, Permit(Kind.BPOM, "MD 1234567")]) == []


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (None, "KEEPS"), (31, "KEEPS"), (30, "SOON"), (8, "SOON"), (7, "THIS_WEEK"), (0, "THIS_WEEK"),
        (-1, "EXPIRED"),
    ],
)  # fmt: skip
def test_freshness(days: int | None, word: str) -> None:
    end = None if days is None else TODAY + timedelta(days=days)
    assert freshness.freshness(end, TODAY) is freshness.Freshness[word]


def test_a_batch_is_checked() -> None:
    good = freshness.Batch(1, " A  1 ", TODAY, TODAY, 5)
    assert freshness.checked(good, TODAY).number == "A 1"
    for wrong, refusal in (
        (freshness.Batch(1, " ", TODAY, None, 5), freshness.BatchNumberMissing),
        (freshness.Batch(1, "A", TODAY, None, 0), freshness.BatchQuantityMissing),
        (freshness.Batch(1, "A", TODAY + timedelta(1), None, 5), freshness.MadeInFuture),
        (freshness.Batch(1, "A", TODAY, TODAY - timedelta(1), 5), freshness.GoodBeforeMade),
    ):
        with pytest.raises(refusal):
            freshness.checked(wrong, TODAY)


def test_a_free_batch_number_is_proposed() -> None:
    assert freshness.next_number("Keripik Pisang", TODAY, set()) == "KP-261122"
    taken = {"KP-261122", "KP-261122-2"}
    assert freshness.next_number("Keripik Pisang", TODAY, taken) == "KP-261122-3"
    assert freshness.next_number("123", TODAY, set()) == "B-261122"
    assert freshness.last_good_day(TODAY, 60) == date(2027, 1, 21)
    assert freshness.last_good_day(TODAY, 0) is None


def test_facts_are_trimmed_and_cut() -> None:
    tidy = facts.tidied(facts.Facts(description=" enak " * 200, net_content=" 250 g "))
    assert tidy.net_content == "250 g"
    assert len(tidy.description) == 400
    with pytest.raises(facts.ShelfLifeImpossible):
        facts.tidied(facts.Facts(shelf_life_days=-1))
    with pytest.raises(facts.PackagingUnknown):
        facts.tidied(facts.Facts(packaging=9))


def test_a_label_says_only_what_is_true_today() -> None:
    known = facts.Facts(
        ingredients="Pisang", net_content="250 g", producer="Bu Sri", producer_place="Kuripan"
    )
    held = [
        Permit(Kind.NIB, "1234567890123"),
        pirt_of("3063306010072-19"),
        pirt_of(GOOD, item_id=4),
    ]
    label = labels.label_of(
        "Keripik", known, held, on=TODAY, batch=("K-1", date(2027, 1, 2)), price=Money(12_000)
    )
    assert label.permits == (f"P-IRT {GOOD}", "NIB 1234567890123")
    assert (label.producer, label.price) == ("Bu Sri, Kuripan", "Rp12.000")
    assert label.best_before == "2 Januari 2027"
    assert labels.missing(label) == []
    bare = labels.label_of("Keripik", facts.Facts(), [], on=TODAY)
    assert labels.missing(bare) == ["net_content", "ingredients", "producer", "best_before"]
