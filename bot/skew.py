"""How far a platform's clock is from ours, as its answers tell.

Deadlines are days. With a machine's clock a year back people would be told that their reports
are locked; the platform's own date, which stands in every answer, contradicts it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import structlog

log = structlog.get_logger()

TOLERATED = timedelta(minutes=2)
_AGAIN = timedelta(hours=1)


def now() -> datetime:
    """The machine's own time, aware, in UTC."""
    return datetime.now(UTC)


class Skew:
    """Hears the dates of one platform's answers; a log line an hour while they contradict us."""

    def __init__(self, channel: str, clock: Callable[[], datetime] = now) -> None:
        self._channel, self._clock = channel, clock
        self._told: datetime | None = None
        self.ahead: timedelta | None = None

    def heard(self, date: str | None) -> None:
        """The `Date` header of an answer; what cannot be read says nothing."""
        theirs = _moment(date)
        if theirs is None:
            return
        ours = self._clock()
        self.ahead = theirs - ours
        if self.wrong() and (self._told is None or abs(ours - self._told) >= _AGAIN):
            self._told = ours
            log.error("the clock is wrong", channel=self._channel,
                      seconds_behind=round(self.ahead.total_seconds()))  # fmt: skip

    def wrong(self) -> bool:
        """Whether the platform contradicts the machine's clock."""
        return self.ahead is not None and abs(self.ahead) > TOLERATED

    def examined(self, well: bool, says: str) -> tuple[bool, str]:
        """What an examination of the channel found, with what the platform's clock says."""
        if self.ahead is None or not self.wrong():
            return well, says
        way = "behind" if self.ahead > timedelta(0) else "ahead of"
        by = str(timedelta(seconds=round(abs(self.ahead.total_seconds()))))
        return False, f"{says}; this machine's clock is {by} {way} the platform's: set it right"


def _moment(date: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(date) if date else None
    except (ValueError, OverflowError):
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
