"""Whether the platform is there: when message after message fails, it is tried with one at a time.

A platform that is away is neither hammered nor does it use up what waits; once a message gets
through, the rest follows at full speed. Time is an argument: seconds of one monotonic clock.
"""

from __future__ import annotations

_FEW = 3
"""So many chats' messages have to fail and none get through: one or two may be the chats' fault."""
_LONGEST = 60.0
_LATELY = 300.0


class Circuit:
    """Closed while messages get through; open, it lets one through at growing pauses."""

    def __init__(self) -> None:
        self._failed: set[str] = set()
        self._pause = 0.0
        self._opened = self._until = self._worked = float("-inf")
        self._doubt = False

    @property
    def open(self) -> bool:
        """Whether the platform is taken to be away."""
        return self._pause > 0

    def rest(self, now: float) -> float:
        """Seconds until it is tried again."""
        return max(0.0, self._until - now) if self.open else 0.0

    def room(self, room: int, now: float, flying: int) -> int:
        """How many of `room` messages may leave, while so many are on their way."""
        if not self.open:
            return room
        return 0 if flying or self._doubt or self.rest(now) else min(room, 1)

    def asks(self, now: float, flying: int) -> bool:
        """Whether a harmless question goes first: messages may have arrived without an answer."""
        return self.open and self._doubt and not flying and not self.rest(now)

    def tried(self) -> list[str]:
        """The chats whose message was tried already: the next try is another's."""
        return list(self._failed) if self.open else []

    def all_tried(self) -> None:
        """Everybody who waits has had a try: begin again."""
        if self.open:
            self._failed.clear()

    def worked(self, now: float) -> None:
        """A message got through."""
        self._failed.clear()
        self._pause, self._doubt, self._worked = 0.0, False, now

    def worked_lately(self, now: float) -> bool:
        """Whether others get through: then one that fails is at fault itself."""
        return now - self._worked < _LATELY

    def failed(self, chat: str, began: float, now: float, *, doubt: bool) -> None:
        """A message failed for the platform's sake; `doubt`: nobody knows whether it arrived."""
        self._failed.add(chat)
        if not self.open and len(self._failed) < _FEW:
            return
        if began >= self._opened:  # what was on its way before says nothing new
            self._back_off(now, doubt=doubt)

    def answered(self, now: float, *, there: bool) -> None:
        """The harmless question was answered, or not."""
        if there:
            self._doubt = False
        else:
            self._back_off(now, doubt=True)

    def _back_off(self, now: float, *, doubt: bool) -> None:
        self._pause = min(_LONGEST, self._pause * 2 or 1.0)
        self._opened, self._until, self._doubt = now, now + self._pause, doubt
