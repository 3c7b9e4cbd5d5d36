"""What the board is made of: a form and period, and how far each unit is with it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import rights
from handlers.engine.turn import Turn
from scoring.duties import may_be_given, on_the_board
from scoring.forms import Form
from scoring.movement import Movement
from scoring.periods import Period, months
from services.sheets import Sheet
from storage import board
from storage.board import Place, Which
from storage.history import COUNTS
from storage.units import Unit


@dataclass(frozen=True)
class Topic:
    """A form and a period of it."""

    form: Form
    period: Period

    @property
    def which(self) -> Which:
        """As the database is asked for it."""
        return Which(self.form.level, self.form.code, self.period.code, self.form.reporter)

    def counts(self, reports_from: str, excused: str, status: str | None) -> bool:
        """Whether it is asked of a unit that reports since this month, or was given though it is
        excused.
        """
        spared = months(excused) if status not in (*COUNTS, "returned") else frozenset()
        return self.form.asked(self.period, Period.parse(reports_from), spared)


def scopes(turn: Turn) -> tuple[Unit, ...]:
    """What this person looks after: as the officer of communes, as an office."""
    held = rights.with_right("board")
    return tuple(one for role in held for one in rights.mine(turn, role, "board"))


def topics(turn: Turn, scope: Unit, *, own: bool = False) -> list[Topic]:
    """What is asked below a scope in these days, what is due first in front.

    `own`: what a unit above others is asked itself too; whoever gives that has it in `/report`.
    """
    found = [
        (form.due(period), levels.index(form.level), Topic(form, period))
        for movement in turn.concerned
        for levels in (_asked_there(movement, scope.kind, own=own),)
        for form in movement.forms.values()
        if form.level in levels
        for period in on_the_board(form, turn.today)
    ]
    asked = [one for one in found if numbers(turn, scope, one[-1])[0]]
    return [topic for *_, topic in sorted(asked, key=lambda one: one[:2])]


def _asked_there(movement: Movement, kind: str, *, own: bool) -> tuple[str, ...]:
    """The kinds that are asked in a unit of a kind, the lowest first."""
    below = movement.tree.below(kind)
    return (*below, kind) if own or not below else below


def far_apart(turn: Turn, scope: Unit, topic: Topic) -> bool:
    """Whether units lie between a scope and those that are asked: these are counted for each."""
    kind, level = scope.kind, topic.form.level
    tree = turn.live.of_form(topic.form.code).tree
    return kind != level and not tree.directly(level, kind)


def places(turn: Turn, scope: Unit, topic: Topic) -> list[Place]:
    """The units of whom it is asked; those that still owe it in front."""
    key = ("board", scope.id, topic.which)
    if key not in turn.seen:
        found = board.places(turn.db, scope, topic.which)
        found = [p for p in found
                 if topic.counts(p.unit.reports_from, p.unit.excused, p.status)]  # fmt: skip
        turn.seen[key] = sorted(found, key=lambda one: one.status in COUNTS)
    shown: list[Place] = turn.seen[key]
    return shown


def owing(turn: Turn, scope: Unit, topic: Topic) -> list[Place]:
    """The units that have not confirmed it."""
    return [one for one in places(turn, scope, topic) if one.status not in COUNTS]


def owing_beside(turn: Turn, sheet: Sheet) -> list[Unit]:
    """The other units beside one that owe the same report, where it is the reader's to look."""
    topic = Topic(sheet.form, sheet.period)
    above = rights.unit_above(turn, sheet.unit.parent_id, "board")
    if above is None or sheet.unit.kind != turn.movement.tree.lowest or above not in scopes(turn):
        return []
    if not may_be_given(topic.form, topic.period, turn.today):
        return []
    return [one.unit for one in owing(turn, above, topic) if one.unit.id != sheet.unit.id]


def current(turn: Turn, scope: Unit) -> Topic | None:
    """What is most pressing: the first of which something is owed, else the last."""
    found = topics(turn, scope)
    pressing = (one for one in found if missing(turn, scope, one))
    return next(pressing, found[-1] if found else None)


def missing(turn: Turn, scope: Unit, topic: Topic) -> int:
    """How many units below a scope still owe it."""
    total, given = numbers(turn, scope, topic)
    return total - given


def numbers(turn: Turn, scope: Unit, topic: Topic) -> tuple[int, int]:
    """Of how many it is asked, and how many have given it."""
    if far_apart(turn, scope, topic):
        found = [one for row in by_unit_between(turn, scope, topic).values() for one in row]
    else:
        found = [one.status in COUNTS for one in places(turn, scope, topic)]
    return len(found), sum(found)


def by_unit_between(turn: Turn, scope: Unit, topic: Topic) -> dict[int, list[bool]]:
    """For each unit directly above those that are asked: whether these have given it."""
    key = ("counted", scope.id, topic.which)
    if key not in turn.seen:
        found: dict[int, list[bool]] = {}
        for one in board.counted(turn.db, scope, topic.which):
            if topic.counts(one.reports_from, one.excused, one.status):
                found.setdefault(one.above_id, []).append(one.status in COUNTS)
        turn.seen[key] = found
    shown: dict[int, list[bool]] = turn.seen[key]
    return shown
