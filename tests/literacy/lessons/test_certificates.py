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


@pytest.mark.parametrize(
    ("withdrawn", "named", "now", "expected"),
    [
        (False, True, 80, Standing.VALID), (False, True, 60, Standing.CORRECTED),
        (False, True, 90, Standing.CORRECTED), (False, True, None, Standing.CORRECTED),
        (True, True, 80, Standing.WITHDRAWN), (False, False, 80, Standing.WITHDRAWN),
    ],
)  # fmt: skip
def test_standing(withdrawn: bool, named: bool, now: int | None, expected: Standing) -> None:
    found = certificates.standing(withdrawn=withdrawn, named=named, printed=80, now=now)
    assert found is expected


def test_number_and_hours() -> None:
    assert certificates.number_text(2026, 7) == "SERT/2026/0007"
    assert certificates.hours_text(80) == (1, 20)
