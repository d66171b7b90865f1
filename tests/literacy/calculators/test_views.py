"""The tools' pages: for everybody, from the address alone; quotes for those who may."""

import re

import pytest
from flask import Flask

from coop_app.auth import rules
from coop_app.literacy.queries.calculators import kept, quotes
from coop_app.savings import queries as savings
from tests.make import make_cooperative, make_group, make_member, make_savings
from tests.make_family import Phone, make_household, once
from tests.make_tools import make_quote
from tests.people import signed_in

TOOLS = ("", "/kiriman", "/tujuan", "/dana-darurat", "/utang", "/harga", "/simpanan")
SENDING = (
    "/belajar/kiriman?currency=HKD&amount=2.000&times=12&rate_mid=2.100"
    "&service=Toko&fee=20&fee_mode=on_top&rate_offered=2.080&open=yes"
    "&service=Gratisan&fee=0&fee_mode=deducted&rate_offered=1.980&open=yes"
    "&service=Gelap&fee=&fee_mode=on_top&rate_offered=&open=no"
)
_OUT = re.compile(r'<output data-out="(\w+)">([^<]*)</output>')


@pytest.fixture
def village(bare_app: Flask) -> Phone:
    """A phone without a key; one cooperative with dues."""
    with bare_app.app_context():
        make_savings(make_cooperative())
    return Phone(bare_app)


def outs(page: str) -> dict[str, list[str]]:
    """Every figure of an answer, in the order of the page."""
    found: dict[str, list[str]] = {}
    for name, text in _OUT.findall(page):
        found.setdefault(name, []).append(text)
    return found


@pytest.mark.parametrize("path", TOOLS)
def test_every_tool_is_open_to_everybody(village: Phone, path) -> None:
    page = village.text(f"/belajar{path}")
    assert "belajar.css" in page
    assert "pico" not in page
    sections = re.findall(r"<section[^>]* data-result=[^>]*>", page)
    assert all(section.endswith(" hidden>") for section in sections)


def test_without_a_cooperative_known_the_tools_still_calculate(bare_app: Flask) -> None:
    with bare_app.app_context():
        make_quote(make_cooperative(), "Satu")
        make_quote(make_cooperative("Koperasi Lain"), "Dua")
    phone = Phone(bare_app)
    page = phone.text(SENDING)
    assert outs(page)["best_service"][0] == "Toko"
    assert 'name="quote"' not in page
    assert "data-keep" not in page


def test_a_comparison_comes_from_the_address_alone(village: Phone) -> None:
    """Toko: 2.000 × 2.080 at home, 20 on top. Gratisan: 2.000 × 1.980, and each time 240.000 hidden in the rate."""
    page = village.text(SENDING)
    found = outs(page)
    assert found["received_idr"] == ["Rp4.160.000", "Rp3.960.000"]
    # 20/2.000 = 1 %, 1 − 2.080/2.100 = 0,95 %; 1 − 1.980/2.100 = 5,71 %
    assert found["total_percent"] == ["1,95%", "5,71%"]
    # (2.020 × 2.100 − 4.160.000) × 12 and (2.000 × 2.100 − 3.960.000) × 12
    assert found["year_idr"] == ["Rp984.000", "Rp2.880.000"]
    assert "Katanya gratis" in page
    assert page.index("Tidak diurutkan") < page.index("<b>Gelap</b>")
    assert found["mean_percent"] == [""]
    assert found["saved_idr"] == ["Rp0", "Rp249.600", "Rp332.800"]
    assert village.text(SENDING).count("Rp4.160.000") == page.count("Rp4.160.000")


def test_fewer_transfers_can_be_seen_for_every_service(village: Phone) -> None:
    """A family that cannot use the best one still sees what fewer transfers save with its own."""
    sending = SENDING.replace("service=Gratisan&fee=0", "service=Kantor Pos&fee=50")
    page = village.text(sending)
    assert outs(page)["fewer_service"] == ["Toko"]
    link = re.search(r'<a class="button second" href="([^"]+)">Kantor Pos</a>', page)
    assert link
    page = village.text(link[1].replace("&amp;", "&"))
    assert outs(page)["fewer_service"] == ["Kantor Pos"]
    # HKD 50 less each time, at Rp1.980: six and eight times
    assert outs(page)["saved_idr"] == ["Rp0", "Rp594.000", "Rp792.000"]
    assert outs(page)["best_service"] == ["Toko"]
    assert outs(village.text(sending + "&with=9"))["fewer_service"] == ["Toko"]


def test_once_a_year_has_nothing_fewer(village: Phone) -> None:
    page = village.text(SENDING.replace("times=12", "times=1"))
    assert re.search(r'id="lebih-jarang" hidden', page)


def test_without_a_rate_between_banks_no_percent_is_shown(village: Phone) -> None:
    page = village.text(SENDING.replace("rate_mid=2.100", "rate_mid="))
    assert "total_percent" not in outs(page)
    assert "Persen belum diketahui" in page


def test_rows_are_added_without_a_script(village: Phone) -> None:
    assert village.text("/belajar/kiriman").count("<fieldset") == 3
    page = village.text("/belajar/kiriman?amount=&service=Toko&fee=2&rate_offered=3&rows=5")
    assert page.count("<fieldset") == 5
    assert 'value="Toko"' in page
    assert "aria-invalid" not in page
    assert village.text("/belajar/kiriman?rows=99").count("<fieldset") == 8


@pytest.mark.parametrize(
    "path, sentence",
    [
        (SENDING.replace("2.080", "dua"), "Tulis angka"),
        (SENDING.replace("fee=20", "fee=2,500"), "Maksud Anda"),
        (SENDING.replace("rate_offered=2.080", "rate_offered="), "Tulis kurs jasa kirim ini."),
        (SENDING.replace("times=12", "times=0"), "berapa kali setahun"),
        (SENDING.replace("2.000&times=12", "90.000.000.000&times=366"), "terlalu besar"),
        ("/belajar/tujuan?target=6.000.000", "lebih dari nol"),
        ("/belajar/tujuan?target=100&months=0", "satu bulan"),
        ("/belajar/dana-darurat?spending=0&months=3", "lebih dari nol"),
        ("/belajar/utang?principal=100&percent=2&per=month&term_months=0", "1 sampai 120 bulan"),
        ("/belajar/utang?loan=100&cut_percent=100&days=7", "tidak ada yang tersisa"),
        ("/belajar/harga?materials_amount=1.00&good_units=1", "Maksud Anda"),
        ("/belajar/harga?materials_amount=100&good_units=0", "paling sedikit satu"),
        ("/belajar/simpanan?dues=20.000&years=0", "1 sampai 30 tahun"),
    ],
)
def test_what_cannot_be_answered_says_why_and_keeps_what_was_typed(
    village: Phone, path, sentence
) -> None:
    answer = village.get(path)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert "aria-invalid" in page or 'role="alert"' in page


def test_a_goal(village: Phone) -> None:
    """6 million in 12 months take 500.000 each; with 400.000 it takes 15, three too late (August 2026 + 15)."""
    page = village.text(
        "/belajar/tujuan?name=Atap&target=6.000.000&saved=&months=12&per_month=400.000"
    )
    found = outs(page)
    assert (found["per_month"], found["months"], found["late_by_months"]) == (
        ["Rp500.000"],
        ["15"],
        ["3"],
    )


def test_a_member_takes_the_goal_into_the_savings(bare_app: Flask) -> None:
    asked = "/belajar/tujuan?name=Atap+rumah&target=6.000.000&months=12"
    with bare_app.app_context():
        desk = make_savings(make_cooperative())
        member = make_member(desk.cooperative_id, make_group(desk.cooperative_id)).id
    assert "/simpanan/saya/tujuan" not in Phone(bare_app).text(asked)
    anggota = signed_in(bare_app, desk.cooperative_id, rules.ANGGOTA, member_id=member)
    page = anggota.get(asked).get_data(as_text=True)
    link = re.search(r'href="([^"]*/saya/tujuan\?[^"]*)"', page)
    assert link
    form = anggota.get(link[1].replace("&amp;", "&")).get_data(as_text=True)
    assert 'value="Atap rumah"' in form
    assert 'value="6.000.000"' in form or 'value="6000000"' in form
    assert "aria-invalid" not in form
    with bare_app.app_context():
        assert savings.list_goals(desk.cooperative_id, member) == []


def test_a_reserve_a_debt_a_lender_a_price(village: Phone) -> None:
    reserve = outs(
        village.text("/belajar/dana-darurat?spending=3.000.000&months=6&saved=&per_month=500.000")
    )
    assert (reserve["target"], reserve["months_needed"]) == (["Rp18.000.000"], ["36"])
    debt = outs(
        village.text("/belajar/utang?principal=12.000.000&percent=24&per=year&term_months=12")
    )
    assert (debt["flat_effective"], debt["difference"]) == (["41,7%"], ["Rp1.320.000"])
    lender = outs(
        village.text("/belajar/utang?loan=1.000.000&cut_percent=30&daily_percent=1&days=7")
    )
    assert (lender["received"], lender["effective_percent_per_year"]) == (
        ["Rp700.000"],
        ["2.756,12%"],
    )
    price = outs(village.text("/belajar/harga?materials_amount=500.000&overhead_amount=300.000&good_units=100&markup_percent=30"))  # fmt: skip
    assert (price["unit_cost"], price["price_by_markup"]) == (["Rp8.000"], ["Rp10.400"])


def test_dues_are_those_the_cooperative_decided(village: Phone) -> None:
    page = village.text("/belajar/simpanan")
    assert re.search(r'name="dues"[^>]*value="20\.000"|value="20\.000"[^>]*name="dues"', page)
    found = outs(village.text("/belajar/simpanan?pokok=100.000&dues=20.000&years=3"))
    assert (found["dues_sum"], found["total"]) == (["Rp720.000"], ["Rp820.000"])
    long = village.text("/belajar/simpanan?dues=20.000&years=29")
    assert outs(long)["total"] == ["Rp6.960.000"]
    # the first year, each fifth and the last
    assert re.findall(r"<tr><td>(\d+)</td>", long) == ["1", "5", "10", "15", "20", "25", "29"]


def test_a_phone_keeps_and_throws_away(bare_app: Flask, village: Phone) -> None:
    tool = "/belajar/tujuan?name=Atap&target=6.000.000&months=12"
    sent = {"tool": "goal", "query": tool.partition("?")[2], "title": "Atap", "request_id": once()}
    for _ in range(2):
        assert village.post("/belajar/simpan", tool, **sent).status_code == 303
    page = village.text("/belajar")
    (link,) = re.findall(r'<a href="(/belajar/tujuan\?[^"]+)">Atap</a>', page)
    assert outs(village.text(link.replace("&amp;", "&")))["per_month"] == ["Rp500.000"]
    (path,) = re.findall(r'action="(/belajar/simpan/\d+/buang)"', page)
    stranger = Phone(bare_app)
    assert stranger.post(path, tool).status_code == 404
    assert "Atap</a>" in village.text("/belajar")
    assert village.post(path, tool).status_code == 303
    assert "Atap</a>" not in village.text("/belajar")


def test_what_cannot_be_kept_is_said(village: Phone) -> None:
    for facts in ({"tool": "goal", "query": ""}, {"tool": "x", "query": "a=1"}):
        assert (
            village.post(
                "/belajar/simpan", "/belajar/tujuan?target=1&months=1", **facts
            ).status_code
            == 422
        )
    assert village.client.post(
        "/belajar/simpan", data={"tool": "goal", "query": "target=1"}
    ).status_code in {400, 422}


def test_another_family_of_another_cooperative_cannot_throw_it_away(bare_app: Flask) -> None:
    with bare_app.app_context():
        mine = make_household(make_cooperative())
        theirs = make_household(make_cooperative("Koperasi Lain"))
    me, other = Phone(bare_app, mine.key), Phone(bare_app, theirs.key)
    sent = {"tool": "goal", "query": "target=100&months=1", "title": "Kami"}
    assert (
        me.post("/belajar/simpan", "/belajar/tujuan?target=1&months=1", **sent).status_code == 303
    )
    with bare_app.app_context():
        (row,) = kept(mine.household_id)
    other.post(f"/belajar/simpan/{row.id}/buang", "/belajar/tujuan?target=1&months=1")
    with bare_app.app_context():
        assert [one.id for one in kept(mine.household_id)] == [row.id]
    assert "Kami" not in other.text("/belajar")


QUOTE = {
    "service": "Toko Remit", "currency": "HKD", "quoted_on": "2026-08-10", "amount": "2.000", "fee": "20",
    "fee_mode": "on_top", "rate_offered": "2.080,5", "rate_mid": "2.100", "is_open": "yes", "source": "Brosur",
}  # fmt: skip


def test_a_trainer_writes_quotes_down_and_a_guest_picks_them(bare_app: Flask) -> None:
    with bare_app.app_context():
        key = make_cooperative()
    trainer = signed_in(bare_app, key, rules.PELATIH)
    answer = trainer.post("/belajar/kutipan/baru", QUOTE | {"request_id": once()})
    assert answer.status_code == 303
    assert "Toko Remit" in trainer.get("/belajar/kutipan").get_data(as_text=True)
    with bare_app.app_context():
        (row,) = quotes.list_quotes(key)
    guest = Phone(bare_app)
    assert f'name="quote" value="{row.id}"' in guest.text("/belajar/kiriman")
    page = guest.text(f"/belajar/kiriman?currency=HKD&amount=2.000&times=12&quote={row.id}")
    assert outs(page)["best_received_idr"] == ["Rp4.161.000"]
    assert 'value="2.080,5"' in page
    wrong = guest.get(f"/belajar/kiriman?currency=TWD&amount=2.000&times=12&quote={row.id}")
    assert wrong.status_code == 422
    assert "untuk HKD" in wrong.get_data(as_text=True)
    facts = trainer.get(f"/belajar/kutipan/{row.id}").get_data(as_text=True)
    assert "Rp4.161.000" in facts
    assert "Brosur" in facts
    assert trainer.post(f"/belajar/kutipan/{row.id}/tarik").status_code == 303
    assert "ditarik" in trainer.get(f"/belajar/kutipan/{row.id}").get_data(as_text=True)
    assert 'name="quote"' not in guest.text("/belajar/kiriman")


@pytest.mark.parametrize(
    "facts, sentence",
    [({"source": ""}, "Tolong diisi"), ({"fee": "3.000", "fee_mode": "deducted"}, "lebih besar|lebih tinggi|melebihi"),
     ({"quoted_on": "2026-12-31"}, "belum tiba")],
)  # fmt: skip
def test_a_wrong_quote_is_refused_at_its_field(bare_app: Flask, facts, sentence) -> None:
    with bare_app.app_context():
        key = make_cooperative()
    trainer = signed_in(bare_app, key, rules.PELATIH)
    answer = trainer.post("/belajar/kutipan/baru", QUOTE | {"request_id": once()} | facts)
    assert answer.status_code == 422
    assert re.search(sentence, answer.get_data(as_text=True))


@pytest.mark.parametrize("format", ["xlsx", "csv", "pdf"])
def test_the_list_of_quotes_is_downloaded(bare_app: Flask, format) -> None:  # noqa: A002
    with bare_app.app_context():
        key = make_cooperative()
        make_quote(key)
    answer = signed_in(bare_app, key, rules.BENDAHARA).get(f"/belajar/kutipan?format={format}")
    assert answer.status_code == 200
    assert len(answer.data) > 100


def test_quotes_are_for_those_who_may_and_of_their_own_house(bare_app: Flask) -> None:
    with bare_app.app_context():
        key, other = make_cooperative(), make_cooperative("Koperasi Lain")
        strange = make_quote(other, "Orang lain")
    paths = ("/belajar/kutipan", "/belajar/kutipan/baru", f"/belajar/kutipan/{strange}")
    ketua, trainer = (signed_in(bare_app, key, role) for role in (rules.KETUA, rules.PELATIH))
    assert [ketua.get(path).status_code for path in paths] == [403, 403, 403]
    assert [trainer.get(path).status_code for path in paths] == [200, 200, 404]
    assert trainer.post(f"/belajar/kutipan/{strange}/tarik").status_code == 404
    assert ketua.post(f"/belajar/kutipan/{strange}/tarik").status_code == 403
    assert "Orang lain" not in trainer.get("/belajar/kutipan").get_data(as_text=True)
    page = trainer.get(f"/belajar/kiriman?currency=HKD&amount=2&times=1&quote={strange}")
    assert "Orang lain" not in page.get_data(as_text=True)
    with bare_app.app_context():
        assert quotes.get_quote(other, strange).withdrawn_on is None


def test_the_menu_leads_there(bare_app: Flask) -> None:
    with bare_app.app_context():
        key = make_cooperative()
    assert "/belajar/kutipan" in signed_in(bare_app, key, rules.PELATIH).get("/akun").get_data(
        as_text=True
    )
    ketua = signed_in(bare_app, key, rules.KETUA).get("/akun").get_data(as_text=True)
    assert 'href="/belajar"' in ketua
    assert "/belajar/kutipan" not in ketua
    assert 'href="/belajar"' in Phone(bare_app).text("/masuk")


def test_the_signs_of_an_illegal_lender_stay_beside_every_answer(village: Phone) -> None:
    """On the screen; the sheet of a loan that was compared has no room for them on paper."""
    loan = "/belajar/utang?principal=1.000.000&percent=0&per=month&term_months=2"
    for path in ("/belajar/utang", loan, "/belajar/utang?loan=1.000.000&days=7"):
        assert "157" in village.text(path)
    # without interest flat costs no more
    assert re.search(r'data-part="difference" hidden', village.text(loan))
    assert not re.search(
        r'data-part="difference" hidden', village.text(loan.replace("percent=0", "percent=2"))
    )


def test_a_goal_beyond_all_days_has_no_savings_goal(bare_app: Flask) -> None:
    """A member who would save for thousands of years gets an answer, not a broken page."""
    with bare_app.app_context():
        coop = make_cooperative()
        member = make_member(coop, make_group(coop))
    siti = signed_in(bare_app, coop, rules.ANGGOTA, member_id=member.id)
    near = siti.get("/belajar/tujuan?target=1.000.000&per_month=100.000")
    assert "/tujuan" in near.get_data(as_text=True).partition("Jadikan")[0][-200:]
    far = siti.get("/belajar/tujuan?target=900.000.000.000.000&per_month=1")
    assert far.status_code == 200
    assert "Jadikan" not in far.get_data(as_text=True)
