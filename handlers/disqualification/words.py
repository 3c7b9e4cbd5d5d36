"""What somebody writes in their own words: a reason, a conclusion's number, an answer."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import Turn

LONGEST = 1000
_LONGEST_NUMBER = 100


def read(turn: Turn, most: int = LONGEST) -> str | Markup:
    """The words, or why they cannot be taken: a button's word alone says nothing."""
    text = turn.text.strip()
    if turn.word is not None or turn.tapped or not any(one.isalnum() for one in text):
        return turn.t("Please write it in words.")
    if len(text) > most:
        return turn.t("That is too long: at most {n} characters.", n=most)
    return text


def number(turn: Turn) -> str | Markup:
    """The number of a written conclusion."""
    return read(turn, _LONGEST_NUMBER)
