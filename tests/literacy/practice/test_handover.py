"""The pack says what the ledger says; notes, minutes and tests are kept once and stay here."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coop_app import clock, ledger
from coop_app.app.handover.open_items import EverythingOpen
from coop_app.auth import rules
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.models.practice import HandoverNote
from coop_app.literacy.queries import practice as queries
from coop_app.literacy.service.practice import handing
from tests import make_practice as hand
from tests.make import make_cooperative
from tests.people import signed_in

if TYPE_CHECKING:
    from tests.literacy.practice.conftest import Bench


@pytest.fixture
def busy(own_bench: "Bench") -> "Bench":
    """The real books with some money in them."""
    with own_bench.app.app_context():
        desk = _desk(own_bench)
        hand.book(desk, "grant", 9_000_000, at="bank")
        hand.carry(desk, 1_250_000, "bank", "cash_on_hand")
        hand.book(desk, "electricity_expense", 110_000)
        hand.book(desk, "unsorted_in", 35_000)
        hand.count(desk, 1_155_000)
    return own_bench


def _desk(bench: "Bench") -> Desk:
    return Desk(bench.cooperative_id, bench.book_id, bench.user_id, clock.today())


def test_the_figures_are_the_ledgers(busy: "Bench") -> None:
    with busy.app.test_request_context("/serah-terima"):
        found = EverythingOpen().sections(busy.cooperative_id, busy.book_id, clock.today())
        places = next(one for one in found if one.key == "places")
        book = {
            f"{one.code} {one.name}": ledger.balance(book_id=busy.book_id, account=one.id)
            for one in ledger.cash_places(book_id=busy.book_id)
        }
    assert {one.label: one.amount for one in places.items} == book
    assert places.total == 9_000_000 + 1_155_000 - 1_250_000
    assert "Rp20.000" in next(one.note for one in places.items if one.amount == 1_155_000)
    suspense = next(one for one in found if one.key == "suspense")
    assert suspense.total == 35_000
    assert suspense.urgent
    assert [one.key for one in found] == list(dict.fromkeys(one.key for one in found))


def test_yesterday_is_as_it_was(busy: "Bench") -> None:
    before = clock.today() - timedelta(days=1)
    page = busy.learner.get(f"/serah-terima?on={before.isoformat()}").text
    assert "Rp1.155.000" not in page
    assert "Rp1.155.000" in busy.learner.get("/serah-terima").text
    assert "Rp1.155.000" in busy.learner.get("/serah-terima?on=nonsens").text


def test_the_pack_on_paper(busy: "Bench") -> None:
    answer = busy.learner.get("/serah-terima/berkas.pdf")
    assert answer.data.startswith(b"%PDF")
    assert answer.data == busy.learner.get("/serah-terima/berkas.pdf").data


def test_a_note_is_kept_once_and_crossed_out(busy: "Bench") -> None:
    typed = {"request_id": "n1", "topic": "Kunci", "body": "Kunci brankas di laci kiri."}
    for _twice in range(2):
        assert busy.learner.post("/serah-terima/catatan", typed).status_code == 303
    with busy.app.app_context():
        (note,) = queries.notes(busy.cooperative_id)
        with pytest.raises(handing.RequestReused), transaction():
            handing.add_note(desk=_desk(busy), topic="Kunci", body="lain", request_id="n1")
    assert busy.learner.post(f"/serah-terima/catatan/{note.id}/coret", {}).status_code == 303
    with busy.app.app_context():
        assert queries.notes(busy.cooperative_id) == []
        from coop_app.db import session

        assert session.get_one(HandoverNote, note.id).body == typed["body"]


def test_empty_notes_and_odd_minutes_are_refused(busy: "Bench") -> None:
    assert (
        busy.learner.post("/serah-terima/catatan", {"topic": "a", "body": " "}).status_code == 422
    )
    names = {"outgoing": "Siti", "incoming": "siti ", "chair": "Sri", "supervisor": "Bambang"}
    same = names | {"on_date": clock.today().isoformat(), "request_id": "m1"}
    answer = busy.learner.post("/serah-terima/berita-acara", same)
    assert answer.status_code == 422
    assert "dua orang yang berbeda" in answer.text
    later = {"on_date": (clock.today() + timedelta(days=1)).isoformat(), "incoming": "Ratna"}
    assert busy.learner.post("/serah-terima/berita-acara", same | later).status_code == 422


def test_minutes_keep_their_figures(busy: "Bench") -> None:
    names = {"outgoing": "Siti", "incoming": "Ratna", "chair": "Sri", "supervisor": "Bambang"}
    typed = names | {"on_date": clock.today().isoformat(), "request_id": "m1"}
    for _twice in range(2):
        assert busy.learner.post("/serah-terima/berita-acara", typed).status_code == 303
    with busy.app.app_context():
        (row,) = queries.handovers(busy.cooperative_id)
        assert "1155000" in row.figures
        hand.book(_desk(busy), "electricity_expense", 5_000)
        assert "1155000" in queries.get_handover(busy.cooperative_id, row.id).figures
    assert busy.learner.get(f"/serah-terima/{row.id}.pdf").data.startswith(b"%PDF")


def _answers(bench: "Bench", *, right: bool) -> str:
    """Begin a test and answer it; returns the page of the result."""
    place = bench.learner.post("/serah-terima/uji", {"request_id": f"t-{right}"}).location
    key = int(place.rpartition("/")[2])
    with bench.app.app_context():
        test = queries.get_test(bench.cooperative_id, bench.user_id, key)
    given = {one.key: str(one.right if right else one.right + 1) for one in test.questions}
    assert bench.learner.post(place, given).status_code == 303
    assert bench.learner.post(place, given).status_code == 303  # marked once
    return bench.learner.get(place).text


def test_the_test_is_marked_with_reasons(busy: "Bench") -> None:
    page = _answers(busy, right=True)
    assert "14 dari 14 jawaban benar." in page
    page = _answers(busy, right=False)
    assert "0 dari 14 jawaban benar." in page
    assert "Yang benar: Rp1.155.000" in page
    assert "Isi laci harus sama" in page
    with busy.app.app_context():
        first, second = reversed(queries.sittings(busy.cooperative_id))
    assert (first.passed, second.passed) == (True, False)


def test_a_test_is_ones_own(busy: "Bench") -> None:
    _answers(busy, right=True)
    other = signed_in(busy.app, busy.cooperative_id, rules.KETUA)
    assert other.get("/serah-terima/uji/1").status_code == 404
    assert other.post("/serah-terima/uji/1", {}).status_code == 404


def test_who_may(busy: "Bench") -> None:
    names = {"outgoing": "Siti", "incoming": "Ratna", "chair": "Sri", "supervisor": "Bambang"}
    busy.learner.post(
        "/serah-terima/berita-acara",
        names | {"on_date": clock.today().isoformat(), "request_id": "m"},
    )
    busy.learner.post("/serah-terima/catatan", {"request_id": "n", "topic": "a", "body": "b"})
    member = signed_in(busy.app, busy.cooperative_id, rules.ANGGOTA)
    trainer = signed_in(busy.app, busy.cooperative_id, rules.PELATIH)
    for path in ("/serah-terima", "/serah-terima/berkas.pdf", "/serah-terima/1.pdf"):
        assert member.get(path).status_code == 403
        assert trainer.get(path).status_code == 403
    assert busy.learner.get("/latihan/peserta").status_code == 403
    assert trainer.get("/latihan/peserta").status_code == 200
    with busy.app.app_context():
        elsewhere = make_cooperative("Koperasi Lain")
    stranger = signed_in(busy.app, elsewhere, rules.PENGAWAS)
    assert stranger.get("/serah-terima/1.pdf").status_code == 404
    assert stranger.post("/serah-terima/catatan/1/coret", {}).status_code == 404


def test_the_trainer_sees_how_far_learners_are(busy: "Bench") -> None:
    facts = busy.begin("token-listrik")
    with busy.inside() as desk:
        hand.book(desk, "electricity_expense", facts["amount"])
    assert busy.check("token-listrik")[0]
    trainer = signed_in(busy.app, busy.cooperative_id, rules.PELATIH)
    page = trainer.get("/latihan/peserta").text
    assert re.search(r"Ibu Siti</td>\s*<td[^>]*>1</td>\s*<td[^>]*>22</td>", page)
    assert trainer.get("/latihan/peserta?format=csv").status_code == 200
    assert busy.learner.get("/latihan/ringkasan").data.startswith(b"%PDF")
    assert "1 dari 22 soal lulus" in busy.learner.get("/latihan").text
