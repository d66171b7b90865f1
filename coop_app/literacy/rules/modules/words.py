"""How the answer of an exercise is said, and how long its parts of a day are."""

from coop_app.literacy.rules.modules.shapes import Exercise
from coop_app.money import grouped, rupiah

RUPIAH, PERCENT, MONTHS, WORDS = "rupiah", "percent", "months", "words"


def said(exercise: Exercise, answer: object) -> str:
    """`Rp1.250.000`, `3,56%`, `4 bulan`, `22 kg`; a lack is said as “kurang”."""
    if exercise.kind == WORDS or not isinstance(answer, int | str):
        return str(answer)
    if exercise.kind == PERCENT:
        whole, _point, rest = str(answer).partition(".")
        return f"{grouped(int(whole))},{rest}%" if rest else f"{grouped(int(whole))}%"
    number = int(answer)
    if exercise.kind == RUPIAH:
        return rupiah(number) if number >= 0 else f"kurang {rupiah(-number)}"
    return f"{grouped(number)} {'bulan' if exercise.kind == MONTHS else exercise.kind}"


def answer_of(exercise: Exercise) -> str:
    """The answer as it is written on the board."""
    return said(exercise, exercise.answer)
