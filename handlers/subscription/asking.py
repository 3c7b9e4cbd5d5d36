"""What is not said yet is asked: how often, on which day, at which hour."""

from __future__ import annotations

from handlers import movements
from handlers.engine.turn import Choice, Reply, Turn, button, lines, say
from handlers.frequency import FREQUENCIES, LEADER, WEEKLY
from handlers.subscription.possible import Possible
from handlers.subscription.said import Said, hours
from locales import weekdays

_IN_A_ROW = 4


def missing(turn: Turn, found: Possible, told: Said) -> Reply | None:
    """The next question; `None` where everything is said."""
    if told.frequency is None or (found.own and told.frequency == LEADER):
        return _how_often(turn, found)
    if told.frequency != WEEKLY:
        return None
    if told.weekday is None:
        return _which_day(turn, found)
    allowed = hours(found.movement.calendar.hour)
    return None if told.hour in allowed else _which_hour(turn, found, told.weekday, allowed)


def _command(turn: Turn, found: Possible) -> str:
    turn.turn_to(found.movement)
    return f"/subscribe {movements.before(turn)}{found.league.code} {found.scope.code}"


def _how_often(turn: Turn, found: Possible) -> Reply:
    t, command = turn.t, _command(turn, found)
    offered = [one for one in FREQUENCIES if not (found.own and one == LEADER)]
    rows = [(button(t(FREQUENCIES[one]), f"{command} {one}"),) for one in offered]
    return say(lines(found.called(t), t("How often are they to be sent?")), *rows, shows=command)


def _which_day(turn: Turn, found: Possible) -> Reply:
    t, command = turn.t, f"{_command(turn, found)} {WEEKLY}"
    days = [Choice(label=weekdays.weekday(day, t.language), says=f"{command} {day + 1}")
            for day in range(7)]  # fmt: skip
    return say(lines(found.called(t), t("On which day of the week?")), *_rows(days), shows=command)


def _which_hour(turn: Turn, found: Possible, weekday: int, allowed: list[int]) -> Reply:
    t, command = turn.t, f"{_command(turn, found)} {WEEKLY} {weekday + 1}"
    times = [Choice(label=weekdays.hour(hour, t.language), says=f"{command} {hour}")
             for hour in allowed]  # fmt: skip
    day = weekdays.weekday(weekday, t.language)
    text = lines(found.called(t), t("{weekday}: at which time?", weekday=day))
    return say(text, *_rows(times), digits=True, shows=command)


def _rows(choices: list[Choice]) -> list[tuple[Choice, ...]]:
    return [tuple(choices[n : n + _IN_A_ROW]) for n in range(0, len(choices), _IN_A_ROW)]
