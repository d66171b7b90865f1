"""The sentences in her day book, in Indonesian as she says them."""

from collections.abc import Iterable

from coop_app.products.rules.dealings import Kind


def produced(quantity: str, product: str, rejected: int) -> str:
    """`Produksi 40 bungkus Keripik pisang`."""
    bad = f", {rejected} gagal" if rejected else ""
    return f"Produksi {quantity} {product}{bad}"


def bought(quantity: str, item: str, seller: str) -> str:
    """`Beli 5 kg Pisang dari Bu Tini`."""
    return f"Beli {quantity} {item}" + (f" dari {seller.strip()}" if seller.strip() else "")


def had(item: str) -> str:
    """`Persediaan awal Pisang`."""
    return f"Persediaan awal {item}"


def spoiled(quantity: str, item: str, reason: str) -> str:
    """`Rusak 2 bungkus Keripik: melempem`."""
    return f"Rusak {quantity} {item}: {reason.strip()}"


def counted(found: str, item: str) -> str:
    """`Hitung stok Pisang: ada 4,5 kg`."""
    return f"Hitung stok {item}: ada {found}"


def left(goods: Iterable[str], outlet: str) -> str:
    """`Titip 20 bungkus Keripik di Toko Sari`."""
    return f"Titip {', '.join(goods)} di {outlet}"


def reported(outlet: str, sold: Iterable[str]) -> str:
    """`Laporan Toko Sari: laku 12 bungkus Keripik`."""
    text = ", ".join(sold)
    return f"Laporan {outlet}" + (f": laku {text}" if text else ": tidak ada yang laku")


_DEALT = {
    Kind.BOUGHT: "Belanja di koperasi",
    Kind.PAID_DEBT: "Bayar bon koperasi",
    Kind.LEFT: "Titip barang di koperasi",
    Kind.TAKEN_BACK: "Barang titipan kembali dari koperasi",
    Kind.SETTLED: "Hasil titipan dari koperasi",
    Kind.SOLD: "Jual putus ke koperasi",
    Kind.PAID_OUT: "Dibayar koperasi",
}


def dealt(kind: Kind, label: str, *, back: bool = False) -> str:
    """`Belanja di koperasi: Pengadaan gula aren`; other labels are no Indonesian words yet."""
    said = "Belanja dikembalikan ke koperasi" if back else _DEALT[kind]
    return f"{said}: {label}" if label and kind is Kind.BOUGHT else said
