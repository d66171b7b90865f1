"""The pages of leaving, by the people who use them."""

import re

import pytest
import time_machine

from coop_app import ledger
from coop_app.auth import rules
from coop_app.closing import queries
from coop_app.db import transaction
from coop_app.members import service as members
from coop_app.members.rules.facts import HeirFacts
from tests.closing.house import House
from tests.make import NOW, TODAY, make_deposit
from tests.people import Browser, signed_in


class Office:
    """The treasurer and the chairperson of a cooperative with one member."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            self.house = House()
        self.coop, self.key = self.house.cooperative_id, self.house.sri.id
        self.bendahara = signed_in(app, self.coop)
        self.ketua = signed_in(app, self.coop, rules.KETUA)

    def at_home(self, act):
        """Look into the books between two requests."""
        with self.app.app_context():
            return act()

    def ask(self, path: str, data: dict[str, str]):
        """Press "ask a second person"; returns the answer."""
        return self.bendahara.post(path, data=data | {"second_person": "ask"})

    def agree(self, answer) -> None:
        """The chairperson reads and agrees."""
        assert answer.status_code == 303, answer.get_data(as_text=True)
        done = self.decide(answer.location)
        assert done.status_code == 303, done.get_data(as_text=True)

    def decide(self, location: str):
        """What the chairperson's "agree" answers."""
        page = self.ketua.get(location).get_data(as_text=True)
        shown = re.search(r'name="shown"[^>]*value="([^"]+)"', page)
        assert shown, page
        return self.ketua.post(f"{location}/setuju", data={"shown": shown[1]})

    def shown(self) -> dict[str, str]:
        """What the settlement's form carries."""
        page = self.bendahara.get(f"/penutupan/keluar/{self.key}").get_data(as_text=True)
        hidden: dict[str, str] = {}
        for name in ("shown", "request_id"):
            found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)
            assert found, name
            hidden[name] = found[1]
        return hidden | {
            "status": "left", "ended_on": TODAY.isoformat(), "reason": "pindah ke Magelang"
        }  # fmt: skip

    def settle(self, **facts: str) -> queries.Settlement:
        self.agree(self.ask(f"/penutupan/keluar/{self.key}", self.shown() | facts))
        return self.at_home(lambda: queries.list_settlements(self.coop, self.key)[0])

    def status(self) -> str:
        return self.at_home(self.house.status)

    def payable(self) -> int:
        return self.at_home(self.house.payable)

    def deposit(self, amount: int) -> None:
        self.at_home(lambda: make_deposit(self.house.alone, self.key, amount))


@pytest.fixture
def office(bare_app):
    with time_machine.travel(NOW, tick=True):
        made = Office(bare_app)
        yield made
        with bare_app.app_context():
            assert made.house.faults() == []


def text_of(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_every_figure_leads_to_its_entries(office) -> None:
    office.at_home(lambda: office.house.goods_on_credit(90000))
    page = text_of(office.bendahara, f"/penutupan/keluar/{office.key}")
    assert "Rp300.000" in page or "300.000" in page
    role = {"book_id": office.house.book_id, "role": "member_goods_receivable"}
    account = office.at_home(lambda: ledger.account(**role))
    link = re.search(rf'href="([^"]*/akun/{account.id}[^"]*)"', page)
    assert link
    lines = text_of(office.bendahara, link[1].replace("&amp;", "&"))
    assert "Pupuk" in lines
    assert "Simpanan anggota keluar" in page  # the journal that it will make


def test_one_alone_cannot_and_two_can(office) -> None:
    path, data = f"/penutupan/keluar/{office.key}", office.shown()
    alone = office.bendahara.post(path, data=data)
    assert alone.status_code == 422
    assert office.status() == "active"
    made = office.settle()
    assert (made.payable, made.approved_by) == (390000, office.ketua.user_id)
    page = text_of(office.bendahara, f"/penutupan/keluar/bukti/{made.id}")
    assert "Rp390.000" in page
    assert "pindah ke Magelang" in page
    assert str(made.id) in text_of(office.ketua, "/penutupan/keluar")


def test_figures_that_changed_since_are_shown_anew(office) -> None:
    path, data = f"/penutupan/keluar/{office.key}", office.shown()
    office.deposit(1000)
    refused = office.ask(path, data)
    assert refused.status_code == 422
    page = refused.get_data(as_text=True)
    assert "Ada angka yang berubah" in page
    shown = re.search(r'name="shown"[^>]*value="([^"]+)"', page)
    assert shown
    assert shown[1] == office.at_home(office.house.sheet).mark != data["shown"]


def test_figures_that_change_while_it_waits_stop_the_approval(office) -> None:
    answer = office.ask(f"/penutupan/keluar/{office.key}", office.shown())
    office.deposit(1000)
    refused = office.decide(answer.location)
    assert refused.status_code == 422
    assert office.status() == "active"


def test_debts_above_savings_have_no_button(office) -> None:
    office.at_home(lambda: office.house.goods_on_credit(500000))
    page = text_of(office.bendahara, f"/penutupan/keluar/{office.key}")
    assert "Utang lebih besar Rp110.000" in page
    assert 'name="second_person"' not in page


def test_pay_out_print_and_take_back(office) -> None:
    made = office.settle()
    path = f"/penutupan/keluar/{office.key}/bayar"
    assert "390.000" in text_of(office.bendahara, path)
    day = TODAY.isoformat()
    data = {"receiver": "member", "amount": "150.000", "place": str(office.house.kas), "on": day}
    done = office.bendahara.post(path, data=data | {"request_id": "pay-1"})
    assert done.status_code == 303
    receipt = text_of(office.bendahara, done.location)
    assert "Rp150.000" in receipt
    assert "seratus lima puluh ribu" in receipt
    assert office.payable() == 240000
    for address in (f"{done.location}/cetak", f"/penutupan/keluar/bukti/{made.id}/cetak"):
        paper = office.bendahara.get(address)
        assert paper.data[:5] == b"%PDF-"
        assert paper.data == office.bendahara.get(address).data
    too_much = office.bendahara.post(path, data=data | {"amount": "240.001", "request_id": "p2"})
    assert too_much.status_code == 422
    assert "Yang belum dibayarkan paling banyak Rp240.000" in too_much.get_data(as_text=True)
    back = {"why": "salah orang", "on": day}
    office.agree(office.ask(f"{done.location}/batal", back))
    assert office.payable() == 390000


def test_an_heir_of_the_register(office, bare_app) -> None:
    heirs = [HeirFacts(name="Budi Santoso", relation="anak")]
    with bare_app.app_context(), transaction():
        members.set_background(
            members.Background(heirs=heirs), member_id=office.key, cooperative_id=office.coop,
            by=1, on=TODAY,
        )  # fmt: skip
    office.settle(status="deceased", reason="meninggal dunia")
    path = f"/penutupan/keluar/{office.key}/bayar"
    page = text_of(office.bendahara, path)
    assert "Budi Santoso (anak)" in page
    assert 'value="member"' not in page
    data = {
        "receiver": "0", "amount": "390000", "place": str(office.house.kas),
        "on": TODAY.isoformat(), "request_id": "h",
    }  # fmt: skip
    refused = office.bendahara.post(path, data=data)
    assert refused.status_code == 422
    assert "Ahli waris menunjukkan" in refused.get_data(as_text=True)
    papers = {"documents": ["death", "heirs", "identity"]}
    done = office.bendahara.post(path, data=data | papers)
    assert done.status_code == 303
    assert "Budi Santoso" in text_of(office.bendahara, done.location)


def test_more_than_the_limit_waits_for_the_second_person(office) -> None:
    office.deposit(6000000)
    office.settle()
    path = f"/penutupan/keluar/{office.key}/bayar"
    data = {
        "receiver": "member", "amount": "6.390.000", "place": str(office.house.kas),
        "on": TODAY.isoformat(), "request_id": "big",
    }  # fmt: skip
    refused = office.bendahara.post(path, data=data)
    assert refused.status_code == 422
    assert 'name="second_person"' in refused.get_data(as_text=True)
    office.agree(office.ask(path, data | {"second_reason": "lunas sekaligus"}))
    assert office.payable() == 0


def test_another_cooperatives_papers_are_not_here(office, bare_app) -> None:
    made = office.settle()
    other = office.at_home(lambda: House().cooperative_id)
    stranger = signed_in(bare_app, other)
    for path in (
        f"/penutupan/keluar/{office.key}",
        f"/penutupan/keluar/bukti/{made.id}",
        f"/penutupan/keluar/bukti/{made.id}/cetak",
        f"/penutupan/keluar/{office.key}/bayar",
    ):
        assert stranger.get(path).status_code == 404, path
