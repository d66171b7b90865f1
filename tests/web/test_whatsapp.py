"""Texts for WhatsApp: plain, short, and only with a number to send to."""

from urllib.parse import parse_qs, urlsplit

from coop_app.web import whatsapp


def test_the_link_carries_the_text() -> None:
    link = whatsapp.link_to("6281234567890", ["Koperasi Uji", "", "Simpanan: Rp50.000 & 1+1"])
    assert link is not None
    parts = urlsplit(link)
    assert (parts.netloc, parts.path) == ("wa.me", "/6281234567890")
    assert parse_qs(parts.query)["text"] == ["Koperasi Uji\nSimpanan: Rp50.000 & 1+1"]


def test_signs_that_break_are_left_out() -> None:
    assert whatsapp.plain(["Terima kasih \U0001f64f", " \U0001f4b0 ", "Sri\u200bW"]) == (
        "Terima kasih\nSriW"
    )


def test_a_text_stays_short() -> None:
    assert len(whatsapp.plain(["x" * 5000])) == whatsapp.LONGEST


def test_without_a_number_there_is_no_link() -> None:
    assert whatsapp.link_to(None, ["a"]) is None
    assert whatsapp.link_to("", ["a"]) is None
