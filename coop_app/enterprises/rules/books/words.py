"""The sentence that the day book keeps of an act; the book is written in Indonesian."""

from coop_app.enterprises.rules.books.acts import Act, Category, Kind, Way

#: category → its name in the book
_NAMES = {
    "materials": "Bahan", "packaging": "Kemasan", "transport": "Transport",
    "energy": "Listrik dan gas", "wages": "Upah", "promotion": "Promosi",
    "interest": "Bunga pinjaman", "tax": "Pajak", "coop_loan": "Pinjaman dari koperasi",
    "other_loan": "Pinjaman",
}  # fmt: skip
_FIRST = {
    Kind.OPENING: "Buku dibuka",
    Kind.COLLECT: "Dibayar pembeli",
    Kind.PAY: "Bayar utang",
    Kind.DRAW: "Ambil pribadi",
    Kind.INVEST: "Tambah modal dari rumah",
    Kind.TOOL: "Beli alat",
    Kind.TOOL_GONE: "Alat dijual atau rusak",
    Kind.DEPRECIATION: "Penyusutan alat",
    Kind.YEAR_END: "Tutup tahun",
}


def memo_of(act: Act, *, party: str = "", goods: str = "") -> str:
    """`Jual 3 bungkus Keripik pisang – Bu Rini, belum dibayar`."""
    parts = [_first(act, goods), party]
    if act.way is Way.LATER:
        parts.append("belum dibayar")
    if act.way is Way.OWN:
        parts.append("dibayar uang rumah")
    said = ", ".join(part for part in parts[1:] if part)
    text = f"{parts[0]} – {said}" if said else parts[0]
    return f"{text} ({act.note})" if act.note and act.note != goods else text


def _first(act: Act, goods: str) -> str:
    if act.kind is Kind.SALE:
        return f"Jual {goods}" if goods else "Penjualan"
    if act.kind is Kind.MOVE:
        return "Setor ke bank" if act.way is Way.BANK else "Ambil dari bank"
    if act.kind in (Kind.COST, Kind.INCOME):
        fallback = "Uang keluar lain" if act.kind is Kind.COST else "Uang masuk lain"
        return _NAMES.get(act.what, fallback)
    return f"{_FIRST[act.kind]} {goods}".strip()


def named(category: Category) -> str:
    """How the book calls a category."""
    return _NAMES.get(category.key, "Lain-lain")
