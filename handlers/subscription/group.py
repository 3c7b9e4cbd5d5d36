"""`/publish here [LIST] [how often]`, said in a group by an administrator: standings of units are
sent there until `/publish off`. Figures of persons never are, nor who may not be proposed.
"""

from __future__ import annotations

import re

from handlers import lists, movements, rights
from handlers.engine.turn import Outcome, Turn, lines, only, say
from handlers.frequency import WEEKLY, when
from handlers.subscription import possible, said
from handlers.subscription.possible import Possible
from handlers.subscription.said import Said
from storage import rounds, settings, subscriptions
from storage.outbox import Address
from storage.subscriptions import Wish

_COMMAND = re.compile(r"/publish(?:@(\w+))?\s+(here|off)\b(.*)", re.ASCII | re.DOTALL | re.I)
_USUAL = Said([], WEEKLY, 0)


def start(turn: Turn, _words: str) -> Outcome:
    """In a private chat: how it is done."""
    t, league = turn.t, turn.movement.first_league.code
    how = t("Written in a common chat, this publishes a list there; the second ends it:")
    begins = t("{command}", command=f"/publish here {league} weekly monday 9")
    return only(say(lines(how, begins, t("{command}", command="/publish off"))))


def heard(turn: Turn) -> Outcome | None:
    """What is said in a group; `None` where it is not this, or not by an administrator."""
    found = _COMMAND.fullmatch(turn.text.strip())
    if found is None or turn.person is None or turn.person.consented_at is None:
        return None
    own = settings.bot_name(turn.db, turn.incoming.channel)
    if found[1] and (own is None or found[1].casefold() != own.casefold()):
        return None
    around = [
        unit for unit in rights.reach(turn, "publish")[0] if rights.allowed(turn, "publish", unit)
    ]
    if not around:
        return None
    here = Address(turn.incoming.channel, turn.incoming.bot, turn.incoming.chat)
    if found[2].lower() == "off":
        subscriptions.leave(turn.db, here)
        return only(say(turn.t("Nothing is published here any more.")))
    return _publish(turn, here, found[3].split())


def _publish(turn: Turn, here: Address, words: list[str]) -> Outcome:
    t, told = turn.t, said.read(movements.named(turn, words))
    one = _meant(turn, told.front)
    if one is None:
        return only(say(t("There are no standings here that could be sent.")))
    if told.frequency is None:
        told = _USUAL
    usual = one.movement.calendar.hour
    allowed = said.hours(usual)
    hour = told.hour if told.hour in allowed else None
    day = told.weekday if told.weekday is not None or told.frequency != WEEKLY else 0
    wish = Wish(
        one.movement.code, one.league.code, one.scope.id, told.frequency or WEEKLY, day, hour
    )
    subscriptions.leave(turn.db, here, wish)
    rounds.begin_next_week(turn.db, wish, usual, turn.now.astimezone(turn.zone))
    subscriptions.put(turn.db, turn.me.id, wish, here)
    often = when(t, wish.frequency, wish.weekday, wish.hour)
    ends = t("To end it, an administrator writes {command}.", command="/publish off")
    return only(say(lines(t("Published in this chat: {when}.", when=often), one.called(t), ends)))


def _meant(turn: Turn, front: list[str]) -> Possible | None:
    """The list that is named, else the first, of the administrator's own unit."""
    league, rest = lists.named(turn, front)
    for unit in rights.reach(turn, "publish")[0]:
        for one in possible.of_unit(turn, turn.movement, unit):
            if not one.own and not rest and (league is None or one.league.key == league.key):
                return one
    return None
