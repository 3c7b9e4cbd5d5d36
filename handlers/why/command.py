"""`/why`: where a unit's points come from, in plain words; buttons lead to the figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from handlers import duties, movements, rights, whose
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from handlers.why import detail, going_on
from handlers.why.case import Case, case_of
from handlers.why.overview import overview
from handlers.why.summed import ways
from handlers.why.supposing import start as supposing
from handlers.wording.reports import short
from scoring.movement import Movement
from scoring.standings import Basis
from storage.units import Unit

_LONGEST_PAGE = 3


@dataclass(frozen=True)
class View:
    """What is looked at: the whole, or a page (from 1) of a family, on a basis."""

    basis: Basis = "provisional"
    family: str | None = None
    page: int = 1


def start(turn: Turn, wanted: str) -> Outcome:
    """`/why` on one's own group, `/why NAME` on any whose details one may see.

    Buttons add what is looked at: `/why CODE [official] [FAMILY [page]]`; behind "if" stands what
    is supposed.
    """
    asked = supposing.parted(wanted, turn.t.language)
    view, case = _case(turn, asked.before, asked.behind)
    if isinstance(case, Outcome):
        return case
    if asked.supposed is not None:
        return going_on.from_here(case, supposing.start(case, asked.supposed))
    if view.family is not None and view.family in case.families:
        return going_on.from_here(case, only(_family(case, view.family, view.page)))
    return going_on.from_here(case, only(_whole(case)))


def suppose(turn: Turn, said: str) -> Outcome:
    """What stands behind an "if" by itself is about the unit that is named there, else about the
    one that was just shown, else about one's own.
    """
    _, case = _case(turn, going_on.shown(turn), ("if", *said.split()))
    known = isinstance(case, Case) and supposing.understood(case, said)
    behind = None if known else _behind(turn, said)
    if behind is not None:
        case, said = behind
    if isinstance(case, Outcome):
        return case
    return going_on.from_here(case, supposing.start(case, said))


def _case(turn: Turn, before: str, behind: tuple[str, ...]) -> tuple[View, Case | Outcome]:
    """The unit that is named, and how it is looked at; or what has to be said instead."""
    words = movements.named(turn, before.split())
    named, view = _view(turn, words)
    more = " ".join((*words[len(named.split()) :], *behind))
    found = whose.unit(turn, named, "/why", more)
    return view, found if isinstance(found, Outcome) else _of(turn, found, view.basis)


def _of(turn: Turn, unit: Unit, basis: Basis = "provisional") -> Case:
    movements.meant(turn, lambda one: unit.kind in whose.scored((one,)))
    return case_of(turn, unit, basis)


def _behind(turn: Turn, said: str) -> tuple[Case, str] | None:
    """The unit that is named behind a supposition which is understood without its name."""
    for supposed, name in going_on.cuts(said):
        found = whose.unit(turn, name, "/why")
        case = None if isinstance(found, Outcome) else _of(turn, found)
        if case is not None and supposing.understood(case, supposed):
            return case, supposed
    return None


def _view(turn: Turn, wanted: list[str]) -> tuple[str, View]:
    """The words that name a unit, and what the words behind them ask to see."""
    words, families = list(wanted), _families(movements.in_turn(turn))
    page, family = 1, None
    if len(words) > 1 and words[-2] in families and words[-1].isdecimal():
        page = int(words.pop()[:_LONGEST_PAGE])
    if words and words[-1] in families:
        family = words.pop()
    basis: Basis = "official" if words and words[-1] == "official" else "provisional"
    return " ".join(words[:-1] if basis == "official" else words), View(basis, family, page)


@cache
def _families(all: tuple[Movement, ...]) -> frozenset[str]:
    return frozenset(code for one in all for code in one.families)


def _whole(case: Case) -> Reply:
    t, movement = case.turn.t, case.turn.movement
    families = [
        (button(t.movement(movement.families[code]), case.says(code)),) for code in case.families
    ]
    judged = movement.ballot_of(case.unit.kind)  # no report of it waits to be checked
    other = () if judged else ((button(t("What if …"), case.says("if")), _other_basis(case)),)
    rows = [*ways(case), *families, *other]
    return say(overview(case), *rows, *_elsewhere(case))


def _family(case: Case, family: str, page: int) -> Reply:
    """A page of a family, and the way on: its next page, else the next family."""
    t = case.turn.t
    found = detail.pages(case, family)
    page = max(1, min(page, len(found)))
    number = t("Page {n} of {total}", n=page, total=len(found)) if len(found) > 1 else None
    ways = [(_onward(case, family, page + 1 if page < len(found) else None),)]
    back = (button(t("Back to all points"), case.says()),)
    return say(lines(found[page - 1], number), *ways, back, *_elsewhere(case))


def _onward(case: Case, family: str, page: int | None) -> Choice:
    t = case.turn.t
    if page is not None:
        return button(t("More"), case.says(family, str(page)))
    codes = case.families
    following = codes[(codes.index(family) + 1) % len(codes)]
    return button(t.movement(case.turn.movement.families[following]), case.says(following))


def _other_basis(case: Case) -> Choice:
    t = case.turn.t
    if case.basis == "official":
        return button(t("Provisional"), replace(case, basis="provisional").says())
    return button(t("Official"), replace(case, basis="official").says())


def _elsewhere(case: Case) -> list[tuple[Choice, ...]]:
    """The standings of the commune; for the head the report that is open."""
    turn, t = case.turn, case.turn.t
    rows: list[tuple[Choice, ...]] = []
    commune = rights.unit_above(turn, case.unit.parent_id, "see")
    if commune is not None:
        basis = " official" if case.basis == "official" else ""
        there = f"{movements.before(turn)}{commune.code}{basis}"
        rows.append((button(t("Standings"), f"/standings {there}"),))
    for one in movements.others(turn, lambda one: case.unit.kind in whose.scored((one,))):
        says = f"/why {one.code} {case.unit.code}"
        rows.append((button(t("Points in: {name}", name=t.movement(one.name)), says),))
    if case.unit in rights.mine(turn, "head", "report"):
        owed = [duty for duty in duties.of_unit(turn, case.unit, "head") if duty.owed]
        for duty in sorted(owed, key=lambda duty: duty.due)[:1]:
            says = f"/report {case.unit.code} {duty.form.code} {duty.period.code}"
            rows.append((button(short(t, duty.form, duty.period), says),))
    return rows
