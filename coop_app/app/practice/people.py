"""Invented members of a practice cooperative: names that belong to nobody, numbers given to nobody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented member; `saved` is what lies in simpanan sukarela, rupiah."""

    name: str
    sex: str
    saved: int


#: their places in this list are what the exercises call them by
MEMBERS = (
    Invented("Suminah Latihan", "F", 100_000),
    Invented("Warsito Latihan", "M", 250_000),
    Invented("Tukinem Latihan", "F", 400_000),
    Invented("Paryono Latihan", "M", 150_000),
    Invented("Ngatini Latihan", "F", 600_000),
    Invented("Sakiman Latihan", "M", 50_000),
    Invented("Rumini Latihan", "F", 300_000),
    Invented("Tarjo Latihan", "M", 200_000),
    Invented("Lasmini Latihan", "F", 0),
    Invented("Wagiman Latihan", "M", 350_000),
    Invented("Parsih Latihan", "F", 125_000),
    Invented("Kusno Latihan", "M", 500_000),
)
#: who borrows, who saves more than one person may pay out, who leaves
BORROWER, RICH, LEAVER = 3, 4, 10
TREASURER, CHAIR = "Bendahara latihan", "Ketua latihan"
