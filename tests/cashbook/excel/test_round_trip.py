"""Whatever a book looks like, what was put in comes out."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop_app.cashbook.excel import read_book
from tests.cashbook.excel.books import table, xlsx

HEADINGS = {
    "number": ("No", "No.", "NO URUT", "Nomor"),
    "date": ("Tanggal", "Tgl", "TGL.", "Tanggal Transaksi"),
    "description": ("Uraian", "Uraian Transaksi", "Transaksi", "Rincian"),
    "voucher": ("Bukti", "No. Bukti", "No Kwitansi"),
    "debit": ("Debet", "Debit (Rp)", "DEBET", "Debet (Rp.)"),
    "credit": ("Kredit", "Kredit (Rp)", "KREDIT"),
    "balance": ("Saldo", "Saldo (Rp)", "Sisa"),
    "note": ("Keterangan", "Ket.", "Catatan"),
}
NEEDED = ("date", "description", "debit", "credit", "balance")
WORDS = (
    "Iuran Siti",
    "Beli kertas",
    "Simpanan wajib an Darmi",
    "Bayar listrik",
    "Setoran",
    "Lain-lain",
)
STYLES = {
    "number": lambda n: n,
    "dots": lambda n: f"{n:,}".replace(",", "."),
    "rupiah": lambda n: f"Rp {n:,},-".replace(",", ".", f"{n:,}".count(",")),
    "commas": lambda n: f"{n:,}",
    "cents": lambda n: f"{n:,}".replace(",", ".") + ",00",
    "excel": float,
}


@dataclass(frozen=True)
class Case:
    lines: list
    opening: int
    columns: list
    headings: dict
    titles: int
    credit_in: bool
    style: str
    days: str
    ends: bool
    as_csv: bool


@st.composite
def cases(draw):
    optional = draw(st.lists(st.sampled_from(["number", "voucher", "note"]), unique=True))
    columns = draw(st.permutations([*NEEDED, *optional]))
    gaps = draw(st.lists(st.integers(0, 20), min_size=2, max_size=25))
    on, lines = date(2025, 1, 1), []
    for gap in gaps:
        on += timedelta(days=gap)
        amount = draw(st.integers(1, 90_000_000))
        lines.append((on, draw(st.sampled_from(WORDS)), amount, draw(st.booleans())))
    return Case(
        lines, draw(st.integers(0, 10**9)), columns,
        {key: draw(st.sampled_from(names)) for key, names in HEADINGS.items()},
        draw(st.integers(0, 6)), draw(st.booleans()), draw(st.sampled_from(sorted(STYLES))),
        draw(st.sampled_from(["date", "slashes", "words", "blank"])), draw(st.booleans()),
        draw(st.booleans()),
    )  # fmt: skip


def written(case):
    """The rows as a treasurer with these habits writes them."""
    show = STYLES[case.style]
    rows = [[f"JUDUL {i}"] for i in range(case.titles)]
    rows.append([case.headings[key] for key in case.columns])
    facts = {"description": "Saldo awal", "balance": show(case.opening)}
    rows.append([facts.get(key) for key in case.columns])
    saldo, former = case.opening, None
    for number, (on, what, amount, comes) in enumerate(case.lines, start=1):
        saldo += amount if comes else -amount
        facts = {
            "number": number, "date": day(case, on, former), "description": what,
            "voucher": f"B{number}", "note": "Januari",
            "debit": show(amount) if comes != case.credit_in else None,
            "credit": show(amount) if comes == case.credit_in else None,
            "balance": show(saldo),
        }  # fmt: skip
        rows.append([facts[key] for key in case.columns])
        former = on
    if case.ends:
        rows += [[], ["Mengetahui"], ["Bendahara"]]
    return rows


def day(case, on, former):
    if case.days == "blank" and on == former:
        return None
    if case.days == "slashes" or case.as_csv:
        return f"{on.day}/{on.month}/{on.year}"
    return f"{on.day} Mei {on.year}" if case.days == "words" and on.month == 5 else on


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_what_goes_in_comes_out(case):
    rows = written(case)
    content = table(rows) if case.as_csv else xlsx(Kas=rows)
    (sheet,) = read_book(content, "Kas.csv").sheets
    found = [(line.on, line.description, line.money_in, line.money_out) for line in sheet.lines]
    assert found == [
        (on, what, amount if comes else 0, 0 if comes else amount)
        for on, what, amount, comes in case.lines
    ]
    assert sheet.opening == case.opening
    assert sheet.closing == case.opening + sum(a if comes else -a for _, _, a, comes in case.lines)
    assert sheet.orientation == ("credit_in" if case.credit_in else "debit_in")
    assert sheet.problems == ()
    assert len(sheet.ignored) == 1 + 2 * case.ends
