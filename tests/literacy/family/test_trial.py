"""A budget that was tried becomes the family's own: with everything that was typed."""

import re

from coop_app import clock
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.months import standings_of
from coop_app.literacy.queries.family.notes import notes_of
from coop_app.literacy.rules.family.standing import Standing
from tests.literacy.family.conftest import Hearth
from tests.make_family import earn, make_envelope, once

TRIED = {
    "income": "5.000.000",
    "name-1": "Dapur", "planned-1": "2.000.000", "spent-1": "1.500.000",
    "name-2": "Arisan RT", "planned-2": "300.000", "spent-2": "",
    "name-3": "dapur", "planned-3": "500.000", "spent-3": "100.000",
}  # fmt: skip


def keep(hearth: Hearth, request_id: str = "", **facts: str) -> int:
    """Press the button below the answer."""
    page = "/belajar/anggaran?income=1"
    sent = TRIED | facts | {"request_id": request_id or once()}
    return hearth.phone.post("/belajar/anggaran", page, **sent).status_code


def standing(hearth: Hearth) -> Standing:
    return list(hearth.do(standings_of, hearth.home).values())[-1]


def test_what_was_spent_is_kept_too(hearth: Hearth) -> None:
    assert keep(hearth) == 303
    now = standing(hearth)
    assert (now.sums.came_in, now.spent, now.in_hand) == (5_000_000, 1_600_000, 3_400_000)
    # two lines of one name are one envelope: 2.000.000 + 500.000; without a purpose 5.000.000 − 2.800.000
    assert now.filled[hearth.food].planned == 2_500_000
    assert now.filled[hearth.food].spent == 1_600_000
    assert now.unallocated == 2_200_000


def test_kept_twice_is_kept_once(hearth: Hearth) -> None:
    for _again in range(2):
        assert keep(hearth, "sekali-saja-0123456789") == 303
    assert len(hearth.notes) == 2
    assert standing(hearth).in_hand == 3_400_000
    assert len(hearth.do(envelopes_of, hearth.opened.household_id)) == 3


def test_a_plan_alone_writes_no_notes(hearth: Hearth) -> None:
    assert keep(hearth, **{"spent-1": "", "spent-3": ""}) == 303
    assert hearth.notes == []
    now = standing(hearth)
    assert (now.divided, now.unallocated) == (5_000_000, 2_200_000)


def test_a_month_with_notes_is_not_noted_twice(hearth: Hearth) -> None:
    hearth.do(earn, hearth.keeper, 4_000_000, clock.today())
    assert keep(hearth) == 303
    assert len(hearth.do(notes_of, hearth.opened.household_id)) == 1
    assert standing(hearth).divided == 5_000_000
    assert "bulan ini sudah punya catatan" in hearth.phone.text("/keluarga")


def test_a_refused_plan_loses_nothing_that_was_typed(hearth: Hearth) -> None:
    """Also not in envelopes that had no plan before."""
    new = hearth.do(make_envelope, hearth.keeper, "Pulsa")
    keep(hearth)
    page = hearth.phone.text("/keluarga")
    path = re.search(r"/keluarga/bulan/\d+/rencana", page)
    assert path
    sent = {f"plan-{hearth.food}": "1.00", f"plan-{new}": "75.000"}
    answer = hearth.phone.post(path[0], path[0], basis="noted", **sent)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert re.search(rf'name="plan-{new}" value="75.000"', text)
    assert re.search(rf'name="plan-{hearth.food}" value="1.00"', text)
