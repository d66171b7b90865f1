"""Rules of sessions on plain values."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.sessions import codes, consent, people, planning, presence
from coop_app.literacy.rules.sessions.people import Facts
from coop_app.literacy.rules.sessions.planning import State
from coop_app.literacy.rules.sessions.presence import Presence, Trained

DAY = date(2026, 8, 14)


@given(st.integers())
def test_every_code_is_read_back_however_it_is_typed(seed: int) -> None:
    code = codes.drawn(Random(seed))
    assert codes.read(code) == code
    assert codes.read(f" {codes.shown(code).lower()}-") == code


def test_no_letter_looks_like_a_digit() -> None:
    assert set(codes.LETTERS).isdisjoint("BGILOQSUZAE")
    assert set(codes.DIGITS).isdisjoint("01258")


@pytest.mark.parametrize("typed", ["", "KMT", "479KMT", "KMT4799", "KMO479", "KMT410"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.read(typed) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9.00", "09:00"), ("09:30", "09:30"), (" 13.05 ", "13:05"), ("0.00", "00:00")],
)
def test_times_are_read(typed: str, kept: str) -> None:
    assert planning.checked_time(typed) == kept


@pytest.mark.parametrize("typed", ["", "9", "24.00", "9.60", "pagi", "9.5"])
def test_times_are_refused(typed: str) -> None:
    with pytest.raises(planning.TimeUnclear):
        planning.checked_time(typed)


POSSIBLE = {
    (State.PLANNED, State.OPEN), (State.PLANNED, State.CANCELLED), (State.OPEN, State.CLOSED),
    (State.OPEN, State.CANCELLED),
}  # fmt: skip


@pytest.mark.parametrize("now", list(State))
@pytest.mark.parametrize("then", list(State))
def test_states_go_one_way(now: State, then: State) -> None:
    if (now, then) in POSSIBLE:
        planning.check_step(now, then)
        return
    with pytest.raises(planning.StepNotPossible):
        planning.check_step(now, then)


@pytest.mark.parametrize(("ahead", "opens"), [(-5, True), (0, True), (1, True), (2, False)])
def test_the_door_opens_on_the_eve(ahead: int, opens: bool) -> None:
    held_on = DAY + timedelta(days=ahead)
    if opens:
        planning.check_opening(held_on, DAY)
        return
    with pytest.raises(planning.OpenedTooEarly):
        planning.check_opening(held_on, DAY)


@pytest.mark.parametrize(
    ("year", "said", "band"),
    [
        (2009, "", "u18"), (2008, "", "18-24"), (2002, "", "18-24"), (2001, "", "25-34"),
        (1992, "", "25-34"), (1991, "", "35-44"), (1982, "", "35-44"), (1981, "", "45-59"),
        (1967, "", "45-59"), (1966, "", "60+"), (None, "35-44", "35-44"), (None, "x", ""),
        (None, "", ""), (1990, "60+", "35-44"),
    ],
)  # fmt: skip
def test_bands_of_age(year: int | None, said: str, band: str) -> None:
    assert people.band_of(year, DAY, said) == band


@given(st.integers(min_value=1900, max_value=2026))
def test_everybody_is_in_one_band(year: int) -> None:
    assert people.band_of(year, DAY) in people.BANDS


def test_bands_neither_overlap_nor_leave_a_gap() -> None:
    edges = list(people.BANDS.values())
    assert edges[0][0] == 0
    assert all(before[1] + 1 == after[0] for before, after in pairwise(edges))
    assert set(people.BAND_NAMES) == {*people.BANDS, ""}


def test_what_may_be_counted_says_nothing_of_the_person() -> None:
    known = Facts(
        name="Sri", sex="F", birth_year=1985, village="Kuripan", migrant_status="returned",
        country="Taiwan", disability="x", phone="62812", member_id=4,
    )  # fmt: skip
    assert people.anonymous(known, DAY) == Facts(
        name="", sex="F", age_band="35-44", village="Kuripan", migrant_status="returned",
        country="Taiwan",
    )  # fmt: skip


def test_what_is_said_later_completes_what_was_known() -> None:
    old = Facts(name="Sri", sex="F", village="Kuripan", country="Taiwan")
    new = Facts(name="", birth_year=1985, country="Hong Kong")
    assert people.completed(old, new) == Facts(
        name="Sri", sex="F", village="Kuripan", country="Hong Kong", birth_year=1985
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("sri", "kuripan", None), ("sri", "kuripan", 1985), True),
        (("sri", "kuripan", 1985), ("sri", "kuripan", 1985), True),
        (("sri", "kuripan", 1984), ("sri", "kuripan", 1985), False),
        (("sri", "kuripan", None), ("sri", "gondang", None), False),
        (("", "kuripan", None), ("", "kuripan", None), False),
    ],
)
def test_who_may_be_the_same(
    one: tuple[str, str, int | None],
    other: tuple[str, str, int | None],
    same: bool,
) -> None:
    assert people.may_be_same(one, other) is same
    assert people.may_be_same(other, one) is same


@pytest.mark.parametrize(
    ("here", "stays"),
    [
        (Presence(True), Presence(True)),
        (Presence(False, True), Presence(False, True, 90)),
        (Presence(True, True, 40), Presence(True, True, 40)),
        (Presence(True, False, 40), Presence(True)),
    ],
)
def test_closing_fixes_minutes(here: Presence, stays: Presence) -> None:
    assert presence.fixed(here, 90) == stays


@pytest.mark.parametrize(
    ("late", "minutes"), [(-20, None), (0, None), (15, None), (16, 74), (89, 1), (200, 1)]
)
def test_who_joins_late_gets_the_rest(late: int, minutes: int | None) -> None:
    assert presence.proposed_minutes(90, late) == minutes


PRESENCES = st.builds(Presence, st.booleans(), st.just(False)) | st.builds(
    Presence, st.booleans(), st.just(True), st.none() | st.integers(1, 300)
)


@given(st.lists(PRESENCES, min_size=1))
def test_noted_twice_counts_once(parts: list[Presence]) -> None:
    one = presence.together(parts)
    assert one.present == any(part.present for part in parts)
    assert one.invited == any(part.invited for part in parts)
    assert one.minutes == (max((part.minutes or 0 for part in parts), default=0) or None)


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_minutes_that_cannot_be(minutes: int) -> None:
    with pytest.raises(presence.MinutesOfPresence):
        presence.check_minutes(minutes)


def test_a_pair_is_two_different_people() -> None:
    once = [Trained(1, 10, "returned"), Trained(1, 10, "returned"), Trained(2, 20, "family")]
    assert presence.both_trained(once) == {}
    assert presence.both_trained([*once, Trained(1, 11, "family")]) == {1: (10, 11)}


def test_the_current_text_of_consent_is_the_newest() -> None:
    assert list(consent.TEXTS)[-1] == consent.CURRENT
    assert all(consent.TEXTS.values())


def test_people_agree_to_what_is_kept_of_a_class() -> None:
    """Answers of tests and promises stand under the name on the trainer's pages."""
    said = " ".join(consent.TEXTS[consent.CURRENT])
    assert "what you answer" in said
    assert "what you promise" in said
    assert consent.TEXTS["2026-1"] != consent.TEXTS[consent.CURRENT]
