"""`/subscribe [LIST] [SCOPE] [how often]`: chosen by buttons or in words; `stop N` ends one."""

from __future__ import annotations

from handlers import lists, movements, naming
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from handlers.frequency import stop, when
from handlers.subscription import asking, listed, possible, said
from handlers.subscription.possible import Possible
from handlers.subscription.said import Said
from locales.fold import fold
from storage import rounds, subscriptions
from storage.subscriptions import MOST, Wish
from storage.units import Unit


def start(turn: Turn, wanted: str) -> Outcome:
    """Without words what is sent now and what could be; with them it is chosen, step by step."""
    words = wanted.split()
    if words[:1] == ["stop"]:
        return listed.stopped(turn, words[1:])
    if fold(wanted) == "off":
        return listed.all_stopped(turn)
    around = possible.around(turn)
    if not around:
        return only(say(turn.t("There are no standings here that could be sent.")))
    if not words:
        return only(listed.shown(turn, around))
    told = said.read(movements.named(turn, words))
    found = _meant(turn, told.front, around)
    return found if isinstance(found, Outcome) else _often(turn, found, told)


def _meant(turn: Turn, front: list[str], around: list[Possible]) -> Possible | Outcome:
    """The list and its scope: those that are named, else the first of one's own."""
    league, rest = lists.named(turn, front)
    mine = [one for one in around if league is None or one.league.key == league.key]
    if not rest and mine:
        return mine[0]
    one = league or mine[0].league if mine else league
    kinds = ((*one.inside, one.level),) if one else tuple(_every_kind(turn))
    command = f"/subscribe {movements.before(turn)}{one.code if league and one else ''}".strip()
    found = naming.resolve(turn, " ".join(rest), "subscribe", kinds, command)
    return found if isinstance(found, Outcome) else _of(turn, found, league)


def _every_kind(turn: Turn) -> list[tuple[str, ...]]:
    return [(*one.inside, one.level) for one in turn.movement.leagues.values()]


def _of(turn: Turn, unit: Unit, league: object) -> Possible | Outcome:
    found = [one for one in possible.of_unit(turn, turn.movement, unit)
             if league is None or one.league is league]  # fmt: skip
    if not found:
        return only(say(turn.t("There are no standings here that could be sent.")))
    return found[0]


def _often(turn: Turn, found: Possible, told: Said) -> Outcome:
    """Ask for what is not said yet; else it is chosen."""
    missing = asking.missing(turn, found, told)
    return only(missing) if missing is not None else _choose(turn, found, told)


def _choose(turn: Turn, found: Possible, told: Said) -> Outcome:
    t, db = turn.t, turn.db
    wish = Wish(found.movement.code, found.league.code, found.scope.id, told.frequency or "",
                told.weekday, told.hour)  # fmt: skip
    before = subscriptions.of(db, turn.me.id)
    if len(before) >= MOST and not any(_same(one, wish) for one in before):
        return only(say(t("At most {n} are sent to one person.", n=MOST)))
    usual = found.movement.calendar.hour
    rounds.begin_next_week(db, wish, usual, turn.now.astimezone(turn.zone))
    subscriptions.put(db, turn.me.id, wish)
    [now] = [one for one in subscriptions.of(db, turn.me.id) if _same(one, wish)]
    often = when(t, now.frequency, now.weekday, now.hour)
    text = lines(t("Standings are sent: {when}.", when=often), found.called(t))
    rows = ((button(t("All that is sent"), "/subscribe"),), stop(t, now.id))
    return only(say(text, *rows))


def _same(one: subscriptions.Following, wish: Wish) -> bool:
    there = (one.movement, one.list, one.scope_id, one.frequency)
    return there == (wish.movement, wish.list, wish.scope_id, wish.frequency)
