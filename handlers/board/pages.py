"""The pages of the board: each unit with its state, or those between with their counts."""

from __future__ import annotations

from markupsafe import Markup

from handlers import apart, rights
from handlers.board.state import contact, state
from handlers.engine.turn import Choice, Reply, Turn, button, lines, say
from handlers.overview import progress
from handlers.overview.progress import Topic
from handlers.wording.reports import day, period, short
from storage.board import Place
from storage.history import COUNTS
from storage.units import Unit, below

PAGE = 10
Rows = list[tuple[Choice, ...]]


def page(turn: Turn, scope: Unit, topic: Topic, number: int) -> Reply:
    """One page; what it is about and how many are in stands above, whichever page it is."""
    if progress.far_apart(turn, scope, topic):
        told, rows, total = _between(turn, scope, topic, number)
    else:
        told, rows, total = _units(turn, scope, topic, number)
    if total > number * PAGE:
        rows.append((button(turn.t("More"), f"{_here(scope, topic)} {number + 1}"),))
    text = lines(*_head(turn, scope, topic), Markup(""), *told, *_pages(turn, number, total))
    return say(text, *rows, *_elsewhere(turn, scope, topic))


def _here(scope: Unit, topic: Topic) -> str:
    return f"/board {scope.code} {topic.form.code} {topic.period.code}"


def _head(turn: Turn, scope: Unit, topic: Topic) -> list[Markup]:
    t = turn.t
    name = t("{form}, {period} - {unit}", form=t.movement(topic.form.name),
             period=period(t, topic.period), unit=scope.name)  # fmt: skip
    due, lock = topic.form.due(topic.period), topic.form.lock(topic.period)
    when = t("Due {day}.", day=day(t, due))
    if turn.today > lock:
        when = t("Locked since {day}; the transaction office can still enter it.", day=day(t, lock))
    return [Markup("<b>{}</b>").format(name), when, counts(turn, scope, topic)]


def counts(turn: Turn, scope: Unit, topic: Topic) -> Markup:
    """How many have given it, and how many still owe it."""
    total, given = progress.numbers(turn, scope, topic)
    found = turn.t("{n} of {total} reported.", n=given, total=total)
    if given == total:
        return found
    owe = turn.t.many("{n} is missing.", "{n} are missing.", total - given)
    return Markup("{} {}").format(found, owe)


def _pages(turn: Turn, number: int, total: int) -> list[Markup]:
    last = -(-total // PAGE)
    return [turn.t("Page {n} of {total}", n=number, total=last)] if last > 1 else []


def _units(turn: Turn, scope: Unit, topic: Topic, number: int) -> tuple[list[Markup], Rows, int]:
    found = progress.places(turn, scope, topic)
    here = found[(number - 1) * PAGE : number * PAGE]
    names = apart.called(turn, [one.unit for one in here], [one.unit for one in found])
    told = [_line(turn, one, topic, names[one.unit.id]) for one in here]
    owing = [one.unit for one in here if one.status not in COUNTS]
    rows: Rows = [(Choice(label=names[one.id], says=_here(one, topic)),) for one in owing]
    may = [
        one for one in progress.owing(turn, scope, topic) if rights.may(turn.me, "remind", one.unit)
    ]
    if len(may) > 1 and turn.today <= topic.form.lock(topic.period):
        says = _here(scope, topic).replace("/board", "/board remind")
        rows.append((button(turn.t("Remind all who owe it"), says),))
    return told, rows, len(found)


def _line(turn: Turn, one: Place, topic: Topic, name: str) -> Markup:
    mark = "✔" if one.status in COUNTS else "-"
    told = [state(turn.t, one.status)]
    if one.status not in COUNTS:
        told += contact(turn, one, topic)
    return turn.t("{mark} {name}: {value}", mark=mark, name=name,
                  value=turn.t.row(told, " · "))  # fmt: skip


def _between(turn: Turn, scope: Unit, topic: Topic, number: int) -> tuple[list[Markup], Rows, int]:
    """Those in which most is missing in front."""
    found = progress.by_unit_between(turn, scope, topic)
    kind = turn.live.of_form(topic.form.code).tree.parent(topic.form.level) or scope.kind
    all_of = [one for one in below(turn.db, scope, kind) if found.get(one.id)]
    ordered = sorted(all_of, key=lambda one: -found[one.id].count(False))
    here = ordered[(number - 1) * PAGE : number * PAGE]
    here = [one for one in here if rights.allowed(turn, "board", one)]
    names = apart.called(turn, here, all_of)
    told = [
        turn.t("- {unit}: {n} of {total} reported.", unit=names[one.id], n=sum(found[one.id]),
               total=len(found[one.id]))
        for one in here
    ]  # fmt: skip
    rows: Rows = [(Choice(label=names[one.id], says=_here(one, topic)),) for one in here]
    if len(ordered) > 1:
        drawn = _here(scope, topic).replace("/board", "/board picture")
        rows.append((button(turn.t("Picture"), drawn),))
    return told, rows, len(ordered)


def _elsewhere(turn: Turn, scope: Unit, topic: Topic) -> Rows:
    """The other forms and periods of this unit, and the other units that one looks after."""
    rows: Rows = []
    for one in progress.topics(turn, scope):
        if one != topic:
            rows.append((button(short(turn.t, one.form, one.period), _here(scope, one)),))
    others = [one for one in progress.scopes(turn) if one.id != scope.id]
    names = apart.called(turn, others)
    return rows + [(Choice(label=names[one.id], says=f"/board {one.code}"),) for one in others]
