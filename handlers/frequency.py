"""How often standings are sent: the choices in words, and the ways to them."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from handlers import movements, rights
from handlers.engine.turn import Choice, Turn, button
from locales import weekdays
from locales.translator import N_, Translator
from scoring.levels import League
from storage import subscriptions
from storage.subscriptions import Following
from storage.units import Unit

FREQUENCIES = {
    "daily": N_("Every day"),
    "weekly": N_("Every week"),
    "deadline": N_("After each deadline"),
    "leader": N_("When the leader changes"),
}
WEEKLY, LEADER = "weekly", "leader"


def when(t: Translator, frequency: str, weekday: int | None, hour: int | None) -> Markup:
    """How often, in words: "Every week, Monday 08:00"."""
    said = t(FREQUENCIES[frequency])
    if weekday is None:
        return said
    day = weekdays.weekday(weekday, t.language)
    if hour is None:
        return t("{often}, {weekday}", often=said, weekday=day)
    return t("{often}, {weekday} {time}", often=said, weekday=day,
             time=weekdays.hour(hour, t.language))  # fmt: skip


def offer(turn: Turn, league: League, scope: Unit) -> tuple[Choice, ...]:
    """The way to have the table sent that is shown, with what is chosen now, if one may."""
    person = turn.person
    if person is None or not all(rights.may(person, act, scope) for act in ("subscribe", "names")):
        return ()
    label = turn.t("Have them sent")
    for one in _of(subscriptions.of(turn.db, person.id), turn, league, scope):
        often = when(turn.t, one.frequency, one.weekday, one.hour)
        label = turn.t("Sent regularly: {when}", when=often)
    return (button(label, f"/subscribe {movements.before(turn)}{league.code} {scope.code}"),)


def _of(found: Iterable[Following], turn: Turn, league: League, scope: Unit) -> Iterable[Following]:
    wanted = (turn.movement.code, league.code, scope.id)
    return (one for one in found if (one.movement, one.list, one.scope_id) == wanted)


def stop(t: Translator, subscription_id: int) -> tuple[Choice, ...]:
    """One tap, and they are sent no more."""
    return (button(t("Send them no more"), f"/subscribe stop {subscription_id}"),)
