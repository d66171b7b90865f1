"""The pages of rescheduling, through a browser without JavaScript."""

import re
import subprocess

import pytest
import time_machine

from coop_app.auth import rules
from coop_app.loans import queries
from tests.make import make_cooperative, make_savings
from tests.make_payments import Borrowing
from tests.people import signed_in
from tests.second_person import answer

TERMS = {
    "on": "2026-07-20", "months": "4", "percent": "1", "per": "month", "method": "flat",
    "first_due": "2026-08-15", "carry": "spread", "reason": "Panen gagal", "request_id": "r",
}  # fmt: skip


class Pages:
    """A loan of which nothing was paid, three instalments late."""

    def __init__(self, app):
        self.app = app
        with app.app_context():
            self.borrowing = Borrowing()
            self.address = f"/pinjaman/{self.borrowing.loan_id}/jadwal-ulang"
            other = make_cooperative("Koperasi Lain")
            make_savings(other)
        self.treasurer, self.ketua = self.person(), self.person(rules.KETUA)
        self.stranger = self.person(cooperative_id=other)

    def person(self, role=rules.BENDAHARA, cooperative_id=None):
        with self.app.app_context():
            return signed_in(self.app, cooperative_id or self.borrowing.cooperative_id, role)

    def versions(self):
        with self.app.app_context():
            return queries.schedules_of([self.borrowing.loan_id])[self.borrowing.loan_id]


@pytest.fixture
def house(bare_app):
    with time_machine.travel("2026-07-20T03:00:00Z", tick=False):
        yield Pages(bare_app)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)).split())


def test_reschedule_form_has_the_terms_as_they_are(house) -> None:
    page = house.treasurer.get(house.address).get_data(as_text=True)
    assert 'value="1,5"' in page
    assert 'value="2026-08-20"' in page


def test_reschedule_shows_the_new_instalments_first(house) -> None:
    shown = house.treasurer.post(house.address, TERMS | {"step": "preview"})
    words = text_of(shown)
    assert shown.status_code == 200
    # 54.000 of late interest over four instalments: 300.000 + 12.000 + 13.500
    assert "325.500" in words
    assert len(house.versions()) == 1


def test_reschedule_is_done_when_a_second_person_agrees(house, tmp_path) -> None:
    refused = house.treasurer.post(house.address, TERMS | {"step": "save"})
    assert refused.status_code == 422
    asked = house.treasurer.post(
        house.address, TERMS | {"second_person": "ask", "second_reason": "Rapat 19 Juli"}
    )
    assert asked.status_code == 303
    words = text_of(house.ketua.get(asked.location))
    assert "Panen gagal" in words
    assert "Rp325.500" in words
    answer(house.ketua, asked.location)
    assert [version.version for version in house.versions()] == [1, 2]
    assert house.versions()[1].approved_by == house.ketua.user_id
    paper = house.treasurer.get(f"/pinjaman/{house.borrowing.loan_id}/addendum")
    assert "Panen gagal" in pdf_text(paper, tmp_path)
    assert "Jadwal ulang" in text_of(house.treasurer.get(f"/pinjaman/{house.borrowing.loan_id}"))


def pdf_text(response, tmp_path):
    assert response.mimetype == "application/pdf"
    path = tmp_path / "paper.pdf"
    path.write_bytes(response.get_data())
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return said.stdout.decode()


def test_addendum_is_there_only_after_rescheduling(house) -> None:
    address = f"/pinjaman/{house.borrowing.loan_id}/addendum"
    assert house.treasurer.get(address).status_code == 404


def test_a_refusal_keeps_what_was_typed(house) -> None:
    wrong = TERMS | {"percent": "200", "step": "save"}
    refused = house.treasurer.post(house.address, wrong)
    assert refused.status_code == 422
    assert "Panen gagal" in refused.get_data(as_text=True)
    unread = house.treasurer.post(house.address, TERMS | {"months": "x"})
    assert unread.status_code == 422


def test_another_cooperative_finds_nothing(house) -> None:
    assert house.stranger.get(house.address).status_code == 404
    assert house.stranger.post(house.address, TERMS).status_code == 404
