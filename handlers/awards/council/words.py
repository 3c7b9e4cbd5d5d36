"""What people write in their own words here: reasons, questions, answers."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import Turn

LONGEST, LEAST = 1000, 10
"""Characters: fewer say nothing to whoever reads it later."""


def under(text: Markup) -> Markup:
    """A line that belongs to the one above it."""
    return Markup("  {}").format(text)


def item(text: Markup) -> Markup:
    """A line of a list."""
    return Markup("- {}").format(text)


def read(turn: Turn, least: int = LEAST, most: int = LONGEST) -> str | Markup:
    """The words, or why they cannot be taken: a button's word alone says nothing."""
    if turn.word is not None or turn.tapped:
        return turn.t("Please write it in words.")
    return fits(turn, turn.text.strip(), least, most)


def fits(turn: Turn, text: str, least: int = LEAST, most: int = LONGEST) -> str | Markup:
    """These words, or why they cannot be taken."""
    if not any(one.isalnum() for one in text):
        return turn.t("Please write it in words.")
    if len(text) < least:
        return turn.t("That is too short: at least {n} characters.", n=least)
    if len(text) > most:
        return turn.t("That is too long: at most {n} characters.", n=most)
    return text
