"""A round of a live exercise: what may be answered, and what is shown of the answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop_app.literacy.rules.modules.shapes import Exercise
from coop_app.refusal import N_, Refused

#: results stay hidden while fewer answered
ENOUGH = 3
#: rows that are read from the last bench
MOST_ROWS = 12
#: what the trainer counts when a number is asked: hands for the right one, hands for another
RIGHT_HANDS, OTHER_HANDS = 1, 0
#: hands in one room
MOST_HANDS = 500
LARGEST = 10**13


class RoundClosed(Refused):
    """Answers stay as they were when the round was closed."""

    message = N_("This question is closed. Look at the screen.")


class AnswerUnclear(Refused):
    """Neither one of the choices nor a number."""

    message = N_("Choose one of the answers, or write a number.")
    field = "answer"


class HandsUnclear(Refused):
    """Hands are counted, from none to a full room."""

    message = N_("Write how many hands you counted, from 0 to %(most)s.")
    field = "hands"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the result."""

    label: str
    count: int
    #: percent of all answers, whole, for the width of the bar
    share: int
    is_right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """What the room answered; `bars` is empty while fewer than three answered."""

    answered: int
    bars: tuple[Bar, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether too few answered to show anything."""
        return self.answered < ENOUGH


def check_answer(exercise: Exercise, value: int | None) -> int:
    """The answer as it is kept: the place of a choice, or the number. Raises `AnswerUnclear`."""
    if value is None:
        raise AnswerUnclear
    fits = 0 <= value < len(exercise.choices) if exercise.choices else abs(value) <= LARGEST
    if not fits or not (exercise.choices or takes_numbers(exercise)):
        raise AnswerUnclear
    return value


def check_hands(exercise: Exercise, hands: Mapping[int, int]) -> dict[int, int]:
    """Counts by choice; zeros are left out. Raises `HandsUnclear`."""
    places = range(len(exercise.choices)) if exercise.choices else (OTHER_HANDS, RIGHT_HANDS)
    if any(not 0 <= count <= MOST_HANDS for count in hands.values()):
        raise HandsUnclear(most=MOST_HANDS)
    return {place: hands[place] for place in places if hands.get(place)}


def takes_numbers(exercise: Exercise) -> bool:
    """Whether a phone can answer with a whole number."""
    return not exercise.choices and isinstance(exercise.answer, int)


def right_value(exercise: Exercise) -> int | None:
    """The place of the right choice or the right number; None for an opinion."""
    if exercise.choices:
        return exercise.right
    return exercise.answer if isinstance(exercise.answer, int) else None


def tally(
    exercise: Exercise, answers: Mapping[int, int], hands: Mapping[int, int], labels: Sequence[str]
) -> Tally:
    """Phones and hands together. `labels`: for a number "right hands", "other hands", "others"."""
    total = sum(answers.values()) + sum(hands.values())
    if total < ENOUGH:
        return Tally(total, ())
    if exercise.choices:
        rows = _of_choices(exercise, answers, hands)
    else:
        rows = _of_numbers(exercise, answers, hands, labels)
    return Tally(
        total, tuple(Bar(label, n, n * 100 // total, is_right) for label, n, is_right in rows)
    )


def _of_choices(
    exercise: Exercise, answers: Mapping[int, int], hands: Mapping[int, int]
) -> list[tuple[str, int, bool]]:
    return [
        (text, answers.get(place, 0) + hands.get(place, 0), place == exercise.right)
        for place, text in enumerate(exercise.choices)
    ]


def _of_numbers(
    exercise: Exercise, answers: Mapping[int, int], hands: Mapping[int, int], labels: Sequence[str]
) -> list[tuple[str, int, bool]]:
    """The most frequent numbers; the rest in one row, so that the screen never fills up."""
    right = right_value(exercise)
    room = MOST_ROWS - 3
    common = sorted(Counter(answers).most_common(), key=lambda pair: (-pair[1], pair[0]))
    rows = [(f"{n:,}".replace(",", "."), count, n == right) for n, count in common[:room]]
    rest = sum(count for _, count in common[room:])
    extra = [
        (labels[0], hands.get(RIGHT_HANDS, 0), True),
        (labels[1], hands.get(OTHER_HANDS, 0), False),
        (labels[2], rest, False),
    ]
    return rows + [row for row in extra if row[1]]
