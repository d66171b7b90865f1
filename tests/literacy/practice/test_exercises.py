"""Each exercise by the real services: the right way passes, a wrong way is told what is different."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.literacy.rules.practice import reasons
from coop_app.literacy.rules.practice.catalogue import exercises
from tests import make_practice as hand

if TYPE_CHECKING:
    from tests.literacy.practice.conftest import Bench

Facts = dict[str, Any]
Doing = Callable[[Desk, Facts, int], object]


def _cancel(desk: Desk, facts: Facts, chair: int) -> None:
    hand.cancel(desk, facts["wrong_seq"], chair)


def _rebook(category: str) -> Doing:
    def do(desk: Desk, facts: Facts, chair: int) -> None:
        _cancel(desk, facts, chair)
        hand.book(desk, category, facts["amount"])

    return do


def _right_person(desk: Desk, facts: Facts, chair: int) -> None:
    _cancel(desk, facts, chair)
    hand.save(desk, facts["member"], sukarela=facts["amount"])


def _large(desk: Desk, facts: Facts, chair: int) -> None:
    agreed = replace(desk, approved_by=chair)
    hand.take_out(agreed, facts["member"], facts["amount"], "bank")


def _a_little(desk: Desk, facts: Facts, chair: int) -> None:
    hand.take_out(replace(desk, approved_by=chair), facts["member"], 500_000, "bank")


def _save(product: str, fact: str = "amount", who: str = "member") -> Doing:
    return lambda desk, facts, _chair: hand.save(desk, facts[who], **{product: facts[fact]})


def _book(category: str, at: str = "cash_on_hand", plus: int = 0) -> Doing:
    return lambda desk, facts, _chair: hand.book(desk, category, facts["amount"] + plus, at=at)


RIGHT: dict[str, Doing] = {
    "iuran-enam-bulan": _save("wajib"),
    "setoran-sukarela": _save("sukarela"),
    "token-listrik": _book("electricity_expense"),
    "biaya-bank": _book("bank_fee", "bank"),
    "bunga-bank": _book("bank_interest", "bank"),
    "setor-ke-bank": lambda d, f, _c: hand.carry(d, f["amount"], "cash_on_hand", "bank"),
    "tarik-sukarela": lambda d, f, _c: hand.take_out(d, f["member"], f["amount"]),
    "dua-tujuan": lambda d, f, _c: hand.save(
        d, f["member"], wajib=f["amount"], sukarela=f["saved"]
    ),
    "anggota-baru": lambda d, f, _c: hand.join(d, f["principal"], f["dues"]),
    "angsuran": lambda d, f, _c: hand.repay(d, f["loan"], f["total"]),
    "laci-kurang": lambda d, f, _c: hand.count(d, f["counted"]),
    "beli-barang": lambda d, f, _c: hand.buy(d, f["amount"]),
    "jual-kasir": lambda d, f, _c: hand.sell(d, f["member"]),
    "salah-akun": _rebook("electricity_expense"),
    "salah-jumlah": _rebook("transport_expense"),
    "dicatat-dua-kali": _cancel,
    "salah-orang": _right_person,
    "tarik-besar": _large,
    "anggota-keluar": lambda d, f, c: hand.leave(d, f["member"], c),
    "tutup-bulan": lambda d, f, _c: hand.close(d, Month.parse(f["month_end"][:7])),
}

#: exercise, what somebody does wrong, the beginning of what the checker says
WRONG: list[tuple[str, Doing, str]] = [
    ("iuran-enam-bulan", _save("sukarela"), "Uangnya sudah benar, tetapi masuk ke simpanan sukarela"),
    ("iuran-enam-bulan", lambda d, f, _c: hand.save(d, f["member"], wajib=f["dues"]), reasons.WRONG_AMOUNT),
    ("iuran-enam-bulan", lambda d, f, _c: hand.save(d, f["member"], "bank", wajib=f["amount"]), reasons.WRONG_PLACE),
    ("iuran-enam-bulan", lambda d, f, _c: hand.save(d, f["member"] + 1, wajib=f["amount"]), reasons.WRONG_PERSON),
    ("setoran-sukarela", _save("wajib"), "Uangnya sudah benar, tetapi masuk ke simpanan wajib"),
    ("token-listrik", _book("office_expense"), reasons.WRONG_ACCOUNT),
    ("token-listrik", _book("electricity_expense", plus=1_000), reasons.WRONG_AMOUNT),
    ("token-listrik", _book("unsorted_out"), "Anda tahu untuk apa uang ini"),
    ("biaya-bank", _book("bank_fee"), reasons.WRONG_PLACE),
    ("biaya-bank", _book("interest_tax", "bank"), "Itu pajak atas bunga"),
    ("bunga-bank", _book("bank_fee", "bank"), reasons.NOT_YET_RIGHT),
    ("setor-ke-bank", _book("other_expense"), "Anda mencatatnya sebagai beban"),
    ("setor-ke-bank", lambda d, f, _c: hand.carry(d, f["amount"], "bank", "cash_on_hand"), reasons.TURNED_ROUND),
    ("tarik-sukarela", _book("other_expense"), "Anda mencatatnya sebagai beban"),
    ("dua-tujuan", lambda d, f, _c: hand.save(d, f["member"], wajib=f["amount"]), reasons.NOT_YET_RIGHT),
    ("anggota-baru", lambda d, f, _c: hand.join(d, f["principal"], 0), reasons.NOT_YET_RIGHT),
    ("angsuran", lambda d, f, _c: hand.book(d, "other_income", f["total"]), "Angsuran bukan pendapatan"),
    ("laci-kurang", lambda d, f, _c: hand.book(d, "other_expense", f["amount"]), "Selisih kas bukan beban biasa"),
    ("laci-kurang", lambda d, f, _c: hand.count(d, f["book"] + f["amount"]), "Terbalik: laci kurang"),
    ("beli-barang", _book("goods_purchase"), "Jumlahnya benar, tetapi kartu persediaan"),
    ("beli-barang", lambda d, f, _c: hand.buy(d, f["amount"], paid=False), "Barangnya sudah masuk, tetapi tercatat sebagai utang"),
    ("jual-kasir", lambda d, _f, _c: hand.sell(d, None), "Penjualannya tercatat kepada umum"),
    ("jual-kasir", _book("other_income"), "Uangnya tercatat sebagai pendapatan lain"),
    ("salah-akun", _cancel, reasons.ONLY_CANCELLED),
    ("salah-jumlah", lambda d, f, _c: hand.book(d, "transport_expense", f["amount"]), reasons.NOT_YET_RIGHT),
    ("dicatat-dua-kali", lambda d, f, _c: hand.take_out(d, f["member"], f["amount"]), reasons.NOT_CANCELLED),
    ("salah-orang", _cancel, reasons.ONLY_CANCELLED),
    ("tarik-besar", _a_little, reasons.WRONG_AMOUNT),
]  # fmt: skip
ANSWERS = {
    "baca-simpanan": ("saved", "mandatory", "Itu simpanan wajib"),
    "baca-neraca": ("voluntary", "cash", "Itu kas"),
}


def test_every_exercise_is_done_here() -> None:
    assert set(RIGHT) | set(ANSWERS) == set(exercises())
    assert len(exercises()) >= 15
    # whoever does it wrong hears why, at each exercise with something to book
    told = {key for key, _do, _reason in WRONG}
    assert set(RIGHT) - told == {"anggota-keluar", "tutup-bulan"}


@pytest.mark.parametrize("key", RIGHT)
def test_the_right_way_passes(bench: "Bench", key: str) -> None:
    facts, chair = bench.begin(key), bench.chair()
    assert not bench.check(key)[0]
    with bench.inside() as desk:
        RIGHT[key](desk, facts, chair)
    passed, said = bench.check(key)
    assert passed, said
    assert said.startswith("Benar. ")
    assert "{" not in said
    with bench.inside() as desk:
        assert ledger.audit(book_id=desk.book_id) == []


@pytest.mark.parametrize(
    ("key", "do", "reason"), WRONG, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_wrong_way_is_told_why(bench: "Bench", key: str, do: Doing, reason: str) -> None:
    facts, chair = bench.begin(key), bench.chair()
    with bench.inside() as desk:
        do(desk, facts, chair)
    passed, said = bench.check(key)
    assert not passed
    assert said.startswith(reason)


@pytest.mark.parametrize("key", ANSWERS)
def test_figures_are_read_right(bench: "Bench", key: str) -> None:
    right, slip, reason = ANSWERS[key]
    facts = bench.begin(key)
    assert bench.check(key) == (False, reasons.ANSWER_MISSING)
    passed, said = bench.check(key, facts[slip])
    assert not passed
    assert said.startswith(reason)
    assert bench.check(key, facts[right] + 1) == (False, reasons.ANSWER_WRONG)
    assert bench.check(key, facts[right])[0]


def test_nothing_done_is_said(bench: "Bench") -> None:
    bench.begin("token-listrik")
    assert bench.check("token-listrik") == (False, reasons.NOTHING_YET)


def test_a_mistake_of_ones_own_can_be_made_good(bench: "Bench") -> None:
    facts, chair = bench.begin("token-listrik"), bench.chair()
    with bench.inside() as desk:
        seq = hand.book(desk, "office_expense", facts["amount"])
        hand.cancel(desk, seq, chair)
    assert bench.check("token-listrik") == (False, reasons.ALL_UNDONE)
    with bench.inside() as desk:
        hand.book(desk, "electricity_expense", facts["amount"])
        hand.book(desk, "electricity_expense", facts["amount"])
    assert bench.check("token-listrik") == (False, reasons.TWICE)
    with bench.inside() as desk:
        hand.cancel(desk, seq + 3, chair)
    assert bench.check("token-listrik")[0]


def test_a_large_withdrawal_waits_for_the_chair(own_bench: "Bench") -> None:
    """Asked for on the real page, then it waits."""
    bench = own_bench
    facts = bench.begin("tarik-besar")
    learner = bench.learner
    way = learner.post("/latihan/tarik-besar/buka", {"request_id": "o1"}).location
    assert learner.get(learner.get(way).location).status_code == 200
    with bench.inside() as desk:
        bank = hand.place(desk, "bank")
        today = desk.today.isoformat()
    paid = {
        "request_id": "w1", "product": "sukarela", "amount": str(facts["amount"]), "on": today,
        "place": str(bank), "second_person": "ask", "second_reason": "Membangun rumah",
    }  # fmt: skip
    inner = f"/latihan/buku/simpanan/tarik/{facts['member']}"
    page = learner.get(inner).text
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    answer = learner.client.post(inner, data=paid | {"csrf_token": token})
    assert answer.status_code == 303, answer.text
    assert bench.check("tarik-besar") == (False, reasons.WAITING)


def test_an_exercise_that_was_left_for_another_says_so(own_bench: "Bench") -> None:
    first = own_bench.begin("token-listrik")
    own_bench.begin("salah-jumlah")  # books a mistake into the same cash book
    with own_bench.inside() as desk:
        hand.book(desk, "electricity_expense", first["amount"])
    assert own_bench.check("token-listrik") == (False, reasons.OTHER_BEGUN)
    again = own_bench.begin("token-listrik")
    with own_bench.inside() as desk:
        hand.book(desk, "electricity_expense", again["amount"])
    assert own_bench.check("token-listrik")[0]
