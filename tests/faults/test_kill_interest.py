"""kill -9 in the middle of a month's interest: what was posted stays, the rest follows, nothing comes twice."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from coop_app.app.audit import audit_all
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.savings.rules.interest import NewRate, RateTier
from coop_app.savings.rules.payments import Desk
from coop_app.savings.service import interest
from tests.faults.conftest import CYCLES
from tests.faults.house import House, books, faults, head, rows
from tests.faults.processes import KILLED, Stable
from tests.make import TODAY, make_deposit, make_member

SAVERS = 21
DEATHS = max(4, CYCLES // 3)
OCTOBER = "2026-10-05 02:00:00"


@pytest.fixture
def savers(house: House) -> House:
    """Twenty-five savers and a rate of 6 % on the lowest balance."""
    desk = Desk(house.cooperative_id, house.book_id, 1, TODAY, part_of="test")
    with books(house):
        for n in range(SAVERS):
            card = make_member(house.cooperative_id, house.group_id, f"Penyimpan {n:02d}")
            make_deposit(desk, card.id, 100_000 * (n + 1))
        new = NewRate(
            "sukarela", date(2026, 1, 1), "lowest", 365, Money(0), (RateTier(None, 6000),), "RAT"
        )
        with transaction():
            interest.set_rate(desk=replace(desk, approved_by=2), new=new, request_id="rate")
    return house


def posted() -> list[tuple[int, int]]:
    found = rows("SELECT member_id, interest FROM savings_interest ORDER BY member_id, revision")
    return [(row[0], row[1]) for row in found]


def test_interest_of_a_month(savers: House, stable: Stable, tmp_path: Path) -> None:
    harm = {
        "clock": OCTOBER, "die_at": str(tmp_path / "moment"),
        "post_interest": [savers.cooperative_id, savers.book_id],
    }  # fmt: skip
    whole, right, stopped = 0, [], set()
    random = Random(f"interest-{CYCLES}")
    for n in range(DEATHS + 1):
        copy = savers.elsewhere(tmp_path / f"copy-{n}")
        with books(copy):
            before = head(copy)[0]
        wanted = 0 if n == 0 else random.randint(2, whole - 1)
        (tmp_path / "moment").write_text(str(wanted))
        done = stable.run("audit", environment=copy.environment, **harm)
        if n:
            assert done.status == KILLED
            with books(copy):
                half = posted()
                assert half == right[: len(half)]
                assert head(copy)[0] == before + len(half)
                assert audit_all() == []
            stopped.add(len(half))
            (tmp_path / "moment").write_text("0")
            done = stable.run("audit", environment=copy.environment, **harm)
        assert done.status == 0, done.said
        whole = whole or int((tmp_path / "moment.seen").read_text())
        with books(copy):
            right = right or posted()
            assert len(right) == len(savers.members) + SAVERS
            assert posted() == right
            assert faults(copy) == []
    assert stopped - {0, len(right)}
