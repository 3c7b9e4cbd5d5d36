"""One unit of the board: whom to call, and what can be done for it."""

from __future__ import annotations

from markupsafe import Markup

from handlers import hours, rights
from handlers.board.state import contact, state
from handlers.engine.turn import Choice, Reply, Turn, button, lines, say
from handlers.overview import progress
from handlers.overview.progress import Topic
from handlers.reminder_task import key
from handlers.wording.reports import title
from scoring.duties import may_be_given
from storage import board
from storage.board import Place
from storage.history import COUNTS
from storage.units import Unit


def card(turn: Turn, unit: Unit, topic: Topic) -> Reply:
    """Its report's state, the people with their numbers, and the buttons."""
    t = turn.t
    one = next(iter(progress.places(turn, unit, topic)), None)
    if one is None:
        return say(t("Nothing is asked for these days."))
    text = lines(
        Markup("<b>{}</b>").format(title(t, unit, topic.form, topic.period)),
        state(t, one.status),
        *_people(turn, one, topic),
    )
    return say(text, *_acts(turn, one, topic), _up(turn, unit, topic))


def _people(turn: Turn, one: Place, topic: Topic) -> list[Markup]:
    told: list[Markup] = []
    for holder in one.holders:
        alone = Place(one.unit, one.status, [holder])
        told.append(turn.t.row(contact(turn, alone, topic, phones=False), " · "))
        if holder.phone and rights.allowed(turn, "remind", one.unit):
            told.append(turn.t("To call: {phone}", phone=holder.phone))
    return told or contact(turn, one, topic)


def _acts(turn: Turn, one: Place, topic: Topic) -> list[tuple[Choice, ...]]:
    t, unit = turn.t, one.unit
    rows: list[tuple[Choice, ...]] = []
    named = f"{unit.code} {topic.form.code} {topic.period.code}"
    owes, open_now = one.status not in COUNTS, _open(turn, one, topic)
    if owes and open_now and _may_hear(turn, one) and rights.allowed(turn, "remind", unit):
        rows.append((button(t("Remind"), f"/board remind {named}"),))
    late = turn.today > topic.form.lock(topic.period) and rights.allowed(turn, "report_late", unit)
    if owes and (open_now or late) and rights.allowed(turn, "report", unit):
        rows.append((button(t("Enter it on behalf"), f"/report {named}"),))
    guests = [holder for holder in one.holders if not holder.joined]
    if guests and rights.allowed(turn, "invite", unit):
        rows.append((button(t("New invitation"), f"/board invite {unit.code}"),))
    return rows


def _may_hear(turn: Turn, one: Place) -> bool:
    """Whether somebody is reached who has no reminder yet for the day on which it would leave."""
    local = turn.now.astimezone(turn.zone)
    day = hours.next_open(local, turn.movement.calendar.hour).date()
    keys = [key(holder.id, day) for holder in one.holders if holder.reached]
    return len(board.queued(turn.db, keys)) < len(keys)


def _open(turn: Turn, one: Place, topic: Topic) -> bool:
    open_now = may_be_given(topic.form, topic.period, turn.today)
    return open_now or one.status == "returned"


def _up(turn: Turn, unit: Unit, topic: Topic) -> tuple[Choice, ...]:
    """Back to the board of the unit above that one looks after."""
    above = rights.unit_above(turn, unit.parent_id, "board")
    if above is None:
        return ()
    says = f"/board {above.code} {topic.form.code} {topic.period.code}"
    return (button(turn.t("Back to the board"), says),)
