"""How slow guessing becomes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coop_app.refusal import N_, Refused

#: failures that are looked at, and for how long
REMEMBERED = timedelta(hours=24)
_FIRST_WAIT = 15
_LONGEST_WAIT = 900


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed tries since the last good one: so many, the latest of them."""

    count: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class Tries:
    """What is remembered about one try to sign in."""

    #: this name from this address
    pair: Failures
    #: this name from anywhere
    name: Failures
    #: any name from this address
    address: Failures
    #: anything from anywhere, in the last hour
    all: Failures
    #: this name has signed in from this address before
    known_address: bool


class TooManyTries(Refused):
    """Guessing is made slow, never impossible: nobody can lock another out for good."""

    message = N_("Too many wrong tries. Wait %(minutes)s minutes, then try again.")


def wait(tries: Tries, now: datetime) -> timedelta:
    """How long this one must still wait.

    An address from which the name has signed in before answers only for its own tries, so that a
    stranger elsewhere cannot keep the treasurer out.
    """
    waits = [_left(tries.pair, 5, now)]
    if not tries.known_address:
        waits += [
            _left(tries.name, 20, now),
            _left(tries.address, 30, now),
            _left(tries.all, 300, now),
        ]
    return max(waits)


def _left(failures: Failures, free: int, now: datetime) -> timedelta:
    if failures.latest is None or failures.count < free:
        return timedelta(0)
    doubled = min(failures.count - free, 10)
    seconds = min(_FIRST_WAIT * 2**doubled, _LONGEST_WAIT)
    return max(failures.latest + timedelta(seconds=seconds) - now, timedelta(0))
