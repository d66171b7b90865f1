"""Timers, and what they ran on."""

import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable

from coop_app import sqlite_settings


def rate(count: int, act: Callable[[int], object], *, rounds: int = 3) -> float:
    """Acts a second: the median of some rounds of `count` acts each."""
    rates = []
    for turn in range(rounds):
        start = time.perf_counter()
        for n in range(turn * count, (turn + 1) * count):
            act(n)
        rates.append(count / (time.perf_counter() - start))
    return statistics.median(rates)


def milliseconds(act: Callable[[], object], *, rounds: int = 15) -> float:
    """The median time of one act, warm."""
    act()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def machine() -> str:
    """Processor count, versions, and how durable SQLite is made."""
    mode, synchronous = sqlite_settings.journal()
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python"
        f" {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
        f" (journal {mode}, synchronous {synchronous})"
    )
