"""What a loan application reads of a family's notes: nothing without consent, monthly means with it."""

from datetime import date
from typing import Any

import pytest

from coop_app import clock
from coop_app.auth import rules
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.literacy.queries.family.months import periods_of
from coop_app.literacy.rules.family.keeping import REMITTANCE
from coop_app.literacy.service.family import joining
from coop_app.loans import queries as loans
from coop_app.loans.service.neighbours import family_budget
from tests.literacy.family.conftest import Hearth
from tests.make import make_member
from tests.make_family import earn, make_envelope, spend
from tests.make_loans import make_product
from tests.people import Browser, signed_in


class Village:
    """A member with an account and a family budget of two months, and the treasurer."""

    def __init__(self, hearth: Hearth, day: date) -> None:
        self.hearth, coop = hearth, hearth.cooperative_id
        self.member = hearth.do(make_member, coop, hearth.group_id)
        self.siti = signed_in(hearth.app, coop, rules.ANGGOTA, member_id=self.member.id)
        with self.siti.client.session_transaction() as cookie:
            cookie["household_key"] = hearth.opened.key
        assert self.siti.post("/keluarga/orang/akun").status_code == 303
        self.treasurer = signed_in(hearth.app, coop)
        self.product = hearth.do(make_product, Desk(coop, 1, 1, day))
        month = Month.of(day)
        for months_ago, income, food in ((2, 3_000_000, 900_000), (1, 4_000_000, 1_100_001)):
            on = month.plus(-months_ago).first
            hearth.do(earn, hearth.keeper, income, on, "remittance")
            hearth.do(spend, hearth.keeper, hearth.food, food, on)

    def consent(self, **facts: Any) -> int:
        """Siti agrees for the family."""
        sent = {"months": "3", "agree": "y"} | facts
        return self.siti.post("/keluarga/koperasi/izin", sent).status_code

    def withdraw(self, who: Browser) -> int:
        """Somebody of the family says no again."""
        return who.post("/keluarga/koperasi/izin/1/cabut").status_code

    def form(self) -> str:
        """The treasurer opens an application for Siti."""
        answer = self.treasurer.get(f"/pinjaman/ajukan?anggota={self.member.id}")
        assert answer.status_code == 200
        return str(answer.get_data(as_text=True))

    def application(self, product_id: int, **facts: str) -> dict[str, str]:
        """What the treasurer sends."""
        known = {
            "member": self.member.label, "product_id": str(product_id), "principal": "1.200.000",
            "months": "12", "purpose": "Warung", "applied_on": clock.today().isoformat(),
            "household-remittance": "3.500.000", "household-food": "1.000.001", "from_family": "1",
        }  # fmt: skip
        return known | facts


@pytest.fixture
def village(hearth: Hearth) -> Village:
    return Village(hearth, clock.today())


def desk_of(village: Village) -> Desk:
    return Desk(village.hearth.cooperative_id, 1, 1, clock.today())


def test_without_consent_nothing_is_visible(village: Village) -> None:
    assert "3.500.000" not in village.form()
    assert village.hearth.do(family_budget, desk_of(village), village.member.id) is None
    answer = village.treasurer.post("/pinjaman/ajukan", {"member": village.member.label, "step": "family"})  # fmt: skip
    text = answer.get_data(as_text=True)
    assert "tidak boleh dibaca" in text
    assert "3.500.000" not in text


def test_with_consent_the_form_is_filled_and_says_its_source(village: Village) -> None:
    assert village.consent() == 303
    text = village.form()
    assert 'value="3.500.000"' in text
    assert 'value="1.000.001"' in text
    assert "Sumber: anggaran keluarga, izin tanggal" in text
    assert "rata-rata 2 bulan" in text


def test_the_button_fills_in_for_the_typed_member(village: Village) -> None:
    village.consent()
    sent = {"member": village.member.label, "purpose": "Warung", "step": "family"}
    text = village.treasurer.post("/pinjaman/ajukan", sent).get_data(as_text=True)
    assert 'value="3.500.000"' in text
    assert "Warung" in text


def test_an_application_keeps_its_source_after_the_consent_ended(village: Village) -> None:
    village.consent()
    answer = village.treasurer.post("/pinjaman/ajukan", village.application(village.product))
    assert answer.status_code == 303
    assert village.withdraw(village.siti) == 303
    page = village.treasurer.get(answer.location).get_data(as_text=True)
    assert "Sumber: anggaran keluarga" in page
    source = village.hearth.do(loans.details_of, 1).source
    assert source is not None
    assert (source.months, source.changed) == (2, False)
    assert "3.500.000" not in village.form()


def test_changed_figures_are_said(village: Village) -> None:
    village.consent()
    sent = village.application(village.product, **{"household-food": "1.200.000"})
    page = village.treasurer.post("/pinjaman/ajukan", sent, follow_redirects=True)
    assert "Angkanya diubah bersama pemohon" in page.get_data(as_text=True)


def test_nothing_is_taken_over_once_it_is_withdrawn(village: Village) -> None:
    village.consent()
    village.withdraw(village.siti)
    answer = village.treasurer.post("/pinjaman/ajukan", village.application(village.product))
    assert answer.status_code == 422
    assert "Izin keluarga sudah berakhir" in answer.get_data(as_text=True)


def test_consent_needs_the_tick_and_a_member(village: Village) -> None:
    assert village.consent(agree="") == 422
    assert village.hearth.do(family_budget, desk_of(village), village.member.id) is None


def test_a_phone_without_an_account_gives_no_consent(hearth: Hearth) -> None:
    for path in ("izin", "tampilkan"):
        answer = hearth.phone.post(f"/keluarga/koperasi/{path}", "/keluarga/orang", months="3", agree="y")  # fmt: skip
        assert answer.status_code == 404


def test_consent_is_for_this_cooperative_and_this_member_only(village: Village) -> None:
    village.consent()
    other = village.hearth.do(make_member, village.hearth.cooperative_id, village.hearth.group_id, "Rini")  # fmt: skip
    mine, theirs = desk_of(village), Desk(2, 2, 1, clock.today())
    assert village.hearth.do(family_budget, mine, village.member.id) is not None
    assert village.hearth.do(family_budget, mine, other.id) is None
    assert village.hearth.do(family_budget, theirs, village.member.id) is None


def test_a_consent_ends_by_itself(village: Village) -> None:
    village.consent()
    day = Month.of(clock.today()).plus(4).first
    desk = Desk(village.hearth.cooperative_id, 1, 1, day)
    assert village.hearth.do(family_budget, desk, village.member.id) is None


def test_a_second_consent_waits_until_the_first_is_withdrawn(village: Village) -> None:
    assert "Beri izin" in village.siti.get("/keluarga/koperasi").get_data(as_text=True)
    assert village.consent() == 303
    assert "Beri izin" not in village.siti.get("/keluarga/koperasi").get_data(as_text=True)
    assert village.consent() == 422
    assert village.withdraw(village.siti) == 303
    assert village.consent() == 303


def test_a_deleted_household_is_read_no_more(village: Village) -> None:
    village.consent()
    assert village.siti.post("/keluarga/hapus", {"agree": "y"}).status_code == 303
    assert village.hearth.do(family_budget, desk_of(village), village.member.id) is None


def test_the_member_decides_what_the_family_sees(village: Village) -> None:
    page = village.siti.get("/keluarga/koperasi").get_data(as_text=True)
    assert "Simpanan wajib koperasi" not in page
    assert village.siti.post("/keluarga/koperasi/tampilkan", {"payments": "y"}).status_code == 303
    page = village.siti.get("/keluarga/koperasi").get_data(as_text=True)
    assert "Simpanan wajib koperasi" in page
    assert village.siti.post("/keluarga/koperasi/amplop/dues").status_code == 303
    assert "sudah ada amplopnya" in village.siti.get("/keluarga/koperasi").get_data(as_text=True)
    assert village.siti.post("/keluarga/koperasi/tampilkan", {}).status_code == 303
    assert "Jatuh tempo bulan ini" not in village.siti.get("/keluarga/koperasi").get_data(
        as_text=True
    )


def test_a_mean_is_of_months_also_from_one_remittance_to_the_next(hearth: Hearth) -> None:
    """One budget over two months: 7.000.000 came in two months, so a month brings 3.500.000."""
    with hearth.app.app_context(), transaction():
        joining.rename(keeper=hearth.keeper, name="Keluarga Siti", rhythm=REMITTANCE, person="Siti")
    village = Village(hearth, clock.today())
    assert len(hearth.do(periods_of, hearth.home)) == 1
    village.consent()
    text = village.form()
    assert 'value="3.500.000"' in text
    assert 'value="1.000.001"' in text
    assert "rata-rata 2 bulan" in text
    # three months of spending, at 1.000.001 a month
    fund = hearth.do(make_envelope, hearth.keeper, "Dana darurat", months=3, kind="future")
    assert fund
    assert "Rp3.000.003" in village.siti.get("/keluarga").get_data(as_text=True)


def test_what_the_buffer_pays_is_living_cost(hearth: Hearth) -> None:
    village = Village(hearth, clock.today())
    buffer = hearth.do(make_envelope, hearth.keeper, "Penyangga", key="buffer", kind="future")
    on = Month.of(clock.today()).plus(-1).first
    hearth.do(spend, hearth.keeper, buffer, 500_000, on)
    village.consent()
    assert 'value="250.000"' in village.form()
