"""Invented people: names, villages and journeys that could be true and belong to nobody."""

from dataclasses import dataclass
from datetime import date
from random import Random

#: village group → district, as the cooperative's area is made
VILLAGES = (
    ("KUR", "Kuripan", "Watumalang"), ("GON", "Gondang", "Watumalang"),
    ("LIP", "Lipursari", "Leksono"), ("MAN", "Manggis", "Leksono"),
    ("BOJ", "Bojasari", "Kertek"), ("NGA", "Ngadikusuman", "Kertek"), ("SIN", "Sindupaten", "Kertek"),
    ("MER", "Mergosari", "Sukoharjo"), ("SUK", "Sukoharjo", "Sukoharjo"), ("ROG", "Rogojati", "Sukoharjo"),
)  # fmt: skip
_WOMEN = """Siti Sri Nur Endang Tri Dwi Umi Rina Wahyu Eni Lestari Suwarni Sumiyati Tumini Partini Yuni Indah Ratna
 Puji Dewi Ika Titik Murni Kasiyem Rukmini Sulastri Nanik Winarti Khotimah Maryam""".split()
_MEN = """Slamet Budi Agus Joko Sugeng Bambang Widodo Sutrisno Wahid Mujiono Eko Heri Tarno Rohmat Yanto Suparman
 Kuswanto Imam Solikin Darmadi""".split()
_SECOND_W = """Rahayu Wahyuni Lestari Handayani Astuti Setyowati Hidayah Fatimah Ningsih Purwanti Mulyani Utami
 Kurniasih Susanti Widayati Rohmah Safitri Hartati Yuliana Aminah""".split()
_SECOND_M = """Santoso Prasetyo Wibowo Setiawan Nugroho Riyadi Hidayat Purnomo Haryanto Susilo Mustofa Kurniawan
 Wijaya Raharjo Sukarno Saputra""".split()
#: country, usual work, how often
_JOURNEYS = (
    ("Hong Kong", "Pekerja rumah tangga", 34), ("Taiwan", "Perawat lansia", 22), ("Malaysia", "Buruh pabrik", 18),
    ("Singapura", "Pekerja rumah tangga", 12), ("Arab Saudi", "Pekerja rumah tangga", 8),
    ("Korea Selatan", "Buruh pabrik", 4), ("Brunei", "Buruh bangunan", 2),
)  # fmt: skip
#: how somebody pays dues, how often
_HABITS = (("steady", 46), ("rapel", 28), ("late", 14), ("ahead", 8), ("stopped", 4))


@dataclass(frozen=True, slots=True)
class Person:
    """One invented member before the cooperative knows them."""

    name: str
    sex: str
    birth_year: int
    village: str
    phone: str
    joined_on: date
    country: str
    work: str
    left_home: int
    came_back: int
    habit: str
    #: rupiah a month this household can put aside beyond its dues
    spare: int


def invent(count: int, *, first: date, last: date, random: Random) -> list[Person]:
    """So many people who join between two days, most of them at the beginning."""
    names: set[str] = set()
    people = [_person(i, names, first, last, random) for i in range(count)]
    return sorted(people, key=lambda person: (person.joined_on, person.name))


def _person(i: int, names: set[str], first: date, last: date, random: Random) -> Person:
    sex = "P" if random.random() < 0.78 else "L"
    came_back = random.randint(2008, first.year)
    country, work, _often = random.choices(_JOURNEYS, [often for *_rest, often in _JOURNEYS])[0]
    return Person(
        name=_name(sex, names, random),
        sex=sex,
        birth_year=random.randint(1968, 1996),
        village=VILLAGES[i % len(VILLAGES)][0],
        # numbers that begin with 0810 are given to nobody
        phone=f"0810-{1000 + i}-{i * 37 % 10_000:04d}",
        joined_on=_joining_day(first, last, random),
        country=country,
        work=work,
        left_home=came_back - random.randint(2, 9),
        came_back=came_back,
        habit=random.choices([habit for habit, _n in _HABITS], [often for _h, often in _HABITS])[0],
        spare=random.choice((0, 0, 10_000, 20_000, 25_000, 50_000, 100_000)),
    )


def a_name(sex: str, random: Random) -> str:
    """A first and a second name."""
    firsts, seconds = (_WOMEN, _SECOND_W) if sex == "P" else (_MEN, _SECOND_M)
    return f"{random.choice(firsts)} {random.choice(seconds)}"


def _name(sex: str, taken: set[str], random: Random) -> str:
    for _try in range(200):
        name = a_name(sex, random)
        if name not in taken:
            break
    taken.add(name)
    return name


def _joining_day(first: date, last: date, random: Random) -> date:
    days = (last - first).days
    if random.random() < 0.45:
        return date.fromordinal(first.toordinal() + random.randint(0, min(20, days)))
    return date.fromordinal(first.toordinal() + random.randint(0, max(int(days * 0.9), 1)))
