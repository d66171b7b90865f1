"""The pages of sign-in, account, people, approvals and trail, as a browser sees them."""

import re
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from coop_app import clock, db
from coop_app.auth import rules
from tests.make import make_group, make_member
from tests.people import Browser, add_person, signed_in

GOOD = "sepeda biru lari pagi"
Site = tuple[Flask, int]


def token(client: FlaskClient, path: str) -> str:
    found = re.search(
        r'name="csrf_token"[^>]*value="([^"]+)"', client.get(path).get_data(as_text=True)
    )
    assert found
    return found[1]


def enter(client: FlaskClient, name: str, password: str = GOOD, **more: str):
    data = {"csrf_token": token(client, "/masuk"), "name": name, "password": password, **more}
    return client.post("/masuk", data=data)


@pytest.fixture
def sri(site: Site) -> str:
    app, coop = site
    with app.app_context():
        return add_person(coop, rules.BENDAHARA, display_name="Sri Wahyuni")[1]


def test_sign_in_form_sign_in_and_sign_out(site: Site, sri: str) -> None:
    client = site[0].test_client()
    assert client.get("/akun").headers["Location"] == "/masuk?next=/akun"
    answer = enter(client, sri, next="/akun")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/akun")
    page = client.get("/akun").get_data(as_text=True)
    assert "Sri Wahyuni" in page
    old = client.get_cookie("koperasi")
    data = {"csrf_token": token(client, "/akun")}
    assert client.post("/keluar", data=data).headers["Location"] == "/masuk"
    assert client.get("/akun").status_code == 302
    assert old is not None
    client.set_cookie("koperasi", old.value)
    assert client.get("/akun").status_code == 302, "an old cookie opens nothing after signing out"


def test_sign_in_says_the_same_for_wrong_and_unknown(site: Site, sri: str) -> None:
    client = site[0].test_client()
    wrong, unknown = enter(client, sri, "x" * 12), enter(client, "nobody", "x" * 12)
    assert wrong.status_code == unknown.status_code == 422
    clean = [
        re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True)) for answer in (wrong, unknown)
    ]
    assert clean[0] == clean[1]
    assert "Nama masuk atau kata sandi tidak benar" in clean[0]


def test_too_many_tries_are_told_to_wait(site: Site, sri: str) -> None:
    client = site[0].test_client()
    for _ in range(5):
        enter(client, sri, "x" * 12)
    answer = enter(client, sri)
    assert answer.status_code == 422
    assert "Tunggu 1 menit" in answer.get_data(as_text=True)


@pytest.mark.parametrize("secure", [False, True])
def test_cookie_flags(site: Site, sri: str, secure: bool) -> None:
    app = site[0]
    app.config.update(SESSION_COOKIE_SECURE=secure)
    client = app.test_client()
    cookie = client.get("/masuk", base_url="https://localhost").headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert ("Secure" in cookie.split("; ")) is secure
    assert "Domain" not in cookie
    assert "Expires" not in cookie


def test_a_sign_in_leaves_nothing_of_the_session_before(site: Site, sri: str) -> None:
    client = site[0].test_client()
    before = token(client, "/masuk")
    with client.session_transaction() as cookie:
        cookie["planted"] = "x"
        planted = cookie["csrf_token"]
    enter(client, sri)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.get("csrf_token") != planted
    assert client.post("/akun/sesi/akhiri-lainnya", data={"csrf_token": before}).status_code == 400


@pytest.mark.parametrize(
    "shared, minutes, lives", [("", 60, True), ("y", 9, True), ("y", 11, False), ("", 481, False)]
)
def test_an_idle_session_ends(
    site: Site, sri: str, monkeypatch: pytest.MonkeyPatch, shared: str, minutes: int, lives: bool
) -> None:
    client = site[0].test_client()
    enter(client, sri, **({"shared": "y"} if shared else {}))
    later = clock.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (client.get("/akun").status_code == 200) is lives


def test_looking_keeps_a_shared_session_alive_up_to_twelve_hours(
    site: Site, sri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site[0].test_client()
    enter(client, sri, shared="y")
    start, statuses = clock.now(), []
    for step in range(1, 92):
        later = start + timedelta(minutes=8 * step)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        statuses.append(client.get("/akun").status_code)
    assert statuses == [200] * 89 + [302] * 2


def test_password_form_and_password(site: Site, sri: str) -> None:
    client = site[0].test_client()
    enter(client, sri)
    data = {
        "csrf_token": token(client, "/akun/sandi"),
        "password": "koperasi2026",
        "again": "koperasi2026",
    }
    answer = client.post("/akun/sandi", data=data | {"current": GOOD})
    assert answer.status_code == 422
    assert "mudah ditebak" in answer.get_data(as_text=True)
    new = {"password": "gunung kopi seribu bintang", "again": "gunung kopi seribu bintang"}
    assert client.post("/akun/sandi", data=data | new | {"current": "salah"}).status_code == 422
    old = client.get_cookie("koperasi")
    assert client.post("/akun/sandi", data=data | new | {"current": GOOD}).status_code == 303
    assert client.get("/akun").status_code == 200
    client.set_cookie("koperasi", old.value if old else "")
    assert client.get("/akun").status_code == 302


def test_enrol_form_enrol_second_factor_and_envelope(
    site: Site, sri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site[0].test_client()
    enter(client, sri)
    csrf = {"csrf_token": token(client, "/akun/kode")}
    assert client.post("/akun/kode/mulai", data=csrf).status_code == 303
    page = client.get("/akun/kode").get_data(as_text=True)
    assert "<svg" in page
    phone = pyotp.TOTP(re.findall(r'class="key">([A-Z2-7]+)<', page)[0])
    assert client.post("/akun/kode", data=csrf | {"code": "000000"}).status_code == 422
    codes = client.post("/akun/kode", data=csrf | {"code": phone.at(clock.now())}).get_data(
        as_text=True
    )
    envelope = re.findall(r"<code>(\d{6}-\d{6})</code>", codes)
    assert len(envelope) == 10
    client.post("/keluar", data={"csrf_token": token(client, "/akun")})
    later = clock.now() + timedelta(minutes=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert enter(client, sri).headers["Location"] == "/masuk/kode"
    assert client.get("/").headers["Location"] == "/masuk/kode", "the password alone opens nothing"
    csrf = {"csrf_token": token(client, "/masuk/kode")}
    assert client.post("/masuk/kode", data=csrf | {"code": "123456"}).status_code == 422
    assert client.post("/masuk/kode", data=csrf | {"code": envelope[3]}).headers["Location"] == "/"
    assert client.get("/akun").status_code == 200
    page = client.post("/akun/kode/amplop", data={"csrf_token": token(client, "/akun")})
    assert envelope[4] not in page.get_data(as_text=True)


def test_sessions_end_session_and_end_other_sessions(site: Site, sri: str) -> None:
    one, two = site[0].test_client(), site[0].test_client()
    enter(one, sri)
    enter(two, sri)
    number = re.findall(r"/akun/sesi/(\d+)/akhiri", one.get("/akun").get_data(as_text=True))[0]
    one.post(f"/akun/sesi/{number}/akhiri", data={"csrf_token": token(one, "/akun")})
    assert two.get("/akun").status_code == 302
    enter(two, sri)
    one.post("/akun/sesi/akhiri-lainnya", data={"csrf_token": token(one, "/akun")})
    assert two.get("/akun").status_code == 302
    assert one.get("/akun").status_code == 200


@pytest.fixture
def ketua(site: Site) -> Browser:
    return signed_in(*site, rules.KETUA, display_name="Bambang Susilo")


def test_users_user_form_and_add_user(site: Site, ketua: Browser) -> None:
    new = {"display_name": "Tini", "name": "tini", "role": rules.PELATIH, "request_id": "u1"}
    page = ketua.post("/pengguna/baru", new).get_data(as_text=True)
    password = re.findall(r'class="key">([a-z-]+)<', page)[0]
    assert "Tini" in ketua.get("/pengguna").get_data(as_text=True)
    assert ketua.post("/pengguna/baru", new).status_code == 422
    client = site[0].test_client()
    assert enter(client, "tini", password).headers["Location"] == "/akun/sandi"
    assert client.get("/").headers["Location"] == "/akun/sandi", "first an own password"


def test_add_user_for_a_member_needs_the_member(site: Site, ketua: Browser) -> None:
    with site[0].app_context():
        group = make_group(site[1])
        member = make_member(site[1], group, "Siti Aminah")
    new = {"display_name": "Siti", "name": "siti", "role": rules.KOORDINATOR, "request_id": "u1"}
    for typed in ("", "Nobody"):
        answer = ketua.post("/pengguna/baru", new | {"member": typed})
        assert answer.status_code == 422
        assert "pemilik akun ini" in answer.get_data(as_text=True)
    assert 'class="key"' in ketua.post("/pengguna/baru", new | {"member": "siti amin"}).get_data(
        as_text=True
    )
    with site[0].app_context():
        row = (
            db.session.connection()
            .exec_driver_sql("SELECT member_id, group_id FROM app_user WHERE name = 'siti'")
            .one()
        )
    assert tuple(row) == (member.id, group)


def test_add_user_as_officer_waits_then_agree(site: Site, ketua: Browser) -> None:
    admin = signed_in(*site, rules.ADMIN)
    new = {"display_name": "Tri Yuni", "name": "tri", "role": rules.PENGAWAS, "request_id": "u1"}
    place = admin.post("/pengguna/baru", new).headers["Location"]
    assert "Tri Yuni" in admin.get(place).get_data(as_text=True)
    page = ketua.get(place).get_data(as_text=True)
    shown = re.findall(r'name="shown"[^>]*value="([0-9a-f]{64})"', page)[0]
    assert ketua.post(f"{place}/setuju", {"shown": "0" * 64}).status_code == 422
    assert admin.post(f"{place}/setuju", {"shown": shown}).status_code == 422
    said = ketua.post(f"{place}/setuju", {"shown": shown}).get_data(as_text=True)
    assert re.findall(r'class="key">([a-z-]+)<', said)
    assert ketua.post(f"{place}/tolak", {"shown": shown}).status_code == 422
    assert "disetujui dan dilakukan" in ketua.get("/persetujuan").get_data(as_text=True)


def test_refuse_and_withdraw(site: Site, ketua: Browser) -> None:
    admin = signed_in(*site, rules.ADMIN)
    places = []
    for name in ("satu", "dua"):
        new = {"display_name": name, "name": name, "role": rules.ADMIN, "request_id": name}
        places.append(admin.post("/pengguna/baru", new).headers["Location"])
    assert ketua.post(f"{places[0]}/tolak", {"shown": "x"}).status_code == 422
    page = ketua.get(places[0]).get_data(as_text=True)
    shown = re.findall(r'name="shown"[^>]*value="([0-9a-f]{64})"', page)[0]
    assert ketua.post(f"{places[0]}/tolak", {"shown": shown, "note": "belum"}).status_code == 303
    assert admin.post(f"{places[1]}/tarik").status_code == 303
    assert "satu" not in ketua.get("/pengguna").get_data(as_text=True)


def test_set_role_counts_from_the_next_click(site: Site, ketua: Browser) -> None:
    tini = signed_in(*site, rules.ANGGOTA)
    assert tini.get("/pengguna").status_code == 403
    role = {"role": rules.KOORDINATOR, "reason": "dipilih", "request_id": "p1"}
    assert ketua.post(f"/pengguna/{tini.user_id}/peran", role).status_code == 303
    assert "Koordinator" in tini.get("/").get_data(as_text=True)


def test_disable_reset_password_and_reset_factor(site: Site, ketua: Browser) -> None:
    tini = signed_in(*site, rules.ANGGOTA)
    place = f"/pengguna/{tini.user_id}"
    assert ketua.post(f"{place}/istirahat").status_code == 422
    assert ketua.post(f"{place}/istirahat", {"rest-reason": "pindah"}).status_code == 303
    assert tini.get("/").status_code == 302
    assert ketua.post(f"{place}/istirahat").status_code == 303
    assert 'class="key"' in ketua.post(f"{place}/sandi").get_data(as_text=True)
    assert ketua.post(f"{place}/kode").status_code == 303


def test_audit_trail_shows_acts_looks_and_refusals(site: Site, ketua: Browser) -> None:
    tini = signed_in(*site, rules.ANGGOTA, display_name="Tini Lestari")
    assert tini.get("/jejak").status_code == 403
    ketua.get("/pengguna")
    ketua.get("/pengguna")
    page = ketua.get("/jejak").get_data(as_text=True)
    assert "ditolak aksesnya" in page
    assert len(re.findall(r">\s*melihat\s*<", page)) == 1, "the same look is written once"
    assert "Tini Lestari" not in re.sub(
        r"<select.*?</select>",
        "",
        ketua.get("/jejak?action=auth.looked").get_data(as_text=True),
        flags=re.DOTALL,
    )
    for kind in ("xlsx", "csv", "pdf"):
        assert ketua.get(f"/jejak?format={kind}").status_code == 200
    assert ketua.get("/jejak?start=kapan&user=x&before=y").status_code == 200


def test_letterhead_form_and_correct_letterhead(site: Site, ketua: Browser) -> None:
    facts = {
        "name": "Koperasi Purna Migran Sejahtera",
        "address": "Jl. Dieng 5\nWonosobo",
        "phone": "0286 123",
    }
    assert ketua.post("/pengaturan", facts | {"short_name": ""}).status_code == 303
    page = ketua.get("/pengaturan").get_data(as_text=True)
    assert "Jl. Dieng 5" in page
    assert 'value="KPMS"' in page
    assert ketua.post("/pengaturan", facts | {"name": " "}).status_code == 422
    trail = ketua.get("/jejak?action=auth.letterhead").get_data(as_text=True)
    assert "kop surat diperbaiki" in trail
    assert "Jl. Dieng" in trail


def test_confirm_form_and_confirm_before_sensitive_pages(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site[0].app_context():
        _, name = add_person(site[1], rules.KETUA)
    client = site[0].test_client()
    enter(client, name)
    assert client.get("/pengguna").status_code == 200
    later = clock.now() + timedelta(minutes=12)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get("/pengguna/baru").headers["Location"] == "/akun/pastikan?next=/pengguna/baru"
    data = {"csrf_token": token(client, "/akun/pastikan"), "next": "/pengguna/baru"}
    assert client.post("/akun/pastikan", data=data | {"password": "salah salah"}).status_code == 422
    assert client.get("/pengguna/baru").status_code == 303
    right = client.post("/akun/pastikan", data=data | {"password": GOOD})
    assert right.headers["Location"] == "/pengguna/baru"
    assert client.get("/pengguna/baru").status_code == 200
    later += timedelta(minutes=31)
    assert client.post("/pengguna/baru", data=data).status_code == 303
