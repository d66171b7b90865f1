"""Make coop_app/auth/bad_passwords.txt.gz: what guessers try first, in English and Indonesian."""

import gzip
from itertools import product
from pathlib import Path

TARGET = Path(__file__).parent.parent / "coop_app" / "auth" / "bad_passwords.txt.gz"

WORDS = """
password passw0rd pass katasandi sandi sandiku rahasia rahasiaku admin administrator root user
login masuk welcome selamatdatang letmein master superman batman dragon monkey football baseball
basketball soccer shadow sunshine princess iloveyou loveyou trustno whatever freedom computer
internet starwars michael jennifer jordan hunter ranger thomas robert daniel george charlie andrew
jessica pepper ginger summer winter spring autumn flower cookie cheese chocolate banana orange
apple google facebook whatsapp instagram youtube tiktok twitter telegram samsung android iphone
windows microsoft qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qweasd qweasdzxc qwer
asdf zxcv wasd sayang sayangku sayangkamu cinta cintaku cintakamu akucintakamu akusayangkamu
kangen rindu bidadari pelangi bunga mawar melati anggrek bintang bulan matahari mentari langit
laut gunung hujan permata mutiara berlian intan emas perak bismillah alhamdulillah assalamualaikum
allah allahuakbar muhammad subhanallah masyaallah insyaallah ramadhan lebaran idulfitri indonesia
indonesiaraya merdeka merdekaatau garuda pancasila nusantara merahputih kemerdekaan proklamasi
jakarta bandung surabaya semarang yogyakarta jogja solo malang medan makassar denpasar bali lombok
wonosobo temanggung banjarnegara purwokerto cilacap kebumen magelang dieng kalibening kertek
garung mojotengah selomerto kaliwiro leksono hongkong taiwan malaysia singapura arabsaudi korea
jepang brunei macau abudhabi dubai persib persija persebaya arema psis timnas juventus barcelona
realmadrid manchester arsenal liverpool chelsea milan koperasi koperasiku koperasidesa kopdes
simpanpinjam simpanan pinjaman bendahara ketua sekretaris pengawas anggota pengurus desmigratif
desbumi migran purnamigran buruhmigran wirausaha usaha uang uangku duit kaya kayaraya sukses
berkah rejeki rezeki keluarga keluargaku anakku istriku suamiku ibuku ayahku bapak mamah papah
bunda kakak adik nenek kakek mertua ahmad agus budi slamet sutrisno supriyadi sugeng joko bambang
eko hendra heru iwan rudi wawan yanto yudi dedi andi siti sri wahyuni lestari rahayu sulastri
suryani fitri fitriani dewi ratna nurul kartini sumiyati tumini yuni yanti endah kucing anjing
kelinci harimau singa gajah kupukupu lebah semut ayam bebek kambing sapi kerbau kuda naga elang
nasigoreng bakso sate rendang tempe tahu soto gudeg kopi teh susu gula garam cabai bawang beras
jagung singkong semangat bahagia gembira senang sehat selalu ceria damai sejahtera makmur jaya
maju bersama mandiri sentosa senin selasa rabu kamis jumat sabtu minggu januari februari maret
april mei juni juli agustus september oktober november desember test testing tester contoh
percobaan coba cobacoba demo guest tamu default changeme gantilah ganti belumdiganti secret
private access server database system network security hello hellothere halo haloapa apakabar
terimakasih
""".split()
ENDINGS = [
    "",
    "1",
    "12",
    "123",
    "1234",
    "12345",
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "01",
    "11",
    "21",
    "69",
    "77",
    "88",
    "99",
    "00",
    "000",
    "111",
    "321",
    "007",
    "234",
    "!",
    "!!",
    "123!",
    "1!",
    *(str(year) for year in range(1970, 2031)),
]
DIGITS = [
    *(d * n for d in "0123456789" for n in range(6, 17)),
    *("1234567890123456789"[:n] for n in range(6, 20)),
    *("0987654321098765"[:n] for n in range(6, 17)),
    "112233445566",
    "121212121212",
    "123123123123",
    "123321123321",
    "111222333444",
    "147258369",
    "147258369000",
    "159753456852",
    "741852963",
    "987654321000",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u8i",
    "q1w2e3r4t5y6",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "zaq12wsxcde3",
    "qwerty123456",
    "qwertyuiop123",
    "abc123456789",
    "abcd12345678",
    "a1b2c3d4e5f6",
    "abcdefghijkl",
    "abcdefghij",
    "aaaaaaaaaa",
    "aku12345678",
    "passwordpassword",
    "correcthorsebatterystaple",
]
SHORTEST_THAT_COUNTS = 8


def entries() -> list[str]:
    """Words with usual endings, doubled and paired, and runs of digits; as a guesser folds them."""
    made = {word + ending for word, ending in product(WORDS, ENDINGS)} | set(DIGITS)
    made |= {word * 2 for word in WORDS} | {word * 3 for word in WORDS}
    made |= {f"{year}{word}" for word in WORDS for year in ("123", "1234", "2024", "2025", "2026")}
    made |= {f"{a}{b}" for a, b in product(("aku", "saya", "kamu", "my", "i"), WORDS)}
    return sorted(word for word in made if len(word) >= SHORTEST_THAT_COUNTS)


if __name__ == "__main__":
    found = entries()
    TARGET.write_bytes(gzip.compress("\n".join(found).encode(), 9, mtime=0))
    print(f"{len(found)} entries, {TARGET.stat().st_size} bytes")
