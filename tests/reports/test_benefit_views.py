"""The member-benefit report on the screen: a round with a market price, goods sold, interest."""

import pytest
from flask import Flask
from time_machine import TimeMachineFixture

from tests.make_receiving import Village, make_delivery, make_receipt, make_village
from tests.make_trade import Trading
from tests.people import signed_in

PAGE = "/laporan/promosi-ekonomi?start=2026-08-01&end=2026-08-31"


@pytest.fixture(autouse=True)
def today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-08-21T03:00:00Z", tick=False)


@pytest.fixture
def village(bare_app: Flask) -> Village:
    """Palm sugar at Rp10.500 and Rp1.000 of freight a kg; the shops around ask Rp13.000."""
    with bare_app.app_context():
        made = make_village(offer={"market_price": 13_000}, margin=0)
        make_receipt(made)
        make_delivery(made, 0)
        return made


def test_what_a_round_saved(bare_app: Flask, village: Village) -> None:
    """Aminah got 42 kg for Rp483.000; at market price they cost Rp546.000."""
    text = signed_in(bare_app, village.desk.cooperative_id).get(PAGE).get_data(as_text=True)
    for figure in ("Aminah", "483.000", "546.000", "63.000", "Rp63.000"):
        assert figure in text
    assert f"/anggota/{village.members[0].id}" in text


def test_another_month_is_empty(bare_app: Flask, village: Village) -> None:
    other = PAGE.replace("2026-08", "2026-07")
    text = signed_in(bare_app, village.desk.cooperative_id).get(other).get_data(as_text=True)
    assert "63.000" not in text


def test_what_was_sold_through_us_is_told_but_not_added(bare_app: Flask) -> None:
    with bare_app.app_context():
        trading = Trading()
        trading.leave(10)
        trading.sell(3, 30_000)
    pengawas = signed_in(bare_app, trading.cooperative_id, "pengawas")
    text = pengawas.get(PAGE).get_data(as_text=True)
    assert "30.000" in text
    assert "Rp0" in text
    assert pengawas.get(f"{PAGE}&format=pdf").data.startswith(b"%PDF")


def test_members_and_other_cooperatives_see_nothing(bare_app: Flask, village: Village) -> None:
    with bare_app.app_context():
        stranger = Trading()
    assert "Aminah" not in signed_in(bare_app, stranger.cooperative_id).get(PAGE).get_data(
        as_text=True
    )
    anggota = signed_in(
        bare_app, village.desk.cooperative_id, "anggota", member_id=village.members[0].id
    )
    assert anggota.get(PAGE).status_code == 403
