"""What answers are worth, and how much of what was missing was gained (cases.md T-1 … T-6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from coop_app.literacy.rules.lessons.items import Item
from coop_app.money import half_up
from coop_app.refusal import N_

#: a sentence needs at least so many people who took both tests; fewer could be recognised
SMALLEST_CLASS = 3


def right_items(items: Sequence[Item], answers: Mapping[str, int]) -> frozenset[str]:
    """Keys of the items that count; one that needs another counts only when that is right too (T-4)."""
    plain = {item.key for item in items if answers.get(item.key) == item.right}
    return frozenset(
        item.key for item in items if item.key in plain and (not item.needs or item.needs in plain)
    )


def score(items: Sequence[Item], answers: Mapping[str, int]) -> int:
    """How many items count."""
    return len(right_items(items, answers))


def gain(before: int, after: int, most: int) -> Fraction | None:
    """Normalised gain, (after − before) ÷ (most − before); None when nothing was missing (T-6)."""
    if before >= most:
        return None
    return Fraction(after - before, most - before)


@dataclass(frozen=True, slots=True)
class Pair:
    """One person's two tests; None for the one not taken."""

    before: int | None
    after: int | None

    @property
    def is_whole(self) -> bool:
        """Whether both were taken."""
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class ClassGain:
    """What a class gained. Means are exact; they count only those who took both tests."""

    both: int
    only_before: int
    only_after: int
    most: int
    mean_before: Fraction | None
    mean_after: Fraction | None
    #: of the class mean; None when nobody took both or nothing was missing
    gain: Fraction | None
    #: how many of those who took both gained, stayed, fell
    up: int
    same: int
    down: int


def class_gain(pairs: Sequence[Pair], most: int) -> ClassGain:
    """The gain of the class mean; whoever took only one test is counted and left out of it."""
    whole = [(p.before, p.after) for p in pairs if p.before is not None and p.after is not None]
    means = (
        (
            Fraction(sum(b for b, _ in whole), len(whole)),
            Fraction(sum(a for _, a in whole), len(whole)),
        )
        if whole
        else (None, None)
    )
    before, after = means
    gained = None
    if before is not None and after is not None and before < most:
        gained = (after - before) / (most - before)
    return ClassGain(
        both=len(whole),
        only_before=sum(p.before is not None and p.after is None for p in pairs),
        only_after=sum(p.before is None and p.after is not None for p in pairs),
        most=most,
        mean_before=before,
        mean_after=after,
        gain=gained,
        up=sum(a > b for b, a in whole),
        same=sum(a == b for b, a in whole),
        down=sum(a < b for b, a in whole),
    )


def in_hundredths(gained: Fraction | None) -> int | None:
    """Percent to the nearest whole number; None stays None."""
    return None if gained is None else half_up(gained * 100)


def tenths(mean: Fraction | None) -> str:
    """`6,4`, or "" for none."""
    if mean is None:
        return ""
    value = half_up(mean * 10)
    return f"{value // 10},{value % 10}"


def sentence(result: ClassGain) -> str:
    """The English message id that says what the class gained; its figures are %(percent)s, %(most)s."""
    if result.both < SMALLEST_CLASS:
        return N_("Fewer than three people took both tests, so nothing is said about the class.")
    if result.gain is None:
        return N_("Everybody knew everything before the course already; a gain cannot be told.")
    if result.gain < 0:
        return N_(
            "After the course the class knew less than before. Look at the questions and at the day of the test."
        )
    if result.gain == 0:
        return N_("After the course the class knows as much as before.")
    return N_("Of 100 parts the class did not know before, it knows %(percent)s now.")
