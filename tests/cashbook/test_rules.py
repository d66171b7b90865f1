"""What the cash book decides, on plain values."""

import io

import pytest
from PIL import Image

from coop_app import pictures
from coop_app.cashbook.rules import counting, importing, places, recording
from coop_app.dates import Month
from coop_app.money import Money
from tests.cashbook.test_entries import row


def test_the_same_contents_have_the_same_mark():
    assert recording.fingerprint("a", None, 1) == recording.fingerprint("a", None, 1)
    assert recording.fingerprint("ab", "c") != recording.fingerprint("a", "bc")


def test_counted():
    assert counting.counted({100_000: 2, 500: 3, 100: 0}) == 201_500
    for pieces in ({75_000: 1}, {500: -1}, {500: 10_000_000}):
        with pytest.raises(counting.PiecesImpossible):
            counting.counted(pieces)


def test_witnesses():
    assert counting.witnesses("Wati, Darmi\n Siti ") == ("Wati", "Darmi", "Siti")
    with pytest.raises(counting.WitnessMissing):
        counting.witnesses(" ,\n")


def test_a_place_takes_the_next_free_code():
    known = [("1-1120", "Kas kelompok desa"), ("1-1121", "Kas Kuripan")]
    assert places.plan("  Kas   Garung ", "group", known) == places.Plan("1-1122", "Kas Garung")
    assert places.plan("BRI", "bank", known).code == "1-1201"
    with pytest.raises(places.PlaceNameMissing):
        places.plan("  ", "cash", known)
    with pytest.raises(places.PlaceNameTaken):
        places.plan("KAS KURIPAN", "cash", known)


def test_months():
    assert importing.parse_months("2025-11..2026-01") == (
        Month(2025, 11),
        Month(2025, 12),
        Month(2026, 1),
    )
    assert importing.parse_months("2025-07, 2025-09 2025-07") == (Month(2025, 7), Month(2025, 9))
    assert importing.parse_months("") == ()
    assert importing.months_text((Month(2025, 7), Month(2025, 9))) == "2025-07 2025-09"
    for text in ("Juli", "2025-13", "2025-09..2025-07", "1900-01..2100-12"):
        with pytest.raises(importing.MonthsUnclear):
            importing.parse_months(text)


@pytest.mark.parametrize(
    ("standing", "opening", "posted"), [(0, 500, 500), (500, 500, 0), (0, 0, 0), (0, -5, -5)]
)
def test_the_opening_to_post(standing, opening, posted):
    assert importing.opening_to_post(standing=Money(standing), opening=Money(opening)) == posted


def test_a_different_opening_is_refused():
    with pytest.raises(importing.OpeningDiffers):
        importing.opening_to_post(standing=Money(1), opening=Money(500))


def test_the_closing_counts_what_was_left_out():
    importing.check_closing(program=Money(400), file=Money(500), left_out=100)
    with pytest.raises(importing.ClosingDiffers):
        importing.check_closing(program=Money(400), file=Money(500), left_out=0)


def test_where_a_row_goes():
    assert importing.role_of(row(money_in=1)) == "grants"
    assert importing.role_of(row(money_in=1, category="nonsense")) == "suspense"
    assert importing.role_of(row(money_in=1, category="mandatory_savings")) == "suspense"
    mine = row(money_in=1, category="mandatory_savings", member_id=3)
    assert (importing.role_of(mine), mine.is_savings) == ("mandatory_savings", True)
    assert not row(money_in=2, money_out=1, category="mandatory_savings", member_id=3).is_savings


def test_money_goes_only_where_it_can():
    assert importing.way_fits("electricity", 0, 5)
    assert not importing.way_fits("electricity", 5, 0)
    assert importing.way_fits("transfer", 5, 0)
    assert not importing.way_fits("nonsense", 5, 0)


def picture(kind, mode="RGB", size=(400, 300)):
    made = io.BytesIO()
    Image.new(mode, size, "red" if mode != "L" else 200).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGB"), ("GIF", "P"), ("TIFF", "L")]
)
def test_any_usual_picture_becomes_a_jpeg(kind, mode):
    kept = pictures.prepare(picture(kind, mode))
    assert (kept.content_type, kept.ending) == ("image/jpeg", "jpg")
    assert Image.open(io.BytesIO(kept.content)).size == (400, 300)


def test_a_narrow_picture_survives():
    assert pictures.prepare(picture("PNG", size=(1, 5_000))).content


def test_a_pdf_stays_as_it_is():
    plain = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
    assert pictures.prepare(plain) == pictures.Kept(plain, "application/pdf")
