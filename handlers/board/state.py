"""How far a unit's report is, and how whoever gives it can be reached, in words."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Turn
from handlers.overview.progress import Topic
from handlers.reminder_task import key
from locales.translator import N_, Translator
from storage import board
from storage.board import Holder, Place

_STATES = {
    None: N_("not begun"),
    "draft": N_("begun"),
    "returned": N_("returned for correction"),
    "confirmed": N_("waits to be checked"),
    "accepted": N_("accepted"),
}


def state(t: Translator, status: str | None) -> Markup:
    """How far the report is."""
    return t(_STATES[status])


def contact(turn: Turn, one: Place, topic: Topic, *, phones: bool = True) -> list[Markup]:
    """Who gives it: name, number, whether a message reaches them, whether one went out today."""
    if not one.holders:
        return [turn.t("nobody is named for it")]
    if not rights.allowed(turn, "remind", one.unit):
        return []
    return [word for holder in one.holders for word in _holder(turn, holder, topic, phones)]


def _holder(turn: Turn, holder: Holder, topic: Topic, phones: bool) -> Iterator[Markup]:
    yield Markup("{}").format(holder.name)
    if holder.phone and phones:
        yield Markup("{}").format(holder.phone)
    if not holder.joined:
        yield turn.t("has not joined")
    elif not holder.reached:
        yield turn.t("has closed the chat")
    elif reminded(turn, topic, holder.id):
        yield turn.t("reminded today")


def reminded(turn: Turn, topic: Topic, person_id: int) -> bool:
    """Whether today's reminder of this person was queued already (all are looked up at once)."""
    known: dict[int, bool] = turn.seen.setdefault("reminded", {})
    if person_id not in known:
        wanted = _people(turn, topic) | {person_id}
        there = board.queued(turn.db, (key(one, turn.today) for one in wanted))
        known.update({one: key(one, turn.today) in there for one in wanted})
    return known[person_id]


def _people(turn: Turn, topic: Topic) -> set[int]:
    """Everybody on the boards that this turn has read."""
    of_topic = [name for name in turn.seen if isinstance(name, tuple) and topic.which in name]
    read = [turn.seen[name] for name in of_topic if name[0] == "board"]
    return {holder.id for found in read for place in found for holder in place.holders}
