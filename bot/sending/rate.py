"""Pace: never above a channel's rate, in all and to one chat. Time is an argument.

Messages leave evenly, so that an urgent one waits a gap at most; what is late may be made up for
within two gaps or a fiftieth of a second; and whatever happens, no second ever holds more than the
rate allows.
"""

from __future__ import annotations

from collections import deque
from itertools import takewhile

_GAPS, _SECONDS = 2, 0.02


class Pace:
    """Says how long a channel or a chat has to rest; seconds of one monotonic clock."""

    def __init__(self, per_second: float, per_chat_second: float) -> None:
        self._gap = 1 / per_second
        self._late = max(_GAPS * self._gap, _SECONDS)
        self._chat_gap = 1 / per_chat_second
        self._next = float("-inf")
        self._last: deque[float] = deque(maxlen=max(1, int(per_second)))
        self._chats: dict[str, float] = {}
        self._halted = float("-inf")

    def rest(self, now: float) -> float:
        """Seconds until the channel may send again."""
        full = len(self._last) == self._last.maxlen
        second_over = self._last[0] + 1 if full else now
        return max(0.0, self._next - now, second_over - now, self._halted - now)

    def room(self, now: float) -> int:
        """How many messages may leave now."""
        if self.rest(now) > 0:
            return 0
        even = int((now - max(self._next, now - self._late)) / self._gap) + 1
        gone = sum(1 for _ in takewhile(lambda at: at <= now - 1, self._last))
        return min(even, (self._last.maxlen or 1) - len(self._last) + gone)

    def resting(self, now: float) -> list[str]:
        """The chats that have to rest; those that may be written to again are forgotten."""
        self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        return list(self._chats)

    def chat_free_in(self, now: float) -> float | None:
        """Seconds until the first resting chat is free; `None` if none rests."""
        return min((until - now for until in self._chats.values()), default=None)

    def sent(self, chat: str, now: float) -> None:
        """A message leaves for this chat."""
        self._next = max(self._next, now - self._late) + self._gap
        self._last.append(now)
        self._chats[chat] = now + self._chat_gap

    def hold(self, chat: str, until: float) -> None:
        """Nothing to this chat before `until`: its message is tried again then."""
        self._chats[chat] = max(until, self._chats.get(chat, until))

    def halt(self, now: float, seconds: float) -> None:
        """The platform said 429: nothing at all for this long."""
        self._halted = max(self._halted, now + seconds)
