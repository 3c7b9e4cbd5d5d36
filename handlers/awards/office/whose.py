"""Which office's proposal of which year it is about: the writer's own."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import rights
from handlers.awards.section import Season, season
from handlers.engine.turn import Outcome, Turn, only, say
from scoring.award import Award
from scoring.award_rows import Of
from scoring.movement import Movement
from services import award_time
from services.award_time import Closed
from storage import dossiers
from storage.units import Unit


@dataclass(frozen=True)
class Its:
    """An office, the movement by the year's rules, its award, the year.

    `besides`: the level whose units propose for themselves, where it is the Council's own unit.
    """

    movement: Movement
    award: Award
    year: int
    office: Unit
    besides: str | None = None

    @property
    def code(self) -> str:
        """Of the movement."""
        return self.movement.code


def all_of(turn: Turn) -> list[Its]:
    """The offices for which the writer proposes."""
    found = season(turn)
    if found is None:
        return []
    level = found.award.terms.nominators
    own = [one for one in rights.reach(turn, "nominate")[0] if one.kind == level]
    return [_its(turn, found, one) for one in own if rights.allowed(turn, "nominate", one)]


def councils(turn: Turn) -> list[Its]:
    """The Council's own unit, whose secretary proposes bodies that lie in no office."""
    found = season(turn)
    if found is None:
        return []
    terms = found.award.terms
    own = [one for one in rights.reach(turn, "nominate")[0] if one.kind == terms.council]
    return [Its(found.movement, found.award, found.year, one, terms.nominators) for one in own
            if rights.allowed(turn, "nominate", one)]  # fmt: skip


def proposing(turn: Turn) -> list[Its]:
    """Both: for whom the writer may say who is proposed."""
    return [*all_of(turn), *councils(turn)]


def pick(turn: Turn, wanted: str, *, named_too: bool = False) -> tuple[Its | None, str]:
    """The office that is meant, and the other words: its code may stand behind them.

    `named_too`: an office may be named for itself, so that where there is only one its code is
    none of these; the Council's own unit is meant too.
    """
    found = proposing(turn) if named_too else all_of(turn)
    words = wanted.split()
    named = next((one for one in found if words and one.office.code == words[-1].upper()), None)
    if named is not None and not (named_too and len(found) == 1):
        return named, " ".join(words[:-1])
    return (found[0] if found else None), wanted


def behind(turn: Turn, its: Its) -> str:
    """What stands behind a command where the writer proposes for several units."""
    return f" {its.office.code}" if len(proposing(turn)) > 1 else ""


def shut(turn: Turn, its: Its, what: Of | None = None) -> Closed | None:
    """Why nothing of a kind is proposed or withdrawn any more (without one: nothing sent)."""
    return award_time.closed(turn.db, its.movement, its.year, its.office, turn.now, turn.zone, what)


def kinds(turn: Turn, its: Its) -> list[Of]:
    """Of what may still be proposed: collectives, persons; no persons by the Council's own unit."""
    ofs = award_time.BOTH if its.besides is None else award_time.BOTH[:1]
    return [of for of in ofs if shut(turn, its, of) is None]


def again(turn: Turn, office: int, year: int) -> Its | None:
    """The same, found again by a dialogue; None where it is the writer's no more."""
    own = proposing(turn)
    return next((one for one in own if (one.office.id, one.year) == (office, year)), None)


def nobody(turn: Turn) -> Outcome:
    """The answer to whoever proposes nobody."""
    return only(say(turn.t("This is done by whoever proposes.")))


def _its(turn: Turn, found: Season, office: Unit) -> Its:
    """Last year's, as long as its dossier was given back; else that of the season."""
    code, last = found.movement.code, found.year - 1
    back = dossiers.of_unit(turn.db, code, last, office.id)
    rules = next(one for one in turn.concerned if one.code == code).in_year(last)
    if back is not None and back.status == "returned" and rules.award is not None:
        return Its(rules, rules.award, last, office)
    return Its(found.movement, found.award, found.year, office)
