"""The offices' places for individuals as they stand, and where the Council has said otherwise."""

from __future__ import annotations

from markupsafe import Markup

from handlers.awards.council import words
from handlers.awards.council.seat import Seat
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Reply, Turn, button, lines, say
from services import places as allotting
from services.places import Places, Row


def places(turn: Turn, at: Seat) -> Places:
    """Of all offices below the Council."""
    return allotting.of_council(turn.db, at.movement, at.year, at.council, turn.today)


def row(found: Places, unit_id: int) -> Row | None:
    """An office's row."""
    return next((one for one in found.rows if one.unit.id == unit_id), None)


def page(turn: Turn, at: Seat) -> Reply:
    """All of them; the secretary chooses one."""
    t, found = turn.t, places(turn, at)
    text = lines(
        Markup("<b>{}</b>").format(t("Places for individuals, {year}", year=at.year)),
        t("{n} of {total} places are given.", n=found.given, total=found.all),
        *(told(turn, one) for one in found.rows),
    )
    rows: list[tuple[Choice, ...]] = []
    if at.secretary:
        rows = [(Choice(label=one.unit.name, says=f"{COMMAND} override {one.unit.code}"),)
                for one in found.rows]  # fmt: skip
    how = (button(t("How they are worked out"), f"{COMMAND} places"),)
    return say(text, *rows, how, (button(t("Back"), COMMAND),))


def told(turn: Turn, one: Row, name: Markup | None = None) -> Markup:
    """An office's places; where the Council has said otherwise, the rule's and the reason."""
    t = turn.t
    said = t("- {name}: {value}", name=name or one.unit.name, value=one.places)
    if one.word is None or one.word.places is None:
        return said
    why = t("By the rule {n}; {who}: {reason}", n=one.by_rule, who=one.word.who,
            reason=one.word.reason)  # fmt: skip
    return lines(said, words.under(why))
