"""A handover that has begun in the demonstration: notes of the treasurer, and one try of the test."""

from datetime import date
from random import Random

from coop_app.app.demo.house import House
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import practice as queries
from coop_app.literacy.rules.practice import questions
from coop_app.literacy.service.practice import handing

_NOTES = (
    ("Kunci", "Kunci cadangan brankas disimpan ketua, di rumahnya. Kunci laci hanya satu."),
    ("Iuran", "Kelompok Manggis selalu membayar sesudah panen. Jangan ditagih tanggal 1, tunggu tanggal 15."),
    ("Bank", "Rekening koran dicetak setiap tanggal 2 di kantor kas Kertek. Bawa buku tabungan dan KTP."),
)  # fmt: skip
#: what the one who learns did not know yet
_MISSED = ("menunggu", "tanggal-lama", "sukarela", "tutup-bulan")


def finish(house: House, today: date) -> None:
    """On the last day: what no book says, and a test that needs one more try."""
    desk = Desk(house.cooperative_id, house.book_id, house.treasurer, today)
    with transaction():
        for topic, body in _NOTES:
            handing.add_note(desk=desk, topic=topic, body=body, request_id=house.request())
        known = queries.known(house.cooperative_id, house.book_id, today)
        asked = questions.questions(known, str(Random(f"uji-{today}").random()))  # noqa: S311 - the order of choices
        key = handing.begin_test(desk=desk, asked=asked, request_id=house.request())
        answers = {one.key: None if one.key in _MISSED else one.right for one in asked}
        handing.finish_test(desk=desk, test_id=key, answers=answers)
