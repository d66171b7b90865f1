"""The pack of a day that is over: what is read as of that day, and what says that it is not."""

import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

from coop_app import clock, ledger
from coop_app.app.handover.open_items import EverythingOpen
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.literacy.rules.practice.handover import Item, Section
from coop_app.literacy.views.practice.handing import Pack
from coop_app.literacy.views.practice.pack_paper import figures_of
from coop_app.money import Money
from coop_app.products.rules.catalogue.permits import Kind, Permit
from coop_app.products.service.catalogue.permits import add_permit, end_permit
from tests.make import make_group, make_member

if TYPE_CHECKING:
    from tests.literacy.practice.conftest import Bench

SAID = "bukan pada hari yang dipilih"


def test_what_came_after_the_day_is_left_out(own_bench: "Bench") -> None:
    today = clock.today()
    days = (today - timedelta(days=1), today)
    with own_bench.app.app_context():
        desk = Desk(own_bench.cooperative_id, own_bench.book_id, own_bench.user_id, today)
        owner = make_member(desk.cooperative_id, make_group(desk.cooperative_id), "Sri Lestari").id
        sold = Entry(
            today, "Titipan laku", "uji.titip:1",
            (debit("cash_on_hand", Money(40_000)),
             credit("consignment_payable", Money(40_000), subject=f"member:{owner}")),
        )  # fmt: skip
        permit = Permit(Kind.OTHER, "IZIN-1", today + timedelta(days=30))
        with transaction():
            ledger.post(sold, book_id=desk.book_id, by=desk.user_id)
            end_permit(desk=desk, permit_id=add_permit(desk=desk, new=permit, request_id="i1"))
    with own_bench.app.test_request_context("/serah-terima"):
        found = {
            (day, one.key): one
            for day in days
            for one in EverythingOpen().sections(own_bench.cooperative_id, own_bench.book_id, day)
        }
    assert [found[day, "consignment"].total for day in days] == [0, 40_000]
    assert [len(found[day, "permits"].items) for day in days] == [1, 0]  # it ended today


def test_what_is_read_as_it_stands_now_says_so(own_bench: "Bench") -> None:
    before = (clock.today() - timedelta(days=1)).isoformat()
    assert SAID in own_bench.learner.get(f"/serah-terima?on={before}").text
    assert SAID not in own_bench.learner.get("/serah-terima").text
    paper = own_bench.learner.get(f"/serah-terima/berkas.pdf?on={before}").data
    done = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True, check=True)
    assert SAID in " ".join(done.stdout.decode().split())


def test_kept_minutes_keep_the_days_of_their_rows(own_bench: "Bench") -> None:
    day = clock.today()
    rows = (
        Item("P-IRT", on=day.replace(year=2031, month=3, day=7), note="123"),
        Item("Kas", Money(5)),
    )
    pack = Pack(day, [Section("a", "Izin", rows, "tidak ada")], [], [], [], [])
    with own_bench.app.test_request_context("/serah-terima"):
        (figures,) = figures_of(pack, day)
    assert figures["rows"] == [["P-IRT", None, "7 Mar 2031 · 123"], ["Kas", 5, ""]]
    assert (figures["empty"], figures["said"]) == ("tidak ada", "")
