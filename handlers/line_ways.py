"""Every way to cut words into answers, without walking each of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

_LONGEST_PIECE = 6

Sure = Callable[[int, str], bool]
"""Whether a text is a clear answer to the question of this place."""


def agreed(words: Sequence[str], asked: int, sure: Sure) -> list[str] | None:
    """The first answers, as far as all ways agree on them; `None` if there is no way.

    A way cuts all the words into clear answers to the first of `asked` questions, in their order.
    Ways that answer every question go before those that leave some open. Between two places there
    is one step whatever came before, so the work is words x questions, not the number of ways.
    """

    @cache
    def ends(at: int, question: int) -> list[int]:
        longest = min(at + _LONGEST_PIECE, len(words))
        every = range(at + 1, longest + 1)
        return [end for end in every if sure(question, " ".join(words[at:end]))]

    @cache
    def leads(at: int, question: int, whole: bool) -> bool:
        """Whether the words from here on can be cut, with `whole` into all questions left."""
        left, free = len(words) - at, asked - question
        if not left:
            return not (whole and free)
        if left > free * _LONGEST_PIECE or (whole and left < free):
            return False
        return any(leads(end, question + 1, whole) for end in ends(at, question))

    whole = leads(0, 0, True)
    if not whole and not leads(0, 0, False):
        return None
    same: list[str] = []
    at = 0
    while at < len(words):
        on = [end for end in ends(at, len(same)) if leads(end, len(same) + 1, whole)]
        if len(on) > 1:
            break
        same.append(" ".join(words[at : on[0]]))
        at = on[0]
    return same
