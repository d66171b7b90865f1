"""Applying, deciding and paying out through a browser without JavaScript."""

import io
import subprocess
from datetime import date

from PIL import Image

from coop_app import auth, ledger
from coop_app.auth.service.cooperatives import set_value
from coop_app.db import transaction
from coop_app.loans import queries
from tests.make import NOW
from tests.make_loans import make_loan
from tests.people import signed_in


def paper(office, path):
    """A PDF as plain text, and how many pages it has."""
    answer = office.bendahara.get(path)
    assert answer.status_code == 200, path
    assert answer.data.startswith(b"%PDF-")
    said = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.data, capture_output=True, check=True
    ).stdout.decode()
    return said, said.count("\f")


def test_from_application_to_money_in_hand(office):
    loan_id = office.applied()
    text = office.text(f"/pinjaman/{loan_id}")
    assert "Sri Wahyuni" in text
    assert "Rp1.200.000" in text
    assert "Rumah tangga sanggup" in text
    words = {"text": "Warungnya ramai.", "request_id": "r-2"}
    assert office.bendahara.post(f"/pinjaman/{loan_id}/rekomendasi", words).status_code == 303
    assert office.loan(loan_id).stage == "recommended"
    assert office.decide(office.ketua).status_code == 303
    assert office.loan(loan_id).stage == "approved"
    preview = office.bendahara.post(
        f"/pinjaman/{loan_id}/cairkan",
        {"on": "2026-08-14", "place": str(office.kas), "request_id": "r-3", "step": "preview"},
    ).get_data(as_text=True)
    assert "Rp1.168.000" in preview
    assert office.ask_payout(loan_id).status_code == 303
    assert office.loan(loan_id).stage == "approved"
    assert office.decide(office.ketua).status_code == 303
    assert office.loan(loan_id).stage == "disbursed"
    receipt = office.text(f"/pinjaman/{loan_id}/bukti-pencairan")
    assert "satu juta seratus enam puluh delapan ribu rupiah" in receipt
    assert "wa.me/6281234567890" in receipt
    with office.app.app_context():
        assert ledger.audit(book_id=office.desk.book_id) == []


def test_the_approver_sees_the_final_content(office):
    office.recommended()
    text = office.text(f"/persetujuan/{office.waiting()[0]}", office.ketua)
    for words in (
        "Sri Wahyuni", "Pinjaman usaha", "Rp1.200.000", "12 bulan", "1,5% per bulan, flat", "Stok warung",
        "Tuti Handayani", "Rp500.000 ditahan", "sanggup: sisa Rp2.000.000", "setahun, semua biaya ikut",
        "Rp1.168.000", "Warungnya ramai.",
    ):  # fmt: skip
        assert words in text, words


def test_whoever_recommends_does_not_vote(office):
    loan_id = office.recommended()
    page = office.text(f"/persetujuan/{office.waiting()[0]}")
    assert 'formaction="' not in page
    assert office.loan(loan_id).stage == "recommended"


def test_the_borrower_does_not_vote(office):
    borrower = signed_in(office.app, office.key, "ketua", member_id=office.sri.id)
    loan_id = office.recommended()
    page = office.text(f"/persetujuan/{office.waiting()[0]}", borrower)
    assert 'formaction="' not in page
    answer = borrower.post(f"/persetujuan/{office.waiting()[0]}/setuju", {"shown": "x"})
    assert answer.status_code == 422
    assert office.loan(loan_id).stage == "recommended"


def test_a_refused_loan_is_rejected_with_its_reason(office):
    loan_id = office.recommended()
    assert office.decide(office.ketua, "tolak", "Terlalu besar.").status_code == 303
    loan = office.loan(loan_id)
    assert (loan.stage, loan.ended_on) == ("rejected", NOW.date())
    text = office.text(f"/pinjaman/{loan_id}")
    assert "Terlalu besar." in text


def test_a_recommendation_that_is_withdrawn_opens_the_application_again(office):
    loan_id = office.recommended()
    assert office.bendahara.get(f"/pinjaman/{loan_id}/ubah").status_code == 422
    office.bendahara.post(f"/persetujuan/{office.waiting()[0]}/tarik", {})
    assert office.loan(loan_id).stage == "applied"
    assert "Stok warung" in office.text(f"/pinjaman/{loan_id}/ubah")


def test_a_committee_votes_and_a_tie_rejects(office):
    with office.app.app_context(), transaction():
        set_value(
            "committee_quorum", cooperative_id=office.key, value="2", valid_from=NOW.date(), by=1,
            now=NOW, reason="RAT",
        )  # fmt: skip
    loan_id = office.recommended()
    assert office.decide(office.ketua).status_code == 303
    assert office.loan(loan_id).stage == "recommended"
    assert office.decide(office.second, "tolak", "Belum perlu.").status_code == 303
    assert office.loan(loan_id).stage == "rejected"


def test_the_money_is_kept_back_while_a_payout_waits(office):
    loan_id = office.approved()
    assert office.ask_payout(loan_id).status_code == 303
    page = office.text(f"/persetujuan/{office.waiting()[0]}", office.ketua)
    assert "Rp1.168.000" in page
    with office.app.app_context():
        held = auth.held(book_id=office.desk.book_id, account_id=office.kas)
        assert held == 1_168_000
        office_cash = ledger.balance(book_id=office.desk.book_id, account=office.kas)
        assert office_cash == 10_000_000


def test_a_payout_larger_than_the_cash_is_refused(office):
    loan_id = office.approved(principal="12.000.000", **{"household-business": "9.000.000"})
    answer = office.ask_payout(loan_id)
    assert answer.status_code == 422
    assert office.loan(loan_id).stage == "approved"


def test_agreement_card_and_receipt(office):
    loan_id = office.approved()
    for early in ("kartu.pdf", "bukti-pencairan.pdf", "bukti-pencairan"):
        assert office.bendahara.get(f"/pinjaman/{loan_id}/{early}").status_code == 404
    said, _pages = paper(office, f"/pinjaman/{loan_id}/perjanjian.pdf")
    for words in (
        "Perjanjian pinjaman", "P-0001", "Sri Wahyuni", "satu juta dua ratus ribu rupiah", "Bunga efektif",
        "denda, jasa tunggakan, jasa berjalan", "Pelunasan dipercepat", "Tuti Handayani", "meterai Rp10.000",
        "Untuk koperasi", "118.000",
    ):  # fmt: skip
        assert words in said, words
    office.ask_payout(loan_id)
    office.decide(office.ketua)
    said, pages = paper(office, f"/pinjaman/{loan_id}/kartu.pdf")
    assert pages == 1
    assert "14 Agu 2027" in said
    said, pages = paper(office, f"/pinjaman/{loan_id}/bukti-pencairan.pdf")
    assert pages == 1
    assert "Satu juta seratus enam puluh delapan ribu rupiah" in said


def test_no_agreement_before_the_approval(office):
    loan_id = office.applied()
    assert office.bendahara.get(f"/pinjaman/{loan_id}/perjanjian.pdf").status_code == 404


def photo():
    picture = Image.new("RGB", (2400, 1200), "brown")
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_collateral_is_photographed_and_stripped(office):
    loan_id = office.applied()
    thing = {
        "kind": "vehicle", "description": "Motor Beat AA 1234 XY", "value": "6.000.000",
        "file": (io.BytesIO(photo()), "motor.jpg"),
    }  # fmt: skip
    answer = office.bendahara.post(f"/pinjaman/{loan_id}/agunan", thing)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with office.app.app_context():
        (kept,) = queries.details_of(loan_id).collaterals
    assert "Rp6.000.000" in office.text(f"/pinjaman/{loan_id}")
    answer = office.bendahara.get(f"/pinjaman/agunan/{kept.id}")
    picture = Image.open(io.BytesIO(answer.data))
    assert max(picture.size) <= 1600
    assert not picture.getexif()
    assert b"Rahasia" not in answer.data
    stranger = signed_in(office.app, make_other(office))
    assert stranger.get(f"/pinjaman/agunan/{kept.id}").status_code == 404
    assert stranger.post(f"/pinjaman/agunan/{kept.id}/hapus").status_code == 404
    assert office.bendahara.post(f"/pinjaman/agunan/{kept.id}/hapus").status_code == 303
    with office.app.app_context():
        assert queries.details_of(loan_id).collaterals == ()


def make_other(office):
    from tests.make import make_cooperative, make_savings

    with office.app.app_context():
        key = make_cooperative("Koperasi Lain")
        make_savings(key)
    return key


def test_collateral_that_says_nothing_is_refused(office):
    loan_id = office.applied()
    answer = office.bendahara.post(
        f"/pinjaman/{loan_id}/agunan", {"kind": "vehicle", "description": "", "value": "1"}
    )
    assert answer.status_code == 422
    assert "Jelaskan agunan" in answer.get_data(as_text=True)


def test_a_payout_is_taken_back_through_the_second_person(office):
    loan_id = office.approved()
    office.ask_payout(loan_id)
    office.decide(office.ketua)
    answer = office.bendahara.post(
        f"/pinjaman/{loan_id}/batal-cair", {"why": "", "on": "2026-08-14"}
    )
    assert answer.status_code == 422
    asked = {
        "why": "Salah orang", "on": "2026-08-14", "second_person": "ask", "request_id": "b-1",
    }  # fmt: skip
    answer = office.bendahara.post(f"/pinjaman/{loan_id}/batal-cair", asked)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert office.decide(office.ketua).status_code == 303
    assert office.loan(loan_id).stage == "withdrawn"
    assert "Pencairan ini dibatalkan" in office.text(f"/pinjaman/{loan_id}/bukti-pencairan")
    with office.app.app_context():
        assert ledger.balance(book_id=office.desk.book_id, account=office.kas) == 10_000_000


def test_the_approver_sees_the_arrears_of_member_and_group(office):
    with office.app.app_context():
        make_loan(office.desk, office.sri.id, disbursed_on=date(2026, 5, 1))
        make_loan(office.desk, office.tuti.id, disbursed_on=date(2026, 8, 1))
    office.recommended()
    page = office.text(f"/persetujuan/{office.waiting()[0]}", office.ketua)
    assert "P-0001 0001 Sri Wahyuni: Rp1.200.000 – MENUNGGAK Rp354.000, terlambat 74 hari" in page
    assert "P-0002 0002 Tuti Handayani: Rp1.200.000" in page
    text = office.text("/pinjaman/3")
    assert "menunggak Rp354.000, terlambat 74 hari" in text


def test_a_loan_withdrawn_while_it_waits_can_still_be_cleared_away(office):
    loan_id = office.recommended()
    answer = office.bendahara.post(f"/pinjaman/{loan_id}/batalkan", {"why": "Tidak jadi."})
    assert answer.status_code == 303
    assert office.decide(office.ketua).status_code == 422
    assert office.decide(office.ketua, "tolak").status_code == 303
    assert office.loan(loan_id).stage == "withdrawn"
