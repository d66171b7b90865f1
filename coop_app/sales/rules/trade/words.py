"""The sentences that the journal keeps (in Indonesian), and the mark of a request's contents."""

_MEMOS = {
    "report": "Laporan titip jual",
    "cost": "Biaya titip jual",
    "settled": "Penyelesaian titip jual",
    "received": "Pembayaran piutang barang",
    "written_off": "Penghapusan piutang barang",
    "paid": "Pembayaran hasil produk anggota",
    "produce": "Pembelian putus",
}


def memo(kind: str, who: str, note: str = "") -> str:
    """`Penyelesaian titip jual: 0017 Sri Wahyuni. Catatan`."""
    text = f"{_MEMOS[kind]}: {who}"
    return f"{text}. {note.strip()}" if note.strip() else text
