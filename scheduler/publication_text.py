"""What a push of the standings says: who leads, and what has changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Choice, Reply, button, lines, say
from handlers.frequency import LEADER, stop
from handlers.pictures import card
from handlers.rights_table import Act
from handlers.wording.disqualified import below
from handlers.wording.standings import heading, line, size
from locales import formats
from locales.translator import Translator
from scheduler import changes_text, queued_before, unit_text
from scheduler.kind import Leaving
from scheduler.queueing import Task, goes_on, key
from scoring.changes import Changes
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Standings
from services import publications
from storage import subscriptions, units
from storage.subscriptions import Following
from storage.units import Unit


class Push(NamedTuple):
    """What is worded: a task, what it was queued for, and whether the one before it arrived."""

    at: Leaving
    task: Task
    one: Following
    movement: Movement
    league: League
    scope: Unit
    got: bool

    @property
    def rests_on(self) -> tuple[Act, ...]:
        """What its reader must be allowed; in a group, whoever has it published there."""
        if self.one.chat:
            return ("publish",)
        return ("subscribe",) if self.task.own else ("subscribe", "names")


def write(at: Leaving, task: Task) -> Reply | None:
    """The push; `None` where the person is not sent it any more.

    Whoever got the last one hears what has changed since, and of no change in a few words.
    """
    if task.number is None:
        task = queued_before.numbered(at.db, at.person, at.live, task)
    push = _push(at, task)
    reply = None if push is None else _own(push) if task.own else _table(push)
    if push is None or reply is None or push.one.chat:
        return reply
    rests_on = tuple((act, push.scope.id) for act in push.rests_on)
    ways = (_there(push), stop(at.t, push.one.id))
    return reply.model_copy(update={"choices": ways, "about": rests_on})


def _push(at: Leaving, task: Task) -> Push | None:
    """What it was queued for, if that goes on and its reader may see it."""
    one = goes_on(at.db, task, at.person.id)
    if one is None or one.person_id != at.person.id:
        return None
    movement = next((of for of in at.live.all if of.code == one.movement), None)
    league = movement.leagues.get(one.list) if movement else None
    if movement is None or league is None:
        return None
    got = task.since is not None and subscriptions.got(at.db, key(one, task.since))
    push = Push(at, task, one, movement, league, units.by_id(at.db, one.scope_id), got)
    return push if all(rights.may(at.person, act, push.scope) for act in push.rests_on) else None


def _own(push: Push) -> Reply | None:
    at, task = push.at, push.task
    found = publications.by_number(at.db, task.number or 0)
    if found is None or task.own is None:
        return None
    before = task.before if push.got else None
    return say(unit_text.write(at, push.league, found.pushed, push.scope, task.own, before))


def _table(push: Push) -> Reply | None:
    """The words, and a card that says the same where there is anything new."""
    at, since = push.at, push.task.since
    told = publications.told(at.db, push.task.number or 0, push.scope.id)
    if told is None:
        return None
    t, table = at.t, _unmarked(told.table) if push.one.chat else told.table
    changes = told.changes.get(since) if push.got and since else None
    quiet = changes is not None and not changes.any
    rules = push.movement.in_year(table.year)
    text = lines(
        *heading(t, push.league, table, at.zone, before=changes),
        _leader(t, table) if push.one.frequency == LEADER else None,
        *(changes_text.write(t, changes) if changes else []),
        *([] if quiet else _first(t, rules, push.league, table)),
    )
    if quiet or not table.lines or table.list not in rules.leagues:
        return say(text)
    return say(text).enclosing(card.KIND, _card(push, rules, table, changes))


def _card(push: Push, rules: Movement, table: Standings, changes: Changes | None) -> card.Card:
    """Of the first class of size, where several are ranked apart."""
    shown = table.lines[0].size
    first = [line for line in table.lines if line.size == shown][: card.MOST]
    moved = changes.shifts if changes else None
    t, since = push.at.t, None
    if changes and changes.shifts:
        since = t("Moves since {day}", day=formats.day(changes.since, t.language))
    more = table.coverage.active - len(first)
    rest = [t.many("{n} more is in the table.", "{n} more are in the table.", more)] if more else []
    return card.card(
        t, rules, table, [first], push.at.zone, moved=moved, shown=shown, since=since, rest=rest
    )


def _unmarked(table: Standings) -> Standings:
    """In a group nobody is marked as not to be proposed."""
    return replace(table, lines=tuple(replace(one, barred=()) for one in table.lines))


def _leader(t: Translator, table: Standings) -> Markup | None:
    """Who is first now."""
    names = [one.name for one in table.lines if one.place == 1]
    return t("First now: {units}", units=t.listing(names)) if names else None


def _there(push: Push) -> tuple[Choice, ...]:
    """The table as it is now; of a unit that is ranked itself, that in which it stands."""
    movement, league = push.movement, push.league
    first = movement.code == push.at.live.all[0].code
    named = "" if first and league is movement.first_league else league.code
    words = ("/standings", "" if first else movement.code, named, push.scope.code)
    return (button(push.at.t("The whole table"), " ".join(filter(None, words))),)


def _first(t: Translator, rules: Movement, now: League, table: Standings) -> Iterator[Markup]:
    """The first places, of each class of size, and how many there are besides."""
    league = rules.leagues.get(table.list, now)
    if not table.lines:
        yield t("Nobody has a place yet.")
    apart = not rules.tree.directly(league.level, table.scope.kind)
    for of_size, rows in groupby(table.lines, lambda row: row.size):
        if league.classes:
            yield Markup("<b>{}</b>").format(size(t, rules, league, of_size))
        yield from (line(t, row, apart=apart) for row in rows)
    yield from below(t, signed=table.anybody_barred)
    more = table.coverage.active - len(table.lines)
    if table.lines and more > 0:
        yield t.many("{n} more is in the table.", "{n} more are in the table.", more)
