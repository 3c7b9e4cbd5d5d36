"""`/judge`: which units wait for a judgement, and the questions about one of them.

`/judge`, `/judge NAME`, `/judge CODE N`: the points of the Nth family anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from handlers import naming, rights
from handlers.asking.fillable import Filling
from handlers.asking.filling import dialogue, fill
from handlers.engine.turn import Choice, Outcome, Reply, Turn, lines, only, say
from handlers.judging.subject import cast, load
from scoring.ballots import Ballot
from scoring.duties import year_under_review
from scoring.movement import Movement
from storage import ballots, units
from storage.units import Unit

_MOST, _OFFERED = 60, 12
"""Units that are listed; of those that are not finished so many have a button."""
_LONGEST = 3


def start(turn: Turn, wanted: str) -> Outcome:
    """What is to be judged; a unit's questions; or one of them again."""
    if not wanted:
        return only(_list(turn))
    words, number = wanted.split(), None
    if len(words) > 1 and words[-1].isdecimal() and len(words[-1]) < _LONGEST:
        number = int(words.pop())
    kinds = tuple(one.level for _, one in _ballots(turn))
    found = naming.resolve(turn, " ".join(words), "judge", (kinds,), "/judge")
    return found if isinstance(found, Outcome) else _of(turn, found, number)


def _of(turn: Turn, unit: Unit, number: int | None) -> Outcome:
    year = year_under_review(turn.today)
    for movement, ballot in _ballots(turn):
        found = cast(turn, movement, unit, year) if ballot.level == unit.kind else None
        if found is None:
            continue
        if not ballot.open_on(year, turn.today):
            return only(say(turn.t("The year {year} cannot be judged any more.", year=year)))
        one = ballot.measures[number - 1 : number] if number else ()
        return fill(turn, JUDGING, found, one[0] if one else None)
    return only(say(rights.unknown(turn, unit.code)))


def _ballots(turn: Turn) -> list[tuple[Movement, Ballot]]:
    year = year_under_review(turn.today)
    found = (one.in_year(year) for one in turn.concerned)
    return [(one, ballot) for one in found for ballot in one.ballots.values()]


def _list(turn: Turn) -> Reply:
    """Each unit with how far its ballot is; those that are not finished as buttons."""
    t = turn.t
    told: list[Markup] = []
    rows: list[tuple[Choice, ...]] = []
    for movement, ballot in _ballots(turn):
        asked = len(ballot.questions)
        done = ballots.answered(turn.db, movement.code, year_under_review(turn.today), turn.me.id)
        mine = [(unit, done.get(unit.id, 0)) for unit in _units(turn, ballot)]
        if mine:
            told.append(Markup("<b>{}</b>").format(t.movement(ballot.name)))
        told += [_line(turn, unit, so_far, asked) for unit, so_far in mine]
        rows += [(Choice(label=unit.name, says=f"/judge {unit.code}"),)
                 for unit, so_far in mine if so_far < asked][:_OFFERED]  # fmt: skip
    if not told:
        return say(t("There is nothing to judge."))
    return say(lines(*told, t("Which one is judged?") if rows else None), *rows)


def _line(turn: Turn, unit: Unit, so_far: int, asked: int) -> Markup:
    if so_far >= asked:
        return turn.t("- {name}: judged", name=unit.name)
    if not so_far:
        return turn.t("- {name}: not yet", name=unit.name)
    return turn.t("- {name}: {n} of {total} answers", name=unit.name, n=so_far, total=asked)


def _units(turn: Turn, ballot: Ballot) -> Iterator[Unit]:
    """Those below the writer's Council that may be judged: not the own one."""
    for area in rights.reach(turn, "judge")[1]:
        for unit in units.below(turn.db, area, ballot.level, _MOST):
            if rights.allowed(turn, "judge", unit):
                yield unit


def _restart(turn: Turn) -> Outcome:
    return start(turn, "")


JUDGING = dialogue(Filling("judging", load, _restart, needed=True))
