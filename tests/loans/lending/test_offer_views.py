"""The simulation, the form of the application, kinds of loans and the list."""

import subprocess
from urllib.parse import unquote

import pytest

from coop_app.loans import queries
from coop_app.money import Money
from tests.make_loans import make_product, rate_of

ASKED = "/pinjaman/simulasi?product_id={}&principal=12.000.000&months=12"


def test_nothing_is_marked_before_anything_was_asked(office):
    text = office.text("/pinjaman/simulasi")
    assert "aria-invalid" not in text


def test_both_rates_stand_beside_each_other(office):
    with office.app.app_context():
        plain = make_product(office.desk, rate=rate_of("2"))
    text = office.text(ASKED.format(plain))
    for words in (
        "Rp1.240.000",
        "24,00%",
        "41,70%",
        "Rp2.880.000",
        "Rp41.700",
        "menurun",
        "anuitas",
    ):
        assert words in text, words
    assert "Jasa yang disebut masih dalam batas 24%" in text


def test_above_the_legal_ceiling_it_warns(office):
    with office.app.app_context():
        dear = make_product(office.desk, rate=rate_of("2.5"))
    text = office.text(ASKED.format(dear))
    assert "di atas batas 24% setahun" in text
    assert "41,70%" in text


def test_the_offer_fits_one_sheet_even_for_five_years(office):
    with office.app.app_context():
        plain = make_product(office.desk)
    answer = office.bendahara.get(
        f"/pinjaman/simulasi?product_id={plain}&principal=12000000&months=60&format=pdf"
    )
    said = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.data, capture_output=True, check=True
    ).stdout.decode()
    assert said.count("\f") == 1
    assert "Bunga efektif" in said


def test_the_offer_travels_by_whatsapp(office):
    text = unquote(office.text(ASKED.format(office.product)))
    assert "wa.me/?text=Simulasi pinjaman" in text
    assert "Bunga efektif, semua biaya ikut dihitung" in text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("principal=1&months=12", "meminjamkan Rp100.000 sampai"),
        ("principal=1.000.000&months=61", "Jangka jenis pinjaman ini 1 sampai 60 bulan"),
        ("principal=abc&months=12", "aria-invalid"),
        ("principal=1.000.000&months=0", "Tulis jumlah bulan"),
        ("principal=1.000.000&months=12&on=2026-08-14&first_due=2026-08-01", "pencairan"),
    ],
)
def test_what_cannot_be_offered_is_said_at_the_field(office, asked, sentence):
    answer = office.bendahara.get(f"/pinjaman/simulasi?product_id={office.product}&{asked}")
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_looking_first_writes_nothing(office):
    answer = office.bendahara.post("/pinjaman/ajukan", office.form(step="preview"))
    text = answer.get_data(as_text=True)
    assert "Rp118.000" in text
    assert "dari sisa Rp2.000.000 per bulan" in text
    with office.app.app_context():
        assert queries.list_loans(office.key) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"member": "Nobody"}, "tidak menunjuk tepat satu anggota"),
        ({"guarantor_1-member": "Nobody"}, "tidak menunjuk tepat satu anggota"),
        ({"guarantor_1-amount": "99.000.000"}, "Kecilkan jumlahnya"),
        ({"principal": "50"}, "meminjamkan"),
        ({"principal": ""}, "Tulis jumlahnya"),
        ({"months": "99"}, "Jangka jenis pinjaman"),
        ({"applied_on": "2026-09-01"}, "2026"),
        ({"product_id": "999"}, "aria-invalid"),
    ],
)
def test_a_wrong_application_keeps_what_was_typed(office, typed, sentence):
    answer = office.bendahara.post("/pinjaman/ajukan", office.form(**typed))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in text
    assert "Stok warung" in text
    assert "3.000.000" in text


def test_the_form_begins_with_the_simulation(office):
    text = office.text(
        f"/pinjaman/ajukan?product_id={office.product}&principal=900000&months=6&anggota={office.sri.id}"
    )
    assert office.sri.label in text
    assert 'value="900.000"' in text


def test_an_application_is_changed_in_the_same_form(office):
    loan_id = office.applied()
    text = office.text(f"/pinjaman/{loan_id}/ubah")
    assert 'value="500.000"' in text
    answer = office.bendahara.post(f"/pinjaman/{loan_id}/ubah", office.form(purpose="Mesin jahit"))
    assert answer.status_code == 303
    assert office.loan(loan_id).purpose == "Mesin jahit"


def test_withdrawing_asks_why(office):
    loan_id = office.applied()
    answer = office.bendahara.post(f"/pinjaman/{loan_id}/batalkan", {"why": " "})
    assert answer.status_code == 422
    answer = office.bendahara.post(f"/pinjaman/{loan_id}/batalkan", {"why": "Sudah ada uang."})
    assert answer.status_code == 303
    assert office.loan(loan_id).stage == "withdrawn"
    assert "Sudah ada uang." in office.text(f"/pinjaman/{loan_id}")


def test_the_list_is_filtered(office):
    loan_id = office.applied()
    officer = office.loan(loan_id).officer_id
    for query in ("", "?q=sri", "?q=P-0001", "?q=stok", "?stage=applied", f"?officer={officer}"):
        assert "P-0001" in office.text(f"/pinjaman/{query}"), query
    for query in ("?q=tuti", "?q=P-0002", "?stage=closed", "?group=999", "?officer=999"):
        assert "P-0001" not in office.text(f"/pinjaman/{query}"), query
    for kind in ("xlsx", "csv", "pdf"):
        assert office.bendahara.get(f"/pinjaman/?format={kind}").status_code == 200


def terms(**facts):
    known = {
        "percent": "1,25", "per": "month", "method": "declining", "min_principal": "200.000",
        "max_principal": "8.000.000", "min_months": "3", "max_months": "24", "rounding_unit": "100",
        "grace_months": "0", "provision_percent": "0,5", "admin_fee": "10.000", "penalty_kind": "daily",
        "penalty_percent": "0,1", "penalty_amount": "", "penalty_free_days": "3", "penalty_cap": "10",
        "settlement": "running_month", "collaterals": ["vehicle", "gold"], "holiday_shift": "sunday",
        "allocation": "penalty,interest_arrears,interest,principal_arrears,principal",
        "recognition": "accrual", "collectability": "days", "overpayment": "savings",
        "group_liability": "y", "valid_from": "2026-08-14", "decided_by": "RAT 2026",
    }  # fmt: skip
    return known | facts


def test_new_terms_take_two_people(office):
    answer = office.bendahara.post("/pinjaman/jenis", {"name": "Pinjaman tani"})
    path = answer.location
    answer = office.bendahara.post(path, terms())
    assert answer.status_code == 422
    assert 'name="second_person"' in answer.get_data(as_text=True)
    asked = {"second_person": "ask", "second_reason": "Keputusan RAT.", "request_id": "t-1"}
    answer = office.bendahara.post(path, terms(**asked))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    product_id = int(path.rpartition("/")[2])
    with office.app.app_context():
        assert queries.list_terms(office.key, product_id) == []
    page = office.text(f"/persetujuan/{office.waiting()[0]}", office.ketua)
    assert "1,25% per bulan, menurun" in page
    assert office.decide(office.ketua).status_code == 303
    with office.app.app_context():
        (dated,) = queries.list_terms(office.key, product_id)
    assert (dated.terms.min_principal, dated.terms.group_liability) == (Money(200_000), True)
    assert [kind.value for kind in dated.terms.collaterals] == ["vehicle", "gold"]
    assert dated.approved_by == office.ketua.user_id
    assert "setelah 3 hari bebas denda" in office.text(path)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"percent": "-1"}, "persen"),
        ({"percent": "abc"}, "Tulis persen seperti 1,5"),
        ({"percent": "101"}, "101"),
        ({"min_principal": "9.000.000"}, "Jumlah terkecil"),
        ({"grace_months": "3"}, "Masa tenggang"),
        ({"method": "annuity", "settlement": "rule_of_78"}, "78"),
        ({"decided_by": ""}, "siapa yang memutuskan"),
    ],
)
def test_terms_that_make_no_sense_are_refused(office, typed, sentence):
    answer = office.bendahara.post(f"/pinjaman/jenis/{office.product}", terms(**typed))
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_a_kind_that_is_no_longer_offered_is_not_chosen(office):
    office.bendahara.post(f"/pinjaman/jenis/{office.product}/tawarkan")
    assert "Pinjaman usaha" not in office.text("/pinjaman/simulasi")
    office.bendahara.post(f"/pinjaman/jenis/{office.product}/tawarkan")
    assert "Pinjaman usaha" in office.text("/pinjaman/simulasi")


def test_holidays_are_listed(office):
    office.bendahara.post("/pinjaman/hari-libur", {"day": "2026-08-17", "name": "Kemerdekaan"})
    assert "Kemerdekaan" in office.text("/pinjaman/jenis")
    answer = office.bendahara.post("/pinjaman/hari-libur", {"day": "", "name": ""})
    assert answer.status_code == 422


def test_who_may_only_look_sees_no_forms(office):
    loan_id = office.applied()
    text = office.text(f"/pinjaman/{loan_id}", office.pengawas)
    assert "/rekomendasi" not in text
    assert office.pengawas.get("/pinjaman/ajukan").status_code == 403
    assert (
        office.pengawas.post(f"/pinjaman/{loan_id}/rekomendasi", {"text": "x"}).status_code == 403
    )
