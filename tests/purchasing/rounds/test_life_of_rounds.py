"""Every act in every state, and when the clock acts."""

from datetime import UTC, datetime, timedelta

import pytest

from coop_app.purchasing.rules.rounds import life, times
from coop_app.purchasing.rules.rounds.times import Times
from coop_app.refusal import Refused

#: written out once more, by hand: act → from → to
ALLOWED = {
    ("edit", "draft"): "draft",
    ("open", "draft"): "open",
    ("fill", "open"): "filling",
    ("close", "open"): "closed",
    ("close", "filling"): "closed",
    ("extend", "open"): "open",
    ("extend", "filling"): "open",
    ("extend", "closed"): "open",
    ("place", "closed"): "ordered",
    ("receive", "ordered"): "received",
    ("unreceive", "received"): "ordered",
    ("distribute", "received"): "distributed",
    ("settle", "distributed"): "settled",
    ("cancel", "draft"): "cancelled",
    ("cancel", "open"): "cancelled",
    ("cancel", "filling"): "cancelled",
    ("cancel", "closed"): "cancelled",
    ("cancel", "ordered"): "cancelled",
}
REFUSALS = {
    "edit": life.NoDraft,
    "open": life.AlreadyOpened,
    "fill": life.NotOpen,
    "close": life.NotTakingOrders,
    "extend": life.NotToExtend,
    "place": life.NotClosed,
    "receive": life.NotOrdered,
    "unreceive": life.NotBack,
    "distribute": life.NotReceived,
    "settle": life.NotDistributed,
    "cancel": life.NotToCancel,
}
T0 = datetime(2026, 11, 22, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
TIMES = Times(T0, T0 + 8 * HOUR, T0 + 12 * HOUR)


def test_the_hand_written_table_names_every_act():
    assert {act for act, _state in ALLOWED} == set(REFUSALS) == set(life.ACTS)


@pytest.mark.parametrize("act", sorted(REFUSALS))
@pytest.mark.parametrize("state", life.STATES)
def test_an_act_leads_on_or_is_refused(act, state):
    leads_to = ALLOWED.get((act, state))
    assert life.may(state, act) == (leads_to is not None)
    if leads_to:
        assert life.after(state, act) == leads_to
    else:
        with pytest.raises(REFUSALS[act]):
            life.after(state, act)


def test_each_act_has_its_own_refusal_and_sentence():
    assert len({refusal.message for refusal in REFUSALS.values()}) == len(REFUSALS)


def test_nothing_leads_out_of_the_two_ends():
    for end in ("settled", "cancelled"):
        assert not [act for act in life.ACTS if life.may(end, act)]


def test_a_round_can_be_lived_through_from_draft_to_settled():
    state = "draft"
    for act in ("open", "fill", "close", "place", "receive", "distribute", "settle"):
        state = life.after(state, act)
    assert state == "settled"


@pytest.mark.parametrize(
    ("times_", "refusal"),
    [
        (Times(T0, None, T0), times.ClosesBeforeOpening),
        (Times(T0, None, T0 - HOUR), times.ClosesBeforeOpening),
        (Times(T0, T0 - HOUR, T0 + HOUR), times.FillingOutside),
        (Times(T0, T0 + HOUR, T0 + HOUR), times.FillingOutside),
    ],
)
def test_times_in_the_wrong_order(times_, refusal):
    with pytest.raises(refusal):
        times_.check()


def test_good_times_pass():
    TIMES.check()
    Times(T0, None, T0 + HOUR).check()
    Times(T0, T0, T0 + HOUR).check()


def test_filling_begins_by_the_clock():
    assert TIMES.phase("open", T0 + 8 * HOUR - timedelta(seconds=1)) == "open"
    assert TIMES.phase("open", T0 + 8 * HOUR) == "filling"
    assert TIMES.phase("closed", T0 + 8 * HOUR) == "closed"
    assert Times(T0, None, T0 + HOUR).phase("open", T0 + HOUR) == "open"


@pytest.mark.parametrize(
    ("state", "at", "refusal"),
    [
        ("draft", T0, times.OrdersClosed),
        ("closed", T0, times.OrdersClosed),
        ("cancelled", T0, times.OrdersClosed),
        ("open", T0 - HOUR, times.NotYetOpen),
        ("open", T0 + 12 * HOUR, times.TimeIsOver),
        ("filling", T0 + 13 * HOUR, times.TimeIsOver),
    ],
)
def test_no_orders_outside_the_time(state, at, refusal):
    with pytest.raises(refusal):
        TIMES.check_orders(state, at, "22 Nov")


def test_orders_are_taken_until_the_last_moment():
    TIMES.check_orders("open", T0, "")
    TIMES.check_orders("filling", T0 + 12 * HOUR - timedelta(microseconds=1), "")


def test_extending_needs_a_later_time_that_is_still_to_come():
    later = TIMES.later(T0 + 20 * HOUR, T0 + 18 * HOUR, T0 + 13 * HOUR)
    assert later == Times(T0, T0 + 18 * HOUR, T0 + 20 * HOUR)
    for closes, refusal in (
        (T0 + 12 * HOUR, times.NotLater),
        (T0 + 13 * HOUR, times.ClosesInPast),
    ):
        with pytest.raises(refusal):
            TIMES.later(closes, None, T0 + 14 * HOUR)
    with pytest.raises(times.FillingOutside):
        TIMES.later(T0 + 20 * HOUR, T0 + 21 * HOUR, T0)


def test_opening_after_the_closing_time_is_refused():
    with pytest.raises(times.ClosesInPast):
        TIMES.check_open(T0 + 12 * HOUR)
    TIMES.check_open(T0 + 11 * HOUR)


def test_every_refusal_is_a_sentence():
    for name in ("NotLater", "ClosesInPast", "FillingOutside", "OrdersClosed"):
        assert issubclass(getattr(times, name), Refused)
