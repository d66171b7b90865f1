"""Who gets a certificate, and when one no longer holds."""

import pytest

from coop_app.literacy.rules.lessons import certificates
from coop_app.literacy.rules.lessons.certificates import Standing


@pytest.mark.parametrize(
    ("present", "minutes", "share", "expected"),
    [
        (60, 80, 75, True), (59, 80, 75, False), (80, 80, 100, True), (79, 80, 100, False),
        (0, 80, 1, False), (10, 0, 75, False), (90, 80, 75, True),
    ],
)  # fmt: skip
def test_enough(present: int, minutes: int, share: int, expected: bool) -> None:
    assert certificates.enough(present=present, minutes=minutes, share=share) is expected


def test_standing() -> None:
    printed = ("Siti Aminah", 80)
    same = {"withdrawn": False, "printed": printed}
    assert certificates.standing(**same, now=printed) is Standing.VALID
    for now in (("Siti Aminah", 60), ("Siti Amina", 80), None):
        assert certificates.standing(**same, now=now) is Standing.CORRECTED
    withdrawn = certificates.standing(withdrawn=True, printed=printed, now=printed)
    assert withdrawn is Standing.WITHDRAWN


def test_number_and_hours() -> None:
    assert certificates.number_text(2026, 7) == "SERT/2026/0007"
    assert certificates.hours_text(80) == (1, 20)
