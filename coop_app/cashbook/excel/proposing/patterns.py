"""The words treasurers use, and what each most likely means."""

import re
from dataclasses import dataclass

from coop_app.cashbook.excel.proposing.categories import BOTH, CATEGORIES, IN, OUT
from coop_app.cashbook.excel.proposing.words import normal
from coop_app.cashbook.excel.values import Reason

# category, way of the money, words (as `normal` spells them), certainty in percent.
# The most certain match wins; among equals the one that stands first.
PATTERNS: tuple[tuple[str, str, str, int], ...] = (
    # Savings
    ("principal_savings", IN, r"simpanan pokok|iuran pokok|pokok anggota( baru)?", 96),
    ("mandatory_savings", IN, r"simpanan wajib|iuran wajib|setor(an)? wajib|wajib (?=an\b)|simwa|iuran (anggota|bulanan)", 95),
    ("mandatory_savings", IN, r"rapel|iuran|tunggakan simpanan", 72),
    ("voluntary_savings", IN, r"simpanan (sukarela|manasuka|mana suka)|simsuka|sukarela|manasuka", 95),
    ("voluntary_savings", IN, r"tabungan( anggota| lebaran| hari raya)?|menabung", 82),
    ("voluntary_withdrawal", OUT, (r"(ambil|pengambilan|tarik|penarikan|mengambil|bayar|kembali\w*) (\w+ )?"
                                  r"(simpanan|tabungan)( sukarela| manasuka)?"), 93),
    ("voluntary_withdrawal", OUT, r"simpanan (sukarela|manasuka)|tabungan", 85),
    ("savings_refund", OUT, r"(pengembalian|kembali\w*|bayar|ambil) simpanan (pokok|wajib)|anggota keluar", 94),
    ("savings_refund", OUT, r"simpanan (pokok|wajib)", 75),
    ("time_deposit", IN, r"simpanan berjangka|deposito|sijangka", 93),
    ("time_deposit_withdrawal", OUT, r"simpanan berjangka|deposito|sijangka", 90),
    ("savings_interest", OUT, r"(jasa|bunga) (simpanan|tabungan)", 95),
    ("surplus_payment", OUT, r"(bagi\w*|bayar|pembagian)? ?shu\b|sisa hasil usaha", 92),
    # Between our own cash places
    ("transfer", OUT, r"(setor|setoran|stor|disetor|simpan|masuk\w*) (\w+ )?ke (rek\w*|bank|bri|bni|bca|mandiri|bpd|btn|bsi)", 95),
    ("transfer", OUT, r"setor(an)? (tunai|bank|bri|bni|bca|mandiri|bpd|btn|bsi|kas ke bank|ke kas|ke rekening)|transfer ke (bank|kas|rek\w*)", 90),
    ("transfer", OUT, (r"(pemindahan|pindah|geser|dropping|pengisian|isi) (ke |dana |buku )?(kas|bank)\w*|tarik tunai|penarikan tunai"
                      r"|ambil tunai|penarikan (ke|untuk) kas|kas kecil"), 86),
    ("transfer", IN, r"setoran? (dari|tunai dari) kas|dari kas( umum| tunai| kecil| besar)?|setoran? tunai", 93),
    ("transfer", IN, r"(ambil|tarik|penarikan|pengambilan|terima|cair\w*) (\w+ )?(dari |di )?(bank|rek\w*|bri|bni|bca|mandiri|bpd)", 92),
    ("transfer", IN, r"dari (rek\w*|bank|bri|bni|bca|mandiri|bpd)\b|tarik tunai|penarikan tunai", 88),
    # The bank itself
    ("interest_tax", OUT, r"pajak (atas )?(bunga|jasa|rek\w*|tabungan|bank|giro)|pph (bunga|final|jasa|tabungan)", 96),
    ("interest_tax", OUT, r"pajak", 55),
    ("bank_fee", OUT, r"(biaya )?administrasi (bulanan )?(bank|rek\w*|tabungan|bri|bni|bca|mandiri)|biaya (bank|transfer|atm|buku cek|kartu)", 96),
    ("bank_fee", OUT, r"(biaya )?administrasi( bulanan)?$", 80),
    ("bank_interest", IN, r"bunga (bank|tabungan|rek\w*|giro|bri|bni|deposito)|jasa (giro|bank)|bagi hasil", 96),
    ("bank_interest", IN, r"^(terima )?bunga\b", 80),
    # Loans to members and from others
    ("borrowing", IN, r"(pinjaman|pinjam|hutang|utang|talangan|dana) (\w+ )*(pihak (ke ?)?(ketiga|lain|luar)|bank|lpdb|pengurus|talangan)|talangan", 93),
    ("borrowing_interest", OUT, r"(bunga|jasa) (pinjaman|hutang|utang|bank|lpdb)", 84),
    ("borrowing_repayment", OUT, (r"(kembali\w*|mengembalikan|pengembalian|bayar|angsuran|lunas\w*|pelunasan) (\w+ )*"
                                 r"(pihak (ke ?)?(ketiga|lain|luar)|pinjaman|talangan|lpdb)"), 92),
    ("borrowing_repayment", OUT, r"pihak (ketiga|lain|luar)|talangan", 80),
    ("loan_interest", IN, r"(jasa|bunga)( angsuran)? pinjaman|jasa angsuran|jasa usp|bunga angsuran", 95),
    ("loan_fee", IN, r"provisi|administrasi (pinjaman|kredit)|biaya (pinjaman|kredit)", 93),
    ("penalty", IN, r"denda", 93),
    ("loan_instalment", IN, (r"angsuran( pokok)?( pinjaman)?|cicilan|(bayar|pelunasan|pengembalian|kembali\w*|setoran?) (pokok )?(pinjaman|hutang|kredit)"
                            r"|pokok pinjaman"), 93),
    ("loan_instalment", IN, r"pinjaman", 62),
    ("loan_disbursement", OUT, r"pinjaman( anggota| uang| modal)?|(pencairan|realisasi|beri\w*|pemberian|kredit) (pinjaman|kredit|anggota)|kasbon", 90),
    # Goods
    ("consignment_payment", OUT, r"(titip jual|titipan|konsinyasi|hasil penjualan)", 91),
    ("consignment_commission", IN, r"komisi", 84),
    ("consignment_sale", IN, r"titip jual|konsinyasi|barang titipan|produk (anggota|titipan)", 92),
    ("order_deposit", IN, r"(uang muka|dp|panjar|titipan) (\w+ )*(pesanan|order|bahan|barang)|uang muka|titipan", 78),
    ("goods_receivable", IN, r"(bayar|pelunasan|lunas\w*|terima|angsuran) (piutang|bon|hutang barang|utang barang)|piutang", 86),
    ("goods_sale_members", IN, r"(jual\w*|penjualan) (\w+ )*(ke |kepada |untuk )?anggota", 94),
    ("goods_sale_nonmembers", IN, r"(jual\w*|penjualan) (\w+ )*(ke |kepada )?(umum|non ?anggota|luar|pasar|toko|warung|pembeli)", 94),
    ("goods_sale_nonmembers", IN, r"jual\w*|penjualan|laku|omzet|omset|hasil (toko|warung|usaha|pameran|bazar)", 74),
    ("supplier_payment", OUT, r"(bayar|pelunasan|lunas\w*|angsuran) (hutang|utang|nota|tagihan) (\w+ )*(pemasok|supplier|toko|barang|dagang)", 88),
    ("goods_purchase", OUT, (r"(beli|kulakan|kulak|bayar|pengadaan|modal|uang muka|dp) (\w+ )*"
                            r"(bahan baku|bahan|gula|tepung|minyak|beras|kopi|pupuk|bibit|singkong|pisang|aren|barang dagang\w*|pemasok|supplier|sembako)"), 90),
    ("goods_purchase", OUT, r"kulak\w*|bahan baku|barang dagang\w*|pemasok|supplier|sembako|modal unit( usaha)?", 80),
    # Costs
    ("transport", OUT, r"transport|bensin|solar\b|ongkos (kirim|angkut|jalan)|ongkir|ongkos|perjalanan( dinas)?|parkir|tol\b|ojek|sewa (mobil|kendaraan|pick ?up)|sppd|uang jalan", 92),
    ("meeting", OUT, r"rapat|rat\b|musyawarah|pertemuan|konsumsi|snack|snek|nasi (kotak|box|dus)|jamuan|makan( minum| siang)?|aqua|air mineral", 90),
    ("office", OUT, (r"fotocopy|cetak|atk|alat tulis|kertas|hvs|pulpen|bolpoin|buku (kas|tulis|anggota|besar|simpanan|folio|tabungan)|map\b|amplop|materai|meterai"
                    r"|stempel|tinta|print|jilid|kwitansi|kuitansi|nota\b|kalkulator|penggaris|spidol|banner rapat"), 90),
    ("electricity", OUT, r"listrik|pln\b|token|pdam|air (pam|bersih)|tagihan air", 94),
    ("communication", OUT, r"pulsa|internet|wifi|telepon|telpon|paket data|kuota|indihome|telkom", 94),
    ("honorarium", OUT, r"(honor\w*|insentif|uang saku|tunjangan|thr) (\w+ )*(pengurus|pengawas|ketua|bendahara|sekretaris)|honor\w*|insentif", 91),
    ("wages", OUT, r"gaji|upah|karyawan|ongkos (tukang|kerja)|tenaga|thr\b", 90),
    ("member_education", OUT, r"pelatihan|pendidikan|diklat|bimtek|workshop|studi banding|penyuluhan|narasumber|pembinaan|sosialisasi", 91),
    ("supplies", OUT, r"plastik|kemasan|stiker|label|kardus|lakban|tali\b|kantong|sabun|kebersihan|gas lpg|gas elpiji|perlengkapan", 88),
    ("rent", OUT, r"sewa", 88),
    ("maintenance", OUT, r"servis|service|perbaikan|reparasi|perawatan|pemeliharaan|sparepart|ganti oli", 89),
    ("promotion", OUT, r"promosi|iklan|banner|spanduk|pameran|bazar|brosur|baliho", 88),
    ("permits", OUT, r"perizinan|ijin|izin|notaris|akta|nib\b|pirt|halal|legalitas|bpom|npwp", 89),
    ("equipment", OUT, r"beli (\w+ )*(laptop|komputer|printer|mesin|meja|kursi|lemari|etalase|timbangan|kompor|rak|hp|motor|sealer|freezer|kulkas)|inventaris|peralatan", 88),
    ("donation", OUT, r"sumbangan|santunan|dana sosial|bantuan|takziah|tali asih|sosial|jenguk|duka|infaq|infak|sedekah|kado", 86),
    ("tax", OUT, r"pph\b|ppn\b|pajak (usaha|penghasilan|kendaraan|bumi)", 85),
    ("grant", IN, r"hibah|bantuan|donasi|sumbangan|infaq|infak|sponsor\w*|dana desa", 88),
    ("entrance_fee", IN, r"uang pangkal|pendaftaran|administrasi anggota|kartu anggota|buku anggota|ganti buku", 90),
    ("cash_over", IN, r"selisih (kas|lebih)|kelebihan kas", 86),
    ("cash_short", OUT, r"selisih (kas|kurang)|kekurangan kas", 86),
    # Little is said
    ("mandatory_savings", IN, r"simpanan( anggota)?|setoran? anggota", 48),
    ("other_in", IN, r"pendapatan|lain lain|sewa|jasa|penerimaan lain", 60),
    ("goods_purchase", OUT, r"^beli\b", 50),
    ("other_out", OUT, r"biaya|lain lain|keperluan|operasional|kebutuhan", 60),
    ("suspense", BOTH, r"transfer|titip\w*|pinjam", 30),
)  # fmt: skip
_PATTERNS = [
    (key, way, re.compile(rf"(?<!\w)(?:{words})(?!\w)"), sure) for key, way, words, sure in PATTERNS
]
_NOTE_COSTS = 20  # what only the remark says is less certain than the description


@dataclass(frozen=True, slots=True)
class Guess:
    """A category, how certain in percent, and the words that decided."""

    category: str
    certainty: int
    reason: Reason


def classify(description: str, note: str, *, money_in: bool) -> Guess:
    """The most likely category of a row by its words and the way the money went."""
    way = IN if money_in else OUT
    best: Guess | None = None
    for text, cost in ((normal(description), 0), (normal(note), _NOTE_COSTS)):
        for key, wanted, pattern, sure in _PATTERNS:
            if wanted not in (way, BOTH) or (best is not None and best.certainty >= sure - cost):
                continue
            if match := pattern.search(text):
                reason = Reason.of(f"words_{way}", words=match[0].strip(), category=key)
                best = Guess(key, sure - cost, reason)
    return best or Guess("suspense", 15, Reason.of("no_known_words", category="suspense"))


def known_category(key: str, *, money_in: bool) -> bool:
    """True when a remembered category exists and fits the way the money went."""
    category = CATEGORIES.get(key)
    return category is not None and category.way in (BOTH, IN if money_in else OUT)
