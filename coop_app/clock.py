"""The only place that asks the computer for the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The business date in the office (WIB), never the date in UTC."""
    return now().astimezone(OFFICE_ZONE).date()


def office_time(moment: datetime) -> datetime:
    """The same moment on the office's wall clock."""
    return moment.astimezone(OFFICE_ZONE)
