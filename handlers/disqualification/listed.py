"""What waits for a decision, what stands against one's own units, and a unit's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from handlers import apart, naming, rights
from handlers.disqualification.card import COMMAND, heading, may_decide, says
from handlers.engine.turn import Choice, Outcome, Turn, button, lines, only, say
from handlers.kinds import Kinds
from handlers.wording.disqualified import of_unit
from scoring import disqualification
from scoring.disqualification import Step, follows
from scoring.duties import year_under_review
from scoring.movement import Movement
from services import disqualifications
from services.disqualifications import Case
from storage import disqualifications as marks
from storage import units
from storage.disqualifications import Mark, Wanted
from storage.engine import Db
from storage.person import Person
from storage.units import Unit

_PAGE = 20
_OPEN: tuple[Step, ...] = ("proposed", "answered")
"""What counts until it is lifted waits for a decision once it is answered."""


def ranked(movement: Movement) -> Kinds:
    """The kinds of units that may be marked: those that the first list ranks are meant first."""
    first = movement.first_league.level
    others = dict.fromkeys(one.level for one in movement.leagues.values() if one.level != first)
    return (first,), tuple(others)


def waiting(db: Db, movement: Movement, person: Person, day: date, after: int = 0) -> list[Case]:
    """Marks that somebody may decide on, one more than a page holds."""
    year = year_under_review(day)
    movement = movement.in_year(year)
    scopes = [one.unit for one in person.assignments if one.role in rights.with_right("disqualify")]
    wanted = tuple(_wanted(movement, person))
    found = marks.waiting(db, movement.code, year, scopes, wanted, after, _PAGE + 1)
    return [case for case in _cases(db, movement, found) if may_decide(person, case)]


def _wanted(movement: Movement, person: Person) -> Iterator[Wanted]:
    """Of each ground the kinds of units of which it is this person's to decide."""
    roles = person.roles()
    for ground in movement.grounds.values():
        kinds = tuple(kind for kind in movement.levels
                      if disqualification.applies(ground, movement, kind)
                      and disqualification.decider(ground, movement, kind) in roles)  # fmt: skip
        if kinds:
            yield Wanted(ground.code, kinds, _OPEN if ground.confirm else _OPEN[1:])


def _cases(db: Db, movement: Movement, found: list[Mark]) -> Iterator[Case]:
    named = {one.id: one for one in units.several(db, [mark.of.unit_id for mark in found])}
    for mark in found:
        unit = named[mark.of.unit_id]
        case = disqualifications.case(movement, unit, mark.of.year, mark.of.ground)
        if case is not None:
            yield case


def page(turn: Turn, after: int) -> Outcome:
    """`/eligibility`: what waits, and what stands against the units for which one answers."""
    t, decides = turn.t, bool(rights.reach(turn, "disqualify")[1])
    found = waiting(turn.db, turn.movement, turn.me, turn.today, after)
    for case in found:
        rights.allowed(turn, "disqualify", case.unit)
    own = list(_own(turn))
    names = apart.called(turn, [case.unit for case in (*found, *own)])
    rows = [_row(turn, case, names) for case in found[:_PAGE]]
    if len(found) > _PAGE:
        rows.append((button(t("More"), f"{COMMAND} +{after + _PAGE}"),))
    text = lines(
        t("Waiting for a decision on eligibility for proposal:") if found else
        t("Nothing waits for a decision.") if decides else None,
        t("Of the units here:") if own else None,
        None if own or decides else t("Nothing speaks against a proposal here."),
        *_how(turn, decides=decides),
    )  # fmt: skip
    return only(say(text, *rows, *(_row(turn, case, names) for case in own)))


def _row(turn: Turn, case: Case, names: apart.Names) -> tuple[Choice, ...]:
    name = turn.t.movement(case.ground.name)
    label = turn.t("{name}: {value}", name=names[case.unit.id], value=name)
    return (button(label, says(case)),)


def _own(turn: Turn) -> Iterator[Case]:
    """What stands against the units in which one reports."""
    held = {one.id: one for one in rights.units_of(turn) if rights.allowed(turn, "answer", one)}
    year = year_under_review(turn.today)
    movement = turn.movement.in_year(year)
    found = marks.of_units(turn.db, movement.code, year, list(held))
    yield from _cases(turn.db, movement, [one for one in found if one.step != "lifted"])


def _how(turn: Turn, *, decides: bool) -> Iterator[Markup | str]:
    """How a unit is named, for those who set marks."""
    if decides:
        yield turn.t("To mark a unit or look at one, please write its name behind the command.")
        example = naming.example(turn, "disqualify", ranked(turn.movement), COMMAND)
        yield from (example,) if example else ()


def unit_page(turn: Turn, unit: Unit) -> Outcome:
    """What stands against a unit, what was lifted, and what one may set."""
    year = year_under_review(turn.today)
    movement, t = turn.movement.in_year(year), turn.t
    always = [t("{name}. Basis: {basis}", name=t.movement(one.name), basis=t.movement(one.basis))
              for one in disqualification.of_kind(movement, unit.kind)]  # fmt: skip
    told = list(of_unit(t, turn.db, movement, unit, year))
    last = {one.of.ground: one for one in marks.of_units(turn.db, movement.code, year, [unit.id])}
    cases = [case for code in movement.grounds
             if (case := disqualifications.case(movement, unit, year, code))]  # fmt: skip
    known = [case for case in cases if case.ground.code in last]
    new = [case for case in cases if _may_set(turn, case, last.get(case.ground.code))]
    text = lines(
        heading(t, unit, year),
        *told,
        None if told or always else t("Nothing speaks against a proposal."),
        *always,
        t("What is to be set?") if new else None,
    )
    rows = [(button(t.movement(case.ground.name), says(case)),) for case in known]
    rows += [(button(t("Set: {name}", name=t.movement(one.ground.name)), says(one, "set")),)
             for one in new]  # fmt: skip
    return only(say(text, *rows))


def _may_set(turn: Turn, case: Case, last: Mark | None) -> bool:
    sets = case.ground.by_hand and follows("proposed", last.step if last else None)
    return sets and may_decide(turn.me, case) and rights.allowed(turn, "disqualify", case.unit)
