"""How often one address may ask for what anybody may see."""

from datetime import datetime, timedelta
from threading import Lock

from coop_app import clock

_MINUTE = timedelta(minutes=1)
_MOST_ADDRESSES = 10_000


class Pace:
    """So many times a minute for each address; kept in memory, so it costs no write."""

    def __init__(self, a_minute: int) -> None:
        self._most = a_minute
        self._since: datetime | None = None
        self._asked: dict[str, int] = {}
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        """Count one more question; False when this minute had enough of them."""
        now = clock.now()
        with self._lock:
            stale = self._since is None or not timedelta() <= now - self._since < _MINUTE
            if stale or len(self._asked) >= _MOST_ADDRESSES:
                self._since, self._asked = now, {}
            self._asked[address] = self._asked.get(address, 0) + 1
            return self._asked[address] <= self._most
