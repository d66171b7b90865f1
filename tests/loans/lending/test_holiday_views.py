"""Days on which nobody collects: written down, and taken off the list again."""

PAGE = "/pinjaman/jenis"


def test_a_listed_day_can_be_taken_off_again(office):
    office.bendahara.post("/pinjaman/hari-libur", {"day": "25-12-2026", "name": "Natal"})
    listed = office.text(PAGE)
    assert "Natal" in listed
    assert "Hapus Natal" in listed
    answer = office.bendahara.post("/pinjaman/hari-libur/hapus", {"day": "2026-12-25"})
    assert answer.status_code == 303
    assert "Natal" not in office.text(PAGE)


def test_only_the_listed_day_of_the_own_cooperative_goes(office):
    office.bendahara.post("/pinjaman/hari-libur", {"day": "25-12-2026", "name": "Natal"})
    office.bendahara.post("/pinjaman/hari-libur/hapus", {"day": "2026-12-24"})
    office.bendahara.post("/pinjaman/hari-libur/hapus", {"day": "kapan"})
    assert "Natal" in office.text(PAGE)


def test_a_supervisor_takes_nothing_off(office):
    answer = office.pengawas.post("/pinjaman/hari-libur/hapus", {"day": "2026-12-25"})
    assert answer.status_code == 403
