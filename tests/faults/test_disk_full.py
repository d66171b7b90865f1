"""A disk without room: a clear sentence, nothing half-written, reading goes on, and so does writing with new room."""

import json
import re
from pathlib import Path

from tests.faults import forms
from tests.faults.browser import Answer, Tab, new_id
from tests.faults.house import House, books, faults, head, rows, times
from tests.faults.processes import Stable

FULL = "Penyimpanan komputer penuh. Tidak ada yang tersimpan."
PLENTY = 1_000_000
READ = ("/akun", "/kas/catat", "/buku/jurnal", "/anggota/1", "/simpanan/tarik/1", "/laporan/")


def fill_up(tab: Tab, house: House, most: int) -> tuple[str, Answer]:
    """Record until there is no room; returns the act that was refused and its answer."""
    for _ in range(most):
        request_id = new_id()
        _kind, path, facts = forms.money_in(house, 1234)
        answer = tab.post(path, facts | {"request_id": request_id})
        if answer.status != 303:
            return request_id, answer
    raise AssertionError("the disk never became full")


def test_no_room_for_another_page(house: House, stable: Stable, tmp_path: Path) -> None:
    limit = tmp_path / "limit"
    with books(house):
        limit.write_text(str(rows("PRAGMA page_count")[0][0]))
    with (
        stable.serving(house.environment, pages=str(limit)) as (_server, address),
        Tab(address, house.cookie) as tab,
    ):
        request_id, answer = fill_up(tab, house, 200)
        assert answer.status == 422
        assert FULL in answer.sentence
        assert request_id in answer.text  # the same form, with its one-time number
        assert re.search(r'value="1\.?234"', answer.text)
        assert {path: tab.get(path).status for path in READ} == dict.fromkeys(READ, 200)
        with books(house):
            assert times("cash", request_id) == 0
            assert faults(house) == []
        limit.write_text(str(PLENTY))
        _kind, path, facts = forms.money_in(house, 1234)
        assert tab.post(path, facts | {"request_id": request_id}).status == 303
    with books(house):
        assert times("cash", request_id) == 1
        assert faults(house) == []


def test_a_disk_that_refuses_to_write(house: House, stable: Stable) -> None:
    """Not a byte beyond the first eighth of the file, not even to undo: a page with a number, and the log has it."""
    with books(house):
        before = head(house)
    small = house.path.stat().st_size // 8
    with (
        stable.serving(house.environment, file_size=small) as (server, address),
        Tab(address, house.cookie) as tab,
    ):
        _request_id, answer = fill_up(tab, house, 1)
        assert answer.status == 500
        assert numbered(answer, "POST", server.said)
        # what was begun cannot even be undone now, so nothing is read either rather than half of it
        assert numbered(tab.get("/kas/catat"), "GET", server.said)
    with stable.serving(house.environment) as (_server, address), Tab(address, house.cookie) as tab:
        assert tab.get("/kas/catat").status == 200
    with books(house):
        assert head(house) == before
        assert faults(house) == []


def numbered(answer: Answer, verb: str, log: str) -> bool:
    """Whether the page says in Indonesian what to do, and names a number that the log knows."""
    found = re.search(r'class="reference">([0-9A-F]{8})<', answer.text)
    assert answer.status == 500
    assert "Kembali dan coba lagi" in answer.sentence
    return bool(found) and f"{found[1]} {verb} /" in log


def test_no_room_for_a_backup(house: House, stable: Stable, tmp_path: Path) -> None:
    target = tmp_path / "copy.zip"
    small = house.path.stat().st_size // 2
    done = stable.run("backup", str(target), environment=house.environment, file_size=small)
    assert done.status == 2, done.said
    assert json.loads(done.said)["error"]["code"] == "not_written"
    assert [left.name for left in tmp_path.iterdir()] == ["data"]
    assert stable.run("backup", str(target), environment=house.environment).status == 0
