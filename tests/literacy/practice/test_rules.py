"""The checker, habits, questions and calendar as plain functions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.practice import catalogue, checking, handover, questions, reasons
from coop_app.literacy.rules.practice.habits import Noted, found
from coop_app.literacy.rules.practice.questions import Known
from coop_app.literacy.rules.practice.shapes import Evidence, Exercise, Expected, Seen, SeenLine
from coop_app.money import Money

_DAY = date(2026, 8, 14)
_BILL = Exercise(
    key="x", level=1, title="x", story="", papers=(), task="", hints=("a", "b", "c"), why="Benar.",
    kind="effect",
    expected=(
        Expected(roles=("electricity",), amount="amount", sign=1),
        Expected(roles=("cash_on_hand",), amount="amount", sign=-1),
    ),
)  # fmt: skip
_NAMES = {"electricity": "Listrik", "cash_on_hand": "Kas", "bank": "Bank", "rent": "Sewa"}


def seen(*lines: tuple[str, int], on: date = _DAY, seq: int = 1) -> Seen:
    return Seen(
        seq, on, "cashbook.act:1", tuple(SeenLine(role, role, moved) for role, moved in lines)
    )


def said(*entries: Seen) -> str:
    evidence = Evidence(today=_DAY, entries=entries, names=_NAMES)
    found = checking.judge(_BILL, {"amount": 100_000}, evidence)
    return "" if found.passed else found.reason


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([], reasons.NOTHING_YET),
        ([seen(("electricity", 100_000), ("cash_on_hand", -100_000))], ""),
        ([seen(("electricity", 90_000), ("cash_on_hand", -90_000))], reasons.WRONG_AMOUNT),
        ([seen(("electricity", -100_000), ("cash_on_hand", 100_000))], reasons.TURNED_ROUND),
        ([seen(("electricity", 200_000), ("cash_on_hand", -200_000))], reasons.TWICE),
        ([seen(("rent", 100_000), ("cash_on_hand", -100_000))], reasons.WRONG_ACCOUNT),
        ([seen(("electricity", 100_000), ("bank", -100_000))], reasons.WRONG_PLACE),
        ([seen(("rent", 90_000), ("bank", -90_000))], reasons.NOT_YET_RIGHT),
        (
            [seen(("electricity", 100_000), ("cash_on_hand", -100_000), on=_DAY - timedelta(1))],
            reasons.WRONG_DAY,
        ),
        (
            [
                seen(("rent", 100_000), ("cash_on_hand", -100_000)),
                seen(("rent", -100_000), ("cash_on_hand", 100_000), seq=2),
            ],
            reasons.ALL_UNDONE,
        ),
    ],
)
def test_every_difference_has_its_reason(entries: list[Seen], reason: str) -> None:
    assert said(*entries) == reason


@given(
    st.lists(
        st.tuples(st.sampled_from(["electricity", "cash_on_hand", "bank", "rent"]), st.integers(-300_000, 300_000)),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_it_passes_exactly_when_the_sums_are_right(lines: list[tuple[str, int]]) -> None:
    sums = {role: sum(amount for one, amount in lines if one == role) for role, _sum in lines}
    right = {role: amount for role, amount in sums.items() if amount} == {
        "electricity": 100_000, "cash_on_hand": -100_000
    }  # fmt: skip
    assert (said(seen(*lines)) == "") is right


def test_every_exercise_tells_its_whole_story() -> None:
    for one in catalogue.exercises().values():
        assert len(one.hints) == 3
        assert one.level in {1, 2, 3}
        assert one.expected or one.kind in {"answer", "closed"}
        assert one.why.startswith("Benar. ")
        assert not set(one.traps) & {role for line in one.expected for role in line.roles}


def _bill(month: int, day: int, amount: int, account: int = 1) -> Noted:
    return Noted(
        date(2026, month, day), account, f"Akun {account}", Money(amount), f"Token {month}"
    )


def test_what_comes_back_in_three_months_is_a_habit() -> None:
    noted = [_bill(5, 16, 110_000), _bill(6, 15, 120_000), _bill(7, 18, 100_000)]
    noted += [_bill(6, 3, 50_000, 2), _bill(7, 3, 50_000, 2), _bill(7, 9, 50_000, 2)]
    (only,) = found(noted)
    assert (only.account, only.words, only.months) == ("Akun 1", "Token 7", 3)
    assert (only.first_day, only.last_day, only.usual) == (15, 18, 110_000)
    assert found(reversed(noted)) == [only]


_KNOWN = Known(
    cash=1_250_000, bank=12_000_000, voluntary=8_400_000, principal=100_000, dues=20_000,
    limit=5_000_000, back_days=3, next_month="2026-10", waiting=2, late_loans=0, suspense=0,
    deciders=("Sri", "Bambang"),
)  # fmt: skip


def test_the_questions_are_this_cooperatives_own() -> None:
    asked = {one.key: one for one in questions.questions(_KNOWN, "a")}
    assert len(asked) >= 12
    large = asked["tarik-besar"]
    assert large.text == "Siapa yang harus menyetujui penarikan Rp6.000.000?"
    assert large.choices[large.right] == "Orang kedua: Sri atau Bambang"
    assert (asked["kas"].right, asked["iuran"].right) == (1_250_000, 20_000)
    closing = asked["tutup-bulan"]
    assert closing.choices[closing.right] == "Oktober 2026"
    waiting = asked["menunggu"]
    assert waiting.choices[waiting.right] == "2"


@given(st.text(max_size=6), st.integers(0, 9), st.integers(0, 9), st.integers(0, 10**9))
def test_the_right_choice_stays_right_when_shuffled(
    seed: str, waiting: int, late: int, odd: int
) -> None:
    known = Known(**{name: getattr(_KNOWN, name) for name in Known.__slots__} | {"waiting": waiting, "late_loans": late, "suspense": odd})  # fmt: skip
    asked = questions.questions(known, seed)
    assert questions.questions(known, seed) == asked
    assert questions.unpacked(questions.packed(asked)) == asked
    by_key = {one.key: one for one in asked}
    assert by_key["menunggu"].choices[by_key["menunggu"].right] == str(waiting)
    assert by_key["menunggak"].choices[by_key["menunggak"].right] == str(late)
    assert (
        by_key["belum-jelas"]
        .choices[by_key["belum-jelas"].right]
        .startswith("Ya" if odd else "Tidak")
    )
    assert all(len(set(one.choices)) == len(one.choices) for one in asked)
    right = questions.marked(asked, {one.key: one.right for one in asked})
    assert all(one.is_right for one in right)
    assert not any(one.is_right for one in questions.marked(asked, {}))


def test_eight_in_ten_pass() -> None:
    assert [questions.passes(right, 12) for right in (9, 10, 12)] == [False, True, True]
    assert not questions.passes(0, 0)


def test_the_year_begins_at_the_next_dates() -> None:
    year = {what: on for on, what in handover.calendar(date(2026, 11, 22), year_starts=1)}
    dates = sorted(year.values())
    assert dates == list(year.values())
    tax = next(on for what, on in year.items() if what.startswith("Setor pajak"))
    meeting = next(on for what, on in year.items() if what.startswith("Adakan RAT"))
    assert (tax, meeting) == (date(2026, 12, 15), date(2027, 3, 31))
    late = {what: on for on, what in handover.calendar(date(2026, 11, 22), year_starts=7)}
    assert next(on for what, on in late.items() if what.startswith("Adakan RAT")) == date(
        2027, 9, 30
    )
