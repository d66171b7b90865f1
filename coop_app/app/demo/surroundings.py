"""What surrounds the invented members: heirs, programmes, households, identity numbers of nobody."""

from random import Random

from coop_app.app.demo import people
from coop_app.app.demo.house import House
from coop_app.app.demo.people import Person
from coop_app.members import queries
from coop_app.members import service as members
from coop_app.members.rules.facts import HeirFacts, StayFacts

#: village group → the programmes that run there
_PROGRAMMES = {
    "KUR": ("Desmigratif",), "GON": ("Desmigratif",), "LIP": ("Desmigratif", "Inklusi"),
    "MAN": ("Desbumi",), "BOJ": ("Desbumi",), "NGA": ("Desbumi", "Inklusi"), "SIN": ("Inklusi",),
    "MER": ("Desa Migran Emas",), "SUK": ("Desa Migran Emas", "Desmigratif"), "ROG": (),
}  # fmt: skip
#: relation, the heir's sex (None: either), how often
_HEIRS = {
    "P": (("suami", "L", 5), ("anak", None, 4), ("ibu", "P", 2), ("adik", None, 1)),
    "L": (("istri", "P", 6), ("anak", None, 3), ("ibu", "P", 1), ("kakak", None, 1)),
}
#: one card in so many was copied with a wrong year, as happens
_MISCOPIED = 40


def nik_of(i: int, person: Person) -> str:
    """An identity number of the right form that ends in 0000, which no office gives."""
    day = 1 + i % 28 + (40 if person.sex == "P" else 0)
    year = person.birth_year + (1 if i % _MISCOPIED == _MISCOPIED - 1 else 0)
    return f"3307{1 + i % 15:02d}{day:02d}{1 + i // 28 % 12:02d}{year % 100:02d}0000"


def background(house: House, i: int, person: Person) -> members.Background:
    """The stay abroad, heirs, programmes and household of the i-th member."""
    random = Random(f"{i} {person.name}")  # noqa: S311 - for invented people
    stay = StayFacts(
        country=person.country, work=person.work, from_year=person.left_home, to_year=person.came_back
    )  # fmt: skip
    own, new = _household(house, person, random)
    return members.Background(
        stays=(stay,), heirs=tuple(_heirs(person, random)), household_id=own, new_household=new,
        programme_ids=_programmes(house, person, random),
    )  # fmt: skip


def _heirs(person: Person, random: Random) -> list[HeirFacts]:
    choices = _HEIRS[person.sex]
    count = random.choices((0, 1, 2), (15, 65, 20))[0]
    found = {}
    for relation, sex, _often in random.choices(
        choices, [often for *_r, often in choices], k=count
    ):
        found[relation] = HeirFacts(
            name=people.a_name(sex or random.choice("PL"), random), relation=relation
        )
    return list(found.values())


def _programmes(house: House, person: Person, random: Random) -> list[int]:
    running = queries.list_programmes(house.cooperative_id, person.joined_on)
    wanted = [one.id for one in running if one.name in _PROGRAMMES[person.village]]
    return [key for key in wanted if random.random() < 0.6]


def _household(house: House, person: Person, random: Random) -> tuple[int | None, str]:
    """Some members live under one roof: a household's second member has the name of the first."""
    chance = random.random()
    if person.village in house.roofs and chance < 0.5:
        name = house.roofs.pop(person.village)
        known = {name: key for key, name in queries.list_households(house.cooperative_id)}
        return known[name], ""
    if person.village not in house.roofs and chance < 0.2:
        house.roofs[person.village] = f"Keluarga {person.name}"
        return None, house.roofs[person.village]
    return None, ""
